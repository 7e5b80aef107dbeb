"""Every kind of page as a reader may meet it, and how to get there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

CALCULATOR = "calculators/reimbursement.html"
OTHER_CALCULATORS = ("referral", "enrolment", "identity", "chronic", "county-budget", "bed-day", "roster")


def fill_in_the_first_case(page: Page) -> None:
    """Fill the form from a worked case and calculate; returns when the comparison of readings has come too."""
    page.locator(".try button").click()
    page.locator("form.ask button[type=submit]").click()
    page.locator(".result .answer").wait_for()
    comparing = "() => [...document.querySelectorAll('.difference')].every((one) => !/…/.test(one.textContent))"
    page.wait_for_function(comparing)


def send_the_empty_form(page: Page) -> None:
    """Send the form as it is; returns when its problems are shown."""
    page.locator("form.ask button[type=submit]").click()
    page.locator(".summary li").first.wait_for()


def ask_without_local_values(page: Page) -> None:
    """A case whose local values nobody gave: the result asks for them."""
    page.locator(".try button").click()
    remove = page.locator(".own__list button")
    while remove.count():
        remove.first.click()
    page.locator("form.ask button[type=submit]").click()
    page.locator(".missing").wait_for()


def open_everything(page: Page) -> None:
    """Open all that is folded."""
    page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")


def open_the_first_term(page: Page) -> None:
    """Ask for the meaning of the first word of the glossary on a document's page."""
    open_everything(page)
    page.locator(".restatement a.term").first.click()
    page.locator(".term-means").wait_for()


def find_on_the_page(page: Page) -> None:
    """Look for a word on a long page: the parts that have it are open."""
    page.locator("#finder").fill("救助" if page.url.count("/zh/") else "assistance")
    page.locator("details.fold[open]").first.wait_for()


@dataclass(frozen=True)
class Look:
    """A kind of page; ``reach`` brings it into the state that is looked at.

    One that is ``like_another`` is laid out as some other look is: it is looked at once a language.
    """

    name: str
    path: str
    reach: Callable[[Page], None] | None = None
    like_another: bool = False


LOOKS = (
    Look("home", "index.html"),
    Look("document", "documents/wenshang-2020.html"),
    Look("document-open", "documents/xiangtan-2021-26.html", open_everything),
    Look("documents", "documents.html"),
    Look("groups", "groups.html"),
    Look("topics", "topics.html"),
    Look("regions", "regions.html"),
    Look("values", "values.html"),
    Look("obligations", "obligations.html"),
    Look("targets", "targets.html"),
    Look("found", "obligations.html", find_on_the_page),
    Look("values-found", "values.html", find_on_the_page),
    Look("how-to", "how-to.html"),
    Look("report", "report.html?of=a%23b"),
    Look("glossary", "glossary.html"),
    Look("citations", "citations.html"),
    Look("more", "more.html"),
    Look("term", "documents/wenshang-2020.html", open_the_first_term),
    Look("readings", "readings.html"),
    Look("about", "about.html"),
    Look("data", "data.html"),
    Look("missing-page", "../404.html"),
    Look("calculator", CALCULATOR),
    Look("calculator-problems", CALCULATOR, send_the_empty_form),
    Look("calculator-missing", CALCULATOR, ask_without_local_values),
    Look("calculator-result", CALCULATOR, fill_in_the_first_case),
    *(Look(f"{name}-result", f"calculators/{name}.html", fill_in_the_first_case, True) for name in OTHER_CALCULATORS),
)
