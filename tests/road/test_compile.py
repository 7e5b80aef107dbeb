"""The rulebook is put together from the shares of its documents; its outline stands in for it where forms are made."""

from __future__ import annotations

from pathlib import Path

import calculator
from calculator.rulebook import Rulebook
from scripts.road.api import answers
from scripts.road.compile import compile_rulebook
from scripts.road.kept import Kept
from scripts.road.words import read_words
from tests.policy import ROOT, loaded


def test_forms_are_the_same_by_the_outline_as_by_the_whole_rulebook() -> None:
    compiled = compile_rulebook(loaded())
    whole, outline = Rulebook(compiled.whole), Rulebook(compiled.outline)
    words = read_words(ROOT / "docs" / "words")
    assert calculator.calculators(outline) == calculator.calculators(whole)
    for one in calculator.calculators(whole):
        assert calculator.schema(one["name"], outline) == calculator.schema(one["name"], whole)
        assert answers.inputs(one["name"], outline, words) == answers.inputs(one["name"], whole, words)
    assert answers.result(outline, words) == answers.result(whole, words)
    assert outline.version == whole.version


def test_kept_shares_make_the_same_rulebook(tmp_path: Path) -> None:
    fresh = compile_rulebook(loaded())
    for _ in range(2):
        kept = Kept(tmp_path / "kept")
        assert compile_rulebook(loaded(), kept) == fresh
        kept.close()


def test_a_rulebook_without_documents_is_one_too() -> None:
    policy = loaded()
    policy.documents = []
    book = compile_rulebook(policy).whole
    assert (book["documents"], book["clauses"], book["values"], book["duties"]) == ({}, {}, [], [])
    assert [rule["id"] for rule in book["rules"]] == [rule.id for rule in policy.frame]
