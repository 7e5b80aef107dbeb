"""The table with its cells filled: by worked cases, by worked cases moved, by bills held to the second calculator."""

from __future__ import annotations

import json
from typing import Any

from calculator import InputProblems, run
from calculator.rulebook import Rulebook
from scripts.road.model import Policy
from tests.borders.bills import bills
from tests.borders.cells import (
    ANYBODY,
    FIRST_DAY,
    LAST_DAY,
    OTHERS,
    PEOPLE,
    READING,
    STANDS,
    Book,
    Cell,
    Rule,
    cells,
    groups_of,
)
from tests.borders.moved import Inputs, Worked, to_day, to_group
from tests.borders.standing import Stand
from tests.oracle.random_amounts import yuan
from tests.oracle.waterfall import waterfall

WORKED, MOVED, BILL, NOTHING = "worked cases", "worked cases moved", "bills of the second calculator", "nothing"


class Table:
    """Every cell with what stands in it; ``wrong`` says where a moved case gives anything else than was worked."""

    def __init__(self, policy: Policy, book: Book) -> None:
        self.book, self.core = book, Rulebook(dict(book))
        self.rules: dict[str, Rule] = {rule["id"]: rule for rule in book["rules"]}
        self.cells = list(cells(book))
        self.filled: dict[Cell, list[str]] = {cell: [] for cell in self.cells}
        self.kind: dict[Cell, str] = {}  # of the cells in which no worked case stands as it is
        self.wrong: list[str] = []
        self.computed: dict[str, Stand] = {}
        self.moved: dict[tuple[str, str], Worked] = {}
        self.by_rule: dict[str, list[Worked]] = {name: [] for name in self.rules}
        self.by_cell: dict[Cell, Worked] = {}
        for name, cases in policy.cases.items():
            for case in cases:
                self._take_in(name, case.id, case.ask, {}, case.expect)
                for switch, expected in case.instead.items():
                    reading, option = switch.split("=")
                    self._take_in(name, f"{case.id} with {switch}", case.ask, {reading: option}, expected)

    def how(self, cell: Cell) -> str:
        """What kind of thing stands in a cell."""
        if not self.filled[cell]:
            return NOTHING
        return self.kind.get(cell, WORKED)

    def empty(self) -> list[Cell]:
        """The cells in which nothing stands."""
        return [cell for cell in self.cells if not self.filled[cell]]

    def _take_in(self, name: str, case: str, ask: Any, switched: dict[str, str], expect: Any) -> None:
        inputs: Inputs = json.loads(json.dumps(ask))
        if switched:
            inputs["readings"] = {**inputs.get("readings", {}), **switched}
        stand = self.compute(name, inputs)
        worked = Worked(name, case, inputs, expect, stand)
        for rule in self.rules:
            if stand.applied(rule):
                self.by_rule[rule].append(worked)
        for cell in stand.cells():
            if cell in self.filled:
                self.filled[cell].append(case)
            self.by_cell.setdefault(cell, worked)

    def compute(self, name: str, inputs: Inputs) -> Stand:
        """Where inputs stand."""
        key = name + json.dumps(inputs, sort_keys=True)
        if key not in self.computed:
            self.computed[key] = Stand(self.book, inputs, run(name, inputs, self.core))
        return self.computed[key]

    # -- worked cases moved

    def move(self) -> None:
        """Fill what is empty with worked cases of other groups and of other days."""
        for cell in self.empty():
            rule = self.rules[cell.rule]
            if cell.border == PEOPLE:
                self._of_other_people(cell, rule)
                continue
            if cell.border == READING:
                self._otherwise_read(cell)
                continue
            if cell.group != ANYBODY:
                self._beside(cell, rule)
            if cell.border in (*FIRST_DAY, *LAST_DAY) and not self.filled[cell]:
                self._on_another_day(cell, rule)

    def _beside(self, cell: Cell, rule: Rule) -> None:
        """A case of the same border and another group, with this group in that one's place: it comes to the same."""
        for group in groups_of(rule, self.book):
            one = self.by_cell.get(cell._replace(group=group))
            if one is None:
                continue
            for inputs in to_group(one, cell.group, rule, self.book):
                stand = self._tried(one.calculator, inputs)
                if stand and cell in stand.cells():
                    self._put(cell, MOVED, f"{one.case} for {cell.group}")
                    if cell.border not in (*FIRST_DAY, *LAST_DAY):
                        self._hold(one, stand, cell)
                    return

    def _of_other_people(self, cell: Cell, rule: Rule) -> None:
        """A case in which the rule acts, for another of the groups it names; or for somebody else, and it does not."""
        for one in self.by_rule[cell.rule]:
            for inputs in to_group(one, cell.group, rule, self.book):
                stand = self._tried(one.calculator, inputs)
                if stand and bool(stand.applied(cell.rule)) == (cell.position != OTHERS):
                    self._put(cell, MOVED, f"{one.case} for {cell.group}")
                    return

    def _otherwise_read(self, cell: Cell) -> None:
        """A case in which the rule acts, read otherwise: it does not."""
        reading, _, option = cell.reading.partition("=")
        for one in self.by_rule[cell.rule]:
            stand = self._tried(
                one.calculator, {**one.inputs, "readings": {**one.inputs.get("readings", {}), reading: option}}
            )
            if stand and bool(stand.applied(cell.rule)) == (cell.position == STANDS):
                self._put(cell, MOVED, f"{one.case} with {cell.reading}")
                return

    def _on_another_day(self, cell: Cell, rule: Rule) -> None:
        fitted = self.moved.get((cell.rule, cell.border))  # what could be moved so far most likely can again
        for one in [*([fitted] if fitted else []), *self.by_rule[cell.rule]]:
            fits = cell.group == ANYBODY or cell.group in one.stand.groups
            for inputs in [one.inputs] if fits else to_group(one, cell.group, rule, self.book):
                if to_day(one._replace(inputs=inputs), cell, rule, self.book, self.compute):
                    self._put(cell, MOVED, f"{one.case} on another day")
                    self.moved[cell.rule, cell.border] = one
                    return

    # -- bills

    def add_bills(self) -> None:
        """A bill for every cell that one can be built for, held to what the second calculator makes of it."""
        for cell, inputs in bills(self.cells, self.book):
            stand = self.compute("reimbursement", inputs)
            if cell in stand.cells():
                self._put(cell, BILL, "a bill")
            expected = {name: yuan(amount) for name, amount in waterfall(inputs).amounts.items()}
            found = {each["id"]: each["value"] for each in stand.result["results"] if each["unit"] == "yuan"}
            for name in sorted(expected.keys() | found.keys()):
                if found.get(name, "0.00") != expected.get(name, "0.00"):
                    self.wrong.append(f"{cell}: {name}: found {found.get(name)}; expected {expected.get(name)}")

    def _put(self, cell: Cell, kind: str, what: str) -> None:
        if not self.filled[cell]:
            self.kind[cell] = kind
        self.filled[cell].append(what)

    def _hold(self, one: Worked, stand: Stand, cell: Cell) -> None:
        found = {each["id"]: each["value"] for each in stand.result["results"]}
        for name, value in one.expect.items():
            if found.get(name) not in (value, None):
                self.wrong.append(f"{cell}: {one.case}: {name}: found {found.get(name)}; expected {value}")

    def _tried(self, name: str, inputs: Inputs) -> Stand | None:
        try:
            return self.compute(name, inputs)
        except InputProblems:
            return None


def filled(policy: Policy, book: Book) -> Table:
    """The table with all its cells filled as far as they can be."""
    table = Table(policy, book)
    table.move()
    table.add_bills()
    return table
