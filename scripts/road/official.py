"""An official text as a document's page shows it: cut into its provisions' parts, with every quote marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from scripts.road.division import Division, divide
from scripts.road.model import Bilingual, Document, Provision
from scripts.road.texts import OfficialText, Span

_BREAKS = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text. Quotes are told by their numbers on the page, which count from 1 in each provision."""

    text: str
    quote: int | None = None  # the quote that it is marked as
    begins: tuple[int, ...] = ()  # the quotes that begin here


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that no provision has, and why where they are left out for a reason."""

    text: str
    why: Bilingual | None


class ShownText:
    """The official text of one document."""

    def __init__(self, document: Document, text: OfficialText) -> None:
        self._division = divide(document, text)

    def part(self, provision: Provision) -> list[Piece]:
        """A provision's part in pieces; none where it was not found."""
        part = self._division.parts.get(str(provision.id))
        return list(_pieces(self._division, part, self._quotes(provision))) if part else []

    def marked(self, provision: Provision) -> set[int]:
        """The quotes that are marked in the part of their provision."""
        return set(self._quotes(provision))

    def without_provision(self) -> list[Stretch]:
        """What the text has beside the provisions' parts, in its order."""
        found: list[tuple[Span, Bilingual | None]] = [(span, None) for span in self._division.unclaimed]
        found += [(span, one.why) for one, span in self._division.left_out]
        text = self._division.text.text
        return [Stretch(_lines(text[start:end]), why) for (start, end), why in sorted(found, key=lambda one: one[0])]

    def _quotes(self, provision: Provision) -> dict[int, Span]:
        """Where the quotes stand that lie in their provision's part, by their number."""
        start, end = self._division.parts.get(str(provision.id), (0, 0))
        places = enumerate(self._division.quotes_of(provision), 1)
        return {number: at for number, at in places if at and start <= at[0] and at[1] <= end}


def _pieces(division: Division, part: Span, quotes: dict[int, Span]) -> Iterator[Piece]:
    """Cut at every edge of a quote. Where quotes overlap, each is marked somewhere as far as there are pieces."""
    edges = sorted({*part, *(edge for span in quotes.values() for edge in span)})
    marked: set[int] = set()
    for start, end in pairwise(edges):
        over = [number for number, (first, last) in quotes.items() if first <= start and end <= last]
        over.sort(key=lambda number: (number in marked, quotes[number][1] - quotes[number][0]))
        marked.update(over[:1])
        begins = tuple(number for number, (first, _) in quotes.items() if first == start)
        yield Piece(_lines(division.text.text[start:end]), over[0] if over else None, begins)


def _lines(text: str) -> str:
    """The text with one line break wherever it has any."""
    return _BREAKS.sub("\n", text)
