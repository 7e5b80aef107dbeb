"""Whether a rule stands in given circumstances, and if not, why."""

from __future__ import annotations

from typing import Protocol

from calculator.dates import plus_days
from calculator.mechanisms import EDGES, MECHANISMS, REACH
from calculator.rulebook import Readings, Rulebook, within


class Circumstances(Protocol):
    """What the conditions of a rule are held against."""

    day: str  # on which the rule's document must hold
    groups: frozenset[str]

    def known(self, key: str) -> str | None:
        """The choice of a key here; ``None``: nobody told."""

    def tell(self, key: str) -> str:
        """The choice of a key here; one that nobody told raises :class:`~calculator.families.open_facts.OpenFact`."""

    def day_of(self, event: str) -> str:
        """The day of an event that a rule's own first and last day are held against."""


def settings(rule: dict, readings: Readings) -> dict[str, str]:
    """How a rule is read here: each setting's own option, or that of the reading it follows."""
    known = readings.settings.get(rule["id"])
    if known is None:
        known = readings.settings[rule["id"]] = _settings(rule, readings)
    return known


def _settings(rule: dict, readings: Readings) -> dict[str, str]:
    usual = {name: options[0] for name, options in MECHANISMS[rule["use"]].HOW.items()}
    own = {
        name: readings[option["reading"]] if isinstance(option, dict) else option
        for name, option in rule["how"].items()
    }
    return {"tested_on": "admission", "edges": EDGES[0], "reach": REACH[0], **usual, **own}


def readings_of(rule: dict) -> list[str]:
    """The readings that a rule follows, or that decide whether it stands."""
    followed = [option["reading"] for option in rule["how"].values() if isinstance(option, dict)]
    return list(dict.fromkeys([*followed, *rule["read"]]))


def why_not(book: Rulebook, rule: dict, here: Circumstances, readings: Readings) -> tuple[str, dict] | None:
    """Why a rule does not stand, as (message id, what fills it); ``None`` when it does.

    What nobody told is asked for last, and only where all else holds.
    """
    document = book.documents.get(rule["document"])
    if document and not book.holds(rule["document"], here.day):
        before = document["from"] is not None and here.day < document["from"]
        return ("not_yet", {"day": document["from"]}) if before else ("no_longer", {"day": document["until"]})
    how = settings(rule, readings)
    if how["reach"] == "named" and not book.reaches(rule["who"], here.groups):
        named = rule["who"]["any"] or rule["who"]["all"]
        return "other_people", {"groups": named or book.groups_of_kind(rule["who"]["kind"])}
    told = [key for key in rule["when"] if here.known(key) is not None]
    refused = _other_circumstances(rule, told, here)
    if refused:
        return refused
    for reading, option in rule["read"].items():
        if readings[reading] != option:
            return "other_reading", {"reading": reading, "option": option}
    if "ended" in rule:
        end = book.ending(rule, here.day_of(how["tested_on"]), here.groups)
        if end is not None:
            return "ended", {"day": end["from"], "by": end["cite"]["clause"]}
    if rule["from"] is not None or rule["until"] is not None:
        day = here.day_of(how["tested_on"])
        if not within(day, rule["from"], rule["until"]):
            early = rule["from"] is not None and day < rule["from"]
            return ("not_yet", {"day": rule["from"]}) if early else ("no_longer", {"day": rule["until"]})
        if how["edges"] == "exclusive" and day in (rule["from"], rule["until"] and plus_days(rule["until"], -1)):
            return "edge_day", {"day": day}
    return _other_circumstances(rule, [key for key in rule["when"] if key not in told], here)


def _other_circumstances(rule: dict, keys: list[str], here: Circumstances) -> tuple[str, dict] | None:
    for key in keys:
        found = here.tell(key)
        if found not in rule["when"][key]:
            return "other_circumstances", {"key": key, "values": rule["when"][key], "found": found}
    return None
