"""A care path, contact by contact: whether it complies, what that does to deductible, ratio, assistance and deposit.

Also the last day for persuading a patient to leave hospital, surgery by an outside expert, and the place of care.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from calculator.answer import Answer
from calculator.families import reimbursement
from calculator.families.open_facts import Open
from calculator.families.parts import joined
from calculator.families.path import Path, Sofar, Stay
from calculator.families.path_bill import with_savings
from calculator.families.settle import NOWHERE, Pass, Start, for_all, settle, settle_from
from calculator.families.sheet import Fact, Section, Sheet
from calculator.families.stay_terms import counts_on, give_assistance, give_basic, give_fall
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
MOST_STARTS = 64  # states from which a contact is gone on with
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
    """The answer to a normalised request; see :func:`calculator.run`.

    Contact by contact, each from all that those before it may have left, and within a contact piece by piece: what is
    open in one place is not multiplied with what is open in another.
    """
    answers = [settle(_whole_path, inputs, book, working)]
    starts, opened = [NOWHERE._replace(state=Sofar())], dict[str, Open]()
    for number, contact in enumerate(inputs.get("path", [])):
        judged = settle_from(starts, partial(_judge, number), inputs, book, working, opened)
        answers.append(judged.answer)
        opened |= judged.opened
        if "care" in contact:
            here = _starts(judged.passes, lambda left: left.stay, f"path[{number}]")
            first = [] if judged.passes[0].left.is_followed else [give_basic]
            pieces = [partial(_give, number, give) for give in (*first, give_fall, give_assistance, _give_deposit)]
            answers += [settle_from(here, piece, inputs, book, working, opened).answer for piece in pieces]
        starts = _starts(judged.passes, lambda left: left.sofar)
    return with_savings(_in_order(joined(answers)), inputs, book, working)


class Left(NamedTuple):
    """What judging a contact leaves: to the next one, and to what follows from its stay."""

    sofar: Sofar
    stay: tuple[Fact, Fact]  # whether it counts as referred, and the first contact
    is_followed: bool  # whether deductible and ratio are settled already


def _starts(passes: list[Pass], state: Callable[[Left], Any], at: str = "") -> list[Start]:
    """Each state that may have been left, with the answers for the whole path and those ``at`` a contact that lead
    there; where there are too many, every state with every answer."""
    found: dict[Any, Start] = {}
    for one in passes:
        assumed = for_all(one.assumed, at)
        key = (tuple(assumed.items()), tuple(one.ends.items()), state(one.left))
        found.setdefault(key, Start(assumed, one.ends, state(one.left)))
    if len(found) <= MOST_STARTS:
        return list(found.values())
    return [Start({}, {}, left) for left in dict.fromkeys(start.state for start in found.values())]


def _in_order(answer: Answer) -> Answer:
    """The steps contact by contact, after what is decided for the whole path."""
    order = {section["id"]: number for number, section in enumerate(answer.sections)}
    beside = len(order)
    steps = sorted(
        answer.steps,
        key=lambda step: order[step["section"]] if step["section"] or step["layer"] == "eligibility" else beside,
    )
    return answer._replace(steps=steps)


def _whole(sheet: Sheet) -> Section:
    whole = sheet.section("", "path", dict.fromkeys(sheet.book.asked) | _common(sheet.inputs))
    return whole.with_facts(in_scope=_scope(whole))


def _whole_path(sheet: Sheet) -> None:
    """What is asked beside the contacts, and of whom the documents speak."""
    whole = _whole(sheet)
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


def _judge(number: int, sheet: Sheet, sofar: Sofar) -> Left:
    """Judge a contact after what went before; where earlier stays count on, with deductible and ratio of its stay."""
    whole = _whole(sheet)
    sheet.begin_anew()
    path = Path(whole, sofar)
    contact = path.contact(number)
    path.judge(contact)
    is_followed = contact.stay is not None and counts_on(contact.section)
    if contact.stay and is_followed:
        give_basic(contact.section, contact.stay)
    if number == len(sheet.inputs["path"]) - 1:
        whole.give("path", path.verdict, "outcome", why=None if path.verdict else "not_determined")
    stay = (contact.section.facts["compliant"], contact.section.facts["first_contact"])
    return Left(path.sofar(contact.stay if is_followed else None), stay, is_followed)


def _give(number: int, give: Callable[[Section, Stay], None], sheet: Sheet, facts: tuple[Fact, Fact]) -> None:
    """Write one of the things that a stay's way there does to it."""
    path = Path(_whole(sheet), Sofar())
    contact = path.contact(number)
    contact.section.facts.update(compliant=facts[0], first_contact=facts[1])
    assert contact.stay is not None
    path.follow_on(contact.section, contact.stay)
    sheet.begin_anew()
    give(contact.section, contact.stay)


def _give_deposit(section: Section, stay: Stay) -> None:
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
