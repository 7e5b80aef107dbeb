"""What is wrong with the data: each finding names its place, what was found, what was expected and the nearest right
word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple


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


class Findings(list[Finding]):
    """All findings of a run, gathered in one pass."""

    def add(self, at: Place, found: str, expected: str, *, known: Iterable[str] = (), word: str | None = None) -> None:
        """Add an error; of the ``known`` words the one nearest to ``word`` is named."""
        near = get_close_matches(word, list(known), 1, 0.5) if word else []
        self.append(Finding(at, found, expected + (f' (did you mean "{near[0]}"?)' if near else "")))

    def warn(self, at: Place, found: str, expected: str) -> None:
        """Add something that does not stop a build."""
        self.append(Finding(at, found, expected, is_error=False))

    @property
    def errors(self) -> list[Finding]:
        """The findings that stop a build, in the order of their places."""
        return sorted(finding for finding in self if finding.is_error)
