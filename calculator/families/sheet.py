"""A sheet: what a calculator of decisions and amounts fills in, section by section, from facts, rules and values.

A family tells each section its facts; rules decide outcomes and bring the values that amounts are computed from. A fact
that nobody told and that a rule asks for raises :class:`OpenFact`; whoever computes the sheet then tries each answer.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from typing import NamedTuple

from calculator.dates import plus_days
from calculator.families.grounds import Grounds
from calculator.families.open_facts import Open, OpenFact
from calculator.families.standing import readings_of, settings, why_not
from calculator.mechanisms import MECHANISMS
from calculator.mechanisms.terms import Step, Take
from calculator.money import Pair, decimal, percent, yuan
from calculator.questions import Known, Questions
from calculator.rulebook import Readings, Rulebook
from calculator.working import Working

Value = int | str | Pair | None

# The fields that tell on which day an event was.
DAYS = {
    "recognition": "recognised_on",
    "application": "applied_on",
    "exit": "exited_on",
    "death": "died_on",
    "notification": "notified_on",
}

# Why a rule does not stand, and the setting that this turns on: where a reading decides that, it is in play.
TURNS_ON = {"other_people": "reach", "edge_day": "edges", "not_yet": "tested_on", "no_longer": "tested_on"}


class Figure(NamedTuple):
    """A result: fen, a ratio or points as a pair, a count, a date, an outcome; ``None`` with the reason ``why``."""

    value: Value
    unit: str  # yuan, ratio, points, date, outcome, flag, or what a count counts: days, months, persons, cases
    approximate: bool = False
    why: str | None = None  # not_determined, not_told, not_stated, several


class Sheet:
    """One pass over one request."""

    def __init__(
        self, book: Rulebook, inputs: dict, questions: Questions, assumed: Mapping[str, str], working: Working
    ) -> None:
        self.book, self.inputs, self.questions, self.assumed = book, inputs, questions, assumed
        self.places = book.places(inputs["place"])
        self.groups = book.with_implied(inputs.get("groups", []))
        self.readings = chosen_readings(inputs, book)
        self.scheme = inputs.get("scheme", "resident")
        self.working = working
        self.figures: dict[str, Figure] = {}
        self.sections: list[dict] = []

    def begin_anew(self) -> None:
        """Leave out what was written so far: another part writes that."""
        self.figures.clear()
        self.working.steps.clear()

    def turning_days(self, event: str) -> tuple[str, ...]:
        """Days on which rules of the place that are tested on an event can differ: about each of their first and last
        ones."""
        turns = {
            turn
            for rule in self.book.rules
            if rule["place"] in self.places and settings(rule, self.readings)["tested_on"] == event
            for turn in (rule["from"], rule["until"], *(one["from"] for one in rule.get("ended", ())))
            if turn is not None
        }
        return tuple(sorted({plus_days(turn, apart) for turn in turns for apart in (-2, -1, 0, 1)}))

    def section(
        self,
        id: str,
        kind: str,
        facts: Mapping[str, Fact],
        *,
        day: str | None = None,
        days: Mapping[str, str | None] | None = None,
        groups: Iterable[str] | None = None,
        at: str = "",
        **names: str | int,
    ) -> Section:
        """Open a section of results ``id.*`` (or plain names for the id ""); ``names`` fill the words of its ``kind``.

        ``facts`` holds every key that its rules may ask for: a choice, ``None`` where nobody told, or what finds out
        from values when a rule asks. ``at`` is where in the inputs they stand ("persons[0]"). ``day`` (default: the
        date asked) is the day on which documents must hold, ``days`` those of the events that rules are tested on,
        ``None`` where nobody told.
        """
        of = self.groups if groups is None else self.book.with_implied(list(groups))
        self.sections.append({"id": id, "kind": kind, "names": names})
        return Section(self, id, {"scheme": self.scheme, **facts}, day or self.inputs["date"], days or {}, of, at)


class Section:
    """One part of a sheet, with its own facts, days and people: the circumstances that rules are held against."""

    def __init__(
        self,
        sheet: Sheet,
        id: str,
        facts: dict[str, Fact],
        day: str,
        days: Mapping[str, str | None],
        groups: frozenset[str],
        at: str,
    ) -> None:
        self.sheet, self.id, self.facts, self.day, self.groups = sheet, id, facts, day, groups
        self._days, self._at = days, at

    # ── what is known ───────────────────────────────────────────────────────────────────────────────────────────────

    def tell(self, key: str) -> str:
        """The fact of a key: as told, as assumed in this pass, else :class:`OpenFact`."""
        fact = self.facts[key]
        told = fact(self) if callable(fact) else fact
        if isinstance(told, str):
            return told
        return self._assumed(key, told or tuple(self.sheet.book.keys[key]["values"]))

    def known(self, key: str) -> str | None:
        """The fact of a key as told or as assumed in this pass; ``None``: neither, or it is only found out when a rule
        asks."""
        return self.sheet.assumed.get(self._field(key)) if self.facts[key] is None else self.told(key)

    def _field(self, key: str) -> str:
        return f"{self._at}.{key}" if self._at else key

    def _assumed(self, key: str, choices: tuple[str, ...]) -> str:
        field = self._field(key)
        if field not in self.sheet.assumed:
            raise OpenFact(Open(field, key, choices))
        return self.sheet.assumed[field]

    def told(self, key: str) -> str | None:
        """The fact of a key as told; ``None``: nobody told, or it is only found out when a rule asks."""
        fact = self.facts[key]
        return fact if isinstance(fact, str) else None

    def is_so(self, key: str) -> bool:
        """A fact that is told by yes or no."""
        return self.tell(key) == "yes"

    def day_of(self, event: str) -> str:
        """The day of an event: as told, as assumed in this pass, else :class:`OpenFact`; the section's own day where
        the section has no such event."""
        if event not in self._days:
            return self.day
        told = self._days[event] or self.sheet.assumed.get(self._field(DAYS[event]))
        return told or self._assumed(DAYS[event], self.sheet.turning_days(event))

    def on(self, day: str) -> Section:
        """The same circumstances, with the documents that hold on another day."""
        return Section(self.sheet, self.id, self.facts, day, self._days, self.groups, self._at)

    def with_facts(self, **facts: Fact) -> Section:
        """The same circumstances but for some facts."""
        return Section(self.sheet, self.id, {**self.facts, **facts}, self.day, self._days, self.groups, self._at)

    def speaks(self, layer: str) -> bool:
        """Whether a document that holds here has a rule on ``layer``."""
        rules = self.sheet.book.rules_of(layer, self.sheet.places)
        return any(rule["document"] and self.sheet.book.holds(rule["document"], self.day) for rule in rules)

    def how(self, rule: dict) -> dict[str, str]:
        """The settings of a rule, as read in this request."""
        return settings(rule, self.sheet.readings)

    # ── rules ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def standing(
        self, layer: str, use: str | None = None, quiet: bool = False, only: Container[str] | None = None
    ) -> list[dict]:
        """The rules on ``layer`` (of one kind with ``use``, with the ids in ``only``) that stand here, nearest place
        first; unless ``quiet`` the working says of the others why they do not."""
        found = []
        for rule in self.sheet.book.rules_of(layer, self.sheet.places):
            if (use is not None and rule["use"] != use) or (only is not None and rule["id"] not in only):
                continue
            why = why_not(self.sheet.book, rule, self, self.sheet.readings)
            if why is None:
                found.append(rule)
            elif not quiet:
                self._refuse(layer, rule, *why)
        return found

    def decide(self, layer: str) -> dict | None:
        """The first ``decides`` rule on ``layer`` that stands, nearest place first, as a step with its outcomes;
        ``None``: none does, and the working says why."""
        refused = []
        for rule in self.sheet.book.rules_of(layer, self.sheet.places):
            if MECHANISMS[rule["use"]].ROLE != "decides":
                continue
            why = why_not(self.sheet.book, rule, self, self.sheet.readings)
            if why is None:
                return self.say_decided(layer, rule)
            refused.append((rule, *why))
        for rule, reason, words in refused:
            self._refuse(layer, rule, reason, words)
        return None

    def decide_all(self, layer: str) -> list[dict]:
        """Every ``decides`` rule on ``layer`` that stands, each as a step; the working says why the others do not."""
        found = [rule for rule in self.standing(layer) if MECHANISMS[rule["use"]].ROLE == "decides"]
        return [self.say_decided(layer, rule) for rule in found]

    def say_decided(self, layer: str, rule: dict) -> dict:
        """The rule, and a step that says what it decides and on which facts."""
        event = self.how(rule)["tested_on"]
        dated = (rule["from"] or rule["until"]) and event in self._days
        self.sheet.working.decided(
            f"{self._prefix(layer)}.{rule['id']}",
            rule["gives"],
            {key: self.tell(key) for key in rule["when"]} | ({DAYS[event]: self.day_of(event)} if dated else {}),
            section=self.id,
            layer=layer,
            rule=rule["id"],
            cites=rule["cites"],
            readings=readings_of(rule),
            assumptions=rule["assumptions"],
        )
        return rule

    def names(self, layer: str) -> bool:
        """Whether a rule on ``layer`` whose document holds here is for people of these groups by name."""
        book = self.sheet.book
        return any(
            rule["who"] and book.holds(rule["document"], self.day) and book.reaches(rule["who"], self.groups)
            for rule in book.rules_of(layer, self.sheet.places)
        )

    def _refuse(self, layer: str, rule: dict, why: str, words: dict) -> None:
        context = {"section": self.id, "layer": layer, "rule": rule["id"], "cites": rule["cites"]}
        turns_on = rule["how"].get(TURNS_ON.get(why, ""))
        context |= {"readings": [*rule["read"], *([turns_on["reading"]] if isinstance(turns_on, dict) else [])]}
        self.sheet.working.not_applied(f"{self._prefix(layer)}.{rule['id']}", why, words, **context)

    # ── values and steps ────────────────────────────────────────────────────────────────────────────────────────────

    def take(self, rule: dict, **keys: str) -> Take:
        """The values that a rule takes, by the names it gives them; ``keys`` go before the section's facts."""
        return {name: self.ask(concept, rule["own"][name], **keys) for name, concept in rule["with"].items()}

    def ask(self, concept: str, first: list[dict] | None = None, **keys: str) -> Known:
        """The value of a concept here; what no document, profile or asker gives is noted as missing."""
        return self.sheet.questions.ask(concept, self._keys(concept, keys), self.day, first or ())

    def ask_if_known(self, rule: dict, name: str, **keys: str) -> Known | None:
        """A value of a rule if somebody gives it; asking so notes nothing as missing."""
        concept = rule["with"][name]
        return self.sheet.questions.known(concept, self._keys(concept, keys), self.day, rule["own"][name])

    def knows(self, rule: dict, **keys: str) -> bool:
        """Whether somebody gives every value that a rule takes; asking so notes nothing as missing."""
        return all(self.ask_if_known(rule, name, **keys) for name in rule["with"])

    def _keys(self, concept: str, keys: dict[str, str]) -> dict[str, str]:
        """What a value is looked up by: the keys of its concept, and whatever else is told here."""
        wanted = {key: keys[key] if key in keys else self.tell(key) for key in self.sheet.book.concepts[concept]["by"]}
        return {**{key: fact for key, fact in self.facts.items() if isinstance(fact, str)}, **wanted}

    def begin(self, layer: str, rule: dict) -> tuple[Take, Step]:
        """The values that a rule takes, and a recorder of its steps."""
        taken = self.take(rule)
        return taken, self.recorder(layer, rule, taken)

    def recorder(self, layer: str, rule: dict, taken: Take, assumptions: list[str] | None = None) -> Step:
        """A recorder of steps of ``rule``: each cites the rule, and the clauses of the values in its formula."""
        grounds = Grounds(self.sheet.working, self._prefix(layer), {"section": self.id, "layer": layer})
        grounds.add(rule, taken, of_rule=False)
        return grounds.recorder(rule, assumptions, always=rule["cites"])

    def give(
        self, name: str, value: Value, unit: str = "yuan", *, approximate: bool = False, why: str | None = None
    ) -> None:
        """Write a result; ``value`` ``None`` says by ``why`` that there is none."""
        self.sheet.figures[f"{self.id}.{name}" if self.id else name] = Figure(value, unit, approximate, why)

    def _prefix(self, layer: str) -> str:
        return f"{self.id}.{layer}" if self.id else layer


def chosen_readings(inputs: dict, book: Rulebook) -> Readings:
    """The option of every reading: as asked, else as chosen."""
    return book.chosen_readings(inputs.get("readings", {}))


def printed(figure: Figure, value: Value) -> str | None:
    """A value as a result prints it: yuan with two decimals, a percentage, a plain number, a date, an outcome's id."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int):
        return yuan(value) if figure.unit == "yuan" else str(value)
    return percent(value) if figure.unit == "ratio" else decimal(value)


# A fact: a choice, nothing told, or what finds out from values: a choice, or those that the values leave possible.
Fact = str | None | Callable[[Section], str | tuple[str, ...] | None]
