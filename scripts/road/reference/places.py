"""Documents by the places that they are for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from scripts.road.model import Document, Region, Topic
from scripts.road.parts import Part, Parts
from scripts.road.shelf import Clause
from scripts.road.views import Views


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place, its documents, and the places inside it."""

    region: Region
    documents: list[Document]
    inside: list[PlaceView]

    @property
    def held(self) -> int:
        """How many documents there are for the place and those inside it."""
        return len(self.documents) + sum(one.held for one in self.inside)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of each kind a document holds."""

    provisions: int
    rules: int
    stated: int
    derived: int
    delegated: int
    not_stated: int
    obligations: int
    targets: int
    readings: int


def tree(views: Views) -> list[PlaceView]:
    """The places from the widest, each with its documents by date of issue."""
    documents: dict[str, list[Document]] = {}
    for document in sorted(views.shelf.policy.documents, key=_issued):
        documents.setdefault(str(document.place), []).append(document)
    regions: dict[str | None, list[Region]] = {}
    for region in views.shelf.policy.regions:
        regions.setdefault(None if region.within is None else str(region.within), []).append(region)

    def below(code: str | None) -> list[PlaceView]:
        return [
            PlaceView(region, documents.get(str(region.code), []), inside=below(str(region.code)))
            for region in regions.get(code, [])
        ]

    return below(None)


def by_place(views: Views) -> list[tuple[Region, list[Document]]]:
    """The documents under the widest place below the nation, then from place to place and by date of issue."""
    found: dict[str, tuple[Region, list[Document]]] = {}
    shelf = views.shelf
    order = {str(region.code): number for number, region in enumerate(shelf.policy.regions)}
    for document in sorted(shelf.policy.documents, key=lambda one: (order.get(str(one.place), 0), _issued(one))):
        region = shelf.places(document.place, document.at)[0]
        found.setdefault(str(region.code), (region, []))[1].append(document)
    return list(found.values())


def counts(document: Document, views: Views) -> Counts:
    """What a document holds, counted."""
    provisions = document.provisions
    values = [value for provision in provisions for value in provision.values]
    readings = {
        str(one.id) for provision in provisions for one in views.shelf.readings_of(document.clause(provision.id))
    }
    return Counts(
        provisions=len(provisions),
        rules=sum(len(provision.rules) for provision in provisions),
        stated=sum(value.state == "stated" for value in values),
        derived=sum(value.state == "derived" for value in values),
        delegated=sum(value.state == "delegated" for value in values),
        not_stated=sum(value.state == "not_stated" for value in values),
        obligations=sum(len(provision.obligations) for provision in provisions),
        targets=sum(len(provision.targets) for provision in provisions),
        readings=len(readings),
    )


def by_topic(views: Views, parts: Parts) -> list[tuple[Topic, int, list[Markup]]]:
    """Each topic that a provision has, how many have it, and these document by document."""
    found: dict[str, list[Part]] = {}
    for _, told in parts.of("topics", _on_topics):
        for part in told:
            found.setdefault(part.under[0], []).append(part)
    return [
        (topic, sum(part.things for part in on_it), [part.html for part in on_it])
        for topic in views.shelf.policy.topics
        if (on_it := found.get(str(topic.id)))
    ]


def _on_topics(document: Document, views: Views, template: Any) -> Iterator[Part]:
    found: dict[str, list[Clause]] = {}
    for provision in document.provisions:
        for topic in provision.topics:
            found.setdefault(str(topic), []).append(Clause(document, provision))
    for id, clauses in found.items():
        yield Part((id,), template.told(document, clauses), len(clauses))


def _issued(document: Document) -> str:
    return str(document.issued.value or "")
