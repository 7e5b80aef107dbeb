"""The README tells of what there is."""

from __future__ import annotations

import re

from calculator.mechanisms import MECHANISMS
from scripts.road.model import Rule
from scripts.road.reader import fields_of
from tests.policy import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def test_its_table_lists_every_kind_of_rule_with_what_it_takes_and_its_settings() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \|[^|]*\|([^\n]*)\|$", README, re.M))
    assert set(rows) == set(MECHANISMS)
    for name, mechanism in MECHANISMS.items():
        takes, settings = (cell.strip() for cell in rows[name].split("|"))
        assert set(re.findall(r"\w+", takes)) == set(mechanism.TAKES)
        assert dict(re.findall(r"(\w+): ([\w, ]+)", settings)) == {
            setting: ", ".join(options) for setting, options in mechanism.HOW.items()
        }


def test_the_keys_of_its_example_rule_are_keys_of_a_rule() -> None:
    example = README[README.index("    rules:\n") : README.index("| kind |")]
    assert set(re.findall(r"^    (?:- |  )(\w+):", example, re.M)) <= set(fields_of(Rule))


def test_every_stage_it_names_is_there() -> None:
    for path in re.findall(r"scripts/road/\w+\.py", README):
        assert (ROOT / path).is_file(), path
