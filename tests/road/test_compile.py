"""The rulebook is put together from the shares of its documents; its outline stands in for it where forms are made."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import calculator
from calculator.rulebook import Rulebook
from scripts.road.api import answers
from scripts.road.compile import compile_met, compile_rulebook
from scripts.road.kept import Kept
from scripts.road.model import Ended
from scripts.road.words import read_words
from tests.benchmarks.synthetic import grow
from tests.policy import DATA, ROOT, loaded


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


def test_worked_cases_meet_all_that_they_need_and_no_document_of_another_place(tmp_path: Path) -> None:
    data = tmp_path / "policy_data"
    shutil.copytree(DATA, data)
    real = {str(document.id) for document in loaded().documents}
    elsewhere = {file.stem for file in grow(data, 5)}
    policy = loaded(data)
    whole, met = compile_rulebook(policy).whole, compile_met(policy).whole
    assert set(whole["documents"]) == real | elsewhere
    assert set(met["documents"]) == real
    by_whole, by_met = Rulebook(whole), Rulebook(met)
    for name, cases in policy.cases.items():
        for case in cases[::20]:
            results = [calculator.run(name, case.ask, book)["results"] for book in (by_whole, by_met)]
            assert results[0] == results[1], case.id


def test_what_ends_a_part_of_a_document_is_met_with_it(tmp_path: Path) -> None:
    data = tmp_path / "policy_data"
    shutil.copytree(DATA, data)
    one, other = (file.stem for file in grow(data, 2))
    policy = loaded(data)
    real = next(document for document in policy.documents if document.id not in (one, other))
    names = (("前", "before"), ("后", "after"))
    clause = real.clause(real.provisions[0].id)
    ended = Ended(clause, f"{other}#1", names, "2030-01-01", ("废止", "废止"), (), None)
    met = compile_met(replace(policy, ended={str(real.id): [ended]})).whole["documents"]
    assert other in met
    assert one not in met
