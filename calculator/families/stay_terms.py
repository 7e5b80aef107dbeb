"""The terms of one stay before any bill: deductible, ratios and assistance, and what the way there changes."""

from __future__ import annotations

from calculator.families.path import Stay
from calculator.families.rules import Change
from calculator.families.sheet import Section
from calculator.mechanisms import MECHANISMS, same_proportion
from calculator.mechanisms.terms import Step, Take, Terms
from calculator.money import WHOLE, percent, yuan
from calculator.questions import Known

BASIC, CRITICAL_ILLNESS, ASSISTANCE = "basic", "critical_illness", "assistance"
RELIEF_OF = {"deductible_relief": "relieved", "no_deductible": "waived"}  # kind of rule → outcome
NOT_HERE = ("cap", "each", "limit", "added", "times")  # limits of what is paid say nothing about a stay's terms


def give_basic(section: Section, stay: Stay) -> None:
    """Write the deductible to charge and why, and the ratio of basic insurance."""
    standing = section.standing(BASIC, quiet=True)
    payers = [rule for rule in standing if MECHANISMS[rule["use"]].ROLE == "pays"]
    if payers:
        _give_basic(section, stay, payers[0], _in_order(section, standing))


def give_fall(section: Section, stay: Stay) -> None:
    """Write how far critical-illness ratios fall."""
    rules = section.sheet.book.rules_of(CRITICAL_ILLNESS, section.sheet.places)
    if any(rule["use"] == "same_proportion" for rule in rules):
        standing = section.standing(BASIC, "replaced_ratio", quiet=True)
        _give_fall(section, quiet=not standing)


def counts_on(section: Section) -> bool:
    """Whether a rule here takes off what earlier stays bore, so that the stays have to be gone through in a row."""
    rules = section.sheet.book.rules_of(BASIC, section.sheet.places)
    return any(section.how(rule).get("less") == "borne" for rule in rules)


def _give_basic(section: Section, stay: Stay, payer: dict, changes: list[dict]) -> None:
    values = {rule["id"]: _take(section, rule, stay) for rule in changes}
    taken = _own_values(section, payer, changes, values)
    terms: Terms = MECHANISMS[payer["use"]].terms(taken, section.how(payer))
    if terms.fixed:
        return
    step = plain = section.recorder(BASIC, payer, taken)
    relief, known = "full", True
    for rule in changes:
        own, how = values[rule["id"]], section.how(rule)
        here = section.recorder(BASIC, rule, {**taken, **own})
        adopted = "adopted" not in own or own["adopted"].value
        if adopted:
            relief = RELIEF_OF.get(rule["use"], relief)
            if how.get("less") == "borne" and "borne" not in own:
                known = False  # the deductible borne before is not told
                continue
        changed: Terms = MECHANISMS[rule["use"]].change(terms, own, how, here)
        step = step if changed.rows == terms.rows else here  # who changed the ratio is cited with it
        terms, taken = changed, taken | own
    if section.facts["care"] == "inpatient":
        section.give("relief", relief, "outcome")
        _give_deductible(section, stay, terms.threshold if known else None, relief, plain)
    row = terms.rows[0]
    step("ratio_here", row.formula, row.operands, percent(row.ratio), unit="ratio")
    section.give("ratio", row.ratio, "ratio")


def _own_values(section: Section, payer: dict, changes: list[dict], values: dict[str, Take]) -> Take:
    """The values of what pays, without those that a change stands in for: these nobody needs to tell."""
    taken: Take = {}
    for name, known in ((name, values[rule["id"]][name]) for rule in changes for name in values[rule["id"]]):
        if name in payer["with"]:
            taken[name] = known
    instead = {name for rule in changes for name in Change(rule, values[rule["id"]]).sets}
    for name, concept in payer["with"].items():
        if name not in taken and name not in instead and name not in NOT_HERE:
            taken[name] = section.ask(concept, payer["own"][name])
    return taken


def _give_deductible(section: Section, stay: Stay, amount: int | None, relief: str, step: Step) -> None:
    stay.charged = amount
    if amount is None:
        section.give("deductible", None, why="not_told")
        return
    if relief == "full":
        for use in RELIEF_OF:
            section.standing(BASIC, use)  # says why there is none
        step("deductible", "threshold", {"threshold": yuan(amount)}, yuan(amount))
    section.give("deductible", amount)


def _in_order(section: Section, standing: list[dict]) -> list[dict]:
    """The rules that change terms, in the order in which they act; of those of one kind that of the nearest place."""
    found: dict[str, dict] = {}
    for rule in standing:
        if MECHANISMS[rule["use"]].ROLE == "changes":
            found.setdefault(rule["use"], rule)
    return sorted(found.values(), key=lambda rule: MECHANISMS[rule["use"]].position(section.how(rule)))


def _take(section: Section, rule: dict, stay: Stay | None = None) -> Take:
    """The values of a rule; those of the stay before, and the deductible borne there, for a stay that follows it."""
    earlier = getattr(MECHANISMS[rule["use"]], "BEFORE", ())
    taken: Take = {}
    for name, concept in rule["with"].items():
        if name in NOT_HERE:
            continue
        keys = {"hospital_level": stay.before.level} if name in earlier and stay and stay.before else {}
        taken[name] = section.ask(concept, rule["own"][name], **keys)
    if earlier and stay and stay.before:
        stay.goes_on = True
        borne = stay.before.borne()
        if borne is not None:
            taken["borne"] = Known("", {}, borne, yuan(borne), "computed", (), None, False)
    return taken


def _give_fall(section: Section, quiet: bool) -> None:
    """How far the ratios of critical illness insurance fall here; where no rule stands, they do not."""
    for rule in section.standing(CRITICAL_ILLNESS, "same_proportion", quiet)[:1]:
        taken, step = section.begin(CRITICAL_ILLNESS, rule)
        name, fallen = same_proportion.fall(taken, section.how(rule), step)
        section.give(name, fallen, "ratio")
        return
    section.give("factor", WHOLE, "ratio")


def give_assistance(section: Section, stay: Stay) -> None:
    """Write whether a rule shuts the costs of this stay out of medical assistance; where none is made, say nothing."""
    rules = [
        rule
        for rule in section.sheet.book.rules_of(ASSISTANCE, section.sheet.places)
        if MECHANISMS[rule["use"]].ROLE == "excludes" and section.how(rule)["costs"] == "since_recognition"
    ]
    if not rules:
        return
    for rule in section.standing(ASSISTANCE, only={rule["id"] for rule in rules}):
        taken = section.take(rule)
        excepted = "excepted" in taken and taken["excepted"].value
        step = section.recorder(ASSISTANCE, rule, taken)
        step("excepted" if excepted else "excluded", None, {}, None)
        if not excepted:
            section.give("assistance", "excluded_in_principle" if rule["in_principle"] else "excluded", "outcome")
            return
    section.give("assistance", "as_usual", "outcome")
