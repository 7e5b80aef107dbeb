"""Policy data for tests: the checkout's own, or a changed copy."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from scripts.road.check import check
from scripts.road.compile import compile_rulebook
from scripts.road.findings import Findings
from scripts.road.load import load
from scripts.road.model import Policy
from scripts.road.texts import Texts

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "policy_data"
on_some_day = date(2026, 1, 1)


def loaded(folder: Path = DATA) -> Policy:
    """The policy of a folder that has nothing wrong."""
    findings = Findings()
    policy = load(folder, findings)
    assert policy is not None, "\n".join(map(str, findings))
    return policy


def findings_of(folder: Path, texts: Texts | None = None) -> list[str]:
    """Every finding about a folder, as it would be printed."""
    findings = Findings()
    policy = load(folder, findings)
    if policy is not None:
        check(policy, texts, on_some_day, findings)
    return [str(finding) for finding in sorted(findings)]


def compiled(policy: Policy) -> dict[str, Any]:
    """The rulebook's data."""
    return compile_rulebook(policy).whole
