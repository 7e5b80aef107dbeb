"""Prints the table of borders: ``python3 -m tests.borders [RULE …]``."""

from __future__ import annotations

import sys
from collections import Counter

from tests.borders.table import Table, filled
from tests.policy import compiled, loaded


def main(rules: list[str]) -> int:
    """Print the cells of the rules, or of all, each with what stands in it; 1 if any is empty, 2 if no rule is called
    so."""
    policy = loaded()
    table = filled(policy, compiled(policy))
    unknown = [rule for rule in rules if not any(cell.rule == rule for cell in table.cells)]
    if unknown:
        print(f"found {', '.join(unknown)}; expected ids of rules that have borders", file=sys.stderr)
        return 2
    print("rule | border | position | reading | group | what stands there")
    for cell in table.cells:
        if not rules or cell.rule in rules:
            print(" | ".join([*cell, ", ".join(table.filled[cell][:3]) or "nothing"]))
    print_summary(table)
    return 1 if table.empty() else 0


def print_summary(table: Table) -> None:
    """How many cells there are, and by what they are filled."""
    first = Counter(table.how(cell) for cell in table.cells)
    print(f"{len(table.cells)} cells: " + ", ".join(f"{count} by {how}" for how, count in first.most_common()))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
