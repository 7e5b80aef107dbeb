"""Terms of the glossary in a restatement's two languages."""

from __future__ import annotations

import pytest

from scripts.road.checks.terms import Terms, ways_to_say
from tests.policy import loaded

TERMS = loaded().glossary


@pytest.mark.parametrize(
    ("zh", "en", "missing"),
    [
        ("起付线降低", "lower deductibles", []),
        ("起付线降低", "the threshold is lower", ["起付线"]),
        ("起付标准", "The Deductible", []),
        ("退费", "contributions were refunded", []),
        ("上转和下转", "referred by the hospital up the line", ["下转"]),
        ("医养结合", "the integration of care", ["医养结合"]),
        ("大病保险分段", "critical illness payment bands", []),
        ("大病保险分段", "critical illness insurance", ["大病保险分段"]),
        ("《医疗救助办法》", "the Measures", []),
        ("起付线和起付线", "nothing", ["起付线"]),
        ("今天天气", "the weather", []),
    ],
)
def test_a_term_is_missed_where_the_english_says_it_in_no_known_way(zh: str, en: str, missing: list[str]) -> None:
    assert [name for name, _ in Terms(TERMS).missing(zh, en)] == missing


def test_every_term_is_known_by_its_own_english_names() -> None:
    terms = Terms(TERMS)
    for term in TERMS:
        for way in ways_to_say(term):
            assert list(terms.missing(term.zh, f"People, {way.replace('…', 'who are')}.")) == [], way
