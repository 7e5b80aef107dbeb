"""Where a text can be read two ways: which readings a clause is open to."""

from __future__ import annotations

from collections.abc import Sequence

from scripts.road.model import Provision, Reading


class Doubts:
    """The readings by the clauses that they name."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = readings
        self._numbers = {str(one.id): number for number, one in enumerate(readings)}
        self._naming: dict[str, list[str]] = {}
        for one in readings:
            for clause in one.clauses:
                self._naming.setdefault(str(clause), []).append(str(one.id))

    def of(self, clause: str, provision: Provision | None) -> list[Reading]:
        """The readings that name a clause, and those that its provision names itself, in the order of the data."""
        ids = {*self._naming.get(clause, ()), *(map(str, provision.readings) if provision else ())}
        return [self._readings[number] for number in sorted(self._numbers[id] for id in ids if id in self._numbers)]
