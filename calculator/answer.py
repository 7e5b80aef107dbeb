"""The result as it leaves the core: one shape, one way to write it, and a receipt by which it can be made again."""

from __future__ import annotations

import json
from hashlib import sha256

PACKAGE = "policy-calculator 0.1.0"
SCHEMA = "result/v1"


def dumps(result: object) -> str:
    """JSON text, the same bytes on every machine: keys in the order of the result, two spaces, no escapes for
    Chinese."""
    return json.dumps(result, ensure_ascii=False, indent=2)


def receipt(book_version: str, inputs: dict) -> dict[str, str]:
    """What is needed to make the result again: rulebook, normalised inputs, package and schema.

    Nothing of machine or clock.
    """
    text = json.dumps(inputs, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return {
        "rulebook": book_version,
        "inputs": sha256(text.encode("utf-8")).hexdigest(),
        "package": PACKAGE,
        "schema": SCHEMA,
    }
