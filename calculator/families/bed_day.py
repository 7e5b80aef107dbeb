"""Payment by the bed-day at institutions for medical and elderly care: the standard, what a stay comes to and who pays
it, its points, and capitation of outpatient services."""

from __future__ import annotations

from calculator.answer import Answer
from calculator.dates import days_between, year_of
from calculator.families.parts import Earlier, Part, first, joined
from calculator.families.settle import settle
from calculator.families.sheet import Section, Sheet
from calculator.fields import ENVELOPE, Field, keys_of
from calculator.inputs import Checker, InputProblems
from calculator.mechanisms import (
    bed_day_standard,
    direct_split,
    points_for_days,
    tilt_coefficient,
    unit_price,
)
from calculator.money import Pair, exactly, fen, larger, pair, yuan
from calculator.questions import Known
from calculator.rulebook import Rulebook

LAYERS = ("scope", "standard", "payment", "points", "capitation")
HAS_FRAME = False
TOLD_AS = "sheet"
MOST_DAYS = 100_000_000
YEAR = (
    Field("year", "count", True, least=1990, most=2100),
    Field("costs", "fund_money", True),
    Field("bed_days", "count", True, least=1, most=MOST_DAYS),
)
STAY = (
    Field("name", "text"),
    Field("admitted", "day", True),
    Field("discharged", "day", True),
    Field("cost", "money"),
)
FIELDS = (
    *ENVELOPE,
    Field("service", "choice", True, "service"),
    Field("institution", "choice", choices="institution"),
    Field("hospital_level", "choice", choices="hospital_level"),
    Field("years", "list", of=YEAR, least=0, most=10),
    Field("stays", "list", of=STAY, least=0, most=200),
    Field("direct_sharing", "flag"),
    Field("points_conversion", "flag"),
    Field("case_points", "quantity"),
    Field("by_head", "flag"),
    Field("contracted", "count", most=100_000_000),
)
KEYS = keys_of(FIELDS)
CAPITATION = ("by_head", "contracted")
OTHERS = ("case_points", *CAPITATION)  # what is computed without a bed-day standard
FACTS = ("service", "institution", "hospital_level", "direct_sharing", "points_conversion", "by_head")


def check(inputs: dict, checker: Checker) -> None:
    """Problems between fields: a stay ends after it begins, each year once."""
    for number, stay in enumerate(inputs.get("stays", [])):
        admitted, discharged = stay.get("admitted"), stay.get("discharged")
        if admitted and discharged and discharged < admitted:
            checker.problem(f"stays[{number}].discharged", "reversed", found=discharged, earlier=admitted)
    years = [year.get("year") for year in inputs.get("years", [])]
    for number, year in enumerate(years):
        if year is not None and year in years[:number]:
            checker.problem(f"years[{number}].year", "year_twice", found=year)


def days(inputs: dict) -> list[str]:
    """The days whose policy is asked for."""
    return [inputs["date"]]


def run(inputs: dict, book: Rulebook, working: bool = True) -> Answer:
    """The answer to a normalised request; see :func:`calculator.run`."""
    found = settle(_standard, inputs, book, working)
    standard = Earlier(found, "standard")
    parts: list[Part] = []
    if inputs.get("stays") and standard.is_there:
        parts.append(_stays(standard))
        if "points_conversion" in inputs:
            parts += [_converted(number, stay, standard) for number, stay in enumerate(inputs["stays"], 1)]
    if inputs.get("case_points") is not None:
        parts.append(_cases)
    if any(name in inputs for name in CAPITATION):
        parts.append(_capitation)
    return joined([found, *(settle(part, inputs, book, working) for part in parts)])


def _whole(sheet: Sheet) -> Section:
    return sheet.section("", "service", {key: sheet.inputs.get(key) for key in FACTS}, service=sheet.inputs["service"])


# ── the standard ────────────────────────────────────────────────────────────────────────────────────────────────────


def _standard(sheet: Sheet) -> None:
    """Whether the service is paid by the bed-day, and the standard: worked out from years, stated, or the
    place's own."""
    section = _whole(sheet)
    decided = section.decide("scope")
    if decided or not section.speaks("payment"):
        why = None if decided else "not_determined"
        section.give("scope", decided["gives"]["scope"] if decided else None, "outcome", why=why)
    if not any(sheet.inputs.get(name) for name in ("years", "stays")) and any(name in sheet.inputs for name in OTHERS):
        return
    rule = first(section, "standard", "bed_day_standard")
    paid = first(section, "payment", "unit_price", quiet=True)
    if paid is None or (rule is None and sheet.inputs.get("years")):
        section.give("standard", None, why="not_determined")
    elif rule is not None and sheet.inputs.get("years"):
        taken = section.take(rule)
        years = _years(sheet, taken["years"].value)
        step = section.recorder("standard", rule, taken)
        section.give("standard", bed_day_standard.standard(taken, years, section.how(rule), step))
    else:
        price = section.take(paid)["price"]
        section.recorder("payment", paid, {"price": price})("given_standard", None, {}, yuan(price.value))
        section.give("standard", price.value)


def _years(sheet: Sheet, count: int) -> list[bed_day_standard.Year]:
    """Costs and bed-days of the years before the one asked about.

    Raises :class:`InputProblems` when other years are told.
    """
    told = {year["year"]: (fen(year["costs"]), year["bed_days"]) for year in sheet.inputs["years"]}
    this = year_of(sheet.inputs["date"])
    wanted = list(range(this - count, this))
    if sorted(told) != wanted:
        checker = Checker(sheet.book)
        checker.problem("years", "other_years", count=count, first=wanted[0], last=wanted[-1])
        raise InputProblems(checker.problems)
    return [told[year] for year in wanted]


# ── stays ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _stays(standard: Earlier) -> Part:
    def fill(sheet: Sheet) -> None:
        whole = _whole(sheet)
        price = Known("bed_day.standard", {}, standard.amount(sheet), None, "own", (), None, False)
        amounts = [_stay(sheet, number, stay, price) for number, stay in enumerate(sheet.inputs["stays"], 1)]
        rule = first(whole, "payment", "unit_price", quiet=True)
        assert rule is not None
        if None in amounts:
            whole.give("stays_total", None, why="not_determined")
            return
        known = [amount for amount in amounts if amount is not None]
        parts = {f"stay{number}": yuan(amount) for number, amount in enumerate(known, 1)}
        whole.recorder("payment", rule, {})("stays_total", " + ".join(parts), parts, yuan(sum(known)))
        whole.give("stays_total", sum(known))

    return fill


def _stay(sheet: Sheet, number: int, stay: dict, price: Known) -> int | None:
    """Fen that one stay comes to by the bed-day, and who pays it; ``None`` where the documents of the day of
    admission do not pay by the bed-day."""
    section = _stay_section(sheet, number, stay)
    rule = first(section, "payment", "unit_price")
    if rule is None:
        section.give("amount", None, why="not_determined")
        return None
    count = _bed_days(stay)
    step = section.recorder("payment", rule, {"price": price})
    step("bed_days", None, {"admitted": stay["admitted"], "discharged": stay["discharged"]}, str(count), unit="days")
    section.give("bed_days", count, "days")
    amount = unit_price.compute({"price": price}, "by_days", pair(count), section.how(rule), step)
    section.give("amount", amount)
    _split(section, amount)
    if stay.get("cost") is not None:
        cost = fen(stay["cost"])
        step("difference", "amount - cost", {"amount": yuan(amount), "cost": yuan(cost)}, yuan(amount - cost))
        section.give("difference", amount - cost)
    return amount


def _stay_section(sheet: Sheet, number: int, stay: dict) -> Section:
    facts = {key: sheet.inputs.get(key) for key in FACTS}
    name = stay.get("name", str(number))
    return sheet.section(f"stay{number}", "stay", facts, day=stay["admitted"], name=name)


def _bed_days(stay: dict) -> int:
    """The day of discharge is not counted itself, and a stay has at least one day."""
    return larger(days_between(stay["admitted"], stay["discharged"]), 1)


def _split(section: Section, amount: int) -> None:
    rule = first(section, "payment", "direct_split")
    if rule is None:
        section.give("fund_pays", None, why="not_determined")
        section.give("patient_pays", None, why="not_determined")
        return
    taken, step = section.begin("payment", rule)
    fund = direct_split.from_the_fund(taken, amount, step)
    section.give("fund_pays", fund)
    step("from_patient", "amount - from_fund", {"amount": yuan(amount), "from_fund": yuan(fund)}, yuan(amount - fund))
    section.give("patient_pays", amount - fund)


# ── points and heads ────────────────────────────────────────────────────────────────────────────────────────────────


def _converted(number: int, stay: dict, standard: Earlier) -> Part:
    """The points of one stay, where the place converts bed-days."""

    def fill(sheet: Sheet) -> None:
        section = _stay_section(sheet, number, stay)
        rule = first(section, "points", "points_for_days")
        if rule is not None:
            taken, step = section.begin("points", rule)
            points = points_for_days.points(taken, standard.amount(sheet), _bed_days(stay), step)
            section.give("points", points, "points")
            _valued(section, points)

    return fill


def _valued(section: Section, points: Pair) -> None:
    """Points raised where the institution is favoured, and what they come to."""
    rule = first(section, "points", "tilt_coefficient")
    if rule is not None:
        taken = section.take(rule)
        points = tilt_coefficient.raised(taken, points, section.recorder("points", rule, taken))
        section.give("points_raised", points, "points")
    price = first(section, "points", "unit_price", quiet=True)
    if price is None:
        section.give("points_amount", None, why="not_determined")
        return
    taken = section.take(price)
    step = section.recorder("points", price, taken)
    section.give("points_amount", unit_price.compute(taken, "by_points", points, section.how(price), step))


def _cases(sheet: Sheet) -> None:
    """The points of ordinary cases of the institution."""
    facts = {key: sheet.inputs.get(key) for key in FACTS}
    section = sheet.section("cases", "cases", facts)
    _valued(section, exactly(sheet.inputs["case_points"]))


def _capitation(sheet: Sheet) -> None:
    section = _whole(sheet)
    rule = first(section, "capitation", "unit_price")
    if rule is None:
        section.give("capitation", None, why="not_determined")
        return
    if "contracted" not in sheet.inputs:
        section.give("capitation", None, why="not_told")
        return
    taken, step = section.begin("capitation", rule)
    contracted = pair(sheet.inputs["contracted"])
    section.give("capitation", unit_price.compute(taken, "by_heads", contracted, section.how(rule), step))
