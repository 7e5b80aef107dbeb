"""What a page needs to know about the whole of the data: names by id, and where a clause stands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote as in_url

from scripts.road.doubts import Doubts
from scripts.road.findings import Place
from scripts.road.kept import digest_of
from scripts.road.model import (
    Assumption,
    Concept,
    Document,
    Group,
    Key,
    Policy,
    Provision,
    Reading,
    Region,
    Rule,
    Topic,
)
from scripts.road.problem import Problem


class RenderProblem(Problem):
    """The data asks for a page that cannot be made; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A provision with the document it stands in."""

    document: Document
    provision: Provision

    @property
    def at(self) -> Place:
        """Where it stands in the data."""
        return self.provision.at

    @property
    def href(self) -> str:
        """Its permanent address, from the root of a language's site."""
        return f"documents/{self.document.id}.html#{in_url(str(self.provision.id))}"


@dataclass(frozen=True, slots=True)
class Proof:
    """Against which text a document was checked, as ``policy_data/verified`` tells.

    ``figures_near`` counts, for each search, the figures that stand near the words that were looked for.
    """

    on: str
    sha256: str
    quotes: frozenset[str]
    figures_near: Mapping[str, int]


class Shelf:
    """The data, looked up by id. An unknown id names the place that uses it."""

    def __init__(self, policy: Policy, root: Path) -> None:
        self.policy = policy
        self._concepts = {str(one.id): one for one in policy.concepts}
        self._groups = {str(one.id): one for one in policy.groups}
        self._keys = {str(one.id): one for one in policy.keys}
        self._readings = {str(one.id): one for one in policy.readings}
        self._assumptions = {str(one.id): one for one in policy.assumptions}
        self._regions = {str(one.code): one for one in policy.regions}
        self._topics = {str(one.id): one for one in policy.topics}
        self._doubts = Doubts(policy.readings)
        self._layers = {
            name: {str(layer): names for layer, names in words.get("layers", {}).items()}
            for name, words in policy.words.items()
        }
        self.proofs = {str(document.id): _proof(root, str(document.id)) for document in policy.documents}
        self._verified = root / "policy_data" / "verified"
        self._kept_under: dict[str, str] = {}
        # The last day (ISO) on which quotes were held against their official text; empty where none ever were.
        self.checked_on = max((proof.on for proof in self.proofs.values() if proof), default="")
        self._hold(policy.documents)

    def _hold(self, documents: list[Document]) -> None:
        """Find the clauses of these documents, and which of them rest on which reading or assumption."""
        self._clauses = {
            document.clause(provision.id): Clause(document, provision)
            for document in documents
            for provision in document.provisions
        }
        self._by_reading: dict[str, list[str]] = {}
        self._by_assumption: dict[str, list[str]] = {}
        for id, clause in self._clauses.items():
            provision = clause.provision
            for reading in dict.fromkeys(map(str, provision.readings)):
                self._by_reading.setdefault(reading, []).append(id)
            in_rules = [one for rule in provision.rules for one in rule.assumptions]
            for assumption in dict.fromkeys(map(str, [*provision.assumptions, *in_rules])):
                self._by_assumption.setdefault(assumption, []).append(id)

    def key_of(self, document: Document) -> str:
        """The digest of all that can be known of one document: what it is kept under."""
        id = str(document.id)
        if id not in self._kept_under:
            proof = digest_of([self._verified / f"{id}.json"], self.checked_on)
            self._kept_under[id] = f"{self.policy.seen_by(document)} {proof}"
        return self._kept_under[id]

    def only(self, document: Document) -> Shelf:
        """The shelf with this document and no other on it."""
        alone = copy(self)
        alone.policy = replace(self.policy, documents=[document])
        alone._hold([document])
        alone.proofs = {str(document.id): self.proofs[str(document.id)]}
        return alone

    def concept(self, id: str, at: Place) -> Concept:
        return _found(self._concepts, id, "concept", at)

    def group(self, id: str, at: Place) -> Group:
        return _found(self._groups, id, "group", at)

    def key(self, id: str, at: Place) -> Key:
        return _found(self._keys, id, "key", at)

    def reading(self, id: str, at: Place) -> Reading:
        return _found(self._readings, id, "reading", at)

    def assumption(self, id: str, at: Place) -> Assumption:
        return _found(self._assumptions, id, "assumption", at)

    def topic(self, id: str, at: Place) -> Topic:
        return _found(self._topics, id, "topic", at)

    def clause(self, id: str) -> Clause | None:
        """A clause by its full id; ``None`` where it is not entered yet."""
        return self._clauses.get(str(id))

    def by_document(self, ids: Iterable[str]) -> list[tuple[Document, list[Clause]]]:
        """The clauses that are entered, document by document; of those that share their path the first."""
        found: dict[str, tuple[Document, dict[str, Clause]]] = {}
        for clause in filter(None, map(self.clause, ids)):
            own = found.setdefault(str(clause.document.id), (clause.document, {}))[1]
            own.setdefault(str(clause.provision.path), clause)
        return [(document, list(own.values())) for document, own in found.values()]

    def places(self, code: str, at: Place) -> list[Region]:
        """A region and those it lies in, the widest first and the nation left out."""
        line = [_found(self._regions, code, "region", at)]
        while line[0].within is not None:
            line.insert(0, _found(self._regions, line[0].within, "region", line[0].at))
        return [region for region in line if region.level != "nation"] or line

    def clauses(self) -> list[Clause]:
        """Every clause of every document, in the order of the data."""
        return list(self._clauses.values())

    def lies_in(self, code: str, at: Place) -> list[str]:
        """The codes of a region and of those it lies in, the nearest first."""
        region = _found(self._regions, code, "region", at)
        above = [] if region.within is None else self.lies_in(str(region.within), region.at)
        return [str(region.code), *above]

    def readings_of(self, clause: str) -> list[Reading]:
        """The readings that name a clause, and those that the clause itself names."""
        found = self.clause(clause)
        return self._doubts.of(clause, found.provision if found else None)

    def clauses_of_reading(self, reading: Reading) -> list[str]:
        """The ids of the clauses that can be read two ways, told by the reading or by the clause."""
        told = [str(clause) for clause in reading.clauses]
        return told + [id for id in self._by_reading.get(str(reading.id), ()) if id not in told]

    def clauses_of_assumption(self, id: str) -> list[str]:
        """The ids of the clauses that rest on an assumption, themselves or in a rule of theirs."""
        return self._by_assumption.get(str(id), [])

    def layers(self, calculator: str) -> dict[str, dict[str, str]]:
        """The layers that a calculator computes, with their names."""
        return self._layers[calculator]

    def rules(self) -> list[tuple[Clause, Rule]]:
        """Every rule of every document with its clause."""
        return [(clause, rule) for clause in self._clauses.values() for rule in clause.provision.rules]


def _found(table: dict[str, Any], id: str, what: str, at: Place) -> Any:
    if id not in table:
        raise RenderProblem(f'{at}: no {what} "{id}"')
    return table[id]


def _proof(root: Path, document: str) -> Proof | None:
    file = root / "policy_data" / "verified" / f"{document}.json"
    if not file.is_file():
        return None
    told = json.loads(file.read_text("utf-8"))
    near = {name: len(places) for name, places in told["figures_near"].items()}
    return Proof(str(told["verified_on"]), str(told["text_sha256"]), frozenset(told["quotes"]), near)
