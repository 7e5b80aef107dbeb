"""The tables of the API, made part by part: what all documents share, then document by document.

A document's part of a table is made with no other document at hand. So it can be kept until something of that document
or of what all share changes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from scripts.road.api import documents, vocabulary
from scripts.road.api.columns import COLUMNS, as_csv
from scripts.road.api.quoted import Proofs, Record
from scripts.road.kept import AFRESH, Kept, digest_of
from scripts.road.model import Document, Policy
from scripts.road.words import Language, Words

_DOCUMENTS: dict[str, Callable[[Policy, Proofs], list[Record]]] = {
    "documents": documents.documents,
    "provisions": documents.provisions,
    "values": documents.values,
    "obligations": documents.obligations,
    "targets": documents.targets,
}
_VOCABULARY: dict[str, Callable[[Policy], list[Record]]] = {
    "concepts": vocabulary.concepts,
    "keys": vocabulary.keys,
    "groups": vocabulary.groups,
    "regions": vocabulary.regions,
    "topics": vocabulary.topics,
    "glossary": vocabulary.glossary,
    "readings": vocabulary.readings,
    "assumptions": vocabulary.assumptions,
    "hints": vocabulary.hints,
    "profiles": vocabulary.profiles,
    "cases": vocabulary.cases,
    "shown": documents.shown,
}
# In the order in which the page tells of them.
NAMES = (
    *("documents", "provisions", "values", "rules", "shown", "obligations", "targets", "concepts", "keys", "groups"),
    *("regions", "topics", "glossary", "readings", "assumptions", "hints", "profiles", "calculators", "cases"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """Some records of a table: how many, and what they are in its files."""

    count: int
    json: str
    csv: str
    heading: str  # of the CSV, where there are records


@dataclass(frozen=True, slots=True)
class Tables:
    """Makes every part; ``families`` holds ``calculator.schema`` of each calculator by name."""

    policy: Policy
    families: Mapping[str, Any]
    words: dict[Language, Words]
    verified: Path
    kept: Kept = AFRESH

    def parts(self, name: str) -> Iterator[Part]:
        """The parts of a table that have records."""
        if name in _VOCABULARY:
            yield _part(name, _VOCABULARY[name](self.policy))
        elif name == "calculators":
            yield _part(name, vocabulary.calculators(self.policy, self.families))
        else:
            if name == "rules":  # those that no document states
                yield _part(name, self._records(name, replace(self.policy, documents=[])))
            for document in self.policy.documents:
                part = self._of(name, document)
                if part.count:
                    yield part

    def _of(self, name: str, document: Document) -> Part:
        proof = digest_of([self.verified / f"{document.id}.json"])
        alone = replace(self.policy, documents=[document], frame=[])
        key = f"{self.policy.seen_by(document)} {proof}"
        return self.kept.of(f"publish/{document.id}/{name}", key, lambda: _part(name, self._records(name, alone)))

    def _records(self, name: str, policy: Policy) -> list[Record]:
        proofs = Proofs(self.verified, policy.documents)
        if name == "rules":
            return documents.rules(policy, proofs, self.words)
        return _DOCUMENTS[name](policy, proofs)


def _part(name: str, records: list[Record]) -> Part:
    """Each record in a line of its own."""
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    heading, rows = as_csv(name, records) if name in COLUMNS else ("", "")
    return Part(len(records), lines, rows, heading)
