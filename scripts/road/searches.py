"""What a machine finds when it looks for a value that is called not stated: figures near the words looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from calculator.literals import fold
from scripts.road.division import Division
from scripts.road.model import Answered, Document, Scale, Searched
from scripts.road.texts import OfficialText, Span

NEAR = 20  # characters, spaces not counted
_UNITS = "个|种|类|项|次|遍|人|份|级|层|家|名|条|成|倍|元|天|日|周|月|年|小时|分钟|分之|重"
# A numeral that only counts off (第三次, 2. before a heading) or belongs to a word (进一步) is no figure.
_FIGURE = re.compile(
    r"\d{4}[年-]\d{1,2}(?:[月-]\d{1,2})?|\d{1,2}月\d{1,2}|(?<![第\d.])\d+(?:\.\d+)?"
    rf"|(?<![第一二两三四五六七八九十百千])[一二两三四五六七八九十百千]+(?={_UNITS})"
)
_COUNTS_OFF = re.compile(r"\d{1,2}[.、](?!\d)")
_BEFORE_A_HEADING = "。；;：:"


def searches(document: Document) -> Iterator[tuple[str, Searched]]:
    """Every search of a document, by what it was for."""
    ends = document.holds
    for name, stated in (
        ("number", document.number),
        ("issued", document.issued),
        ("holds.from", ends.from_),
        ("holds.until", ends.until),
    ):
        if stated.searched:
            yield name, stated.searched
    for provision in document.provisions:
        for value in provision.values:
            if value.searched:
                yield f"{provision.id}/{value.name}", value.searched


class Searcher:
    """Looks through one text for the figures that a search must account for."""

    def __init__(self, document: Document, division: Division) -> None:
        self._division = division
        self._text = division.text
        left_out = [span for _, span in division.left_out]  # not part of the document, so not searched
        self._figures = [at for at in _figures(division.text) if not _in_any(at, left_out)]
        self._stated = list(_stated(document, division))

    def figures_near(self, searched: Searched) -> list[Span]:
        """Where figures stand near words that were looked for, in the clauses that were searched."""
        whole, parts = (0, len(self._text.text)), self._division.parts
        where = [whole] if searched.clauses == "all" else [parts.get(str(id), (0, 0)) for id in searched.clauses]
        words = [at for word in searched.looked_for for at in self._text.every(word) if _in_any(at, where)]
        figures = [at for at in self._figures if _in_any(at, where)]
        return [figure for figure in figures if any(self._near(figure, word) for word in words)]

    def unanswered(self, searched: Searched) -> list[Span]:
        """Those that neither the quote of a stated value or date nor an answer accounts for."""
        known = [*self._stated, *(at for one in searched.answered for at in self._text.every(one.quote))]
        return [figure for figure in self.figures_near(searched) if not _in_any(figure, known)]

    def idle(self, searched: Searched) -> list[Answered]:
        """Answers that account for no figure."""
        near = self.figures_near(searched)
        return [
            one for one in searched.answered if not any(_in_any(figure, self._text.every(one.quote)) for figure in near)
        ]

    def _near(self, one: Span, other: Span) -> bool:
        first, second = sorted((one, other))
        return self._text.index(second[0]) - self._text.index(first[1]) < NEAR


def loose_figures(document: Document, division: Division) -> set[str]:
    """The figures of quotes that the text has not and of values without a quote of their own: told already, they may
    be those that stand near words looked for."""
    lost: list[str] = []
    for provision in document.provisions:
        lost += [quote for quote in provision.quotes.values() if not division.text.find(quote)]
        for value in provision.values:
            said = "".join(fold(provision.quotes.get(name, "")) for name in value.rests_on)
            given = str(value.value.plain() if isinstance(value.value, Scale) else value.value)
            if not value.is_open and not {*_FIGURE.findall(fold(given))} <= {*_FIGURE.findall(said)}:
                lost.append(given)
    return {figure for words in lost for figure in _FIGURE.findall(fold(words))}


def _in_any(one: Span, others: Iterable[Span]) -> bool:
    return any(start <= one[0] and one[1] <= end for start, end in others)


def _figures(text: OfficialText) -> Iterator[Span]:
    for match in _FIGURE.finditer(text.folded):
        at = match.start()
        begins_line = at == 0 or "\n" in text.text[text.places[at - 1] : text.places[at]]
        if _COUNTS_OFF.match(text.folded, at) and (begins_line or text.folded[at - 1] in _BEFORE_A_HEADING):
            continue
        yield text.places[at], text.places[match.end() - 1] + 1


def _stated(document: Document, division: Division) -> Iterator[Span]:
    """Where the quotes stand that state a value, a target's figure or a date of the document."""
    for stated in (document.number, document.issued, document.holds.from_, document.holds.until):
        if stated.quote and (at := division.text.find(stated.quote)):
            yield at
    for provision in document.provisions:
        figures = [quote for value in provision.values if not value.is_open for quote in value.rests_on]
        for quote in [*figures, *(one.quote for one in provision.targets if one.value)]:
            if at := division.quotes.get(f"{provision.id}.{quote}"):
                yield at
