"""A document as pages need it: equal texts are one object, and of places its own and its provisions' are left.

Where every word stands is of use to the check alone, yet it takes most of the memory: thousands of documents would not
fit.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from scripts.road.findings import Place
from scripts.road.model import Document, Text, unplaced


def lean(document: Document) -> Document:
    """The same document: what stands in a provision is said to stand where the provision does, all else where the
    document does, and texts nowhere but for its id."""
    provisions = [_lean(provision, provision.at) for provision in document.provisions]
    slim: Document = _lean(replace(document, provisions=[]), document.at)
    slim.id, slim.provisions = document.id, provisions  # an id that two have is told at its place
    return slim


def _lean(thing: Any, at: Place) -> Any:
    if isinstance(thing, Text):
        return unplaced(type(thing), str(thing))
    if isinstance(thing, list):
        return [_lean(one, at) for one in thing]
    if isinstance(thing, dict):
        return {_lean(name, at): _lean(one, at) for name, one in thing.items()}
    if is_dataclass(thing) and not isinstance(thing, type):
        kind: Any = type(thing)
        return kind(at=at, **{name: _lean(getattr(thing, name), at) for name in _names(kind)})
    return thing


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name != "at")
