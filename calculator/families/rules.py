"""Which rules stand for one episode of one person, why the others do not, and which of several is the better one."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from calculator.families.people import Episode, Person
from calculator.families.standing import settings, why_not
from calculator.mechanisms import MECHANISMS
from calculator.mechanisms.terms import Take
from calculator.rulebook import Rulebook


class Selection(NamedTuple):
    """The rules on a layer that reach an episode."""

    payers: list[dict]  # of the nearest place that has one; several are rivals
    changes: list[dict]  # of terms, nearest place first
    refused: list[tuple]  # (rule, message id, what fills it)


class Change(NamedTuple):
    """A change of terms in use: the rule, and those of its values that count."""

    rule: dict
    taken: Take


def select(book: Rulebook, layer: str, person: Person, episode: Episode) -> Selection:
    """Sort the rules on ``layer`` for an episode into those that pay, those that change terms and those that do not
    apply."""
    payers: list[dict] = []
    changes: list[dict] = []
    refused = []
    for rule in book.rules_of(layer, person.places):
        why = why_not(book, rule, episode, person.readings)
        if why is None and MECHANISMS[rule["use"]].ROLE == "pays":
            if not payers or _beside(rule, payers[0]):
                payers.append(rule)
        elif why is None:
            changes.append(rule)
        elif rule["document"] is not None:
            refused.append((rule, *why))
    said = {(rule["use"], rule["document"]) for rule in payers + changes}
    return Selection(
        payers,
        changes,
        [entry for entry in refused if (entry[0]["use"], entry[0]["document"]) not in said],  # its sister rule applies
    )


def changes_in_use(changes: list[dict], person: Person, take: Callable[[dict], Take]) -> list[Change]:
    """The changes that count, in the order in which they act.

    Of several of one kind the nearest place's goes before others, and at one place the one better for the person; a
    kind whose values stand apart (a tilt: cut, addition, cap) is compared value by value, so that each keeps its
    effect.
    """
    kinds: dict[str, list[Change]] = {}
    for rule in changes:
        kinds.setdefault(rule["use"], []).append(Change(rule, take(rule)))
    chosen: list[Change] = []
    for use, rivals in kinds.items():
        mechanism = MECHANISMS[use]
        if len(rivals) == 1:
            chosen += rivals
        elif mechanism.APART:
            chosen += _value_by_value(rivals, mechanism.merit)
        else:
            here = [rival for rival in rivals if _beside(rival.rule, rivals[0].rule)]
            chosen.append(max(here, key=lambda rival: mechanism.favour(rival.taken)))
    return sorted(chosen, key=lambda one: MECHANISMS[one.rule["use"]].position(settings(one.rule, person.readings)))


def _value_by_value(rivals: list[Change], merit: Callable) -> list[Change]:
    kept: dict[str, Take] = {}
    for name in dict.fromkeys(name for rival in rivals for name in rival.taken):
        having = [rival for rival in rivals if name in rival.taken]
        here = [rival for rival in having if _beside(rival.rule, having[0].rule)]
        best = max(here, key=lambda rival: merit(name, rival.taken[name].value))
        kept.setdefault(best.rule["id"], {})[name] = best.taken[name]
    return [Change(rival.rule, kept[rival.rule["id"]]) for rival in rivals if rival.rule["id"] in kept]


def _beside(rule: dict, other: dict) -> bool:
    """Whether two rules stand at one place, both in documents or both in the frame."""
    return rule["place"] == other["place"] and (rule["document"] is None) == (other["document"] is None)
