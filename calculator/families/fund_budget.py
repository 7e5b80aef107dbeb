"""The budget of one fund for a county medical community: per-head standards, growth cap, floor; and what follows from
the budget alone: the bound of the region and the money paid in advance."""

from __future__ import annotations

from calculator.families.parts import Earlier, Part, first, own
from calculator.families.sheet import Section, Sheet
from calculator.mechanisms import budget_floor, budget_growth, prepayment, within_total
from calculator.mechanisms.terms import How, Step, Take
from calculator.money import Pair, fen, yuan


def fund_section(sheet: Sheet, at: str, fund: dict) -> Section:
    """The section of one fund with all that its rules may ask for."""
    keys = ("spending_change", "prepays", "major_change")
    return sheet.section(
        fund["scheme"], "fund", {"scheme": fund["scheme"], **{key: fund.get(key) for key in keys}}, at=at,
        scheme=fund["scheme"],
    )  # fmt: skip


def budget_part(at: str, fund: dict) -> Part:
    """The budget as agreed, or as it comes out of the per-head standards."""

    def fill(sheet: Sheet) -> None:
        section = fund_section(sheet, at, fund)
        if fund.get("agreed") is not None:
            section.give("budget", fen(fund["agreed"]))
        elif not fund.get("heads"):
            section.give("budget", None, why="not_told")
        elif (rule := first(section, "budget_formation", "budget_growth")) is None:
            section.give("budget", None, why="not_determined")
        else:
            _form(sheet, section, at, fund, rule)

    return fill


class Floor:
    """The rule that a budget is not lowered, where it stands; ``word`` says what became of it."""

    def __init__(self, section: Section, income_growth: Pair) -> None:
        self.rule = first(section, "budget_formation", "budget_floor")
        self.how: How = section.how(self.rule) if self.rule else {}
        self.falls = income_growth[0] < 0
        self.stands = bool(self.rule) and budget_floor.holds(self.how, income_growth)
        self.word = "not_needed" if self.rule else "not_entitled"
        self.clashes = False

    def protects(self, what: str) -> bool:
        """Whether it is this (the total, a per-head standard) that must not fall."""
        return self.rule is not None and self.how["protects"] == what

    def meet(self, fallen: bool) -> None:
        """Note whether what it protects would have fallen without it."""
        if fallen:
            self.word = "kept" if self.stands else "gives_way"
            self.clashes = self.falls


def _form(sheet: Sheet, section: Section, at: str, fund: dict, rule: dict) -> None:
    how = section.how(rule)
    index = section.ask(rule["with"]["income_index"])
    step = section.recorder("budget_formation", rule, {"income_index": index})
    allowed = budget_growth.income_growth(tuple(index.value), step)
    floor = Floor(section, allowed)
    heads = [
        _head(sheet, section, f"{at}.heads[{number}]", number + 1, head, rule, allowed, floor)
        for number, head in enumerate(fund["heads"])
    ]
    total = sum(heads)
    parts = {f"part{number}": yuan(part) for number, part in enumerate(heads, 1)}
    step("total", " + ".join(parts), parts, yuan(total))
    if how["caps"] == "total":
        previous = section.ask(rule["with"]["previous"])
        step = section.recorder("budget_formation", rule, {"income_index": index, "previous": previous})
        total = budget_growth.capped_total(total, previous.value, allowed, step)
    if floor.rule is not None and floor.protects("total"):
        previous = section.ask(floor.rule["with"]["previous"])
        floor.meet(total < previous.value)
        if floor.stands:
            step = section.recorder("budget_formation", floor.rule, {"previous": previous})
            total = budget_floor.kept("floor", "total", total, previous.value, step)
    section.give("budget", total)
    section.give("floor", floor.word, "outcome")
    section.give("conflict", "yes" if floor.clashes else "no", "flag")


def _head(sheet: Sheet, of: Section, at: str, number: int, head: dict, rule: dict, allowed: Pair, floor: Floor) -> int:
    """Fen for one kind of people."""
    section = sheet.section(
        f"{of.id}.head{number}", "head", {"scheme": of.facts["scheme"]}, at=at, name=head.get("name", str(number))
    )
    taken: Take = {
        name: own(concept, section.sheet.book, head[name]) if head.get(name) else section.ask(concept)
        for name, concept in (("standard", rule["with"]["standard"]), ("growth", rule["with"]["growth"]))
    }
    before = taken["standard"].value
    step = section.recorder("budget_formation", rule, taken)
    per_head = section.how(rule)["caps"] == "per_head"
    standard = budget_growth.next_standard(before, tuple(taken["growth"].value), allowed if per_head else None, step)
    if floor.rule is not None and floor.protects("per_head"):
        floor.meet(standard < before)
        if floor.stands:
            kept = section.recorder("budget_formation", floor.rule, taken)
            standard = budget_floor.kept("head_floor", "next_standard", standard, before, kept)
    section.give("next_standard", standard)
    amount = budget_growth.for_people(standard, head["people"], step)
    section.give("head_budget", amount)
    return amount


def regional_part(at: str, fund: dict, budget: Earlier) -> Part:
    """Whether the communities' budgets together stay within that of the region."""

    def fill(sheet: Sheet) -> None:
        if fund.get("other_budgets") is None or not budget.is_there:
            return
        section = fund_section(sheet, at, fund)
        if (rule := first(section, "regional", "within_total")) is None:
            section.give("regional", None, "outcome", why="not_determined")
            return
        taken, step = section.begin("regional", rule)
        excess = within_total.beyond(taken, budget.amount(sheet), fen(fund["other_budgets"]), step)
        section.give("regional", "beyond" if excess else "within", "outcome")
        section.give("regional_excess", excess)

    return fill


def prepayment_part(at: str, fund: dict, budget: Earlier) -> Part:
    """The money that may be paid in advance, where the place does so."""

    def fill(sheet: Sheet) -> None:
        if fund.get("prepays") is None or not budget.is_there:
            return
        section = fund_section(sheet, at, fund)
        if (rule := first(section, "prepaid", "prepayment")) is None:
            section.give("prepayment", None, why="not_adopted")
            return
        taken = section.take(rule)
        step: Step = section.recorder("prepaid", rule, taken)
        amount = prepayment.in_advance(taken, budget.amount(sheet), step)
        section.give("prepayment", amount, approximate=amount > 0 and taken["months"].approximate)

    return fill
