"""Enrolment of one person for one coverage year: the subsidy and who pays it, a refund of what was paid, the mark of
exemption, and the day by which to apply."""

from __future__ import annotations

from functools import reduce
from typing import NamedTuple

from calculator.answer import Answer
from calculator.dates import day_of, year_of
from calculator.families.settle import settle
from calculator.families.sheet import Section, Sheet
from calculator.fields import ENVELOPE, Field, keys_of
from calculator.inputs import Checker
from calculator.mechanisms import MECHANISMS, filing_round, first_year
from calculator.mechanisms.terms import Take
from calculator.money import NOTHING, WHOLE, Pair, fen, pair, share, smaller, upper, yuan
from calculator.rulebook import Rulebook

LAYERS = ("subsidy", "payer", "own_part", "refund", "exemption", "filing")
HAS_FRAME = False
TOLD_AS = "sheet"
FIELDS = (
    *ENVELOPE,
    Field("coverage_year", "count", True, least=2000, most=2100),
    Field("recognised_on", "day"),
    Field("recognised", "choice", choices="recognised"),
    Field("in_transition", "flag"),
    Field("paid_individually", "flag"),
    Field("paid_amount", "money"),
    Field("filed_on", "day"),
    Field("adjusted_in_year", "flag"),
)
KEYS = keys_of(FIELDS)
NOT_DETERMINED = "not_determined"
RESIDENT = "resident"  # the scheme whose contribution is subsidised


def check(inputs: dict, checker: Checker) -> None:
    """Problems that lie between fields: an amount paid by somebody who did not pay, a filing after the year."""
    paid, filed, year = inputs.get("paid_amount"), inputs.get("filed_on"), inputs.get("coverage_year")
    if paid and fen(paid) and inputs.get("paid_individually") == "no":
        checker.problem("paid_amount", "paid_and_not_paid", found=paid)
    if filed and year and year_of(filed) > year:
        checker.problem("filed_on", "after_year", found=filed, year=year)


def days(inputs: dict) -> list[str]:
    """The days whose policy is asked for."""
    return [inputs["date"]]


def run(inputs: dict, book: Rulebook, working: bool = True) -> Answer:
    """The answer to a normalised request; see :func:`calculator.run`."""
    return settle(_fill, inputs, book, working)


def _fill(sheet: Sheet) -> None:
    asked = sheet.inputs
    facts = {
        "recognised": _recognised,
        "in_transition": _in_transition,
        "paid_individually": _paid(asked),
        "adjusted_in_year": asked.get("adjusted_in_year"),
    }
    section = sheet.section("", "person", facts, days={"recognition": asked.get("recognised_on")})
    if _has(sheet, "subsidy"):
        _subsidy(section)
    if _has(sheet, "refund"):
        _refund(section.on(_day_in(asked["coverage_year"], asked["date"])))
    if _has(sheet, "filing"):
        _filing(section, asked["coverage_year"], asked.get("filed_on"))


def _has(sheet: Sheet, layer: str) -> bool:
    return bool(sheet.book.rules_of(layer, sheet.places))


# ── facts that dates tell ───────────────────────────────────────────────────────────────────────────────────────────


def _recognised(section: Section) -> str | tuple[str, ...] | None:
    """Where the day of recognition lies to the window of enrolment; as told, where days do not decide."""
    day, told = section.sheet.inputs.get("recognised_on"), section.sheet.inputs.get("recognised")
    if day is None:
        return str(told) if told else None
    start, end = section.ask("enrolment.window_start").value, section.ask("enrolment.window_end").value
    if start is not None and day < start:
        return "before_period"
    if end is not None and day > end:
        return "after_period"
    if start is not None and end is not None:
        return "within_period"
    possible = tuple(
        choice
        for choice, ruled_out in (("before_period", start), ("within_period", None), ("after_period", end))
        if ruled_out is None
    )
    return told if told in possible else possible


def _in_transition(section: Section) -> str | None:
    """Whether the date asked lies in the transition period; as told, else by its last day."""
    told = section.sheet.inputs.get("in_transition")
    if told is not None:
        return str(told)
    end = section.ask("enrolment.transition_end").value
    return None if end is None else ("yes" if section.sheet.inputs["date"] <= end else "no")


def _paid(asked: dict) -> str | None:
    """Whether the person paid; an amount paid says so."""
    if "paid_individually" in asked or "paid_amount" not in asked:
        return asked.get("paid_individually")
    return "yes" if fen(asked["paid_amount"]) else "no"


def _day_in(year: int, date: str) -> str:
    """The day on which a document must hold to speak of a year: the date asked, or the first day of another year."""
    return date if year_of(date) == year else day_of(year, 1, 1)


# ── subsidy ─────────────────────────────────────────────────────────────────────────────────────────────────────────


class Share(NamedTuple):
    """What one rule gives for one identity: exact fen, and the ratio where it is one."""

    rule: dict
    identity: str
    taken: Take
    amount: Pair
    ratio: Pair | None


def _subsidy(section: Section) -> None:
    for rule in section.standing("subsidy", "first_year", quiet=True):
        taken = section.take(rule)
        if first_year.is_early(taken, section.sheet.inputs["coverage_year"], section.recorder("subsidy", rule, taken)):
            section.give("entitlement", None, "outcome", why=NOT_DETERMINED)
            return
    rules = section.standing("subsidy", "share_of") + section.standing("subsidy", "fixed_amount")
    shares = _shares(section, rules)
    if shares:
        _subsidised(section, shares)
        return
    decided = section.decide("subsidy")
    entitlement = decided["gives"]["entitlement"] if decided else _by_name(section, "subsidy")
    if entitlement == NOT_DETERMINED:
        section.give("entitlement", None, "outcome", why=NOT_DETERMINED)
        return
    section.give("entitlement", entitlement, "outcome")
    section.give("subsidy", 0)
    if section.tell("scheme") == RESIDENT:
        section.give("ratio", NOTHING, "ratio")
        section.give("own", section.ask("enrolment.contribution").value)


def _by_name(section: Section, layer: str) -> str:
    """What holds where no rule decides: nothing for people whom no rule names, and for others it is not determined."""
    rules = section.sheet.book.rules_of(layer, section.sheet.places)
    held = any(section.sheet.book.holds(rule["document"], section.day) for rule in rules)
    return NOT_DETERMINED if section.names(layer) or not held else "none"


def _shares(section: Section, rules: list[dict]) -> list[Share]:
    """What each rule gives for each of the person's identities; a fixed amount counts where it is known."""
    found: list[Share] = []
    for rule in rules:
        for identity in rule["who"]["any"]:
            if identity not in section.groups:
                continue
            if rule["use"] == "share_of":
                taken = section.take(rule, identity=identity)
                ratio = taken["ratio"].value
                contribution = section.ask("enrolment.contribution").value
                found.append(Share(rule, identity, taken, share(contribution, ratio), tuple(ratio)))
            elif section.knows(rule, identity=identity):
                taken = section.take(rule, identity=identity)
                amount = smaller(taken["fixed"].value, section.ask("enrolment.contribution").value)
                found.append(Share(rule, identity, taken, pair(amount), None))
    fixed = {one.identity for one in found if one.ratio is None}
    return [one for one in found if one.ratio is None or one.identity not in fixed]


def _chosen(shares: list[Share], of_several: str) -> list[Share]:
    """The shares that a person of several identities has: the first in the order of the clause, or all that are as
    high as the highest."""
    if of_several == "list_order":
        return shares[:1]
    by_ratio = all(one.ratio for one in shares)
    sizes = [(one.ratio if by_ratio and one.ratio else one.amount) for one in shares]
    highest = reduce(upper, sizes)
    return [one for one, size in zip(shares, sizes, strict=True) if size == highest]


def _subsidised(section: Section, shares: list[Share]) -> None:
    chosen = _chosen(shares, section.how(shares[0].rule)["of_several"])
    rule, taken, ratio = chosen[0].rule, chosen[0].taken, chosen[0].ratio
    contribution = section.ask("enrolment.contribution")
    values = {**taken, "amount": contribution}
    several = len({one.identity for one in shares}) > 1
    step = section.recorder("subsidy", rule if several else {**rule, "how": {}}, values)  # one alone is no choice
    about = any(known.approximate for known in values.values())
    section.give("entitlement", "subsidised", "outcome")
    if ratio is not None:
        section.give("ratio", ratio, "ratio", approximate=about)
    subsidy = MECHANISMS[rule["use"]].compute(taken, "subsidy", contribution.value, step)
    section.give("subsidy", subsidy, approximate=about)
    own = contribution.value - subsidy
    step("own", "amount - subsidy", {"amount": yuan(contribution.value), "subsidy": yuan(subsidy)}, yuan(own))
    section.give("own", own, approximate=about)
    if _has(section.sheet, "payer"):
        _payer(section, {one.identity for one in chosen})
    if ratio != WHOLE:
        for collected in section.decide_all("own_part"):
            section.give("collected_by", collected["gives"]["collected_by"], "outcome")


def _payer(section: Section, identities: set[str]) -> None:
    """Who pays the subsidy, by the identities it is due for; where these have different payers, the documents leave it
    open."""
    rules = [rule for rule in section.standing("payer", quiet=True) if identities & set(rule["who"]["any"])]
    found = [section.say_decided("payer", rule)["gives"]["payer"] for rule in rules]
    if len(set(found)) == 1:
        section.give("payer", found[0], "outcome")
    else:
        section.give("payer", None, "outcome", why="several" if found else NOT_DETERMINED)


# ── refund, exemption, filing ───────────────────────────────────────────────────────────────────────────────────────


def _refund(section: Section) -> None:
    """Whether what the person paid is given back, how much that is, and whether the person is marked as exempt."""
    has_paid = section.names("refund") and section.is_so("paid_individually")
    decided = section.decide("refund") if has_paid else None
    if decided:
        decision = decided["gives"]["refund_decision"]
    else:
        decision = _by_name(section, "refund") if has_paid or not section.names("refund") else "nothing_paid"
    if decision == NOT_DETERMINED:
        section.give("refund_decision", None, "outcome", why=NOT_DETERMINED)
        section.give("refund", None, why=NOT_DETERMINED)
    else:
        section.give("refund_decision", decision, "outcome")
        section.give("refund", _refunded(section, decided) if decided and decision == "refunded" else 0)
    exempt = section.decide("exemption")
    if exempt:
        section.give("exemption", exempt["gives"]["exemption"], "outcome")
        for rule in section.standing("exemption", quiet=True):
            if rule["id"] != exempt["id"] and rule["gives"] == exempt["gives"]:
                section.say_decided("exemption", rule)  # another sentence says the same
    elif _by_name(section, "exemption") == NOT_DETERMINED:
        section.give("exemption", None, "outcome", why=NOT_DETERMINED)
    else:
        section.give("exemption", "not_marked", "outcome")


def _refunded(section: Section, rule: dict) -> int:
    """Fen: all that was paid; where the amount was not told, the contribution of the year."""
    told = section.sheet.inputs.get("paid_amount")
    if told:
        paid, values = fen(told), {}
    else:
        known = section.ask("enrolment.contribution")
        paid, values = known.value, {"paid": known}
    step = section.recorder("refund", rule, values)
    step("refund", "paid", {"paid": yuan(paid)}, yuan(paid))
    return int(paid)


def _filing(section: Section, year: int, filed: str | None) -> None:
    """By when an application had to be filed for a coverage year, and from when one filed on a day counts."""
    for rule in section.standing("filing", "filing_round"):
        taken, step = section.begin("filing", rule)
        deadline = filing_round.deadline(taken, year, step)
        section.give("deadline", deadline, "date")
        if filed is None:
            section.give("benefits_from", None, "date", why="not_told")
            return
        in_time = filed <= deadline
        adjusted = None if in_time else section.decide("filing")
        section.give("round", adjusted["gives"]["round"] if adjusted else "this" if in_time else "next", "outcome")
        if adjusted:
            section.give("benefits_from", None, "date", why="not_stated")
        else:
            section.give("benefits_from", filing_round.starts(taken, filed, step), "date")
        return
    section.give("deadline", None, "date", why=NOT_DETERMINED)
