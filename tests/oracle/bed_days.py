"""Random complete requests about payment by the bed-day."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from tests.oracle.random_amounts import amount, literal, percent, yuan

Inputs = dict[str, Any]

PLACES = {"510800": 70, "510000": 26, "430300": 2, "370830": 2}
DAYS = ("2021-05-05", "2021-05-06", "2021-06-30", "2024-03-01", "2024-12-31")
SERVICES = ("integrated_inpatient", "hospice", "home_sickbed", "other_inpatient")
INSTITUTIONS = ("integrated_care", "hospice_provider", "other_institution")
LEVELS = ("township", "county", "city", "province")
OPTIONS = {"A18": ("pooled", "mean_of_years"), "A17": ("direct_split",), "A29": ("points",)}
DAY = timedelta(days=1)


def request(random: Random) -> Inputs:
    asked = random.choices(DAYS, (4, 6, 20, 35, 35))[0]
    inputs: Inputs = {
        "place": random.choices(list(PLACES), list(PLACES.values()))[0],
        "date": asked,
        "scheme": random.choice(("resident", "employee")),
        "service": random.choices(SERVICES, (30, 30, 30, 10))[0],
        "institution": random.choice(INSTITUTIONS),
        "hospital_level": random.choice(LEVELS),
        "direct_sharing": random.choice(("yes", "yes", "no")),
        "readings": {reading: random.choice(known) for reading, known in OPTIONS.items() if random.random() < 0.6},
        "values": _values(random),
    }
    if random.random() < 0.9:
        inputs["stays"] = [_stay(random, date.fromisoformat(asked)) for _ in range(random.choice((1, 1, 2, 5)))]
    if random.random() < 0.5:
        inputs["years"] = _years(random, int(asked[:4]))
    if random.random() < 0.6:
        inputs["points_conversion"] = random.choice(("yes", "yes", "no"))
    if random.random() < 0.4:
        inputs["case_points"] = f"{random.randint(0, 9_999)}.{random.randint(0, 99):02d}"
    if random.random() < 0.4:
        inputs |= {"by_head": random.choice(("yes", "yes", "no")), "contracted": random.choice((0, 1, 333, 12_345))}
    return inputs


def _values(random: Random) -> Inputs:
    shares = ("0%", "100%", "50%", "50%")
    return {
        "bed_day.standard": [
            {"service": service, "hospital_level": level, "value": literal(amount(random, 20, 900))}
            for service in SERVICES
            for level in LEVELS
        ],
        "bed_day.growth": [{"service": service, "value": _growth(random)} for service in SERVICES],
        "bed_day.patient_share": [
            {
                "service": service,
                "hospital_level": level,
                "value": random.choice(shares) if random.random() < 0.4 else percent(random, 0, 100),
            }
            for service in SERVICES
            for level in LEVELS
        ],
        "points.base": random.choice(("1", "100", "1000")),
        "points.average_case_cost": [
            {"hospital_level": level, "value": literal(amount(random, 500, 30_000))} for level in LEVELS
        ],
        "points.tilt_coefficient": [{"service": service, "value": percent(random, 100, 150)} for service in SERVICES],
        "settlement.point_value": literal(amount(random, 1, 200)),
        "capitation.per_head": literal(amount(random, 10, 300)),
    }


def _growth(random: Random) -> str:
    return random.choice(("0%", "5%", percent(random, 0, 15)))


def _stay(random: Random, asked: date) -> Inputs:
    admitted = asked + random.choice((-400, -60, -30, -1, 0, 20)) * DAY
    discharged = admitted + random.choice((0, 0, 1, 2, 29, 366)) * DAY
    stay = {"admitted": admitted.isoformat(), "discharged": discharged.isoformat()}
    if random.random() < 0.5:
        stay["cost"] = yuan(amount(random, 20, 200_000))
    return stay


def _years(random: Random, asked: int) -> list[Inputs]:
    """The three years before, often such that a bed-day comes to half a fen before growth."""
    costs = [amount(random, 10_000, 9_000_000) for _ in range(3)]
    days = [random.randint(1, 60_000) for _ in range(3)]
    if random.random() < 0.5:
        days = [200] * 3
        costs[2] += 900 - sum(costs) % 600
    years = [
        {"year": asked - 3 + number, "costs": yuan(costs[number]), "bed_days": days[number]} for number in range(3)
    ]
    random.shuffle(years)
    return years
