"""What a calculator and its oracle made of the same random requests."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

NAMED = 3  # disagreements that are printed in full
SEED = 20261122


def requests(request: Callable[[Random], dict[str, Any]], count: int) -> Iterator[dict[str, Any]]:
    """So many random requests, the same ones each time."""
    random = Random(SEED)
    for _ in range(count):
        yield request(random)


@dataclass
class Compared:
    """Of ``count`` requests: where the two differ, and how often each border was met."""

    count: int
    borders: Sequence[str]
    differences: list[str] = field(default_factory=list)
    met: Counter[str] = field(default_factory=Counter)

    def take(self, inputs: Mapping[str, Any], difference: str, acts: Iterable[str]) -> None:
        """One request, how the two differ on it (empty: they do not), and what happened on the way."""
        if difference:
            self.differences.append(f"{difference}\n{json.dumps(inputs, ensure_ascii=False)}")
        self.met.update(acts)
        self.met.update(f"{reading}={option}" for reading, option in inputs.get("readings", {}).items())
        self.met[inputs["place"]] += 1

    def rare(self, part: int, names: Iterable[str] | None = None) -> list[str]:
        """The borders, or what is named, that fewer than one in so many requests met."""
        return [name for name in names or self.borders if self.met[name] * part < self.count]

    def told(self) -> str:
        """How many agree, the first that do not, and the share of requests that met each border."""
        agree = f"\n{self.count - len(self.differences)} of {self.count} agree"
        shares = [f"{self.met[name] / self.count:7.2%}  {name}" for name in self.borders]
        return "\n".join([agree, *self.differences[:NAMED], *shares])
