"""The places' rules, each as the documents have it.

Dates tested are those of admission or visit unless a rule says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.oracle.amounts import rounded
from tests.oracle.request import Episode, Request, months_later

LUAN, WENSHANG, XIANGTAN = "341500", "370830", "430300"
SHANDONG = frozenset({"370000", "370800", "370830"})

LUAN_FROM = date(2024, 8, 14)
REDUCED_FROM = date(2024, 9, 1)
SHANDONG_FROM = date(2024, 10, 28)
WENSHANG_YEAR = 2020
XIANGTAN_FROM, XIANGTAN_UNTIL = date(2021, 10, 1), date(2026, 10, 1)

PILOT = frozenset({"dibao", "tekun", "anti_relapse_monitored", "dibao_margin", "rigid_expenditure_sick"})
POOR = frozenset({"registered_poor", "targeted_poverty"})
TILTED = frozenset({"tekun", "dibao", "relapsed"})
ASSISTED = PILOT | {"relapsed", "registered_poor"}
APPLICANTS = frozenset({"anti_relapse_monitored", "illness_impoverished"})

RANKS = ("township", "county", "city", "province")
ONE = Fraction(1)


@dataclass(slots=True)
class Basic:
    """A basic-insurance settlement's terms."""

    deductible: int
    ratio: Fraction
    normal: Fraction  # the ratio without what LA-05 takes off


@dataclass(slots=True)
class CriticalIllness:
    """A critical-illness settlement's terms."""

    deductible: int
    slices: Sequence[tuple[int | None, Fraction]]
    cap: int | None


def in_pilot(request: Request, one: Episode) -> bool:
    """LA-01 with A26: the plan in force and, unless it binds everybody, one of its five groups."""
    return (
        request.place == LUAN
        and one.admitted >= LUAN_FROM
        and (request.read["A26"] == "everybody" or not PILOT.isdisjoint(one.groups))
    )


def is_listed_poor(request: Request, one: Episode) -> bool:
    """The people on the poverty-alleviation list, whom re-assistance is for."""
    return is_poor(request, one) and "registered_poor" in one.groups


def is_poor(request: Request, one: Episode) -> bool:
    """The people of Wenshang's report, in the year it tells of."""
    return request.place == WENSHANG and one.admitted.year == WENSHANG_YEAR and not POOR.isdisjoint(one.groups)


def in_xiangtan(request: Request, one: Episode) -> bool:
    return request.place == XIANGTAN and in_xiangtans_time(one.admitted, request.read)


def in_xiangtans_time(day: date, readings: Mapping[str, str]) -> bool:
    """XT-06 with A15."""
    if day == XIANGTAN_UNTIL:
        return readings.get("A15") == "inclusive"
    return XIANGTAN_FROM <= day < XIANGTAN_UNTIL


def irregular(request: Request, one: Episode) -> int:
    """LA-10: what no fund pays."""
    return one.irregular if request.place == LUAN and one.admitted >= LUAN_FROM else 0


def raised(ratio: Fraction, add: Fraction, how: str) -> Fraction:
    """A ratio after an addition, at most one (A12, A19)."""
    return min(ONE, ratio + add if how == "points" else ratio * (1 + add))


# -- basic insurance


def basic_terms(request: Request, one: Episode, borne: int, acts: set[str]) -> Basic:
    """Deductible and ratio of a stay or visit; `borne` is what the chain before it bore of its deductibles."""
    values, scheme = request.values, request.scheme
    if one.inpatient:
        deductible = values.money("inpatient.deductible", scheme=scheme, hospital_level=one.level)
        normal = values.ratio("inpatient.ratio", scheme=scheme, hospital_level=one.level)
    else:
        deductible = values.money("chronic.deductible", scheme=scheme)
        normal = values.ratio("chronic.ratio", scheme=scheme)
    if is_poor(request, one):  # WS-01
        if one.inpatient:
            deductible = values.money("inpatient.deductible_lowered", hospital_level=one.level)
        else:
            deductible = values.money("chronic.deductible_lowered")
        normal = raised(normal, Fraction(1, 10), request.read["A19"])
        acts.add("WS-01 basic")
    if one.inpatient and one.continues:
        deductible = _relieved(request, one, deductible, borne, acts)
    ratio = normal
    if _away(request, one) and (request.read["A28"] == "already" or _after_start(request, one)):
        ratio = values.ratio("away.basic_ratio", mode=one.mode, destination=one.destination, care=one.care)
        acts.add("LA-05 basic")
    return Basic(deductible, ratio, normal)


def _relieved(request: Request, one: Episode, deductible: int, borne: int, acts: set[str]) -> int:
    """The deductible that a stay carrying on another is charged: LA-03, LA-04, SD-11."""
    if in_pilot(request, one) and one.same_disease and one.area == "inside_county":
        came, went = RANKS.index(one.from_level), RANKS.index(one.level)
        if one.level == "county" and came < went and one.compliant:
            acts.add("LA-03")
            return max(0, deductible - (borne if request.read["A2"] == "borne" else _standard_before(request, one)))
        if one.from_level == "county" and one.level == "township":
            acts.add("LA-04")
            return 0
        if one.from_level == "city" and one.level == "county" and request.read["A3"] == "covered":
            acts.add("LA-04 from the city")
            return 0
    if (
        request.place in SHANDONG
        and one.admitted >= SHANDONG_FROM
        and one.in_community
        and one.compliant
        and request.values.flag("inpatient.deductible_counted_on")
    ):
        acts.add("SD-11")
        return max(0, deductible - (borne if request.read["A11"] == "borne" else _standard_before(request, one)))
    return deductible


def _standard_before(request: Request, one: Episode) -> int:
    return request.values.money("inpatient.deductible", scheme=request.scheme, hospital_level=one.from_level)


def _away(request: Request, one: Episode) -> bool:
    return one.destination != "local" and in_pilot(request, one)


def _after_start(request: Request, one: Episode) -> bool:
    """LA-05's first day, by A4."""
    return (one.admitted if request.read["A4"] == "admission" else one.settled) >= REDUCED_FROM


# -- critical illness insurance


def critical_illness_terms(request: Request, one: Episode, basic: Basic, acts: set[str]) -> CriticalIllness:
    """Deductible, slices as they apply to this person and this going away, and cap."""
    values, read = request.values, request.read
    deductible = values.money("critical_illness.deductible")
    slices = values.slices("critical_illness.scale")
    cap = values.limit("critical_illness.cap")
    if in_xiangtan(request, one) and not TILTED.isdisjoint(one.groups):  # XT-03
        deductible = rounded(Fraction(deductible, 2))
        slices = [(edge, raised(ratio, Fraction(5, 100), read["A12"])) for edge, ratio in slices]
        cap = None
        acts.add("XT-03")
    if is_poor(request, one):  # WS-01
        gone = read["A20"] == "gone"
        deductible = 0 if gone else values.money("critical_illness.deductible_lowered")
        cap = None if gone else values.limit("critical_illness.cap_raised")
        slices = [(edge, raised(ratio, Fraction(5, 100), "points")) for edge, ratio in slices]
        acts.add("WS-01 critical illness")
    if _away(request, one) and _after_start(request, one):  # LA-05
        reduced = values.ratio("away.basic_ratio", mode=one.mode, destination=one.destination, care=one.care)
        if read["A1"] == "proportion":
            factor = min(ONE, reduced / basic.normal)
            slices = [(edge, ratio * factor) for edge, ratio in slices]
        else:
            points = max(Fraction(0), basic.normal - reduced)
            slices = [(edge, max(Fraction(0), ratio - points)) for edge, ratio in slices]
        acts.add("LA-05 critical illness")
    if read["A23"] == "whole_burden":
        slices = [(None if edge is None else max(0, edge - deductible), ratio) for edge, ratio in slices]
    return CriticalIllness(deductible, slices, cap)


# -- medical assistance


def assistance_threshold(request: Request, one: Episode, acts: set[str]) -> int | None:
    """The threshold of those who are assisted on this episode; None is no assistance."""
    retroactive = one.new and _reaches_back(request, one)
    groups = request.groups if retroactive else one.groups
    if one.new and not retroactive:
        return None
    by_identity = ASSISTED & groups
    xiangtan = in_xiangtan(request, one)
    if xiangtan:
        by_identity -= APPLICANTS
    applied = xiangtan and not APPLICANTS.isdisjoint(groups) and request.assistance_approved
    if not by_identity and not applied:
        return None
    if _excluded(request, one, retroactive, acts):
        return None
    if retroactive:
        acts.add("LA-07")
    if xiangtan and (not by_identity or request.read["A31"] == "everybody"):
        acts.add("XT-04")
        return quarter(request)
    return request.values.money("assistance.threshold")


def quarter(request: Request) -> int:
    """XT-04, XT-05: a quarter of the income per head of the year before."""
    income = request.values.money("income.disposable_per_head", income_area=request.income_area, residents="all")
    return rounded(Fraction(income, 4))


def _reaches_back(request: Request, one: Episode) -> bool:
    """LA-07: costs of the year of recognition, settled before it, of residents who applied."""
    recognised = request.recognised_on
    return (
        request.place == LUAN
        and recognised is not None
        and recognised >= LUAN_FROM
        and request.scheme == "resident"
        and request.retroactive_applied
        and not PILOT.isdisjoint(request.groups)
        and one.settled.year == recognised.year
    )


def _excluded(request: Request, one: Episode, retroactive: bool, acts: set[str]) -> bool:
    """LA-06, and A33 for costs of before recognition."""
    decided = request.recognised_on if retroactive else one.admitted  # the day whose document decides
    if request.place != LUAN or decided is None or decided < LUAN_FROM or one.area != "outside_city" or one.compliant:
        return False
    if retroactive:
        if request.read["A33"] == "as_other_costs":
            return False
    elif not in_pilot(request, one):
        return False
    if one.emergency and request.values.flag("assistance.emergency_excepted"):
        acts.add("LA-06 emergency excepted")
        return False
    acts.add("LA-06 of before recognition" if retroactive else "LA-06")
    return True


# -- what some places add


def tilted_line(request: Request, one: Episode) -> int | None:
    """XT-05: the line above which a heavy burden is assisted, for those at risk and approved."""
    if in_xiangtan(request, one) and request.poverty_risk and request.tilted_approved:
        return quarter(request)
    return None


def within_free_months(request: Request, one: Episode, acts: set[str]) -> bool | None:
    """WS-08: whether a stay of somebody who is treated for free ended within three months; None is nobody of that kind.

    The day three months on is no longer free, but whoever leaves on it was treated for three months and no day more.
    """
    if (
        request.place != WENSHANG
        or one.admitted.year != WENSHANG_YEAR
        or not one.inpatient
        or "psychiatric_poor" not in one.groups
        or not one.inpatient_criteria
    ):
        return None
    within = one.discharged <= months_later(one.admitted, 3)
    acts.add("discharged within the free months" if within else "discharged after the free months")
    return within
