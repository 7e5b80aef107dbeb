"""An overspend shared and a surplus kept in brackets of the budget, added to the invented notice from data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from calculator import explain, run
from calculator.rulebook import Rulebook
from tests.notice import ID, with_the_notice
from tests.policy import compiled, findings_of, loaded

CONCEPTS = """
- {id: over.share, kind: ratio, by: [bracket], least: 0%, most: 100%, zh: 超支承担比例, en: share of an overspend}
- {id: over.upto, kind: ratio, by: [bracket], least: 0%, most: 100%, zh: 超支分档, en: brackets of an overspend}
- {id: kept.share, kind: ratio, by: [bracket], least: 0%, most: 100%, zh: 结余留用比例, en: share of a surplus}
- {id: kept.upto, kind: ratio, by: [bracket], least: 0%, most: 100%, zh: 结余分档, en: brackets of a surplus}
"""
VALUES = """\
  values:
  - {concept: over.upto, keys: {bracket: first}, value: 5%, quote: line}
  - {concept: over.upto, keys: {bracket: second}, value: 10%, quote: line}
  - {concept: over.share, keys: {bracket: first}, value: 30%, quote: line}
  - {concept: over.share, keys: {bracket: second}, value: 50%, quote: line}
  - {concept: over.share, keys: {bracket: third}, value: 100%, quote: line}
  - {concept: kept.upto, keys: {bracket: first}, value: 10%, quote: line}
  - {concept: kept.share, keys: {bracket: first}, value: 80%, quote: line}
  - {concept: kept.share, keys: {bracket: second}, value: 0%, quote: line}
"""
RULES = """\
  rules:
  - {id: B-1, use: balance, layer: year_end}
  - id: B-2
    use: in_brackets
    layer: year_end
    with: {share: over.share, upto: over.upto}
    how: {brackets_of: overspend}
  - id: B-3
    use: in_brackets
    layer: year_end
    with: {share: kept.share, upto: kept.upto}
    how: {brackets_of: surplus}
"""


def with_brackets(folder: Path, values: str = VALUES) -> Path:
    """The data with the notice, to which the brackets have been added."""
    data = with_the_notice(folder)
    concepts, path = data / "concepts.yaml", data / f"documents/{ID}.yaml"
    concepts.write_text(concepts.read_text("utf-8") + CONCEPTS, "utf-8")
    head, behind, rest = path.read_text("utf-8").partition("- id: 2a\n")
    path.write_text(head.replace("  values:\n", values, 1) + RULES + behind + rest, "utf-8")
    return data


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return compiled(loaded(with_brackets(tmp_path_factory.mktemp("brackets"))))


def told(data: dict[str, Any], earned: str, **values: Any) -> dict[str, Any]:
    """The year-end of a fund with a budget of 1,000,000 yuan."""
    fund = {"scheme": "resident", "agreed": "1000000.00", "earned": earned}
    ask = {"place": "990100", "date": "2026-12-31", "funds": [fund], "values": values}
    return run("county-budget", ask, Rulebook(data))


def amounts(result: dict[str, Any]) -> dict[str, Any]:
    return {one["id"].removeprefix("resident."): one["value"] or one.get("between") for one in result["results"]}


@pytest.mark.parametrize(
    ("earned", "community"),
    [
        ("1000000.01", "0.00"),  # 30% of a fen, rounded
        ("1050000.00", "15000.00"),  # 50,000 * 30%
        ("1050000.01", "15000.01"),  # and half a fen, rounded up
        ("1100000.00", "40000.00"),  # 15,000 + 50,000 * 50%
        ("1100000.01", "40000.01"),
        ("1130000.00", "70000.00"),  # 40,000 + all of 30,000
    ],
)
def test_an_overspend_is_shared_bracket_by_bracket(data: dict[str, Any], earned: str, community: str) -> None:
    found = amounts(told(data, earned))
    assert found["community_bears"] == community
    borne = [found[name].replace(".", "") for name in ("overspend", "fund_bears", "community_bears")]
    assert int(borne[0]) == int(borne[1]) + int(borne[2])


@pytest.mark.parametrize(
    ("earned", "kept"), [("950000.00", "40000.00"), ("900000.00", "80000.00"), ("700000.00", "80000.00")]
)
def test_a_surplus_is_kept_bracket_by_bracket(data: dict[str, Any], earned: str, kept: str) -> None:
    found = amounts(told(data, earned))
    assert found["retained"] == kept
    assert int(found["surplus"][:-3]) == int(found["retained"][:-3]) + int(found["to_pool"][:-3])


def test_it_is_explained_with_every_bracket_that_is_reached(data: dict[str, Any]) -> None:
    result = told(data, "1080000.00")
    steps = {step["kind"]: step for step in result["steps"]}
    assert steps["bracket2"]["operands"] == {
        "bracketed": "80000.00", "budget": "1000000.00", "upto": "10%", "from": "5%",
    }  # fmt: skip
    assert (steps["bracket2"]["value"], "bracket3" in steps) == ("30000.00", False)
    assert steps["in_brackets"]["formula"] == "rounded(bracket_part1 * bracket_share1 + bracket_part2 * bracket_share2)"
    assert steps["in_brackets"]["value"] == "30000.00"
    quoted = {word for cite in steps["in_brackets"]["cites"] for word in cite["words"]}
    assert quoted
    for lang, said in (("zh", "第2档"), ("en", "bracket 2")):
        assert any(said in one["sentence"] for one in explain(result, lang, Rulebook(data))["working"])


def test_a_share_that_nobody_states_leaves_bounds(data: dict[str, Any]) -> None:
    values = [one for one in data["values"] if (one["concept"], one["keys"]) != ("over.share", {"bracket": "second"})]
    rules = [{**rule, "own": {name: [] for name in rule["with"]}} for rule in data["rules"]]
    without = {**data, "values": values, "rules": rules}
    result = told(without, "1080000.00")
    assert amounts(result)["community_bears"] == ["15000.00", "45000.00"]
    gap = next(one for one in result["missing"] if one["concept"] == "over.share")
    assert (gap["keys"], gap["matters"]) == ({"bracket": "second"}, True)
    own = told(without, "1080000.00", **{"over.share": [{"bracket": "second", "value": "60%"}]})
    assert amounts(own)["community_bears"] == "33000.00"


def test_a_bracket_that_there_is_not_is_named(tmp_path: Path) -> None:
    wrong = VALUES.replace("{bracket: second}, value: 50%", "{bracket: secnd}, value: 50%")
    found = [one for one in findings_of(with_brackets(tmp_path, wrong)) if '"secnd"' in one]
    assert found
    assert 'did you mean "second"?' in found[0]
