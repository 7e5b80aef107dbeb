"""Which rules stand for one episode of one person, why the others do not, and which of several is the better one."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from calculator.families.people import Episode, Person
from calculator.families.standing import settings, why_not
from calculator.mechanisms import MECHANISMS
from calculator.mechanisms.terms import Take
from calculator.rulebook import Rulebook

FOR_OTHERS = ("other_people", "not_recognised", "other_circumstances")  # why a rule pays others, or other cases
SILENT = ("excludes", "bars", "sets_aside")  # roles that take something away: where they do not, nothing is told


class Selection(NamedTuple):
    """The rules on a layer that reach an episode, nearest place first."""

    payers: list[dict]  # of the nearest place that has one; several are rivals
    changes: list[dict]  # of terms
    others: list[dict]  # that exclude, bar, set aside, free or decide
    refused: list[tuple]  # (rule, message id, what fills it)
    for_others: bool  # a rule pays on the layer, though not for this person or case

    def of(self, *roles: str) -> list[dict]:
        """The other rules that play one of these roles."""
        return [rule for rule in self.others if MECHANISMS[rule["use"]].ROLE in roles] if self.others else []


class Selections(dict[str, Selection]):
    """The rules that reach an episode, layer by layer."""

    def __init__(self, of_layers: dict[str, Selection]) -> None:
        super().__init__(of_layers)
        self.paying = [rule for selection in of_layers.values() for rule in selection.payers]
        self.built_on = frozenset(layer for rule in self.paying for layer in rule["base"]["burden_after"])
        self.looking_back = [layer for layer, of in of_layers.items() if any(map(_looks_back, of.changes))]
        silent = (layer for layer, of in of_layers.items() if not (of.payers or of.others or of.refused))
        self.idle = frozenset(silent) - self.built_on  # layers on which nothing is to be computed or said


def _looks_back(change: dict) -> bool:
    """Whether a change of terms takes values of the stay before."""
    return bool(getattr(MECHANISMS[change["use"]], "BEFORE", ()))


Plan = dict[str, Selections]  # episode → the rules that reach it


class Change(NamedTuple):
    """A change of terms in use: the rule, and those of its values that count."""

    rule: dict
    taken: Take

    @property
    def sets(self) -> tuple[str, ...]:
        """The values of what pays that it stands in for."""
        sets = getattr(MECHANISMS[self.rule["use"]], "sets", None)
        return sets(self.taken) if sets else ()


def plan_of(layers: tuple[str, ...], book: Rulebook, person: Person, episode: Episode) -> Selections:
    """The rules on ``layers`` for an episode; those for other episodes in the same circumstances are the same."""
    asked = (layers, episode.circumstances())
    found = book.kept.get(asked)
    if found is None:
        found = Selections({layer: select(book, layer, person, episode) for layer in layers})
        book.kept.keep(asked, found)
    return found


def select(book: Rulebook, layer: str, person: Person, episode: Episode) -> Selection:
    """Sort the rules on ``layer`` for an episode into those that pay, those that change terms, those that do something
    else and those that do not apply."""
    payers: list[dict] = []
    changes: list[dict] = []
    others: list[dict] = []
    refused = []
    for_others = False
    for rule in book.rules_of(layer, person.places):
        role = MECHANISMS[rule["use"]].ROLE
        here = _circumstances(rule, person, episode)
        if here is None:
            continue
        why = why_not(book, rule, here, person.readings)
        if why is not None and why[0] == "other_people" and book.reaches(rule["who"], person.groups):
            why = ("not_recognised", {"day": person.inputs["recognised_on"]})
        if why is None and role == "pays":
            if not payers or _beside(rule, payers[0]):
                payers.append(rule)
        elif why is None:
            (changes if role == "changes" else others).append(rule)
        else:
            for_others |= role == "pays" and why[0] in FOR_OTHERS
        if why is not None and rule["document"] is not None and role not in SILENT:
            refused.append((rule, *why))
    return Selection(
        payers, _not_barred(changes, others, person), others, _without_sisters(refused, payers + changes), for_others
    )


def _circumstances(rule: dict, person: Person, episode: Episode) -> Episode | None:
    """What a rule is held against; one for costs before recognition, against the identity that came later. ``None``:
    the episode has no such costs."""
    if settings(rule, person.readings).get("costs") != "before_recognition":
        return episode
    return episode.as_recognised() if episode.retroactive else None


def _not_barred(changes: list[dict], others: list[dict], person: Person) -> list[dict]:
    """The changes that no rule of the same place, or of a nearer one, bars."""
    bars = [
        (MECHANISMS[rule["use"]].BARS, person.places.index(rule["place"]))
        for rule in others
        if MECHANISMS[rule["use"]].ROLE == "bars"
    ]
    return [
        change
        for change in changes
        if not any(change["use"] == kind and person.places.index(change["place"]) >= place for kind, place in bars)
    ]


def _without_sisters(refused: list[tuple], standing: list[dict]) -> list[tuple]:
    """What does not apply, without rules of a kind and document of which another applies or has been told of."""
    said = {(rule["use"], rule["document"]) for rule in standing}
    kept = []
    for entry in sorted(refused, key=lambda one: one[1] != "other_reading"):  # a reading may be switched
        kind = (entry[0]["use"], entry[0]["document"])
        if kind not in said:
            kept.append(entry)
            said.add(kind)
    return kept


def changes_in_use(changes: list[dict], person: Person, take: Callable[[dict], Take]) -> list[Change]:
    """The changes that count, in the order in which they act.

    Of several of one kind the nearest place's goes before others, and at one place the one better for the person; a
    kind whose values stand apart (a tilt: cut, addition, cap) is compared value by value, so that each keeps its
    effect.
    """
    if not changes:
        return []
    kinds: dict[str, list[Change]] = {}
    for rule in changes:
        kinds.setdefault(rule["use"], []).append(Change(rule, take(rule)))
    chosen: list[Change] = []
    for use, rivals in kinds.items():
        mechanism = MECHANISMS[use]
        if len(rivals) == 1:
            chosen += rivals
        elif mechanism.APART:
            chosen += _value_by_value(rivals, mechanism.merit, mechanism.FIRST)
        else:
            here = [rival for rival in rivals if _beside(rival.rule, rivals[0].rule)]
            chosen.append(max(here, key=lambda rival: mechanism.favour(rival.taken)))
    return sorted(chosen, key=lambda one: MECHANISMS[one.rule["use"]].position(settings(one.rule, person.readings)))


def _value_by_value(rivals: list[Change], merit: Callable, first: tuple[str, ...]) -> list[Change]:
    """Of several changes the best of each value; those that keep one of the ``first`` values act before the others."""
    kept: dict[str, Take] = {}
    for name in dict.fromkeys(name for rival in rivals for name in rival.taken):
        having = [rival for rival in rivals if name in rival.taken]
        here = [rival for rival in having if _beside(rival.rule, having[0].rule)]
        best = max(here, key=lambda rival: merit(name, rival.taken[name].value))
        kept.setdefault(best.rule["id"], {})[name] = best.taken[name]
    chosen = [Change(rival.rule, kept[rival.rule["id"]]) for rival in rivals if rival.rule["id"] in kept]
    return sorted(chosen, key=lambda one: not any(name in one.taken for name in first))


def _beside(rule: dict, other: dict) -> bool:
    """Whether two rules stand at one place, both in documents or both in the frame."""
    return rule["place"] == other["place"] and (rule["document"] is None) == (other["document"] is None)
