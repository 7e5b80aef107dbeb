"""Words of the vocabulary that nothing uses: left over from something that is gone, or not yet named where they belong.

Asked only where nothing else is wrong: a misspelt name would leave the right one idle, too. Concepts and terms are no
part of this; an office may look for a value, and a reader for a word, that no document has.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from calculator.families import FAMILIES
from calculator.mechanisms import MECHANISMS
from scripts.road.checks.known import NAMED_BY_CODE
from scripts.road.findings import Findings
from scripts.road.model import Policy, Rule


def check_idle(policy: Policy, findings: Findings) -> None:
    """A warning for each assumption, reading, topic and key that is not used."""
    rules = list(_rules(policy))
    provisions = [provision for document in policy.documents for provision in document.provisions]
    assumptions = {str(one) for rule in rules for one in rule.assumptions}
    assumptions |= {str(one) for provision in provisions for one in provision.assumptions}
    topics = {str(one) for provision in provisions for one in provision.topics}
    keys = {str(key) for rule in rules for key in rule.when} | {str(key) for one in policy.concepts for key in one.by}
    keys.update(*(getattr(mechanism, "BY", ()) for mechanism in MECHANISMS.values()))
    idle: tuple[tuple[str, list[Any], set[str], str], ...] = (
        ("assumption", policy.assumptions, {*assumptions, *NAMED_BY_CODE}, "no rule and no provision names"),
        ("reading", policy.readings, _followed(policy, rules), "nothing follows"),
        ("topic", policy.topics, topics, "no provision is on"),
        ("key", policy.keys, keys.union(*(one.KEYS for one in FAMILIES.values())), "nobody is asked for"),
    )
    for what, things, used, why in idle:
        for thing in things:
            if str(thing.id) not in used:
                found = f'the {what} "{thing.id}", which {why}'
                findings.warn(thing.id.at, found, "it used where it belongs, or not there at all")


def _rules(policy: Policy) -> Iterator[Rule]:
    yield from policy.frame
    for document in policy.documents:
        for provision in document.provisions:
            yield from provision.rules


def _followed(policy: Policy, rules: list[Rule]) -> set[str]:
    """The readings that rules or the ends of documents follow, and those that nothing can: of whose options no more
    than one computes."""
    found = {str(how.reading) for rule in rules for how in rule.how.values() if not isinstance(how, str)}
    found |= {str(reading) for rule in rules for reading in rule.read}
    ends = (document.holds.until for document in policy.documents)
    found |= {str(one.reading) for one in ends if one.reading}
    shown = (one for one in policy.readings if sum(option.shown_only is None for option in one.options) < 2)
    return found.union(str(reading.id) for reading in shown)
