"""Random complete requests about the budget of a county medical community, many of them on or about a border."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from tests.oracle.amounts import Values
from tests.oracle.county_budget import budgets
from tests.oracle.random_amounts import amount, literal, percent, yuan

Inputs = dict[str, Any]

PLACES = {"370830": 75, "370800": 10, "370000": 10, "341500": 2, "430300": 2, "510800": 1}
DAYS = {"2025-06-30": 70, "2024-10-28": 20, "2026-12-31": 5, "2024-10-27": 5}
OPTIONS = {
    "A6": ("per_head", "total"),
    "A7": ("floor", "growth_cap"),
    "A8": ("both", "budget_only"),
    "A10": ("separate", "netted"),
    "A34": ("total", "per_head"),
}
METHODS = ("drg", "dip", "bed_day", "capitation")
SERVICES = ("integrated_inpatient", "hospice", "home_sickbed")
LEVELS = ("township", "county")
WATCHED = ("costs", "care_outside", "fund_use")
UNIFIED = ("personnel", "finance", "assets", "operations", "catalogue", "distribution")
YES_NO = ("yes", "no")


def request(random: Random) -> Inputs:
    schemes = random.choice((("resident",), ("employee",), ("resident", "employee"), ("employee", "resident")))
    values = _values(random)
    inputs: Inputs = {
        "place": random.choices(list(PLACES), list(PLACES.values()))[0],
        "date": random.choices(list(DAYS), list(DAYS.values()))[0],
        "values": values,
        "readings": {reading: random.choice(known) for reading, known in OPTIONS.items() if random.random() < 0.6},
        "funds": [_fund(random, scheme, values) for scheme in schemes],
    }
    for fund, budget in zip(inputs["funds"], budgets(inputs), strict=True):
        _region(random, fund, budget, values)
        if random.random() < 0.8:
            _year_end(random, fund, budget, values, inputs["readings"].get("A8", "both"))
    if random.random() < 0.3:
        inputs["unified"] = {f"unified_{one}": "yes" if random.random() < 0.9 else "no" for one in UNIFIED}
    if random.random() < 0.3:
        method, least = random.choice((("dip", 80), ("drg", 20)))
        inputs["grassroots"] = {"payment_method": method, "listed": least + random.choice((-least, -1, 0, 1, 30))}
    if random.random() < 0.3:
        inputs["watched_items"] = [
            {"watched": one, "found": random.choice(("89.99%", "90%", "90.01%", "120%"))} for one in WATCHED
        ]
        values["monitoring.warning_threshold"] = [
            {"watched": one, "value": random.choice(("90%", "110%"))} for one in WATCHED
        ]
    return inputs


def _values(random: Random) -> Inputs:
    """Every value that a rule may ask for, those of the two funds apart or alike."""
    growth = random.choice(("97%", "100%", "103%", percent(random, 92, 110)))
    wanted = {"103%": "3%"}.get(growth) if random.random() < 0.3 else None
    return {
        "budget.per_head_standard": literal(random.choice((amount(random, 50, 4_000), 110, 11_030))),
        "budget.requested_growth": wanted or random.choice(("0%", "5%", percent(random, 0, 12))),
        "budget.income_index": growth,
        "budget.previous": literal(amount(random, 10_000, 4_000_000)),
        "budget.regional_total": literal(amount(random, 100_000, 50_000_000)),
        "budget.fund_has_surplus": random.choice(YES_NO),
        "budget.out_of_county_counted": "yes" if random.random() < 0.75 else "no",
        "budget.retention_ratio": _of_each(random, lambda: percent(random, 0, 100)),
        "budget.overspend_share": percent(random, 0, 100),
        "budget.compensation_ratio": percent(random, 0, 100),
        "assessment.coefficient": _of_each(random, lambda: percent(random, 0, 200)),
        "assessment.overspend_coefficient": percent(random, 0, 200),
        "settlement.drg_rate": literal(amount(random, 1_000, 20_000)),
        "settlement.point_value": literal(amount(random, 1, 200)),
        "capitation.per_head": literal(amount(random, 10, 300)),
        "bed_day.standard": [
            {"service": service, "hospital_level": level, "value": literal(amount(random, 50, 800))}
            for service in SERVICES
            for level in LEVELS
        ],
    }


def _of_each(random: Random, value: Callable[[], str]) -> Any:
    if random.random() < 0.5:
        return value()
    return [{"scheme": scheme, "value": value()} for scheme in ("resident", "employee")]


def _fund(random: Random, scheme: str, values: Inputs) -> Inputs:
    fund: Inputs = {"scheme": scheme}
    if random.random() < 0.15:
        fund["agreed"] = yuan(amount(random, 10_000, 5_000_000))
    else:
        fund["heads"] = [_head(random) for _ in range(random.choice((1, 1, 2, 4)))]
        fund["spending_change"] = random.choice(("by_control", "by_control", "not_fallen", "other_causes"))
    if random.random() < 0.5:
        fund["prepays"] = random.choice(("yes", "yes", "no"))
    if random.random() < 0.5:
        fund["month"] = [_line(random) for _ in range(random.choice((1, 2, 4)))]
    return fund


def _head(random: Random) -> Inputs:
    head: Inputs = {"people": random.choice((0, 1, 7, 120, 999, 5_001))}
    if random.random() < 0.4:
        head["standard"] = yuan(amount(random, 50, 4_000))
    if random.random() < 0.4:
        head["growth"] = percent(random, 0, 12)
    return head


def _line(random: Random) -> Inputs:
    line: Inputs = {"payment_method": random.choice(METHODS)}
    line["units"] = str(random.randint(0, 4_000))
    if line["payment_method"] == "bed_day":
        line |= {"service": random.choice(SERVICES), "hospital_level": random.choice(LEVELS)}
    elif line["payment_method"] != "capitation" and random.random() < 0.7:
        line["units"] += f".{random.randint(0, 999):03d}"
    return line


def _region(random: Random, fund: Inputs, budget: int, values: Inputs) -> None:
    """What the other communities have, so that all together often just make the regional budget."""
    if random.random() < 0.4:
        room = Values(values).money("budget.regional_total") - budget
        others = room + random.choice((-1, 0, 1, 100_000, -100_000))
        fund["other_budgets"] = yuan(others if others >= 0 else amount(random, 1_000, 900_000))


def _year_end(random: Random, fund: Inputs, budget: int, values: Inputs, outside_counts: str) -> None:
    """A year about the budget, with an overspend told by at least two of its causes."""
    apart = int(budget * (random.random() - 0.5) / 2)
    used = max(0, budget + random.choice((-1, 0, 1, apart, apart, apart)))
    counted = values["budget.out_of_county_counted"] == "yes" and outside_counts == "both"
    outside = random.choice((0, used // 7, used // 3))
    fund |= {"earned": yuan(used - outside if counted else used), "outside": yuan(outside)}
    over = max(0, used - budget)
    objective = random.randint(0, over)
    reasonable = random.randint(0, over - objective)
    causes = {"objective": objective, "reasonable": reasonable, "unreasonable": over - objective - reasonable}
    if random.random() < 0.5:
        causes.pop(random.choice(list(causes)))
    fund |= {name: yuan(fen) for name, fen in causes.items()}
    fund["major_change"] = random.choice(YES_NO)
    if random.random() < 0.7:
        fund["receivable"] = yuan(random.choice((0, over // 3, over, 2 * over + 100)))
