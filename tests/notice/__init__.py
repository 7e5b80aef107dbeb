"""An invented notice in full, as a newcomer adds one: its text, its YAML, and what it adds to the shared files."""

from __future__ import annotations

import shutil
from pathlib import Path

from scripts.road.texts import Texts, read_text
from tests.policy import DATA

HERE = Path(__file__).parent
ID = "qingjiang-2026-12"


def with_the_notice(folder: Path) -> Path:
    """A copy of policy_data in ``folder`` to which the notice has been added; data is all that changes."""
    data = folder / "policy_data"
    shutil.copytree(DATA, data)
    for name in ("regions", "groups", "readings", "concepts"):
        path = data / f"{name}.yaml"
        path.write_text(path.read_text("utf-8") + (HERE / f"{name}.yaml").read_text("utf-8"), "utf-8")
    shutil.copy(HERE / f"{ID}.yaml", data / "documents")
    return data


def its_text() -> Texts:
    """The invented official text."""
    return {ID: read_text((HERE / f"{ID}.txt").read_text("utf-8"))}
