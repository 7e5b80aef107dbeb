"""Pages rendered straight from the data, without MkDocs, for tests that read their Markdown."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.road.render import render
from tests.policy import compiled, loaded


def pytest_addoption(parser: pytest.Parser) -> None:
    """Lets an editor accept changed pages: what changed is then seen in the diff."""
    parser.addoption("--update-golden", action="store_true", help="write the golden pages anew instead of comparing")


@pytest.fixture(scope="session")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with zh/ and en/, made from the checkout's own data."""
    out = tmp_path_factory.mktemp("docs")
    policy = loaded()
    render(policy, compiled(policy), out)
    return out
