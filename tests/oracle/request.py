"""A request as the oracle reads it: one person, and the year's episodes in their order."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.oracle.amounts import Values, yuan

# People whom some department recognises; a kind of illness is no identity (policy_data/groups.yaml, kind).
HEALTH = frozenset({"two_disease", "chronic_special", "disabled_care", "psychiatric_poor"})
AREAS = {
    "local": "inside_county",
    "city_owned": "inside_city",
    "other_city": "outside_city",
    "other_province": "outside_city",
}
CHOSEN = {
    "A1": "proportion",
    "A2": "standards",
    "A3": "not_covered",
    "A4": "admission",
    "A11": "borne",
    "A12": "points",
    "A14": "excess",
    "A15": "half_open",
    "A19": "points",
    "A20": "gone",
    "A21": "year",
    "A23": "over_deductible",
    "A24": "enters",
    "A25": "cumulative",
    "A26": "named",
    "A28": "already",
    "A31": "named",
    "A32": "calendar_year",
    "A33": "none",
}


@dataclass(slots=True)
class Episode:
    """A stay or a visit; money in fen."""

    id: str
    care: str
    admitted: date
    discharged: date
    settled: date
    sequence: int
    total: int
    out_of_policy: int
    irregular: int
    level: str
    destination: str
    area: str
    mode: str
    compliant: bool
    emergency: bool
    continues: bool
    from_level: str
    same_disease: bool
    in_community: bool
    borne_before: int | None
    inpatient_criteria: bool
    slips: dict[str, int]
    groups: frozenset[str] = frozenset()  # those held when it was settled
    new: bool = False  # settled before its person was recognised

    @property
    def inpatient(self) -> bool:
        return self.care == "inpatient"


@dataclass(slots=True)
class Request:
    """What the oracle needs to know of one person's year."""

    place: str
    groups: frozenset[str]
    scheme: str
    values: Values
    read: Mapping[str, str]
    recognised_on: date | None
    retroactive_applied: bool
    assistance_approved: bool
    income_area: str
    poverty_risk: bool
    tilted_approved: bool
    first_admission: date | None
    earlier_burden: int
    episodes: list[Episode]


def read(inputs: Mapping[str, Any]) -> Request:
    """A request with its episodes in order; what a field says of its being left empty is filled in."""
    recognised = _day(inputs, "recognised_on")
    request = Request(
        place=inputs["place"],
        groups=frozenset(inputs.get("groups", ())),
        scheme=inputs.get("scheme", "resident"),
        values=Values(inputs["values"]),
        read={**CHOSEN, **inputs.get("readings", {})},
        recognised_on=recognised,
        retroactive_applied=_yes(inputs, "applied"),
        assistance_approved=_yes(inputs, "assistance_approved"),
        income_area=inputs.get("income_area", ""),
        poverty_risk=_yes(inputs, "poverty_risk"),
        tilted_approved=_yes(inputs, "tilted_approved"),
        first_admission=_day(inputs, "first_admission"),
        earlier_burden=yuan(inputs.get("earlier_burden", "0")),
        episodes=sorted(
            map(_episode, inputs["episodes"]), key=lambda one: (one.admitted, one.discharged, one.sequence, one.id)
        ),
    )
    before = ""
    for one in request.episodes:
        one.new = recognised is not None and one.settled < recognised
        one.groups = request.groups & HEALTH if one.new else request.groups
        if one.inpatient:
            one.from_level = one.from_level or before
            before = one.level
    return request


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))


def _episode(given: Mapping[str, Any]) -> Episode:
    admitted = date.fromisoformat(given["admitted"])
    discharged = _day(given, "discharged") or admitted
    destination = given.get("destination", "local")
    return Episode(
        id=given["id"],
        care=given["care"],
        admitted=admitted,
        discharged=discharged,
        settled=_day(given, "settled") or discharged,
        sequence=given.get("sequence", 0),
        total=yuan(given["total"]),
        out_of_policy=yuan(given["out_of_policy"]),
        irregular=yuan(given.get("irregular", "0")),
        level=given.get("hospital_level", ""),
        destination=destination,
        area=given.get("area", AREAS[destination]),
        mode=given.get("mode", ""),
        compliant=_yes(given, "compliant"),
        emergency=_yes(given, "emergency"),
        continues=_yes(given, "continues"),
        from_level=given.get("from_level", ""),
        same_disease=_yes(given, "same_disease"),
        in_community=_yes(given, "in_community"),
        borne_before=yuan(given["borne_before"]) if "borne_before" in given else None,
        inpatient_criteria=_yes(given, "inpatient_criteria"),
        slips={layer: yuan(amount) for layer, amount in given.get("paid", {}).items()},
    )


def _day(given: Mapping[str, Any], field: str) -> date | None:
    return date.fromisoformat(given[field]) if field in given else None


def _yes(given: Mapping[str, Any], field: str) -> bool:
    return given.get(field) == "yes"
