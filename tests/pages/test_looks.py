"""Every kind of page in both languages, narrow and wide, light and dark: axe finds nothing, nothing sticks out.

What was seen stays in build/contact/, for people to look at.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT
from tests.pages.looks import LOOKS, fill_in_the_first_case

CONTACT = ROOT / "build" / "contact"
CONTACT.mkdir(parents=True, exist_ok=True)
Scheme = Literal["light", "dark"]
# By width: the scheme that a page is opened in and axe sees, and the one that its button then changes to.
SCHEMES: dict[int, tuple[Scheme, Scheme]] = {390: ("light", "dark"), 1280: ("dark", "light")}
ONCE = {"zh": 390, "en": 1280}  # where, and only as they open, pages are seen that are laid out as others are
PAINTED = {"light": "default", "dark": "slate"}
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


def violations(page: Page) -> list[str]:
    """What axe finds on a page, one line each."""
    page.evaluate(AXE)
    found: list[dict[str, Any]] = page.evaluate(
        "axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations)"
    )
    return [
        f"{one['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})" for one in found for node in one["nodes"]
    ]


def errors_of(page: Page) -> list[str]:
    """A list that errors of the page's scripts will be added to."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    return errors


@pytest.mark.parametrize("width", SCHEMES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_pages_are_accessible_and_fit(browser: Browser, served: str, unzipped: Path, language: str, width: int) -> None:
    # Each language, width and scheme is seen both served and from the unzipped folder.
    way = "http" if (language == "zh") == (width == 390) else "file"
    address = served if way == "http" else unzipped.as_uri()
    first, other = SCHEMES[width]
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=first)
    complaints: list[str] = []

    def look_at(page: Page, scheme: str, name: str) -> None:
        assert page.locator("body").get_attribute("data-md-color-scheme") == PAINTED[scheme], name
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
            complaints.append(f"{name}: {wide} px wide")
        picture = CONTACT / f"{name}-{language}-{width}-{scheme}-{way}.jpg"
        page.screenshot(path=picture, type="jpeg", quality=90, full_page=True)  # of long pages PNG takes twice as long

    for look in LOOKS:
        if look.like_another and width != ONCE[language]:
            continue
        page = context.new_page()
        errors = errors_of(page)
        page.goto(f"{address}/{language}/{look.path}")
        if look.reach:
            look.reach(page)
        complaints += [f"{look.name}: {line}" for line in violations(page)]
        look_at(page, first, look.name)
        if not look.like_another:
            page.locator("button[data-tool=dark]").dispatch_event("click")
            look_at(page, other, look.name)
            page.evaluate("localStorage.clear()")  # the next page is to open as the system has it
        complaints += [f"{look.name}: {error}" for error in errors]
        page.close()
    context.close()
    assert not complaints, "\n".join(complaints)


def test_large_text_is_remembered_and_still_fits(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{served}/zh/index.html")
    normal = page.locator(".lead").evaluate("(element) => parseFloat(getComputedStyle(element).fontSize)")
    page.get_by_role("button", name="大字").click()
    for look in LOOKS:
        if look.like_another:
            continue
        page.goto(f"{served}/en/{look.path}")
        if look.reach:
            look.reach(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, look.name
    page.goto(f"{served}/zh/index.html")
    assert page.get_by_role("button", name="大字").get_attribute("aria-pressed") == "true"
    large = page.locator(".lead").evaluate("(element) => parseFloat(getComputedStyle(element).fontSize)")
    assert large > normal * 1.2
    page.screenshot(path=CONTACT / "home-zh-390-large.jpg", type="jpeg", quality=90, full_page=True)
    context.close()


def test_a_result_prints_without_navigation_and_with_its_sources(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(f"{served}/zh/calculators/reimbursement.html")
    fill_in_the_first_case(page)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    for gone in (".site-nav", ".site-tools", ".result .actions"):
        assert not page.locator(gone).first.is_visible(), gone
    for kept in (".answer", ".bar", ".working .cite", ".result .disclaimer", ".receipt"):
        assert page.locator(kept).first.is_visible(), kept
    assert page.locator(".result details:not([open])").count() == 0
    page.pdf(path=CONTACT / "calculator-result-zh.pdf")
    page.close()


def test_body_text_keeps_its_measure(browser: Browser, served: str) -> None:
    page = browser.new_page(viewport={"width": 1600, "height": 900})
    for language, most in (("zh", 40), ("en", 75)):
        page.goto(f"{served}/{language}/documents/wenshang-2020.html")
        size, wide = (
            page.locator(".restatement")
            .nth(2)
            .evaluate("(element) => [parseFloat(getComputedStyle(element).fontSize), element.clientWidth]")
        )
        # A Chinese character is as wide as the type is high; a Latin letter takes somewhat less than half of it.
        assert wide / (size if language == "zh" else size * 0.46) <= most
        assert size >= (17 if language == "zh" else 16)
    page.close()
