"""The wheel and its lock."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from scripts.road.wheel_lock import build_wheel, entry_by_pyodide_lock, own_entry, write_lock
from tests.conftest import ROOT, Built

PYODIDE = ROOT / "node_modules" / "pyodide"


def test_the_same_core_makes_the_same_wheel(built: Built, tmp_path: Path) -> None:
    first, second = build_wheel(built.root, tmp_path / "a"), build_wheel(built.root, tmp_path / "b")
    assert first.read_bytes() == second.read_bytes()
    assert first.name == second.name


def test_the_lock_names_the_wheel_and_nothing_else(built: Built, tmp_path: Path) -> None:
    wheel = build_wheel(built.root, tmp_path)
    write_lock(wheel, PYODIDE, tmp_path / "lock.json")
    lock = json.loads((tmp_path / "lock.json").read_text("utf-8"))
    assert lock["packages"] == {"policy-calculator": own_entry(wheel)}
    assert lock["info"]["python"].startswith("3.")


if sys.version_info >= (3, 12):  # where pyodide-lock can read today's locks

    def test_our_own_entry_is_the_one_that_pyodide_lock_makes(built: Built, tmp_path: Path) -> None:
        wheel = build_wheel(built.root, tmp_path)
        info = json.loads((PYODIDE / "pyodide-lock.json").read_text("utf-8"))["info"]
        assert own_entry(wheel) == entry_by_pyodide_lock(wheel, info)
