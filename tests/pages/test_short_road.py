"""From opening a calculator on a phone to its answer: a short form, a short result, nothing lost in what is folded."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page

from tests.conftest import OpenPage
from tests.pages.looks import CALCULATOR, fill_in_the_first_case

FORM_AT_MOST = 2500
RESULT_AT_MOST = 3000


def height(place: Locator) -> float:
    """Pixels from the top of an element to its end."""
    return float(place.evaluate("(one) => one.getBoundingClientRect().height"))


def part(page: Page, field: str) -> Locator:
    """The innermost folded part that has a field."""
    return page.locator("details:has(> summary > .told)", has=page.locator(f"[data-field={field}]")).last


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["reimbursement", "enrolment"])
def test_form_and_result_are_short_on_a_phone(open_page: OpenPage, language: str, name: str) -> None:
    page = open_page(f"{language}/calculators/{name}.html", width=390, has_touch=True, is_mobile=True)
    assert height(page.locator("form.ask")) <= FORM_AT_MOST
    fill_in_the_first_case(page)
    assert height(page.locator(".result")) <= RESULT_AT_MOST
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_folded_part_says_what_it_was_given(open_page: OpenPage) -> None:
    page = open_page(f"en/{CALCULATOR}", width=390)
    away = part(page, "destination")
    summary = away.locator("summary")
    title = summary.inner_text()
    summary.press("Enter")
    choice = away.locator("[data-field=destination] select")
    choice.select_option(index=1)
    chosen = choice.locator("option:checked").inner_text()
    assert summary.inner_text() == title  # open, its fields say so themselves
    summary.press("Enter")
    assert summary.inner_text() == f"{title}: Where: {chosen}"
    summary.press("Enter")
    choice.select_option("")
    summary.press("Enter")
    assert summary.inner_text() == title


def test_a_filled_in_case_opens_the_parts_that_it_fills_and_no_others(open_page: OpenPage) -> None:
    page = open_page(f"zh/{CALCULATOR}", width=390)
    page.locator(".try button").click()
    found = page.locator("form.ask details:has(> summary > .told)").evaluate_all(
        "(all) => all.map((one) => [one.open, one.querySelector('.told').textContent !== ''])"
    )
    assert {True, False} == {opened for opened, _ in found}
    assert [opened for opened, _ in found] == [told for _, told in found]


def test_a_problem_inside_a_folded_part_of_an_item_opens_it_and_takes_the_focus(open_page: OpenPage) -> None:
    page = open_page(f"en/{CALCULATOR}", width=390)
    page.locator(".try button").click()
    again = part(page, "borne_before")
    again.evaluate("(box) => box.setAttribute('open', '')")
    again.locator("[data-field=borne_before] input").fill("a lot")
    again.evaluate("(box) => box.removeAttribute('open')")
    page.locator("form.ask button[type=submit]").click()
    page.locator(".summary li a").first.click()
    assert again.get_attribute("open") is not None
    assert page.evaluate("document.activeElement.closest('[data-field]').dataset.field") == "borne_before"


def test_paper_has_all_that_a_phone_folds_and_the_screen_is_then_as_before(open_page: OpenPage) -> None:
    page = open_page(f"zh/{CALCULATOR}", width=390)
    fill_in_the_first_case(page)
    folded = page.locator(".result details:not([open])")
    before = folded.count()
    assert page.locator(".working details:not([open])").count() > 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert folded.count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert folded.count() == before


def test_a_day_that_no_document_speaks_of_leads_to_the_days_of_the_documents(open_page: OpenPage) -> None:
    page = open_page(f"en/{CALCULATOR}", width=390)
    page.locator(".try button").click()
    page.locator("[data-field=date] input").fill("1999-12-31")
    page.locator("[data-field=admitted] input").fill("1999-12-01")
    page.locator("[data-field=discharged] input").fill("1999-12-09")
    page.locator("form.ask button[type=submit]").click()
    page.locator(".result").get_by_role("link", name="See from when to when").click()
    page.wait_for_url("**/en/documents.html")
