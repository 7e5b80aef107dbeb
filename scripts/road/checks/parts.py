"""What an object of the model is made of, for checks that look at all of the data alike."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any


def parts_of(thing: Any) -> dict[str, Any]:
    """The parts of an object of the model or of a mapping, by name; empty for anything else."""
    if isinstance(thing, dict):
        return thing
    kind: type = type(thing)
    return {name: getattr(thing, name) for name in _names(kind)}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name != "at") if is_dataclass(kind) else ()
