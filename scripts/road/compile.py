"""From checked policy data to the rulebook: all that the calculator may know, and nothing else.

A document's share of it is kept as JSON, and the shares are put together as they are: a rulebook of thousands of
documents is written without ever being at hand as data.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from calculator.rulebook import SCHEMA
from scripts.road import entries
from scripts.road.kept import AFRESH, Kept
from scripts.road.model import Concept, Document, Ended, Policy

NATION = "nation"


@dataclass(frozen=True, slots=True)
class Compiled:
    """The rulebook as it is written, piece by piece, and its ``outline``.

    The outline is a rulebook with all that forms are made of: the vocabulary, and of the rules each sort once. It holds
    no document.
    """

    pieces: tuple[bytes, ...]
    outline: dict[str, Any]

    @property
    def version(self) -> str:
        """The sha256 of all the rest."""
        return str(self.outline["version"])

    @property
    def whole(self) -> dict[str, Any]:
        """The rulebook as plain data."""
        book: dict[str, Any] = json.loads(b"".join(self.pieces))
        return book


class _Share(NamedTuple):
    """What a document adds to lists and mappings of the rulebook: JSON without their brackets."""

    documents: bytes
    clauses: bytes
    rules: bytes
    duties: bytes
    values: bytes
    delegated: bytes
    sorts: list[str]  # of its rules, each a rule in JSON with nothing but what a form asks


def compile_rulebook(policy: Policy, kept: Kept = AFRESH) -> Compiled:
    """The rulebook of data that were checked."""
    concepts = {str(concept.id): concept for concept in policy.concepts}
    shares = [
        kept.of(f"compile/{document.id}", policy.seen_by(document), partial(_share, document, concepts, policy.ended))
        for document in policy.documents
    ]
    nation = next(region.code for region in policy.regions if region.level == NATION)
    frame = [entries.rule(rule, nation, None, None) for rule in policy.frame]
    before, after = _vocabulary(policy, concepts)
    pieces = (
        _inside(before),
        *_list("documents", "{}", (share.documents for share in shares)),
        *_list("clauses", "{}", (share.clauses for share in shares)),
        *_list("rules", "[]", [_inside(frame), *(share.rules for share in shares)]),
        *_list("duties", "[]", (share.duties for share in shares)),
        *_list("values", "[]", (share.values for share in shares)),
        *_list("delegated", "[]", (share.delegated for share in shares)),
        b", %b}\n" % _inside(after),
    )
    digest = sha256(b"{")
    for piece in pieces:
        digest.update(piece)
    version = digest.hexdigest()
    sorts = dict.fromkeys([*map(_sort, frame), *(sort for share in shares for sort in share.sorts)])
    outline = {
        **{"version": version, **before, "documents": {}, "clauses": {}},
        **{"rules": [json.loads(sort) for sort in sorts], "duties": [], "values": [], "delegated": [], **after},
    }
    first = f'{{"version": "{version}", '.encode()
    return Compiled((first, *pieces), json.loads(_json(outline)))


def compile_met(policy: Policy, kept: Kept = AFRESH) -> Compiled:
    """The rulebook of the documents that worked cases meet: those of their places and of all places above, and whatever
    ends a part of them."""
    above = {str(region.code): region.within for region in policy.regions}
    places: set[str] = set()
    for place in {str(case.ask["place"]) for cases in policy.cases.values() for case in cases}:
        at: str | None = place
        while at is not None and at not in places:
            places.add(at)
            at = above[at]
    ids = {str(document.id) for document in policy.documents if document.place in places}
    ids |= {one.by.partition("#")[0] for id_ in sorted(ids) for one in policy.ended.get(id_, [])}
    met = [document for document in policy.documents if document.id in ids]
    return compile_rulebook(replace(policy, documents=met), kept)


def write_rulebook(path: Path, book: Compiled) -> None:
    """Write the rulebook if it changed, as a whole or not at all; it is never at hand as a whole."""
    if path.exists():
        with path.open("rb") as there:
            if all(there.read(len(piece)) == piece for piece in book.pieces) and not there.read(1):
                return
    fresh = path.with_name(path.name + ".new")
    with fresh.open("wb") as file:
        file.writelines(book.pieces)
    fresh.replace(path)


def _share(document: Document, concepts: dict[str, Concept], all_ended: dict[str, list[Ended]]) -> _Share:
    ended = all_ended.get(str(document.id), [])
    values: list[dict[str, Any]] = []
    rules: list[dict[str, Any]] = []
    for provision in document.provisions:
        stated = entries.values(document, provision, concepts, ended)
        values += stated
        rules += [entries.rule(rule, document.place, document, provision, stated, ended) for rule in provision.rules]
    return _Share(
        documents=_inside({document.id: entries.document(document)}),
        clauses=_inside({document.clause(one.id): entries.clause(document, one) for one in document.provisions}),
        rules=_inside(rules),
        duties=_inside([duty for one in document.provisions for duty in entries.duties(document, one)]),
        values=_inside(values),
        delegated=_inside([row for one in document.provisions for row in entries.left_open(document, one, ended)]),
        sorts=list(dict.fromkeys(map(_sort, rules))),
    )


def _vocabulary(policy: Policy, concepts: dict[str, Concept]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What stands in the rulebook before that which documents add to it, and after."""
    before = {
        "schema": SCHEMA,
        "data": policy.fingerprint,
        "keys": {str(key.id): entries.key(key) for key in policy.keys},
        "concepts": {concept.id: entries.concept(concept) for concept in policy.concepts},
        "groups": {
            group.id: {"kind": group.kind, "zh": group.zh, "en": group.en, "implies": group.implies}
            for group in policy.groups
        },
        "regions": {r.code: {"level": r.level, "zh": r.zh, "en": r.en, "within": r.within} for r in policy.regions},
    }
    after = {
        "readings": {reading.id: entries.reading(reading) for reading in policy.readings},
        "assumptions": {assumption.id: {"zh": assumption.zh, "en": assumption.en} for assumption in policy.assumptions},
        "hints": {hint.id: entries.hint(hint, concepts) for hint in policy.hints},
        "profiles": {profile.id: entries.profile(profile, concepts) for profile in policy.profiles},
        "words": policy.words,
    }
    return before, after


def _sort(rule: dict[str, Any]) -> str:
    """A rule with nothing but what a form asks of it, in JSON; the rest is as in a rule that no document states."""
    asked = {name: rule[name] for name in ("layer", "use", "who", "when", "with")}
    return _json({"id": "", "document": None, **asked})


def _list(name: str, brackets: str, shares: Iterable[bytes]) -> Iterator[bytes]:
    """A list or mapping of the rulebook from all shares in it."""
    opening, closing = (bracket.encode() for bracket in brackets)
    yield b', "%b": %b' % (name.encode(), opening)
    for number, share in enumerate(share for share in shares if share):
        yield from (b", ", share) if number else (share,)
    yield closing


def _inside(things: dict[Any, Any] | list[Any]) -> bytes:
    return _json(things)[1:-1].encode("utf-8")


def _json(thing: object) -> str:
    # Without an indent: that would take ten times as long to write, and every reader of a calculator page loads this.
    return json.dumps(thing, ensure_ascii=False)
