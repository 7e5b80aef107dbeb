"""What is wrong with the data: each finding names its place, what was found, what was expected and the nearest right
word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

LEAST_ALIKE = 0.55  # of two words, as difflib measures it; less would name words that nobody meant
MOST_ALIKE = 5  # findings that say the same, told one by one


class Place(NamedTuple):
    """Where in the data something stands; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to mend (or, as a warning, to know)."""

    at: Place
    found: str
    expected: str
    is_error: bool = True

    def __str__(self) -> str:
        kind = "" if self.is_error else "warning: "
        return f"{self.at}: {kind}found {self.found}; expected {self.expected}"


def nearest(word: str | None, known: Iterable[str]) -> list[str]:
    """The one of the ``known`` words that is nearest to a word, whether letters are capital or not; none if none is."""
    if not word:
        return []
    alike = {one.lower(): one for one in known}
    words = get_close_matches(word.lower(), list(alike), 1, 0.5 if len(word) < 3 else LEAST_ALIKE)
    return [alike[one] for one in words]


def with_article(what: str) -> str:
    """A word with "a" or "an" before it."""
    return f"{'an' if what[0] in 'aeiou' else 'a'} {what}"


def told(findings: Iterable[Finding]) -> Iterator[str]:
    """The findings in the order of their places, a line each; what is found alike in many places is told at the first,
    with all the others by file and line."""
    alike: dict[tuple[str, str, bool], list[Place]] = {}
    for one in sorted(findings):
        alike.setdefault((one.found, one.expected, one.is_error), []).append(one.at)
    for (found, expected, is_error), places in sorted(alike.items(), key=lambda one: one[1]):
        if len(places) <= MOST_ALIKE:
            yield from (str(Finding(at, found, expected, is_error)) for at in places)
            continue
        lines: dict[str, list[str]] = {}
        for at in places[1:]:
            lines.setdefault(at.file, []).append(str(at.line))
        others = "; ".join(f"{file}:{','.join(numbers)}" for file, numbers in lines.items())
        yield f"{Finding(places[0], found, expected, is_error)} (the same in {len(places) - 1} more places: {others})"


class Findings(list[Finding]):
    """All findings of a run, gathered in one pass."""

    def add(self, at: Place, found: str, expected: str, *, known: Iterable[str] = (), word: str | None = None) -> None:
        """Add an error; of the ``known`` words the one nearest to ``word`` is named."""
        near = nearest(word, known)
        self.append(Finding(at, found, expected + (f' (did you mean "{near[0]}"?)' if near else "")))

    def warn(self, at: Place, found: str, expected: str) -> None:
        """Add something that does not stop a build."""
        self.append(Finding(at, found, expected, is_error=False))

    @property
    def errors(self) -> list[Finding]:
        """The findings that stop a build, in the order of their places."""
        return sorted(finding for finding in self if finding.is_error)
