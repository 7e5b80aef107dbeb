"""All that can be wrong with the policy data, found in one pass: references, dates, values, rules, quotes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from scripts.road.checks.coverage import check_coverage
from scripts.road.checks.documents import check_documents
from scripts.road.checks.duties import check_duties, check_duties_in
from scripts.road.checks.echoes import is_echo
from scripts.road.checks.known import Known, gather, unique_ids
from scripts.road.checks.languages import check_languages
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
from scripts.road.model import Document, Policy
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
    check_languages(replace(policy, documents=[]), findings)
    terms = Terms(policy.glossary)
    values: Shelves = {}
    rules = [rule.id for rule in policy.frame]
    for document in map(policy.as_written, policy.documents):  # never two at hand
        alone = replace(known, documents={str(document.id): document})
        check_documents(alone)
        check_values(alone, values)
        rules += check_rules_in(document, alone)
        check_duties_in(document, told, alone)
        key = f"{policy.seen_by(document)} {_text_of(document, texts)}"
        covered = document.at.file not in policy.unread
        findings.extend(
            kept.of(f"check/{document.id}", key, partial(_check_alone, document, alone, terms, texts, covered))
        )
    check_shelves(values, known)
    unique_ids(rules, "rule", findings)
    for document in policy.documents:
        until = document.holds.until.value
        if document.nature == "normative" and until and until <= on.isoformat():
            findings.warn(
                until.at,
                f"a validity that passed before {until}",
                f"a document in force on {on.isoformat()}; its pages say that it has passed",
            )
    if policy.unread:
        findings[read:] = [finding for finding in findings[read:] if not is_echo(finding, policy)]


def _check_alone(document: Document, known: Known, terms: Terms, texts: Texts | None, covered: bool) -> Findings:
    """What is wrong with a document whatever the others say: the checks that take long. They are given no other one."""
    clauses = {document.clause(provision.id) for provision in document.provisions}
    alone = replace(known, findings=Findings(), clauses=clauses)
    check_languages(document, alone.findings)
    check_repeats_in(document, alone.findings)
    check_restatements(alone, texts)
    check_terms(terms, alone)
    if texts is not None:
        check_quotes(alone, texts)
    if texts is not None and covered:  # which sentence has no provision is known only where all of these are
        check_coverage(alone, texts)
    return alone.findings


def _text_of(document: Document, texts: Texts | None) -> str | None:
    """The digest of a document's official text; empty where texts are at hand but not this one."""
    if texts is None:
        return None
    return texts[document.id].sha256 if document.id in texts else ""
