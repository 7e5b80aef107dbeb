"""The cells of the table, read off the rulebook: rule, border, position, reading, group.

A cell is only where the text gives one: a value stated to be none has no border, a rule has borders only under the
readings under which it stands, an option that is shown and not computed is not in the rulebook at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import product
from typing import Any, NamedTuple

from tests.borders.sides import EXACTLY, SIDES, Border

Rule = Mapping[str, Any]
Book = Mapping[str, Any]  # the rulebook as plain data

PEOPLE, READING = "whom it names", "readings it stands under"
NAMED, OTHERS = "named", "others"
STANDS, FALLS = "stands", "does not stand"
BEGINS, ENDS = "document begins", "document ends"
RULE_BEGINS, RULE_ENDS = "rule begins", "rule ends"
DAY_BEFORE, THE_DAY, DAY_AFTER = "the day before", "the day", "the day after"
DUE, TURNS = "day due", "day it turns"
ANYBODY = "anybody"
AS_CHOSEN = "as chosen"
ALL_HOLD_ONE = ("benefits",)  # layers on which only people are asked about who hold some identity
FIRST_DAY, LAST_DAY = (BEGINS, RULE_BEGINS), (ENDS, RULE_ENDS)


class Cell(NamedTuple):
    """One cell; ``reading`` is "A12=points", or as chosen where the rule rests on no reading."""

    rule: str
    border: str
    position: str
    reading: str
    group: str


def cells(book: Book) -> Iterator[Cell]:
    """Every cell of every rule that a document states or that the frame adds."""
    for rule in book["rules"]:
        yield from _of_rule(rule, book)


def _of_rule(rule: Rule, book: Book) -> Iterator[Cell]:
    groups, readings = groups_of(rule, book), options_of(rule, book)
    for group in groups:
        if group != ANYBODY:
            yield Cell(rule["id"], PEOPLE, NAMED, AS_CHOSEN, group)
    if rule["who"] and not (rule["who"]["kind"] and rule["layer"] in ALL_HOLD_ONE):
        yield Cell(rule["id"], PEOPLE, OTHERS, AS_CHOSEN, OTHERS)
    for reading, option in rule["read"].items():
        for other in book["readings"][reading]["options"]:
            yield Cell(rule["id"], READING, STANDS if other == option else FALLS, f"{reading}={other}", ANYBODY)
    at_the_end = readings_of_the_end(rule, book)
    for label in [*readings, *at_the_end] or [AS_CHOSEN]:
        for border, positions in days_of(rule, label, book):
            if border == ENDS or label not in at_the_end:
                for position, group in product(positions, groups):
                    yield Cell(rule["id"], border, position, label, group)
    if at_the_end and not readings:
        for border, positions in days_of(rule, AS_CHOSEN, book):
            if border != ENDS:
                for position, group in product(positions, groups):
                    yield Cell(rule["id"], border, position, AS_CHOSEN, group)
    for label in readings or [AS_CHOSEN]:
        for figures in _figures(rule, label, book):
            for position, group in product(_reached(figures, rule, label, book), groups):
                yield Cell(rule["id"], figures.name, position, label, group)


def groups_of(rule: Rule, book: Book) -> list[str]:
    """The groups that a rule names, or those of the kind it names; anybody where it names none."""
    who = rule["who"]
    if not who:
        return [ANYBODY]
    if who["kind"]:
        return [group for group, entry in book["groups"].items() if entry["kind"] == who["kind"]]
    return list(who["any"])


def options_of(rule: Rule, book: Book) -> list[str]:
    """The options, as "A12=points", of the readings that set how a rule works, and those that it stands under."""
    settings = dict.fromkeys(how["reading"] for how in rule["how"].values() if isinstance(how, dict))
    free = [f"{reading}={option}" for reading in settings for option in book["readings"][reading]["options"]]
    return [*(label for label in free if label.split("=")[0] not in rule["read"]), *_fixed(rule)]


def _fixed(rule: Rule) -> list[str]:
    return [f"{reading}={option}" for reading, option in rule["read"].items()]


def days_of(rule: Rule, label: str, book: Book) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The borders in time: of the document, of the rule itself, and the days that the rule is about."""
    for border in (BEGINS, ENDS, RULE_BEGINS, RULE_ENDS):
        if turn_of(border, rule, label, book):
            yield border, (DAY_BEFORE, THE_DAY)
    if rule["use"] in ("due_by", "filing_round", "at_least"):
        yield DUE, (THE_DAY, DAY_AFTER)
    if rule["use"] == "turns_on_day":
        yield TURNS, (DAY_BEFORE if rule["how"]["side"] == "before" else THE_DAY,)


def turn_of(border: str, rule: Rule, label: str, book: Book) -> str | None:
    """The first day on which, under a reading, the document or the rule holds, or holds no more.

    A document's day is none of the rule's where the rule's own, judged by the same event, lies further in.
    """
    entry = book["documents"].get(rule["document"] or "", {"from": None, "until": None, "ends": None})
    same_event = "tested_on" not in rule["how"] or setting(rule, "tested_on", label, book) == "admission"
    if border == BEGINS:
        return None if rule["from"] and same_event else entry["from"]
    if border == ENDS:
        end = entry["ends"]
        reading, _, option = label.partition("=")
        turn = end[option] if end and end["reading"] == reading else entry["until"]
        return None if rule["until"] and same_event else turn
    turn = rule["from"] if border == RULE_BEGINS else rule["until"]
    if turn and "edges" in rule["how"] and setting(rule, "edges", label, book) == "exclusive":
        return (date.fromisoformat(turn) + timedelta(days=1 if border == RULE_BEGINS else -1)).isoformat()
    return str(turn) if turn else None


def readings_of_the_end(rule: Rule, book: Book) -> list[str]:
    """The options of the reading that decides whether the last day of the rule's document counts."""
    end = book["documents"][rule["document"]]["ends"] if rule["document"] else None
    return [f"{end['reading']}={option}" for option in book["readings"][end["reading"]]["options"]] if end else []


def _figures(rule: Rule, label: str, book: Book) -> Iterator[Border]:
    """The borders between figures that the rule's kind has, where the rule has them and is read so."""
    for border in SIDES.get(rule["use"], ()):
        has_it = border.term is None or (border.term in rule["with"] and not _stated_none(rule, border.term))
        if has_it and (border.set_to is None or setting(rule, border.set_to[0], label, book) == border.set_to[1]):
            yield border


def _reached(border: Border, rule: Rule, label: str, book: Book) -> tuple[str, ...]:
    inexact = border.exact_unless and setting(rule, border.exact_unless[0], label, book) == border.exact_unless[1]
    return tuple(position for position in border.positions if not (inexact and position == EXACTLY))


def setting(rule: Rule, name: str, label: str, book: Book) -> str:
    """The option of a setting of a rule under a reading, the others being read as chosen."""
    how = rule["how"][name]
    if isinstance(how, str):
        return how
    reading, _, option = label.partition("=")
    return option if reading == how["reading"] else str(book["readings"][how["reading"]]["chosen"])


def _stated_none(rule: Rule, term: str) -> bool:
    return term == "cap" and any(value["value"] is None for value in rule["own"].get(term, ()))
