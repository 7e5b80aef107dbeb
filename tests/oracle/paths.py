"""Random complete paths of care, with bills of the stays on them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from tests.oracle.local_values import local_values
from tests.oracle.path import LEVELS
from tests.oracle.random_amounts import amount, yuan

Inputs = dict[str, Any]

AREAS = {
    "village": ("inside_county",),
    "township": ("inside_county",),
    "county": ("inside_county", "inside_county", "inside_county", "inside_city"),
    "city": ("inside_city", "inside_city", "outside_city"),
    "province": ("outside_city",),
}
OPTIONS = {
    "A1": ("proportion", "points"),
    "A2": ("standards", "borne"),
    "A3": ("not_covered", "covered"),
    "A4": ("admission", "settlement"),
    "A26": ("named", "everybody"),
    "A27": ("through_city", "formalities"),
    "A28": ("already", "same_day"),
}
YES_NO = ("yes", "no")
ISSUED = date(2024, 8, 14)


def request(random: Random) -> Inputs:
    values = local_values(random, "341500", "resident")
    values |= {f"referral.on_{one}_white_list": random.choice(YES_NO) for one in ("county", "city")}
    inputs: Inputs = {
        "place": "341500",
        "date": "2024-12-31",
        "groups": [random.choice(("dibao", "tekun", "dibao_margin"))],
        "rare": random.choice(("yes", "no", "no")),
        "beyond_county_ability": random.choice(YES_NO),
        "values": values | {"deposit.standard": "500元"},
        "readings": {name: random.choice(known) for name, known in OPTIONS.items() if random.random() < 0.5},
        "path": _path(random),
    }
    if random.random() < 0.15:
        inputs["before_path"] = random.choice(("compliant", "not_compliant"))
        inputs["path"][0]["formalities"] = "yes"
    return inputs


def _path(random: Random) -> list[Inputs]:
    path: list[Inputs] = []
    day = ISSUED + random.choice((0, 1, 16, 17, 18, 19, 40)) * timedelta(days=1)
    for number in range(random.choice((1, 2, 2, 3, 3, 4))):
        contact = _contact(random, number == 0)
        contact["admitted"] = day.isoformat()
        if contact["institution_level"] != "village" and random.random() < 0.8:
            day += random.choice((0, 3, 10)) * timedelta(days=1)
            total = amount(random, 50, 60_000)
            contact |= {"total": yuan(total), "out_of_policy": yuan(random.choice((0, total // 5)))}
            contact |= {"care": random.choice(("inpatient",) * 5 + ("chronic",)), "designated": "yes"}
            contact |= {"same_disease": random.choice(("yes", "yes", "no")), "in_community": "yes"}
            if contact["care"] == "inpatient":
                contact["discharged"] = day.isoformat()
        path.append(contact)
        day += random.choice((1, 2, 5)) * timedelta(days=1)
    return path


def _contact(random: Random, first: bool) -> Inputs:
    level = random.choice(LEVELS[:2] * 3 + LEVELS if first else LEVELS)
    area = random.choice(AREAS[level])
    contact: Inputs = {"institution_level": level, "area": area, "stable": random.choice(YES_NO)}
    if first and random.random() < 0.1:
        contact["at_residence"] = "no"
    if not first:
        contact["formalities"] = random.choice(("yes", "yes", "yes", "no"))
    if area == "outside_city":
        contact["destination"] = random.choice(("other_city", "other_province"))
    elif level == "city":
        contact["destination"] = random.choice(("city_owned", "local"))
    return contact
