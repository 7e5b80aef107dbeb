"""A notice that changes an earlier one, whose file stays as it was: what ends, for whom, and from which day on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from calculator import explain, run
from calculator.rulebook import Rulebook
from tests import notice
from tests.amending import ID, its_text, with_the_change
from tests.calculator.test_invented_notice import LOCAL, STAY, amounts
from tests.notice import with_the_notice
from tests.policy import compiled, findings_of, loaded

VALUES = {**LOCAL, "critical_illness.deductible": "100000元"}  # so that nothing but assistance pays of the rest


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_the_change(tmp_path_factory.mktemp("change"))


@pytest.fixture(scope="module")
def book(data: Path) -> Rulebook:
    return Rulebook(compiled(loaded(data)))


def asked(book: Rulebook, day: str, *groups: str, **of_stay: str) -> dict[str, Any]:
    stay = {**STAY, "admitted": day, "discharged": day, **of_stay}
    ask = {"place": "990100", "date": day, "groups": [*groups], "values": VALUES, "episodes": [stay]}
    return run("reimbursement", ask, book)


def assisted(book: Rulebook, day: str, *groups: str, **of_stay: str) -> str:
    return str(amounts(asked(book, day, *groups, **of_stay))["one.assistance"])


def test_nothing_is_wrong_with_it(data: Path) -> None:
    of_it = [finding for finding in findings_of(data, its_text()) if ID in finding]
    assert [finding for finding in of_it if "warning: found quotes of" not in finding] == []


@pytest.mark.parametrize(
    ("day", "groups", "percent"),
    [
        ("2026-12-31", ["orphan"], 95),
        ("2027-01-01", ["orphan"], 90),
        ("2027-01-01", ["tekun"], 95),
        ("2027-01-01", ["orphan", "tekun"], 95),
    ],
)
def test_another_ratio_for_one_group_from_a_day_on(book: Rulebook, day: str, groups: list[str], percent: int) -> None:
    left = 10_900 - (10_900 - 900) * 62 // 100
    found = assisted(book, day, *groups, total="10900.00")
    assert found == f"{left * percent // 100}.00"


def test_the_lower_ratio_would_not_count_if_nothing_ended_the_higher_one(data: Path) -> None:
    policy = loaded(data)
    policy.ended.clear()
    left = 10_900 - (10_900 - 900) * 62 // 100
    assert assisted(Rulebook(compiled(policy)), "2027-01-01", "orphan", total="10900.00") == f"{left * 95 // 100}.00"


def test_another_cap_for_all_whom_the_earlier_rules_pay(book: Rulebook) -> None:
    large = {"total": "400000.00", "hospital_level": "city"}
    assert assisted(book, "2026-12-19", "tekun", **large) == "50000.00"
    assert assisted(book, "2026-12-20", "tekun", **large) == "60000.00"


def test_a_clause_that_ends_does_so_from_the_first_day_of_the_notice(book: Rulebook) -> None:
    away = {"destination": "other_province", "compliant": "no", "emergency": "no", "total": "10900.00"}
    before, after = (amounts(asked(book, day, **away))["one.basic"] for day in ("2026-12-19", "2026-12-20"))
    assert (before, after) == (f"{10_000 * (62 - 15) // 100}.00", f"{10_000 * 62 // 100}.00")


def test_figures_of_a_table_stand_in_for_those_of_the_clause_that_ends(book: Rulebook) -> None:
    def price(day: str) -> str:
        ask: dict[str, Any] = {
            "place": "990100",
            "date": day,
            "service": "integrated_inpatient",
            "hospital_level": "county",
        }
        used = run("bed-day", ask, book)["values_used"]
        return next(str(one["value"]) for one in used if one["concept"] == "bed_day.standard")

    assert (price("2026-12-19"), price("2026-12-20")) == ("260元", "270元")


def test_each_figure_of_a_table_and_of_a_scale_is_looked_for_in_its_own_row(tmp_path: Path) -> None:
    slips = [
        ("value: 190元", "value: 270元", '270元, which its quote "乡镇卫生院 190" does not say'),
        ("ratio: 65%, quote: second", "ratio: 65%", '65%, which its quote "5万元(含)以下的部分报销60%" does not say'),
        ("床日标准(单位:元)", "床日标准", '330元, which its quote "市级医院 330" does not say'),
    ]
    for number, (right, wrong, expected) in enumerate(slips):
        data = with_the_change(tmp_path / str(number))
        file = data / f"documents/{ID}.yaml"
        text = file.read_text("utf-8")
        assert right in text
        file.write_text(text.replace(right, wrong), "utf-8")
        assert [one for one in findings_of(data, its_text()) if expected in one], expected


def test_the_result_says_what_ended_the_rule(book: Rulebook) -> None:
    told = explain(asked(book, "2027-01-01", "orphan"), "en", book)
    steps = [step for step in asked(book, "2027-01-01", "orphan")["steps"] if step["kind"] == "ended"]
    assert [(step["rule"], step["words"]["by"]) for step in steps] == [("QJ-03.first", f"{ID}#1")]
    assert "changes of assistance (invented) 1 Ratio for orphans" in str(told)


def test_what_cannot_be_ended_is_found(tmp_path: Path) -> None:
    slips = {
        "qingjiang-2026-12#3a": ("qingjiang-2026-12#3x", "a clause of another document"),
        "qingjiang-2026-12#4": (f"{ID}#1", "a clause of another document"),
        "[assistance.cap]": ("[assistance.ratio]", "a rule of qingjiang-2026-12#3c or concept of a value there"),
        "quote: end}": ("quote: ende}", "a quote of this provision"),
    }
    data = with_the_change(tmp_path)
    file = data / f"documents/{ID}.yaml"
    text = file.read_text("utf-8")
    for right, (wrong, _) in slips.items():
        assert text.count(right) == 1
        text = text.replace(right, wrong)
    file.write_text(text, "utf-8")
    found = findings_of(data, its_text())
    for wrong, expected in slips.values():
        word = wrong.removeprefix("quote: ").strip("[]}")
        assert [one for one in found if f'found "{word}"; expected {expected}' in one], word


def test_a_slip_in_the_earlier_document_is_told_there_alone(tmp_path: Path) -> None:
    data = with_the_change(tmp_path)
    file = data / f"documents/{notice.ID}.yaml"
    file.write_text(file.read_text("utf-8").replace("values:", "values: }", 1), "utf-8")
    found = findings_of(data, its_text())
    assert any(f"{notice.ID}.yaml" in one for one in found)
    assert [one for one in found if "a clause of another document" in one] == []


def test_what_is_kept_of_the_earlier_document_is_made_anew(tmp_path: Path, data: Path) -> None:
    before, after = loaded(with_the_notice(tmp_path)), loaded(data)
    anew = [one.id for one in before.documents if before.seen_by(one) != after.seen_by(one)]
    assert anew == [notice.ID]


def test_two_documents_that_pay_the_same_people_are_found(tmp_path: Path) -> None:
    data = with_the_change(tmp_path)
    file = data / f"documents/{ID}.yaml"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if "qingjiang-2026-12#3" not in line]
    text = "".join(kept).replace("  ends:\n- id", "- id")
    file.write_text(text, "utf-8")
    found = [finding for finding in findings_of(data, its_text()) if ID in finding]
    assert [one for one in found if "a rule that pays those whom QJ-03.first of qingjiang-2026-12 pays" in one]
    assert [one for one in found if "a second value of assistance.cap" in one]
