"""The branches of a bill put together: what is the same in all of them is certain, the rest lies between their
bounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from calculator.bounds import Determined, differing
from calculator.families.bounded import Bounds, hull
from calculator.families.open_facts import Assumed, Open, those_that_matter
from calculator.families.people import Episode
from calculator.families.verdicts import Verdict
from calculator.families.year import AT_THE_END
from calculator.money import yuan
from calculator.questions import Known


class Branch(NamedTuple):
    """A bill under one set of answers to what nobody told."""

    assumed: Assumed
    determined: Determined
    verdicts: dict[str, Verdict]
    missing: dict[tuple, Known]
    used: dict[tuple, Known]
    of: frozenset[str] | None = None  # the episodes that it is about, or the year; ``None``: all of these

    def is_about(self, name: str) -> bool:
        """Whether it says anything of a result."""
        return self.of is None or name.rpartition(".")[0] in self.of

    def bounds(self, name: str) -> Bounds:
        """Between what an amount lies, in fen; a layer that the branch does not know pays nothing."""
        outcome = self.determined.outcome
        if name in outcome.deferred:
            return 0, 0
        if name in self.determined.between:
            return self.determined.between[name]
        amount = outcome.amounts.get(name, 0)
        return amount, amount

    def told(self) -> frozenset:
        """All that comes out of it."""
        outcome = self.determined.outcome
        amounts = frozenset((name, self.bounds(name)) for name in outcome.amounts)
        others = frozenset((name, verdict.outcomes) for name, verdict in self.verdicts.items())
        return amounts | others | frozenset(outcome.told.items())


class Branches:
    """All branches of one bill."""

    def __init__(
        self, found: list[Branch], opened: dict[str, Open], episodes: Sequence[Episode], layers: Sequence[str]
    ) -> None:
        self.found, self.opened = found, opened
        self._rough = set[str]().union(*(branch.determined.outcome.approximate for branch in found))
        self._episodes, self._layers = [episode.id for episode in episodes], list(layers)

    def results(self) -> list[dict]:
        """The amounts, episode by episode and then for the year, and what is decided beside them."""
        wholes = [*self._episodes, AT_THE_END, "year"]
        known = {name for branch in self.found for name in branch.determined.outcome.amounts}
        living = {name.rpartition(".")[2] for name in known}
        parts = [part for part in (*self._layers, "patient", "total") if part in living]
        names = [f"{whole}.{part}" for whole in wholes for part in parts]
        amounts = [self._amount(name) for name in names if name in known]
        told = dict.fromkeys(name for branch in self.found for name in branch.determined.outcome.told)
        verdicts = dict.fromkeys(name for branch in self.found for name in branch.verdicts)
        return [*amounts, *map(self._date, told), *map(self._verdict, verdicts)]

    def facts_that_matter(self) -> list[str]:
        """The fields of the open facts on which a result depends."""
        if not self.opened:
            return []
        return those_that_matter(self.opened, [(branch.assumed, (branch.told(),)) for branch in self.found])

    def missing(self) -> dict[tuple, Known]:
        """The missing values of all branches."""
        return {key: known for branch in self.found for key, known in branch.missing.items()}

    def used(self) -> list[Known]:
        """The values in use in any branch, each once."""
        return list({key: known for branch in self.found for key, known in branch.used.items()}.values())

    def steps(self) -> list[dict]:
        """The steps of all branches, each once: layer by layer and episode by episode; that a rule does not stand is
        said only where it stands in none."""
        steps: dict[str, dict] = {}
        for branch in self.found:
            for step in branch.determined.outcome.steps:
                steps.setdefault(step["id"], step)
        stand = {(step["episode"], step.get("rule")) for step in steps.values() if step["applied"]}
        said = [step for step in steps.values() if step["applied"] or (step["episode"], step["rule"]) not in stand]
        return sorted(said, key=lambda step: (self._layers.index(step["layer"]), self._episodes.index(step["episode"])))

    def open_steps(self) -> frozenset[str]:
        """The steps that a missing value moves in a branch, or that are not the same in all branches."""
        differ: set[str] = set()
        for episode in self._episodes:
            runs = [one.determined.outcome.steps for one in self.found if one.is_about(f"{episode}.")]
            differ |= differing([[step for step in steps if step["episode"] == episode] for steps in runs])
        verdicts = [verdict for branch in self.found for verdict in branch.verdicts.values() if verdict.missing]
        undecided = {step for verdict in verdicts for step in verdict.steps}
        return frozenset(differ.union(undecided, *(branch.determined.open_steps for branch in self.found)))

    def _amount(self, name: str) -> dict:
        low, high = hull(branch.bounds(name) for branch in self.found if branch.is_about(name))
        entry: dict = {"id": name, "value": yuan(low) if low == high else None}
        if low != high:
            entry["between"] = [yuan(low), yuan(high)]
        entry["unit"] = "yuan"
        if name in self._rough:
            entry["approximate"] = True
        return entry

    def _date(self, name: str) -> dict:
        days = {branch.determined.outcome.told.get(name) for branch in self.found if branch.is_about(name)}
        first = min(day for day in days if day is not None)
        entry: dict = {"id": name, "value": first, "unit": "date"}
        return entry if len(days) == 1 else {**entry, "value": None, "among": [first], "or_none": True}

    def _verdict(self, name: str) -> dict:
        each = [branch.verdicts.get(name) for branch in self.found if branch.is_about(name)]
        outcomes = list(dict.fromkeys(one for verdict in each if verdict for one in verdict.outcomes))
        certain = len(outcomes) == 1 and None not in each
        entry: dict = {"id": name, "value": outcomes[0] if certain else None, "unit": "outcome"}
        if not certain:
            entry |= {"among": outcomes} | ({"or_none": True} if None in each else {})
        return entry | ({"approximate": True} if any(verdict and verdict.in_principle for verdict in each) else {})
