"""Random episodes of one person: stays that carry on one another, visits, care away, slips."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.oracle.random_amounts import amount, yuan
from tests.oracle.request import months_later

LEVELS = ("township", "county", "city", "province")
DESTINATIONS = ("city_owned", "other_city", "other_province")
REFERRALS = (
    ("township", "county"),
    ("township", "county"),
    ("county", "township"),
    ("county", "township"),
    ("city", "county"),
    ("city", "county"),
    ("county", "city"),
    ("city", "township"),
    ("county", "county"),
)
YES_NO = ("yes", "no")
DAY = timedelta(days=1)


def episode(
    random: Random,
    place: str,
    groups: Sequence[str],
    admitted: date,
    earlier: Sequence[dict[str, Any]],
    alone: bool,
) -> dict[str, Any]:
    """One episode after those listed so far, `alone` if no other begins on its day."""
    inpatient = random.random() < 0.75
    total = amount(random, 2_000 if place == "370830" else 200, 500_000 if inpatient else 40_000)
    outside = 0 if random.random() < 0.4 else int(total * random.random() * 0.4)
    one: dict[str, Any] = {
        "id": f"e{len(earlier)}",
        "care": "inpatient" if inpatient else "chronic",
        "admitted": admitted.isoformat(),
        "sequence": len(earlier),
        "total": yuan(total),
        "out_of_policy": yuan(outside),
        "hospital_level": random.choice(LEVELS),
        "compliant": random.choice(YES_NO),
        "one_stop": random.choice(YES_NO),
        "inpatient_criteria": "yes" if random.random() < 0.9 else "no",
    }
    discharged = admitted
    if inpatient:
        discharged += random.choice((0, 3, 8, 15, 30)) * DAY
        if "psychiatric_poor" in groups:
            discharged = admitted + random.choice((30, 90, 91, 91, 92, 92, 93, 120)) * DAY
        one["discharged"] = discharged.isoformat()
    if random.random() < 0.5:
        one["settled"] = (discharged + random.choice((0, 1, 5, 20)) * DAY).isoformat()
    in_policy = total - outside
    if random.random() < (0.3 if place == "341500" else 0.1):
        irregular = int(in_policy * random.random() * 0.5)
        one["irregular"] = yuan(irregular)
        in_policy -= irregular
    _where(random, place, one)
    if inpatient:
        _carry_on(random, place, one, earlier, alone)
    _slips(random, place, one, in_policy)
    if inpatient and discharged > months_later(admitted, 3):  # what was free of it only a slip tells
        one.setdefault("paid", {})["free_treatment"] = yuan(int(outside * random.random()))
    return one


def _where(random: Random, place: str, one: dict[str, Any]) -> None:
    if random.random() < (0.6 if place == "341500" else 0.3):
        one["destination"] = random.choice(DESTINATIONS)
        one["mode"] = random.choice(("advised", "other"))
    elif random.random() < 0.4:
        one["destination"] = "local"
        one["area"] = random.choice(("inside_county", "inside_county", "inside_city"))
    if random.random() < 0.7:
        one["emergency"] = random.choice(YES_NO)


def _carry_on(random: Random, place: str, one: dict[str, Any], earlier: Sequence[dict[str, Any]], alone: bool) -> None:
    """What a stay says of the one before it."""
    stays = [other for other in earlier if other["care"] == "inpatient"]
    continues = random.random() < (0.75 if stays or place == "341500" else 0.3)
    if stays or continues or not alone or random.random() < 0.5:
        one["continues"] = "yes" if continues else "no"
    if not continues:
        return
    one["same_disease"] = "yes" if random.random() < 0.85 else "no"
    one["in_community"] = "yes" if random.random() < 0.8 else "no"
    one["compliant"] = "yes" if random.random() < 0.8 else "no"
    came, went = random.choice(REFERRALS)
    if random.random() < 0.75:
        one["hospital_level"] = went
        for field in ("destination", "mode", "area"):
            one.pop(field, None)
    if not stays or not alone or random.random() < 0.5:
        one["from_level"] = came
    if not stays or not alone or random.random() < 0.3:
        one["borne_before"] = yuan(random.randint(0, 150_000))


def _slips(random: Random, place: str, one: dict[str, Any], in_policy: int) -> None:
    """What some layers paid according to a slip: sometimes more than was left, which is refused."""
    paid: dict[str, str] = {}
    if random.random() < 0.07:
        paid["basic"] = yuan(int(in_policy * random.random() * 0.7))
    if random.random() < 0.03:
        paid["critical_illness"] = yuan(int(in_policy * random.random() * 0.08))
    shut_out = place == "341500" and one["compliant"] == "no" and one.get("destination", "").startswith("other")
    if random.random() < 0.03 and not shut_out:  # how far a payment on what is shut out counts, no rule decides
        paid["assistance"] = yuan(int(in_policy * random.random() * 0.04))
    layer = "tilted_assistance" if place == "430300" else "reassistance"
    if random.random() < 0.03 and one["care"] == "inpatient":
        paid[layer] = yuan(int(in_policy * random.random() * 0.02))
    if place == "370830" and one["admitted"].startswith("2020"):
        for layer in ("institution", "commercial"):
            paid[layer] = yuan(0 if random.random() < 0.5 else int(in_policy * random.random() * 0.02))
    if paid:
        one["paid"] = paid
