"""No product of a person's calculation passes 2^63: by the bounds of the inputs, and measured at these bounds.

The bounds: a year of a person's bills is at most `LARGEST` fen (inputs.LARGEST, held for each amount and for the
year). A ratio of a rule is a number of `FINEST`-ths (literals.FINEST), a proportion of two of them as well, and so a
slice's ratio has a denominator of at most `FINEST` squared. What a layer owes exactly is no more than the burden, so
its numerator is at most a year times that; sums whose denominator would be wider are kept side by side. To print an
exact sum takes numbers of any length; nothing is calculated with what is printed.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest

import calculator
from calculator import InputProblems, money, run
from calculator.inputs import LARGEST
from calculator.literals import FINEST
from calculator.rulebook import Rulebook
from tests.oracle.people import OPTIONS, TURNS_ON
from tests.oracle.random_amounts import yuan
from tests.oracle.waterfall import waterfall

MOST = 2**63
BEYOND = 10**6 * LARGEST
PRINTING = ("decimal", "yuan_exactly", "percent", "about_percent", "printed")  # text of any length, no amount
WITHOUT_A_PERSONS_AMOUNTS = {  # what else multiplies in the calculator
    "inputs": "bounds of ratios",
    "literals": "units of what a source prints",
    "families.bounded": "a half and what is next to it, for amounts that nobody can tell yet",
    "families.payments": "how often an assumption is named",
    "families.settle": "the order of results",
    "mechanisms.budget_growth": "a fund's amounts",
    "mechanisms.in_percent": "rates of an office",
    "mechanisms.limits": "an amount of a document, by how many diseases there are",
    "mechanisms.points_for_days": "a fund's amounts",
    "repeats.tape": "what is multiplied elsewhere, written down",
}
LEVELS = ("township", "county", "city", "province")
NORMAL = ("99.73%", "99.49%", "99.67%", "99.41%", "98.87%")  # no two have a divisor in common with each other
GROUPS = {"341500": ["tekun"], "370830": ["registered_poor"], "430300": ["dibao", "anti_relapse_monitored"]}
YEARS = {"341500": 2025, "370830": 2020, "430300": 2022}


class Products:
    """The largest product so far."""

    largest = 0

    def take(self, one: Any, other: Any) -> Any:
        outcome = one * other
        if isinstance(outcome, int):
            self.largest = max(self.largest, abs(outcome))
        return outcome


class Watched(ast.NodeTransformer):
    """Program text in which each product is taken note of."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if not isinstance(node.op, ast.Mult):
            return node
        call = ast.Call(ast.Name("_taken", ast.Load()), [node.left, node.right], [])
        return ast.copy_location(call, node)


@pytest.fixture
def products(monkeypatch: pytest.MonkeyPatch) -> Iterator[Products]:
    """Takes note of every product of the money arithmetic but for printing."""
    taken = Products()
    monkeypatch.setattr(money, "_taken", taken.take, raising=False)
    for name, function in inspect.getmembers(money, inspect.isfunction):
        if function.__module__ == money.__name__ and name not in PRINTING:
            tree = Watched().visit(ast.parse(textwrap.dedent(inspect.getsource(function))))
            made: dict[str, Any] = {}
            exec(compile(ast.fix_missing_locations(tree), str(money.__file__), "exec"), vars(money), made)
            monkeypatch.setattr(function, "__code__", made[name].__code__)
    yield taken


def extreme(random: Random, place: str, readings: dict[str, str], year: int = LARGEST) -> dict[str, Any]:
    """A year as large as it may be, ratios as fine as they may be, stays at every level, at home and away."""
    edges = sorted(random.sample(range(1, 90_000_000), 3))
    rows = [{"upto": f"{edge}元", "ratio": fine(random)} for edge in edges] + [{"ratio": fine(random)}]
    away = ("local", "city_owned", "other_city", "other_province")
    kinds = [*(("inpatient", level) for level in LEVELS), ("chronic", "county"), *[("inpatient", "city")] * 2]
    cuts = sorted([0, year, *(random.randrange(year) for _ in kinds[1:])])
    bills = [later - earlier for earlier, later in pairwise(cuts)]
    episodes = [
        {
            "id": f"e{number}",
            "care": care,
            "admitted": f"{YEARS[place]}-{2 + number:02d}-01",
            "sequence": number,
            "total": yuan(bill),
            "out_of_policy": "0.00",
            "hospital_level": level,
            "destination": away[number % 4] if place == "341500" and number else "local",
            "mode": "advised",
            "compliant": "yes",
            "continues": "no",
            "paid": {"institution": "0.00", "commercial": "0.00"} if place == "370830" else {},
        }
        for number, ((care, level), bill) in enumerate(zip(kinds, bills, strict=True))
    ]
    return {
        "place": place,
        "date": f"{YEARS[place]}-12-31",
        "groups": GROUPS[place],
        "scheme": "resident",
        "readings": readings,
        "income_area": "city",
        "assistance_approved": "yes",
        "poverty_risk": "yes",
        "tilted_approved": "yes",
        "episodes": episodes,
        "values": {
            "inpatient.deductible": "0.01元",
            "inpatient.deductible_lowered": "0.01元",
            "inpatient.ratio": [
                {"hospital_level": level, "value": ratio} for level, ratio in zip(LEVELS, NORMAL, strict=False)
            ],
            "chronic.deductible": "0.01元",
            "chronic.deductible_lowered": "0.01元",
            "chronic.ratio": NORMAL[4],
            "basic.cap": random.choice(("none", "1000元")),
            "away.basic_ratio": fine(random, 1, 300),
            "critical_illness.deductible": "0.01元",
            "critical_illness.deductible_lowered": "0.01元",
            "critical_illness.cap": "none",
            "critical_illness.cap_raised": "none",
            "critical_illness.scale": {"rows": rows},
            "assistance.threshold": "0.01元",
            "assistance.ratio": fine(random),
            "assistance.cap": "none",
            "assistance.emergency_excepted": "no",
            "assistance.new_measures_from": "2030-01-01",
            "income.disposable_per_head": "0.03元",
            "tilted_assistance.ratio": fine(random),
            "tilted_assistance.cap": "none",
        },
    }


def fine(random: Random, least: int = 1, most: int = 9_999) -> str:
    """A ratio in hundredths of a percent."""
    hundredths = random.randint(least, most)
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def switched() -> Iterator[tuple[str, dict[str, str]]]:
    """Every place under every option of the readings that its rules turn on, and under what is chosen."""
    for place in YEARS:
        yield place, {}
        for reading in sorted({*TURNS_ON[place], "A23", "A24", "A25"}):
            for option in OPTIONS[reading]:
                yield place, {reading: option}


def test_by_the_bounds_of_the_inputs_no_product_can_pass_it() -> None:
    exact = LARGEST * FINEST * FINEST  # the largest numerator of what is owed exactly
    assert money.WIDEST == FINEST * FINEST
    assert 2 * exact + money.WIDEST < MOST  # as it is rounded
    assert max(one * 9 for one in (FINEST**4, money.WIDEST**2)) < MOST  # fractions of a fen: proportions, rests


def test_products_of_amounts_stand_in_the_money_arithmetic_alone() -> None:
    root = Path(calculator.__file__).parent
    found = {
        ".".join(file.relative_to(root).with_suffix("").parts)
        for file in root.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and not _of_text(node)
    }
    assert found - {"money"} <= WITHOUT_A_PERSONS_AMOUNTS.keys()


def test_at_the_bounds_no_product_passes_it_under_any_reading(book: Rulebook, products: Products) -> None:
    random = Random(63)
    for place, readings in switched():
        inputs = extreme(random, place, readings)
        answer = run("reimbursement", inputs, book, working=False)
        assert answer["missing"] == []
        found = {one["id"]: one["value"] for one in answer["results"] if one["unit"] == "yuan"}
        for name, amount in waterfall(inputs).amounts.items():
            assert found.get(name, "0.00") == yuan(amount), (place, readings, name)
    assert 2**57 < products.largest < MOST


def test_amounts_beyond_the_bounds_would_pass_it(
    book: Rulebook, products: Products, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("calculator.inputs.LARGEST", BEYOND)
    monkeypatch.setattr("calculator.inputs.Checker._money.__defaults__", (BEYOND,))
    run("reimbursement", extreme(Random(63), "341500", {}, BEYOND), book, working=False)
    assert products.largest > MOST


def test_a_year_beyond_the_bound_is_refused(book: Rulebook) -> None:
    inputs = extreme(Random(63), "430300", {})
    inputs["episodes"].append({**inputs["episodes"][0], "id": "more", "total": "0.01"})
    assert problems("reimbursement", inputs, book) == [("episodes", "year_too_much")]


def test_a_path_whose_bills_lie_beyond_the_bound_is_refused(book: Rulebook) -> None:
    contact = {"institution_level": "county", "area": "inside_county", "care": "inpatient", "out_of_policy": "0.00"}
    path = [{**contact, "total": yuan(LARGEST)}, {**contact, "total": "0.01"}]
    inputs = {"place": "341500", "date": "2025-03-01", "path": path}
    assert problems("referral", inputs, book) == [("path", "year_too_much")]


def problems(name: str, inputs: dict[str, Any], book: Rulebook) -> list[tuple[str, str]]:
    with pytest.raises(InputProblems) as wrong:
        run(name, inputs, book)
    return [(one["field"], one["code"]) for one in wrong.value.problems]


def _of_text(node: ast.BinOp) -> bool:
    sides = (node.left, node.right)
    return any(isinstance(side, ast.Constant) and isinstance(side.value, str) for side in sides)
