"""The enrolment subsidy of one person for one coverage year: which share of the contribution is paid, and by whom."""

from __future__ import annotations

from calculator.answer import Answer
from calculator.families.settle import settle
from calculator.families.sheet import Sheet
from calculator.fields import ENVELOPE, Field, keys_of
from calculator.inputs import Checker
from calculator.mechanisms import share_of
from calculator.mechanisms.terms import Take
from calculator.money import lower, yuan
from calculator.rulebook import Rulebook

LAYERS = ("subsidy",)
HAS_FRAME = False
TOLD_AS = "sheet"
FIELDS = (
    *ENVELOPE,
    Field("coverage_year", "count", True, least=2000, most=2100),
    Field("recognised", "choice", choices="recognised"),
    Field("in_transition", "flag"),
)
KEYS = keys_of(FIELDS)


def check(inputs: dict, checker: Checker) -> None:
    """Nothing lies between the fields."""


def days(inputs: dict) -> list[str]:
    """The days whose policy is asked for."""
    return [inputs["date"]]


def run(inputs: dict, book: Rulebook) -> Answer:
    """The answer to a normalised request; see :func:`calculator.run`."""
    return settle(_fill, inputs, book)


def _fill(sheet: Sheet) -> None:
    asked = sheet.inputs
    section = sheet.section(
        "", "person", {"recognised": asked.get("recognised"), "in_transition": asked.get("in_transition")}
    )
    shares = [
        (rule, section.take(rule, identity=identity))
        for rule in section.standing("subsidy", "share_of")
        for identity in rule["who"]["any"]
        if identity in section.groups
    ]
    if not shares:
        decided = section.decide("subsidy")
        section.give("entitlement", decided["gives"]["entitlement"] if decided else "none", "outcome")
        return
    rule, taken = _chosen(shares)
    contribution = section.ask("enrolment.contribution")
    section.give("entitlement", "subsidised", "outcome")
    section.give("ratio", tuple(taken["ratio"].value), "ratio")
    step = section.recorder("subsidy", rule, {**taken, "amount": contribution})
    subsidy = share_of.compute(taken, "subsidy", contribution.value, step)
    section.give("subsidy", subsidy)
    own = contribution.value - subsidy
    step("own", "amount - subsidy", {"amount": yuan(contribution.value), "subsidy": yuan(subsidy)}, yuan(own))
    section.give("own", own)


def _chosen(shares: list[tuple[dict, Take]]) -> tuple[dict, Take]:
    """The highest share; of equals the first in the order of the rules."""
    best = shares[0]
    for one in shares[1:]:
        if lower(tuple(one[1]["ratio"].value), tuple(best[1]["ratio"].value)) != tuple(one[1]["ratio"].value):
            best = one
    return best
