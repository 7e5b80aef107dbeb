"""What a derived value follows from: values that its document states, or shares of them, added and taken away."""

from __future__ import annotations

import re

from scripts.road.model import Document, Provision, Value

_SIGN = re.compile(" ([+-]) ")


def terms(formula: str) -> list[tuple[str, list[str]]]:
    """The signs and names of a formula: "a - b * c" is [("+", ["a"]), ("-", ["b", "c"])]."""
    first, *rest = _SIGN.split(formula.strip())
    signed = [("+", first), *zip(rest[::2], rest[1::2], strict=True)]
    return [(sign, term.split(" * ")) for sign, term in signed]


def stated_in(document: Document, provision: Provision) -> dict[str, Value]:
    """The values that a document states, by their names; of equal names that of this provision."""
    in_turn = [*(one for one in document.provisions if one is not provision), provision]
    return {value.name: value for one in in_turn for value in one.values if value.state == "stated"}
