"""What a layer pays on: a threshold, rows of ratios over it and a cap. Mechanisms make terms or change them."""

from __future__ import annotations

from collections import namedtuple

from calculator.money import WHOLE, lower, percent

Row = namedtuple("Row", "upto ratio formula operands")
Row.__doc__ = """One slice over the threshold: ``upto`` in fen over the threshold (``None``: open), its exact ``ratio``, and how that
ratio came about: a ``formula`` over named ``operands`` (as printed)."""

Terms = namedtuple("Terms", "threshold rows cap")
Terms.__doc__ = """``threshold`` and ``cap`` in fen (``cap`` ``None``: no cap is stated or set), ``rows`` a tuple of :class:`Row`."""


def plain_row(upto, ratio, name="ratio"):
    """A row whose ratio is a value as it stands."""
    return Row(upto, ratio, name, {name: percent(ratio)})


def reshaped(row, ratio, formula, operands):
    """The row with another ratio, never above the whole; its formula now rests on more operands."""
    return Row(row.upto, lower(ratio, WHOLE), formula, {**row.operands, **operands})


def grouped(formula):
    """The formula as part of a larger one: in brackets unless it is a single name."""
    return formula if formula.isidentifier() else f"({formula})"
