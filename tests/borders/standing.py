"""In which cells of the table a calculation stands: told by its steps, the values it used and the days it was asked."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from calculator.mechanisms import MECHANISMS
from tests.borders.cells import (
    ANYBODY,
    AS_CHOSEN,
    DAY_AFTER,
    DAY_BEFORE,
    DUE,
    FALLS,
    FIRST_DAY,
    LAST_DAY,
    NAMED,
    OTHERS,
    PEOPLE,
    READING,
    STANDS,
    THE_DAY,
    TURNS,
    Book,
    Cell,
    Rule,
    groups_of,
    options_of,
    readings_of_the_end,
    turn_of,
)
from tests.borders.sides import ABOVE, BELOW, EXACTLY, LEAST, SIDES, Border
from tests.calculator.arithmetic import evaluate, number

Step = Mapping[str, Any]
Result = Mapping[str, Any]
Inputs = Mapping[str, Any]
MONEY = {"元": 1, "万元": 10_000, "亿元": 100_000_000}


class Stand:
    """A calculation and where it stands."""

    def __init__(self, book: Book, inputs: Inputs, result: Result) -> None:
        self.book, self.inputs, self.result = book, inputs, result
        self.rules = {rule["id"]: rule for rule in book["rules"]}
        self.steps: list[Step] = [step for step in result["steps"] if step.get("rule") in self.rules]
        self.by_rule: dict[str, list[Step]] = {}
        for step in self.steps:
            self.by_rule.setdefault(step["rule"], []).append(step)
        chosen = {name: reading["chosen"] for name, reading in book["readings"].items()}
        self.read = {**chosen, **inputs.get("readings", {})}
        self.groups = set(_held(inputs))
        self.days = {day for day in _texts(inputs) if re.fullmatch(r"\d{4}-\d\d-\d\d", day)}

    def cells(self) -> set[Cell]:
        """Every cell that it stands in."""
        found: set[Cell] = set()
        spoken_of = {step["rule"] for step in self.steps}
        for name, rule in self.rules.items():
            if name not in spoken_of and rule["use"] != "first_year" and not self.applied(name):
                continue
            for label in self._labels(rule):
                for border, position in {*self._days(rule, label), *self._figures(rule)}:
                    found.update(Cell(name, border, position, label, group) for group in self._groups(rule))
            found.update(self._people(rule))
            found.update(self._readings(rule))
        return found

    def applied(self, rule: str) -> list[Step]:
        """The steps of a rule that acted; one that changes the terms of another acts in that one's steps, which cite
        it."""
        of_rule, entry = self.by_rule.get(rule, []), self.rules[rule]
        own = [step for step in of_rule if step["applied"]]
        if any(self.read[reading] != option for reading, option in entry["read"].items()):
            return []
        if MECHANISMS[entry["use"]].ROLE != "changes" or not entry["cites"]:
            return own
        refused = {step.get("episode") for step in of_rule if not step["applied"]}
        clause = entry["cites"][0]["clause"]
        return own + [
            step
            for step in self.steps
            if step["applied"]
            and step["rule"] != rule
            and step.get("layer") == entry["layer"]
            and step.get("episode") not in refused
            and clause in {cite["clause"] for cite in step["cites"]}
        ]

    def refused(self, rule: str) -> set[str]:
        """Why a rule did not act, where it did not."""
        return {str(step["kind"]) for step in self.by_rule.get(rule, []) if not step["applied"]}

    def _speaks(self, document: str) -> bool:
        return any(self.rules[step["rule"]]["document"] == document for step in self.steps)

    def _labels(self, rule: Rule) -> list[str]:
        own = options_of(rule, self.book)
        labels = [*own, *readings_of_the_end(rule, self.book)]
        read = [label for label in labels if self.read[label.split("=")[0]] == label.split("=")[1]]
        return read if own else [*read, AS_CHOSEN]

    def _groups(self, rule: Rule) -> list[str]:
        named = groups_of(rule, self.book)
        return named if named == [ANYBODY] else [group for group in named if group in self.groups]

    def _people(self, rule: Rule) -> Iterator[Cell]:
        if self.applied(rule["id"]):
            for group in self._groups(rule):
                if group != ANYBODY:
                    yield Cell(rule["id"], PEOPLE, NAMED, AS_CHOSEN, group)
        if "other_people" in self.refused(rule["id"]):
            yield Cell(rule["id"], PEOPLE, OTHERS, AS_CHOSEN, OTHERS)

    def _readings(self, rule: Rule) -> Iterator[Cell]:
        for reading, option in rule["read"].items():
            stands = self.read[reading] == option
            if self.applied(rule["id"]) if stands else "other_reading" in self.refused(rule["id"]):
                position = STANDS if stands else FALLS
                yield Cell(rule["id"], READING, position, f"{reading}={self.read[reading]}", ANYBODY)

    def _figures(self, rule: Rule) -> Iterator[tuple[str, str]]:
        if rule["use"] == "first_year" and "coverage_year" in self.inputs:  # told only where it is too early
            operands = {"year": str(self.inputs["coverage_year"]), "first": str(rule["own"]["first"][0]["value"])}
            position = _position(SIDES["first_year"][0], operands)
            if position and self._speaks(rule["document"]):
                yield SIDES["first_year"][0].name, position
        for border in SIDES.get(rule["use"], ()):
            for step in self._steps_of(rule, border):
                for operands in self._operands(rule, step):
                    position = _position(border, operands)
                    if position:
                        yield border.name, position

    def _steps_of(self, rule: Rule, border: Border) -> list[Step]:
        steps = [step for step in self.applied(rule["id"]) if not step.get("waits")]
        if border.of_layer:
            at = {(step.get("episode"), step.get("layer")) for step in steps}
            steps = [step for step in self.steps if (step.get("episode"), step.get("layer")) in at and step["applied"]]
        return [step for step in steps if step["kind"] in border.steps and not step.get("waits")]

    # -- days

    def _days(self, rule: Rule, label: str) -> Iterator[tuple[str, str]]:
        acts, refused = self.applied(rule["id"]), self.refused(rule["id"])
        for border in (*FIRST_DAY, *LAST_DAY):
            turn = turn_of(border, rule, label, self.book)
            if turn is None:
                continue
            sides = {THE_DAY: turn, DAY_BEFORE: later(turn, -1)}
            within = THE_DAY if border in FIRST_DAY else DAY_BEFORE
            why = "not_yet" if border in FIRST_DAY else "no_longer"
            for position, day in sides.items():
                if day in self.days and (acts if position == within else why in refused):
                    yield border, position
        yield from self._days_due(rule, acts)

    def _days_due(self, rule: Rule, acts: Sequence[Step]) -> Iterator[tuple[str, str]]:
        for step in acts:
            operands = step.get("operands", {})
            done = operands.get("done") or operands.get("filed") or self.inputs.get("filed_on")
            last = step["value"] if step["kind"] == "deadline" else operands.get("last")
            if done and last:
                after = _days_after(last, done)
                yield from ((DUE, name) for days, name in ((0, THE_DAY), (1, DAY_AFTER)) if days == after)
        if rule["use"] == "at_least" and acts:
            after = _days_after(self._value(rule["with"]["by"]), self.inputs["date"])
            yield from ((DUE, name) for days, name in ((0, THE_DAY), (1, DAY_AFTER)) if days == after)
        if rule["use"] == "turns_on_day" and acts and (turns := self._value(rule["with"]["day"])):
            if turns in self.days:
                yield TURNS, THE_DAY
            if later(turns, -1) in self.days:
                yield TURNS, DAY_BEFORE

    # -- figures

    def _operands(self, rule: Rule, step: Step) -> Iterator[dict[str, str]]:
        """The operands of a step, and what else its border is held against: of a scale each edge in turn."""
        operands = {name: text for name, text in (step.get("operands") or {}).items() if text is not None}
        formula = step.get("formula") or ""
        if "add" in operands:
            operands["raised"] = str(evaluate(re.sub(r"smaller\((.*), 1\)", r"\1", formula), operands))
        if rule["use"] == "ratio_gap":
            ratios = [number(one["value"]) for one in self.result["values_used"] if one["concept"] == "inpatient.ratio"]
            levels = [one["keys"] for one in self.result["values_used"] if one["concept"] == "inpatient.ratio"]
            by_level = {keys.get("hospital_level"): ratio for keys, ratio in zip(levels, ratios, strict=True)}
            if {"township", "county"} <= by_level.keys():
                gap = number(self._value(rule["with"]["gap"]).removesuffix("个百分点") + "%")
                operands |= {"higher": str(by_level["township"]), "lower": str(by_level["county"]), "gap": str(gap)}
        if rule["use"] == "free_months":
            days = [one.get("discharged") for one in self.inputs["episodes"] if one["id"] == step["episode"]]
            operands = {"discharged": str(_ordinal(days[0])), "until": str(_ordinal(step["value"]))}
        if rule["use"] == "often_enough":
            operands["done"] = str(least_done(self.inputs, rule["layer"], rule["how"]["every"]))
        if rule["use"] == "slices":
            for edge in self._edges():
                yield {**operands, "edge": self._edge_over(edge, operands)}
            return
        yield operands

    def _edges(self) -> list[Fraction]:
        scales = [one["value"] for one in self.result["values_used"] if one["concept"] == "critical_illness.scale"]
        return [_yuan(row["upto"]) for scale in scales for row in scale["rows"] if "upto" in row] or [Fraction(-1)]

    def _edge_over(self, edge: Fraction, operands: Mapping[str, str]) -> str:
        """The burden at which a slice ends."""
        on_burden = self.read["A23"] == "whole_burden"
        return str(edge if on_burden or edge < 0 else edge + number(operands.get("threshold", "0")))

    def _value(self, concept: str) -> str:
        return next((str(one["value"]) for one in self.result["values_used"] if one["concept"] == concept), "")


def _position(border: Border, operands: Mapping[str, str]) -> str | None:
    """Where the step lies to the border, if next to it."""
    names = set(re.findall(r"[a-z_]+", f"{border.left} {border.right}")) - {"rounded"}
    if not names & operands.keys():
        return None
    told = {**dict.fromkeys(names, "0"), **operands}
    apart = evaluate(border.left, told) - evaluate(border.right, told)
    least = number(LEAST[border.unit])
    if apart == 0:
        return EXACTLY
    if (border.exact_unless and abs(apart) < 2 * least) or abs(apart) == least:
        return ABOVE if apart > 0 else BELOW
    return None


def least_done(inputs: Inputs, service: str, every: str) -> int:
    """How often a service was given in that whole week or month of the time asked about in which it was least often."""
    first, last = date.fromisoformat(inputs["first_day"]), date.fromisoformat(inputs["last_day"])
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    periods: dict[tuple[int, int], list[date]] = {}
    for day in days:
        year, week, _ = day.isocalendar()
        periods.setdefault((year, week) if every == "week" else (day.year, day.month), []).append(day)
    given = [date.fromisoformat(day) for day in inputs[service]]
    whole = [
        part
        for (year, number), part in periods.items()
        if len(part) == (7 if every == "week" else monthrange(year, number)[1])
    ]
    return min(sum(day in part for day in given) for part in whole)


def _held(inputs: Any) -> Iterator[str]:
    """The identities that inputs tell of, of a person or of several."""
    if isinstance(inputs, dict):
        for name, value in inputs.items():
            if name == "groups":
                yield from value
            elif name == "identity":
                yield value
            else:
                yield from _held(value)
    elif isinstance(inputs, list):
        for one in inputs:
            yield from _held(one)


def _texts(told: Any) -> Iterator[str]:
    if isinstance(told, str):
        yield told
    elif isinstance(told, dict | list):
        for one in told.values() if isinstance(told, dict) else told:
            yield from _texts(one)


def _yuan(literal: str) -> Fraction:
    unit = next(unit for unit in sorted(MONEY, key=len, reverse=True) if literal.endswith(unit))
    return Fraction(literal.removesuffix(unit)) * MONEY[unit]


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _days_after(last: str, done: str) -> int:
    return _ordinal(done) - _ordinal(last) if last else -1


def later(day: str, days: int) -> str:
    """The day so many days later."""
    return date.fromordinal(_ordinal(day) + days).isoformat()
