"""Whose year it is: the person and the episodes of care, with money in fen."""

from __future__ import annotations

from collections.abc import Iterable

from calculator.money import fen
from calculator.rulebook import Rulebook


class Episode:
    """One stay or one visit, with money in fen."""

    def __init__(self, raw: dict, scheme: str, groups: frozenset[str]) -> None:
        self.groups = groups
        self.id: str = raw["id"]
        self.admitted: str = raw["admitted"]
        self.day = self.admitted  # the day whose policy holds for it
        self.discharged: str = raw.get("discharged", self.admitted)
        self.settled: str = raw.get("settled", self.discharged)
        self.sequence: int = raw.get("sequence", 0)
        self.total = fen(raw["total"])
        self.in_policy = self.total - fen(raw["out_of_policy"])
        self.given = {layer: fen(text) for layer, text in raw.get("paid", {}).items()}
        self.keys = {name: raw.get(name) for name in ("care", "hospital_level", "mode")}
        self.keys |= {"scheme": scheme, "destination": raw.get("destination", "local")}
        self.paid: dict[str, int] = {}

    def tell(self, key: str) -> str | None:
        """What was told of it for a key."""
        return self.keys.get(key)

    def day_of(self, event: str) -> str:
        """The day of settlement for a rule that is tested on it, else that of admission."""
        return self.settled if event == "settlement" else self.admitted

    def left_after(self, layers: Iterable[str]) -> int:
        """Fen of in-policy costs that the given layers leave."""
        return self.in_policy - sum(self.paid.get(layer, 0) for layer in layers)


class Person:
    """Who asks: places nearest first, groups with what they imply, readings chosen, episodes in the order in which
    they count."""

    def __init__(self, inputs: dict, book: Rulebook) -> None:
        self.places = book.places(inputs["place"])
        self.groups = book.with_implied(inputs.get("groups", []))
        self.readings = {name: entry["chosen"] for name, entry in book.readings.items()} | inputs.get("readings", {})
        scheme = inputs.get("scheme", "resident")
        episodes = [Episode(raw, scheme, self.groups) for raw in inputs["episodes"]]
        self.episodes = sorted(
            episodes, key=lambda episode: (episode.admitted, episode.discharged, episode.sequence, episode.id)
        )
