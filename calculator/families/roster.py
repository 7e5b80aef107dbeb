"""A roster of people held against what the insurance system has of them: who is in which class of problem, what is to
be done, three comparisons, and whether they close."""

from __future__ import annotations

from typing import NamedTuple

from calculator.answer import Answer
from calculator.families.settle import settle
from calculator.families.sheet import Section, Sheet
from calculator.fields import ENVELOPE, Field, keys_of
from calculator.inputs import Checker
from calculator.mechanisms import list_compare
from calculator.mechanisms.list_compare import Difference
from calculator.rulebook import Rulebook

LAYERS = ("problem", "comparison")
HAS_FRAME = False
TOLD_AS = "sheet"
MOST = 50_000  # people on a list

# The lists that put a person in a class, each with the fact that it tells of everybody.
CAUSES = {
    "paid": "on_paid",
    "employee": "on_employee",
    "elsewhere": "on_elsewhere",
    "dead": "on_dead",
    "exited": "on_exited",
    "missing": "on_missing",
    "wrong_data": "on_wrong_data",
    "married_out": "on_married_out",
}
LISTS = ("roster", "exempt", "flagged", *CAUSES)
DETAIL = (
    Field("id", "text", True),
    Field("groups", "group_list"),
    Field("recognised_on", "day"),
    Field("died_on", "day"),
    Field("death_confirmed", "flag"),
    Field("deregistered", "flag"),
    Field("family", "choice", choices="family"),
    Field("comes_back", "choice", choices="comes_back"),
    Field("refunded_there", "flag"),
    Field("employee_ended", "flag"),
    Field("refunded", "flag"),
    Field("data_confirmed", "flag"),
)
CORRECTED = (Field("exempt", "ids", True), Field("flagged", "ids", True))
FIELDS = (
    *ENVELOPE,
    Field("roster", "ids", True, most=MOST),
    Field("exempt", "ids", True, most=MOST),
    Field("flagged", "ids", True, most=MOST),
    *(Field(name, "ids", most=MOST) for name in CAUSES),
    Field("newly_listed", "ids", most=MOST),
    Field("details", "list", of=DETAIL, least=0, most=MOST),
    Field("corrected", "record", of=CORRECTED),
)
_USUAL = {"family": "not_asked", "comes_back": "not_asked"}
_DETAILS = tuple(field.name for field in DETAIL if field.kind in ("flag", "choice"))
_DAYS = {"recognition": "recognised_on", "death": "died_on"}
KEYS = keys_of(FIELDS) | {"on_roster", "on_exempt", "on_flagged", "recognition_known", *CAUSES.values()}


class Person(NamedTuple):
    """What is to become of one person's entries, as the rules decide it."""

    id: str
    flag: str  # keep, set, end, none or open
    exemption: str


def check(inputs: dict, checker: Checker) -> None:
    """Details of people who stand on no list, or twice; a death that lies after the day asked."""
    listed = {id for name in (*LISTS, "newly_listed") for id in inputs.get(name, ())}
    seen: set[str] = set()
    for number, detail in enumerate(inputs.get("details", ())):
        at, id = f"details[{number}]", detail.get("id")
        if id is None:
            continue
        if id in seen:
            checker.problem(f"{at}.id", "twice", found=id)
        elif id not in listed:
            checker.problem(f"{at}.id", "on_no_list", found=id)
        seen.add(id)
        if detail.get("died_on") and inputs.get("date") and detail["died_on"] > inputs["date"]:
            checker.problem(f"{at}.died_on", "after_day_asked", found=detail["died_on"], day=inputs["date"])


def days(inputs: dict) -> list[str]:
    """The day whose policy is asked for."""
    return [inputs["date"]]


def run(inputs: dict, book: Rulebook, working: bool = True) -> Answer:
    """The answer to a normalised request; see :func:`calculator.run`."""
    return settle(_fill, inputs, book, working)


def _fill(sheet: Sheet) -> None:
    on = {name: frozenset(sheet.inputs.get(name, ())) for name in LISTS}
    details = {detail["id"]: detail for detail in sheet.inputs.get("details", ())}
    summary = sheet.section("all", "summary", {})
    people = [_person(sheet, id, number, on, details.get(id, {})) for number, id in enumerate(_in_doubt(sheet.inputs))]
    for name, label in (("roster", "on_the_roster"), ("exempt", "exempt"), ("flagged", "flagged")):
        summary.give(label, len(on[name]), "persons")
    summary.give("problems", len(people), "persons")
    not_given = [name for name in CAUSES if name not in sheet.inputs]
    summary.give("lists_not_given", len(not_given), "lists")
    _compare(sheet, summary, people)


def _in_doubt(inputs: dict) -> list[str]:
    """Everybody whose entries are not simply in order, each once, roster first."""
    everybody = dict.fromkeys(id for name in ("roster", "exempt", "flagged") for id in inputs[name])
    causes = {id for name in CAUSES for id in inputs.get(name, ())}
    in_order = set(inputs["roster"]) & set(inputs["exempt"]) & set(inputs["flagged"]) - causes
    return [id for id in everybody if id not in in_order]


def _person(sheet: Sheet, id: str, number: int, on: dict[str, frozenset[str]], detail: dict) -> Person:
    """Decide the class and the actions of one person; what nobody told of a person is not yet so."""
    facts = {f"on_{name}": _yes(id in on[name]) for name in ("roster", "exempt", "flagged")}
    facts |= {key: _yes(id in on[name]) for name, key in CAUSES.items()}
    facts |= {name: detail.get(name, _USUAL.get(name, "no")) for name in _DETAILS}
    facts["recognition_known"] = _yes("recognised_on" in detail)
    section = sheet.section(
        f"p{number + 1}",
        "person",
        facts,
        days={event: detail[field] for event, field in _DAYS.items() if field in detail},
        groups=detail.get("groups", ()),
        name=id,
    )
    rule = section.decide("problem")
    gives = rule["gives"] if rule else {}
    for name in ("class", "action", "flag", "exemption"):
        section.give(name, gives.get(name), "outcome", why=None if name in gives else "not_determined")
    if "insurance" in gives:
        section.give("insurance", gives["insurance"], "outcome")
    if gives.get("flag") == "end_in_month_of_death":
        month = (detail.get("died_on") or "")[:7]
        section.give("last_month", month or None, "month", why=None if month else "not_told")
    return Person(id, gives.get("flag", "open"), gives.get("exemption", "open"))


def _compare(sheet: Sheet, summary: Section, people: list[Person]) -> None:
    """The comparisons that the rules ask for, each a section; the last one tells whether the loop closes."""
    inputs = sheet.inputs
    for number, rule in enumerate(summary.standing("comparison", "list_compare"), 1):
        section = sheet.section(f"c{number}", "comparison", {}, n=number)
        compares = section.how(rule)["compares"]
        section.recorder("comparison", rule, {})(f"compared_{compares}", None, {}, None)
        if compares == "newly_listed":
            added = list_compare.compare(inputs.get("newly_listed", ()), inputs["roster"])
            _names(section, "not_on_roster", added.lacking)
            unprotected = list_compare.compare(inputs.get("newly_listed", ()), inputs["exempt"])
            _names(section, "without_exemption", unprotected.lacking)
        elif compares == "as_exported":
            _tell(section, *_both(inputs["roster"], inputs["exempt"], inputs["flagged"]))
        else:
            _close(section, people, inputs)


def _both(roster: list[str], exempt: list[str], flagged: list[str]) -> tuple[Difference, Difference]:
    return list_compare.compare(roster, exempt), list_compare.compare(roster, flagged)


def _tell(section: Section, exemption: Difference, flag: Difference) -> None:
    _names(section, "without_exemption", exemption.lacking)
    _names(section, "exempt_beyond", exemption.beyond)
    _names(section, "without_flag", flag.lacking)
    _names(section, "flagged_beyond", flag.beyond)


def _close(section: Section, people: list[Person], inputs: dict) -> None:
    """Hold the lists after correction against what the rules say each person's entries should be.

    Without a new export the corrections are taken as made; what still waits for somebody's answer stays open, unless
    a new export shows the person's entries in order.
    """
    new = inputs.get("corrected")
    exempt = set(new["exempt"]) if new else _corrected(inputs["exempt"], people, "exemption")
    flagged = set(new["flagged"]) if new else _corrected(inputs["flagged"], people, "flag")
    waiting = [one.id for one in people if "open" in (one.flag, one.exemption)]
    in_doubt = set(_in_doubt({**inputs, **new})) if new else set(waiting)
    undecided = [id for id in waiting if id in in_doubt]
    want_exempt = _corrected(inputs["exempt"], people, "exemption")
    want_flagged = _corrected(inputs["flagged"], people, "flag")
    decided = [id for id in dict.fromkeys([*want_exempt, *want_flagged, *exempt, *flagged]) if id not in set(waiting)]
    wrong = [id for id in decided if (id in exempt, id in flagged) != (id in want_exempt, id in want_flagged)]
    _names(section, "still_wrong", tuple(sorted(wrong)))
    _names(section, "still_open", tuple(undecided))
    section.give("by", "new_export" if new else "as_if_corrected", "outcome")
    section.give("closed", "no" if wrong or undecided else "yes", "flag")


def _corrected(ids: list[str], people: list[Person], entry: str) -> set[str]:
    """The list once every decided correction of an entry ("flag" or "exemption") is made."""
    found = set(ids)
    for one in people:
        wanted = getattr(one, entry)
        if wanted == "set":
            found.add(one.id)
        elif wanted in ("end", "none", "end_in_month_of_death"):
            found.discard(one.id)
    return found


def _names(section: Section, name: str, ids: tuple[str, ...]) -> None:
    section.give(f"{name}_count", len(ids), "persons")
    if ids:
        section.give(name, "\n".join(ids), "ids")


def _yes(told: bool) -> str:
    return "yes" if told else "no"
