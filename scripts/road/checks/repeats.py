"""The same thing said twice, and things that contradict each other: lists, names, values, circles of groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from scripts.road.checks.known import HAN, unique
from scripts.road.checks.parts import parts_of
from scripts.road.findings import Findings
from scripts.road.model import Document, Policy, Text, Value, placed
from scripts.road.naming import without_brackets

_CALLED = {"stated": "stated", "derived": "derived", "delegated": "left to others", "not_stated": "not stated"}
People = tuple[tuple[str, ...], ...]  # the groups of each rule that takes a value
_FREE = ("ask", "working", "words")  # data of any shape, where a word may come again


def check_repeats(policy: Policy, findings: Findings) -> None:
    """All but documents and ids, which the vocabulary's own check holds unique."""
    _check_lists(policy, findings)
    for key in policy.keys:
        if key.kind == "choice":  # a flag's yes and no are no words of the data
            unique(key.values, "value of a key", findings)
    _once(((name, name) for term in policy.glossary for name in _names(term.zh, term.aliases)), "as a term", findings)
    for group in policy.groups:
        _check_circle(group.id, {str(one.id): one.implies for one in policy.groups}, findings)
    for profile in policy.profiles:
        rows = (((value.concept, *_sorted(value.keys)), value.concept) for value in profile.values)
        _once(rows, "for these keys", findings)


def check_repeats_in(document: Document, findings: Findings) -> None:
    """What one document says twice, or says and calls not stated."""
    _check_lists(document, findings)
    told: dict[object, list[tuple[Value, People]]] = {}
    for provision in document.provisions:
        for value in provision.values:
            told.setdefault((str(value.concept), *_sorted(value.keys)), []).append((value, provision.people_of(value)))
    issuers = [said for one in document.issuers for said in (one.zh, one.en) if said]  # a stand-in has no name
    _once(zip(issuers, issuers, strict=True), "among the issuers", findings)
    for provision in document.provisions:
        _once(((quote, quote) for quote in provision.quotes.values()), "as a quote of this provision", findings)
        for value in provision.values:
            people = provision.people_of(value)
            same = [one for one, theirs in told[(str(value.concept), *_sorted(value.keys))] if _meet(people, theirs)]
            # What a document says of a concept goes before what it leaves open.
            other = min(same, key=lambda one: (one.is_open, one.state))
            if value.is_open and other.state not in (value.state, "superseded"):
                findings.add(
                    value.at,
                    f"{value.concept} called {_CALLED[value.state]}",
                    f"one or the other: {document.id} has it as {_CALLED[other.state]} at {other.at}",
                )


def _meet(people: People, others: People) -> bool:
    """Whether two values may be the same person's: each may be that of all, or of a group that both name."""
    named, theirs = ({group for groups in some for group in groups} for some in (people, others))
    return not named or not theirs or not named.isdisjoint(theirs)


def _check_lists(thing: Any, findings: Findings) -> None:
    for texts in _lists_of(thing):
        _once(((text, text) for text in texts), "in one list", findings)


def _once(items: Iterable[tuple[object, Text]], where: str, findings: Findings) -> None:
    """Each key once; told at the text beside it."""
    seen: dict[object, Text] = {}
    for key, text in items:
        if key in seen:
            findings.add(text.at, f'"{text}" a second time {where}', f"each once; it stands at {seen[key].at} too")
        seen.setdefault(key, text)


def _lists_of(thing: Any) -> Iterator[list[Text]]:
    """Every list of texts, at any depth."""
    if isinstance(thing, list):
        if thing and all(isinstance(item, Text) for item in thing):
            yield thing
        else:
            for item in thing:
                yield from _lists_of(item)
    elif not isinstance(thing, str):
        for name, part in parts_of(thing).items():
            if name not in _FREE:
                yield from _lists_of(part)


def _names(zh: Text, aliases: list[Text]) -> Iterator[Text]:
    plain = placed(Text, without_brackets(zh), zh.at)
    yield from (name for name in (plain, *aliases) if HAN.search(name))


def _sorted(keys: dict[str, Text]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, str(value)) for name, value in keys.items()))


def _check_circle(group: Text, implies: dict[str, list[Text]], findings: Findings) -> None:
    waiting, seen = list(implies[str(group)]), set()
    while waiting:
        one = waiting.pop()
        if one == group:
            findings.add(one.at, f'"{group}" that implies itself', "groups that imply wider ones, never in a circle")
            return
        if one not in seen:
            seen.add(one)
            waiting += implies.get(str(one), [])
