"""A value as its page shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from scripts.road.findings import Place
from scripts.road.formulas import terms
from scripts.road.model import Value
from scripts.road.words import Words

_SIGNS = {"+": "plus", "-": "minus"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A value of a provision, ready to show. ``whose`` is its state, which each has a look."""

    concept: Any
    keys: list[str]
    whose: str
    text: str
    rows: list[tuple[str, str]]
    unlimited: bool
    since: str | None  # where it starts or ends apart from its document
    last: str | None
    formula: str | None  # what a derived value follows from
    value: Value

    @property
    def at(self) -> Place:
        """Where it stands in the data."""
        return self.value.at


def follows(formula: str, figure: Callable[[str], Figure], words: Words) -> str:
    """The values that a derived one follows from, by their names and with their figures; ``figure`` finds each."""
    told = ""
    for sign, names in terms(formula):
        term, *shares = (_named(figure(name), words) for name in names)
        for share in shares:
            term = words.say("values.sign.times", first=term, second=share)
        told += words.say(f"values.sign.{_SIGNS[sign]}", term=term) if told else term
    return told


def _named(figure: Figure, words: Words) -> str:
    named = {"name": getattr(figure.concept, words.language), "figure": figure.text}
    if not figure.keys:
        return words.say("values.of", **named)
    return words.say("values.of_keys", **named, keys=words.say("site.list_comma").join(figure.keys))
