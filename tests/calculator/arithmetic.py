"""Printed arithmetic done again with exact fractions.

It imports nothing of the calculator, so that both can be held apart.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from fractions import Fraction
from math import floor


def number(text: str) -> Fraction:
    """A printed number: "8000.00", "70%", "6/7", "1,234.50"."""
    plain = text.replace(",", "")
    return Fraction(plain[:-1]) / 100 if plain.endswith("%") else Fraction(plain)


def half_up(amount: Fraction) -> Fraction:
    """Yuan rounded to the fen, half up."""
    return Fraction(floor(amount * 100 + Fraction(1, 2)), 100)


FUNCTIONS: dict[str, Callable[..., Fraction]] = {
    "rounded": half_up,
    "hundredths": half_up,
    "smaller": min,
    "larger": max,
}


def evaluate(formula: str, operands: Mapping[str, str]) -> Fraction:
    """The value of a printed formula over its printed operands."""
    for name in sorted(operands, key=len, reverse=True):
        if name == "from":  # a word of Python that the formulas use as a name
            formula = formula.replace("from", "from_")
    named = {("from_" if name == "from" else name): number(text) for name, text in operands.items()}
    return _value(ast.parse(formula, mode="eval").body, named)


def _value(node: ast.expr, named: Mapping[str, Fraction]) -> Fraction:
    match node:
        case ast.Constant(value=int(value)):
            return Fraction(value)
        case ast.Constant(value=float()):
            return Fraction(ast.unparse(node))
        case ast.Name(id=name):
            return named[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, named)
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return FUNCTIONS[name](*(_value(argument, named) for argument in arguments))
        case ast.BinOp(left=left, op=operator, right=right):
            one, other = _value(left, named), _value(right, named)
            match operator:
                case ast.Add():
                    return one + other
                case ast.Sub():
                    return one - other
                case ast.Mult():
                    return one * other
                case ast.Div():
                    return one / other
    raise ValueError(f"found {ast.unparse(node)}; expected + - * / on numbers, names, smaller, larger, rounded")
