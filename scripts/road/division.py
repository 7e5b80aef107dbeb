"""Which stretch of an official text belongs to which provision, found by the provisions' own quotes."""

from __future__ import annotations

from dataclasses import dataclass, field

from scripts.road.model import Document, Edge, LeftOut, Provision, Quote
from scripts.road.texts import OfficialText, Span


@dataclass(slots=True)
class Division:
    """An official text divided among the provisions of its document; places are those of the text."""

    text: OfficialText
    parts: dict[str, Span] = field(default_factory=dict)  # by provision
    quotes: dict[str, Span] = field(default_factory=dict)  # by "provision.name"
    left_out: list[tuple[LeftOut, Span]] = field(default_factory=list)
    unclaimed: list[Span] = field(default_factory=list)  # sentences of no provision
    lost: list[Edge] = field(default_factory=list)  # edges that were not found
    astray: list[Quote] = field(default_factory=list)  # quotes that stand only before their provision's part
    ahead: list[Quote] = field(default_factory=list)  # quotes that stand only behind the beginning of the next part

    def quotes_of(self, provision: Provision) -> list[Span | None]:
        """Where each quote of a provision stands, in their order."""
        return [self.quotes.get(f"{provision.id}.{name}") for name in provision.quotes]


def divide(document: Document, text: OfficialText) -> Division:
    """Follow the provisions through the text: each has its part behind that of the one before."""
    division = Division(text)
    at = 0
    for number, provision in enumerate(document.provisions, 1):
        after = document.provisions[number] if number < len(document.provisions) else None
        at = _place(provision, division, at, after)
    for one in document.left_out:
        _leave_out(one, division)
    claimed = _joined([*division.parts.values(), *(span for _, span in division.left_out)], text.text)
    division.unclaimed = [
        sentence
        for sentence in text.sentences
        if not any(_inside(sentence, span) for span in claimed)
        and not any(_touch(sentence, span) for span in division.quotes.values())
    ]
    return division


def _place(provision: Provision, division: Division, after: int, later: Provision | None) -> int:
    """Find one provision's part and quotes; returns where the ``later`` one may begin."""
    text, edges = division.text, provision.part
    begins = ends = None
    if edges and edges.begins:
        begins = text.find(edges.begins, after)
        if begins is None:
            division.lost.append(edges.begins)
    first = begins[0] if begins else after
    spans = {name: text.find(quote, first) for name, quote in provision.quotes.items()}
    ahead = {name for name, span in spans.items() if span and later and _is_ahead(span, later, text, first)}
    if not begins and len(ahead) == len(spans):
        ahead = set()  # not a quote is out of its place, but the provision
    found = [begins] if begins else []
    for name, quote in provision.quotes.items():
        span = spans[name]
        if name in ahead:
            division.ahead.append(quote)
        elif span:
            found.append(span)
        elif span := text.find(quote):
            division.astray.append(quote)
        if span:
            division.quotes[f"{provision.id}.{name}"] = span
    if not found:
        return after
    start = first if begins else max(after, text.sentence(min(found)[0])[0])
    reached = max(end for _, end in found)
    if edges and edges.ends:
        ends = text.find(edges.ends, start, reaching=reached)
        if ends is None:
            division.lost.append(edges.ends)
    end = ends[1] if ends else _end(text, reached, later)
    division.parts[str(provision.id)] = (start, end)
    return end


def _is_ahead(span: Span, later: Provision, text: OfficialText, first: int) -> bool:
    """Whether words stand behind where the later provision's own words begin, and those nowhere behind them."""
    marks = _marks(later)
    return all(
        (begins := text.find(mark, first)) and begins[1] <= span[0] and not text.find(mark, span[1]) for mark in marks
    )


def _end(text: OfficialText, reached: int, later: Provision | None) -> int:
    """The end of the sentence that the quotes reach; of the clause only, where the later provision begins in the rest
    of the sentence: what a text gives several groups of people often stands in one sentence."""
    end = text.sentence(reached - 1)[1]
    marks = _marks(later) if later else []
    found = [text.find(mark, reached) for mark in marks]
    begins = min((span[0] for span in found if span), default=end)
    if begins >= end or any(span is None for span in found) or all(text.find(mark, end) for mark in marks):
        return end
    return max(reached, begins)


def _marks(provision: Provision) -> list[Edge | Quote]:
    """The words that lead to a provision's part: where it says that it begins, else all of its quotes."""
    edges = provision.part
    return [edges.begins] if edges and edges.begins else list(provision.quotes.values())


def _leave_out(one: LeftOut, division: Division) -> None:
    """Find a stretch that is left out: the first that no provision and no earlier stretch has."""
    text = division.text
    taken = [*division.parts.values(), *(span for _, span in division.left_out)]
    begins = next((at for at in text.every(one.begins) if not any(_touch(at, span) for span in taken)), None)
    if begins is None:
        division.lost.append(one.begins)
        return
    ends = text.find(one.ends, begins[0], reaching=begins[1]) if one.ends else text.sentence(begins[1] - 1)
    if ends is None:
        division.lost.append(one.ends or one.begins)
        return
    division.left_out.append((one, (begins[0], ends[1])))


def _joined(spans: list[Span], text: str) -> list[Span]:
    """Spans with nothing but space between them made one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _inside(one: Span, other: Span) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


def _touch(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
