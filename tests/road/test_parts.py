"""Parts of a page about one document: made once, and blind to every other document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment
from markupsafe import Markup

from scripts.road.kept import Kept
from scripts.road.model import Document
from scripts.road.parts import Part, Parts
from scripts.road.shelf import Shelf
from scripts.road.views import Views
from scripts.road.words import read_words
from tests.policy import ROOT, loaded

PAGE = {"_page.html": "{% macro told(id) %}<p>{{ id }} {{ path }}</p>{% endmacro %}"}


@pytest.fixture
def views() -> Views:
    return Views(Shelf(loaded(), ROOT), read_words(ROOT / "docs" / "words")["zh"])


class Made:
    """Makes parts, and remembers of which documents it did and what else it could have seen."""

    def __init__(self) -> None:
        self.of: list[str] = []
        self.seen: list[tuple[list[str], list[str]]] = []

    def __call__(self, document: Document, views: Views, template: Any) -> Iterator[Part]:
        self.of.append(str(document.id))
        known = {str(clause.document.id) for clause in views.shelf.clauses()}
        self.seen.append(([str(one.id) for one in views.shelf.policy.documents], [*known, *views.shelf.proofs]))
        yield Part(("entry",), template.told(document.id))


def parts_of(views: Views, kept: Kept) -> Parts:
    return Parts(views, Environment(loader=DictLoader(PAGE), autoescape=True), kept)


def test_the_parts_of_a_document_are_made_again_only_if_it_has_changed(views: Views, tmp_path: Path) -> None:
    policy = views.shelf.policy
    every = [str(document.id) for document in policy.documents]
    for change, again in ((None, every), (None, []), (every[1], [every[1]])):
        if change is not None:
            policy.files = policy.files | {f"documents/{change}.yaml": "another"}
        kept, make = Kept(tmp_path / "kept"), Made()
        told = list(parts_of(Views(Shelf(policy, ROOT), views.words), kept).of("page", make))
        kept.close()
        assert make.of == again
        assert [(str(document.id), [part.html for part in parts]) for document, parts in told] == [
            (id, [Markup("<p>{} page.md</p>").format(id)]) for id in every
        ]


def test_where_a_part_is_made_there_is_no_other_document(views: Views) -> None:
    make = Made()
    list(parts_of(views, Kept(None)).of("page", make))
    assert len(make.of) > 1
    assert make.seen == [([id], [id, id]) for id in make.of]
