"""The contacts of a care path, each with the facts that follow from its place in the path, and the verdict so far."""

from __future__ import annotations

from typing import NamedTuple

from calculator.families.sheet import Fact, Section
from calculator.money import fen, smaller

WORST_FIRST = ("not_compliant", "not_decided", "priority_skipped", "compliant")
VERDICT_OF = {  # of a first contact or a step; every other complies
    "elsewhere": "not_compliant",
    "not_allowed": "not_compliant",
    "not_decided": "not_decided",
    "priority_skipped": "priority_skipped",
}


class Stay:
    """A contact where care is given, with what the stay after it builds on; money in fen."""

    def __init__(self, told: dict, before: Stay | None, chain: int | None = None) -> None:
        """``chain``: what the stays up to here bore, where an earlier part found it out."""
        self.chain = chain
        self.level: str = told["institution_level"]
        self.before = before
        self.told_borne = fen(told["deductible_borne"]) if "deductible_borne" in told else None
        self.in_policy = fen(told["total"]) - fen(told["out_of_policy"]) if "total" in told else None
        self.charged: int | None = None  # the deductible, once it is found out
        self.goes_on = False  # whether it carries on the stay before

    def borne(self) -> int | None:
        """Fen of the deductible that the chain of stays up to here bore; ``None`` where nobody told."""
        if self.chain is not None:
            return self.chain
        here = self.told_borne
        if here is None and self.in_policy is not None and self.charged is not None:
            here = smaller(self.in_policy, self.charged)
        earlier = self.before.borne() if self.goes_on and self.before else 0
        return None if here is None or earlier is None else here + earlier


class Contact(NamedTuple):
    """One contact: its section, and the stay where it is one."""

    section: Section
    stay: Stay | None
    told: dict


class Sofar(NamedTuple):
    """What a path leaves to its next contact: the verdict of all so far (``None`` where no document decides it), the
    outcome of the first contact, and the fen of the deductible that the chain of stays bore."""

    verdict: str | None = None
    first_contact: str | None = None
    borne: int | None = None


class Path:
    """Goes on along the contacts from what those before left."""

    def __init__(self, whole: Section, sofar: Sofar) -> None:
        self._whole, self._sheet = whole, whole.sheet
        self._levels = list(whole.sheet.book.keys["institution_level"]["values"])  # from the lowest up
        self._first_contact, self._borne, self.verdict = sofar.first_contact, sofar.borne, sofar.verdict

    def sofar(self, stay: Stay | None) -> Sofar:
        """What is left to the contact after the one with ``stay``."""
        return Sofar(self.verdict, self._first_contact, stay.borne() if stay else self._borne)

    def contact(self, number: int) -> Contact:
        """The contact of a number, counted from 0, with the facts that rules about it ask for."""
        told = self._sheet.inputs["path"][number]
        before = self._sheet.inputs["path"][number - 1] if number else None
        earlier = [one for one in self._sheet.inputs["path"][:number] if "care" in one]
        last = Stay(earlier[-1], None, self._borne) if earlier else None
        stay = Stay(told, last) if "care" in told else None
        settled = told.get("settled", told.get("discharged"))
        section = self._sheet.section(
            f"c{number + 1}",
            "contact",
            {**self._of_the_whole(), **self._facts(told, before, stay), "first_contact": self._first_contact},
            day=told.get("admitted"),
            days={"settlement": settled} if settled else None,
            at=f"path[{number}]",
            n=number + 1,
            institution_level=told["institution_level"],
            area=told["area"],
        )
        return Contact(section, stay, told)

    def _of_the_whole(self) -> dict[str, Fact]:
        """The facts of the whole path; what nobody told of them is asked for once, not at each contact."""

        def ask(key: str) -> Fact:
            return lambda section: self._whole.tell(key)

        facts = self._whole.facts
        return {key: ask(key) if fact is None else fact for key, fact in facts.items()}

    def _facts(self, told: dict, before: dict | None, stay: Stay | None) -> dict[str, Fact]:
        names = ("institution_level", "area", "stable", "care", "designated", "same_disease", "in_community")
        level, area = told["institution_level"], told["area"]
        from_level = before["institution_level"] if before else None
        unreferred = before is None and self._whole.facts["before_path"] == "nothing"
        return {
            **{name: told.get(name) for name in names},
            "at_residence": told.get("at_residence", "yes"),
            "emergency": told.get("emergency", "no"),
            "formalities": told.get("formalities", "no" if unreferred else None),
            "from_level": from_level,
            "direction": self._direction(from_level, level),
            "leaves_city": "yes" if area == "outside_city" and before and before["area"] != area else "no",
            "hospital_level": level,
            "destination": told.get("destination") or self._destination(level, area),
            "mode": lambda section: "advised" if section.is_so("formalities") else "other",
            "continues": told.get("continues") or self._continues(stay),
        }

    def _direction(self, from_level: str | None, level: str) -> str | None:
        if from_level is None:
            return None
        risen = self._levels.index(level) - self._levels.index(from_level)
        return "up" if risen > 0 else "down" if risen else "across"

    def _destination(self, level: str, area: str) -> Fact:
        """Where care was given, or where it may have been, as far as area and level tell."""
        if area == "outside_city":
            return lambda section: ("other_city", "other_province")
        return "local" if level in ("village", "township", "county") else lambda section: ("city_owned", "local")

    def _continues(self, stay: Stay | None) -> Fact:
        """A stay carries on the one before where a referral led to it."""
        return "no" if stay is None or stay.before is None else lambda section: section.tell("formalities")

    # ── the verdict ─────────────────────────────────────────────────────────────────────────────────────────────────

    def judge(self, contact: Contact) -> None:
        """Decide on the first contact or on the step to this one, and take it into the verdict; tell the section
        whether this contact counts as referred under the rules, and what its stay follows on."""
        first = contact.section.id == "c1"
        outcome = self._first(contact.section) if first else self._step(contact.section)
        if outcome is None or (self.verdict is None and not first):
            self.verdict = None
        else:
            new = VERDICT_OF.get(outcome, "compliant")
            self.verdict = min(new, self.verdict or new, key=WORST_FIRST.index)
            contact.section.give("so_far", self.verdict, "outcome")
        contact.section.facts["first_contact"] = self._first_contact
        contact.section.facts["compliant"] = self._compliant(contact.told)
        if contact.stay:
            self.follow_on(contact.section, contact.stay)

    def _first(self, section: Section) -> str | None:
        if not section.is_so("in_scope") or not section.speaks("first_contact"):
            section.give("first_contact", None, "outcome", why="not_determined")
            return None
        decided = section.decide("first_contact")
        outcome: str = decided["gives"]["first_contact"] if decided else "elsewhere"
        self._first_contact = outcome
        section.give("first_contact", outcome, "outcome")
        return outcome

    def _step(self, section: Section) -> str | None:
        if not section.is_so("in_scope") or not section.speaks("step"):
            section.give("step", None, "outcome", why="not_determined")
            return None
        decided = section.decide("step")
        bound = section.facts["direction"] == "up" or section.is_so("leaves_city")
        outcome: str = decided["gives"]["step"] if decided else "not_allowed" if bound else "silent"
        section.give("step", outcome, "outcome")
        return outcome

    def _compliant(self, told: dict) -> Fact:
        """Whether what follows treats the contact as referred under the rules; what no document decides, the asker
        tells. Where only a priority was passed over, no more than the relief inside the county is lost."""
        if self.verdict in ("compliant", "not_compliant"):
            return "yes" if self.verdict == "compliant" else "no"
        if self.verdict == "priority_skipped":
            return "no" if told["area"] == "inside_county" else "yes"
        return told.get("compliant")

    def follow_on(self, section: Section, stay: Stay) -> None:
        """From here on the section speaks of stays alone: where the stay before was, and which way it went."""
        before = stay.before
        section.facts["from_level"] = before.level if before else None
        section.facts["direction"] = self._direction(before.level if before else None, stay.level)
