"""Random complete requests: every place, several identities, readings switched, days about every boundary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.oracle.local_values import local_values
from tests.oracle.random_amounts import amount, yuan
from tests.oracle.rules import APPLICANTS, in_xiangtans_time
from tests.oracle.stays import episode

Inputs = dict[str, Any]

PLACES = {
    "341500": 34,
    "370830": 28,
    "430300": 24,
    "370800": 6,
    "370000": 4,
    "510800": 1,
    "510000": 1,
    "340000": 1,
    "430000": 1,
}
Span = tuple[dict[int, int], dict[int, tuple[str, ...]]]  # years and how often; the days of change in them
SPANS: dict[str, Span] = {
    "341500": ({2024: 5, 2025: 3, 2026: 2}, {2024: ("2024-08-14", "2024-09-01")}),
    "370830": ({2020: 8, 2024: 2, 2025: 1}, {2024: ("2024-10-28",)}),
    "430300": ({2021: 3, 2022: 1, 2024: 2, 2026: 3}, {2021: ("2021-10-01",), 2026: ("2026-10-01",)}),
    "370800": ({2024: 1, 2025: 1}, {2024: ("2024-10-28",)}),
    "370000": ({2024: 1, 2025: 1}, {2024: ("2024-10-28",)}),
}
VALID_UNTIL = date(2026, 10, 1)

IDENTITIES = (
    "tekun",
    "dibao",
    "anti_relapse_monitored",
    "dibao_margin",
    "rigid_expenditure_sick",
    "relapsed",
    "registered_poor",
    "illness_impoverished",
    "orphan",
    "severe_disability",
    "stable_exited",
    "targeted_poverty",
)
HEALTH = ("two_disease", "chronic_special", "disabled_care", "psychiatric_poor")
LIKELY = {  # the identities that a place's rules turn on
    "341500": IDENTITIES[:5],
    "370830": ("registered_poor", "registered_poor", "targeted_poverty"),
    "430300": ("tekun", "dibao", "relapsed", "anti_relapse_monitored", "illness_impoverished"),
}
OPTIONS = {
    "A1": ("proportion", "points"),
    "A2": ("standards", "borne"),
    "A3": ("not_covered", "covered"),
    "A4": ("admission", "settlement"),
    "A5": ("after_tilt", "before_tilt"),
    "A11": ("borne", "standards"),
    "A12": ("points", "relative"),
    "A14": ("excess", "whole"),
    "A15": ("half_open", "inclusive"),
    "A19": ("points", "relative"),
    "A20": ("gone", "changed"),
    "A21": ("year", "stay"),
    "A23": ("over_deductible", "whole_burden"),
    "A24": ("enters", "left_out"),
    "A25": ("cumulative", "year_end"),
    "A26": ("named", "everybody"),
    "A28": ("already", "same_day"),
    "A31": ("named", "everybody"),
    "A32": ("calendar_year", "from_first_admission"),
    "A33": ("none", "as_other_costs"),
}
TURNS_ON = {  # the readings that a place's rules turn on
    "341500": {"A1", "A2", "A3", "A4", "A26", "A28", "A33"},
    "370830": {"A11", "A19", "A20", "A21", "A32"},
    "430300": {"A12", "A14", "A15", "A31"},
    "370800": {"A11"},
    "370000": {"A11"},
}
EVERYWHERE = {"A23", "A24", "A25"}
DAY = timedelta(days=1)


def request(random: Random) -> Inputs:
    place = random.choices(list(PLACES), list(PLACES.values()))[0]
    years, borders_of = SPANS.get(place, ({2024: 1, 2025: 1}, {}))
    year = random.choices(list(years), list(years.values()))[0]
    borders = [date.fromisoformat(day) for day in borders_of.get(year, ())]
    groups = _groups(random, place, year)
    scheme = "employee" if random.random() < 0.15 else "resident"
    days = _days(random, year, borders)
    inputs: Inputs = {
        "place": place,
        "date": _some_day(random, year, borders).isoformat(),
        "groups": groups,
        "values": local_values(random, place, scheme),
        "readings": _readings(random, place, groups),
        "applied": "yes" if random.random() < 0.8 else "no",
        "assistance_approved": "yes" if random.random() < 0.7 else "no",
        "income_area": random.choice(("county", "city")),
        "poverty_risk": "yes" if random.random() < 0.9 else "no",
        "tilted_approved": "yes" if random.random() < 0.9 else "no",
    }
    if scheme != "resident" or random.random() < 0.5:
        inputs["scheme"] = scheme
    if random.random() < (0.55 if place == "341500" else 0.25):
        inputs["recognised_on"] = (random.choice(days) + random.randint(-20, 40) * DAY).isoformat()
    if place == "370830" and inputs["readings"].get("A21", "year") == "year" and random.random() < 0.5:
        inputs["readings"]["A32"] = random.choice(("from_first_admission", *OPTIONS["A32"]))
        inputs["first_admission"] = (
            days[0] - random.choice((1, 90, 200, 300, 340, 364, 365, 366, 400)) * DAY
        ).isoformat()
        inputs["earlier_burden"] = yuan(amount(random, 100, 30_000))
    _leave_out(inputs, days)
    episodes: list[Inputs] = []
    for admitted in days:
        episodes.append(episode(random, place, groups, admitted, episodes, days.count(admitted) == 1))
    random.shuffle(episodes)
    inputs["episodes"] = episodes
    return inputs


def _leave_out(inputs: Inputs, days: Sequence[date]) -> None:
    """Nothing that no rule decides: how the burden of before the plan of Xiangtan, or after it, counts over another
    threshold than its own."""
    if inputs["place"] == "430300" and not all(in_xiangtans_time(day, inputs["readings"]) for day in days):
        inputs["groups"] = [group for group in inputs["groups"] if group not in APPLICANTS]
        inputs["readings"].pop("A31", None)


def _readings(random: Random, place: str, groups: Sequence[str]) -> dict[str, str]:
    """Readings switched at random, the more often the more they matter here."""
    matter = TURNS_ON.get(place, set()) | EVERYWHERE
    readings = {
        reading: random.choice(options)
        for reading, options in OPTIONS.items()
        if random.random() < (0.6 if reading in matter else 0.08)
    }
    if "psychiatric_poor" in groups:  # whether free treatment waits for the year's end no rule says
        readings.pop("A25", None)
    return readings


def _groups(random: Random, place: str, year: int) -> list[str]:
    groups = set()
    if random.random() < 0.88:
        groups.update(random.sample(LIKELY.get(place, IDENTITIES), random.choice((1, 1, 1, 2))))
    if random.random() < 0.15:
        groups.update(random.sample(IDENTITIES, random.choice((1, 2))))
    if random.random() < 0.15:
        groups.add(random.choice(HEALTH))
    if place == "370830" and year == 2020 and random.random() < 0.3:
        groups.add("psychiatric_poor")
    return sorted(groups)


def _days(random: Random, year: int, borders: Sequence[date]) -> list[date]:
    """The days of admission in order, one of them at least in the time that the place's documents speak of."""
    days = sorted(_some_day(random, year, borders) for _ in range(random.choice((1, 2, 2, 3, 3, 4))))
    for border in borders:
        if border == VALID_UNTIL and days[0] >= border:
            days[0] = border - random.randint(1, 200) * DAY
        elif border != VALID_UNTIL and days[-1] < border:
            days[-1] = border + random.randint(0, 60) * DAY
    return days


def _some_day(random: Random, year: int, borders: Sequence[date]) -> date:
    if borders and random.random() < 0.5:
        return random.choice(borders) + random.choice((-30, -9, -2, -1, 0, 0, 0, 1, 2, 12, 40)) * DAY
    return date(year, 1, 1) + random.randint(0, 364) * DAY
