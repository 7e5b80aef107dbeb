"""How a figure is written on a page: Chinese keeps the source's own form, English says the same in its own units."""

from __future__ import annotations

import re

from calculator import literals
from scripts.road.model import Concept, Given, Scale
from scripts.road.words import Words

THIN = "\u2009"
GROUPED_FROM = 10_000  # counts of fewer digits, years among them, are written without a comma
_NUMBER_THEN_UNIT = re.compile(r"(?<=\d)(?=[万亿元个天])")
_KIND_OF_UNIT = {"百分点": "increase", "%": "ratio", "元": "money"}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WHOLE = re.compile(r"\d{1,12}[万亿]?(?![\d.])", re.ASCII)  # a count without its unit, which the concept names


def date_words(iso: str, words: Words) -> str:
    """An ISO date as people write it: 2021年10月1日, 1 October 2021."""
    year, month, day = iso.split("-")
    month_name = words.say(f"site.months.{month}")
    return words.say("site.date", year=year, day=int(day), month_name=month_name)


def figure_words(found: Given | str, concept: Concept, words: Words) -> str:
    """A literal of a concept (not a scale) in words, "about" or "more than" included."""
    text = str(found)
    if concept.may_be and literals.fold(text) == literals.NONE:
        return words.say("values.none")
    return _roughly(text, _figure(text, concept.kind, words), words)


def bound_words(found: Given | str, words: Words) -> str:
    """The bound of a target in words, "about" included; its kind is told by its own unit."""
    text = literals.fold(str(found))
    unit = next((kind for ending, kind in _KIND_OF_UNIT.items() if literals.bare(text).endswith(ending)), "count")
    return _roughly(text, _figure(text, unit, words), words)


def _roughly(found: str, plain: str, words: Words) -> str:
    """A figure in words with what the source says beside it: about so much, more than so much."""
    if literals.is_exceeded(found):
        return words.say("values.more_than", value=plain)
    return words.say("values.about", value=plain) if literals.is_approximate(found) else plain


def scale_rows(scale: Scale, words: Words) -> list[tuple[str, str]]:
    """The rows of a bracketed table as (slice, ratio), both in words."""
    rows: list[tuple[str, str]] = []
    floor = ""
    for row in scale.rows:
        if row.upto is not None:
            edge = _figure(str(row.upto), "money", words)
            told = ("between" if floor else "upto") + ("_below" if scale.edge == "upper_excluded" else "")
            part = words.say(f"values.scale.{told}", **({"floor": floor} if floor else {}), amount=edge)
            floor = edge
        else:
            part = words.say("values.scale.above", amount=floor) if floor else words.say("values.scale.all")
        rows.append((part, _figure(str(row.ratio), "ratio", words)))
    return rows


def _figure(text: str, kind: str, words: Words) -> str:
    literal = literals.bare(text)
    if kind == "flag":
        return words.say(f"values.{literal}")
    if kind == "date":
        return date_words(literal, words)
    if words.language == "zh":
        return _NUMBER_THEN_UNIT.sub(THIN, literal)
    if kind == "money":
        value = literals.read("money", literal)
        return words.say("values.money", amount=_yuan(value)) if isinstance(value, int) else literal
    if kind == "count" and (whole := _WHOLE.match(literal)):
        count = literals.read("count", whole.group())
        return f"{count:,}" if isinstance(count, int) and count >= GROUPED_FROM else str(count)
    if kind == "increase" and not literal.endswith("%"):
        number = _NUMBER.match(literal)
        return words.say("values.points", number=number.group() if number else literal)
    return literal


def _yuan(fen: int) -> str:
    whole, part = divmod(fen, 100)
    return f"{whole:,}" + (f".{part:02d}" if part else "")
