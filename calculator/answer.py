"""The answer of a family, and the result as it leaves the core: one shape, one way to write it, and a receipt by which
it can be made again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple

from calculator.questions import Known

PACKAGE = "policy-calculator 0.1.0"
SCHEMA = "result/v1"


class Missing(NamedTuple):
    """A value that nobody gave, or a fact that nobody told ("fact.KEY", with the ``field`` that would tell it)."""

    concept: str
    keys: dict[str, str]
    field: str | None
    matters: bool


class Answer(NamedTuple):
    """What a family computed, its results as they are printed."""

    results: list[dict]  # id, value, unit; open ones with "between" or "among", absent ones with "why"
    sections: list[dict]  # id, kind, names: how results are gathered
    steps: list[dict]
    open_steps: frozenset[str]  # ids of steps that a missing value or fact moves
    used: list[Known]
    unused: list[str]
    missing: list[Missing]

    @classmethod
    def nothing(cls) -> Answer:
        """The answer where no document decides."""
        return cls([], [], [], frozenset(), [], [], [])


def dumps(result: object) -> str:
    """JSON text, the same bytes on every machine: keys in the order of the result, two spaces, no escapes for
    Chinese."""
    return json.dumps(result, ensure_ascii=False, indent=2)


def receipt(book_version: str, digest: str) -> dict[str, str]:
    """What is needed to make the result again: rulebook, normalised inputs, package and schema.

    Nothing of machine or clock.
    """
    return {"rulebook": book_version, "inputs": digest, "package": PACKAGE, "schema": SCHEMA}


def canonical(inputs: dict, instead: Callable[[Any], str] | None = None) -> str:
    """The one way to write normalised inputs as JSON; ``instead`` says what to write for what is no plain data."""
    return json.dumps(inputs, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=instead)


def digest(inputs: dict) -> str:
    """What tells normalised inputs from all others."""
    return digest_of((canonical(inputs),))


def digest_of(parts: Iterable[str]) -> str:
    """The sha256 of a text in parts."""
    return _sha256()("".join(parts).encode("utf-8")).hexdigest()


@cache
def _sha256() -> Callable[..., Any]:
    from hashlib import sha256  # here and not above: whoever imports the core is not kept waiting for it

    return sha256
