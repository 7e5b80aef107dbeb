"""Stage: MkDocs puts its shell around the pages, once a language, both at the same time.

build/docs/{zh,en}/**.md → build/site/{zh,en}/**.html

Of a page made from data MkDocs sees the front matter and, in place of its text, a mark where pack puts the text in
(`filled`). The page is the same, for Markdown hands raw HTML through unread; but it takes a fraction of the time, and
a page of which only the text has changed keeps its shell. Pages written by hand are Markdown: MkDocs gets them whole.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from scripts.road.escaping import front_matter_of, without_front_matter
from scripts.road.kept import digest_of, files_in, remember, remembered
from scripts.road.problem import Problem
from scripts.road.wheel_lock import EPOCH

CONFIGURATIONS = {"zh": "mkdocs.yml", "en": "mkdocs.en.yml"}
MARK = "<div data-text-of-the-page></div>"


class ShellProblem(Problem):
    """MkDocs refused a page or the configuration; the message is all that it said."""


def shell(root: Path, site_url: str = "") -> None:
    """Run MkDocs for each language on the pages whose shell has changed; a warning of MkDocs is an error here."""
    sides = [Side(root, language, site_url) for language in CONFIGURATIONS]
    running = [(side, side.start()) for side in sides if side.wanted]
    complaints = []
    for side, process in running:
        said, _ = process.communicate()
        if process.returncode:
            complaints.append(f"mkdocs build --config-file {CONFIGURATIONS[side.language]}\n{said.strip()}")
    if complaints:
        raise ShellProblem("\n\n".join(complaints))
    for side in sides:
        side.finish()


def filled(html: bytes, markdown: Path) -> list[bytes]:
    """A page in pieces: its shell with the text of its Markdown file in the place of the mark, where it has one."""
    before, mark, after = html.partition(MARK.encode())
    return [before, without_front_matter(markdown.read_bytes()).strip(), after] if mark else [before]


class _Configuration(yaml.SafeLoader):
    """Reads a configuration for its navigation; what MkDocs' own tags stand for does not matter there."""


_Configuration.add_multi_constructor("!", lambda loader, suffix, node: None)


@dataclass
class Side:
    """The pages of one language: what MkDocs gets, what it made of that before, and what it must make anew."""

    root: Path
    language: str
    site_url: str

    def __post_init__(self) -> None:
        build = self.root / "build"
        self.docs, self.site = build / "docs" / self.language, build / "site" / self.language
        self.given, self.made = build / "shell" / "docs" / self.language, build / "shell" / "site" / self.language
        self.record = build / "cache" / f"shell-{self.language}.json"
        theme = [self.root / "docs" / "theme", self.root / "requirements.lock", Path(__file__)]
        self.key = digest_of([*(self.root / name for name in CONFIGURATIONS.values()), *theme], self.site_url)
        self.by_hand = {path for path in self._pages() if (self.root / "docs" / self.language / path).is_file()}
        self.stubs = {path: self._stub(path) for path in self._pages()}
        self.wanted, self.is_whole = self._changed()

    def _pages(self) -> list[str]:
        return [file.relative_to(self.docs).as_posix() for file in sorted(self.docs.rglob("*.md"))]

    def _beside(self) -> list[str]:
        """The files beside the pages, which need no shell."""
        files = (file for file in sorted(self.docs.rglob("*")) if file.is_file() and file.suffix != ".md")
        return [file.relative_to(self.docs).as_posix() for file in files]

    def _stub(self, path: str) -> bytes:
        if path in self.by_hand:
            return (self.docs / path).read_bytes()
        with (self.docs / path).open(encoding="utf-8") as lines:
            return f"{front_matter_of(lines)}{MARK}\n".encode()

    def _changed(self) -> tuple[set[str], bool]:
        """The pages to make anew, and whether that is all of them.

        A page by hand may link to any other, and MkDocs then looks whether that is there; all others stand alone.
        """
        known = remembered(self.record)
        shells = known.get("stubs")
        told = (known.get("key"), known.get("files"), known.get("beside"))
        same = told == (self.key, files_in(self.site), self._beside())
        if not same or not isinstance(shells, dict) or set(shells) != set(self.stubs):
            return set(self.stubs), True
        changed = {path for path, stub in self.stubs.items() if shells[path] != _digest(stub)}
        return (set(self.stubs), True) if changed & self.by_hand else (changed, False)

    def start(self) -> subprocess.Popen[str]:
        """MkDocs at work on the changed pages, and on those in its navigation, without which it complains."""
        self.record.unlink(missing_ok=True)
        shutil.rmtree(self.given, ignore_errors=True)
        for path in self.wanted | set(_navigation(self.root, self.language)) & set(self.stubs):
            (self.given / path).parent.mkdir(parents=True, exist_ok=True)
            (self.given / path).write_bytes(self.stubs[path])
        environment = {
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",  # an advertisement, on every build
            "SOURCE_DATE_EPOCH": str(EPOCH),  # pages must not tell the day of the build
            "POLICY_DOCS_DIR": str(self.given),
            "POLICY_SITE_DIR": str(self.made),
            "POLICY_SITE_URL": f"{self.site_url.rstrip('/')}/{self.language}/" if self.site_url else "",
        }
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--clean"]
        return subprocess.Popen(
            [*command, "--config-file", CONFIGURATIONS[self.language]],
            cwd=self.root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )

    def finish(self) -> None:
        """Put what MkDocs made, and the files beside the pages, in their places."""
        self.record.unlink(missing_ok=True)
        if self.is_whole:
            shutil.rmtree(self.site, ignore_errors=True)
            self.site.parent.mkdir(parents=True, exist_ok=True)
            self.made.replace(self.site)
        else:
            for path in self.wanted:
                page = Path(path).with_suffix(".html")
                (self.made / page).replace(self.site / page)
        for path in self._beside():
            (self.site / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.docs / path, self.site / path)
        shells = {path: _digest(stub) for path, stub in self.stubs.items()}
        remember(
            self.record,
            {"key": self.key, "stubs": shells, "beside": self._beside(), "files": files_in(self.site)},
        )


def _navigation(root: Path, language: str) -> Iterator[str]:
    """The pages that the navigation of a language names."""
    told = [yaml.load((root / name).read_text("utf-8"), Loader=_Configuration) for name in CONFIGURATIONS.values()]
    own = told[list(CONFIGURATIONS).index(language)]
    yield from _paths(own.get("nav") or told[0].get("nav"))


def _paths(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    for one in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _paths(one)


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
