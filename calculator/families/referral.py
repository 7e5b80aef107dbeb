"""A care path, contact by contact: whether it complies, what that does to deductible, ratio, assistance and deposit.

Also the last day for persuading a patient to leave hospital, surgery by an outside expert, and the place of care.
"""

from __future__ import annotations

from calculator.answer import Answer
from calculator.families import reimbursement
from calculator.families.path import Path, Stay
from calculator.families.path_bill import with_savings
from calculator.families.settle import settle
from calculator.families.sheet import Fact, Section, Sheet
from calculator.families.stay_terms import give_terms
from calculator.fields import ENVELOPE, Field, keys_of
from calculator.inputs import Checker
from calculator.mechanisms import deadline
from calculator.money import fen
from calculator.rulebook import Rulebook

LAYERS = ("eligibility", "first_contact", "step", "deposit", "discharge", "surgery", "place_of_care")
USES = ("deductible_relief", "no_deductible")  # kinds of rule on a bill's layers that are shown here, too
CONTACT = (
    Field("institution_level", "choice", True, "institution_level"),
    Field("area", "choice", True, "area"),
    Field("admitted", "day"),
    Field("at_residence", "flag"),
    Field("formalities", "flag"),
    Field("emergency", "flag"),
    Field("compliant", "flag"),
    Field("stable", "flag"),
    Field("care", "choice", choices="care"),
    Field("designated", "flag"),
    Field("same_disease", "flag"),
    Field("continues", "flag"),
    Field("in_community", "flag"),
    Field("destination", "choice", choices="destination"),
    Field("deductible_borne", "money"),
    Field("discharged", "day"),
    Field("settled", "day"),
    Field("total", "money"),
    Field("out_of_policy", "money"),
)
FIELDS = (
    *ENVELOPE,
    Field("path", "list", of=CONTACT, most=12),
    Field("before_path", "choice", choices="before_path"),
    Field("rare", "flag"),
    Field("beyond_county_ability", "flag"),
    Field("condition", "choice", choices="condition"),
    Field("expert_surgery", "flag"),
    Field("consent", "flag"),
    Field("refuses_discharge", "flag"),
    Field("notified_on", "day"),
)
HAS_FRAME = False
TOLD_AS = "sheet"
FOUND_OUT = {"in_scope", "from_level", "direction", "leaves_city", "first_contact", "hospital_level", "mode"}
LISTS = {  # facts that only lists of diseases can tell, and the values that stand for these lists
    "on_county_white_list": "referral.on_county_white_list",
    "on_city_white_list": "referral.on_city_white_list",
    "on_expert_list": "referral.on_expert_list",
}
KEYS = keys_of(FIELDS) | FOUND_OUT | set(LISTS)


def check(inputs: dict, checker: Checker) -> None:
    """Problems that lie between fields: days in order, area and destination at odds, costs without what they need."""
    latest = None
    for number, contact in enumerate(inputs.get("path", [])):
        at = f"path[{number}]"
        admitted = contact.get("admitted")
        if latest and admitted and admitted < latest:
            checker.problem(f"{at}.admitted", "reversed", found=admitted, earlier=latest)
        latest = admitted or latest
        for earlier, later in (("admitted", "discharged"), ("discharged", "settled"), ("admitted", "settled")):
            if contact.get(earlier) and contact.get(later) and contact[later] < contact[earlier]:
                checker.problem(f"{at}.{later}", "reversed", found=contact[later], earlier=contact[earlier])
                break
        _check_place(contact, at, checker)
        _check_costs(contact, at, inputs.get("date"), checker)
    checker.year_of_bills([contact.get("total") for contact in inputs.get("path", [])], "path")


def _check_place(contact: dict, at: str, checker: Checker) -> None:
    destination, area = contact.get("destination"), contact.get("area")
    if destination and area and (destination in ("other_city", "other_province")) != (area == "outside_city"):
        told = tuple(checker.book.keys["area"]["values"][area][lang] for lang in ("zh", "en"))
        checker.problem(f"{at}.destination", "other_area", area=told)
    if contact.get("institution_level") == "village" and contact.get("care") == "inpatient":
        checker.problem(f"{at}.care", "no_beds")


def _check_costs(contact: dict, at: str, date: str | None, checker: Checker) -> None:
    total, outside = contact.get("total"), contact.get("out_of_policy")
    if total is None and outside is None:
        return
    for name in ("total", "out_of_policy", "care"):
        if contact.get(name) is None:
            checker.problem(f"{at}.{name}", "needed_for_costs")
    if total and outside and fen(outside) > fen(total):
        checker.problem(f"{at}.out_of_policy", "more_than_bill", found=outside, most=total)
    admitted = contact.get("admitted")
    if date and admitted and admitted[:4] != date[:4]:
        checker.problem(f"{at}.admitted", "other_year", found=admitted, year=date[:4])


def days(inputs: dict) -> list[str]:
    """The days whose policy is asked for: the date, and those of the contacts and of the notice."""
    told = [contact["admitted"] for contact in inputs.get("path", []) if "admitted" in contact]
    return [inputs["date"], *told, *([inputs["notified_on"]] if "notified_on" in inputs else [])]


def run(inputs: dict, book: Rulebook, working: bool = True) -> Answer:
    """The answer to a normalised request; see :func:`calculator.run`."""
    return with_savings(settle(_fill, inputs, book, working), inputs, book, working)


def _fill(sheet: Sheet) -> None:
    whole = sheet.section("", "path", _common(sheet.inputs))
    whole = whole.with_facts(in_scope=_scope(whole))
    if sheet.inputs.get("path"):
        _path(whole)
    _discharge(whole, sheet.inputs.get("notified_on"))
    _surgery(whole)
    _place_of_care(whole)


def _common(asked: dict) -> dict[str, Fact]:
    """The facts that hold for the whole path; every other key that a rule may ask for is not told."""
    facts: dict[str, Fact] = dict.fromkeys(sorted((KEYS | reimbursement.KEYS) - keys_of(ENVELOPE)))
    told = ("rare", "beyond_county_ability", "condition", "consent", "refuses_discharge")
    facts |= {name: asked.get(name) for name in told} | {"before_path": asked.get("before_path", "nothing")}
    return facts | {key: _listed(concept) for key, concept in LISTS.items()}


def _listed(concept: str) -> Fact:
    return lambda section: "yes" if section.ask(concept).value else "no"


def _scope(section: Section) -> str:
    """Whether the documents that say for whom they are, if any, are for this person."""
    if not section.speaks("eligibility"):
        return "yes"
    decided = section.decide("eligibility")
    section.give("eligible", decided["gives"]["eligible"] if decided else "not_covered", "outcome")
    return "yes" if decided else "no"


# ── the path ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _path(whole: Section) -> None:
    """Judge each contact, and for each stay say what follows."""
    path = Path(whole)
    for number in range(len(whole.sheet.inputs["path"])):
        contact = path.contact(number)
        path.judge(contact)
        if contact.stay:
            _follow(contact.section, contact.stay)
    if path.verdict is None:
        whole.give("path", None, "outcome", why="not_determined")
    else:
        whole.give("path", path.verdict, "outcome")


def _follow(section: Section, stay: Stay) -> None:
    """What a stay's way there does to deductible, ratio and deposit."""
    give_terms(section, stay)
    if section.facts["care"] == "inpatient" and section.speaks("deposit"):
        decided = section.decide("deposit")
        outcome = decided["gives"]["deposit"] if decided else "usual"
        section.give("deposit", outcome, "outcome")
        if outcome == "waived":
            section.give("deposit_amount", 0)
        else:
            section.give("deposit_amount", section.ask("deposit.standard").value)


# ── beside the path ─────────────────────────────────────────────────────────────────────────────────────────────────


def _discharge(whole: Section, notified: str | None) -> None:
    """By when a patient is persuaded to leave, where the township was told on a day."""
    if whole.facts["refuses_discharge"] is None and notified is None:
        return
    section = whole.on(notified or whole.day)
    if not section.speaks("discharge"):
        section.give("discharge_deadline", None, "date", why="not_determined")
        return
    rules = section.standing("discharge", "deadline")
    section.give("persuasion", "due" if rules else "none", "outcome")
    for rule in rules[:1]:
        if notified is None:
            section.give("discharge_deadline", None, "date", why="not_told")
            continue
        taken, step = section.begin("discharge", rule)
        section.give("discharge_deadline", deadline.compute(taken, "discharge_deadline", notified, step), "date")


def _surgery(whole: Section) -> None:
    if whole.sheet.inputs.get("expert_surgery") == "yes" and whole.speaks("surgery"):
        decided = whole.decide("surgery")
        whole.give("surgery", decided["gives"]["surgery"] if decided else "not_arranged", "outcome")


def _place_of_care(whole: Section) -> None:
    if whole.facts["condition"] is not None and whole.speaks("place_of_care"):
        decided = whole.decide("place_of_care")
        if decided:
            whole.give("place_of_care", decided["gives"]["place_of_care"], "outcome")
        else:
            whole.give("place_of_care", None, "outcome", why="not_determined")
