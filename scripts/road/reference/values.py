"""Values by concept: who states them, who was searched in vain, and what an office must still enter."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from markupsafe import Markup

from scripts.road.model import Concept, Document, Key, Region, Topic, Value
from scripts.road.parts import Part, Parts
from scripts.road.paths import told_path
from scripts.road.shelf import Clause
from scripts.road.spreadsheets import BYTE_ORDER_MARK, plain_cell
from scripts.road.views import Views

COUNTED = ("stated", "derived", "delegated", "not_stated")  # what has ended was stated, too


@dataclass(slots=True)
class ConceptView:
    """A concept with every mention of it."""

    concept: Concept
    keys: list[Key]
    told: dict[str, list[Markup]] = field(default_factory=lambda: {how: [] for how in COUNTED})

    @property
    def given(self) -> list[Markup]:
        """What documents give."""
        return [*self.told["stated"], *self.told["derived"]]

    @property
    def open(self) -> list[Markup]:
        """Where they leave it open."""
        return [*self.told["delegated"], *self.told["not_stated"]]


@dataclass(frozen=True, slots=True)
class OnTopic:
    """What the concepts of one topic are said to be; of no topic, those that have none."""

    topic: Topic | None
    concepts: list[ConceptView]


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure that somebody must enter: for these keys, at these places."""

    keys: dict[str, str]
    names: list[str]
    places: list[Region]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A concept of which figures are still wanted."""

    concept: Concept
    keys: list[Key]
    entries: list[Entry]
    everywhere: bool
    left: list[tuple[Clause, Value]]  # the clauses that leave it to somebody to set

    @property
    def places(self) -> list[Region]:
        """The places where any of its figures is wanted."""
        found = {str(region.code): region for entry in self.entries for region in entry.places}
        return list(found.values())


def by_concept(views: Views, parts: Parts) -> list[ConceptView]:
    """Every concept that a document states a value of, or was searched for."""
    shelf = views.shelf
    found = {
        str(concept.id): ConceptView(concept, [shelf.key(key, concept.at) for key in concept.by])
        for concept in shelf.policy.concepts
    }
    for _, told in parts.of("values", _mentions):
        for part in told:
            concept, how = part.under
            found[concept].told.get(how, found[concept].told["stated"]).append(part.html)
    return [view for view in found.values() if view.given or view.open]


def by_topic(views: Views, concepts: list[ConceptView]) -> list[OnTopic]:
    """The same in the order of the topics, within each what documents give first; last what has no topic."""
    found: dict[str, list[ConceptView]] = {}
    for view in sorted(concepts, key=lambda one: not one.given):
        found.setdefault(str(view.concept.topic or ""), []).append(view)
    ordered = [OnTopic(topic, found.get(str(topic.id), [])) for topic in views.shelf.policy.topics]
    return [one for one in [*ordered, OnTopic(None, found.get("", []))] if one.concepts]


def _mentions(document: Document, views: Views, template: Any) -> Iterator[Part]:
    for provision in document.provisions:
        clause = Clause(document, provision)
        for figure in views.figures(clause):
            html = template.left_open(clause, figure) if figure.value.is_open else template.given(clause, figure)
            yield Part((str(figure.concept.id), figure.whose), html)


def wanted(views: Views) -> list[tuple[str, list[Wanted]]]:
    """What an office must still enter, under who would know it: figures that rules take and no document gives."""
    found: dict[str, list[Wanted]] = {}
    places = _places(views)
    for concept in views.shelf.policy.concepts:
        keys = [views.shelf.key(key, concept.at) for key in concept.by]
        entries = []
        for chosen in product(*(key.values for key in keys)):
            named = {str(key.id): str(one.id) for key, one in zip(keys, chosen, strict=True)}
            lacking = [region for region, known in places if known.lacks(str(concept.id), named)]
            if lacking:
                entries.append(Entry(named, [str(getattr(one, views.words.language)) for one in chosen], lacking))
        if entries:
            everywhere = all(len(entry.places) == len(places) for entry in entries)
            left = {  # each once, though several places may lie where a document holds
                clause.href: (clause, value)
                for _, known in places
                for clause, value in known.left.get(str(concept.id), ())
            }
            who = str(getattr(concept.who_knows, views.words.language)) if concept.who_knows else ""
            found.setdefault(who, []).append(Wanted(concept, keys, entries, everywhere, list(left.values())))
    return list(found.items())


def unused(views: Views, shown: list[ConceptView], wanting: list[tuple[str, list[Wanted]]]) -> list[Concept]:
    """Concepts that no document speaks of and no rule takes yet; a search may still ask for them."""
    known = {str(view.concept.id) for view in shown}
    known |= {str(item.concept.id) for _, items in wanting for item in items}
    return [concept for concept in views.shelf.policy.concepts if str(concept.id) not in known]


def table(views: Views, wanting: list[tuple[str, list[Wanted]]]) -> str:
    """What is ``wanted`` as a table for a spreadsheet: its first three columns are the keys of a value in a profile."""
    out = io.StringIO()
    writer = csv.writer(out)
    language, say = views.words.language, views.words.say
    columns = ("name", "for", "form", "who_knows", "left_to", "places")
    writer.writerow(["concept", "keys", "value", *(say(f"values.office.{column}") for column in columns)])
    for who, items in wanting:
        for item in items:
            for entry in item.entries:
                keys = ", ".join(f"{key}: {value}" for key, value in entry.keys.items())
                where = say("site.list_comma").join(str(getattr(region, language)) for region in entry.places)
                row = [
                    str(item.concept.id),
                    f"{{{keys}}}" if keys else "",
                    "",
                    str(getattr(item.concept, language)),
                    say("site.list_comma").join(entry.names),
                    say(f"values.form.{item.concept.kind}"),
                    who,
                    say("site.semicolon").join(_whom(clause, value, views) for clause, value in item.left),
                    where,
                ]
                writer.writerow([plain_cell(cell) for cell in row])
    return BYTE_ORDER_MARK + out.getvalue()


def _whom(clause: Clause, value: Value, views: Views) -> str:
    """To whom a clause leaves a value, and which clause that is."""
    language = views.words.language
    short, path = getattr(clause.document.short, language), told_path(clause.provision, language)
    return views.words.say("values.office.left_by", who=getattr(value.to, language), clause=f"{short} {path}")


@dataclass(slots=True)
class _Known:
    """What rules take at a place; by concept, what documents in force there without an end give, and what they leave
    to others."""

    taken: set[str]
    given: dict[str, list[Value]] = field(default_factory=dict)
    left: dict[str, list[tuple[Clause, Value]]] = field(default_factory=dict)

    def lacks(self, concept: str, keys: dict[str, str]) -> bool:
        """Whether a rule takes a value that no document gives for these keys."""
        if concept not in self.taken:
            return False
        given = self.given.get(concept, ())
        return not any(all(keys.get(str(key)) == str(one) for key, one in value.keys.items()) for value in given)


def _places(views: Views) -> list[tuple[Region, _Known]]:
    """The places that a document is for, each with what is known there."""
    policy, shelf = views.shelf.policy, views.shelf
    ordinary = {str(concept) for rule in policy.frame for concept in rule.with_.values()}
    there: dict[str, list[Document]] = {}
    for document in policy.documents:
        there.setdefault(str(document.place), []).append(document)
    found = []
    for region in policy.regions:
        if str(region.code) in there:
            known = _Known(set(ordinary))
            for place in shelf.lies_in(str(region.code), region.at):
                for document in there.get(place, []):
                    _learn(document, known)
            found.append((region, known))
    return found


def _learn(document: Document, known: _Known) -> None:
    for provision in document.provisions:
        known.taken |= {str(concept) for rule in provision.rules for concept in rule.with_.values()}
        known.taken |= {str(value.concept) for value in provision.values if value.is_open}
        for value in provision.values:
            if value.to:
                known.left.setdefault(str(value.concept), []).append((Clause(document, provision), value))
        if document.nature == "report":  # tells of a time that has passed
            continue
        for value in provision.values:
            takers = [rule for rule in provision.rules if value.concept in rule.with_.values()]
            for_everybody = not takers or any(rule.who is None for rule in takers)
            if value.is_given and value.until is None and for_everybody:
                known.given.setdefault(str(value.concept), []).append(value)
