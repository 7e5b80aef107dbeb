"""A new document needs no programmer: its rules compute from data alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from calculator import explain, run
from calculator.rulebook import Rulebook
from tests.policy import compiled, findings_of, loaded
from tests.sixth import its_text, with_the_sixth

VALUES = {
    "basic.cap": "none",
    "away.basic_ratio": [{"mode": "other", "destination": "other_province", "value": "60%"}],
    "critical_illness.deductible": "1万元",
    "critical_illness.scale": {"rows": [{"ratio": "60%"}]},
    "critical_illness.cap": "none",
}
STAY = {
    "id": "one", "care": "inpatient", "admitted": "2025-03-01", "total": "60500.00", "out_of_policy": "0.00",
    "hospital_level": "county", "paid": {"assistance": "0.00"},
}  # fmt: skip


@pytest.fixture(scope="module")
def sixth(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return Rulebook(compiled(loaded(with_the_sixth(tmp_path_factory.mktemp("sixth")))))


def amounts(book: Rulebook, stay: dict[str, Any] | None = None, **more: Any) -> dict[str, str]:
    ask = {"place": "990102", "date": "2025-12-31", "groups": ["veterans_in_need"], "values": VALUES, **more}
    result = run("reimbursement", {**ask, "episodes": [{**STAY, **(stay or {})}]}, book)
    assert result["missing"] == []
    return {amount["id"]: amount["value"] for amount in result["results"]}


def test_its_data_has_nothing_wrong(tmp_path: Path) -> None:
    findings = findings_of(with_the_sixth(tmp_path), its_text())
    assert [finding for finding in findings if "xinhe" in finding] == []


def test_its_figures_reach_a_county_below_it(sixth: Rulebook) -> None:
    found = amounts(sixth)
    assert found["one.basic"] == "45000.00"  # (60500 - 500) * 75%
    assert found["one.critical_illness"] == "5780.00"  # (15500 - 10000 * 70%) * (60% + 8%)
    assert found["one.reassistance"] == "1632.00"  # (9720 - 7000) * 60%
    assert found["one.patient"] == "8088.00"


def test_its_reduction_starts_on_its_own_day(sixth: Rulebook) -> None:
    away = {"destination": "other_province", "mode": "other"}
    before, after = (
        amounts(sixth, {**away, "admitted": day})["one.critical_illness"] for day in ("2025-02-28", "2025-03-01")
    )
    assert before == "11900.00"  # burden 60500 - 36000; (24500 - 7000) * 68%
    assert after == "9520.00"  # the same, times 60/75


def test_tilt_and_reduction_in_either_order(sixth: Rulebook) -> None:
    away = {"destination": "other_province", "mode": "other"}
    first, second = (
        amounts(sixth, away, readings={"A5": option})["one.critical_illness"]
        for option in ("after_tilt", "before_tilt")
    )
    assert (first, second) == ("9520.00", "9800.00")  # 17500 * 68% * 0.8; 17500 * (60% * 0.8 + 8%)


def test_people_it_does_not_name_get_no_re_assistance(sixth: Rulebook) -> None:
    assert "one.reassistance" not in amounts(sixth, groups=["river_families"])


def test_its_result_quotes_its_own_words(sixth: Rulebook) -> None:
    ask = {
        "place": "990100",
        "date": "2025-12-31",
        "groups": ["veterans_in_need"],
        "values": VALUES,
        "episodes": [STAY],
    }
    told = explain(run("reimbursement", ask, sixth), "en", sixth)
    quoted = {words for step in told["working"] for cite in step["cites"] for words in cite["words"]}
    assert {"超过7000元的部分按60%再救助", "报销比例提高8个百分点,起付线降低30%"} <= quoted
