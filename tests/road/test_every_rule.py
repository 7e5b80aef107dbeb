"""Every rule that was found in the five documents is computed, or shown with the reason why it is not: never both."""

from __future__ import annotations

from scripts.road.model import Policy
from tests.policy import loaded

# How many rules each document has, by the letters that their ids begin with.
FOUND = {"LA": 16, "SD": 18, "XT": 12, "SC": 11, "WS": 9}


def computed(policy: Policy) -> set[str]:
    """The rules that a calculator computes; parts of one ("LA-07.window") count as the whole."""
    rules = [rule for document in policy.documents for provision in document.provisions for rule in provision.rules]
    return {str(rule.id).partition(".")[0] for rule in rules}


def test_every_rule_is_in_one_of_the_two_lists() -> None:
    policy = loaded()
    every = {f"{letters}-{number:02d}" for letters, count in FOUND.items() for number in range(1, count + 1)}
    shown = {str(rule.id) for rule in policy.shown}
    of_these = {rule for rule in computed(policy) | shown if rule.partition("-")[0] in FOUND}  # a document may be added
    assert of_these == every
    assert computed(policy) & shown == set()
