"""An invented notice that changes an earlier one: another ratio for one group, another cap, a clause that ends, and
figures in a table of its annex."""

from __future__ import annotations

import shutil
from pathlib import Path

from scripts.road.texts import Texts, read_text
from tests import notice

HERE = Path(__file__).parent
ID = "qingjiang-2026-31"


def with_the_change(folder: Path) -> Path:
    """A copy of policy_data in ``folder`` with the invented notice and the one that changes it, whose file is all that
    this adds."""
    data = notice.with_the_notice(folder)
    shutil.copy(HERE / f"{ID}.yaml", data / "documents")
    return data


def its_text() -> Texts:
    """The official texts of both."""
    return notice.its_text() | {ID: read_text((HERE / f"{ID}.txt").read_text("utf-8"))}
