"""Parts of a page about one document: made once, kept apart by what they show, and blind to every other document."""

from __future__ import annotations

from pathlib import Path

import pytest
from markupsafe import Markup

from scripts.road.kept import Kept
from scripts.road.parts import Parts
from scripts.road.shelf import Shelf
from tests.policy import ROOT, loaded


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(loaded(), ROOT)


def test_a_part_is_made_again_only_if_it_shows_something_else(shelf: Shelf, tmp_path: Path) -> None:
    document = shelf.policy.documents[0]
    first, second = document.provisions[:2]
    made = []

    def make() -> Markup:
        made.append("part")
        return Markup("<p>{}</p>").format(len(made))

    for things, html in (([first], "<p>1</p>"), ([second], "<p>2</p>"), ([first], "<p>1</p>"), ([], "<p>3</p>")):
        kept = Kept(tmp_path / "kept")
        of = Parts("page", shelf, kept)
        of(document, [first], caller=make)
        of(document, [second], caller=make)
        assert of(document, things, caller=make) == html
        of.keep()
        kept.close()


def test_while_a_part_is_made_there_is_no_other_document(shelf: Shelf, tmp_path: Path) -> None:
    one, other = shelf.policy.documents[:2]
    clauses = [document.clause(document.provisions[0].id) for document in (one, other)]

    def make() -> Markup:
        found = [str(document.id) for document in shelf.policy.documents]
        return Markup(f"{found} {[shelf.clause(clause) is not None for clause in clauses]} {list(shelf.proofs)}")

    of = Parts("page", shelf, Kept(None))
    assert of(one, caller=make) == f"['{one.id}'] [True, False] ['{one.id}']"
    assert [shelf.clause(clause) is not None for clause in clauses] == [True, True]
    assert len(shelf.policy.documents) > 1


def test_a_part_that_cannot_be_made_leaves_the_other_documents_where_they_were(shelf: Shelf) -> None:
    documents = list(shelf.policy.documents)

    def fail() -> Markup:
        raise ValueError

    with pytest.raises(ValueError):
        Parts("page", shelf, Kept(None))(documents[0], caller=fail)
    assert shelf.policy.documents == documents
