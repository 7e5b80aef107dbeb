"""Requests of which answers and values were left out: they are answered, and what is filled in lies within."""

from __future__ import annotations

import json
from random import Random

import pytest

from calculator import InputProblems, run
from calculator.families import FAMILIES
from calculator.rulebook import Rulebook
from tests.calculator.test_cases import CASES
from tests.calculator.thinned import broken, completed, thinned

NOTHING_ASKED = {"nothing_asked", "needed_for_costs"}  # what is left may be no question any more


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("seed", range(25))
def test_what_is_left_out_leaves_every_answer_possible_that_filling_it_in_gives(
    name: str, seed: int, book: Rulebook
) -> None:
    random = Random(f"{name} {seed}")
    case = random.choice([case for of, case in CASES if of == name])
    less = thinned(name, json.loads(json.dumps(case.ask)), book, random)
    try:
        open_ = run(name, less, book, working=False)
    except InputProblems as refused:
        assert {problem["code"] for problem in refused.problems} <= NOTHING_ASKED
        return
    for _ in range(2):
        whole = completed(name, less, book, random)
        if whole is not None:
            assert broken(open_, run(name, whole, book, working=False)) == []
