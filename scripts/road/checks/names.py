"""Names: two things of one list never have the same one, or readers could not tell them apart."""

from __future__ import annotations

from typing import Any

from scripts.road.checks.known import Known
from scripts.road.model import Policy, Region, Text


def check_names(policy: Policy, known: Known) -> None:
    """Every list of the vocabulary whose names readers are shown; the glossary's are looked at with its aliases."""
    lists: list[tuple[str, list[Any]]] = [
        ("group", policy.groups),
        ("topic", policy.topics),
        ("concept", policy.concepts),
        ("key", policy.keys),
        ("assumption", policy.assumptions),
        ("region of the same place", policy.regions),
        *((f"answer of the key {key.id}", key.values) for key in policy.keys if key.kind == "choice"),
    ]
    for what, items in lists:
        seen: dict[tuple[str, ...], Any] = {}
        for one in items:
            within = str(getattr(one, "within", ""))
            for language, name in (("zh", one.zh), ("en", one.en)):
                other = seen.setdefault((language, str(name), within), one)
                if _id(other) != _id(one):  # what stands there twice is told elsewhere
                    expected = f"a name of its own; the other stands at {getattr(other, language).at}"
                    known.findings.add(name.at, f'the name "{name}" of a second {what}', expected)
                    break


def _id(one: Any) -> Text:
    found: Text = one.code if isinstance(one, Region) else one.id
    return found
