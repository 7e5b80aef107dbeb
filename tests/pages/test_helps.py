"""The small helps of a document's page, by finger and by keyboard, served and from disk: meanings, status, copies."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.conftest import OpenPage

DOCUMENT = "documents/xiangtan-2021-26.html"


def pasted(page: Page) -> str:
    """What has been copied, as pasting into the search box brings it."""
    box = page.locator(".search--header input")
    page.locator(".search__open").click()
    box.fill("")
    box.focus()
    page.keyboard.press("Control+V")
    return box.input_value()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_finger_opens_and_closes_the_meaning_of_a_term(open_page: OpenPage, language: str) -> None:
    page = open_page(f"{language}/{DOCUMENT}", width=390, has_touch=True, is_mobile=True)
    page.locator(".provision", has=page.locator(".restatement a.term")).first.locator("summary").first.tap()
    term = page.locator(".restatement a.term").first
    term.tap()
    means = page.locator(".term-means")
    assert (means.bounding_box() or {"width": 0})["width"] > 200
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.url.endswith(DOCUMENT)
    more = means.get_by_role("link").get_attribute("href")
    assert more and "glossary.html#" in more
    term.tap()
    assert means.count() == 0


def test_escape_closes_the_meaning_of_a_term_and_returns_to_it(open_page: OpenPage) -> None:
    page = open_page(f"en/{DOCUMENT}")
    term = page.locator(".restatement a.term").first
    for keys in (["Enter", "Escape"], ["Enter", "Tab", "Escape"]):
        term.focus()
        for key in keys:
            page.keyboard.press(key)
            assert page.locator(".term-means").count() == (key != "Escape")
        assert term.evaluate("(one) => document.activeElement === one")


@pytest.mark.parametrize("which", ["link", "citation"])
def test_a_finger_copies(open_page: OpenPage, which: str) -> None:
    page = open_page(f"zh/{DOCUMENT}", width=390, has_touch=True)
    page.locator(".provision > summary").nth(2).tap()
    button = page.locator(f"[data-copy={which}]").nth(2)
    anchor = button.get_attribute("data-anchor")
    button.tap()
    page.locator("button", has_text="已复制").wait_for()
    copied = pasted(page)
    assert copied.endswith(f"zh/{DOCUMENT}#{anchor}")
    assert copied.startswith(page.url.split("zh/")[0]) == (which == "link")
    # A citation goes to others: the folders of this computer are nobody's business.
    assert ("file:" in copied) == (which == "link" and page.url.startswith("file:"))


def test_copies_are_made_by_keyboard_and_told_to_screen_readers(open_page: OpenPage) -> None:
    page = open_page(f"en/{DOCUMENT}")
    page.locator("[data-copy=link]").first.focus()
    page.keyboard.press("Enter")
    page.locator(".announce[role=status]", has_text="Copied").wait_for(state="attached")


def test_the_helps_below_a_provision_are_one_stop_and_the_arrow_keys_lead_along_them(open_page: OpenPage) -> None:
    page = open_page(f"zh/{DOCUMENT}")
    foot = page.locator(".provision[open] .provision__foot").first
    items = foot.locator("a[href], button")
    assert items.count() > 2
    assert items.evaluate_all("(all) => all.filter((one) => one.tabIndex === 0).length") == 1
    items.first.focus()
    met = [0]
    for key in ("ArrowRight", "End", "ArrowRight", "ArrowLeft", "Home"):
        page.keyboard.press(key)
        met.append(items.evaluate_all("(all) => all.indexOf(document.activeElement)"))
    last = items.count() - 1
    assert met == [0, 1, last, 0, last, 0]
    items.nth(1).focus()
    page.keyboard.press("Tab")
    assert foot.evaluate("(one) => !one.contains(document.activeElement)")
    page.keyboard.press("Shift+Tab")
    assert items.nth(1).evaluate("(one) => one === document.activeElement")


@pytest.mark.parametrize(
    ("day", "words"), [("2022-01-01", "自2021年10月1日起有效"), ("2026-12-01", "有效期到2026年9月30日为止，已经过了")]
)
def test_the_standing_on_the_readers_day_is_told_wherever_the_copy_lies(
    open_page: OpenPage, day: str, words: str
) -> None:
    page = open_page(f"zh/{DOCUMENT}")
    page.wait_for_load_state("networkidle")  # an icon still on its way would count as a failed request
    page.clock.set_fixed_time(f"{day}T12:00:00+08:00")
    page.reload()
    assert words in page.locator(".status__today").first.inner_text()
