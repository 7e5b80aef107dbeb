"""Whole pages as they were last looked at. After a wanted change: scripts/test.py tests/pages --update-golden"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
PAGES = ("index.md", "documents/wenshang-2020.md", "more.md")
LAST_CHECK = re.compile(r'<p class="age" .*?</p>')


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_as_it_was_last_looked_at(
    rendered: Path, request: pytest.FixtureRequest, language: str, path: str
) -> None:
    found = (rendered / language / path).read_text("utf-8")
    found = LAST_CHECK.sub('<p class="age"></p>', found)  # changes with every check of any document
    kept = GOLDEN / language / path
    if request.config.getoption("--update-golden"):
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(found, "utf-8")
    assert found == kept.read_text("utf-8")
