"""Parts of a page that gathers what many documents say: each about one document, made with no other one at hand.

So they are kept until something of that document changes, and a page is put together without looking at the others.
Of a page NAME the template ``_NAME.html`` holds the macros that parts are made with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

from jinja2 import Environment
from markupsafe import Markup

from scripts.road.kept import Kept
from scripts.road.model import Document
from scripts.road.views import Views


class Part(NamedTuple):
    """Something about one document, and of how many things: it stands in the page ``under`` an entry.

    ``under`` names the entry, in one way or in several.
    """

    under: tuple[str, ...]
    html: Markup
    things: int = 1


# Makes the parts of a document, with views that know no other one, and with the macros of the page's template.
Maker = Callable[[Document, Views, Any], Iterable[Part]]


class Parts:
    """The parts of all documents, in one language."""

    def __init__(self, views: Views, templates: Environment, kept: Kept) -> None:
        self._views, self._templates, self._kept = views, templates, kept

    def of(self, page: str, make: Maker) -> Iterator[tuple[Document, list[Part]]]:
        """The parts of a page, document by document, as they were or made now."""
        shelf, language = self._views.shelf, self._views.words.language
        for document in shelf.policy.documents:
            made = partial(self._made, page, make, document)
            name = f"parts/{language}/{page}/{document.id}"
            yield document, self._kept.of(name, shelf.key_of(document), made)

    def _made(self, page: str, make: Maker, document: Document) -> list[Part]:
        alone = Views(self._views.shelf.only(document), self._views.words)
        here = {"up": "", "path": f"{page}.md", "shelf": alone.shelf, "views": alone}
        return list(make(document, alone, self._templates.get_template(f"_{page}.html").make_module(here)))
