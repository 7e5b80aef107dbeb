"""Requests that differ in their amounts alone are answered by what was recorded of one: to the letter as if computed
anew, and never by a decision that the recording did not see."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from copy import copy
from typing import Any

import pytest

from calculator import InputProblems, run
from calculator.families import FAMILIES
from calculator.money import fen, larger, pair, printed, rounded, smaller, yuan, yuan_exactly
from calculator.repeats.program import Recording
from calculator.repeats.shapes import MOST_WAYS, RUNS, Shape, layout, repeats_of, without_amounts
from calculator.repeats.tape import Amount, Printed, Tape, Unrecorded
from calculator.rulebook import Kept, Rulebook
from scripts.road.model import Case
from tests.policy import loaded

FIELDS = FAMILIES["reimbursement"].FIELDS
CASES = loaded().cases["reimbursement"]
EVERY = 9  # of the cases: each costs a hundred runs
VARIED = 3 * RUNS


def unasked(book: Rulebook) -> Rulebook:
    """The same rulebook, as if nothing had been asked of it yet."""
    other = copy(book)
    other.kept = Kept()
    return other


@pytest.fixture
def fresh(book: Rulebook) -> Rulebook:
    return unasked(book)


def answer(inputs: dict, book: Rulebook, working: bool = True) -> dict[str, Any] | list[dict]:
    try:
        return run("reimbursement", inputs, book, working=working)
    except InputProblems as refused:
        return refused.problems


def in_full(inputs: dict, book: Rulebook, working: bool = True) -> dict[str, Any] | list[dict]:
    return answer(inputs, unasked(book), working)


def shape_of(inputs: dict, book: Rulebook, working: bool = True) -> Shape:
    asked = repeats_of(book).asked("reimbursement", FIELDS, inputs, working)
    assert asked is not None
    return asked.shape


def varied(inputs: dict, chance: random.Random) -> dict:
    """The same request with other amounts: a fen more or less, far more or less, nothing, more than there can be."""

    def other(text: str) -> str:
        amount = fen(text)
        kind = chance.randrange(5)
        if kind == 0:
            return yuan(max(amount + chance.choice((-1, 0, 1)), 0))
        if kind == 1:
            return yuan(chance.choice((0, 1, 10_000, 10_000_000, 10_000_000_000, 10_000_000_001)))
        return yuan(amount * chance.randrange(400) // 100)

    return without_amounts(inputs, layout(FIELDS), other)


@pytest.mark.parametrize("case", CASES[::EVERY], ids=[case.id for case in CASES[::EVERY]])
def test_a_result_with_other_amounts_is_the_same_as_computed_in_full(case: Case, book: Rulebook) -> None:
    chance = random.Random(case.id)
    inputs = json.loads(json.dumps(case.ask))
    for _ in range(VARIED):
        asked = varied(inputs, chance)
        assert answer(asked, book) == in_full(asked, book), asked


def test_most_shapes_of_requests_can_be_recorded(fresh: Rulebook) -> None:
    found: Counter[bool] = Counter()
    for case in CASES[::EVERY]:
        inputs = json.loads(json.dumps(case.ask))
        for _ in range(RUNS):
            answer(inputs, fresh, working=False)
        found[bool(shape_of(inputs, fresh, False).programs)] += 1
    assert found[True] > 2 * found[False], found


def bill(total: str, out_of_policy: str = "100.00") -> dict:
    """A stay in Lu'an with local values of its own."""
    values = {
        "inpatient.deductible": "500元", "inpatient.ratio": "70%", "basic.cap": "none",
        "critical_illness.deductible": "1万元", "critical_illness.scale": {"rows": [{"ratio": "60%"}]},
        "critical_illness.cap": "none", "assistance.threshold": "3000元", "assistance.ratio": "70%",
        "assistance.cap": "2万元",
    }  # fmt: skip
    stay = {
        "id": "e", "care": "inpatient", "admitted": "2025-05-02", "hospital_level": "county", "destination": "local",
        "compliant": "yes", "total": total, "out_of_policy": out_of_policy,
    }  # fmt: skip
    return {"place": "341500", "date": "2025-12-31", "groups": ["dibao"], "values": values, "episodes": [stay]}


def asked_often(book: Rulebook, amounts: Iterator[str], working: bool = True) -> Shape:
    for total in amounts:
        answer(bill(total), book, working)
    return shape_of(bill("1.00"), book, working)


def totals(first: int) -> Iterator[str]:
    return (f"{first + number}.00" for number in range(RUNS))


def test_a_shape_is_recorded_once_it_was_asked_often_enough(fresh: Rulebook) -> None:
    amounts = totals(9000)
    next(amounts)
    assert asked_often(fresh, amounts).programs == []
    assert len(asked_often(fresh, iter(["9999.00"])).programs) == 1


def test_a_bill_that_goes_another_way_is_computed_in_full_and_then_recorded_too(fresh: Rulebook) -> None:
    asked_often(fresh, totals(90_000))
    below = bill("300.00")
    assert shape_of(below, fresh).programs[0]("300.00", "100.00") is None
    assert answer(below, fresh) == in_full(below, fresh)
    assert len(asked_often(fresh, totals(300)).programs) == 2


def test_the_ways_of_a_shape_are_bounded(fresh: Rulebook) -> None:
    chance = random.Random(7)
    for _ in range(40 * RUNS):
        answer(varied(bill("9000.00"), chance), fresh)
    assert 1 < len(shape_of(bill("1.00"), fresh).programs) <= MOST_WAYS


def test_amounts_without_the_working_are_one_way_whatever_the_bill(fresh: Rulebook) -> None:
    """What the rules compute is arithmetic without a branch; only a reader is told less where something is nothing."""
    chance = random.Random(7)
    for _ in range(10 * RUNS):
        answer(varied(bill("9000.00"), chance), fresh, working=False)
    assert len(shape_of(bill("1.00"), fresh, False).programs) == 1


def test_results_share_nothing(fresh: Rulebook) -> None:
    asked_often(fresh, totals(9000))
    first = answer(bill("9000.00"), fresh)
    before = json.dumps(first)
    _spoil(answer(bill("9000.00"), fresh))
    assert json.dumps(answer(bill("9000.00"), fresh)) == before


def _spoil(found: Any) -> None:
    for one in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        _spoil(one)
    if isinstance(found, dict | list):
        found.clear()


@pytest.mark.parametrize("total", ["", "-1.00", "0.001", "100000000.01", "much", "１００", None, 9000, True, ["1.00"]])
def test_what_is_no_amount_is_refused_as_ever(total: Any, fresh: Rulebook) -> None:
    asked_often(fresh, totals(9000))
    found = answer(bill(total), fresh)
    assert isinstance(found, list)
    assert found == in_full(bill(total), fresh)


def test_inputs_that_are_no_plain_data_are_refused_as_ever(fresh: Rulebook) -> None:
    hostile: list[Any] = [None, [], bill("1.00") | {"groups": {object()}}, bill("1.00") | {"date": ...}]
    for inputs in hostile:
        assert isinstance(answer(inputs, fresh), list)


def test_a_program_holds_names_and_plain_words_alone(fresh: Rulebook) -> None:
    hostile = bill("9000.00") | {"readings": {}}
    hostile["values"] |= {"assistance.cap": '2万元"); raise SystemExit #'}
    assert isinstance(answer(hostile, fresh), list)
    program = asked_often(fresh, totals(90_000)).programs[0]
    texts = [text for constant in program.__code__.co_consts for text in _texts(constant)]
    assert "results" in texts
    assert [text for text in texts if not re.fullmatch("[a-z_]+", text)] == []


def _texts(constant: object) -> Iterator[str]:
    if isinstance(constant, str):
        yield constant
    elif isinstance(constant, tuple):
        for one in constant:
            yield from _texts(one)


# ── the tape ────────────────────────────────────────────────────────────────────────────────────────────────────────


def amount(value: int) -> Amount:
    written = Tape().write("given", value)
    assert isinstance(written, Amount)
    return written


UNSEEN: dict[str, Callable[[Any], object]] = {
    "hash": hash, "key of a dict": lambda one: {one: 1}, "member of a set": lambda one: one in {1, 2}, "str": str,
    "format": lambda one: f"{one}", "repr": repr, "int": int, "index": lambda one: [1, 2][one], "range": range,
    "float": float, "divided": lambda one: one // 2, "rest": lambda one: one % 2, "both": lambda one: divmod(one, 2),
    "rounded": round, "absolute": abs, "shifted": lambda one: one >> 1, "power": lambda one: one**2, "json": json.dumps,
    "times a ratio that is no whole number": lambda one: one * 0.5,
}  # fmt: skip


@pytest.mark.parametrize("use", UNSEEN.values(), ids=UNSEEN)
def test_an_amount_decides_nothing_unseen(use: Callable[[Any], object]) -> None:
    with pytest.raises((TypeError, Unrecorded)):
        use(amount(1))


@pytest.mark.parametrize("use", [hash, str, repr, len, list, bytes, lambda one: one == "1.00", lambda one: one + "元"])
def test_a_printed_amount_is_only_handed_on(use: Callable[[Any], object]) -> None:
    text = yuan(amount(100))  # type: ignore[arg-type]
    assert isinstance(text, Printed) and text
    with pytest.raises((TypeError, Unrecorded)):
        use(text)


COMPUTED: list[Callable[[int, int], object]] = [
    lambda a, b: a + b, lambda a, b: a - b, lambda a, b: 3 * a - b * 2 + 7, lambda a, b: -a, lambda a, b: sum([a, b]),
    lambda a, b: max(a, b), lambda a, b: min(a, b, 5), smaller, larger, lambda a, b: larger(3, a), lambda a, b: a * b,
    lambda a, b: rounded(pair(a * 7 + b, 30)), lambda a, b: pair(a, 8)[1], lambda a, b: (a < b) + 2 * (a <= b),
    lambda a, b: (a > b) + 2 * (a >= b) + 4 * (a == b) + 8 * (a != b), lambda a, b: 1 if a and not b else 0,
    lambda a, b: len([one for one in sorted([a, b, 4]) if one > 3]), lambda a, b: yuan(a - b), lambda a, b: printed(a),
    lambda a, b: yuan_exactly(pair(a * 7, 8)), lambda a, b: fen(yuan(a)) + b, lambda a, b: printed((a, 10)),
]  # fmt: skip


@pytest.mark.parametrize("compute", COMPUTED)
def test_a_recording_gives_for_other_amounts_what_the_arithmetic_gives(compute: Callable[[Any, Any], Any]) -> None:
    chance = random.Random(3)
    for _ in range(40):
        recorded = [chance.randrange(12), chance.randrange(12)]
        recording = Recording([yuan(one) for one in recorded], 1000)
        try:
            found = compute(*(fen(one) for one in recording.inputs))  # type: ignore[arg-type]
        except (TypeError, Unrecorded):
            assert compute is COMPUTED[-1]  # a ratio of amounts is printed by looking at it
            continue
        program = recording.program({"found": printed(found), "same": recording.inputs[0]})
        for _ in range(10):
            others = [chance.randrange(12), chance.randrange(12)]
            told = program(*(yuan(one) for one in others))
            assert told in (None, {"found": printed(compute(*others)), "same": yuan(others[0])})
        assert program(*(yuan(one) for one in recorded)) == {
            "found": printed(compute(*recorded)),
            "same": yuan(recorded[0]),
        }
