"""A finished page: its shell with its text in it, led to the theme that both languages share, sealed, looked through.

Pages are handled as bytes and in pieces: one that gathers what many documents say is long, and no second copy of it
should be at hand. What a page holds is kept; only its pieces are put together again.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from scripts.road import seal
from scripts.road.escaping import VERSION
from scripts.road.kept import Kept
from scripts.road.shell import filled


@dataclass(frozen=True, slots=True)
class Source:
    """What a page is made of.

    The addresses of its shell that start with the first of ``theme`` and lead to the theme start with the second
    instead. ``from_root`` is for a page that only a server shows, and so may name its root.
    """

    shell: Path
    markdown: Path | None = None
    theme: tuple[str, str] | None = None
    from_root: bool = False


Lead = tuple[str, str]  # a file of the site, and an anchor there (empty: the file itself)


class Held(NamedTuple):
    """What a page holds."""

    policy: str  # the content security policy that allows its scripts
    problems: list[str]
    anchors: str  # one a line: a page has hundreds
    leads: dict[Lead, str]  # where its links lead to beside the page itself, each with such a link


def finish(name: str, source: Source, kept: Kept) -> tuple[list[bytes], Held]:
    """The page ``name`` of the site in pieces, sealed, and what it holds."""
    shell = source.shell.read_bytes()
    if source.theme:
        shell = _led(shell, *source.theme)
    pieces = filled(shell, source.markdown) if source.markdown else [shell]
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    held = kept.of(f"pack/{name}", f"{digest.hexdigest()} {source.from_root}", partial(_hold, name, source, pieces))
    pieces[0] = seal.seal(pieces[0], held.policy)
    return pieces, held


def dated(pieces: list[bytes], version: str) -> Iterator[bytes]:
    """The pieces of a page with the version of the data where it is told."""
    return (piece.replace(VERSION.encode(), version.encode()) for piece in pieces)


class Links:
    """The links of all pages, to be held against what there is."""

    def __init__(self) -> None:
        self._anchors: dict[str, str] = {}
        self._leads: dict[Lead, tuple[str, str]] = {}  # each with the first page that has it, and the link

    def add(self, name: str, held: Held) -> None:
        """Note what a page has and where it leads."""
        self._anchors[name] = held.anchors
        for lead, link in held.leads.items():
            if lead not in self._leads:
                self._leads[lead] = (name, link)

    def astray(self, files: set[str]) -> Iterator[str]:
        """What leads to no file of the site, or to no place on a page of it, each once."""
        for (file, anchor), (name, link) in self._leads.items():
            if file not in files:
                yield f'{name}: a link to "{link}", but there is no such file'
            elif anchor and file in self._anchors and not _has(self._anchors[file], anchor):
                yield _missing(link, f"{name}: ")


def _missing(link: str, where: str = "") -> str:
    return f'{where}a link to "{link}", but that page has no such anchor'


def _has(anchors: str, anchor: str) -> bool:
    return f"\n{anchor}\n" in anchors


def _led(shell: bytes, old: str, new: str) -> bytes:
    """A shell whose addresses of its language's own copy of the theme lead to the one that is kept."""
    for name in (b"href", b"src"):
        shell = shell.replace(b' %b="%bassets/' % (name, old.encode()), b' %b="%bassets/theme/' % (name, new.encode()))
    return shell


def _hold(name: str, source: Source, pieces: list[bytes]) -> Held:
    page = seal.read(b"".join(pieces).decode("utf-8"), from_root=source.from_root)
    problems, leads = list(page.problems), dict[Lead, str]()
    for link in page.links:
        path, anchor = seal.target(link)
        start = posixpath.join(posixpath.dirname(name), page.base)
        file = posixpath.normpath(posixpath.join(start, path)) if path else name
        if file != name:
            leads[file, anchor] = link
        elif anchor and anchor not in page.ids:
            problems.append(_missing(link))
    return Held(seal.policy(page.scripts), problems, "\n".join(["", *sorted(page.ids), ""]), leads)
