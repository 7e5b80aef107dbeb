"""Worked cases: they ask what their calculator takes, of places, groups, concepts and readings that there are, and show
what exists."""

from __future__ import annotations

from typing import Any

from calculator.families import FAMILIES
from calculator.fields import Field
from calculator.literals import day
from scripts.road.checks.known import Known
from scripts.road.model import Case, Policy, Text, place_in, placed

_SHARED = ("values", "readings", "profile")  # what every calculator takes besides its fields


def check_cases(policy: Policy, rules: set[str], known: Known) -> None:
    """Every case: its name, what it shows (one of the ``rules``, or a reading), the names of its fields, its place and
    its groups; the tests compute what it expects."""
    shows = rules | known.readings.keys()
    for name, cases in policy.cases.items():
        for case in cases:
            _check_told(case, shows, known)
        for case in cases if name in FAMILIES else ():
            _check_asked(case.ask, known.fields[name], case, known, _SHARED)
            _check_known(case, known)


def _check_told(case: Case, shows: set[str], known: Known) -> None:
    *_, shelf, name = case.at.file.removesuffix(".yaml").split("/")
    if case.id != f"{shelf}/{name}":
        known.findings.add(case.id.at, f'the case "{case.id}"', f'"{shelf}/{name}", as its file lies')
    if not case.shows or not case.expect:
        lacking = "rule or reading that it shows" if not case.shows else "result that it expects"
        known.findings.add(case.at, f"a case without a {lacking}", "at least one")
    for shown in case.shows:
        known.refer(shown, shows, "rule or reading")


def _check_asked(
    asked: Any, fields: tuple[Field, ...], case: Case, known: Known, besides: tuple[str, ...] = ()
) -> None:
    table = {field.name: field for field in fields}
    names = [*table, *besides]
    for item in asked if isinstance(asked, list) else [asked]:
        for name, told in item.items() if isinstance(item, dict) else ():
            if name not in names:
                at = place_in(told) or case.at
                known.findings.add(at, f'the field "{name}"', f"one of {', '.join(names)}", known=names, word=name)
            elif name in table and table[name].of:
                _check_asked(told, table[name].of, case, known)
            elif name in table and isinstance(told, Text):
                _check_answer(table[name], told, known)


def _check_answer(field: Field, told: Text, known: Known) -> None:
    """A day is one of the calendar, and what is chosen one of the answers that there are."""
    if field.kind == "day" and day(told) is None:
        known.findings.add(told.at, f'"{told}"', "a day of the calendar, as 2024-09-01")
    elif field.kind in ("choice", "flag"):
        key = field.choices if isinstance(field.choices, str) else field.name
        answers = field.choices if isinstance(field.choices, tuple) else known.choices(key) if key in known.keys else ()
        if answers:
            known.refer(told, answers, f"answer of {field.name}")


def _check_known(case: Case, known: Known) -> None:
    asked = case.ask if isinstance(case.ask, dict) else {}
    place, groups = asked.get("place"), asked.get("groups")
    if isinstance(place, Text):
        known.refer(place, known.regions, "region code")
    for group in groups if isinstance(groups, list) else ():
        if isinstance(group, Text):
            known.refer(group, known.groups, "group")
    profile, readings, values = asked.get("profile"), asked.get("readings"), asked.get("values")
    if isinstance(profile, Text):
        known.refer(profile, known.profiles, "profile")
    for reading, option in readings.items() if isinstance(readings, dict) else ():
        if isinstance(option, Text) and known.refer(placed(Text, reading, option.at), known.readings, "reading"):
            computing = [one.id for one in known.readings[reading].options if one.shown_only is None]
            known.refer(option, computing, f"computing option of {reading}")
    for concept, told in values.items() if isinstance(values, dict) else ():
        known.refer(placed(Text, concept, place_in(told) or case.at), known.concepts, "concept")
