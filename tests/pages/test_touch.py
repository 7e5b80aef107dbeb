"""On a phone, whatever one taps alone is high enough for a thumb: in English, whose lines are the lower ones."""

from __future__ import annotations

import pytest

from tests.conftest import OpenPage
from tests.pages.looks import CALCULATOR, open_everything

LEAST = 44  # px; half a pixel less is rounding
TOO_LOW = """(parts) => [...document.querySelectorAll(parts)].filter((one) => {
  const height = one.getBoundingClientRect().height;
  return height > 0 && height < 43.5;
}).map((one) => `${one.textContent.trim().slice(0, 30)}: ${one.getBoundingClientRect().height}`)"""
SHELL = "button, .site-name, .site-nav a, .site-footer a"


@pytest.mark.parametrize(
    ("path", "parts"),
    [
        ("index.html", ".door, .shelf__title a, .jump a"),
        ("documents/wenshang-2020.html", "summary, .report, .clause-link, .to-place a, .to-calculator a"),
        ("groups.html", "summary, .entry__document a, .clause-line__path, .clause-link"),
        ("values.html", "summary, .report, .clause-link, a.button, header > p a"),
        ("obligations.html", "summary, header > p a"),
        ("glossary.html", ".letters a"),
        ("how-to.html", "#content > ul a"),
        ("citations.html", "h2 a, .clause-link"),
        (CALCULATOR, ".tick, select, summary, .clause-line__path, input:is([type=text], [type=date])"),
    ],
)
def test_what_one_taps_alone_is_high_enough(open_page: OpenPage, path: str, parts: str) -> None:
    page = open_page(f"en/{path}", width=390)
    open_everything(page)
    assert page.evaluate(TOO_LOW, f"{SHELL}, {parts}") == []
