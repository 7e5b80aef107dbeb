"""What both languages have alike is kept once: the theme's files, and the page for addresses that lead nowhere."""

from __future__ import annotations

import filecmp
import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

MISSING = "404.html"


class SharingProblem(Exception):
    """The languages differ where they must not; the message says in which file."""


def share(site: Path, languages: tuple[str, ...], site_url: str = "") -> None:
    """Move the theme's files from each language's folder to ``assets/theme``, the page for missing ones to the root."""
    first, *others = (site / language for language in languages)
    for other in others:
        _must_be_alike(first / "assets", other / "assets")
        shutil.rmtree(other / "assets")
        (other / MISSING).unlink()
    (first / "assets").replace(site / "assets" / "theme")
    # It speaks all languages, and its addresses start from the first one's folder (docs/theme/404.html).
    (first / MISSING).replace(site / MISSING)
    root = urlsplit(site_url).path.rstrip("/")
    _point(site / MISSING, *((f"{root}/{first.name}/", f"{root}/") if site_url else ("./", "../")))
    for folder in (first, *others):
        for page in sorted(folder.rglob("*.html")):
            up = "../" * (len(page.relative_to(folder).parts) - 1)
            _point(page, up, f"../{up}")


def _point(page: Path, old: str, new: str) -> None:
    """Lead a page's addresses from its language's own copy of the theme to the one that is kept."""
    html = page.read_text("utf-8")
    fresh = re.sub(rf'( (?:href|src)="){re.escape(old)}assets/', rf"\g<1>{new}assets/theme/", html)
    page.write_text(fresh, "utf-8", newline="")


def _must_be_alike(one: Path, other: Path) -> None:
    names = {file.relative_to(folder) for folder in (one, other) for file in folder.rglob("*") if file.is_file()}
    for name in sorted(names):
        there = (one / name).is_file() and (other / name).is_file()
        if not there or not filecmp.cmp(one / name, other / name, shallow=False):
            raise SharingProblem(f"{one / name} and {other / name} must be the same file")
