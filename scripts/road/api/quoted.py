"""Quotes and dates as records: the words, where they stand in the official text, and how a date is known."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from calculator.literals import is_approximate, read
from scripts.road.model import (
    Bilingual,
    Concept,
    Document,
    From,
    Given,
    Provision,
    Rule,
    Scale,
    Searched,
    Stated,
    Value,
)

Record = dict[str, Any]


class Proofs:
    """What ``policy_data/verified`` tells: against which text a document's quotes were found, and where in it."""

    def __init__(self, folder: Path, documents: Iterable[Document]) -> None:
        files = {str(document.id): folder / f"{document.id}.json" for document in documents}
        self._told = {id: json.loads(file.read_text("utf-8")) for id, file in files.items() if file.is_file()}

    def text(self, document: Document) -> Record | None:
        """Which official text was at hand and how much of it the provisions tell; ``None``: none was."""
        told = self._told.get(str(document.id))
        return told and {
            "sha256": told["text_sha256"],
            "verified_on": told["verified_on"],
            "quotes_found": len(told["quotes"]),
            "sentences": told["sentences"],
            "unclaimed": told["unclaimed"],
        }

    def quote(self, document: Document, provision: Provision, name: str) -> Record:
        """``{"name", "text", "position"}``; the position is (start, end), half-open, in characters of the text."""
        position = self._found(document, "quotes").get(f"{provision.id}.{name}")
        return {"name": name, "text": provision.quotes[name], "position": position}

    def part(self, document: Document, provision: Provision) -> list[int] | None:
        """Where a provision's part of the official text stands."""
        found: list[int] | None = self._found(document, "parts").get(str(provision.id))
        return found

    def left_out(self, document: Document) -> list[Record]:
        """``{"position", "why"}`` of each stretch of the text that is no part of the document."""
        found = self._told.get(str(document.id), {}).get("left_out", [])
        places = found if len(found) == len(document.left_out) else [None] * len(document.left_out)
        return [{"position": at, "why": both(one.why)} for at, one in zip(places, document.left_out, strict=True)]

    def searched(self, document: Document, name: str, where: Searched | None) -> Record | None:
        """Where and for what a text was searched, and where figures stand near the words that were looked for."""
        if where is None:
            return None
        clauses = "all" if where.clauses == "all" else [document.clause(clause) for clause in where.clauses]
        answered = [{"quote": one.quote, "why": both(one.why)} for one in where.answered]
        near = self._found(document, "figures_near").get(name)
        return {"clauses": clauses, "looked_for": where.looked_for, "answered": answered, "figures_near": near}

    def _found(self, document: Document, what: str) -> Record:
        found: Record = self._told.get(str(document.id), {}).get(what, {})
        return found

    def stated(self, document: Document, name: str, stated: Stated) -> Record:
        """A date or number with how it is known; ``comes_to`` is the value or, where there is none, the one assumed."""
        return {
            "value": stated.value,
            "comes_to": document.resolved(stated),
            "state": stated.state,
            "clause": stated.clause and document.clause(stated.clause),
            "quote": stated.quote and self._same_words(document, stated),
            "searched": self.searched(document, name, stated.searched),
            "assume": stated.assume,
            "reading": stated.reading,
            "why": both(stated.why),
        }

    def _same_words(self, document: Document, stated: Stated) -> Record:
        """The quote, with the name and position of its clause's quote where that has the very same words."""
        for provision in document.provisions:
            for name, words in provision.quotes.items():
                if provision.id == stated.clause and words == stated.quote:
                    return self.quote(document, provision, name)
        return {"name": None, "text": stated.quote, "position": None}

    def starts(self, document: Document, provision: Provision, day: From | None) -> Record | None:
        """A day of its own, with the quote that says so; ``None`` where the document's own dates count."""
        return None if day is None else {"date": day.value, "quote": self.quote(document, provision, day.quote)}


def both(words: Bilingual | None) -> Record | None:
    """Words in both languages."""
    return None if words is None else {"zh": words.zh, "en": words.en}


def interval(document: Document | None, thing: Value | Rule | None = None, ended: str | None = None) -> Record:
    """``{"from", "until"}``, half-open: a value's or rule's own days, else those of its document, to the day on which
    another document ``ended`` it. What a document ends held until the document began, nobody says from when."""
    first, until = (thing.from_, thing.until) if thing else (None, None)
    if document is None:
        return {"from": first and first.value, "until": until and until.value}
    if isinstance(thing, Value) and thing.state == "superseded":
        return {"from": None, "until": document.resolved(document.holds.from_)}
    return {
        "from": first.value if first else document.resolved(document.holds.from_),
        "until": min(
            filter(None, (until.value if until else document.resolved(document.holds.until), ended)), default=None
        ),
    }


def literal(concept: Concept, value: Given | Scale | None) -> Record:
    """A literal as ``printed``, as ``value`` in machine form (``calculator.literals``), with what is said of it."""
    if value is None:
        return {"printed": None, "value": None, "none": False, "approximate": False}
    printed = value.plain() if isinstance(value, Scale) else str(value)
    machine = read(concept.kind, printed, concept.may_be == "none")
    return {"printed": printed, "value": machine, "none": machine is None, "approximate": is_approximate(printed)}


def numbered(ids: Iterable[str]) -> list[str]:
    """The ids; of equal ones the second gets "-2", the third "-3"."""
    seen: dict[str, int] = {}
    told = []
    for id in ids:
        seen[id] = seen.get(id, 0) + 1
        told.append(id if seen[id] == 1 else f"{id}-{seen[id]}")
    return told
