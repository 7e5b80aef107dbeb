"""The budget of a county medical community and its year-end, from the rules alone: SD-01 to SD-09, SD-12, SD-16, SD-18.

From the calculator's own inputs, for requests in which nothing is missing. Fen are whole, all else fractions; rounded,
half up, are a standard, a payment and what a community keeps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from tests.oracle.amounts import Values, ratio, rounded, yuan

PLACES = ("370000", "370800", "370830")  # the province, and what of it is known
HOLDS_FROM = "2024-10-28"  # issued; no effective date and no end are stated
CHOSEN = {"A6": "per_head", "A7": "floor", "A8": "both", "A10": "separate", "A34": "total"}
LEAST = {"dip": 80, "drg": 20}  # SD-12
PRICED_BY = {"drg": "settlement.drg_rate", "dip": "settlement.point_value"}
Fund = Mapping[str, Any]


@dataclass(slots=True)
class Budgeted:
    """Amounts in fen and counts by the calculator's names of them, outcomes, and what happened on the way."""

    amounts: dict[str, int] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)
    acts: set[str] = field(default_factory=set)


@dataclass(slots=True)
class YearEnd:
    """A fund at the end of the year: fen left or overspent, and the causes of an overspend."""

    left: int
    over: int
    causes: dict[str, Fraction]


def computed(inputs: Mapping[str, Any]) -> Budgeted | None:
    """What the notice makes of a request; ``None``: it says nothing of that place or day."""
    if inputs["place"] not in PLACES or inputs["date"] < HOLDS_FROM:
        return None
    read, found = {**CHOSEN, **inputs.get("readings", {})}, Budgeted()
    values = Values(inputs.get("values", {}))
    _community(inputs, values, found)
    ends: dict[str, YearEnd] = {}
    for fund in inputs.get("funds", []):
        budget = fund_budget(fund, values, read, found)
        _beside(fund, budget, values, found)
        _month(fund, values, found)
        if "earned" in fund:
            ends[fund["scheme"]] = _year_end(fund, budget, values, read, found)
    if read["A10"] == "netted" and len(ends) == 2:
        one, other = ends.values()
        _net(one, other, found)
    for fund in inputs.get("funds", []):
        if "earned" in fund:
            _settle(fund, ends[fund["scheme"]], values, found)
    return found


def _community(inputs: Mapping[str, Any], values: Values, found: Budgeted) -> None:
    """SD-01, SD-12 and SD-18."""
    if "unified" in inputs:
        found.outcomes["entry"] = "may_apply" if all(said == "yes" for said in inputs["unified"].values()) else "no"
    if "grassroots" in inputs:
        lacking = LEAST[inputs["grassroots"]["payment_method"]] - inputs["grassroots"]["listed"]
        found.amounts["grassroots_lacking"] = max(0, lacking)
        found.acts.add(f"grassroots {'lacking' if lacking > 0 else 'just enough' if lacking == 0 else 'enough'}")
    for number, item in enumerate(inputs.get("watched_items", []), 1):
        line, rate = values.ratio("monitoring.warning_threshold", watched=item["watched"]), ratio(item["found"])
        found.outcomes[f"watched{number}.warning"] = "warning" if rate >= line else "no_warning"
        if rate == line:
            found.acts.add("warning at the line")


def fund_budget(fund: Fund, values: Values, read: Mapping[str, str], found: Budgeted) -> int:
    """SD-02 and SD-03 with A6, A7 and A34: the budget of the year."""
    scheme = fund["scheme"]
    if "agreed" in fund:
        found.amounts[f"{scheme}.budget"] = yuan(fund["agreed"])
        return yuan(fund["agreed"])
    growth = values.ratio("budget.income_index", scheme=scheme) - 1
    if growth < 0:
        found.acts.add("fund income falls")
    protected = fund["spending_change"] == "by_control"
    floor = protected and not (growth < 0 and read["A7"] == "growth_cap")
    lowered, total = False, 0
    for number, head in enumerate(fund["heads"], 1):
        before = values.money("budget.per_head_standard", scheme=scheme)
        before = yuan(head["standard"]) if "standard" in head else before
        wanted = ratio(head["growth"]) if "growth" in head else values.ratio("budget.requested_growth", scheme=scheme)
        found.acts.add(f"growth {'below' if wanted < growth else 'at' if wanted == growth else 'above'} the cap")
        exact = before * (1 + (wanted if read["A6"] == "total" else min(wanted, growth)))
        standard = rounded(exact)
        if exact.denominator == 2:
            found.acts.add("a standard of half a fen")
        if read["A34"] == "per_head" and protected and standard < before:
            lowered = True
            standard = before if floor else standard
        found.amounts[f"{scheme}.head{number}.next_standard"] = standard
        found.amounts[f"{scheme}.head{number}.head_budget"] = standard * head["people"]
        total += standard * head["people"]
    previous = values.money("budget.previous", scheme=scheme)
    if read["A6"] == "total" and total > previous * (1 + growth):
        total = rounded(previous * (1 + growth))
        found.acts.add("growth cap on the total")
    if read["A34"] == "total" and protected and total < previous:
        lowered = True
        total = previous if floor else total
    if protected:
        found.outcomes[f"{scheme}.conflict"] = "yes" if lowered and growth < 0 else "no"
        found.acts.add("floor not needed" if not lowered else "floor keeps" if floor else "floor gives way")
    found.amounts[f"{scheme}.budget"] = total
    return total


def _beside(fund: Fund, budget: int, values: Values, found: Budgeted) -> None:
    """SD-08 and SD-16."""
    scheme = fund["scheme"]
    if fund.get("prepays") == "yes":
        surplus = values.text("budget.fund_has_surplus", scheme=scheme) == "yes"
        found.amounts[f"{scheme}.prepayment"] = rounded(Fraction(budget, 12)) if surplus else 0
        found.acts.add("prepaid" if surplus else "no surplus to prepay from")
    if "other_budgets" in fund:
        over = budget + yuan(fund["other_budgets"]) - values.money("budget.regional_total", scheme=scheme)
        found.outcomes[f"{scheme}.regional"] = "beyond" if over > 0 else "within"
        found.amounts[f"{scheme}.regional_excess"] = max(0, over)
        found.acts.add("region: " + {-1: "a fen below", 0: "just within", 1: "a fen beyond"}.get(over, "apart"))


def _month(fund: Fund, values: Values, found: Budgeted) -> None:
    """SD-05: each method rounded, then added up."""
    scheme, total = fund["scheme"], 0
    for number, line in enumerate(fund.get("month", []), 1):
        method, units = line["payment_method"], Fraction(line["units"])
        if method == "bed_day":
            price = Fraction(
                values.money("bed_day.standard", service=line["service"], hospital_level=line["hospital_level"])
            )
        elif method == "capitation":
            price = Fraction(values.money("capitation.per_head", scheme=scheme), 12)
        else:
            price = Fraction(values.money(PRICED_BY[method], scheme=scheme))
        found.amounts[f"{scheme}.month{number}.amount"] = rounded(units * price)
        found.acts.add(f"settled by {method}")
        total += rounded(units * price)
    if fund.get("month"):
        found.amounts[f"{scheme}.month_total"] = total


def _year_end(fund: Fund, budget: int, values: Values, read: Mapping[str, str], found: Budgeted) -> YearEnd:
    """SD-04 and SD-06 with A8: used against the budget."""
    scheme, used = fund["scheme"], yuan(fund["earned"])
    if values.text("budget.out_of_county_counted", scheme=scheme) == "no":
        found.acts.add("outside not counted")
    elif read["A8"] == "both":
        used += yuan(fund["outside"])
        found.acts.add("outside counted")
    else:
        found.acts.add("outside in the budget alone")
    found.amounts[f"{scheme}.used"] = used
    apart = budget - used
    known = {-1: "a fen over", 0: "even", 1: "a fen left"}
    found.acts.add(f"year-end: {known.get(apart, 'left' if apart > 0 else 'over')}")
    causes = {name: Fraction(yuan(fund[name])) for name in ("objective", "reasonable", "unreasonable") if name in fund}
    for name in {"objective", "reasonable", "unreasonable"} - causes.keys():
        causes[name] = max(0, -apart) - sum(causes.values(), Fraction(0))
    return YearEnd(max(0, apart), max(0, -apart), causes)


def _net(one: YearEnd, other: YearEnd, found: Budgeted) -> None:
    """A10: what one fund has left pays for the overspend of the other, of each cause alike."""
    for giving, taking in ((one, other), (other, one)):
        set_off = min(giving.left, taking.over)
        if set_off:
            found.acts.add("funds set off")
            share = Fraction(taking.over - set_off, taking.over)
            taking.causes = {name: amount * share for name, amount in taking.causes.items()}
            giving.left, taking.over = giving.left - set_off, taking.over - set_off


def _settle(fund: Fund, end: YearEnd, values: Values, found: Budgeted) -> None:
    """SD-06 and SD-09: what is kept, and who bears what; unreasonable overspend is the community's own."""
    scheme, amounts, acts = fund["scheme"], found.amounts, found.acts
    if f"{scheme}.used" not in amounts:
        return
    overspent = amounts[f"{scheme}.used"] > amounts[f"{scheme}.budget"]
    if not overspent:
        coefficient = values.ratio("assessment.coefficient", scheme=scheme)
        due = rounded(end.left * values.ratio("budget.retention_ratio", scheme=scheme) * coefficient)
        if due > end.left:
            acts.add("kept no more than is left")
        kept = min(due, end.left)
        amounts.update(_named(scheme, surplus=end.left, retained=kept, to_pool=end.left - kept))
        return
    objective, reasonable = end.causes["objective"], end.causes["reasonable"]
    if fund["major_change"] == "no":
        objective, reasonable = Fraction(0), reasonable + objective
        acts.add("no major change")
    part = values.ratio("budget.overspend_share", scheme=scheme) * values.ratio(
        "assessment.overspend_coefficient", scheme=scheme
    )
    if part > 1:
        acts.add("share no more than all")
    fund_bears = rounded(objective * values.ratio("budget.compensation_ratio", scheme=scheme))
    fund_bears += rounded(reasonable * (1 - min(part, Fraction(1))))
    bears = end.over - fund_bears
    amounts.update(_named(scheme, overspend=end.over, fund_bears=fund_bears, community_bears=bears))
    if "receivable" in fund:
        left = yuan(fund["receivable"]) - bears
        amounts.update(_named(scheme, receivable_left=max(0, left), uncovered=max(0, -left)))
        acts.add(f"receivables {'suffice' if left >= 0 else 'do not suffice'}")


def _named(scheme: str, **amounts: int) -> dict[str, int]:
    return {f"{scheme}.{name}": amount for name, amount in amounts.items()}


def budgets(inputs: Mapping[str, Any]) -> Sequence[int]:
    """The budget of each fund, for whoever draws up a year-end about it."""
    read, values = {**CHOSEN, **inputs.get("readings", {})}, Values(inputs["values"])
    return [fund_budget(fund, values, read, Budgeted()) for fund in inputs["funds"]]
