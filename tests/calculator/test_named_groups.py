"""Which groups a form shows at once: those that a rule of its calculator is for, and those that it is not for."""

from __future__ import annotations

from typing import Any

import pytest

from calculator import schema
from calculator.rulebook import Rulebook
from tests.policy import compiled, loaded


def named(data: dict[str, Any]) -> dict[str, bool]:
    fields = schema("reimbursement", Rulebook(data))["fields"]
    choices = next(field["choices"] for field in fields if field["name"] == "groups")
    return {choice["id"]: choice["named"] for choice in choices}


@pytest.mark.parametrize("part", ["any", "all", "none"])
def test_a_group_that_a_rule_speaks_of_is_shown_at_once(part: str) -> None:
    data = compiled(loaded())
    hidden = next(group for group, shown in named(data).items() if not shown)
    rule = next(rule for rule in data["rules"] if rule["layer"] == "basic" and rule["who"])
    rule["who"] = {**rule["who"], part: [*rule["who"][part], hidden]}
    assert named(data)[hidden]
