"""Paper: pages are filled, what nobody asked for stays off them, and a path with one bill is told once."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.pages.looks import fill_in_the_first_case
from tests.policy import loaded

PRINTED = (673, 979)  # pixels of A4 inside the margins of print.css


def sheets(page: Page, file: Path) -> tuple[int, int]:
    """How many sheets a page prints on, and how many its length would fill without a gap."""
    page.set_viewport_size({"width": PRINTED[0], "height": PRINTED[1]})
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    length = page.evaluate("document.documentElement.scrollHeight")
    page.pdf(path=file, format="A4")
    return file.read_bytes().count(b"/Type /Page\n"), -(-length // PRINTED[1])


@pytest.mark.parametrize("path", ["documents/wenshang-2020.html", "calculators/referral.html"])
def test_no_sheet_is_left_half_empty(browser: Browser, served: str, tmp_path: Path, path: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}/zh/{path}")
    if "calculators" in path:
        fill_in_the_first_case(page)
    printed, filled = sheets(page, tmp_path / "printed.pdf")
    page.close()
    assert 0 < printed <= filled * 5 // 4


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_known_of_a_document_runs_on_from_sheet_to_sheet(
    browser: Browser, served: str, tmp_path: Path, language: str
) -> None:
    for document in loaded().documents:
        page = browser.new_page()
        page.goto(f"{served}/{language}/documents/{document.id}.html")
        page.evaluate("for (const other of document.querySelectorAll('.document-body > :not(.card)')) other.remove()")
        printed, filled = sheets(page, tmp_path / "printed.pdf")
        page.close()
        assert printed == filled, document.id


def test_the_other_language_is_printed_where_a_reader_opened_it(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}/zh/documents/wenshang-2020.html")
    others = page.locator(".other-language")
    others.nth(1).locator("summary").click()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert others.nth(1).locator("p").is_visible()
    assert page.locator(".other-language p:visible").count() == 1
    assert page.locator(".provision .restatement:visible").count() == others.count() + 1
    page.close()


def test_a_part_that_repeats_the_whole_is_told_once(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}/zh/calculators/referral.html")
    fill_in_the_first_case(page)
    told = page.locator(".sheet tbody").evaluate_all(
        "(bodies) => bodies.map((one) => [...one.rows].slice(1).map((row) => row.textContent).join('|'))"
    )
    page.close()
    assert len(told) > 1
    assert all(one != other for one, other in pairwise(told))


def test_sheets_are_numbered(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}/zh/calculators/reimbursement.html")
    # A browser keeps of a style sheet what it understands.
    understood = page.evaluate(
        """[...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
        .flatMap((rule) => (rule.media?.mediaText === "print" ? [...rule.cssRules] : []))
        .filter((rule) => rule instanceof CSSPageRule).map((rule) => rule.cssText).join()"""
    )
    page.close()
    assert "counter(page)" in understood
    assert "counter(pages)" in understood
