"""Random local values: all that a place's rules may ask for, and low enough to bind."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.oracle.random_amounts import limit, literal, percent

LEVELS = ("township", "county", "city", "province")
MODES = ("advised", "other")
DESTINATIONS = ("city_owned", "other_city", "other_province")
KINDS_OF_CARE = ("inpatient", "chronic")


def local_values(random: Random, place: str, scheme: str) -> dict[str, Any]:
    """The ordinary road's values, and those that the rules of the place ask for."""
    deductibles = {level: _fen(random, 0, 200_000) for level in LEVELS}
    chronic = _fen(random, 0, 150_000)
    critical_illness = _fen(random, 200_000, 2_500_000)
    cap = _fen(random, 300_000, 15_000_000)
    values: dict[str, Any] = {
        "inpatient.deductible": [
            {"scheme": scheme, "hospital_level": level, "value": literal(fen)} for level, fen in deductibles.items()
        ],
        "inpatient.ratio": [
            {"scheme": scheme, "hospital_level": level, "value": percent(random, 45, 100)} for level in LEVELS
        ],
        "chronic.deductible": literal(chronic),
        "chronic.ratio": percent(random, 45, 95),
        "basic.cap": limit(random, _fen(random, 500_000, 20_000_000)),
        "critical_illness.deductible": literal(critical_illness),
        "critical_illness.scale": _scale(random),
        "critical_illness.cap": limit(random, cap),
        "assistance.threshold": literal(_fen(random, 0, 600_000)),
        "assistance.ratio": percent(random, 30, 100),
        "assistance.cap": limit(random, _fen(random, 100_000, 4_000_000)),
    }
    if place == "341500":
        most = 100 if random.random() < 0.15 else 45  # seldom more than at home
        values["assistance.emergency_excepted"] = random.choice(("yes", "no"))
        values["away.basic_ratio"] = [
            {"mode": mode, "destination": destination, "care": care, "value": percent(random, 0, most)}
            for mode in MODES
            for destination in DESTINATIONS
            for care in KINDS_OF_CARE
        ]
    elif place == "430300":
        values["assistance.new_measures_from"] = random.choice(("2022-08-01", "2021-10-01", "2030-01-01"))
        values["income.disposable_per_head"] = [
            {"income_area": area, "residents": "all", "value": literal(_fen(random, 300_000, 4_000_000))}
            for area in ("county", "city")
        ]
        values["tilted_assistance.ratio"] = percent(random, 20, 100)
        values["tilted_assistance.cap"] = limit(random, _fen(random, 100_000, 2_500_000))
    elif place == "370830":
        values["inpatient.deductible_lowered"] = [
            {"hospital_level": level, "value": literal(_lowered(random, fen))} for level, fen in deductibles.items()
        ]
        values["chronic.deductible_lowered"] = literal(_lowered(random, chronic))
        values["critical_illness.deductible_lowered"] = literal(_lowered(random, critical_illness))
        values["critical_illness.cap_raised"] = limit(random, cap + _fen(random, 0, 5_000_000))
    if place.startswith("37"):
        values["inpatient.deductible_counted_on"] = "yes" if random.random() < 0.85 else "no"
    return values


def _fen(random: Random, least: int, most: int) -> int:
    fen = random.randint(least, most)
    return fen if random.random() < 0.6 else fen // 10_000 * 10_000


def _lowered(random: Random, fen: int) -> int:
    """Seldom an amount that is called lowered and is higher."""
    return random.randint(0, fen + (100_000 if random.random() < 0.1 else 0))


def _scale(random: Random) -> dict[str, Any]:
    rows: list[dict[str, str]] = []
    edge = 0
    for _ in range(random.choice((0, 1, 2, 3))):
        edge += random.randint(50_000, 4_000_000)
        rows.append({"upto": literal(edge), "ratio": percent(random, 0, 100)})
    rows.append({"ratio": percent(random, 0, 100)})
    return {"rows": rows}
