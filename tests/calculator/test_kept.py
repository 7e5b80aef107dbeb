"""What the core remembers from one request to the next: never so much that memory fills, never what is another's."""

from __future__ import annotations

import json
from typing import Any

import pytest

from calculator import explain, run
from calculator.rulebook import MOST_KEPT, Kept, Rulebook
from scripts.road.model import Case
from tests.policy import compiled, loaded

CASES: list[tuple[str, Case]] = [(name, case) for name, cases in loaded().cases.items() for case in cases]


def answers(cases: list[tuple[str, Case]], book: Rulebook) -> dict[str, str]:
    return {case.id: json.dumps(run(name, json.loads(json.dumps(case.ask)), book)) for name, case in cases}


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    return compiled(loaded())


def test_the_order_of_requests_changes_no_answer(data: dict[str, Any]) -> None:
    assert answers(CASES, Rulebook(data)) == answers(CASES[::-1], Rulebook(data))


def test_what_is_kept_is_bounded() -> None:
    kept = Kept()
    for number in range(3 * MOST_KEPT):
        assert kept.keep(number, -number) == -number
        assert len(kept) <= MOST_KEPT
    assert kept[3 * MOST_KEPT - 1] == 1 - 3 * MOST_KEPT


def test_an_answer_changed_by_its_reader_changes_no_later_one(data: dict[str, Any]) -> None:
    book = Rulebook(data)
    name, case = next(one for one in CASES if one[0] == "reimbursement")
    first = run(name, case.ask, book)
    told = json.dumps(first)
    for part in ("results", "steps", "values_used", "missing", "readings", "assumptions", "next_steps", "documents"):
        first[part].clear()
    first["inputs"].clear()
    assert json.dumps(run(name, case.ask, book)) == told


def test_a_result_without_its_working_explains_nothing(data: dict[str, Any]) -> None:
    book = Rulebook(data)
    name, case = CASES[0]
    with pytest.raises(ValueError, match="without its working"):
        explain(run(name, case.ask, book, working=False), "en", book)
