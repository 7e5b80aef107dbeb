"""The README tells of what there is."""

from __future__ import annotations

import re

from calculator.families import FAMILIES
from calculator.mechanisms import EDGES, MECHANISMS, REACH
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
        assert set(re.findall(r"\*\*(\w+)\*\*", takes)) == set(mechanism.NEEDS)
        assert dict(re.findall(r"(\w+): ([\w, ]+)", settings)) == {
            setting: ", ".join(options) for setting, options in mechanism.HOW.items()
        }


def test_it_lists_the_layers_of_every_calculator_and_the_settings_of_every_rule() -> None:
    table = README[README.index("| calculator | layers |") :].split("\n\n")[0]
    told = {name: tuple(layers.split(", ")) for name, layers in re.findall(r"^\| `([\w-]+)` \| (.*) \|$", table, re.M)}
    assert told == {name: tuple(family.LAYERS) for name, family in FAMILIES.items()}
    assert f"`edges` ({', '.join(EDGES)})" in README
    assert f"`reach`\n({', '.join(REACH)})" in README


def test_the_keys_of_its_example_rule_are_keys_of_a_rule() -> None:
    example = README[README.index("    rules:\n") : README.index("| kind |")]
    assert set(re.findall(r"^    (?:- |  )(\w+):", example, re.M)) <= set(fields_of(Rule))


def test_every_stage_it_names_is_there() -> None:
    for path in re.findall(r"scripts/road/\w+\.py", README):
        assert (ROOT / path).is_file(), path
