"""Broken data: one finding each, at its line and column, saying what was found and what was expected."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from scripts.road.model import Document, Stated
from scripts.road.texts import Texts, read_text
from tests.policy import DATA, findings_of, loaded

EDITS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "broken/edits.yaml").read_text("utf-8"))


@cache
def texts_of_quotes() -> Texts:
    """Stand-ins for the official texts: every quote, with enough between them to keep their share small."""
    filler = "。" * 2000
    return {
        str(document.id): read_text(
            filler.join(
                [q for p in document.provisions for q in p.quotes.values()]
                + [stated.quote for stated in _dated(document) if stated.quote]
                + [word.printed for word in document.words]
            )
        )
        for document in loaded().documents
    }


def _dated(document: Document) -> list[Stated]:
    return [document.number, document.issued, document.holds.from_, document.holds.until]


def test_the_data_as_it_stands_has_nothing_wrong() -> None:
    assert [finding for finding in findings_of(DATA, texts_of_quotes()) if "warning" not in finding] == []


@pytest.mark.parametrize("edit", EDITS, ids=[edit["name"] for edit in EDITS])
def test_a_broken_edit_gives_one_finding_where_it_stands(edit: dict[str, Any], tmp_path: Path) -> None:
    folder = tmp_path / "policy_data"
    shutil.copytree(DATA, folder)
    path = folder / edit["file"]
    if "create" in edit:
        path.write_text(edit["create"], "utf-8")
        text = edit["create"]
    else:
        before = path.read_text("utf-8")
        assert edit["replace"] in before, "the edit no longer fits the data"
        text = before.replace(edit["replace"], edit["with"], 1)
        path.write_text(text, "utf-8")
    found = findings_of(folder, texts_of_quotes())
    assert len(found) == 1 + edit.get("also", 0), found
    shown = next(line for line in found if all(words in line for words in edit["says"]))
    assert "found" in shown
    assert "; expected" in shown
    if "at" in edit:
        above = text[: text.index(edit["at"])].split("\n")
        assert shown.startswith(f"policy_data/{edit['file']}:{len(above)}:{len(above[-1]) + 1}: "), shown
