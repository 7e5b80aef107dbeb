"""Long lists of people on a page: typed, pasted, from a file; wrong ones; and a result of thousands of lines."""

from __future__ import annotations

import csv
from pathlib import Path

from playwright.sync_api import Page

from tests.conftest import OpenPage

PEOPLE = [f"A{number:05d}" for number in range(5000)]


def paste(page: Page, field: str, people: list[str]) -> None:
    """Put names into a list at once, as a paste does; typing thousands would take the browser minutes."""
    page.locator(f"#f-{field}").evaluate("(area, text) => { area.value = text; }", "\n".join(people))


def opened(open_page: OpenPage, language: str = "zh") -> Page:
    page = open_page(f"{language}/calculators/roster.html")
    page.locator("#f-place").select_option("370830")
    page.locator("#f-date").fill("2020-09-16")
    return page


def test_thousands_of_people_give_a_summary_and_a_table_to_download(open_page: OpenPage, tmp_path: Path) -> None:
    page = opened(open_page)
    paste(page, "roster", PEOPLE)
    file = tmp_path / "exempt.csv"
    file.write_text("\r\n".join(f"{one},某人" for one in PEOPLE), "utf-8-sig")
    page.locator('[data-field="exempt"] input[type=file]').first.set_input_files(file)
    page.wait_for_function("() => document.querySelector('#f-exempt').value.split('\\n').length === 5000")
    paste(page, "flagged", [*PEOPLE[1000:], "=1+1"])
    page.locator("form.ask button[type=submit]").click()
    page.locator(".result .answer").wait_for()
    assert "1,001" in page.locator(".answer").inner_text()
    assert page.locator(".sheet--grid tbody tr").count() < 100
    assert page.locator("details.working__box").count() < 100
    page.locator(".more-lines button").click()
    with page.expect_download() as waiting:
        page.locator('a[download$=".csv"]').click()
    waiting.value.save_as(tmp_path / "out.csv")
    rows = list(csv.reader((tmp_path / "out.csv").read_text("utf-8-sig").splitlines()))
    people = {row[0] for row in rows}
    assert {PEOPLE[0], PEOPLE[999], "'=1+1"} <= people and PEOPLE[1000] not in people


def test_a_list_left_empty_says_nothing_until_another_is_filled_in(open_page: OpenPage) -> None:
    page = opened(open_page, "en")
    page.locator("form.ask button[type=submit]").click()
    page.locator(".summary li").first.wait_for()
    assert page.locator(".summary li").count() == 3
    paste(page, "roster", ["A1"])
    page.locator("form.ask button[type=submit]").click()
    page.locator(".result .answer").wait_for()
    given = page.locator(".given")
    assert "Lists exported again" not in (given.text_content() or "")


def test_a_problem_inside_a_folded_part_opens_it_and_names_its_item(open_page: OpenPage) -> None:
    page = opened(open_page)
    paste(page, "roster", ["A1"])
    part = page.locator("details.part", has=page.locator('[data-list="details"]'))
    part.evaluate("(box) => box.setAttribute('open', '')")
    part.locator("[data-add]").click()
    part.locator("[data-add]").click()
    part.locator(".item input[type=text]").nth(0).fill("A1")
    part.locator(".item input[type=text]").nth(1).fill("B2")
    part.evaluate("(box) => box.removeAttribute('open')")
    page.locator("form.ask button[type=submit]").click()
    told = page.locator(".summary li a")
    told.wait_for()
    assert told.inner_text().startswith("第2人：编号或姓名：")
    told.click()
    assert part.get_attribute("open") is not None
    assert page.evaluate("document.activeElement.value") == "B2"
