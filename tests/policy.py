"""Policy data for tests: the checkout's own, or a changed copy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from scripts.road.check import check
from scripts.road.compile import compile_rulebook
from scripts.road.findings import Findings
from scripts.road.kept import AFRESH, Kept
from scripts.road.load import load
from scripts.road.model import Policy
from scripts.road.texts import Texts

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "policy_data"
T = TypeVar("T")
on_some_day = date(2026, 1, 1)


class Held(Kept):
    """Keeps what was made, as builds do, but as it is and for as long as the tests run."""

    def __init__(self) -> None:
        super().__init__(None)
        self._held: dict[tuple[str, str], Any] = {}

    def of(self, name: str, key: str, make: Callable[[], T]) -> T:
        if (name, key) not in self._held:
            self._held[name, key] = make()
        made: T = self._held[name, key]
        return made


def loaded(folder: Path = DATA) -> Policy:
    """The policy of a folder that has nothing wrong."""
    findings = Findings()
    policy = load(folder, findings)
    assert policy is not None, "\n".join(map(str, findings))
    return policy


def findings_of(folder: Path, texts: Texts | None = None, kept: Kept = AFRESH) -> list[str]:
    """Every finding about a folder, as it would be printed."""
    findings = Findings()
    policy = load(folder, findings, kept)
    if policy is not None:
        check(policy, texts, on_some_day, findings, kept)
    return [str(finding) for finding in sorted(findings)]


def compiled(policy: Policy) -> dict[str, Any]:
    """The rulebook's data."""
    return compile_rulebook(policy).whole
