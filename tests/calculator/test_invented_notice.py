"""A short notice full of figures, added from data alone: what two groups get apart, what they share, and its prices."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from calculator import run
from calculator.mechanisms import reduced_ratio
from calculator.mechanisms.terms import Terms, plain_row
from calculator.questions import Known
from calculator.rulebook import Rulebook
from calculator.working import not_said
from tests.notice import ID, its_text, with_the_notice
from tests.policy import compiled, findings_of, loaded

PLACE = {"place": "990100", "date": "2026-12-31"}
STAY = {
    "id": "one",
    "care": "inpatient",
    "hospital_level": "city",
    "admitted": "2026-11-02",
    "discharged": "2026-11-20",
    "total": "100000.00",
    "out_of_policy": "0.00",
}
LOCAL = {
    "basic.cap": "20万元",
    "critical_illness.deductible": "2万元",
    "critical_illness.cap": "30万元",
    "critical_illness.scale": {"rows": [{"upto": "3万元", "ratio": "60%"}, {"ratio": "65%"}]},
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return Rulebook(compiled(loaded(with_the_notice(tmp_path_factory.mktemp("notice")))))


def result(book: Rulebook, calculator: str, **asked: Any) -> dict[str, Any]:
    return run(calculator, {**PLACE, **asked}, book)


def amounts(told: dict[str, Any]) -> dict[str, Any]:
    return {one["id"]: one["value"] for one in told["results"]}


def test_nothing_is_wrong_with_it(tmp_path: Path) -> None:
    of_it = [finding for finding in findings_of(with_the_notice(tmp_path), its_text()) if ID in finding]
    assert [finding for finding in of_it if "warning: found quotes of" not in finding] == []


def test_two_groups_have_their_own_tilt_and_ratio_and_share_a_cap(book: Rulebook) -> None:
    def of(group: str) -> dict[str, Any]:
        return amounts(result(book, "reimbursement", groups=[group], values=LOCAL, episodes=[STAY]))

    basic = (100_000 - 900) * 62 // 100
    burden = 100_000 - basic
    for group, cut, points, assisted in (("tekun", 60, 8, 95), ("dibao", 40, 4, 75)):
        over = burden - 20_000 * (100 - cut) // 100
        scaled = min(over, 30_000) * (60 + points) + max(over - 30_000, 0) * (65 + points)  # in hundredths of a yuan
        left = burden * 100 - scaled
        found = of(group)
        assert found["one.critical_illness"] == f"{scaled // 100}.{scaled % 100:02}"
        paid = (left * assisted + 50) // 100
        assert found["one.assistance"] == f"{paid // 100}.{paid % 100:02}"


def test_whoever_is_of_both_groups_sees_the_values_of_both(book: Rulebook) -> None:
    told = result(book, "reimbursement", groups=["dibao", "tekun"], values=LOCAL, episodes=[STAY])
    cuts = {one["value"] for one in told["values_used"] if one["concept"] == "critical_illness.deductible_cut"}
    assert cuts == {"60%", "40%"}
    assert "8000.00" in [step.get("value") for step in told["steps"]]  # the better cut is the one that acts


@pytest.mark.parametrize(
    ("told", "percent"),
    [
        ({"destination": "other_city", "compliant": "no"}, 62 - 15),
        ({"destination": "other_city", "compliant": "yes"}, 62),
        ({"destination": "other_city", "compliant": "no", "emergency": "yes"}, 62),
        ({"destination": "city_owned", "compliant": "no"}, 62),
    ],
)
def test_care_outside_without_referral_has_a_ratio_fifteen_points_lower(
    book: Rulebook, told: dict[str, str], percent: int
) -> None:
    found = result(book, "reimbursement", values=LOCAL, episodes=[STAY | told])
    assert amounts(found)["one.basic"] == f"{(100_000 - 900) * percent // 100}.00"
    lowered = [step for step in found["steps"] if step["applied"] and "less" in step["operands"]]
    assert [step["operands"]["less"] for step in lowered] == ["15%"] * (percent < 62)
    assert all(f"{ID}#4" in [cite["clause"] for cite in step["cites"]] for step in lowered)


@pytest.mark.parametrize(
    ("lowers_as", "less", "left"),
    [("points", (15, 100), (47, 100)), ("relative", (15, 100), (527, 1000)), ("points", (7, 10), (0, 1))],
)
def test_a_ratio_is_lowered_by_points_or_by_part_of_itself_and_never_below_nothing(
    lowers_as: str, less: tuple[int, int], left: tuple[int, int]
) -> None:
    terms = Terms(0, (plain_row(None, (62, 100)),), None)
    take = {"less": Known("x", {}, less, None, "own", (), None, False)}
    assert reduced_ratio.change(terms, take, {"lowers_as": lowers_as}, not_said).rows[0].ratio == left


def test_nobody_says_whether_there_was_a_referral_and_the_answer_lies_between_both(book: Rulebook) -> None:
    found = result(book, "reimbursement", values=LOCAL, episodes=[STAY | {"destination": "other_city"}])
    basic = next(one for one in found["results"] if one["id"] == "one.basic")
    assert basic["between"] == [f"{99_100 * percent // 100}.00" for percent in (47, 62)]


def test_its_price_of_a_bed_day_is_paid_though_nothing_says_how_to_measure_one(book: Rulebook) -> None:
    stay = {"admitted": "2026-09-01", "discharged": "2026-09-11"}
    told = result(book, "bed-day", service="integrated_inpatient", hospital_level="county", stays=[stay])
    assert amounts(told)["standard"] == "260.00"
    assert amounts(told)["stays_total"] == "2600.00"
    assert "scope" not in amounts(told)


def test_its_subsidies_are_a_share_or_a_fixed_amount_by_group(book: Rulebook) -> None:
    def subsidy(group: str) -> str:
        values = {"enrolment.contribution": "400元"}
        return str(amounts(result(book, "enrolment", coverage_year=2027, groups=[group], values=values))["subsidy"])

    found = [subsidy(group) for group in ("tekun", "dibao", "anti_relapse_monitored", "veterans_in_need")]
    assert found == ["400.00", "320.00", "150.00", "0.00"]


def test_it_ends_two_years_after_its_start(book: Rulebook) -> None:
    document = book.documents[ID]
    assert (document["from"], document["until"]) == ("2026-07-01", "2028-07-01")
