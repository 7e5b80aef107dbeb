"""Coverage of the official texts: no sentence that nobody tells of, no figure that a search passed over."""

from __future__ import annotations

from calculator.literals import fold
from scripts.road.checks.known import Known
from scripts.road.division import Division, divide
from scripts.road.findings import Place
from scripts.road.model import Document
from scripts.road.searches import Searcher, loose_figures, searches
from scripts.road.texts import Span, Texts

SHORTEST = 5  # characters; what is shorter says nothing by itself


def check_coverage(known: Known, texts: Texts) -> None:
    """Every document whose text is at hand: its parts, its sentences, its searches."""
    for document in known.documents.values():
        if text := texts.get(str(document.id)):
            division = divide(document, text)
            _check_parts(document, division, known)
            _check_clauses(document, division, known)
            _check_sentences(document, division, known)
            _check_searches(document, division, known)


def _check_parts(document: Document, division: Division, known: Known) -> None:
    for edge in division.lost:
        known.findings.add(
            edge.at, f'"{edge}"', f"words that stand in {document.id}.txt behind the part of the provision before"
        )
    for quote in division.astray:
        known.findings.add(
            quote.at,
            f'"{quote}", which stands before the part of the provision before',
            "provisions in the order of the text, each with words of its own; what they share is a provision itself",
        )
    for quote in division.ahead:
        known.findings.add(
            quote.at,
            f'"{quote}", which stands behind the beginning of the next provision',
            "words of this provision's own part of the text",
        )


def _check_clauses(document: Document, division: Division, known: Known) -> None:
    """What is said to stand in a clause stands in its part of the text."""
    dated = (document.number, document.issued, document.holds.from_, document.holds.until)
    said = [(stated.quote, stated.clause) for stated in dated if stated.quote and stated.clause]
    quoted = {str(provision.id): provision.quotes for provision in document.provisions}
    ids = [str(provision.id) for provision in document.provisions]
    for words, clause in [*said, *((word.printed, word.clause) for word in document.words)]:
        spans = list(division.text.every(words))
        part = division.parts.get(str(clause)) if ids.count(str(clause)) == 1 else None
        if (
            spans
            and part
            and quoted.get(str(clause))
            and not any(part[0] <= start and end <= part[1] for start, end in spans)
        ):
            at = next((id for id, (first, last) in division.parts.items() if first <= spans[0][0] < last), None)
            expected = f"the clause that has these words: {at}" if at else "the clause that has these words"
            known.findings.add(clause.at, f'"{clause}", which does not have "{_short(words)}"', expected)


def _check_sentences(document: Document, division: Division, known: Known) -> None:
    """In a document that is called complete, what no provision tells of is at least left out for a reason."""
    if not document.complete:
        return
    for start, end in division.unclaimed:
        said = division.text.text[start:end]
        if len(fold(said)) >= SHORTEST:
            before = [p for p in document.provisions if division.parts.get(str(p.id), (end, end))[1] <= start]
            known.findings.warn(
                before[-1].at if before else document.at,
                f'a sentence of {document.id}.txt that no provision has ("{_short(said)}")',
                'a provision whose "part" takes it in, or an entry of "left_out" that says why it is none',
            )


def _check_searches(document: Document, division: Division, known: Known) -> None:
    searcher = Searcher(document, division)
    loose = loose_figures(document, division)
    passed_over: dict[Span, list[Place]] = {}
    for _, searched in searches(document):
        for one in searched.answered:
            if division.text.find(one.quote) is None:
                known.findings.add(one.quote.at, f'"{one.quote}"', f"words that stand in {document.id}.txt")
        for figure in searcher.unanswered(searched):
            if fold(division.text.text[slice(*figure)]) in loose:
                continue
            passed_over.setdefault(figure, []).append(searched.at)
        for idle in searcher.idle(searched):
            if division.text.find(idle.quote):
                known.findings.add(
                    idle.quote.at, f'"{idle.quote}", which answers nothing', "words with a figure near those looked for"
                )

    for figure, places in passed_over.items():
        more = f" (and so in {len(places) - 1} more searches)" if len(places) > 1 else ""
        known.findings.add(
            min(places),
            f"a figure near the words looked for: {_around(figure, division)}{more}",
            'the value that it states, or an entry of "answered" that says why it is another',
        )


def _around(figure: Span, division: Division) -> str:
    """A figure in the words around it."""
    text, (start, end) = division.text.text, figure
    return f'"{_short(text[max(0, start - 12) : start])}[{text[start:end]}]{_short(text[end : end + 12])}"'


def _short(said: str) -> str:
    line = " ".join(said.split())
    return line if len(line) <= 24 else f"{line[:24]}…"
