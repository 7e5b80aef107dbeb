"""Which rules stand for one episode of one person, and why the others do not."""

from __future__ import annotations

from collections.abc import Callable

from calculator.families.people import Episode, Person
from calculator.mechanisms import MECHANISMS
from calculator.mechanisms.terms import Take
from calculator.rulebook import Rulebook, within


class Selection:
    """The rule that pays on a layer, those that change its terms, and the rules that do not apply with their
    reasons."""

    __slots__ = ("changes", "overlapping", "payer", "refused")

    def __init__(self, payer: dict | None, changes: list[dict], refused: list[tuple], overlapping: bool) -> None:
        self.payer, self.changes, self.refused, self.overlapping = payer, changes, refused, overlapping


def settings(rule: dict, readings: dict) -> dict[str, str]:
    """How a rule is read here: each setting's own option, or that of the reading it follows."""
    usual = {name: options[0] for name, options in MECHANISMS[rule["use"]].HOW.items()}
    own = {
        name: readings[option["reading"]] if isinstance(option, dict) else option
        for name, option in rule["how"].items()
    }
    return {"tested_on": "admission", **usual, **own}


def select(book: Rulebook, layer: str, person: Person, episode: Episode, take: Callable[[dict], Take]) -> Selection:
    """Sort the rules on ``layer`` for an episode; ``take(rule)`` gives a rule's values where several have to be
    compared.

    The nearest place that has an applying rule of a kind is the one that counts. Where several rules of one kind at
    that place reach the person, the one better for the person is taken.
    """
    kinds: dict[str, list[dict]] = {}
    refused, overlapping = [], False
    for rule in book.rules_of(layer, person.places):
        why = why_not(book, rule, person, episode)
        if why is None:
            mechanism = MECHANISMS[rule["use"]]
            rivals = kinds.setdefault("payer" if mechanism.ROLE == "pays" else rule["use"], [])
            if not rivals or (rivals[0]["place"] == rule["place"] and rivals[0]["document"] is not None):
                rivals.append(rule)
        elif rule["document"] is not None:
            refused.append((rule, *why))
    chosen = {}
    for kind, rivals in kinds.items():
        overlapping = overlapping or len(rivals) > 1
        chosen[kind] = (
            rivals[0] if len(rivals) == 1 else max(rivals, key=lambda rule: MECHANISMS[rule["use"]].favour(take(rule)))
        )
    said = {(rule["use"], rule["document"]) for rule in chosen.values()}
    refused = [
        entry for entry in refused if (entry[0]["use"], entry[0]["document"]) not in said
    ]  # its sister rule applies
    payer = chosen.pop("payer", None)
    changes = sorted(
        chosen.values(), key=lambda rule: MECHANISMS[rule["use"]].position(settings(rule, person.readings))
    )
    return Selection(payer, changes, refused, overlapping)


def why_not(book: Rulebook, rule: dict, person: Person, episode: Episode) -> tuple[str, dict] | None:
    """Why a rule does not apply to an episode, as (message id, what fills it); ``None`` when it does."""
    document = book.documents.get(rule["document"])
    if document and not book.holds(rule["document"], episode.admitted):
        before = document["from"] is not None and episode.admitted < document["from"]
        return ("not_yet", {"day": document["from"]}) if before else ("no_longer", {"day": document["until"]})
    day = episode.settled if settings(rule, person.readings)["tested_on"] == "settlement" else episode.admitted
    if not within(day, rule["from"], rule["until"]):
        early = rule["from"] is not None and day < rule["from"]
        return ("not_yet", {"day": rule["from"]}) if early else ("no_longer", {"day": rule["until"]})
    if not book.reaches(rule["who"], person.groups):
        return "other_people", {"groups": rule["who"]["any"] or rule["who"]["all"]}
    for key, wanted in rule["when"].items():
        if episode.keys.get(key) is not None and episode.keys[key] not in wanted:
            return "other_circumstances", {"key": key, "values": wanted, "found": episode.keys[key]}
    return None
