"""A yearly limit of what a rule pays beside the cap of its layer; for whoever holds several answers of the key that it
is looked up by (several diseases), the limits of all these together."""

from __future__ import annotations

from collections.abc import Iterable

from calculator.mechanisms.terms import How, Step, Take
from calculator.money import Shown, larger

LIMIT = "limit"


def several(take: Take) -> list[str]:
    """The names of the limits of several answers, in their order; none where one limit is looked up."""
    return [name for name in take if name.startswith(LIMIT) and name != LIMIT]


def limit_of(take: Take, how: How) -> int | None:
    """Fen of the limit; ``None``: there is none.

    Of several the highest counts, or with ``limits`` "sum" all together, and on top of it ``added`` for each further
    answer, or with ``added_for`` "once" a single time.
    """
    names = several(take)
    if not names:
        return take[LIMIT].value if LIMIT in take else None
    amounts = [take[name].value for name in names]
    if None in amounts:
        return None
    return _together(amounts, how) + _further(take, how)


def tell(take: Take, how: How, step: Step) -> None:
    """Say how the limits of several answers came together."""
    names = several(take)
    limit = limit_of(take, how)
    if len(names) < 2 or limit is None:
        return
    operands: dict[str, Shown] = {name: take[name].value for name in names}
    formula = " + ".join(names)
    if how["limits"] == "highest":
        formula = names[0]
        for name in names[1:]:
            formula = f"larger({formula}, {name})"
    if "added" in take:
        times = _times(names, how)
        operands |= {"added": take["added"].value, "added_times": str(times)}
        formula += " + added * added_times"
    step("limit_of_several" if how["limits"] == "highest" else "limit_added_up", formula, operands, limit)


def _together(amounts: list[int], how: How) -> int:
    return sum(amounts) if how["limits"] == "sum" else _highest(amounts)


def _highest(amounts: Iterable[int]) -> int:
    most = 0
    for amount in amounts:
        most = larger(most, amount)
    return most


def _further(take: Take, how: How) -> int:
    return take["added"].value * _times(several(take), how) if "added" in take else 0


def _times(names: list[str], how: How) -> int:
    """How often the amount is added."""
    further = len(names) - 1
    return min(further, 1) if how["added_for"] == "once" else further
