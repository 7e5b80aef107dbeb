"""Calculators, one a file: which layers and kinds of rule, in which order."""

from __future__ import annotations

from calculator.families import reimbursement

FAMILIES = {"reimbursement": reimbursement}
