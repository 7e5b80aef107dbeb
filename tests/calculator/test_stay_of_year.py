"""A deductible that falls with the number of the stay in the year, added to the invented notice from data alone."""

from __future__ import annotations

from typing import Any

import pytest

from calculator import run
from calculator.rulebook import Rulebook
from tests.notice import ID, with_the_notice
from tests.policy import compiled, loaded

CONCEPTS = """
- {id: inpatient.later_line, kind: money, by: [hospital_level, stay_of_year], zh: 再次起付线, en: later}
- {id: inpatient.deductible_cut, kind: ratio, zh: 住院起付线降低幅度, en: cut of the inpatient deductible}
"""
GROUPS = "- {id: aged, kind: status, zh: 75周岁以上, en: aged 75 and over}\n"
VALUES = """\
  values:
  - {concept: inpatient.later_line, keys: {hospital_level: county, stay_of_year: second}, value: 300元, quote: line}
  - {concept: inpatient.later_line, keys: {hospital_level: county, stay_of_year: third}, value: 200元, quote: line}
  - {concept: inpatient.deductible_cut, value: 50%, quote: line}
"""
RULES = """\
  rules:
  - {id: T-1, use: tilt, layer: basic, who: {any: [aged]}, with: {cut: inpatient.deductible_cut}}
  - id: T-2
    use: tilt
    layer: basic
    when: {care: [inpatient], stay_of_year: [second, third]}
    with: {lowered: inpatient.later_line}
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    data = with_the_notice(tmp_path_factory.mktemp("stays"))
    for name, more in (("concepts", CONCEPTS), ("groups", GROUPS)):
        path = data / f"{name}.yaml"
        path.write_text(path.read_text("utf-8") + more, "utf-8")
    path = data / f"documents/{ID}.yaml"
    head, behind, rest = path.read_text("utf-8").partition("- id: 2a\n")
    path.write_text(head.replace("  values:\n", VALUES, 1) + RULES + behind + rest, "utf-8")
    return Rulebook(compiled(loaded(data)))


def deductibles(book: Rulebook, *stays: dict[str, Any], groups: tuple[str, ...] = ()) -> list[int]:
    """The deductible of each stay in yuan, from what is paid: county hospitals reimburse 75%."""
    usual = {"care": "inpatient", "hospital_level": "county", "total": "10000.00", "out_of_policy": "0.00"}
    listed = [
        usual | {"id": f"stay{month}", "admitted": f"2026-{month:02}-01"} | stay for month, stay in enumerate(stays, 8)
    ]
    told = run(
        "reimbursement",
        {
            "place": "990100",
            "date": "2026-12-31",
            "groups": [*groups],
            "values": {"basic.cap": "none"},
            "episodes": listed,
        },
        book,
    )
    amounts = {one["id"]: one["value"] for one in told["results"]}
    return [10_000 - int(amounts[f"{stay['id']}.basic"].replace(".", "")) * 4 // 300 for stay in listed]


def test_later_stays_have_the_deductible_of_their_number(book: Rulebook) -> None:
    assert deductibles(book, {}, {}, {}, {}) == [500, 300, 200, 200]


def test_a_visit_between_two_stays_is_none_of_them(book: Rulebook) -> None:
    visit = {"care": "chronic", "paid": {"basic": "7125.00"}}
    assert deductibles(book, {}, visit, {})[::2] == [500, 300]


def test_whoever_had_a_stay_before_says_so_and_the_next_ones_follow(book: Rulebook) -> None:
    assert deductibles(book, {"stay_of_year": "second"}, {}) == [300, 200]


def test_a_cut_acts_on_the_deductible_of_that_stay_wherever_its_rule_stands(book: Rulebook) -> None:
    assert deductibles(book, {}, {}, {}, groups=("aged",)) == [250, 150, 100]


def test_it_is_asked_for_where_earlier_stays_are_told_of_but_not_listed(book: Rulebook) -> None:
    stay = {"id": "one", "care": "inpatient", "hospital_level": "county", "admitted": "2026-09-01"}
    asked = {"place": "990100", "date": "2026-12-31", "first_admission": "2026-08-01", "earlier_burden": "100.00"}
    bill = {"total": "10000.00", "out_of_policy": "0.00"}
    told = run("reimbursement", asked | {"values": {"basic.cap": "none"}, "episodes": [stay | bill]}, book)
    basic = next(one for one in told["results"] if one["id"] == "one.basic")
    assert basic["between"] == ["7125.00", "7350.00"]  # 75% over 500 yuan, or over 200
    assert "episodes[0].stay_of_year" in [gap.get("field") for gap in told["missing"]]
