"""The bounds of a bill's episodes put together: its amounts by name, the sums of the year, and what stays open."""

from __future__ import annotations

from collections.abc import Iterable

from calculator.bounds import Determined, Outcome, differing
from calculator.families.bounded import NONE, SIDES, Bounds, Spread, hull
from calculator.families.people import Episode
from calculator.families.year import AT_THE_END, rough_sums


def totals(episodes: list[Episode], spreads: list[list[Spread]]) -> dict[str, Bounds]:
    """The bounds of every amount by its name: of each episode, of what is paid once the year is over, of the year."""
    live = frozenset[str]().union(*(one.live for of in spreads for one in of))
    late = frozenset[str]().union(*(run.deferred for of in spreads for one in of for run in one.runs.values()))
    found: dict[str, Bounds] = {}
    for episode, of in zip(episodes, spreads, strict=True):
        for layer in live:
            found[f"{episode.id}.{layer}"] = hull(one.amounts.get(layer, NONE) for one in of)
        found[f"{episode.id}.patient"] = hull(one.patient for one in of)
    for layer in live:
        names = [f"{episode.id}.{layer}" for episode in episodes]
        found[f"year.{layer}"] = _summed(found[name] for name in names)
        if not late.isdisjoint(names):
            found[f"{AT_THE_END}.{layer}"] = _summed(found[name] for name in names if name in late)
    found["year.patient"] = _summed(hull(one.left for one in of) for of in spreads)
    total = sum(episode.total for episode in episodes)
    return {**found, "year.total": (total, total)}


def _summed(all_: Iterable[Bounds]) -> Bounds:
    lows, highs = zip(*all_, strict=True)
    return sum(lows), sum(highs)


def certain(outcome: Outcome) -> Determined:
    """An outcome in which nothing is missing."""
    return Determined(outcome, {}, frozenset(), frozenset())


def determined(
    outcome: Outcome, bounds: dict[str, Bounds], spreads: dict[str, Spread], others: list[Outcome]
) -> Determined:
    """What is certain of an outcome and what is not, by the bounds and the runs of its episodes, and by ``others``."""
    between = {name: ends for name, ends in bounds.items() if ends[0] != ends[1]}
    outcome.amounts.update({name: low for name, (low, _) in bounds.items() if name not in outcome.amounts})
    shaken = {step["id"] for step in outcome.steps if step["layer"] in spreads[step["episode"]].shaken}
    runs = [[step for one in spreads.values() for step in one.runs[side].steps] for side in SIDES]
    fed: dict[tuple, set[str]] = {}
    for run in [*others, *(run for one in spreads.values() for run in one.runs.values())]:
        for key, names in run.feeds.items():
            fed.setdefault(key, set()).update(names)
    matters = frozenset(key for key, names in fed.items() if not names.isdisjoint(between))
    steps = differing([*(run.steps for run in others), *runs]) | shaken
    return Determined(outcome, between, frozenset(steps), matters)


def year_of(episodes: list[Episode], spreads: list[list[Spread]]) -> Determined:
    """The sums over a year whose episodes were bounded apart from each other."""
    outcome = Outcome.begin([])
    bounds = {
        name: ends for name, ends in totals(episodes, spreads).items() if name.startswith(("year.", f"{AT_THE_END}."))
    }
    rough = set[str]().union(*(run.approximate for of in spreads for one in of for run in one.runs.values()))
    for layer in {name.rpartition(".")[2] for name in bounds}:
        outcome.approximate.update(rough_sums(layer, [f"{episode.id}.{layer}" for episode in episodes], rough))
    return determined(outcome, bounds, {}, [])
