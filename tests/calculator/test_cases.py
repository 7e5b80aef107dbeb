"""Worked cases: the working done again by hand, the calculator held to it, and each reading shown to matter."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from typing import Any

import pytest

from calculator import compare_readings, explain, run
from calculator.families import FAMILIES
from calculator.rulebook import Rulebook
from calculator.spoken import spoken
from scripts.road.model import Case, Policy
from tests.calculator.arithmetic import evaluate, number
from tests.policy import loaded

CASES: list[tuple[str, Case]] = [(name, case) for name, cases in loaded().cases.items() for case in cases]
# Readings that no document of ours can show: no place has rules of both kinds on one layer (the sixth document has).
NOWHERE = {"A5": {("tilt", "critical_illness"), ("same_proportion", "critical_illness")}}
each_case = pytest.mark.parametrize(("name", "case"), CASES, ids=[case.id for _, case in CASES])


def amounts(result: dict[str, Any]) -> dict[str, str]:
    """Results by id: the value; "open" where something missing leaves it open; else why there is none."""
    return {one["id"]: one["value"] or one.get("why") or "open" for one in result["results"]}


def figures(case: Case) -> list[str]:
    """The amounts and ratios that a case expects, under its own readings and under others; outcomes, dates and plain
    counts are read off, not worked."""
    expected = [*case.expect.values(), *(text for changed in case.instead.values() for text in changed.values())]
    return [text for text in expected if re.fullmatch(r"-?[\d,]*\.?\d+%|-?[\d,]+\.\d+|\d+/\d+", text)]


def asked(case: Case, **readings: str) -> dict[str, Any]:
    ask: dict[str, Any] = json.loads(json.dumps(case.ask))
    return {**ask, "readings": {**ask.get("readings", {}), **readings}}


@each_case
def test_the_working_is_right_by_hand(name: str, case: Case) -> None:
    assert case.working or not figures(case)
    for line in case.working:
        _, formula, value = (part.strip() for part in line.split("="))
        assert evaluate(formula, {}) == number(value), line


@each_case
def test_a_figure_expected_stands_in_the_working_or_is_given(name: str, case: Case) -> None:
    worked = {number(line.split("=")[2].strip()) for line in case.working}
    rounded = {evaluate("rounded(x)", {"x": str(value)}) for value in worked}
    given = {number(text) for text in _texts(case.ask)}
    known = worked | rounded | given | {Fraction(0)}
    for amount in figures(case):
        assert number(amount) in known, f"{amount} has no line of working"


@each_case
def test_the_calculator_gives_what_was_worked(name: str, case: Case, book: Rulebook) -> None:
    result = run(name, asked(case), book)
    found = amounts(result)
    nothing = "0.00" if FAMILIES[name].TOLD_AS == "bill" else None  # a layer that a bill never meets pays nothing
    assert {key: found.get(key, nothing) for key in case.expect} == dict(case.expect)


@each_case
def test_another_reading_gives_what_was_worked_for_it(name: str, case: Case, book: Rulebook) -> None:
    for switch, expected in case.instead.items():
        reading, option = switch.split("=")
        found = amounts(run(name, asked(case, **{reading: option}), book))
        assert {key: found.get(key) for key in expected} == dict(expected)
        assert any(found.get(key) != case.expect[key] for key in case.expect), f"{switch} changes nothing"


@each_case
def test_comparing_readings_gives_what_switching_gives(name: str, case: Case, book: Rulebook) -> None:
    for reading in compare_readings(name, asked(case), book)["readings"]:
        for option in reading["options"]:
            switched = run(name, asked(case, **{reading["id"]: option["option"]}), book)
            assert option["results"] == switched["results"]


@each_case
def test_without_its_working_a_result_says_the_same(name: str, case: Case, book: Rulebook) -> None:
    whole, bare = run(name, asked(case), book), run(name, asked(case), book, working=False)
    assert set(whole) - set(bare) == {"steps", "readings", "assumptions", "next_steps"}
    assert bare == {key: whole[key] for key in bare}


@each_case
def test_every_printed_formula_gives_its_printed_value(name: str, case: Case, book: Rulebook) -> None:
    steps = [
        step
        for step in run(name, asked(case), book)["steps"]
        if step["applied"] and step["formula"] and not step.get("waits")
    ]
    for step in steps:
        assert evaluate(step["formula"], step["operands"]) == number(step["value"]), step


@each_case
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_result_is_told_in_full_in_both_languages(name: str, case: Case, lang: str, book: Rulebook) -> None:
    told = explain(run(name, asked(case), book), lang, book)
    texts = [
        told["answer"],
        *(step["sentence"] for step in told["working"]),
        *(step["title"] for step in told["working"]),
    ]
    assert all(texts)
    assert not [text for text in texts if re.search(r"[{}]|None", text)]
    assert spoken(told)


def test_every_option_that_computes_changes_a_case_that_its_reading_names(policy: Policy) -> None:
    of_id = {case.id: case for _, case in CASES}
    for reading in policy.readings:
        others = {option.id for option in reading.options if option.shown_only is None} - {reading.chosen}
        cases = [of_id[name] for name in reading.shown_by]
        switches = {switch for case in cases for switch in case.instead if switch.startswith(f"{reading.id}=")}
        asked_so = {f"{reading.id}={case.ask.get('readings', {}).get(reading.id)}" for case in cases}
        shown = switches | asked_so if switches else set()
        if reading.id not in NOWHERE:
            assert {f"{reading.id}={option}" for option in others} <= shown, reading.id


def test_no_place_has_what_a_reading_without_a_case_is_about(policy: Policy) -> None:
    rules = {
        document.place: {(rule.use, rule.layer) for provision in document.provisions for rule in provision.rules}
        for document in policy.documents
    }
    (kinds,) = NOWHERE.values()
    assert not [place for place, used in rules.items() if kinds <= used]


@each_case
def test_a_step_that_did_not_apply_says_why_and_each_names_a_reading_once(
    name: str, case: Case, book: Rulebook
) -> None:
    result = run(name, asked(case), book)
    told = explain(result, "zh", book)["working"]
    refused = [step for step in told if not step["applied"]]
    assert all(step["sentence"].endswith("。") for step in refused)
    named = [step.get("readings") or [] for step in result["steps"]]
    assert all(len(set(readings)) == len(readings) for readings in named)


def _texts(ask: Any) -> list[str]:
    if isinstance(ask, dict):
        return [text for value in ask.values() for text in _texts(value)]
    if isinstance(ask, list):
        return [text for value in ask for text in _texts(value)]
    try:
        number(str(ask))
    except (ValueError, ZeroDivisionError):
        return []
    return [str(ask)]
