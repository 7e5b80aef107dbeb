"""Who must do what, which indicator is to reach what, and the days by which."""

from __future__ import annotations

from dataclasses import dataclass, field

from scripts.road.model import Bilingual, Document, Obligation, Target
from scripts.road.shelf import Clause
from scripts.road.views import Views


@dataclass(slots=True)
class Actor:
    """Somebody as the documents call them, with what they must do, document by document."""

    anchor: str
    who: list[Bilingual] = field(default_factory=list)
    duties: list[tuple[Clause, Obligation]] = field(default_factory=list)

    @property
    def by_document(self) -> list[tuple[Document, list[tuple[Clause, Obligation]]]]:
        """Their duties under the documents that give them."""
        found: dict[str, tuple[Document, list[tuple[Clause, Obligation]]]] = {}
        for clause, obligation in self.duties:
            document = clause.document
            found.setdefault(str(document.id), (document, []))[1].append((clause, obligation))
        return list(found.values())

    def names(self, language: str) -> list[str]:
        """Each way in which they are called, once."""
        return list(dict.fromkeys(str(getattr(one, language)) for one in self.who))


@dataclass(frozen=True, slots=True)
class Due:
    """A day, and what is to be done or reached by then."""

    iso: str
    words: str
    things: list[tuple[Clause, Obligation | Target]]


def by_actor(views: Views) -> list[Actor]:
    """The obligations of all documents by those who have them; whoever has most comes first.

    Two names mean the same body when they are the same in either language.
    """
    actors: list[Actor] = []
    called: dict[str, Actor] = {}
    for clause in views.shelf.clauses():
        for obligation in clause.provision.obligations:
            names = [str(obligation.who.zh), str(obligation.who.en)]
            actor = called.get(names[0]) or called.get(names[1])
            if actor is None:
                actor = Actor(f"who-{len(actors) + 1}")
                actors.append(actor)
            for name in names:
                called.setdefault(name, actor)
            actor.who.append(obligation.who)
            actor.duties.append((clause, obligation))
    return sorted(actors, key=lambda actor: -len(actor.duties))


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
