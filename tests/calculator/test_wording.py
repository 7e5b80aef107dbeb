"""Things put into words: what a table says of its edges, what a value is for."""

from __future__ import annotations

import pytest

from calculator.rulebook import Rulebook
from calculator.wording import Wording

ROWS = [{"upto": "3万元", "ratio": "60%"}, {"ratio": "70%"}]


@pytest.mark.parametrize(
    ("edge", "said"), [("upper_included", "up to 30,000 yuan"), ("upper_excluded", "below 30,000 yuan")]
)
def test_a_table_says_on_which_side_its_edges_lie(book: Rulebook, edge: str, said: str) -> None:
    told = Wording("en", "reimbursement", book).literal({"edge": edge, "rows": ROWS})
    assert told.startswith(f"{said}: 60%;")


def test_a_value_says_what_it_is_for_and_how_often(book: Rulebook) -> None:
    words = Wording("en", "reimbursement", book)
    assert words.asked("inpatient.deductible", {"hospital_level": "county"}) == "county hospital, each stay"
    assert words.asked("inpatient.ratio", {}) == ""
