"""The search index: a record for all that has a page, and answers that people find."""

from __future__ import annotations

from pathlib import Path

import pytest

from calculator.families import FAMILIES
from scripts.road.index import IndexProblem, index
from scripts.road.render import render
from tests.benchmarks.search import ask, made, measure, score, table
from tests.policy import compiled, loaded

REFERENCE = {"glossary.html": "glossary", "groups.html": "groups", "values.html": "concepts"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("search")


@pytest.fixture(scope="module")
def search(folder: Path) -> Path:
    return made(folder)


def test_people_find_what_they_ask_for(search: Path) -> None:
    asked = measure(search)
    assert sum(one.language == "zh" for one in asked) >= 40
    assert sum(one.language == "en" for one in asked) >= 20
    for language in ("zh", "en"):
        got = score(one for one in asked if one.language == language)
        assert got.first >= 0.75, table(asked)
        assert got.five >= 0.9, table(asked)


def test_everything_that_has_a_page_has_a_record(search: Path, folder: Path) -> None:
    policy = loaded()
    wanted = {f"calculators/{name}.html" for name in FAMILIES} | {f"readings.html#{one.id}" for one in policy.readings}
    for document in policy.documents:
        wanted.add(f"documents/{document.id}.html")
        wanted |= {f"documents/{document.id}.html#{provision.id}" for provision in document.provisions}
    for page, kind in REFERENCE.items():
        if (folder / "docs" / "zh" / page).with_suffix(".md").exists():
            wanted |= {f"{page}#{one.id}" for one in getattr(policy, kind)}
    places, _ = ask(search, [])
    assert places == wanted


def test_the_same_data_give_the_same_files_and_others_go(search: Path, folder: Path, tmp_path: Path) -> None:
    policy = loaded()
    (tmp_path / "records-99.js").write_text("left over", "utf-8")
    index(policy, compiled(policy), folder / "docs", tmp_path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {
        file.name: file.read_bytes() for file in search.iterdir()
    }


def test_a_record_without_its_place_is_a_problem(tmp_path: Path) -> None:
    policy = loaded()
    rulebook = compiled(policy)
    render(policy, rulebook, tmp_path / "docs")
    (tmp_path / "docs" / "zh" / "readings.md").write_text("all anchors gone", "utf-8")
    with pytest.raises(IndexProblem, match=r"readings\.html#A1, but readings\.html has no such place"):
        index(policy, rulebook, tmp_path / "docs", tmp_path / "search")


@pytest.mark.parametrize(
    "ways",
    [
        ("起付线", "起付線"),
        ("潭医保发〔2021〕26号", "潭医保发[2021]26号", "潭醫保發（２０２１）26號"),
        ("qifuxian", "qǐfùxiàn", "Qi Fu Xian"),
        ("white list", "White Lists", "ｗｈｉｔｅ　ｌｉｓｔ"),
    ],
)
def test_ways_of_writing_the_same_find_the_same(search: Path, ways: tuple[str, ...]) -> None:
    _, answers = ask(search, list(ways))
    assert answers[0]
    assert len({found[0] for found in answers}) == 1
