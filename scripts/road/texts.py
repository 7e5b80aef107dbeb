"""Official texts, where an office has them: folded for comparison, cut into sentences, with every place remembered."""

from __future__ import annotations

import os
import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from calculator.literals import fold
from scripts.road.problem import Problem

VARIABLE = "POLICY_SOURCES"
Span = tuple[int, int]  # start and end in a text, half-open

_WORD = re.compile(r"\w")
_SENTENCE = re.compile(r"[^\n。！？!?]*[。！？!?]+[”’』」》）)]*|[^\n。！？!?]+")


class TextsProblem(Problem):
    """The official texts that were named cannot be had; the message says which and why."""


@dataclass(frozen=True)
class OfficialText:
    """One text with a folded form (NFKC, no spaces), each folded character's place in the text, and its sentences."""

    text: str
    sha256: str
    folded: str
    places: array[int]
    sentences: list[Span] = field(default_factory=list)

    def find(self, quote: str, after: int = 0, *, reaching: int = 0) -> Span | None:
        """Where a quote stands first at or behind ``after``, ending at or behind ``reaching``; ``None``: nowhere."""
        wanted = fold(quote)
        if not wanted:
            return None
        start = max(self.index(after), self.index(reaching) - len(wanted))
        at = self.folded.find(wanted, start)
        return None if at < 0 else self._span(at, len(wanted))

    def index(self, place: int) -> int:
        """Which folded character stands first at or behind a place of the text."""
        return bisect_left(self.places, place)

    def every(self, quote: str) -> Iterator[Span]:
        """All places where a quote stands."""
        wanted = fold(quote)
        at = self.folded.find(wanted) if wanted else -1
        while at >= 0:
            yield self._span(at, len(wanted))
            at = self.folded.find(wanted, at + 1)

    def sentence(self, at: int) -> Span:
        """The sentence, or line without an end of a sentence, that a place lies in."""
        return next((one for one in self.sentences if one[0] <= at < one[1]), (at, at + 1))

    def _span(self, at: int, length: int) -> Span:
        return self.places[at], self.places[at + length - 1] + 1


Texts = dict[str, OfficialText]


def read_text(text: str) -> OfficialText:
    """Fold a text once, remembering where each character came from."""
    folded, places = [], array("I")  # of a list each number would take nine times as much
    for place, character in enumerate(text):
        for plain in unicodedata.normalize("NFKC", character):
            if not plain.isspace():
                folded.append(plain)
                places.append(place)
    digest = sha256(text.encode("utf-8")).hexdigest()
    return OfficialText(text, digest, "".join(folded), places, list(_sentences(text)))


def _sentences(text: str) -> Iterator[Span]:
    for match in _SENTENCE.finditer(text):
        said = match.group()
        if _WORD.search(said):
            yield match.start() + len(said) - len(said.lstrip()), match.start() + len(said.rstrip())


def find_texts(root: Path, folder: Path | None, ids: list[str]) -> Texts | None:
    """The texts of the documents from ``folder``, the variable POLICY_SOURCES, or ``shared/sources`` beside the
    checkout.

    ``None`` when no folder is given and none is found; raises :class:`TextsProblem` for a given folder that is not
    there, and for a text that is not UTF-8.
    """
    named = folder or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if named is not None and not named.is_dir():
        raise TextsProblem(f"found no folder {named}; expected one with official texts named <document id>.txt")
    chosen = named or root.parent / "shared" / "sources"
    found = {name: chosen / f"{name}.txt" for name in ids if (chosen / f"{name}.txt").is_file()}
    if named is None and not found:
        return None
    return {name: read_text(_text_of(path)) for name, path in found.items()}


def _text_of(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TextsProblem(
            f"{path}: found an official text that is not UTF-8 (at byte {error.start}); expected it saved in UTF-8"
        ) from None
