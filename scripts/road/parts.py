"""Parts of a page that gathers what many documents say, each about one document and kept until something of it changes.

    {% call of(document, things) %} … {% endcall %}

While such a part is made, no other document can be found: neither on the shelf nor in the policy. What it shows of the
document is named by `things`, which know where they stand, and lists of them: by their places parts are told apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from scripts.road.kept import Kept
from scripts.road.model import Document
from scripts.road.shelf import Shelf


@dataclass(slots=True)
class _Drawer:
    """The parts about one document: what was kept, and which of it the page shows."""

    key: str
    known: dict[tuple[int, ...], str]
    shown: set[tuple[int, ...]] = field(default_factory=set)
    is_changed: bool = False


class Parts:
    """The parts of one page, document by document."""

    def __init__(self, page: str, shelf: Shelf, kept: Kept) -> None:
        self._page, self._shelf, self._kept = page, shelf, kept
        self._drawers: dict[str, _Drawer] = {}

    def __call__(self, document: Document, *things: Any, caller: Callable[[], Markup]) -> Markup:
        """The part, as it was or made now."""
        id = str(document.id)
        if id not in self._drawers:
            key = self._shelf.key_of(document)
            found = self._kept.get(self._name(id), key)
            self._drawers[id] = _Drawer(key, found[0] if found else {})
        drawer, places = self._drawers[id], tuple(_places(things))
        if places not in drawer.known:
            with self._shelf.with_only(document):
                drawer.known[places] = str(caller())
            drawer.is_changed = True
        drawer.shown.add(places)
        return Markup(drawer.known[places])

    def keep(self) -> None:
        """Keep what the page shows, once it is whole."""
        for id, drawer in self._drawers.items():
            if drawer.is_changed or len(drawer.shown) < len(drawer.known):
                self._kept.put(self._name(id), drawer.key, {places: drawer.known[places] for places in drawer.shown})

    def _name(self, id: str) -> str:
        return f"parts/{self._page}/{id}"


def _places(things: Sequence[Any]) -> Iterator[int]:
    """Where things stand in the file of their document, list by list."""
    yield len(things)
    for thing in things:
        if isinstance(thing, (list, tuple)):
            yield from _places(thing)
        else:
            _, line, column = thing.at
            yield line
            yield column
