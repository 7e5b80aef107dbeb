"""A sixth, invented document with places, groups, figures and rules of its own, added to a copy of the data."""

from __future__ import annotations

import shutil
from pathlib import Path

from scripts.road.texts import Texts, read_text
from tests.policy import DATA

HERE = Path(__file__).parent


def with_the_sixth(folder: Path) -> Path:
    """A copy of policy_data in ``folder`` to which the invented document has been added; data is all that changes."""
    data = folder / "policy_data"
    shutil.copytree(DATA, data)
    for name in ("regions", "groups"):
        path = data / f"{name}.yaml"
        path.write_text(path.read_text("utf-8") + (HERE / f"{name}.yaml").read_text("utf-8"), "utf-8")
    shutil.copy(HERE / "documents/xinhe-2025.yaml", data / "documents")
    return data


def its_text() -> Texts:
    """The invented official text."""
    return {"xinhe-2025": read_text((HERE / "text.txt").read_text("utf-8"))}
