"""``--serve``: the site on this computer, built anew after every edit; open pages then load themselves again.

Every build is a process of its own, so that an edit of the program itself counts too and nothing stale survives. What
is on disk is served as it is but for one script tag, which a page's content security policy allows: it is a file of
the same server. Whether anything was edited is asked of the files' times, a few times a second: that takes
milliseconds, and works on every system and every kind of disk.
"""

from __future__ import annotations

import contextlib
import html
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from scripts.road.words import LANGUAGES, WordsError, read_words

WATCHED = ("policy_data", "docs", "calculator", "scripts", "mkdocs.yml", "mkdocs.en.yml", "pyproject.toml")
WRITTEN_BY_BUILDS = ("__pycache__", "verified", "rulebook.json")
PAUSE = 0.2  # seconds between two looks at the files
ALIVE = 15.0  # seconds after which a page that is gone is noticed
SCRIPT, EVENTS = "/-/reload.js", "/-/events"
Seen = dict[str, tuple[int, int]]


class State:
    """What pages are told: which build they see, and what stopped the last one."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._built, self._errors, self._building = 0, "", False

    @contextlib.contextmanager
    def building(self) -> Iterator[list[str]]:
        """Around a build, which puts what it has to say of errors into the list."""
        errors: list[str] = []
        self._building = True
        try:
            yield errors
        finally:
            with self._changed:
                self._building, self._errors = False, "\n".join(errors)
                self._built += not errors
                self._changed.notify_all()

    def told(self) -> tuple[int, str]:
        """The number of the build to be seen, and the errors of a later one."""
        return self._built, self._errors

    def other_than(self, told: tuple[int, str] | None) -> tuple[int, str]:
        """What is to be told, once it differs from what was; after a while what was."""
        with self._changed:
            self._changed.wait_for(lambda: self.told() != told, timeout=ALIVE)
            return self.told()

    def wait_until_built(self) -> None:
        """Return when no build is going on: one may be about to put the site in its place."""
        with self._changed:
            self._changed.wait_for(lambda: not self._building)


def serve(root: Path, build: Sequence[str], port: int) -> int:
    """Build and serve until Ctrl-C; the exit status."""
    state = State()
    handler = partial(_Handler, root=root, state=state)
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    except OSError as error:
        print(f"Port {port} cannot be had ({error.strerror}): name another with --port.", file=sys.stderr)
        return 1
    server.daemon_threads = True
    with server, contextlib.suppress(KeyboardInterrupt):
        seen = _seen(root)
        _build(root, build, state)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"http://127.0.0.1:{server.server_address[1]}/  Ctrl-C ends it.", flush=True)
        while True:
            time.sleep(PAUSE)
            if (now := _seen(root)) != seen:
                seen = now
                _build(root, build, state)
    print()
    return 0


def _seen(root: Path) -> Seen:
    """Every file that a build depends on, with its time and size."""
    found: Seen = {}
    waiting = [root / name for name in WATCHED]
    while waiting:
        place = waiting.pop()
        if place.name in WRITTEN_BY_BUILDS or place.name.startswith("."):
            continue
        with contextlib.suppress(FileNotFoundError):  # gone between two looks
            if place.is_dir():
                waiting.extend(place.iterdir())
            else:
                told = place.stat()
                found[str(place)] = (told.st_mtime_ns, told.st_size)
    return found


def _build(root: Path, build: Sequence[str], state: State) -> None:
    """One build, in a process of its own; what it says goes to the terminal and, if it fails, to the pages."""
    start = time.monotonic()
    apart: dict[str, Any] = {"start_new_session": True}  # Ctrl-C is for us: we end it ourselves
    if os.name == "nt":
        apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}  # type: ignore[attr-defined,unused-ignore]
    with (
        state.building() as errors,
        subprocess.Popen(
            [sys.executable, *build],
            cwd=root,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            **apart,
        ) as process,
    ):
        assert process.stdout is not None
        said = []
        try:
            for line in process.stdout:
                said.append(line)
                print(line, end="", flush=True)
        except KeyboardInterrupt:
            _end(process)
            raise
        if process.wait():
            errors += [line.rstrip("\n") for line in said] or [f"{build[0]}: {process.returncode}"]
    print(f"{'Not built' if errors else 'Built'} ({time.monotonic() - start:.1f} s).", flush=True)


def _end(process: subprocess.Popen[str]) -> None:
    if os.name == "nt":
        process.terminate()
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
    process.wait()


class _Handler(SimpleHTTPRequestHandler):
    """Serves the site, the script that reloads its pages, and the events that the script waits for."""

    def __init__(self, *arguments: Any, root: Path, state: State) -> None:
        self._root, self._state = root, state
        super().__init__(*arguments, directory=str(root / "site"))

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == EVENTS:
            self._events()
        elif path == SCRIPT:
            file = self._root / "docs" / "assets" / "src" / "serve" / "reload.js"
            self._send(HTTPStatus.OK, "text/javascript; charset=utf-8", file.read_bytes())
        else:
            self._file()

    def _file(self) -> None:
        place = Path(self.translate_path(self.path))
        if not place.exists():
            self._state.wait_until_built()
        if place.is_dir() and self.path.partition("?")[0].endswith("/"):
            place /= "index.html"
        if place.suffix == ".html" and place.is_file():
            self._send(HTTPStatus.OK, "text/html; charset=utf-8", self._with_script(place.read_bytes()))
        elif not (self._root / "site" / "index.html").is_file():  # nothing was ever built: the script tells why
            page = f"<!doctype html><meta charset=utf-8><title>{html.escape(self._root.name)}</title><body></body>"
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, "text/html; charset=utf-8", self._with_script(page.encode()))
        else:
            super().do_GET()

    def _with_script(self, page: bytes) -> bytes:
        before, end, after = page.rpartition(b"</body>")
        script = f'<script src="{SCRIPT}" data-built="{self._state.told()[0]}"></script>'.encode()
        return before + script + end + after if end else page + script

    def _events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        told: tuple[int, str] | None = None
        with contextlib.suppress(ConnectionError):
            while True:
                fresh = self._state.other_than(told)
                built, errors = fresh
                event = {"built": str(built), "failed": self._failed() if errors else "", "errors": errors}
                line = ":" if fresh == told else f"data: {json.dumps(event)}"
                self.wfile.write(f"{line}\n\n".encode())
                self.wfile.flush()
                told = fresh

    def _failed(self) -> str:
        try:
            words = read_words(self._root / "docs" / "words")
            return " ".join(words[language].say("serve.failed") for language in LANGUAGES)
        except (OSError, ValueError, WordsError):  # it may be just these words that somebody is at work on
            return ""

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the terminal is for what builds say."""
