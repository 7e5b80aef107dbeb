"""Who must do what, which indicator is to reach what, and the days by which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from scripts.road.model import Document, Obligation, Target
from scripts.road.parts import Part, Parts
from scripts.road.shelf import Clause
from scripts.road.views import Views
from scripts.road.words import LANGUAGES


@dataclass(slots=True)
class Actor:
    """Somebody as the documents call them, with what they must do, document by document."""

    anchor: str
    called: dict[str, None] = field(default_factory=dict)  # each way once, in the order of the data
    by_document: list[tuple[Document, list[Markup]]] = field(default_factory=list)
    count: int = 0  # how many duties they have

    @property
    def names(self) -> list[str]:
        """Each way in which they are called."""
        return list(self.called)


@dataclass(frozen=True, slots=True)
class Due:
    """A day, and what is to be done or reached by then."""

    iso: str
    words: str
    things: list[tuple[Clause, Obligation | Target]]


def by_actor(views: Views, parts: Parts) -> list[Actor]:
    """The obligations of all documents by those who have them; whoever has most comes first.

    Two names mean the same body when they are the same in either language.
    """
    actors: list[Actor] = []
    called: dict[str, Actor] = {}
    for document, duties in parts.of("obligations", _duties):
        for names, duty, _ in duties:
            actor = called.get(names[0]) or called.get(names[1])
            if actor is None:
                actor = Actor(f"who-{len(actors) + 1}")
                actors.append(actor)
            for name in names:
                called.setdefault(name, actor)
            actor.called[names[LANGUAGES.index(views.words.language)]] = None
            if not actor.by_document or actor.by_document[-1][0] is not document:
                actor.by_document.append((document, []))
            actor.by_document[-1][1].append(duty)
            actor.count += 1
    return sorted(actors, key=lambda actor: -actor.count)


def _duties(document: Document, views: Views, template: Any) -> Iterator[Part]:
    for provision in document.provisions:
        for one in provision.obligations:
            names = tuple(str(getattr(one.who, language)) for language in LANGUAGES)
            yield Part(names, template.told(Clause(document, provision), one))


def targets(views: Views) -> list[tuple[Clause, list[Target]]]:
    """The clauses that set targets, with these."""
    return [(clause, clause.provision.targets) for clause in views.shelf.clauses() if clause.provision.targets]


def deadlines(views: Views) -> list[Due]:
    """Everything that has a day, the earliest first."""
    found: dict[str, Due] = {}
    for clause in views.shelf.clauses():
        things: list[Obligation | Target] = [*clause.provision.obligations, *clause.provision.targets]
        for thing in things:
            if thing.by is not None:
                due = found.setdefault(str(thing.by), Due(str(thing.by), views.date(thing.by), []))
                due.things.append((clause, thing))
    return [found[iso] for iso in sorted(found)]
