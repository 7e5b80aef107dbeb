"""The search box in use: by keyboard, by pasting, on phones, in both languages, from a server and from disk."""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT, OpenPage
from tests.pages.test_looks import violations

DOCUMENT = "documents/wenshang-2020.html"
HEADER = ".search--header"
CONTACT = ROOT / "build" / "contact"


def loaded_for_search(page: Page) -> list[str]:
    """The scripts of the engine and its records that the page has asked for."""
    scripts: list[str] = page.evaluate("[...document.scripts].map((script) => script.src)")
    return [one for one in scripts if "search-engine" in one or "/head.js" in one or "/records-" in one]


def ask(page: Page, question: str, place: str = HEADER) -> None:
    """Paste a question and wait for its answer."""
    page.locator(f"{place} input").focus()
    page.keyboard.insert_text(question)
    page.locator(f"{place} .hit__all").wait_for()


def test_nothing_is_loaded_before_somebody_asks(open_page: OpenPage) -> None:
    page = open_page(f"zh/{DOCUMENT}")
    page.locator(f"{HEADER} input").focus()
    page.wait_for_timeout(300)
    assert loaded_for_search(page) == []
    ask(page, "再救助")
    assert len(loaded_for_search(page)) >= 3


def test_by_keyboard_from_the_slash_to_the_clause(open_page: OpenPage) -> None:
    page = open_page("zh/index.html")
    page.keyboard.press("/")
    assert page.locator(".search--home input").evaluate("(input) => input === document.activeElement")
    page.keyboard.type("住院押金")
    page.locator(".search--home .hit__all").wait_for()
    assert page.locator(".search--home [role=option][aria-selected=true]").count() == 0
    page.keyboard.press("ArrowUp")
    assert page.locator(".search--home [aria-selected=true] .hit__all").count() == 1
    while page.locator(".search--home [aria-selected=true][href*='documents/']").count() == 0:
        page.keyboard.press("ArrowUp")
    chosen = page.locator(".search--home [aria-selected=true]")
    assert page.locator(".search--home input").get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    address = chosen.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/**")
    assert page.url == address
    anchor = page.url.split("#")[1]
    assert page.evaluate("(id) => document.getElementById(decodeURIComponent(id)) !== null", anchor)


def test_escape_closes_and_then_leaves(open_page: OpenPage) -> None:
    page = open_page(f"en/{DOCUMENT}")
    ask(page, "deductible")
    field = page.locator(f"{HEADER} input")
    assert field.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert not page.locator(f"{HEADER} .search__panel").is_visible()
    assert field.input_value() == "deductible"
    assert field.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Escape")
    assert field.input_value() == ""
    assert not field.evaluate("(input) => input === document.activeElement")


def test_the_slash_is_a_letter_in_fields(open_page: OpenPage) -> None:
    page = open_page("zh/calculators/reimbursement.html")
    page.locator("form.ask input[type=text]:visible").first.focus()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.value") == "/"


def test_an_english_question_finds_on_the_chinese_page_and_the_other_way_round(open_page: OpenPage) -> None:
    for path, question in (("zh/about.html", "hospital deposit"), ("en/about.html", "住院押金")):
        page = open_page(path)
        ask(page, question)
        assert page.locator(f"{HEADER} .hit mark").count() > 0
        assert page.locator(f"{HEADER} .hit").first.get_attribute("href")


def test_results_are_grouped_counted_and_marked(open_page: OpenPage) -> None:
    page = open_page("zh/about.html")
    ask(page, "起付线")
    groups = page.locator(f"{HEADER} [role=listbox] [role=group]")
    names = page.locator(f"{HEADER} .search__kind").all_inner_texts()
    assert groups.count() == len(names) == len(set(names)) > 1
    assert page.locator(f"{HEADER} mark", has_text="起付线").count() > 0
    assert "找到" in page.locator(f"{HEADER} [role=status]").inner_text()


def test_empty_and_without_results_it_says_what_to_do(open_page: OpenPage) -> None:
    page = open_page("zh/about.html")
    field = page.locator(f"{HEADER} input")
    field.focus()
    assert "拼音" in page.locator(f"{HEADER} .search__note").inner_text()
    page.keyboard.insert_text("<img>qqqq</img>")
    page.locator(f"{HEADER} .search__note", has_text="没有找到").wait_for()
    assert "<img" in page.locator(f"{HEADER} .search__note").inner_text()
    assert page.locator(f"{HEADER} img").count() == 0
    assert "没有找到" in page.locator(f"{HEADER} [role=status]").inner_text()


def test_the_page_of_results_answers_its_address(open_page: OpenPage) -> None:
    page = open_page(f"zh/search.html?q={quote('门槛费')}")
    page.locator(".search-results .hit").first.wait_for()
    assert page.locator(".search--page input").input_value() == "门槛费"
    assert page.locator(".search-results h2").count() >= 1
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/search.html**")
    page.locator(".search-results .hit").first.wait_for()
    assert page.locator(".search--page input").input_value() == "门槛费"
    assert "results" in page.locator(".search__count").inner_text()


def test_the_page_of_results_leads_to_each_kind_of_them(open_page: OpenPage) -> None:
    page = open_page(f"zh/search.html?q={quote('湘潭 参保 资助')}", width=390)
    page.locator(".search-results .hit").first.wait_for()
    ways = page.locator(".search__kinds a")
    assert ways.count() == page.locator(".search-results h2").count() > 1
    address = page.url
    ways.filter(has_text="计算器").click()
    heading = page.locator(".search-results h2:focus")
    assert heading.inner_text() == "计算器"
    assert (heading.bounding_box() or {"y": 9999})["y"] < 844
    assert page.url == address


def test_enter_leads_to_all_results(open_page: OpenPage) -> None:
    page = open_page(f"en/{DOCUMENT}")
    page.locator(f"{HEADER} input").fill("re-assistance")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=re-assistance")
    page.locator(".search-results .hit").first.wait_for()


def test_on_a_phone_a_button_opens_the_box(open_page: OpenPage) -> None:
    page = open_page(f"en/{DOCUMENT}", width=390)
    button = page.locator(f"{HEADER} .search__open")
    assert not page.locator(f"{HEADER} input").is_visible()
    button.click()
    ask(page, "referral")
    box = page.locator(f"{HEADER} .search__box").bounding_box()
    assert box is not None and box["width"] == 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Close").click()
    assert not page.locator(f"{HEADER} input").is_visible()
    assert button.evaluate("(button) => button === document.activeElement")


def test_whoever_tabs_out_of_the_box_that_a_button_opened_finds_the_page_uncovered(open_page: OpenPage) -> None:
    page = open_page(f"en/{DOCUMENT}", width=390)
    page.locator(".search__open").click()
    ask(page, "deductible")
    outside = f"!document.activeElement.closest('{HEADER}')"
    while not page.evaluate(outside):
        page.keyboard.press("Tab")
    assert not page.locator(f"{HEADER} input").is_visible()
    assert page.locator(".search__open").get_attribute("aria-expanded") == "false"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_open_search_is_accessible(
    browser: Browser, served: str, language: str, scheme: Literal["light", "dark"]
) -> None:
    for width in (390, 1280):
        page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
        page.goto(f"{served}/{language}/index.html")
        if width == 390:
            page.locator(f"{HEADER} .search__open").click()
        ask(page, "起付线")
        page.keyboard.press("ArrowDown")
        assert violations(page) == []
        page.screenshot(path=CONTACT / f"search-{language}-{width}-{scheme}.png")
        page.goto(f"{served}/{language}/search.html?q=deductible")
        page.locator(".search-results .hit").first.wait_for()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.screenshot(path=CONTACT / f"search-page-{language}-{width}-{scheme}.png")
        page.close()
