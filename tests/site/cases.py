"""The worked cases of the policy data, as inputs for the browser."""

from __future__ import annotations

from typing import Any

from scripts.road.findings import Findings
from scripts.road.load import load
from tests.conftest import ROOT


def worked_cases(calculator: str) -> dict[str, dict[str, Any]]:
    """The inputs of each worked case by its id."""
    findings = Findings()
    policy = load(ROOT / "policy_data", findings)
    assert policy is not None, "\n".join(map(str, findings))
    return {str(case.id): case.ask for case in policy.cases[calculator]}


def tried_case(calculator: str) -> dict[str, Any]:
    """The inputs of the case that a calculator's page offers first."""
    policy = load(ROOT / "policy_data", Findings())
    assert policy is not None
    cases = worked_cases(calculator)
    return cases[str(policy.words[calculator].get("try", next(iter(cases))))]
