"""The pages in use: by keyboard, by copying, by switching language, theme and readings."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.conftest import OpenPage
from tests.pages.looks import CALCULATOR, ask_without_local_values, fill_in_the_first_case, send_the_empty_form

DOCUMENT = "documents/wenshang-2020.html"


def focused(page: Page) -> str:
    """What has the focus, by its id or its words."""
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))


def test_the_calculator_can_be_used_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page(f"zh/{CALCULATOR}")
    page.keyboard.press("Tab")
    assert focused(page) == "跳到正文"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page) == page.locator(".try button").inner_text()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # the focus has gone to the form's own button
    page.locator(".result .answer").wait_for()
    assert focused(page) == "result"
    page.locator(".result input[type=radio]").first.wait_for()  # of a reading that matters: compared a little later
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(
            str(
                page.evaluate(
                    "document.activeElement.closest('.result') ? document.activeElement.type || 'link' : 'out'"
                )
            )
        )
    assert {"radio", "link", "button"} <= seen


def test_tabbing_through_the_form_meets_every_field_in_order(open_page: OpenPage) -> None:
    page = open_page(f"zh/{CALCULATOR}")
    page.locator(".try button").focus()
    met = []
    for _ in range(60):
        page.keyboard.press("Tab")
        field = page.evaluate("document.activeElement.closest('[data-field]')?.dataset.field")
        if field and field not in met:
            met.append(field)
        if page.evaluate("document.activeElement.type") == "submit":
            break
    there = page.evaluate(
        "[...document.querySelectorAll('form.ask [data-field]:not([type=hidden])')]"
        ".filter((one) => one.checkVisibility()).map((one) => one.dataset.field)"
    )
    assert met == there


def test_problems_take_the_focus_and_lead_to_their_fields(open_page: OpenPage) -> None:
    page = open_page(f"en/{CALCULATOR}")
    send_the_empty_form(page)
    assert page.evaluate("document.activeElement.className") == "summary"
    page.locator(".summary a").first.click()
    assert focused(page) == "f-place"
    assert page.locator("#f-place").get_attribute("aria-invalid") == "true"


def test_going_back_to_change_the_answers_leads_the_keyboard_there_too(open_page: OpenPage) -> None:
    page = open_page(f"en/{CALCULATOR}")
    fill_in_the_first_case(page)
    page.get_by_role("button", name="Change the answers").press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # past the worked case
    assert focused(page) == "f-place"


def test_episodes_are_added_and_removed(open_page: OpenPage) -> None:
    page = open_page(f"zh/{CALCULATOR}")
    page.locator("[data-add]").click()
    assert page.locator(".item").count() == 2
    ids = page.evaluate("[...document.querySelectorAll('form.ask [id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))
    page.locator("[data-remove]").first.click()
    assert page.locator(".item").count() == 1
    assert not page.locator("[data-remove]").first.is_visible()


def test_a_form_filled_in_by_hand_is_answered(open_page: OpenPage) -> None:
    page = open_page(f"en/{CALCULATOR}")
    page.locator("[data-add]").click()
    page.locator("[data-field=place] select").select_option("370830")
    page.locator("[data-field=date] input").fill("2020-12-31")
    for item in page.locator(".item").all():
        item.locator("[data-field=care] input[value=inpatient]").check()
        item.locator("[data-field=admitted] input").fill("2020-05-01")
        item.locator("[data-field=total] input").fill("30000")
        item.locator("[data-field=out_of_policy] input").fill("2000")
    page.locator("form.ask button[type=submit]").click()
    assert "60,000.00 yuan" in page.locator(".result .answer").inner_text()


def test_a_missing_value_is_filled_in_where_it_is_asked_for(open_page: OpenPage) -> None:
    page = open_page(f"zh/{CALCULATOR}")
    ask_without_local_values(page)
    item = page.locator(".missing__item").first
    concept = item.get_attribute("data-concept")
    before = page.locator(".missing__item").count()
    item.locator("input[type=text]").first.fill("500")
    page.locator(".missing button[type=submit]").click()
    page.wait_for_function(f"() => document.querySelectorAll('.missing__item').length === {before - 1}")
    assert page.locator(f'.missing__item[data-concept="{concept}"]').count() == 0
    assert "500元" in page.locator(".own__list").inner_text()


def test_a_value_left_to_others_says_to_whom_and_leads_to_the_clause(open_page: OpenPage) -> None:
    page = open_page("zh/calculators/county-budget.html")
    page.locator("details.case", has_text="预警阈值没有填").locator("[data-case]").dispatch_event("click")
    page.locator("form.ask button[type=submit]").click()
    item = page.locator('.missing__item[data-concept="monitoring.warning_threshold"]')
    item.wait_for()
    assert "文件把这一项留给市、县医保经办机构来定" in item.inner_text()
    item.locator(".cite a").click()
    page.wait_for_url("**/documents/shandong-2024-39.html#2.4b")


def test_a_reading_is_switched_in_the_result(open_page: OpenPage) -> None:
    page = open_page(f"zh/{CALCULATOR}")
    fill_in_the_first_case(page)
    answer = page.locator(".answer").inner_text()
    chosen = page.locator(".reading-switch label", has_text="您").first.get_attribute("data-option")
    page.locator(f'.reading-switch label[data-option="{chosen}"] input').click()
    page.wait_for_function("(before) => document.querySelector('.answer').textContent !== before", arg=answer)
    assert page.locator(f'.reading-switch label[data-option="{chosen}"] input').is_checked()
    assert page.evaluate("document.activeElement.value") == chosen


def test_the_result_is_downloaded_as_the_command_line_prints_it(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(f"zh/{CALCULATOR}")
    fill_in_the_first_case(page)
    with page.expect_download() as waiting:
        page.locator('a[download$=".json"]').click()
    file = tmp_path / "result.json"
    waiting.value.save_as(file)
    assert json.loads(file.read_text("utf-8"))["schema"] == "result/v1"


def test_a_citation_is_copied_with_its_address(browser: Browser, served: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{served}/zh/{DOCUMENT}")
    page.locator("[data-copy=citation]").last.click()
    page.locator("button", has_text="已复制").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    anchor = page.locator("[data-copy=citation]").last.get_attribute("data-anchor")
    assert copied.endswith(f"{DOCUMENT}#{anchor}")
    assert "《" in copied
    context.close()


def test_the_language_switch_stays_on_the_clause(open_page: OpenPage) -> None:
    page = open_page(f"zh/{DOCUMENT}#3.3b")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/**")
    assert page.url.endswith(f"/en/{DOCUMENT}#3.3b")
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_focus_stays_in_sight_all_the_way_through_a_long_outline(open_page: OpenPage) -> None:
    page = open_page("en/documents/luan-2024-25.html", height=500)
    links = page.locator(".outline a")
    links.first.focus()
    for _ in range(links.count() - 1):
        page.keyboard.press("Tab")
    assert links.last.evaluate("(one) => document.activeElement === one")
    box = links.last.bounding_box()
    assert box and box["y"] >= 0 and box["y"] + box["height"] <= 500


def test_the_hit_that_one_stands_on_is_framed_where_the_system_sets_all_colours(open_page: OpenPage) -> None:
    page = open_page("en/index.html", forced_colors="active")
    page.locator(".search--home input").fill("deductible")
    page.locator(".search--home .hit").nth(1).wait_for()
    page.keyboard.press("ArrowDown")
    framed = page.locator(".hit").evaluate_all(
        "(hits) => hits.filter((one) => getComputedStyle(one).outlineStyle !== 'none').map((one) => one.ariaSelected)"
    )
    assert framed == ["true"]


def test_today_comes_from_the_readers_clock(browser: Browser, served: str) -> None:
    said = {}
    for day in ("2021-09-30", "2021-10-01", "2026-09-30", "2026-10-01"):
        context = browser.new_context(timezone_id="Asia/Shanghai")
        page = context.new_page()
        page.clock.set_fixed_time(f"{day}T12:00:00+08:00")
        page.goto(f"{served}/zh/documents/xiangtan-2021-26.html")
        said[day] = page.locator(".status").first.get_attribute("data-state")
        context.close()
    assert said == {"2021-09-30": "not_yet", "2021-10-01": "since", "2026-09-30": "since", "2026-10-01": "passed"}


def test_a_theme_is_remembered_in_both_languages(open_page: OpenPage) -> None:
    page = open_page("zh/index.html", color_scheme="light")
    page.get_by_role("button", name="深色").click()
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/**")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"


def test_an_address_inside_a_folded_part_opens_it(open_page: OpenPage) -> None:
    page = open_page(f"zh/{DOCUMENT}")
    box = page.locator("details.official-where")
    assert box.get_attribute("open") is None
    box.locator("p").first.evaluate("(place) => { place.id = 'inside'; location.hash = '#inside'; }")
    page.locator("details.official-where[open]").wait_for()
    assert page.locator("#inside").is_visible()
