"""Reporting an error: a way to it from everything, a text that says what is meant, nothing sent; how old a copy is."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from scripts.road.words import LANGUAGES
from tests.conftest import OpenPage
from tests.pages.looks import CALCULATOR, fill_in_the_first_case
from tests.policy import loaded

DOCUMENT = "documents/wenshang-2020.html"
LINK = re.compile(r'class="report" href="([^"]*)"')


def reported(markdown: str) -> list[str]:
    """The ids that a page offers to report, in its order."""
    links = [link.replace("&amp;", "&") for link in LINK.findall(markdown)]
    return [parse_qs(urlsplit(link).query)["of"][0] for link in links]


def text_of(page: Page) -> str:
    return page.locator("#report-text").input_value()


def test_every_provision_and_every_value_can_be_reported(rendered: Path) -> None:
    for language in LANGUAGES:
        values = []
        for document in loaded().documents:
            page = (rendered / language / "documents" / f"{document.id}.md").read_text("utf-8")
            assert reported(page) == [document.clause(one.id) for one in document.provisions]
            for one in document.provisions:
                values += [f"{document.clause(one.id)} {value.concept}" for value in one.values]
        assert sorted(reported((rendered / language / "values.md").read_text("utf-8"))) == sorted(values)


@pytest.mark.parametrize(("language", "colon"), [("zh", "："), ("en", ": ")])
def test_a_report_names_the_provision_its_page_the_version_and_what_the_reader_wrote(
    open_page: OpenPage, language: str, colon: str
) -> None:
    page = open_page(f"{language}/{DOCUMENT}")
    page.locator(".report").nth(3).click()
    page.wait_for_url("**/report.html?**")
    of = parse_qs(urlsplit(page.url).query)["of"][0]
    page.locator("#report-wrong").fill("<b>第一行</b>\n=2")
    said = text_of(page)
    assert f"{colon}{of}\n" in said
    assert f"{colon}{DOCUMENT}#{of.split('#')[1]}\n" in said
    assert "<b>第一行</b>\n=2" in said
    assert re.search(rf"{colon}[0-9a-f]{{12}}\n", said)


def test_the_text_can_be_copied(open_page: OpenPage) -> None:
    page = open_page("en/report.html?of=a%23b")
    page.get_by_role("button", name="Copy the text").click()
    page.get_by_text("Copied").wait_for()
    page.locator("#report-basis").focus()
    page.keyboard.press("Control+V")
    assert page.locator("#report-basis").input_value().startswith("Error report")


def test_a_result_is_reported_with_its_receipt(open_page: OpenPage) -> None:
    page = open_page(f"zh/{CALCULATOR}")
    fill_in_the_first_case(page)
    receipt = re.findall(r"[0-9a-f]{12}", page.locator(".receipt").inner_text())
    page.locator(".result .report").click()
    page.wait_for_url("**/report.html?**")
    assert all(part in text_of(page) for part in receipt) and len(receipt) == 2


def test_from_the_foot_of_a_page_the_report_names_that_page(open_page: OpenPage) -> None:
    page = open_page("zh/values.html#basic.cap")
    page.locator("[data-tool=report]").click()
    page.wait_for_url("**/report.html?**")
    assert "values.html#basic.cap" in text_of(page)


def test_what_an_address_says_is_only_text(open_page: OpenPage) -> None:
    page = open_page(f"zh/report.html?of={quote('<img src=x onerror=alive=1>' * 40)}&from={quote('a' + chr(10) + 'b')}")
    said = text_of(page)
    assert "<img src=x" in said and len(said) < 700
    assert page.locator("#content img").count() == 0
    assert "：a b\n" in said


def test_without_scripts_the_page_still_says_what_to_send_and_to_whom(open_page: OpenPage) -> None:
    page = open_page("zh/report.html", java_script_enabled=False)
    assert "数据版本：" in page.locator("#report-text").input_value()
    assert not page.locator(".report-form .actions").is_visible()
    assert page.get_by_text("经办机构").count() >= 1


def test_how_old_the_copy_is_comes_from_the_readers_clock(browser: Browser, served: str) -> None:
    said = {}
    for language in LANGUAGES:
        page = browser.new_page()
        page.goto(f"{served}/{language}/about.html")
        year, month, day = map(int, str(page.locator(".age").get_attribute("data-checked")).split("-"))
        for months in (0, 1, 14):
            later = f"{year + (month - 1 + months) // 12}-{(month - 1 + months) % 12 + 1:02d}-{min(day, 28):02d}"
            page.clock.set_fixed_time(f"{later}T12:00:00")
            page.reload()
            said[language, months] = page.locator(".age").inner_text()
            assert (page.locator(".age").get_attribute("data-old") is not None) == (months >= 12)
        page.close()
    assert "以前" not in said["zh", 0] and "ago" not in said["en", 0]
    assert "一个多月以前" in said["zh", 1] and "over a month ago" in said["en", 1]
    assert "14 个月以前" in said["zh", 14] and "14 months ago" in said["en", 14]
