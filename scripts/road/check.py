"""All that can be wrong with the policy data, found in one pass: references, dates, values, rules, quotes."""

from __future__ import annotations

from datetime import date

from scripts.road.checks.coverage import check_coverage
from scripts.road.checks.documents import check_documents
from scripts.road.checks.duties import check_duties
from scripts.road.checks.known import gather
from scripts.road.checks.languages import check_languages
from scripts.road.checks.quotes import check_quotes
from scripts.road.checks.restatements import check_restatements
from scripts.road.checks.rules import check_rules
from scripts.road.checks.terms import check_terms
from scripts.road.checks.values import check_values
from scripts.road.checks.vocabulary import check_vocabulary
from scripts.road.checks.words import check_words
from scripts.road.findings import Findings
from scripts.road.model import Policy
from scripts.road.texts import Texts


def check(policy: Policy, texts: Texts | None, on: date, findings: Findings) -> None:
    """Add every finding about ``policy``.

    With ``texts`` the quotes are looked for in them; ``on`` is the day that validity is held against.
    """
    known = gather(policy, findings)
    check_vocabulary(policy, known)
    check_documents(known)
    check_values(known)
    check_rules(policy, known)
    check_duties(policy, known)
    check_restatements(known, texts)
    check_terms(policy.glossary, known)
    check_words(policy, findings)
    check_languages(policy, findings)
    if texts is not None:
        check_quotes(known, texts)
        check_coverage(known, texts)
    for document in policy.documents:
        until = document.holds.until.value
        if document.nature == "normative" and until and until <= on.isoformat():
            findings.warn(
                until.at,
                f"a validity that passed before {until}",
                f"a document in force on {on.isoformat()}; its pages say that it has passed",
            )
