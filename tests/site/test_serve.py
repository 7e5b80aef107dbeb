"""``build.py --serve``: an edit is seen in the open page, a mistake is told there, and Ctrl-C ends it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scripts.road.kept import files_in
from tests.conftest import Built, Recorder, copy_of_checkout, hand_on_the_library

DOCUMENT = "wenshang-2020"
WAIT = 60_000  # milliseconds: other tests may keep the machine busy


class Served:
    """A checkout of its own under ``--serve``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        command = [sys.executable, "scripts/build.py", "--serve", "--port", "0"]
        self.process = subprocess.Popen(
            command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
        )
        self.address = self.wait_for(r"^http://127\.0\.0\.1:\d+/").rstrip("/")

    def wait_for(self, pattern: str) -> str:
        """Read what it says until a line matches; what matched."""
        assert self.process.stdout is not None
        said = []
        for line in self.process.stdout:
            said.append(line)
            if match := re.search(pattern, line):
                return match.group()
        raise AssertionError("".join(said))

    def edit(self, old: str, new: str) -> None:
        """Replace words of the document, once."""
        file = self.root / "policy_data" / "documents" / f"{DOCUMENT}.yaml"
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture
def served(built: Built, tmp_path: Path) -> Iterator[Served]:
    (tmp_path / "checkout").mkdir()
    checkout = copy_of_checkout(tmp_path / "checkout" / "policy")
    hand_on_the_library(built.root, checkout.root)
    server = Served(checkout.root)
    yield server
    server.process.kill()  # a test that failed may have left it running
    server.process.communicate()


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{served.address}/zh/documents/{DOCUMENT}.html")
    yield page
    context.close()


def test_an_open_page_follows_its_data_and_tells_what_stops_a_build(served: Served, page: Page) -> None:
    recorder = Recorder(served.address)
    recorder.watch(page)
    title = "汶上2020年扶贫做法"
    heading = page.locator("h1")
    shipped = files_in(served.root / "site")

    served.edit(f"short: {{zh: {title}", f"short: {{zh: {title}<b>改</b>")
    expect(heading).to_contain_text(f"{title}<b>改</b>", timeout=WAIT)
    built = files_in(served.root / "site")
    assert built != shipped

    served.edit("nature: report", "nature: <i>rumour</i>")
    overlay = page.get_by_role("alert")
    expect(overlay).to_contain_text('found "<i>rumour</i>"; expected one of normative, report', timeout=WAIT)
    expect(heading).to_contain_text(f"{title}<b>改</b>")
    assert files_in(served.root / "site") == built

    served.edit("nature: <i>rumour</i>", "nature: report")
    expect(overlay).to_have_count(0, timeout=WAIT)
    assert files_in(served.root / "site") == built
    assert not any("/-/reload.js" in file.read_text("utf-8") for file in (served.root / "site").rglob("*.html"))

    page.wait_for_load_state("load")  # what the server is still sending when it ends never arrives
    assert [told for told in recorder.complaints if not told.startswith("failed: ")] == []
    served.process.send_signal(signal.SIGINT)
    said, _ = served.process.communicate(timeout=WAIT / 1000)
    assert served.process.returncode == 0 and "Traceback" not in said
