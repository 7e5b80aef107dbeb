"""Broken data: one finding each, at its line and column, saying what was found and what was expected."""

from __future__ import annotations

import shutil
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from calculator.literals import fold
from scripts.road.checks.marks import marks_in
from scripts.road.checks.people import Names
from scripts.road.findings import Findings, Place, told
from scripts.road.model import Document, Stated
from scripts.road.searches import searches
from scripts.road.texts import Texts, read_text
from tests.policy import DATA, Held, findings_of, loaded

EDITS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "broken/edits.yaml").read_text("utf-8"))
KEPT = Held()  # as in an editor's builds: only what an edit can have touched is read and checked anew


@cache
def texts_of_quotes() -> Texts:
    """Stand-ins for the official texts: every quote, edge, title and group of people, with enough between them."""
    return {str(document.id): read_text(_stand_in(document)) for document in loaded().documents}


def _stand_in(document: Document) -> str:
    filler = f"\n{'。' * 300}\n"
    besides: list[tuple[str, str | None]] = [
        (stated.quote, stated.clause) for stated in _dated(document) if stated.quote
    ]
    besides += [(one.printed, one.clause) for one in document.words]
    pieces: list[str] = []
    people = Names(document, loaded())
    for provision in document.provisions:
        edges, quotes = provision.part, list(map(str, provision.quotes.values()))
        own: list[str] = [words for words, clause in besides if (clause or document.provisions[0].id) == provision.id]
        own += [*marks_in(provision.zh), *people.named(provision.zh).values()]
        own = [words for words in own if not any(fold(words) in fold(quote) for quote in quotes)]
        own += _answered(document) if provision is document.provisions[0] else []
        quotes[0] = ("、" * 50).join([quotes[0], *own])  # in the sentence of a quote, so that a provision has them
        pieces += [edges.begins] if edges and edges.begins else []
        pieces += quotes
        pieces += [edges.ends] if edges and edges.ends and not fold(quotes[-1]).endswith(fold(edges.ends)) else []
    pieces += [f"{one.begins}、{one.ends or ''}" for one in document.left_out]
    return filler.join(pieces)


def _answered(document: Document) -> list[str]:
    """Each answered quote beside a looked-for word, of those the one that the fewest searches look for."""
    every = [search for _, search in searches(document)]
    often = Counter(word for search in every for word in search.looked_for)
    return [
        f"{one.quote}{min(search.looked_for, key=lambda word: often[word])}"
        for search in every
        for one in search.answered
    ]


def _dated(document: Document) -> list[Stated]:
    return [document.number, document.issued, document.holds.from_, document.holds.until]


@cache
def findings_of_the_data() -> list[str]:
    """What is found in the data as it stands: warnings alone."""
    return findings_of(DATA, texts_of_quotes(), KEPT)


def _told(finding: str) -> str:
    """A finding without its place."""
    return finding.partition(": ")[2]


def test_the_data_as_it_stands_has_nothing_wrong() -> None:
    assert [finding for finding in findings_of_the_data() if "warning" not in finding] == []


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
        if other := edit.get("also_replace"):
            assert other[0] in text, "the edit no longer fits the data"
            text = text.replace(*other, 1)
        path.write_text(text, "utf-8")
    known = {_told(finding) for finding in findings_of_the_data()}
    found = [finding for finding in findings_of(folder, texts_of_quotes(), KEPT) if _told(finding) not in known]
    assert len(found) == 1 + edit.get("also", 0), found
    shown = next(line for line in found if all(words in line for words in edit["says"]))
    assert "found" in shown
    assert "; expected" in shown
    if "at" in edit:
        above = text[: text.index(edit["at"])].split("\n")
        assert shown.startswith(f"policy_data/{edit['file']}:{len(above)}:{len(above[-1]) + 1}: "), shown


def test_mistakes_of_every_kind_are_told_in_one_pass_and_nothing_that_only_follows_from_them(tmp_path: Path) -> None:
    folder = tmp_path / "policy_data"
    shutil.copytree(DATA, folder)
    slips = {
        "documents/wenshang-2020.yaml": [
            ("value: 2万元", "value: 20000.0"),  # not read: a number of YAML
            ("who: {any: [registered_poor]}", "who: {any: [registered_por]}"),  # read: no such group
            ("who: 建立扶贫对象人员", "who: 建立扶贫对象全员"),  # read: not in the text
        ],
        "documents/xiangtan-2021-26.yaml": [("  quotes:\n", "\tquotes:\n")],  # no YAML: nothing of it is read
        "documents/sichuan-2021-5.yaml": [("topics: [bed-day,", "topics: [bedday,")],  # in another document
    }
    for name, edits in slips.items():
        text = (folder / name).read_text("utf-8")
        for before, after in edits:
            assert before in text, before
            text = text.replace(before, after, 1)
        (folder / name).write_text(text, "utf-8")
    known = {_told(finding) for finding in findings_of_the_data()}
    found = "\n".join(line for line in findings_of(folder, texts_of_quotes(), KEPT) if _told(line) not in known)
    for said in ("20000.0, a number", '"registered_por"', "全员", "found a tab", '"bedday"'):
        assert said in found, found
    assert len(found.splitlines()) == 5, found


def test_what_is_found_alike_in_many_places_is_told_in_one_line_with_all_of_them() -> None:
    findings = Findings()
    for line in range(1, 10):
        findings.add(Place("a.yaml", line, 3), '"tekun"', "a group")
    findings.add(Place("a.yaml", 4, 1), "something else", "nothing")
    alike, other = told(findings)
    assert alike.startswith('a.yaml:1:3: found "tekun"; expected a group')
    assert "8 more places: a.yaml:2,3,4,5,6,7,8,9" in alike
    assert other == "a.yaml:4:1: found something else; expected nothing"
