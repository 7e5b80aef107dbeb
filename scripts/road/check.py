"""All that can be wrong with the policy data, found in one pass: references, dates, values, rules, quotes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from hashlib import sha256
from typing import NamedTuple

from scripts.road.checks.cases import check_cases
from scripts.road.checks.coverage import check_coverage
from scripts.road.checks.documents import check_documents
from scripts.road.checks.duties import check_duties, check_duties_in
from scripts.road.checks.echoes import is_echo
from scripts.road.checks.endings import Payer, check_endings, check_endings_in, check_payers, payers_in
from scripts.road.checks.idle import check_idle
from scripts.road.checks.known import Known, gather, unique_ids
from scripts.road.checks.languages import check_languages
from scripts.road.checks.people import check_people
from scripts.road.checks.quotes import check_quotes
from scripts.road.checks.repeats import check_repeats, check_repeats_in
from scripts.road.checks.restatements import check_restatements
from scripts.road.checks.rules import check_rules, check_rules_in
from scripts.road.checks.terms import Terms, check_terms
from scripts.road.checks.values import Shelves, check_shelves, check_values
from scripts.road.checks.vocabulary import check_vocabulary
from scripts.road.checks.words import check_words
from scripts.road.findings import Findings
from scripts.road.kept import AFRESH, Kept
from scripts.road.model import Document, Ending, Policy, Text
from scripts.road.texts import Texts


def check(policy: Policy, texts: Texts | None, on: date, findings: Findings, kept: Kept = AFRESH) -> None:
    """Add every finding about ``policy``.

    With ``texts`` the quotes are looked for in them; ``on`` is the day that validity is held against. Of a document
    that was not read in all parts the rest is checked.
    """
    read = len(findings)
    known = gather(policy, findings)
    check_vocabulary(policy, known)
    check_rules(policy, known)
    told = check_duties(policy, known)
    check_repeats(replace(policy, documents=[]), findings)
    check_words(policy, findings)
    check_cases(policy, told, known)
    check_languages(replace(policy, documents=[]), findings)
    terms = Terms(policy.glossary)
    values: Shelves = {}
    payers: list[Payer] = []
    rules = [rule.id for rule in policy.frame]
    named = sha256(" ".join(sorted(told)).encode()).hexdigest()
    for document in policy.documents:  # of which never two are at hand as written
        key = f"{policy.seen_by(document)} {_text_of(document, texts)} {named}"
        alone = kept.of(f"check/{document.id}", key, partial(_check_alone, document, policy, known, told, terms, texts))
        findings.extend(alone.findings)
        rules += alone.rules
        payers += alone.payers
        check_endings(document, alone.endings, known)
        for shelf, rows in alone.values.items():
            values.setdefault(shelf, []).extend(rows)
        if alone.ends and alone.ends <= on.isoformat():
            findings.warn(
                alone.ends.at,
                f"a validity that passed before {alone.ends}",
                f"a document in force on {on.isoformat()}; its pages say that it has passed",
            )
    check_shelves(values, known)
    check_payers(payers, policy, known)
    unique_ids(rules, "rule", findings)
    if not findings.errors:
        check_idle(policy, findings)
    if policy.unread:
        findings[read:] = [finding for finding in findings[read:] if not is_echo(finding, policy)]


class _Alone(NamedTuple):
    """What is wrong with a document whatever the others say, and what of it must go together with theirs."""

    findings: Findings
    values: Shelves
    rules: list[Text]
    payers: list[Payer]
    endings: list[Ending]  # of other documents' clauses
    ends: Text | None  # the first day on which a normative document no longer holds


def _check_alone(
    document: Document, policy: Policy, known: Known, told: set[str], terms: Terms, texts: Texts | None
) -> _Alone:
    """The checks of one document; they are given no other one, so that their findings can be kept."""
    written = policy.as_written(document)
    clauses = {written.clause(provision.id) for provision in written.provisions}
    alone = replace(known, findings=Findings(), documents={str(written.id): written}, clauses=clauses)
    values: Shelves = {}
    check_documents(alone)
    check_values(alone, values, policy)
    rules = check_rules_in(written, alone)
    check_duties_in(written, told, alone)
    endings = check_endings_in(written, alone)
    check_languages(written, alone.findings)
    check_repeats_in(written, alone.findings)
    check_restatements(alone, texts)
    check_people(written, policy, texts.get(str(written.id)) if texts else None, alone)
    check_terms(terms, alone)
    if texts is not None:
        check_quotes(alone, texts)
    # Which sentence has no provision is known only where all of these could be read.
    if texts is not None and written.at.file not in policy.unread:
        check_coverage(alone, texts)
    ends = written.holds.until.value if written.nature == "normative" else None
    return _Alone(alone.findings, values, rules, payers_in(written), endings, ends)


def _text_of(document: Document, texts: Texts | None) -> str | None:
    """The digest of a document's official text; empty where texts are at hand but not this one."""
    if texts is None:
        return None
    return texts[document.id].sha256 if document.id in texts else ""
