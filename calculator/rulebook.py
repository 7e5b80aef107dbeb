"""The rulebook: all that the calculator may know, compiled from the policy data.

Places, dates and lookups live here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from copy import copy
from typing import TYPE_CHECKING, Any

from calculator.dates import plus_days

if TYPE_CHECKING:
    from pathlib import Path

FILE = "rulebook.json"
_PARTS = re.compile(r"(?=[._])|$")  # where a rule's id may be cut to name what the rule is a part of
SCHEMA = "rulebook/v1"
MOST_KEPT = 4096


class RulebookProblem(RuntimeError):
    """There is no rulebook that fits the program, or the data beside it has changed since it was made."""


class Kept(dict):
    """What was found once, by all that it depends on: bounded, so that no number of requests fills the memory."""

    def __init__(self, most: int = MOST_KEPT) -> None:
        super().__init__()
        self._most = most

    def keep(self, key: object, found: Any) -> Any:
        """Take in what was found and give it back; a full one starts anew."""
        if len(self) >= self._most:
            self.clear()
        self[key] = found
        return found


class Readings(dict):
    """The option of every reading in a request, with the settings of the rules that were read so."""

    def __init__(self, chosen: dict[str, str], switched: dict[str, str]) -> None:
        super().__init__(chosen | switched)
        self.switched = tuple(switched.items())  # what tells these readings from others
        self.settings: dict[str, dict[str, str]] = {}  # rule → setting → option


class Rulebook:
    """Reads what compile wrote.

    Dates are ISO texts; an interval is half-open, ``None`` leaves it open.
    """

    def __init__(self, data: dict) -> None:
        if data.get("schema") != SCHEMA:
            raise RulebookProblem(
                f"a rulebook of schema {data.get('schema')!r} was found; {SCHEMA!r} was expected: build it again"
            )
        self.version: str = data["version"]
        self.concepts: dict[str, dict] = data["concepts"]
        self.keys: dict[str, dict] = data["keys"]
        self.asked = {key: entry["asked"] for key, entry in self.keys.items() if "asked" in entry}  # as only data know
        self.groups: dict[str, dict] = data["groups"]
        self.regions: dict[str, dict] = data["regions"]
        self.documents: dict[str, dict] = data["documents"]
        self.clauses: dict[str, dict] = data["clauses"]
        self.values: list[dict] = data["values"]
        self.rules: list[dict] = data["rules"]
        self.duties: list[dict] = data["duties"]
        self.readings: dict[str, dict] = data["readings"]
        self.assumptions: dict[str, dict] = data["assumptions"]
        self.hints: dict[str, dict] = data["hints"]
        self.profiles: dict[str, dict] = data["profiles"]
        self.words: dict[str, dict] = data["words"]
        self._values_of = _by_concept_and_place(self.values)
        self._delegated_of = _by_concept_and_place(data["delegated"])
        self._rules_on: dict[str, list[dict]] = {}
        for rule in self.rules:
            self._rules_on.setdefault(rule["layer"], []).append(rule)
        self._document_of: dict[str, str | None] = {}
        for rule in self.rules:
            self._document_of.setdefault(rule["id"], rule["document"])
        self._ends = {name: entry["ends"] for name, entry in self.documents.items() if entry["ends"]}
        self._places: dict[str, list[str]] = {}
        self._sorted: dict[tuple, list[dict]] = {}
        self._documents: dict[tuple, list[str]] = {}
        self._implied, self._readings, self._read = Kept(), Kept(), Kept()
        self.kept = Kept()  # what others find out from this rulebook alone, each under a key of its own
        self._duties_of: dict[str, list[int]] = {}
        for number, duty in enumerate(self.duties):
            self._duties_of.setdefault(duty["rule"], []).append(number)

    def read(self, readings: dict[str, str]) -> Rulebook:
        """The rulebook as read in a request: a document whose last day is a matter of reading ends as chosen."""
        chosen = {name: end[readings[end["reading"]]] for name, end in self._ends.items() if end["reading"] in readings}
        if not chosen:
            return self
        key = tuple(chosen.items())
        return self._read.get(key) or self._read.keep(key, self._ending(chosen))

    def _ending(self, chosen: dict[str, str]) -> Rulebook:
        """The same rulebook, with these days on which documents hold no more."""
        other = copy(self)
        other.kept = Kept()
        other.documents = self.documents | {
            name: {**self.documents[name], "until": until, "last_day": plus_days(until, -1)}
            for name, until in chosen.items()
        }
        return other

    def places(self, code: str) -> list[str]:
        """The place and those above it, nearest first: county, city, province, nation."""
        if code not in self._places:
            chain: list[str] = []
            above: str | None = code
            while above is not None:
                chain.append(above)
                above = self.regions[above].get("within")
            self._places[code] = chain
        return self._places[code]

    def with_implied(self, groups: list[str]) -> frozenset[str]:
        """The groups and every group that they imply."""
        key = tuple(groups)
        return self._implied[key] if key in self._implied else self._implied.keep(key, self._all_implied(groups))

    def _all_implied(self, groups: list[str]) -> frozenset[str]:
        known: set[str] = set()
        waiting = list(groups)
        while waiting:
            group = waiting.pop()
            if group not in known:
                known.add(group)
                waiting.extend(self.groups[group]["implies"])
        return frozenset(known)

    def chosen_readings(self, switched: dict[str, str]) -> Readings:
        """The option of every reading: as switched in a request, else as chosen."""
        key = tuple(switched.items())
        if key in self._readings:
            return self._readings[key]
        chosen = {name: entry["chosen"] for name, entry in self.readings.items()}
        return self._readings.keep(key, Readings(chosen, switched))

    def reaches(self, who: dict | None, groups: frozenset[str]) -> bool:
        """Whether a rule for ``who`` reaches a person of these groups."""
        if who is None:
            return True
        of_kind = who.get("kind") is None or any(self.groups[group]["kind"] == who["kind"] for group in groups)
        named = not who["any"] or bool(groups & set(who["any"]))
        return of_kind and named and groups >= set(who["all"]) and not groups & set(who["none"])

    def ending(self, thing: dict, day: str, groups: frozenset[str]) -> dict | None:
        """What has ended a rule or a value by a day, for a person of these groups: a clause of another document."""
        ends = thing.get("ended", ())
        return next((one for one in ends if day >= one["from"] and self.reaches(one["who"], groups)), None)

    def groups_of_kind(self, kind: str) -> list[str]:
        """Every group of a kind."""
        return [group for group, entry in self.groups.items() if entry["kind"] == kind]

    def rules_on(self, layer: str) -> list[dict]:
        """Every rule on a layer, wherever it stands, in the order of the data."""
        return self._rules_on.get(layer, [])

    def rules_of(self, layer: str, places: list[str]) -> list[dict]:
        """The rules on a layer that stand at a place or above it, nearest place first, then in the order of the
        data."""
        asked = (layer, *places)
        if asked not in self._sorted:
            self._sorted[asked] = sorted(
                (rule for rule in self.rules_on(layer) if rule["place"] in places),
                key=lambda rule: (rule["document"] is None, places.index(rule["place"])),
            )
        return self._sorted[asked]

    def documents_with(self, layers: tuple[str, ...], uses: tuple[str, ...], places: list[str]) -> list[str]:
        """The documents of the places, and of those above, that hold a rule on one of the layers or of one of the
        kinds."""
        asked = (layers, uses, tuple(places))
        if asked not in self._documents:
            self._documents[asked] = sorted(
                {
                    rule["document"]
                    for rule in self.rules
                    if (rule["layer"] in layers or rule["use"] in uses) and rule["place"] in places and rule["document"]
                }
            )
        return self._documents[asked]

    def document_of(self, rule: str) -> str | None:
        """The document that a rule stands in; ``None``: it stands in none."""
        return self._document_of.get(rule)

    def duties_of(self, rules: Iterable[str]) -> list[dict]:
        """The duties that belong to rules, or to what they are parts of ("LA-07.window": those of LA-07, too;
        "WS-04.exit_flag": those of WS-04.exit and WS-04), each once and in the order of the data."""
        whole = {rule[: cut.start()] for rule in rules for cut in _PARTS.finditer(rule)}
        numbers = sorted(number for name in whole for number in self._duties_of.get(name, ()))
        return [self.duties[number] for number in numbers]

    def holds(self, document: str | None, day: str) -> bool:
        """Whether a document holds on a day; what rests on no document always does."""
        if document is None:
            return True
        entry = self.documents[document]
        return within(day, entry["from"], entry["until"])

    def stated(self, concept: str, keys: dict, places: list[str], day: str, groups: frozenset[str]) -> dict | None:
        """The value a document states for the nearest place on a day, for these groups and keys; ``None`` when none
        does."""
        fitting = [
            value
            for place in places
            for value in self._values_of.get((concept, place), ())
            if self.holds(value["document"], day)
            and within(day, value["from"], value["until"])
            and fits(value["keys"], keys)
            and not ("ended" in value and self.ending(value, day, groups))
            and self._under(value["under"], keys, day, groups)
        ]
        if not fitting:
            return None
        here = [value for value in fitting if value["place"] == fitting[0]["place"]]  # the nearest that has any
        return max(here, key=lambda value: (len(value["keys"]), bool(value["under"]), value["from"] or ""))

    def left_to(self, concept: str, keys: dict, places: list[str], days: list[str]) -> dict | None:
        """Where a document that holds on one of the days leaves a value to somebody else to set, for the nearest place;
        ``None`` where none does."""
        fitting = [
            row
            for place in places
            for row in self._delegated_of.get((concept, place), ())
            if fits(row["keys"], keys)
            and any(
                self.holds(row["document"], day)
                and within(day, row["from"], row["until"])
                and not self.ending(row, day, frozenset())
                for day in days
            )
        ]
        return next(iter(fitting), None)

    def _under(self, conditions: list[dict], keys: dict, day: str, groups: frozenset[str]) -> bool:
        """Whether a value stands for an episode: everywhere when no rule sets it, else where such a rule would
        apply."""
        return not conditions or any(
            self.reaches(one["who"], groups)
            and within(day, one["from"], one["until"])
            and not self.ending(one, day, groups)
            and all(keys.get(name) in wanted for name, wanted in one["when"].items())
            for one in conditions
        )


def _by_concept_and_place(rows: list[dict]) -> dict[tuple[str, str], list[dict]]:
    """So that a look-up goes through what is known of one place, not of all."""
    found: dict[tuple[str, str], list[dict]] = {}
    for row in rows:
        found.setdefault((row["concept"], row["place"]), []).append(row)
    return found


def within(day: str, first: str | None, until: str | None) -> bool:
    """Whether ``first <= day < until``; an open side is ``None``."""
    return (first is None or day >= first) and (until is None or day < until)


def fits(wanted: dict, keys: dict) -> bool:
    """Whether a row keyed by ``wanted`` stands for ``keys``; a row may leave keys out."""
    return all(keys.get(name) == value for name, value in wanted.items())


_carried: Rulebook | None = None


def carried() -> Rulebook:
    """The rulebook that came with the package, read once; in a checkout one older than its data is refused."""
    global _carried
    if _carried is None:
        data = json.loads(_text())
        book = Rulebook(data)
        _refuse_older(data["data"])
        _carried = book
    return _carried


def _text() -> bytes:
    import pkgutil  # here and not above: whoever imports the core is not kept waiting

    try:
        text = pkgutil.get_data("calculator", FILE)  # not by a path: in the browser the package lies in a zip
    except FileNotFoundError:
        text = None
    if text is None:
        raise RulebookProblem(f"found no calculator/{FILE}; make it with: python3 scripts/build.py")
    return text


def _refuse_older(made_from: str) -> None:
    from pathlib import Path  # as above

    checkout = Path(__file__).parent.parent
    if (checkout / "scripts" / "build.py").is_file() and made_from != fingerprint(checkout / "policy_data"):
        raise RulebookProblem("policy_data has changed since the rulebook was made: run python3 scripts/build.py")


def fingerprint(folder: Path) -> str:
    """The sha256 of all policy data that a build starts from; what machines wrote about it is left out."""
    from hashlib import sha256  # as above

    digest = sha256()
    for path in sorted(path for path in folder.rglob("*.yaml") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode("utf-8") + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()
