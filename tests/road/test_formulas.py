"""A derived value is what its formula of stated ones comes to: sums, differences and shares of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.road.formulas import terms
from tests.notice import ID, with_the_notice
from tests.policy import findings_of

COUNTY, CITY = "inpatient.{}[hospital_level=county]", "inpatient.{}[hospital_level=city]"


def test_a_formula_has_signs_and_names() -> None:
    assert terms("a - b * c + d") == [("+", ["a"]), ("-", ["b", "c"]), ("+", ["d"])]


@pytest.mark.parametrize(
    ("concept", "value", "formula", "right"),
    [
        ("ratio", "46.5%", f"{COUNTY} * {CITY}", True),
        ("ratio", "28.5%", f"{COUNTY} - {COUNTY} * {CITY}", True),
        ("ratio", "46%", f"{COUNTY} * {CITY}", False),
        (
            "deductible",
            "310元",
            "inpatient.deductible[hospital_level=county] * inpatient.ratio[hospital_level=city]",
            True,
        ),
        (
            "deductible",
            "310元",
            "inpatient.ratio[hospital_level=city] * inpatient.deductible[hospital_level=county]",
            True,
        ),
        ("deductible", "1400元", f"{COUNTY} * {CITY}", False),
    ],
)
def test_a_share_of_a_value_is_computed(tmp_path: Path, concept: str, value: str, formula: str, right: bool) -> None:
    data = with_the_notice(tmp_path)
    path = data / f"documents/{ID}.yaml"
    derived = f"concept: inpatient.{concept}, keys: {{hospital_level: province}}, value: {value}, state: derived"
    row = f"  - {{{derived}, formula: '{formula.replace('{}', concept)}', quotes: [ratio]}}\n"
    path.write_text(path.read_text("utf-8").replace("  values:\n", f"  values:\n{row}", 1), "utf-8")
    found = [one for one in findings_of(data) if "formula" in one]
    assert [f"found {value}, which does not follow from its formula" in one for one in found] == [True] * (not right)
