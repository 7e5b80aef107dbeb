"""The year-end of each fund: what was used of the budget, who keeps a surplus, who bears an overspend."""

from __future__ import annotations

from typing import NamedTuple

from calculator.families.fund_budget import fund_section
from calculator.families.parts import Earlier, Part, first
from calculator.families.sheet import Section, Sheet, chosen_readings
from calculator.families.standing import settings
from calculator.mechanisms import (
    balance,
    counts_in,
    in_brackets,
    overspend_sharing,
    share_of,
    surplus_retention,
    write_off,
)
from calculator.mechanisms.balance import Balance, Left
from calculator.mechanisms.terms import Step, Take
from calculator.money import fen, larger, smaller, yuan
from calculator.rulebook import Rulebook

CAUSES = ("objective", "reasonable", "unreasonable")  # of an overspend


class Fund(NamedTuple):
    """One fund at its year-end: where it stands in the inputs, what they tell of it, its budget."""

    at: str
    told: dict
    budget: Earlier


class Struck(NamedTuple):
    """A fund whose balance is struck in this pass."""

    fund: Fund
    section: Section
    rule: dict
    balance: Balance


def year_parts(funds: list[tuple[str, dict]], budgets: dict[str, Earlier], inputs: dict, book: Rulebook) -> list[Part]:
    """A part for each fund, or one for all where a rule sets them off against each other."""
    asked = [Fund(at, told, budgets[told["scheme"]]) for at, told in funds if told.get("earned") is not None]
    readings = chosen_readings(inputs, book)
    netted = any(
        rule["use"] == "balance" and settings(rule, readings)["funds"] == "netted"
        for rule in book.rules_of("year_end", book.places(inputs["place"]))
    )
    return [_year(asked)] if netted else [_year([fund]) for fund in asked]


def _year(funds: list[Fund]) -> Part:
    def fill(sheet: Sheet) -> None:
        struck = [one for fund in funds if (one := _strike(sheet, fund)) is not None]
        for one in struck:
            others = [other.balance for other in struck if other is not one]
            left = one.balance
            if one.section.how(one.rule)["funds"] == "netted" and others:
                left = balance.set_off(left, others[0], one.section.recorder("year_end", one.rule, {}))
            _settle(one, left)

    return fill


def _strike(sheet: Sheet, fund: Fund) -> Struck | None:
    """The balance of one fund; ``None`` where what it needs is not told or not determined."""
    section = fund_section(sheet, fund.at, fund.told)
    rule = first(section, "year_end", "balance")
    if rule is None or not fund.budget.is_there:
        section.give("surplus", None, why="not_determined" if rule is None else "not_told")
        return None
    used = _used(section, fund.told)
    section.give("used", used, why="not_told" if used is None else None)
    if used is None:
        section.give("surplus", None, why="not_told")
        return None
    step = section.recorder("year_end", rule, {})
    return Struck(fund, section, rule, balance.strike(fund.budget.amount(sheet), used, step))


def _used(section: Section, told: dict) -> int | None:
    """Fen used: what was earned and, where it counts, what was spent outside; ``None``: that was not told."""
    earned, rule = fen(told["earned"]), first(section, "year_end", "counts_in")
    if rule is None:
        return earned
    counted = section.ask(rule["with"]["counted"])  # in principle only: the place may say otherwise
    step = section.recorder("year_end", rule, {"counted": counted})
    if not counts_in.in_use(bool(counted.value), section.how(rule)):
        step("used_without_outside", "earned", {"earned": yuan(earned)}, yuan(earned))
        return earned
    if told.get("outside") is None:
        return None
    outside = fen(told["outside"])
    step("used", "earned + outside", {"earned": yuan(earned), "outside": yuan(outside)}, yuan(earned + outside))
    return earned + outside


def _settle(one: Struck, left: Balance) -> None:
    """Who keeps the surplus, who bears the overspend: of a budget that is still open both are told, one being zero."""
    is_open = not one.fund.budget.is_definite
    if one.balance.overspend or is_open:
        one.section.give("overspend", left.overspend)
        _share_overspend(one, left.overspend)
    if is_open or not one.balance.overspend:
        one.section.give("surplus", left.surplus)
        _retain(one, left.surplus)


def _retain(one: Struck, surplus: int) -> None:
    section = one.section
    bracketed = _in_brackets(one, surplus, "surplus")
    rule = first(section, "year_end", "surplus_retention", quiet=bracketed is not None)
    if bracketed is not None:
        retained, step = bracketed
    elif rule is None:
        section.give("retained", None, why="not_determined")
        return
    else:
        taken, step = section.begin("year_end", rule)
        retained = surplus_retention.retained(taken, surplus, step)
    section.give("retained", retained)
    step(
        "to_pool",
        "surplus - retained",
        {"surplus": yuan(surplus), "retained": yuan(retained)},
        yuan(surplus - retained),
    )
    section.give("to_pool", surplus - retained)


def _in_brackets(one: Struck, amount: int, of: str) -> tuple[int, Step] | None:
    """Fen of an overspend or a surplus that whoever has the budget bears or keeps, and a recorder of further steps;
    ``None``: no rule has brackets for it."""
    section = one.section
    rules = section.standing("year_end", "in_brackets", quiet=True)
    rule = next((rule for rule in rules if section.how(rule)["brackets_of"] == of), None)
    if rule is None:
        return None
    taken: Take = {}
    brackets = []
    answers = list(section.sheet.book.keys["bracket"]["values"])
    for number, bracket in enumerate(answers, 1):  # one that nobody gives an end is the last, but the first has one
        upto = (
            section.ask(rule["with"]["upto"], rule["own"]["upto"], bracket=bracket)
            if number == 1
            else section.ask_if_known(rule, "upto", bracket=bracket)
        )
        part = section.ask(rule["with"]["share"], rule["own"]["share"], bracket=bracket)
        taken |= {f"bracket_share{number}": part} | ({f"bracket_upto{number}": upto} if upto else {})
        is_last = upto is None or number == len(answers)
        brackets.append(in_brackets.Bracket(None if is_last or upto is None else tuple(upto.value), tuple(part.value)))
        if is_last:
            break
    step = section.recorder("year_end", rule, taken)
    return in_brackets.compute(brackets, amount, one.fund.budget.amount(section.sheet), step), step


class Causes(NamedTuple):
    """An overspend by its causes, in fen."""

    objective: int
    reasonable: int
    unreasonable: int


def _causes(one: Struck) -> Causes | str:
    """The causes as told, one that is left out being the rest; or why there are none: too few told, or told causes
    that do not make up the overspend (another reading of the clauses may make it another)."""
    over = one.balance.overspend
    told = {name: fen(one.fund.told[name]) for name in CAUSES if one.fund.told.get(name) is not None}
    if len(told) < len(CAUSES) - 1:
        return "not_told"
    whole = sum(told.values())
    if one.fund.budget.is_definite and (whole > over or (len(told) == len(CAUSES) and whole != over)):
        return "causes_not_whole"
    objective = smaller(told.get("objective", larger(over - whole, 0)), over)
    unreasonable = smaller(told.get("unreasonable", larger(over - whole, 0)), over - objective)
    return Causes(objective, over - objective - unreasonable, unreasonable)


def _share_overspend(one: Struck, over: int) -> None:
    """Who bears what of ``over`` fen; where a set-off has paid for some, every cause has shrunk alike."""
    section, causes = one.section, _causes(one)
    bracketed = _in_brackets(one, over, "overspend")
    if bracketed is not None:
        borne, step = bracketed
        operands = {"overspend": yuan(over), "community_bears": yuan(borne)}
        step("fund_bears_rest", "overspend - community_bears", operands, yuan(over - borne))
        section.give("fund_bears", over - borne)
        section.give("community_bears", borne)
        _write_off(section, one.fund.told, borne)
        return
    sharing = first(section, "year_end", "overspend_sharing")
    if isinstance(causes, str) or sharing is None:
        why = causes if isinstance(causes, str) else "not_determined"
        section.give("fund_bears", None, why=why)
        section.give("community_bears", None, why=why)
        return
    left = None if over == one.balance.overspend else Left(over, one.balance.overspend)
    compensated = _compensated(section, causes, left)
    own = causes.reasonable if compensated is not None else causes.objective + causes.reasonable
    taken = section.take(sharing)
    step = section.recorder("year_end", sharing, taken)
    if compensated is None and causes.objective:
        operands = {"objective": yuan(causes.objective), "reasonable": yuan(causes.reasonable)}
        step("minor_causes", "objective + reasonable", operands, yuan(own))
    shared = overspend_sharing.by_the_fund(taken, own, step, left)
    fund_bears = shared + (compensated or 0)
    if compensated:
        operands = {"compensation": yuan(compensated), "fund_shares": yuan(shared)}
        step("fund_bears", "compensation + fund_shares", operands, yuan(fund_bears))
    section.give("fund_bears", fund_bears)
    operands = {"overspend": yuan(over), "fund_bears": yuan(fund_bears)}
    step("community_bears", "overspend - fund_bears", operands, yuan(over - fund_bears))
    section.give("community_bears", over - fund_bears)
    _write_off(section, one.fund.told, over - fund_bears)


def _compensated(section: Section, causes: Causes, left: Left | None) -> int | None:
    """Fen of what objective causes overspent that the fund compensates; ``None``: no rule on that stands."""
    if not causes.objective:
        return None
    rule = first(section, "year_end", "share_of")
    if rule is None:
        return None
    taken = section.take(rule)
    step = section.recorder("year_end", rule, taken)
    return share_of.compute(taken, "compensation", causes.objective, step, left)


def _write_off(section: Section, told: dict, borne: int) -> None:
    rule = first(section, "year_end", "write_off")
    if rule is None or told.get("receivable") is None:
        return
    left, uncovered = write_off.written_off(fen(told["receivable"]), borne, section.recorder("year_end", rule, {}))
    section.give("receivable_left", left)
    section.give("uncovered", uncovered)
