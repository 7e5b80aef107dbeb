"""Where a provision stands is said as its reader counts; the words of the document itself keep its own path."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scripts.road.model import Provision, Text
from scripts.road.paths import label, named, told_path
from scripts.road.shelf import Clause, Shelf
from scripts.road.views import Views
from scripts.road.words import read_words
from tests.policy import ROOT, loaded

CLAUSES = [Clause(document, one) for document in loaded().documents for one in document.provisions]
PROVISIONS = [clause.provision for clause in CLAUSES]


def of(path: str) -> Provision:
    """The first provision that stands there."""
    return next(one for one in PROVISIONS if one.path == path)


@pytest.mark.parametrize(
    ("printed", "en"),
    [
        ("一", "1"),
        ("三(二)5", "3(2)5"),
        ("三(十三)", "3(13)"),
        ("三(十)", "3(10)"),
        ("三(三)二", "3(3)2"),
        ("一(二)第二步", "1(2)2"),
    ],
)
def test_english_counts_in_figures(printed: str, en: str) -> None:
    assert told_path(of(printed), "zh") == printed
    assert told_path(of(printed), "en") == en


@pytest.mark.parametrize(
    ("printed", "en"),
    [
        ("第三条", "Article 3"),
        ("第二十三条", "Article 23"),
        ("第5条", "Article 5"),
        ("第三条第二款", "Article 3(2)"),
        ("第三条第二款第（四）项", "Article 3(2)(4)"),
        ("第二章第三条", "Chapter 2 Article 3"),
    ],
)
def test_articles_are_called_so(printed: str, en: str) -> None:
    one = replace(PROVISIONS[0], path=Text(printed))
    assert named(one, "zh")[0] == printed
    assert told_path(one, "en") == en


def test_a_part_that_is_not_counted_is_called_by_its_heading_once() -> None:
    document, part = next((one.document, one.provision) for one in CLAUSES if one.provision.path == "引言")
    assert part.heading is not None
    assert told_path(part, "en") == part.heading.en
    assert label(document, part)["en"] == f"{document.short.en} {part.heading.en}"


def test_no_path_of_an_english_page_is_chinese() -> None:
    assert [path for path in (told_path(one, "en") for one in PROVISIONS) if not path.isascii()] == []


def test_an_english_citation_says_the_printed_path_too() -> None:
    views = Views(Shelf(loaded(), ROOT), read_words(ROOT / "docs" / "words")["en"])
    cited = next(clause for clause in CLAUSES if clause.provision.path == "三(二)5")
    assert "3(2)5, 三(二)5" in views.citation(cited, "v")
