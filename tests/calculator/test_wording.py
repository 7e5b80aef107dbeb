"""Things put into words: what a table says of its edges, what a value is for."""

from __future__ import annotations

import pytest

from calculator import explain, run
from calculator.rulebook import Rulebook
from calculator.wording import Wording

ROWS = [{"upto": "3万元", "ratio": "60%"}, {"ratio": "70%"}]


@pytest.mark.parametrize(
    ("edge", "said"), [("upper_included", "up to 30,000 yuan"), ("upper_excluded", "below 30,000 yuan")]
)
def test_a_table_says_on_which_side_its_edges_lie(book: Rulebook, edge: str, said: str) -> None:
    told = Wording("en", "reimbursement", book).literal({"edge": edge, "rows": ROWS})
    assert told.startswith(f"{said}: 60%;")


def test_a_table_of_one_row_is_told_as_the_ratio_it_is(book: Rulebook) -> None:
    assert Wording("zh", "reimbursement", book).literal({"rows": [{"ratio": "60%"}]}) == "60%"


def test_a_value_says_what_it_is_for_and_how_often(book: Rulebook) -> None:
    words = Wording("en", "reimbursement", book)
    assert words.asked("inpatient.deductible", {"hospital_level": "county"}) == "county hospital, each stay"
    assert words.asked("inpatient.ratio", {}) == ""


@pytest.mark.parametrize(("count", "said"), [("0", "0 days"), ("1", "1 day"), ("2", "2 days")])
def test_one_of_something_is_said_in_the_singular(book: Rulebook, count: str, said: str) -> None:
    assert Wording("en", "bed-day", book).quantity(count, "days") == said
    assert Wording("zh", "bed-day", book).quantity(count, "days") == f"{count} 天"


def test_where_nothing_is_filled_in_it_is_not_put_down_to_the_date(book: Rulebook) -> None:
    result = run("chronic", {"place": "341500", "date": "2024-10-01"}, book)
    assert (result["status"], result["results"]) == ("computed", [])
    assert "fill in more" in explain(result, "en", book)["answer"]
    assert "再填" in explain(result, "zh", book)["answer"]


def test_a_place_of_which_no_document_speaks_is_not_put_down_to_the_date(book: Rulebook) -> None:
    told = explain(run("chronic", {"place": "370800", "date": "2024-10-01", "assessed": "passed"}, book), "en", book)
    assert told["answer"] == told["status_words"]
    assert "this place" in told["answer"]


def test_what_is_wanting_is_named(book: Rulebook) -> None:
    ask = {"place": "510800", "date": "2024-05-01", "service": "hospice", "institution": "integrated_care"}
    told = explain(run("bed-day", {**ask, "by_head": "yes"}, book), "en", book)
    assert told["answer"] == "Outpatient capitation: not filled in."


@pytest.mark.parametrize(
    ("language", "day", "month"), [("zh", "2024年10月9日", "2024年10月"), ("en", "9 October 2024", "October 2024")]
)
def test_days_and_months_are_written_as_people_write_them(book: Rulebook, language: str, day: str, month: str) -> None:
    words = Wording(language, "identity", book)
    assert words.quantity("2024-10-09", "date") == day
    assert words.quantity("2024-10", "month") == month
    assert day in words.flowing("通报乡镇2024-10-09，劝其出院。")
    assert words.named({"first": "2024-10-09", "cost": "2024-10"}) == {"first": day, "cost": "2024-10"}
