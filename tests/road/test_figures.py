"""Figures of the data on a page: what a source leaves open stays open in both languages."""

from __future__ import annotations

import pytest

from calculator.literals import LiteralError, is_approximate, read
from scripts.road.figures import bound_words, figure_words
from scripts.road.words import read_words
from tests.policy import ROOT, loaded

CONCEPTS = {str(one.id): one for one in loaded().concepts}


@pytest.mark.parametrize(
    ("printed", "concept", "zh", "en"),
    [
        ("16000余", "report.linked_institutions", "16000余", "more than 16,000"),
        ("3万余", "report.leaflets", "3\u2009万余", "more than 30,000"),
        ("1个月左右", "budget.prepayment_months", "1\u2009个月左右", "about 1"),
        ("2022", "enrolment.first_coverage_year", "2022", "2022"),
    ],
)
def test_a_count_is_told_with_what_the_source_says_beside_it(printed: str, concept: str, zh: str, en: str) -> None:
    words = read_words(ROOT / "docs" / "words")
    assert figure_words(printed, CONCEPTS[concept], words["zh"]) == zh
    assert figure_words(printed, CONCEPTS[concept], words["en"]) == en


def test_a_bound_of_many_keeps_all_its_digits_and_leaves_its_unit_to_the_indicator() -> None:
    words = read_words(ROOT / "docs" / "words")
    assert bound_words("12000人", words["en"]) == "12,000"
    assert bound_words("80家", words["en"]) == "80"


@pytest.mark.parametrize(("printed", "count"), [("16000余", 16000), ("3万余", 30000), ("2万", 20000), ("80", 80)])
def test_a_count_reads_as_the_number_it_names(printed: str, count: int) -> None:
    assert read("count", printed) == count
    assert is_approximate(printed) == printed.endswith("余")


@pytest.mark.parametrize("printed", ["余", "结余", "3余万", "五余"])
def test_more_than_needs_its_number_first(printed: str) -> None:
    assert not is_approximate(printed)
    with pytest.raises(LiteralError):
        read("count", printed)
