"""The rulebook that the calculator tests run on, compiled from the checkout's data."""

from __future__ import annotations

import pytest

from calculator.rulebook import Rulebook
from scripts.road.model import Policy
from tests.policy import compiled, loaded


@pytest.fixture(scope="session")
def policy() -> Policy:
    return loaded()


@pytest.fixture(scope="session")
def book() -> Rulebook:
    return Rulebook(compiled(loaded()))
