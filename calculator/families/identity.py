"""What recognition, exit and death do to a person's benefits: month by month of a year, retroactively for costs of the
year before recognition, and to the flag and the record of exemption."""

from __future__ import annotations

from functools import partial

from calculator.answer import Answer
from calculator.dates import plus_days, year_of
from calculator.families.parts import joined
from calculator.families.settle import NOWHERE, Start, for_all, settle, settle_from
from calculator.families.sheet import Section, Sheet
from calculator.families.spells import BEFORE, HELD, Moment, Spell, before_recognition, moment, spans
from calculator.fields import ENVELOPE, Field, keys_of
from calculator.inputs import Checker
from calculator.mechanisms import MECHANISMS, ends_in, filing_round
from calculator.mechanisms.entitlement import Account, entitle
from calculator.money import fen, smaller, yuan
from calculator.rulebook import Rulebook

RETROACTIVE = ("retroactive", "retroactive_exclusion", "retroactive_amount")
LAYERS = ("benefits", "identity_flag", "exemption", "filing", *RETROACTIVE)
HAS_FRAME = False
TOLD_AS = "sheet"
IDENTITY = (
    Field("identity", "choice", True, "identity"),
    Field("recognised_on", "day", True),
    Field("exited_on", "day"),
    Field("filed_on", "day"),
)
COST = (
    Field("id", "name", True),
    Field("incurred_on", "day", True),
    Field("settled", "day"),
    Field("amount", "money", True),
    Field("area", "choice", True, "area"),
    Field("compliant", "flag"),
)
FIELDS = (
    *(field for field in ENVELOPE if field.name != "groups"),  # identities are told with their days
    Field("identities", "list", True, of=IDENTITY, most=20),
    Field("died_on", "day"),
    Field("paid_individually", "flag"),
    Field("applied", "flag"),
    Field("costs", "list", of=COST, least=0, most=100),
)
KEYS = keys_of(FIELDS) | {"identity_phase", "same_year"}
NOT_DETERMINED = "not_determined"
ORDINARY, NOT_RECOGNISED = "ordinary", "not_recognised"  # benefits
COUNTED, OUTSIDE, OTHER_YEAR = "counted", "outside", "other_year"  # what becomes of a cost


def check(inputs: dict, checker: Checker) -> None:
    """Problems that lie between fields: an end before its beginning, a cost told twice."""
    died, seen = inputs.get("died_on"), set()
    for number, one in enumerate(inputs.get("identities", [])):
        recognised, exited = one.get("recognised_on"), one.get("exited_on")
        if recognised and exited and exited < recognised:
            checker.problem(f"identities[{number}].exited_on", "reversed", found=exited, earlier=recognised)
        if one.get("filed_on") and inputs.get("date") and year_of(one["filed_on"]) > year_of(inputs["date"]):
            checker.problem(
                f"identities[{number}].filed_on", "after_year", found=one["filed_on"], year=inputs["date"][:4]
            )
        if recognised and died and died < recognised:
            checker.problem("died_on", "reversed", found=died, earlier=recognised)
    for number, one in enumerate(inputs.get("costs", [])):
        if one.get("id") in seen:
            checker.problem(f"costs[{number}].id", "twice", found=one["id"])
        seen.add(one.get("id"))
        if one.get("settled") and one.get("incurred_on") and one["settled"] < one["incurred_on"]:
            checker.problem(f"costs[{number}].settled", "reversed", found=one["settled"], earlier=one["incurred_on"])


def days(inputs: dict) -> list[str]:
    """The day whose policy is asked for; the other days of its year are told beside it."""
    return [inputs["date"]]


def run(inputs: dict, book: Rulebook, working: bool = True) -> Answer:
    """The answer to a normalised request; see :func:`calculator.run`."""
    groups = sorted({one["identity"] for one in inputs["identities"]})
    asked = {**inputs, "groups": groups}
    answers = [settle(lambda sheet: _marks(sheet, _spells(sheet)), asked, book, working)]
    if inputs.get("costs") and book.rules_of("retroactive", book.places(inputs["place"])):
        answers += _retroactively(asked, book, working)
    answers.append(settle(lambda sheet: _year(sheet, _spells(sheet, again=True)), asked, book, working))
    return joined(answers)


def _retroactively(inputs: dict, book: Rulebook, working: bool) -> list[Answer]:
    """Each cost by itself, then what is due on all: on those that surely count, and on all that may."""
    parts = [
        settle_from([NOWHERE], partial(_cost_alone, number), inputs, book, working, {})
        for number in range(len(inputs["costs"]))
    ]
    left = [[(for_all(one.assumed), one.left) for one in part.passes] for part in parts]
    told = dict.fromkeys(tuple(assumed.items()) for of in left for assumed, _ in of)
    starts: list[Start] = []
    for assumed in [dict(one) for one in told if one] or [{}]:
        possible = [[cost for with_, cost in of if with_.items() <= assumed.items()] for of in left]
        for some in (any, all):  # the base is the most where all count that may, and the least where none else does
            counted = [max(cost or 0 for cost in of) for of in possible if some(cost is not None for cost in of)]
            starts.append(Start(assumed, {}, counted))
    opened = {field: fact for part in parts for field, fact in part.opened.items()}
    whole = settle_from(starts, _all_costs, inputs, book, working, opened)
    return [*(part.answer for part in parts), whole.answer]


def _cost_alone(number: int, sheet: Sheet, _: None) -> int | None:
    spells = _spells(sheet, again=True)
    return _cost(sheet, _together(sheet, spells), f"costs[{number}]", sheet.inputs["costs"][number], spells)


def _all_costs(sheet: Sheet, counted: list[int]) -> None:
    _retroactive(_together(sheet, _spells(sheet, again=True)), counted)


def _together(sheet: Sheet, spells: list[Spell]) -> Section:
    facts = {"applied": sheet.inputs.get("applied")}
    return sheet.section("retroactive", "retroactive", facts, groups=[spell.identity for spell in spells])


def _spells(sheet: Sheet, again: bool = False) -> list[Spell]:
    """The spells of all identities; what is told of them in another part is not told ``again``."""
    spells = [_spell(sheet, number, told) for number, told in enumerate(sheet.inputs["identities"], 1)]
    if again:
        sheet.begin_anew()
    return spells


def _spell(sheet: Sheet, number: int, told: dict) -> Spell:
    """A spell; where an application has to be filed in a yearly round, its benefits begin with the round."""
    start, filed, identity = told["recognised_on"], told.get("filed_on"), told["identity"]
    section = sheet.section(f"identity{number}", "identity", {}, groups=[identity], identity=identity)
    if filed:
        for rule in section.standing("filing", "filing_round", quiet=True)[:1]:
            taken = section.take(rule)
            start = max(start, filing_round.starts(taken, filed, section.recorder("filing", rule, taken)))
    section.give("starts", start, "date")
    if "exited_on" in told:
        section.give("ends", told["exited_on"], "date")
    return Spell(identity, told["recognised_on"], start, told.get("exited_on"))


def _at(sheet: Sheet, at: Moment, id: str, kind: str, day: str, facts: dict, where: str = "", **names: str) -> Section:
    """A section on the people and circumstances of a moment: what comes before a recognition is judged by the
    documents that hold on the day of that recognition, all else by those that hold on the day itself."""
    told = {"identity_phase": at.phase, "same_year": "yes" if at.same_year else "no", **facts}
    recognised = {"recognition": at.recognised}
    on = at.since if at.phase == BEFORE else day
    return sheet.section(id, kind, told, day=on, days=recognised, groups=at.groups, at=where, **names)


# ── as it stands on the date asked ──────────────────────────────────────────────────────────────────────────────────


def _marks(sheet: Sheet, spells: list[Spell]) -> None:
    """Benefits, flag, insurance and record of exemption on the date asked."""
    at = moment(sheet.inputs["date"], spells, sheet.inputs.get("died_on"))
    facts = {"paid_individually": sheet.inputs.get("paid_individually")}
    section = _at(sheet, at, "now", "now", sheet.inputs["date"], facts, date=sheet.inputs["date"])
    _benefits(section, at)
    for decided in section.decide_all("identity_flag"):
        for result, outcome in decided["gives"].items():
            section.give(result, outcome, "outcome")
    for rule in section.standing("identity_flag", "ends_in", quiet=True):
        ended, unit = ends_in.compute(at.since, section.how(rule), section.recorder("identity_flag", rule, {}))
        section.give("flag_ended", ended, unit)
    if at.phase == HELD and sheet.book.rules_of("exemption", sheet.places) and section.names("exemption"):
        marked = section.decide("exemption")
        if marked:
            section.give("exemption", marked["gives"]["exemption"], "outcome")
        else:
            section.give("exemption", None, "outcome", why=NOT_DETERMINED)


def _benefits(section: Section, at: Moment) -> str | None:
    """Which benefits there are, as the rules decide; nobody has any before recognition where none says otherwise."""
    decided = section.decide("benefits")
    if decided or at.phase == BEFORE:
        outcome: str = decided["gives"]["benefits"] if decided else NOT_RECOGNISED
        section.give("benefits", outcome, "outcome")
        return outcome
    section.give("benefits", None, "outcome", why=NOT_DETERMINED)
    return None


# ── month by month ──────────────────────────────────────────────────────────────────────────────────────────────────


def _year(sheet: Sheet, spells: list[Spell]) -> None:
    """The benefits of each month of the year, a month being divided where something changes."""
    year, died = year_of(sheet.inputs["date"]), sheet.inputs.get("died_on")
    whole = sheet.section("year", "year", {}, year=year)
    ordinary = []
    for span in spans(year, _turns(sheet, spells, died)):
        at = moment(span.first, spells, died)
        section = _at(sheet, at, span.first, "span", span.first, {}, first=span.first, last=span.last)
        if _benefits(section, at) == ORDINARY:
            ordinary.append(span)
    if ordinary:
        whole.give("benefits_from", ordinary[0].first, "date")
        whole.give("benefits_until", ordinary[-1].last, "date")


def _turns(sheet: Sheet, spells: list[Spell], died: str | None) -> list[str]:
    """First days on which something is new: a spell, the time after it, the time after death, a document."""
    book = sheet.book
    rules = book.rules_of("benefits", sheet.places)
    documents = {rule["document"] for rule in rules}
    turns = [day for spell in spells for day in (spell.start, spell.end)]
    ends = [day for name in documents for day in (book.documents[name]["from"], book.documents[name]["until"])]
    ends += [one["from"] for rule in rules for one in rule.get("ended", ())]
    turns += [day for day in ends if day and moment(day, spells, died).phase != BEFORE]
    return [day for day in [*turns, died and plus_days(died, 1)] if day]


# ── retroactive assistance ──────────────────────────────────────────────────────────────────────────────────────────


def _cost(sheet: Sheet, together: Section, where: str, cost: dict, spells: list[Spell]) -> int | None:
    """Fen of a cost that counts for retroactive assistance in the year asked; ``None``: it does not."""
    day = _day_of(cost, spells)
    at = before_recognition(day, spells) or moment(day, spells, sheet.inputs.get("died_on"))
    facts = {
        "area": cost["area"],
        "compliant": cost.get("compliant"),
        "applied": lambda section: together.tell("applied"),  # told once for all costs
    }
    section = _at(sheet, at, f"cost-{cost['id']}", "cost", sheet.inputs["date"], facts, where, cost=cost["id"])
    decided = section.decide("retroactive")
    outcome = decided["gives"]["cost"] if decided else OUTSIDE
    if outcome == COUNTED:
        excluded = section.decide("retroactive_exclusion")
        outcome = excluded["gives"]["cost"] if excluded else COUNTED
    if outcome == COUNTED and year_of(day) != year_of(sheet.inputs["date"]):
        outcome = OTHER_YEAR
    section.give("cost", outcome, "outcome")
    return fen(cost["amount"]) if outcome == COUNTED else None


def _day_of(cost: dict, spells: list[Spell]) -> str:
    """The day that a cost is placed by: of admission or visit, but of settlement where a recognition lies between."""
    first, settled = cost["incurred_on"], cost.get("settled", cost["incurred_on"])
    return settled if any(first < spell.start <= settled for spell in spells) else first


def _retroactive(section: Section, counted: list[int]) -> None:
    """The assistance on the costs that count, taken together."""
    base = sum(counted)
    section.give("base", base)
    for rule in section.standing("retroactive_amount", quiet=True) if base else []:
        taken, how = section.take(rule), section.how(rule)
        step = section.recorder("retroactive_amount", rule, taken)
        operands = {f"cost{number}": yuan(amount) for number, amount in enumerate(counted, 1)}
        step("base", " + ".join(operands), operands, yuan(base))
        terms = MECHANISMS[rule["use"]].terms(taken, how)
        due = entitle(terms, Account(), base, how["period"], step)
        paid = due if terms.cap is None else smaller(due, terms.cap)
        if terms.cap is not None:
            step("capped", "smaller(due, cap)", {"due": yuan(due), "cap": yuan(terms.cap)}, yuan(paid))
        section.give("amount", paid, approximate=any(known.approximate for known in taken.values()))
        return
    section.give("amount", 0)
