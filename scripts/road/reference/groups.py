"""People: what each document says for a group, and where it speaks of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from scripts.road.figure_views import Figure
from scripts.road.model import Document, Group, Obligation, Who, Word
from scripts.road.parts import Part, Parts
from scripts.road.shelf import Clause
from scripts.road.views import RuleView, Views

KINDS = ("identity", "health", "status", "umbrella")  # what gives a benefit by itself comes first
EVERYONE = ""  # no group's id


@dataclass(slots=True)
class Said:
    """What one document says for one group."""

    document: Document
    words: list[Word] = field(default_factory=list)
    rules: list[tuple[Clause, RuleView]] = field(default_factory=list)
    figures: list[tuple[Clause, Figure]] = field(default_factory=list)
    obligations: list[tuple[Clause, Obligation]] = field(default_factory=list)
    mentions: list[Clause] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.words or self.rules or self.figures or self.obligations or self.mentions)


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group, the groups it also belongs to, and what is said for it."""

    group: Group
    implies: list[Group]
    said: list[Markup]


@dataclass(frozen=True, slots=True)
class People:
    """All groups by kind, and what is said for everybody."""

    kinds: list[tuple[str, list[GroupView]]]
    everyone: list[Markup]


def people(views: Views, parts: Parts) -> People:
    """What the documents say, person by person."""
    said: dict[str, list[Markup]] = {}
    for _, found in parts.of("groups", _parts):
        for part in found:
            said.setdefault(part.under[0], []).append(part.html)
    kinds: dict[str, list[GroupView]] = {kind: [] for kind in KINDS}
    for group in views.shelf.policy.groups:
        implied = [views.shelf.group(id, group.at) for id in group.implies]
        kinds[str(group.kind)].append(GroupView(group, implied, said.get(str(group.id), [])))
    return People([(kind, shown) for kind, shown in kinds.items() if shown], said.get(EVERYONE, []))


def _parts(document: Document, views: Views, template: Any) -> Iterator[Part]:
    for id, said in what_is_said(document, views):
        yield Part((id,), template.told(said))


def what_is_said(document: Document, views: Views) -> Iterator[tuple[str, Said]]:
    """What a document says for each group by its id, and at last for everyone."""
    spoken = _spoken(document, views)
    for group in views.shelf.policy.groups:
        if said := _said(document, spoken, group, views):
            yield str(group.id), said
    if said := Said(document, rules=[(one.clause, v) for one in spoken for v in one.rules if v.rule.who is None]):
        yield EVERYONE, said


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What one provision holds of people, found once for all groups: each thing with the groups that it names."""

    clause: Clause
    rules: list[RuleView]
    figures: list[tuple[Figure, set[str]]]
    obligations: list[tuple[Obligation, set[str]]]
    mentions: set[str]


def _spoken(document: Document, views: Views) -> list[_Spoken]:
    names = _names(document, views.shelf.policy.groups)
    found = []
    for provision in document.provisions:
        clause = Clause(document, provision)
        obligations = []
        for one in provision.obligations:
            told = [one.must.zh, provision.quotes.get(one.quote, ""), one.for_.zh if one.for_ else ""]
            told += [one.who.zh] if one.person else []  # an office may be called after people whom it is not for
            obligations.append((one, set().union(*(_groups_in(text, names) for text in told))))
        told = [provision.zh, *provision.quotes.values()]
        found.append(
            _Spoken(
                clause=clause,
                rules=views.rules(clause),
                figures=[(one, {str(key) for key in one.value.keys.values()}) for one in views.figures(clause)],
                obligations=obligations,
                mentions=set().union(*(_groups_in(text, names) for text in told)),
            )
        )
    return found


def _said(document: Document, spoken: list[_Spoken], group: Group, views: Views) -> Said:
    id, held = str(group.id), _held_with(group, views)
    said = Said(document, words=[word for word in document.words if word.group == group.id])
    for one in spoken:
        said.rules += [(one.clause, v) for v in one.rules if v.rule.who and _reaches(v.rule.who, group, held)]
        said.figures += [(one.clause, figure) for figure, named in one.figures if id in named]
        said.obligations += [(one.clause, duty) for duty, named in one.obligations if id in named]
        if id in one.mentions:
            said.mentions.append(one.clause)
    shown = {clause.href for clause, _ in [*said.rules, *said.figures, *said.obligations]}
    said.mentions = [clause for clause in said.mentions if clause.href not in shown]
    return said


def _held_with(group: Group, views: Views) -> set[str]:
    """The ids of a group and of all that it implies."""
    held: set[str] = set()
    waiting = [str(group.id)]
    while waiting:
        id = waiting.pop()
        if id not in held:
            held.add(id)
            waiting += map(str, views.shelf.group(id, group.at).implies)
    return held


def _reaches(who: Who, group: Group, held: set[str]) -> bool:
    """Whether a rule is for these people, perhaps only for those of them who are something else as well."""
    return bool(held & {str(one) for one in [*who.any, *who.all]}) or (who.kind is not None and who.kind == group.kind)


def _names(document: Document, groups: list[Group]) -> list[tuple[str, set[str]]]:
    """Every name of people that may stand in a document's text, the longest first, with the groups it means there."""
    names: dict[str, set[str]] = {str(group.zh).strip("“”"): {str(group.id)} for group in groups}
    own: dict[str, set[str]] = {}
    for word in document.words:
        own.setdefault(str(word.printed), set()).add(str(word.group))
    # What a document itself says of a word goes before our own name.
    return _longest_first(names | own)


def _longest_first(names: dict[str, set[str]]) -> list[tuple[str, set[str]]]:
    return sorted(names.items(), key=lambda named: len(named[0]), reverse=True)


def _groups_in(text: str, names: list[tuple[str, set[str]]]) -> set[str]:
    """The groups that a text names; the longest name counts where one lies inside another."""
    left, found = str(text), set()
    for name, groups in names:
        if name in left:
            found |= groups
            left = left.replace(name, "\n")
    return found
