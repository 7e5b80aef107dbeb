"""Exact, explained calculations of medical-insurance benefits from a rulebook. Pure Python, standard library only.

>>> import calculator
>>> result = calculator.run("reimbursement", inputs)    # doctest: +SKIP

The command line (``python3 -m calculator``) and the browser only wrap :func:`run`.
"""

from __future__ import annotations

from calculator.forms import schema
from calculator.inputs import InputProblems
from calculator.messages import call
from calculator.request import calculators, compare_readings, run
from calculator.telling import explain

__all__ = ["InputProblems", "calculators", "call", "compare_readings", "explain", "run", "schema"]
