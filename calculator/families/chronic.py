"""Chronic diseases: who is covered for the two diseases, what becomes of an application, which services are due and
whether they were given, what is watched and told, and the rates that are reported."""

from __future__ import annotations

from calculator.answer import Answer
from calculator.dates import year_of
from calculator.families.settle import settle
from calculator.families.sheet import Section, Sheet
from calculator.fields import ENVELOPE, Field, keys_of
from calculator.inputs import Checker
from calculator.mechanisms import average, in_percent, often_enough
from calculator.money import fen
from calculator.periods import months_within, weeks_within
from calculator.rulebook import Rulebook, within

# Each question with the result it is asked for and the facts without which it is not asked at all.
QUESTIONS = {
    "two_disease": ("two_disease_cover", ("hypertension", "diabetes")),
    "chronic_certificate": ("certificate", ("assessed",)),
    "home_care": ("home_delivery", ("dependent",)),
    "poverty_watch": ("report_burden", ("burden_heavy",)),
    "poverty_risk": ("take_into_watch", ("relapse_risk",)),
    "notice_before_admission": ("notice", ("told_before_admission",)),
}
HAS_FRAME = False
TOLD_AS = "sheet"
SERVICES = ("home_visits", "health_checks", "disease_visits", "deliveries")
RATES = {
    "out_referral_rate": ("outside", "stays"),
    "in_county_rate": ("outside", "stays"),
    "application_rate": ("applications", "screened"),
    "pass_rate": ("passed", "applications"),
    "coverage": ("covered", "to_cover"),
    "satisfaction": ("satisfied", "asked"),
}
AVERAGE = "average_cost"
LAYERS = (*QUESTIONS, *SERVICES, *RATES, AVERAGE)  # each question, service and rate is asked for on a layer of its own
MOST_YEARS = 10  # of a span of days
TERMS = ("deductible", "ratio", "cap")  # of the cover for the two diseases
COUNTS = ("stays", "outside", "screened", "applications", "passed", "to_cover", "covered", "asked", "satisfied")
FIELDS = (
    *ENVELOPE,
    Field("hypertension", "flag"),
    Field("diabetes", "flag"),
    Field("meets_criteria", "flag"),
    Field("managed", "flag"),
    Field("assessed", "choice", choices="assessed"),
    Field("papers_missing", "flag"),
    Field("no_certificate_reason", "choice", choices="no_certificate_reason"),
    Field("dependent", "flag"),
    Field("chronic_disease", "flag"),
    Field("need_confirmed", "flag"),
    Field("supported", "choice", choices="supported"),
    Field("burden_heavy", "flag"),
    Field("relapse_risk", "flag"),
    Field("told_before_admission", "flag"),
    Field("first_day", "day"),
    Field("last_day", "day"),
    *(Field(name, "days", most=1000) for name in SERVICES),
    *(Field(name, "count", most=100_000_000) for name in COUNTS),
    Field("cost", "fund_money"),
)
KEYS = keys_of(FIELDS)


def check(inputs: dict, checker: Checker) -> None:
    """A span of days in order and not longer than ten years; a part that is not larger than its whole."""
    first, last = inputs.get("first_day"), inputs.get("last_day")
    if first and last and last < first:
        checker.problem("last_day", "reversed", found=last, earlier=first)
    elif first and last and year_of(last) - year_of(first) > MOST_YEARS:
        checker.problem("last_day", "too_long", found=last, most=str(MOST_YEARS))
    for part, whole in dict.fromkeys(RATES.values()):
        found, limit = inputs.get(part), inputs.get(whole)
        if limit == 0:
            checker.problem(whole, "nothing_to_divide_by")
        elif found is not None and limit is not None and found > limit:
            checker.problem(part, "part_beyond_whole", found=found, most=limit)


def days(inputs: dict) -> list[str]:
    """The day whose policy is asked for."""
    return [inputs["date"]]


def run(inputs: dict, book: Rulebook, working: bool = True) -> Answer:
    """The answer to a normalised request; see :func:`calculator.run`."""
    return settle(_fill, inputs, book, working)


def _fill(sheet: Sheet) -> None:
    told = sheet.inputs
    section = sheet.section("", "person", {key: told.get(key) for key in KEYS if key != "scheme"})
    for layer, (result, needs) in QUESTIONS.items():
        if any(told.get(need) is not None for need in needs):
            _decide(section, layer, result)
    services = sheet.section("services", "services", section.facts)
    for service in SERVICES:
        for rule in _due(services, service, told):
            _frequency(services, service, rule, told)
    _rates(sheet.section("rates", "rates", {}), told)


def _due(section: Section, service: str, told: dict) -> list[dict]:
    """The rules by which a service is due; nobody is asked further facts for a service that was not asked about."""
    asked = service in told
    rules = section.sheet.book.rules_of(service, section.sheet.places)
    if not asked and any(section.facts.get(key) is None for rule in rules for key in rule["when"]):
        return []
    return section.standing(service, "often_enough", quiet=not asked)


def _decide(section: Section, layer: str, result: str) -> None:
    """All that the first rule that stands gives; where none does, the documents do not say so."""
    rule = section.decide(layer)
    if rule is None:
        section.give(result, None, "outcome", why="not_determined")
        return
    for name, outcome in rule["gives"].items():
        section.give(name, outcome, "outcome")
    if layer == "two_disease":
        _terms(section)
    if rule["gives"].get("reason_needed") == "yes":
        reason = section.told("no_certificate_reason")
        section.give("reason", reason, "outcome", why=None if reason else "not_told")


def _terms(section: Section) -> None:
    """What the cover for each of the person's two diseases pays, as far as anybody states it."""
    for disease in ("hypertension", "diabetes"):
        if section.known(disease) != "yes":
            continue
        for term in TERMS:
            known = section.ask(f"two_disease.{term}", two_disease=disease)
            why = "not_stated" if known.whose == "missing" else None
            value = known.value if isinstance(known.value, int) else tuple(known.value or ()) or None
            unit = "ratio" if term == "ratio" else "yuan"
            section.give(f"{disease}_{term}", None if why else value, unit, approximate=known.approximate, why=why)


def _frequency(section: Section, service: str, rule: dict, told: dict) -> None:
    """Whether a service was given as often as it is due, in each whole week or month of the span in which it is due
    throughout."""
    every = section.how(rule)["every"]
    taken = section.take(rule)
    section.give(f"{service}_due", taken["least"].value, f"times_a_{every}")
    first, last = told.get("first_day"), told.get("last_day")
    if service not in told or first is None or last is None:
        section.give(f"{service}_kept", None, "flag", why="not_told")
        return
    periods = (weeks_within if every == "week" else months_within)(first, last)
    periods = [period for period in periods if all(_is_due(rule, day, section) for day in period)]
    if not periods:
        section.give(f"{service}_kept", None, "flag", why="no_whole_period")
        return
    late = often_enough.short(taken, periods, told[service], section.recorder(service, rule, taken))
    section.give(f"{service}_kept", "no" if late else "yes", "flag")
    if late:
        section.give(f"{service}_short", "\n".join(late), "list")


def _is_due(rule: dict, day: str, section: Section) -> bool:
    """Whether the rule and its document hold on a day, for the person."""
    book = section.sheet.book
    ended = book.ending(rule, day, section.groups)
    return book.holds(rule["document"], day) and within(day, rule["from"], rule["until"]) and not ended


def _rates(section: Section, told: dict) -> None:
    """The rates and the average, from the counts that were told."""
    for name, (part_of, whole_of) in RATES.items():
        for rule in section.standing(name, "in_percent", quiet=True):
            taken = section.take(rule)
            stated = {count: known.value for count, known in taken.items()}
            part, whole = told.get(part_of, stated.get("part")), told.get(whole_of, stated.get("whole"))
            if part is not None and whole is not None:
                step = section.recorder(name, rule, taken)
                section.give(name, in_percent.compute(part, whole, section.how(rule)["of"], step), "percent")
            elif part_of in told:
                section.give(name, None, "percent", why="not_told")
    for rule in section.standing(AVERAGE, "average", quiet=True):
        if "cost" in told and "stays" not in told:
            section.give(AVERAGE, None, why="not_told")
        elif "cost" in told:
            section.give(
                AVERAGE, average.compute(fen(told["cost"]), told["stays"], section.recorder(AVERAGE, rule, {}))
            )
