"""A limit for each visit beside the limit of the year: a new kind of care, added to the invented notice from data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from calculator import run
from calculator.rulebook import Rulebook
from tests.notice import ID, with_the_notice
from tests.policy import compiled, findings_of, loaded

CARE = "  - {id: chronic, zh: 门诊慢特病, en: outpatient chronic and special diseases}\n"
CONCEPTS = """
- {id: visits.ratio, kind: ratio, least: 0%, most: 100%, zh: 普通门诊报销比例, en: outpatient ratio}
- {id: visits.each, kind: money, by: [hospital_level], least: 0元, most: 100元, zh: 每次限额, en: limit for each visit}
- {id: visits.cap, kind: money, per: medical_year, least: 0元, most: 1万元, zh: 普通门诊年度限额, en: outpatient limit}
"""
VALUES = """\
  values:
  - {concept: visits.ratio, value: 60%, quote: line}
  - {concept: visits.each, keys: {hospital_level: township}, value: 50元, quote: line}
  - {concept: visits.cap, value: 120元, quote: line}
"""
RULES = """\
  rules:
  - id: T-1
    use: excess_share
    layer: basic
    when: {care: [outpatient]}
    base: {costs: in_policy}
    with: {ratio: visits.ratio, each: visits.each, cap: visits.cap}
    how: {period: stay}
"""


def with_visits(folder: Path, rules: str = RULES) -> Path:
    """The data with the notice, to which ordinary outpatient care has been added."""
    data = with_the_notice(folder)
    path = data / "concepts.yaml"
    known = path.read_text("utf-8").replace(CARE, f"{CARE}  - {{id: outpatient, zh: 普通门诊, en: outpatient care}}\n")
    path.write_text(known + CONCEPTS, "utf-8")
    path = data / f"documents/{ID}.yaml"
    head, behind, rest = path.read_text("utf-8").partition("- id: 2a\n")
    path.write_text(head.replace("  values:\n", VALUES, 1) + rules + behind + rest, "utf-8")
    return data


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    return Rulebook(compiled(loaded(with_visits(tmp_path_factory.mktemp("visits")))))


def told(book: Rulebook, *bills: str, level: str = "township") -> dict[str, Any]:
    """The result for visits with these bills, one each month."""
    visits = [
        {"id": f"visit{number}", "care": "outpatient", "admitted": f"2026-{number + 6:02}-01", "total": bill}
        | {"out_of_policy": "0.00", "hospital_level": level}
        for number, bill in enumerate(bills, 1)
    ]
    return run("reimbursement", {"place": "990100", "date": "2026-12-31", "episodes": visits}, book)


def paid(result: dict[str, Any]) -> list[str]:
    return [one["value"] for one in result["results"] if one["id"].endswith(".basic") and one["id"] != "year.basic"]


def test_no_visit_is_paid_more_than_its_limit_nor_what_an_earlier_one_lost_by_it(book: Rulebook) -> None:
    assert paid(told(book, "40.00", "100.00", "50.00")) == ["24.00", "50.00", "30.00"]


def test_the_limit_of_the_year_holds_what_was_paid_not_what_was_due(book: Rulebook) -> None:
    assert paid(told(book, "100.00", "100.00", "100.00", "100.00")) == ["50.00", "50.00", "20.00", "0.00"]


def test_its_steps_name_both_limits(book: Rulebook) -> None:
    (step,) = [one for one in told(book, "100.00")["steps"] if "each" in one.get("operands", ())]
    assert step["formula"] == "smaller(due, left, each, cap)"
    assert (step["operands"]["each"], step["value"]) == ("50.00", "50.00")


def test_where_nobody_states_it_the_payment_lies_between(book: Rulebook) -> None:
    result = told(book, "100.00", level="county")
    (basic,) = [one for one in result["results"] if one["id"] == "visit1.basic"]
    assert basic["between"] == ["0.00", "60.00"]
    assert "visits.each" in [one.get("concept") for one in result["missing"]]


def test_it_cannot_stand_in_a_rule_that_catches_up_over_the_year(tmp_path: Path) -> None:
    found = findings_of(with_visits(tmp_path, RULES.replace("period: stay", "period: year")))
    assert [one for one in found if '"each" in a rule that counts by the year' in one]
