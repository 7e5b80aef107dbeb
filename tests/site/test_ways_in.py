"""How a reader comes in: by the start page, out of the zip, at a wrong address, on an office's own server."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import Built, OpenPage, Quiet, Recorder


class _WithMissingPage(Quiet):
    """Answers any address that leads nowhere with the site's page for that, as hosts do."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


@contextmanager
def server(folder: Path, handler: type[Quiet]) -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder))) as one:
        threading.Thread(target=one.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{one.server_address[1]}"
        one.shutdown()


@pytest.mark.parametrize(("locale", "language"), [("zh-CN", "zh"), ("de-DE", "en")])
def test_the_start_page_goes_on_to_the_browsers_language(open_page: OpenPage, locale: str, language: str) -> None:
    page = open_page("index.html", locale=locale)
    page.wait_for_url(f"**/{language}/index.html")


def test_the_start_page_goes_on_to_the_language_read_last(open_page: OpenPage) -> None:
    page = open_page("zh/about.html", locale="zh-CN")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/about.html")
    page.wait_for_load_state("networkidle")  # an icon still on its way would count as a failed request
    page.goto(page.url.replace("en/about.html", "index.html"))
    page.wait_for_url("**/en/index.html")


def test_without_scripts_the_start_page_offers_both_languages(open_page: OpenPage) -> None:
    page = open_page("index.html", java_script_enabled=False)
    assert page.get_by_role("link").all_inner_texts() == ["中文", "English"]
    assert not page.locator(".alone").is_visible()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("path", ["index.html", "zh/documents.html", "en/values.html"])
def test_a_page_opened_inside_the_zip_says_extract_first(
    browser: Browser, unzipped: Path, tmp_path: Path, path: str, scripts: bool
) -> None:
    """Opened there, a page is unpacked alone into a folder for passing files."""
    alone = tmp_path / Path(path).name
    shutil.copyfile(unzipped / path, alone)
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(alone.as_uri())
    assert page.url == alone.as_uri()
    said = page.locator(".alone").inner_text()
    assert "解压" in said or "Extract the whole archive first" in said
    if path == "index.html":
        assert "解压" in said and "Extract the whole archive first" in said
        assert page.get_by_role("link").count() == 0  # none of them would lead anywhere
    context.close()


def leads_home(page: Page) -> None:
    assert page.locator("h1").inner_text().startswith("没有这个页面")
    assert not page.locator(".alone").is_visible()  # the style sheets have been found
    page.locator("#content").get_by_role("link").last.click()
    page.wait_for_url("**/en/index.html")
    assert page.locator("h1").inner_text() != ""


@pytest.mark.parametrize("below", ["", "/policy/of/a/county"])
@pytest.mark.parametrize("gone", ["/gone.html", "/en/gone.html", "/zh/documents/gone/for/good.html"])
def test_an_address_that_leads_nowhere_leads_home_from_any_depth(
    browser: Browser, built: Built, tmp_path: Path, below: str, gone: str
) -> None:
    folder = built.site
    if below:
        folder = tmp_path / "host"
        place = folder / below.strip("/")
        place.parent.mkdir(parents=True)
        place.symlink_to(built.site)
        shutil.copyfile(built.site / "404.html", folder / "404.html")
    with server(folder, _WithMissingPage) as address:
        page = browser.new_page()
        page.goto(f"{address}{below}{gone}")
        leads_home(page)
        page.close()


def test_the_unzipped_folder_on_a_server_asks_for_nothing_that_is_not_there(browser: Browser, unzipped: Path) -> None:
    with server(unzipped, Quiet) as address:
        page = browser.new_page()
        recorder = Recorder(address)
        recorder.watch(page)
        page.goto(f"{address}/zh/calculators/reimbursement.html")
        page.evaluate("policyCalculator.ready")
        page.close()
        assert recorder.complaints == []
