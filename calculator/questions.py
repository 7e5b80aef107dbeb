"""Local values: who answers when a rule needs one.

The user's own value, a document, a profile, a hint taken, or nobody yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from calculator.rulebook import Rulebook, fits, within


class Known(NamedTuple):
    """A value in use: in machine form (fen, pair, scale …), as printed, and whose it is."""

    concept: str
    keys: dict[str, str]
    value: Any
    text: Any
    whose: str  # own, stated, derived, profile, example, hint or missing
    cites: tuple[dict, ...]  # clauses with the names of their quotes
    source: str | None  # the document, profile or hint it comes from
    approximate: bool

    @property
    def key(self) -> tuple:
        """What tells one value that is looked for from another: concept and keys."""
        return self.concept, tuple(self.keys.items())

    @property
    def use(self) -> tuple:
        """What tells one value in use from another: two clauses may state a concept for different people."""
        return (*self.key, *((cite["clause"], str(self.text)) for cite in self.cites))


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
        self.better: bool | None = None  # whether all take the bound that is better for the person, or the worse one

    def start(self, at_most: frozenset[tuple], better: bool | None = None) -> None:
        """Begin another run: missing values in ``at_most`` take their upper bound, all others their lower one; or each
        the one that is ``better`` for the person where it is asked for, or the worse one."""
        self.at_most, self.better = at_most, better
        self.used = {}

    def ask(self, concept: str, keys: dict, day: str, first: Sequence[dict] = (), worsens: bool = False) -> Known:
        """The value of ``concept`` for ``keys`` on ``day``; ``first`` is what the asking rule's own clause states: it
        goes before all, unless the clause only says "about". ``worsens``: here, the higher it is the worse."""
        kept = {name: keys[name] for name in self._book.concepts[concept]["by"] if keys.get(name) is not None}
        place_of = (concept, tuple(kept.items()))
        clause = self._from_clause(concept, kept, day, first) if first else None
        known = (
            (clause if clause and not clause.approximate else None)  # "about" leaves room for the place's own figure
            or self._own_value(concept, kept)
            or clause
            or self._stated(concept, keys, kept, day)
            or self._from_profile(concept, kept)
        )
        if known is None:
            most = place_of in self.at_most if self.better is None else self.better != worsens
            bound = self._book.concepts[concept]["most" if most else "least"]
            known = Known(concept, kept, bound, None, "missing", (), None, False)
            self.missing[place_of] = known
        self.used[known.use] = known
        return known

    def known(self, concept: str, keys: dict, day: str, first: Sequence[dict] = ()) -> Known | None:
        """The value of ``concept`` if somebody gave it; it is not asked for otherwise."""
        asked = self.missing.copy(), self.used.copy()
        known = self.ask(concept, keys, day, first)
        if known.whose != "missing":
            return known
        self.missing, self.used = asked
        return None

    def slip(self, layer: str, episode: str, left: int) -> Known:
        """Fen that a layer paid, where only a settlement slip can tell: not given, it lies between nothing and what
        was ``left``."""
        key = (f"paid.{layer}", (("episode", episode),))
        value = left if self.better else 0
        known = Known(key[0], {"episode": episode}, value, None, "missing", (), None, False)
        self.missing[key] = known
        return known

    def between(self, result: str, low: int, high: int) -> int:
        """Fen of an earlier result that is open itself: it moves between its bounds as a missing value does."""
        key: tuple = (f"result.{result}", ())
        amount = high if key in self.at_most else low
        self.missing[key] = Known(key[0], {}, amount, None, "missing", (), None, False)
        return amount

    def unused(self) -> list[str]:
        """The concepts that the user gave a value for and that no rule asked."""
        asked = {known.concept for known in self.used.values() if known.whose in ("own", "hint")}
        return [concept for concept in self._own if concept not in asked]

    def _own_value(self, concept: str, keys: dict) -> Known | None:
        row = _best(self._own[concept], keys) if concept in self._own else None
        if row is None:
            return None
        return Known(concept, keys, row["value"], row["text"], row["whose"], (), row.get("source"), row["approximate"])

    def _stated(self, concept: str, told: dict, keys: dict, day: str) -> Known | None:
        entry = self._book.stated(concept, told, self._places, day, self._groups)
        return None if entry is None else self._clause(concept, keys, entry)

    def _from_clause(self, concept: str, keys: dict, day: str, rows: Sequence[dict]) -> Known | None:
        row = _best([row for row in rows if self._stands(row, day)], keys)
        return None if row is None else self._clause(concept, keys, row)

    def _stands(self, row: dict, day: str) -> bool:
        return within(day, row["from"], row["until"]) and not self._book.ending(row, day, self._groups)

    def _clause(self, concept: str, keys: dict, entry: dict) -> Known:
        cites = (entry["cite"],)
        text, whose = entry["text"], entry["whose"]
        return Known(concept, keys, entry["value"], text, whose, cites, entry["document"], entry["approximate"])

    def _from_profile(self, concept: str, keys: dict) -> Known | None:
        if self._profile is None:
            return None
        row = _best(self._profile["values"].get(concept, ()), keys)
        if row is None:
            return None
        whose = "example" if self._profile["invented"] else "profile"
        return Known(concept, keys, row["value"], row["text"], whose, (), self._profile["id"], row["approximate"])


def _best(rows: Sequence[dict], keys: dict) -> dict | None:
    """The row for these keys that names most of them; of equals the one that starts last."""
    if len(rows) == 1 and not rows[0]["keys"]:
        return rows[0]
    fitting = [row for row in rows if fits(row["keys"], keys)]
    return max(fitting, key=lambda row: (len(row["keys"]), row.get("from") or "")) if fitting else None
