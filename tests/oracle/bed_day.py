"""Payment by the bed-day, from the rules alone: SC-01 to SC-06.

From the calculator's own inputs, for requests in which nothing is missing. Fen are whole, points fractions; rounded,
half up, are the standard, and what is paid.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from tests.oracle.amounts import Values, rounded, yuan

PLACES = ("510000", "510800")
HOLDS_FROM = "2021-05-06"  # issued; no effective date and no end are stated
BY_BED_DAY = ("integrated_inpatient", "hospice", "home_sickbed")  # SC-03
OTHERS = ("case_points", "by_head", "contracted")  # whoever asks for these alone asks for no standard
FAVOURED = ("integrated_care", "hospice_provider")  # SC-05


@dataclass(slots=True)
class Paid:
    """Fen, bed-days and points by the calculator's names of them, and what happened on the way."""

    fen: dict[str, int] = field(default_factory=dict)
    days: dict[str, int] = field(default_factory=dict)
    points: dict[str, Fraction] = field(default_factory=dict)
    acts: set[str] = field(default_factory=set)


def computed(inputs: Mapping[str, Any]) -> Paid | None:
    """What the opinion makes of a request; ``None``: it says nothing of that place or day."""
    if inputs["place"] not in PLACES or inputs["date"] < HOLDS_FROM:
        return None
    values, paid = Values(inputs["values"]), Paid()
    if inputs["service"] in BY_BED_DAY:
        _by_bed_day(inputs, values, paid)
    else:
        paid.acts.add("a service that is not named")
    if "case_points" in inputs:
        _settle_points("cases", Fraction(inputs["case_points"]), inputs, values, paid)
    if "contracted" in inputs and inputs.get("by_head") == "yes" and inputs["institution"] == "integrated_care":
        paid.fen["capitation"] = inputs["contracted"] * values.money("capitation.per_head", scheme=inputs["scheme"])
        paid.acts.add("capitation")
    return paid


def _by_bed_day(inputs: Mapping[str, Any], values: Values, paid: Paid) -> None:
    """SC-01 and SC-02: the standard, and stays at it, each judged by its day of admission."""
    if not any(name in inputs for name in ("stays", "years")) and any(name in inputs for name in OTHERS):
        return
    standard = _standard(inputs, values, paid)
    paid.fen["standard"] = standard
    total, whole = 0, True
    for number, stay in enumerate(inputs.get("stays", []), 1):
        name = f"stay{number}"
        if stay["admitted"] < HOLDS_FROM:
            paid.acts.add("admitted before the opinion")
            whole = False
            continue
        days = (date.fromisoformat(stay["discharged"]) - date.fromisoformat(stay["admitted"])).days
        paid.acts.add({0: "discharged the same day", 1: "one day"}.get(days, "several days"))
        amount = max(1, days) * standard
        paid.days[f"{name}.bed_days"] = max(1, days)
        paid.fen[f"{name}.amount"] = amount
        total += amount
        if "cost" in stay:
            paid.fen[f"{name}.difference"] = amount - yuan(stay["cost"])
            paid.acts.add(f"cost {'beyond' if paid.fen[f'{name}.difference'] < 0 else 'within'} the amount")
        if inputs["direct_sharing"] == "yes":
            _share(name, amount, inputs, values, paid)
        if inputs.get("points_conversion") == "yes":
            level = inputs["hospital_level"]
            average = values.money("points.average_case_cost", hospital_level=level)
            points = Fraction(standard, average) * int(values.text("points.base")) * max(1, days)
            paid.points[f"{name}.points"] = points
            _settle_points(name, points, inputs, values, paid)
    if whole and inputs.get("stays"):
        paid.fen["stays_total"] = total


def _standard(inputs: Mapping[str, Any], values: Values, paid: Paid) -> int:
    """SC-01 with A18: three years pooled, or the mean of their averages; else the place's own standard."""
    service, level = inputs["service"], inputs["hospital_level"]
    if not inputs.get("years"):
        return values.money("bed_day.standard", service=service, hospital_level=level)
    years = [(yuan(year["costs"]), year["bed_days"]) for year in inputs["years"]]
    if inputs.get("readings", {}).get("A18", "pooled") == "pooled":
        a_day = Fraction(sum(costs for costs, _ in years), sum(days for _, days in years))
        paid.acts.add("three years pooled")
    else:
        a_day = sum((Fraction(costs, days) for costs, days in years), Fraction(0)) / len(years)
        paid.acts.add("mean of three years")
    exact = a_day * (1 + values.ratio("bed_day.growth", service=service))
    if exact.denominator == 2:
        paid.acts.add("a standard of half a fen")
    return rounded(exact)


def _share(name: str, amount: int, inputs: Mapping[str, Any], values: Values, paid: Paid) -> None:
    """SC-02: the fund pays its part rounded, the patient the rest."""
    part = values.ratio("bed_day.patient_share", service=inputs["service"], hospital_level=inputs["hospital_level"])
    exact = amount * (1 - part)
    paid.fen[f"{name}.fund_pays"] = rounded(exact)
    paid.fen[f"{name}.patient_pays"] = amount - rounded(exact)
    paid.acts.add("shared")
    if exact.denominator == 2:
        paid.acts.add("a share of half a fen")
    if part in (0, 1):
        paid.acts.add("all or nothing shared")


def _settle_points(name: str, points: Fraction, inputs: Mapping[str, Any], values: Values, paid: Paid) -> None:
    """SC-04 and SC-05: points raised at favoured institutions, then paid."""
    if inputs["institution"] in FAVOURED:
        points *= values.ratio("points.tilt_coefficient", service=inputs["service"])
        paid.points[f"{name}.points_raised"] = points
    paid.acts.add(f"points {'raised' if inputs['institution'] in FAVOURED else 'as they are'}")
    paid.fen[f"{name}.points_amount"] = rounded(
        points * values.money("settlement.point_value", scheme=inputs["scheme"])
    )
