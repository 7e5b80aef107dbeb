"""Quotes against the official texts, where these are at hand."""

from __future__ import annotations

from calculator.literals import fold
from scripts.road.checks.known import Known
from scripts.road.checks.quantities import in_chinese
from scripts.road.model import Document, Quote
from scripts.road.reader import LONGEST
from scripts.road.texts import OfficialText, Texts

MOST = 30  # percent of a text that its quotes may come to together
SHORT = 600  # characters: quotes that are few copy no document, though a short text full of figures needs more of it
A_FIGURE = 20  # characters for each figure: quotes that carry little else copy no document either, however full of them


def check_quotes(known: Known, texts: Texts) -> None:
    """Every quote stands in its text, and the quotes stay short together."""
    for document in known.documents.values():
        text = texts.get(str(document.id))
        if text is None:
            known.findings.warn(
                document.id.at,
                f"no official text for {document.id}",
                f"{document.id}.txt beside the others; its quotes stay unverified",
            )
            continue
        for quote in _quotes(document):
            if text.find(quote) is None and len(quote) <= LONGEST[Quote][0]:  # a longer one has been told already
                known.findings.add(quote.at, f'"{quote}"', f"words that stand in {document.id}.txt{_near(quote, text)}")
        for word in document.words:
            if text.find(word.printed) is None:
                known.findings.add(word.printed.at, f'"{word.printed}"', f"words that stand in {document.id}.txt")
        length = sum(len(fold(quote)) for p in document.provisions for quote in p.quotes.values())
        if length * 100 > MOST * len(text.folded):
            share = f"{MOST}% of the text, which has {len(text.folded)}"
            allowed = max(SHORT, A_FIGURE * _figures(document))
            if length <= allowed:
                known.findings.warn(
                    document.at,
                    f"quotes of {length} characters together, more than {share}",
                    f"fewer if they can be spared; a text as full of figures may need up to {allowed}",
                )
            else:
                most = f"at most {share}; or {SHORT}, or {A_FIGURE} for each of their figures"
                known.findings.add(document.at, f"quotes of {length} characters together", most)


def _figures(document: Document) -> int:
    """How many figures the quotes of a document carry."""
    return sum(in_chinese(quote, ones=True).total() for p in document.provisions for quote in p.quotes.values())


def _quotes(document: Document) -> list[Quote]:
    dated = [document.number, document.issued, document.holds.from_, document.holds.until]
    return [q for p in document.provisions for q in p.quotes.values()] + [
        stated.quote for stated in dated if stated.quote
    ]


def _near(quote: str, text: OfficialText) -> str:
    """Where the text has the longest beginning of the quote, and how it goes on there."""
    folded = fold(quote)
    for length in range(len(folded) - 1, 3, -1):
        at = text.folded.find(folded[:length])
        if at >= 0:
            return f' (the text has "{text.folded[at : at + len(folded)]}")'
    return ""
