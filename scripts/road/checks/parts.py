"""What the data are made of, object by object and text by text, for checks that look at all of them alike."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from scripts.road.findings import Place
from scripts.road.model import Text


def parts_of(thing: Any) -> dict[str, Any]:
    """The parts of an object of the model or of a mapping, by name; empty for anything else."""
    if isinstance(thing, dict):
        return thing
    kind: type = type(thing)
    return {name: getattr(thing, name) for name in _names(kind)}


def place_in(thing: Any) -> Place | None:
    """Where the first text of free-form data stands, if they have any."""
    if isinstance(thing, Text):
        return thing.at
    inner = thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ()
    return next((at for at in map(place_in, inner) if at), None)


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name != "at") if is_dataclass(kind) else ()
