"""What tests share: one real build of the checkout, its site on a server and from the unzipped zip, and a browser."""

from __future__ import annotations

import functools
import gc
import http.server
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

from scripts.road.environment import alone, chromium_program

ROOT = Path(__file__).resolve().parents[1]
INSTALLED = (".venv", "node_modules")
NOT_COPIED = (".git", *INSTALLED, "build", "site", "dist", "__pycache__", ".hypothesis", "rulebook.json")
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--js-flags=--liftoff-only",  # Python in a page starts dozens of times: to compile it once is enough for seconds
]


def pytest_collection_finish() -> None:
    """What is there before the first test, whole policies among it, is looked through for garbage no more."""
    gc.freeze()


@dataclass(frozen=True)
class Built:
    """A finished build in a folder of its own."""

    root: Path

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def archive(self) -> Path:
        (archive,) = (self.root / "dist").glob("*.zip")
        return archive

    def run(self, *command: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run Python in the built checkout, as a user would."""
        unwanted = ("PYTHONPATH", "POLICY_SOURCES")  # what is built here has no official texts
        environment = {key: value for key, value in os.environ.items() if key not in unwanted}
        return subprocess.run(
            [sys.executable, *command],
            cwd=self.root,
            env={**environment, "PYTHONIOENCODING": "utf-8"},
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


def copy_of_checkout(place: Path) -> Built:
    """The checkout's own files in another place, with the packages that are already installed."""
    shutil.copytree(ROOT, place, ignore=shutil.ignore_patterns(*NOT_COPIED), symlinks=True)
    for installed in INSTALLED:
        (place / installed).symlink_to(ROOT / installed)
    return Built(place)


def hand_on_the_library(root: Path, other: Path) -> None:
    """Give a checkout what another's builds kept of the browser's library: used again only if it was made from the
    same, and most of the time that a build takes."""
    with alone(root, "build"):
        for name in ("library", "offline"):
            if (kept := root / "build" / "cache" / name).is_dir():
                shutil.copytree(kept, other / "build" / "cache" / name)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """One real build, by the command that the README names; ``test_pack.py`` holds another, from nothing, to it.

    Tests read it and change copies: those that run side by side have it in common.
    """
    shared = os.environ.get("SHARED_BY_TESTS")  # scripts/test.py
    place = Path(shared) if shared else tmp_path_factory.mktemp("built")
    copy = Built(place / "checkout")
    with alone(place, "built"):
        if not copy.root.exists():
            copy_of_checkout(copy.root)
            hand_on_the_library(ROOT, copy.root)
            done = copy.run("scripts/build.py")
            (place / "said").write_text(done.stdout + done.stderr, "utf-8")
    assert copy.site.is_dir(), (place / "said").read_text("utf-8")
    return copy


@pytest.fixture(scope="session")
def unzipped(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that a reader of the zip gets."""
    place = tmp_path_factory.mktemp("unzipped")
    with zipfile.ZipFile(built.archive) as archive:
        archive.extractall(place)
    (folder,) = place.iterdir()
    return folder


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def served(built: Built) -> Iterator[str]:
    """The address at which the site is served."""
    handler = functools.partial(Quiet, directory=str(built.site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture(scope="session", params=["http", "file"])
def site_address(request: pytest.FixtureRequest) -> str:
    """The site's address without a slash at the end: once served, once from the unzipped zip."""
    if request.param == "http":
        return str(request.getfixturevalue("served"))
    folder: Path = request.getfixturevalue("unzipped")
    return folder.as_uri()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a sandbox (tests run as root in containers) and without calls of its own."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_program(), args=CHROMIUM)
        yield chromium
        chromium.close()


# Of a request that nobody waits for any more, as Chromium and Firefox say it: its page was left or closed, or to the
# browser a file that is saved instead of shown is a page that was not loaded.
LEFT = ("net::ERR_ABORTED", "NS_BINDING_ABORTED")


@dataclass
class Recorder:
    """What a page did that no page of ours may do."""

    site: str
    complaints: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on(
            "console",
            lambda message: (
                self.complaints.append(f"{message.type}: {message.text}")
                if message.type in ("error", "warning")
                else None
            ),
        )

    def _failed(self, request: Request) -> None:
        if request.failure not in LEFT:
            self.complaints.append(f"failed: {request.url[:200]}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.site + "/", "blob:", "data:")):
            self.complaints.append(f"left the site: {request.url[:200]}")


OpenPage = Callable[..., Page]


@contextmanager
def opening(browser: Browser, site: str) -> Iterator[OpenPage]:
    """Opens a `path` of the site in a fresh profile; afterwards no page may have erred or left the site."""
    contexts: list[BrowserContext] = []
    recorder = Recorder(site)

    def open_(path: str, *, width: int = 1280, height: int = 900, **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        recorder.watch(page)
        page.goto(f"{site}/{path}")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert recorder.complaints == []


@pytest.fixture
def open_page(browser: Browser, site_address: str) -> Iterator[OpenPage]:
    """Opens pages for one test."""
    with opening(browser, site_address) as open_:
        yield open_
