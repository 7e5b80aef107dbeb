"""Local values: who answers when a rule needs one. The user's own value, a document, a profile, a hint taken, or nobody yet."""

from __future__ import annotations

from collections import namedtuple

from calculator.rulebook import Rulebook, fits

Known = namedtuple("Known", "concept keys value text whose cites source approximate")
Known.__doc__ = """A value in use. ``value`` is in machine form (fen, pair, scale …), ``text`` as printed, ``whose`` is own, stated, profile,
hint or missing; ``source`` names a profile or hint; ``cites`` are clauses with the names of their quotes."""


class Questions:
    """Answers what the rules ask, and remembers what was asked: which values were used, which nobody gave."""

    def __init__(
        self, book: Rulebook, places: list[str], groups: frozenset[str], own: dict, profile: dict | None
    ) -> None:
        self._book, self._places, self._groups = book, places, groups
        self._own, self._profile = own, profile
        self.used: dict[tuple, Known] = {}
        self.missing: dict[tuple, Known] = {}
        self.at_most: frozenset[tuple] = frozenset()  # the missing values to be taken at their upper bound

    def start(self, at_most: frozenset[tuple]) -> None:
        """Begin another run: missing values in ``at_most`` take their upper bound, all others their lower one."""
        self.at_most = at_most
        self.used = {}

    def ask(self, concept: str, keys: dict, day: str, first: dict | None = None) -> Known:
        """The value of ``concept`` for ``keys`` on ``day``; ``first`` is one that the asking rule's own clause states."""
        kept = {name: keys[name] for name in self._book.concepts[concept]["by"] if keys.get(name) is not None}
        place_of = (concept, tuple(kept.items()))
        known = (
            self._own_value(concept, kept)
            or self._stated(concept, kept, day, first)
            or self._from_profile(concept, kept)
        )
        if known is None:
            bound = self._book.concepts[concept]["most" if place_of in self.at_most else "least"]
            known = Known(concept, kept, bound, None, "missing", (), None, False)
            self.missing[place_of] = known
        self.used[place_of] = known
        return known

    def slip(self, layer: str, episode: str, left: int) -> int:
        """Fen that a layer paid, where only a settlement slip can tell: not given, it lies between nothing and what was ``left``."""
        key = (f"paid.{layer}", (("episode", episode),))
        value = left if key in self.at_most else 0
        self.missing[key] = Known(key[0], {"episode": episode}, value, None, "missing", (), None, False)
        return value

    def _own_value(self, concept: str, keys: dict) -> Known | None:
        row = _best(self._own.get(concept, ()), keys)
        if row is None:
            return None
        return Known(concept, keys, row["value"], row["text"], row["whose"], (), row.get("source"), row["approximate"])

    def _stated(self, concept: str, keys: dict, day: str, first: dict | None) -> Known | None:
        entry = first or self._book.stated(concept, keys, self._places, day, self._groups)
        if entry is None:
            return None
        return Known(
            concept,
            keys,
            entry["value"],
            entry["text"],
            "stated",
            (entry["cite"],),
            entry["document"],
            entry["approximate"],
        )

    def _from_profile(self, concept: str, keys: dict) -> Known | None:
        row = _best(self._profile["values"].get(concept, ()), keys) if self._profile else None
        if row is None:
            return None
        whose = "example" if self._profile["invented"] else "profile"
        return Known(concept, keys, row["value"], row["text"], whose, (), self._profile["id"], row["approximate"])


def _best(rows, keys: dict) -> dict | None:
    """The row for these keys that names most of them."""
    fitting = [row for row in rows if fits(row["keys"], keys)]
    return max(fitting, key=lambda row: len(row["keys"])) if fitting else None
