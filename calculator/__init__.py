"""Exact, explained calculations of medical-insurance benefits from a rulebook. Pure Python, standard library only.

>>> import calculator
>>> result = calculator.run("reimbursement", inputs)    # doctest: +SKIP

The command line (``python3 -m calculator``) and the browser only wrap :func:`run`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from calculator.inputs import InputProblems
from calculator.request import calculators, compare_readings, run

if TYPE_CHECKING:
    from calculator.forms import schema
    from calculator.messages import call
    from calculator.telling import explain

__all__ = ["InputProblems", "calculators", "call", "compare_readings", "explain", "run", "schema"]
# Where the others are: each imported when it is first asked for, so that whoever only computes is not kept waiting.
_OTHERS = {"call": "calculator.messages", "explain": "calculator.telling", "schema": "calculator.forms"}


def __getattr__(name: str) -> Any:
    if name not in _OTHERS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_OTHERS[name]), name)
