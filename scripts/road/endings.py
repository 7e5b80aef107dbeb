"""What one document ends of another, found in all documents at once: both tell of it.

A notice that changes an earlier one says so in its own file; the earlier one's stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable

from scripts.road.model import Document, Ended, Ending, Provision, Who
from scripts.road.paths import label


def endings(documents: Iterable[Document]) -> dict[str, list[Ended]]:
    """What ends, by the id of either document; what cannot be found is left out, the check says so."""
    documents = list(documents)
    ending = [
        (document, provision, one)
        for document in documents
        for provision in document.provisions
        for one in provision.ends
    ]
    wanted = {str(one.clause) for _, _, one in ending}
    names = {
        document.clause(provision.id): _name(document, provision)
        for document in (documents if wanted else ())
        for provision in document.provisions
        if document.clause(provision.id) in wanted
    }
    found: dict[str, list[Ended]] = {}
    for document, provision, one in ending:
        day = one.from_.value if one.from_ else document.resolved(document.holds.from_)
        if day is not None and one.clause in names and one.quote in provision.quotes:
            by, name = document.clause(provision.id), _name(document, provision)
            ended = _ended(one, by, (names[str(one.clause)], name), str(day), str(provision.quotes[one.quote]))
            for id in dict.fromkeys((str(one.clause).partition("#")[0], str(document.id))):
                found.setdefault(id, []).append(ended)
    return found


def _ended(one: Ending, by: str, names: tuple[tuple[str, str], tuple[str, str]], day: str, words: str) -> Ended:
    quote, only = (str(one.quote), words), tuple(map(str, one.only))
    return Ended(str(one.clause), by, names, day, quote, only, _groups(one.who) if one.who else None)


def _groups(who: Who) -> tuple[tuple[str, tuple[str, ...] | str | None], ...]:
    named = tuple((name, tuple(map(str, getattr(who, name)))) for name in ("any", "all", "none"))
    return (*named, ("kind", who.kind and str(who.kind)))


def _name(document: Document, provision: Provision) -> tuple[str, str]:
    """A clause as it is called in a list of several documents, in Chinese and English."""
    called = label(document, provision)
    return called["zh"], called["en"]
