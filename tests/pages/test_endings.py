"""What one document ends of another, on the pages of both."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.road.render import render
from tests.amending import ID, with_the_change
from tests.policy import ROOT, compiled, loaded


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ended")
    policy = loaded(with_the_change(folder))
    render(policy, compiled(policy), folder / "docs", ROOT)
    return folder / "docs"


def notes(page: Path) -> dict[str, str]:
    """The notes on what has ended, each by the clause of the other document that it points to."""
    paragraphs = re.findall(r'<p class="note">(.*?)</p>', page.read_text("utf-8"), re.S)
    linked = [(re.search(r'class="clause-link" href="[^"#]*#([^"]+)"', one), one) for one in paragraphs]
    return {link[1]: one for link, one in linked if link}


def test_the_page_of_the_earlier_document_says_what_holds_no_longer(pages: Path) -> None:
    found = notes(pages / "en/documents/qingjiang-2026-12.md")
    assert set(found) == {"1", "2", "3", "5"}
    assert "No longer in force in part" in found["1"] and "from 1 January 2027" in found["1"]
    assert ", only for orphans, but not for people in extreme hardship" in found["1"]
    assert ", its yearly limit of medical assistance alone" in found["2"]
    assert "No longer in force<" in found["3"] and "from 20 December 2026" in found["3"]


def test_the_page_of_the_later_document_says_what_it_ends(pages: Path) -> None:
    found = notes(pages / f"zh/documents/{ID}.md")
    assert set(found) == {"3a", "3c", "4", "6"}
    assert "，只停其中的医疗救助年度限额" in found["3c"]
    assert "部分停止执行别的条文" in found["3a"] and "部分" not in found["4"].partition("</span>")[0]


def test_figures_that_another_document_ends_have_a_last_day_wherever_they_stand(pages: Path) -> None:
    ended = ("yearly limit of medical assistance", "reduction of inpatient ratios", *["bed-day standard"] * 3)
    for page in ("documents/qingjiang-2026-12.md", "values.md"):
        text = (pages / "en" / page).read_text("utf-8")
        assert text.count("until 19 December 2026, that day included") == len(ended)
