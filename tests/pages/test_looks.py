"""Every kind of page in both languages, narrow and wide, light and dark: axe finds nothing, nothing sticks out.

What was seen stays in build/contact/, for people to look at.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import ROOT
from tests.pages.looks import LOOKS, Look, fill_in_the_first_case

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
    complaints: list[str] = []
    ways = {"http": served, "file": unzipped.as_uri()}
    with_axe = "http" if (language == "zh") == (width == 390) else "file"  # of a page it finds the same in both
    for way, address in ways.items():
        context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=SCHEMES[width][0])
        page = context.new_page()  # for all of them: to begin a new one takes longer than to open most of the pages
        errors = errors_of(page)
        for look in LOOKS:
            if not look.like_another or (width == ONCE[language] and way == with_axe):
                seen = f"{look.name}-{language}-{width}-{way}"
                found = look_at(page, look, f"{address}/{language}", seen, SCHEMES[width], axe=way == with_axe)
                complaints += [f"{seen}: {one}" for one in [*found, *errors]]
                errors.clear()
        context.close()
    assert not complaints, "\n".join(complaints)


def look_at(page: Page, look: Look, address: str, seen: str, schemes: tuple[Scheme, Scheme], *, axe: bool) -> list[str]:
    """Take pictures of a page under the name ``seen``, in both schemes; returns what is wrong with it."""
    page.goto(f"{address}/{look.path}")
    if look.reach:
        look.reach(page)
    complaints = violations(page) if axe else []
    for scheme in schemes[: 1 if look.like_another else 2]:
        if scheme != schemes[0]:
            page.locator("button[data-tool=dark]").dispatch_event("click")
        assert page.locator("body").get_attribute("data-md-color-scheme") == PAINTED[scheme], seen
        sizes = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        if sizes[0] > sizes[1]:
            complaints.append(f"{sizes[0]} px wide in {scheme}")
        picture = CONTACT / f"{seen}-{scheme}.jpg"
        page.screenshot(path=picture, type="jpeg", quality=90, full_page=True)  # of long pages PNG takes twice as long
    page.evaluate("localStorage.clear()")  # the next page is to open as the system has it
    return complaints


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
