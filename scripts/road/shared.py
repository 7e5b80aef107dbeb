"""What both languages have alike is kept once: the theme's files, and the page for addresses that lead nowhere."""

from __future__ import annotations

import filecmp
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from scripts.road.finish import Source
from scripts.road.problem import Problem

MISSING = "404.html"


class SharingProblem(Problem):
    """The languages differ where they must not; the message says in which file."""


def share_theme(made: Path, languages: tuple[str, ...], place: Path) -> None:
    """Copy the theme's files, alike in each language's folder below ``made``, to one ``place``."""
    first, *others = (made / language / "assets" for language in languages)
    for other in others:
        _must_be_alike(first, other)
    shutil.copytree(first, place)


def pages(made: Path, docs: Path, languages: tuple[str, ...], site_url: str = "") -> Iterator[tuple[str, Source]]:
    """Every page by its name in the site; all find the theme at ``assets/theme``.

    The one for missing addresses stands at the root: it speaks all languages, and its own addresses start from the
    first one's folder (docs/theme/404.html).
    """
    root = urlsplit(site_url).path.rstrip("/")
    first = languages[0]
    theme = (f"{root}/{first}/", f"{root}/") if site_url else ("./", "../")
    yield MISSING, Source(made / first / MISSING, theme=theme, from_root=bool(site_url))
    for language in languages:
        for file in sorted((made / language).rglob("*.html")):
            path = file.relative_to(made / language)
            if path.as_posix() != MISSING:
                up = "../" * (len(path.parts) - 1)
                markdown = docs / language / path.with_suffix(".md")
                yield (
                    f"{language}/{path.as_posix()}",
                    Source(file, markdown if markdown.is_file() else None, (up, f"../{up}")),
                )


def _must_be_alike(one: Path, other: Path) -> None:
    names = {file.relative_to(folder) for folder in (one, other) for file in folder.rglob("*") if file.is_file()}
    for name in sorted(names):
        there = (one / name).is_file() and (other / name).is_file()
        if not there or not filecmp.cmp(one / name, other / name, shallow=False):
            raise SharingProblem(f"{one / name} and {other / name} must be the same file")
