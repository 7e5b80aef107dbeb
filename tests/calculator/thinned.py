"""Requests with answers and values left out, requests with what is missing filled in at random, and what must hold
between the results of the two."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from random import Random
from typing import Any

from calculator import InputProblems, run
from calculator.families import FAMILIES
from calculator.fields import Field
from calculator.money import fen, yuan
from calculator.rulebook import Rulebook
from tests.calculator.arithmetic import number

PER_CENT = 100


def thinned(name: str, ask: dict[str, Any], book: Rulebook, random: Random) -> dict[str, Any]:
    """The request without some of its optional answers and some of its values."""
    less = copy.deepcopy(ask)
    often = random.choice((0.1, 0.3, 0.6, 1.0))
    for record, field in _answers(FAMILIES[name].FIELDS, less):
        if random.random() < often:
            del record[field]
    for concept in list(less.get("values", {})):
        if random.random() < often:
            del less["values"][concept]
    if "profile" in less:
        of_profile = book.profiles[less["profile"]]["values"].items()
        less["profile"] = {"values": {concept: _given(rows) for concept, rows in of_profile if random.random() > often}}
    return less


def _given(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**row["keys"], "value": row["text"]} for row in rows]


def _answers(fields: tuple[Field, ...], told: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Every answer that may be left out: its record and its field's name."""
    for field in fields:
        if field.name not in told:
            continue
        if field.kind == "record":
            yield from _answers(field.of, told[field.name])
        elif field.kind == "list":
            for item in told[field.name]:
                yield from _answers(field.of, item)
        elif field.kind in ("flag", "choice") and not field.required:
            yield told, field.name


def completed(name: str, ask: dict[str, Any], book: Rulebook, random: Random) -> dict[str, Any] | None:
    """The request with an answer to all that its result calls missing; ``None`` where the answers drawn are at odds."""
    whole = copy.deepcopy(ask)
    for _ in range(100):
        try:
            missing = run(name, whole, book, working=False)["missing"]
        except InputProblems:
            return None
        for gap in missing[:1] if random.random() < 0.5 else missing:  # one answer may make another one needless
            _fill_in(whole, gap, book, random)
        if not missing:
            return None if _at_odds(whole.get("values", {})) else whole
    return None


def _at_odds(values: dict[str, Any]) -> bool:
    """Whether a window drawn ends before it begins."""
    days = [values.get(f"enrolment.window_{end}", "") for end in ("start", "end")]
    start, end = (day[0]["value"] if isinstance(day, list) else day for day in days)
    return bool(start and end and end < start)


def _fill_in(whole: dict[str, Any], gap: dict[str, Any], book: Rulebook, random: Random) -> None:
    concept = gap["concept"]
    if "field" in gap:
        *records, name = re.findall(r"\w+", gap["field"])
        record: Any = whole
        for part in records:
            record = record[int(part)] if part.isdigit() else record.setdefault(part, {})
        key = concept.removeprefix("fact.")
        values = book.keys.get(key, {}).get("values") or ("yes", "no")
        record[name] = random.choice(list(values)) if not name.endswith("_on") else _day(random)
    elif concept.startswith("paid."):
        episode = next(one for one in whole["episodes"] if one["id"] == gap["keys"]["episode"])
        most = random.choice((0, fen(episode["total"]) - fen(episode["out_of_policy"])))
        episode.setdefault("paid", {})[concept.removeprefix("paid.")] = yuan(random.randint(0, most))
    else:
        profile = whole.get("profile", {}).get("values", {})  # a row for all keys must not go before one for some
        given = profile if concept in profile else whole.setdefault("values", {})
        rows = given.setdefault(concept, [])
        lowered = concept.endswith("_lowered")  # known to be no higher than the ordinary one
        value = "0元" if lowered else literal(book.concepts[concept], random)
        if isinstance(rows, list):
            rows.append({**gap["keys"], "value": value})


def literal(concept: dict[str, Any], random: Random) -> Any:
    """A value of a concept within its bounds: often at one of them."""
    kind, least, most = concept["kind"], concept["least"], concept["most"]
    if kind == "date":
        return _day(random)
    if kind == "flag":
        return random.choice(("yes", "no"))
    if kind == "scale":
        edges = sorted(random.sample(range(1, 60), random.randint(0, 3)))
        ratios = [f"{random.choice((0, 100, random.randint(0, 100)))}%" for _ in range(len(edges) + 1)]
        rows = [{"upto": f"{edge}000元", "ratio": ratio} for edge, ratio in zip(edges, ratios, strict=False)]
        return {"rows": [*rows, {"ratio": ratios[-1]}]}
    if random.random() < 0.3:
        return random.choice((concept["least_text"], concept["most_text"]))
    if kind == "count":
        return str(random.randint(least, most))
    if kind == "money":
        top = random.choice((300_00, 2_000_00, 20_000_00, 100_000_00))
        return yuan(random.randint(least, min(top, top if most is None else most))) + "元"
    low, high = (PER_CENT * one[0] // one[1] for one in (least, most))
    return f"{random.randint(low, high)}%"


def _day(random: Random) -> str:
    return f"{random.choice((2019, 2020, 2021, 2024, 2025))}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"


# ── what must hold ──────────────────────────────────────────────────────────────────────────────────────────────────

# Said only where all their values are known, or where an answer is given that asks for them as well.
NEVER_ASKED = {"ratio_gap", "free_until", "two_disease_cover", "services", "home_delivery"}


def broken(open_: dict[str, Any], whole: dict[str, Any]) -> list[str]:
    """The results of ``whole`` that ``open_`` rules out, and the spans of ``open_`` that are none."""
    wrong = [f"{one['id']} is no span: {one}" for one in open_["results"] if _is_no_span(one)]
    if open_["status"] != whole["status"]:
        return [*wrong, f"status {open_['status']}, then {whole['status']}"]
    told = {one["id"]: one for one in open_["results"]}
    found = {one["id"]: one for one in whole["results"]}
    for name in {**told, **found}:
        if NEVER_ASKED.isdisjoint(name.split(".")) and not _holds(told.get(name), found.get(name)):
            wrong.append(f"{name}: {told.get(name)}, then {found.get(name)}")
    return wrong


def _is_no_span(one: dict[str, Any]) -> bool:
    return bool(one.get("between")) and one["between"][0] == one["between"][1]


def _holds(one: dict[str, Any] | None, then: dict[str, Any] | None) -> bool:
    """Whether an open result allows a definite one; one that is still open then is not looked at. An amount that is
    not there is none."""
    unit = (one or then or {})["unit"]
    if unit == "yuan" and not (one and one.get("or_none")):
        nothing = {"value": "0.00", "unit": "yuan"}
        one, then = one or nothing, then or nothing
    if one is None:
        return False
    is_open = one["value"] is None
    if then is None or "why" in then:
        return is_open and (bool(one.get("or_none")) or "why" in one)
    if then["value"] is None or (is_open and not one.get("between") and not one.get("among")):
        return True
    if one.get("between"):
        low, value, high = (_size(unit, text) for text in (one["between"][0], then["value"], one["between"][1]))
        return bool(low <= value <= high)
    return then["value"] in (one.get("among") or [one["value"]])


def _size(unit: str, text: str) -> Any:
    return text if unit in ("date", "month", "outcome") else number(text)
