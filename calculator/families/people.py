"""Whose year it is: the person and the episodes of care, with what was told of them and money in fen."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from itertools import pairwise

from calculator.dates import plus_months
from calculator.families.open_facts import Assumed, Open, OpenFact
from calculator.money import fen, smaller
from calculator.rulebook import Rulebook

# What is meant where nothing is filled in; the words of these fields say so.
UNTOLD = {"scheme": "resident", "destination": "local", "emergency": "no", "tilted_approved": "no"}
FOLLOWING = frozenset(("area", "from_level", "continues", "stay_of_year", *UNTOLD))  # known although nobody told
AREA_OF = {
    "local": "inside_county",
    "city_owned": "inside_city",
    "other_city": "outside_city",
    "other_province": "outside_city",
}


def is_before_recognition(settled: str, recognised: str | None) -> bool:
    """Whether costs settled on a day lie before the recognition of an identity, in the same year."""
    return recognised is not None and settled < recognised and settled[:4] == recognised[:4]


class Person:
    """Who asks: places nearest first, groups with what they imply, readings chosen, episodes in the order in which
    they count."""

    def __init__(
        self, inputs: dict, book: Rulebook, own_keys: frozenset[str], keys: frozenset[str], assumed: Assumed
    ) -> None:
        """``own_keys`` are those of ``keys`` that facts about the person have, the others are an episode's;
        ``assumed`` answers some that nobody told."""
        self.inputs, self.book, self.assumed = inputs, book, assumed
        self.own_keys, self.keys = own_keys, keys
        self.places = book.places(inputs["place"])
        self.groups = book.with_implied(inputs.get("groups", []))
        self.readings = book.chosen_readings(inputs.get("readings", {}))
        self.earlier_burden = fen(inputs.get("earlier_burden", "0"))
        episodes = [Episode(raw, f"episodes[{number}]", self) for number, raw in enumerate(inputs["episodes"])]
        self.episodes = sorted(episodes, key=lambda one: (one.admitted, one.discharged, one.sequence, one.id))
        stays = [one for one in self.episodes if one.known("care") == "inpatient"]
        for before, stay in pairwise(stays):
            stay.before = before
        self._begin_medical_years()

    def held(self, key: str) -> list[str]:
        """The answers of a key that the person holds, of one that only the data know."""
        told = self.inputs.get(key, ())
        return told if isinstance(told, list) else []

    def groups_on(self, day: str) -> frozenset[str]:
        """The groups that the person holds on a day: an identity counts from its recognition."""
        recognised = self.inputs.get("recognised_on")
        if recognised is None or day >= recognised:
            return self.groups
        return frozenset(group for group in self.groups if self.book.groups[group]["kind"] != "identity")

    def _begin_medical_years(self) -> None:
        """Give each episode the first day of its twelve months, counted from the first of them."""
        begins = self.inputs.get("first_admission") or self.episodes[0].admitted
        ends = plus_months(begins, 12)
        for episode in self.episodes:
            if episode.admitted >= ends:
                begins, ends = episode.admitted, plus_months(episode.admitted, 12)
            episode.twelve_months_from = begins


class Episode:
    """One stay or one visit, with money in fen: the circumstances that rules are held against."""

    def __init__(self, raw: dict, at: str, person: Person) -> None:
        """``at`` is where it stands in the inputs."""
        self._raw, self._at, self._person = raw, at, person
        self.id: str = raw["id"]
        self.admitted: str = raw["admitted"]
        self.day = self.admitted  # the day whose policy holds for it
        self.discharged: str = raw.get("discharged", self.admitted)
        self.settled: str = raw.get("settled", self.discharged)
        self.sequence: int = raw.get("sequence", 0)
        self.twelve_months_from = self.admitted
        self.groups = person.groups_on(self.settled)  # a stay over the day of recognition goes by its settlement
        self.retroactive = is_before_recognition(self.settled, person.inputs.get("recognised_on"))
        self.before: Episode | None = None  # the stay before, which this one may carry on
        self.total = fen(raw["total"])
        self.in_policy = self.total - fen(raw["out_of_policy"])
        self.irregular = fen(raw.get("irregular", "0"))
        self.given = {layer: fen(text) for layer, text in raw.get("paid", {}).items()}
        self._facts: dict[str, str] | None = None  # gathered once they are asked for
        self.start()

    def start(self) -> None:
        """Begin another run: nothing is paid yet."""
        self.aside: dict[str, int] = {}  # what lies apart: fen of in-policy costs that no layer pays on
        self.paid: dict[str, int] = {}
        self.beyond_cap: dict[str, int] = {}  # layer → fen that its yearly cap kept back
        self.caps: dict[str, frozenset[str]] = {}  # layer → the caps that what it paid counts towards; none named: all
        self.limits: dict[str, frozenset[tuple]] = {}  # layer → a rule's own limits that what it paid counts towards
        self.charged: dict[str, int] = {}  # layer → fen of the deductible borne, where it was computed
        self.borne_by_then: dict[str, int] = {}  # layer → fen that the chain up to here bore, where only bounds tell

    # ── what is known ───────────────────────────────────────────────────────────────────────────────────────────────

    def known(self, key: str) -> str | None:
        """What was told of it for a key, what follows from that, or what is assumed; ``None``: none of these."""
        told = (self._person.inputs if key in self._person.own_keys else self._raw).get(key)
        found = self._following(key) if told is None else str(told)
        return self._person.assumed.get(self._field(key)) if found is None else found

    def tell(self, key: str) -> str:
        """The choice of a key; one that nobody told raises :class:`OpenFact`."""
        found = self.known(key)
        if found is None and key == "from_level" and self.before is not None:
            return self.before.tell("hospital_level")
        if found is None:
            raise OpenFact(Open(self._field(key), key, tuple(self._person.book.keys[key]["values"])))
        return found

    def facts(self) -> dict[str, str]:
        """All that is known of it, by key."""
        if self._facts is None:
            self._facts = self._told()
            others = self._person.keys if self._person.assumed else FOLLOWING & self._person.keys
            for key in others - self._facts.keys():
                found = self.known(key)
                if found is not None:
                    self._facts[key] = found
        return self._facts

    def _told(self) -> dict[str, str]:
        person, raw = self._person, self._raw
        told = {key: str(person.inputs[key]) for key in person.own_keys & person.inputs.keys()}
        told.update((key, str(raw[key])) for key in person.keys & raw.keys() - person.own_keys)
        return told

    def circumstances(self) -> tuple:
        """All on which it depends which rules stand for it."""
        person = self._person
        identity = person.groups, person.inputs.get("recognised_on"), self.groups, self.retroactive
        facts = frozenset(self.facts().items())
        return person.inputs["place"], person.readings.switched, identity, self.day, self.settled, facts

    def _following(self, key: str) -> str | None:
        """What follows for a key that was not told: from other facts, or from what an empty field means."""
        if key == "area":
            return AREA_OF[self.tell("destination")]
        if key == "from_level" and self.before is not None:
            return self.before.known("hospital_level")
        if key == "continues" and self.before is None and "from_level" not in self._raw:
            return "no"  # there is no stay before it
        if key == "stay_of_year" and self.known("care") == "inpatient":
            return self._next_after(key)
        return UNTOLD.get(key)

    def _next_after(self, key: str) -> str | None:
        """The answer behind that of the stay before, the first if there is none; the last one stands for all later.
        ``None``: stays of the year before those listed were spoken of, and nobody said how many."""
        answers, stay, later = list(self._person.book.keys[key]["values"]), self, 0
        while stay.before is not None and later < len(answers) - 1:
            stay, later = stay.before, later + 1
            told = stay._raw.get(key, self._person.assumed.get(stay._field(key)))
            if told is not None:
                return answers[smaller(answers.index(told) + later, len(answers) - 1)]
        unlisted = "first_admission" in self._person.inputs and later < len(answers) - 1
        return None if unlisted else answers[later]

    def _field(self, key: str) -> str:
        return key if key in self._person.own_keys else f"{self._at}.{key}"

    def day_of(self, event: str) -> str:
        """The day of settlement for a rule that is tested on it, else that of admission."""
        return self.settled if event == "settlement" else self.admitted

    def as_recognised(self) -> Episode:
        """The same with the identities that the person came to hold, under the documents of the day it came to."""
        later = copy(self)
        later.groups = self._person.groups
        later.day = self._person.inputs["recognised_on"]
        return later

    # ── the stay before ─────────────────────────────────────────────────────────────────────────────────────────────

    def facts_before(self) -> dict[str, str]:
        """What is known of the stay before, listed or not."""
        facts = self.before.facts() if self.before else self.facts()
        return {**facts, "hospital_level": self.tell("from_level")}

    def day_before(self) -> str:
        """The day whose policy held for the stay before."""
        return self.before.day if self.before else self.day

    def borne(self, layer: str, standard: int) -> int:
        """Fen of the deductible that the chain of stays up to here has borne: as told, as computed, or as far as the
        ``standard`` of the stay before goes where that stay's payment is known from its slip alone."""
        if "borne_before" in self._raw:
            return fen(self._raw["borne_before"])
        if self.before is None:
            return standard
        before = self.before
        if layer in before.borne_by_then:
            return before.borne_by_then[layer]
        return before.borne_with(layer, before.charged.get(layer, smaller(before.in_policy, standard)))

    def borne_with(self, layer: str, here: int) -> int:
        """Fen that the chain has borne once it has borne ``here`` at this stay."""
        told = self.before is not None or "borne_before" in self._raw
        goes_on = told and self.known("continues") == "yes"
        return here + (self.borne(layer, 0) if goes_on else 0)

    # ── money ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def left_after(self, layers: Iterable[str]) -> int:
        """Fen of in-policy costs that the given layers leave."""
        left = self.in_policy
        for amount in self.aside.values():
            left -= amount
        for layer in layers:
            if layer in self.paid:
                left -= self.paid[layer]
        return left
