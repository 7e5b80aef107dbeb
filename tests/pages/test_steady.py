"""On a phone pages stay where they are while they load: nothing moves away under a reader's thumb."""

from __future__ import annotations

import pytest

from tests.conftest import OpenPage

# How far things moved, as browsers measure it: the part of the window times the part of its height, summed up.
MOVED = """() => new Promise((done) => {
  let sum = 0;
  const add = (entries) => { for (const one of entries) sum += one.value; };
  const watch = new PerformanceObserver((list) => add(list.getEntries()));
  watch.observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => { add(watch.takeRecords()); done(sum); }));
})"""
NOTICED = 0.1  # from here on it counts as more than good


@pytest.mark.parametrize(
    "path", ["index.html", "values.html", "documents/wenshang-2020.html", "search.html?q=deductible"]
)
def test_nothing_moves_away_while_a_page_loads(open_page: OpenPage, path: str) -> None:
    page = open_page(f"en/{path}", width=390)
    page.locator(".search--header button").first.wait_for()
    if "?" in path:
        page.locator(".search-results .hit").first.wait_for()
    assert page.evaluate(MOVED) < NOTICED
