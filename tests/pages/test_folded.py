"""Long pages of folded parts: a link opens its part, words are found, nothing is lost on paper or without scripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import OpenPage
from tests.pages.looks import CALCULATOR, ask_without_local_values

DOCUMENT = "documents/wenshang-2020"
FOLDED = ("groups", "obligations", "readings", "topics", "values")


def opened(page: Page) -> list[str]:
    """The ids of the parts that are open."""
    ids: list[str] = page.evaluate(
        "[...document.querySelectorAll('details.fold[open]')].map((part) => part.id).filter(Boolean)"
    )
    return ids


# Texts inside folded parts that take no room on the page, those left out that are for the screen. The other language
# and the official text are printed as the reader has them.
LOST = """(left_out) => [...document.querySelectorAll("details.fold :is(p, li, td, h3)")]
    .filter((one) => one.getClientRects().length === 0 && !one.closest(".other-language, .official, .provision__foot"))
    .map((one) => one.textContent.trim())
    .filter((text) => !left_out.some((start) => text.startsWith(start)))"""


# The ids of a part and of those that it lies in, from the outermost.
AROUND = """(id) => {
  const around = [];
  let one = document.getElementById(id);
  for (; one; one = one.parentElement.closest("details.fold")) around.unshift(one.id);
  return around;
}"""


@pytest.mark.parametrize("name", FOLDED)
def test_a_link_to_a_part_opens_it(open_page: OpenPage, name: str) -> None:
    page = open_page(f"zh/{name}.html")
    assert opened(page) == []
    ids = page.evaluate("[...document.querySelectorAll('details.fold')].map((part) => part.id).filter(Boolean)")
    page.goto(page.url + "#" + ids[3])
    page.wait_for_function("() => document.querySelector('details.fold[open]')")
    wanted = page.evaluate(AROUND, ids[3])
    assert opened(page) == wanted
    page.wait_for_load_state("networkidle")  # an icon still on its way would count as a failed request
    page.reload()
    assert opened(page) == wanted
    assert page.evaluate("(id) => document.getElementById(id).getBoundingClientRect().top", ids[3]) < 900


def test_a_link_to_a_line_inside_a_part_opens_the_part(open_page: OpenPage) -> None:
    page = open_page("en/readings.html")
    anchor = page.locator("details li[id]").first.get_attribute("id")
    page.goto(f"{page.url}#{anchor}")
    page.locator(f"[id='{anchor}']").wait_for()
    assert page.locator(f"[id='{anchor}']").is_visible()


def test_a_jump_to_a_part_that_was_folded_again_opens_it_again(open_page: OpenPage) -> None:
    page = open_page("zh/groups.html")
    link = page.locator(".chooser a").nth(1)
    link.click()
    page.locator("details.fold[open]").first.wait_for()
    (part,) = opened(page)
    page.locator(f"details[id='{part}'] > summary").click()
    assert opened(page) == []
    link.click()
    page.locator(f"details[id='{part}'][open]").wait_for()
    assert opened(page) == [part]


def test_words_are_found_in_every_part_and_the_rest_is_hidden(open_page: OpenPage) -> None:
    page = open_page("zh/obligations.html", width=390)
    everything = page.locator(".duties > li").count()
    page.locator("#finder").fill("转诊")
    said = page.locator(".finder__said").inner_text()
    found = page.locator(".duties > li:visible")
    assert f"{found.count()}" in re.findall(r"\d+", said) and 0 < found.count() < everything
    assert all("转诊" in text for text in found.all_inner_texts())
    page.locator("#finder").fill("没有这样的词")
    assert "这一页没有" in page.locator(".finder__said").inner_text()
    page.locator("#finder").fill("")
    bodies = page.locator(".page > details.entry")
    assert opened(page) == [] and all(body.is_visible() for body in bodies.all())
    assert page.locator("details.fold[hidden], li[hidden]").count() == 0


def test_a_part_with_much_in_it_is_folded_once_more_and_opened_for_what_is_found(open_page: OpenPage) -> None:
    page = open_page("zh/obligations.html", width=390)
    inner = page.locator("details.fold--inner")
    assert inner.count() > 1 and page.locator("details.fold--inner[open]").count() == 0
    page.locator("details.fold", has=inner).first.locator("summary").first.click()
    word = (inner.first.locator("li").first.text_content() or "").strip()[:8]
    page.locator("#finder").fill(word)
    inner.first.locator("li", has_text=word).first.wait_for()
    assert page.locator("details.fold--inner:visible").count() < inner.count()
    page.locator("#finder").fill("")
    assert page.locator("details.fold--inner[open]").count() == 0
    assert len(opened(page)) == 1, "as it was before"
    page.locator(".finder button").click()
    assert page.locator("details.fold:not([open])").count() == 0


def test_a_document_is_folded_on_a_phone_and_open_where_there_is_room(open_page: OpenPage) -> None:
    page = open_page(f"zh/{DOCUMENT}.html", width=390)
    provisions = page.locator(".provision")
    assert opened(page) == []
    assert page.evaluate("document.documentElement.scrollHeight") < 200 * provisions.count()
    page.locator(".finder button").click()
    assert page.locator(".provision[open]").count() == provisions.count()
    page.locator(".provision > summary").nth(1).click()
    assert page.locator(".provision[open]").count() == provisions.count() - 1
    wide = open_page(f"zh/{DOCUMENT}.html", width=1280)
    assert wide.locator(".provision[open]").count() == provisions.count()
    assert wide.locator(".finder button").inner_text() == "全部收起"


def test_a_link_to_a_provision_or_to_something_inside_of_it_opens_it_on_a_phone(open_page: OpenPage) -> None:
    page = open_page(f"en/{DOCUMENT}.html", width=390)
    provision = page.locator(".provision", has=page.locator("blockquote")).last
    for place in (provision, provision.locator("blockquote").first):
        page.goto(f"{page.url.partition('#')[0]}#{place.get_attribute('id')}")
        page.wait_for_load_state("networkidle")  # an icon still on its way would count as a failed request
        page.reload()
        assert opened(page) == [provision.get_attribute("id")]
        assert place.evaluate("(one) => one.getBoundingClientRect().top") < 844


def test_words_inside_a_folded_part_of_a_provision_are_found_and_shown(open_page: OpenPage) -> None:
    page = open_page(f"zh/{DOCUMENT}.html", width=390)
    rules = page.locator(".provision details.rules").first
    title = rules.locator("h5").first.text_content() or ""
    page.locator("#finder").fill(title)
    page.locator(".provision[hidden]").first.wait_for(state="attached")
    assert rules.locator("h5").first.is_visible()
    page.locator("#finder").fill("")
    assert page.locator(".provision:visible").count() == page.locator(".provision").count()
    assert page.locator(".provision[open]").count() == 0


@pytest.mark.parametrize("asked", ["起付线", "deductible", "qifuxian", "qi fu xian", "Qǐfù xiàn"])
def test_a_term_is_found_in_either_language_and_by_pinyin(open_page: OpenPage, asked: str) -> None:
    page = open_page("zh/glossary.html", width=390)
    everything = page.locator(".term-entry:visible").count()
    page.locator("#finder").fill(asked)
    said = page.locator(".finder__said[role=status]")
    said.filter(has_text="个词").wait_for()
    found = page.locator(".term-entry:visible")
    assert 0 < found.count() < everything
    assert "起付线" in found.locator("dfn").all_inner_texts()
    assert str(found.count()) in re.findall(r"\d+", said.inner_text())
    assert page.locator(".letter:visible").count() == page.locator(".letter:has(.term-entry:visible)").count()
    page.locator("#finder").fill("")
    assert page.locator(".term-entry:visible").count() == everything
    page.locator("#finder").fill("没有这样的词")
    assert "换个说法" in said.inner_text() and found.count() == 0


def test_everything_is_opened_and_folded_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("en/topics.html")
    page.locator("#finder").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert len(opened(page)) == page.locator("details.fold").count()
    page.keyboard.press("Enter")
    assert opened(page) == []
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the first part
    assert len(opened(page)) == 1


@pytest.mark.parametrize("name", [*FOLDED, DOCUMENT])
def test_paper_shows_what_the_screen_folds_away(open_page: OpenPage, name: str) -> None:
    page = open_page(f"en/{name}.html")
    before = page.locator("details.fold[open]").count()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for_the_screen = ["Choose another", "Work it out"]
    page.wait_for_function(f"(left_out) => ({LOST})(left_out).length === 0", arg=for_the_screen)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details.fold[open]").count() == before


def test_without_scripts_paper_shows_it_too_and_parts_still_open(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("zh/values.html", java_script_enabled=False)
    assert not page.locator(".finder").is_visible()
    topics = page.locator(".page--values > details.fold")
    value = topics.first.locator("details.fold").first
    for part in (topics.first, value):
        part.locator("summary").first.click()
    assert value.locator(".statements").first.is_visible()
    page.emulate_media(media="print")
    assert topics.nth(1).locator(".statements").first.bounding_box() is not None


def test_the_list_for_an_office_prints_alone_with_a_line_for_every_figure(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}/zh/values.html")
    page.evaluate("window.print = () => dispatchEvent(new Event('beforeprint'))")
    page.get_by_role("button", name="只打印这张表").click()
    page.emulate_media(media="print")
    others = page.locator(".page--values > .entry")
    assert others.count() > 1 and not others.first.is_visible()
    assert page.locator("#office").is_visible()
    page.emulate_media(media="screen")
    assert page.locator(".form__blank:visible, .form__blank li:visible").count() == 0, "nobody writes on a screen"
    page.emulate_media(media="print")
    counted = sum(int(re.findall(r"\d+", text)[0]) for text in page.locator(".office .fold__count").all_inner_texts())
    single = page.locator(".form__blank:not(:has(li)):visible").count()
    assert page.locator(".form__blank li:visible").count() + single == counted
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert others.first.is_visible()
    page.close()


def test_a_printed_result_lists_the_values_that_are_missing(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}/zh/{CALCULATOR}")
    ask_without_local_values(page)
    page.emulate_media(media="print")
    assert page.locator(".missing .missing__name").first.is_visible()
    assert page.locator(".missing button:visible").count() == 0
    page.close()
