"""What a layer pays on: a threshold, rows of ratios over it and a cap.

Mechanisms make terms or change them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from calculator.money import WHOLE, Pair, Shown, Sum, lower
from calculator.questions import Known

Take = dict[str, Known]  # the values of a rule, by the names that its kind gives them
How = dict[str, str]  # the settings of a rule, each with the option in use


class Step(Protocol):
    """Records one step: its kind, formula over operands, value and, where rounding came between, exact value; fen and
    ratios are printed for whoever reads them."""

    def __call__(
        self,
        kind: str,
        formula: str | None,
        operands: Mapping[str, Shown],
        value: Shown | None,
        exact: str | Sum | None = None,
        unit: str = "yuan",
        cites: tuple[dict, ...] | list[dict] = (),
    ) -> None: ...


class Row(NamedTuple):
    """One slice over the threshold: ``upto`` in fen over it (``None``: open), its exact ratio and how that ratio came
    about."""

    upto: int | None
    ratio: Pair
    formula: str
    operands: Mapping[str, Shown]


class Terms(NamedTuple):
    """``threshold`` and ``cap`` in fen (``cap`` ``None``: no cap), and the rows between them.

    ``whole``: a burden above the threshold counts from its first fen. ``on_burden``: the rows' edges lie on the burden
    itself, not on what exceeds the threshold. ``each``: the most fen paid for one stay or visit (``None``: no limit),
    a ``fixed`` sum where all is paid up to it. ``limit``: the most fen that a year's payments under this same limit
    come to, and ``times`` how many of them there are, beside the cap.
    """

    threshold: int
    rows: tuple[Row, ...]
    cap: int | None
    whole: bool = False
    on_burden: bool = False
    each: int | None = None
    limit: int | None = None
    times: int | None = None
    fixed: bool = False


def plain_row(upto: int | None, ratio: Pair, name: str = "ratio") -> Row:
    """A row whose ratio is a value as it stands."""
    return Row(upto, ratio, name, {name: ratio})


def reshaped(row: Row, ratio: Pair, formula: str, operands: Mapping[str, Shown]) -> Row:
    """The row with another ratio, never above the whole; its formula now rests on more operands."""
    return Row(row.upto, lower(ratio, WHOLE), formula, {**row.operands, **operands})


def grouped(formula: str) -> str:
    """The formula as part of a larger one: in brackets unless it is a single name."""
    return formula if formula.isidentifier() else f"({formula})"
