"""What a year's episodes can come to while values, or answers, are missing.

Every layer of an episode is computed for the better and for the worse: with each missing value at the end that is
better for the person or at the worse one, with what earlier episodes leave of caps and accounts at its best or worst,
and on the least and the most that the layers before can leave. No layer pays more than a fen for a fen more of burden,
so what is left to the person lies between the two. Each use of a value is bounded by itself: bounds may be too wide
where two uses pull different ways, never too narrow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from calculator.bounds import Outcome
from calculator.families.open_facts import Assumed
from calculator.families.payments import Limits
from calculator.families.people import Episode, Person
from calculator.families.rules import Plan
from calculator.families.year import Year
from calculator.mechanisms.entitlement import Account
from calculator.mechanisms.terms import Terms
from calculator.money import Pair, lower, pair, rounded, smaller
from calculator.questions import Known, Questions
from calculator.working import Untold, working_if

Bounds = tuple[int, int]  # fen
Side = bool  # whether all is at its best for the person, or at its worst
SIDES = (False, True)
NONE: Bounds = (0, 0)
# An exact sum of which only bounds are known pays what it gains, rounded against the person or for them.
GAINING: dict[Side, Pair] = {False: (-1, 2), True: pair(10**30 - 1, 2 * 10**30)}


class Way(NamedTuple):
    """Answers to what nobody told, and the rules that then reach the episodes that they are about."""

    assumed: Assumed
    plan: Plan


class End(NamedTuple):
    """What a layer came to in one of the runs over it; ``accounts`` are those of the layer, afterwards."""

    side: Side
    paid: int
    charged: int | None
    accounts: dict[tuple, Account]
    limits: tuple[Limits, ...]


class Spread(NamedTuple):
    """What one episode comes to in one way: bounds in fen, layer by layer, and the runs behind them."""

    amounts: dict[str, Bounds]
    patient: Bounds  # what the person pays at once
    left: Bounds  # and once everything is settled
    borne: dict[str, Bounds]  # the deductible that the chain of stays up to here bore
    ends: dict[str, list[End]]
    shaken: frozenset[str]  # layers that are open because others are
    uneven: frozenset[tuple]  # accounts that may not have paid just what they entitle to
    caps: dict[str, frozenset[str]]  # layer → the caps that what it paid counts towards
    limits: dict[str, frozenset[tuple]]  # layer → a rule's own limits that it counts towards
    live: frozenset[str]
    runs: dict[Side, Outcome]


class Bounded:
    """Goes along the episodes; keeps what they leave to later ones at its best and at its worst."""

    def __init__(
        self,
        layers: tuple[str, ...],
        person: Callable[[Assumed], Person],
        questions: Questions,
        working: bool,
    ) -> None:
        self._layers, self._person, self._questions, self._working = layers, person, questions, working
        self._paid: dict[Side, list[dict[str, int]]] = {side: [] for side in SIDES}  # by each episode so far
        self._borne: dict[Side, list[dict[str, int]]] = {side: [] for side in SIDES}
        self._caps: dict[Side, list[dict[str, frozenset[str]]]] = {side: [] for side in SIDES}
        self._limits: dict[Side, list[dict[str, frozenset[tuple]]]] = {side: [] for side in SIDES}
        self._accounts: dict[Side, dict[tuple, Account]] = {side: {} for side in SIDES}
        self._loose: set[tuple] = set()  # accounts of which only bounds are known
        self._uneven: set[tuple] = set()  # accounts that may not have paid just what they entitle to
        self._held: dict[tuple, list[tuple]] = {}  # account → the caps that may have held something back
        self._approximate: set[str] = set()
        self.used: dict[tuple, Known] = {}

    def next(self, ways: list[Way]) -> list[Spread]:
        """What the next episode comes to in each of its ways."""
        number = len(self._paid[True])
        spreads = [self._spread(number, way) for way in ways]
        amounts = {layer: hull(one.amounts.get(layer, NONE) for one in spreads) for layer in self._layers}
        bore = {layer for one in spreads for layer in one.borne}
        borne = {layer: hull(one.borne.get(layer, NONE) for one in spreads) for layer in bore}
        for side in SIDES:  # to later episodes it is better if less was paid and more was borne
            self._paid[side].append({layer: ends[not side] for layer, ends in amounts.items()})
            self._borne[side].append({layer: ends[side] for layer, ends in borne.items()})
            self._caps[side].append({layer: _caps([one.caps.get(layer) for one in spreads], side) for layer in amounts})
            self._limits[side].append(
                {layer: _limits([one.limits.get(layer) for one in spreads], side) for layer in amounts}
            )
        self._uneven.update(*(one.uneven for one in spreads))
        for layer in {layer for one in spreads for layer in one.ends}:
            self._close([one.ends.get(layer, []) for one in spreads])
        self._approximate.update(*(run.approximate for one in spreads for run in one.runs.values()))
        return spreads

    # ── one episode in one way ──────────────────────────────────────────────────────────────────────────────────────

    def _spread(self, number: int, way: Way) -> Spread:
        years = {side: self._begin(side, way) for side in SIDES}
        episodes = {side: year.person.episodes[number] for side, year in years.items()}
        amounts: dict[str, Bounds] = {}
        ends: dict[str, list[End]] = {}
        shaken, binding, uneven = set[str](), set[str](), set[tuple]()
        for layer in years[True].layers_of(number):
            moved = {before for before, (low, high) in amounts.items() if low != high}
            ends[layer] = self._pay(years, layer, number, bool(moved))
            paid = [end.paid for end in ends[layer]]
            limits = [one for end in ends[layer] for one in end.limits]
            if limits and (moved or self._on_loose(limits) or (binding and _leaves_out(limits))):
                shaken.add(layer)
            rooms = [one.room for one in limits if one.room is not None]
            binds = _may_bind(limits)  # a cap may hold, and what it holds back is open with all else
            is_open = layer in shaken or self._by_state(layer, limits, binds) or _is_fed(layer, episodes[True], years)
            if limits and is_open and self._may_jump(limits, moved, binding):
                paid = _nothing_or_all(layer, episodes, max(rooms) if len(rooms) == len(limits) else None)
                uneven.update(one.account for one in limits)
            if binds and is_open:
                binding.add(layer)
                for one in limits:
                    self._held.setdefault(one.account, []).append(_which(one.cap))
            apart = episodes[True].aside.get(layer, 0)
            amounts[layer] = (min(paid) + apart, max(paid) + apart)
        late = {
            layer
            for year in years.values()
            for layer in amounts
            if f"{episodes[True].id}.{layer}" in year.outcome.deferred
        }
        left = (_left(episodes[True]), _left(episodes[False]))
        return Spread(
            amounts,
            _at_once(episodes[True].total, amounts, late) if late else left,
            left,
            _borne(ends, episodes),
            ends,
            frozenset(shaken),
            frozenset(uneven),
            episodes[True].caps,
            episodes[True].limits,
            frozenset(years[True].live()),
            {side: year.outcome for side, year in years.items()},
        )

    def _begin(self, side: Side, way: Way) -> Year:
        person = self._person(way.assumed)
        left = (self._paid[side], self._borne[side], self._caps[side], self._limits[side])
        for earlier, paid, borne, caps, limits in zip(person.episodes, *left, strict=False):
            earlier.paid, earlier.borne_by_then, earlier.caps, earlier.limits = paid, borne, caps, limits
        year = Year(self._layers, person, way.plan, self._questions, working_if(self._working))
        year.payments.accounts = _copied(self._accounts[side])
        year.outcome.approximate.update(self._approximate)
        return year

    def _pay(self, years: dict[Side, Year], layer: str, number: int, moved: bool) -> list[End]:
        """Let the layer pay on either side, and first, where layers before it are open, on what these leave on the
        other side."""
        ends = []
        if moved:
            before = {side: year.person.episodes[number] for side, year in years.items()}
            left = {side: (dict(one.paid), dict(one.beyond_cap)) for side, one in before.items()}
            ends = [self._try(years[side], side, layer, number, *left[not side]) for side in SIDES]
        return ends + [self._run(years[side], side, layer, number) for side in SIDES]

    def _try(
        self, year: Year, side: Side, layer: str, number: int, paid: dict[str, int], beyond_cap: dict[str, int]
    ) -> End:
        """Let the layer pay after other payments than those of this run, and take it back."""
        episode, accounts, working = year.person.episodes[number], year.payments.accounts, year.working
        kept = episode.paid, episode.beyond_cap, episode.charged
        episode.paid, episode.beyond_cap, episode.charged = dict(paid), dict(beyond_cap), {}
        year.payments.accounts, year.working = _copied(accounts), Untold()
        end = self._run(year, side, layer, number)
        episode.paid, episode.beyond_cap, episode.charged = kept
        year.payments.accounts, year.working = accounts, working
        return end

    def _run(self, year: Year, side: Side, layer: str, number: int) -> End:
        self._questions.start(frozenset(), side)
        year.payments.limits.clear()
        year.pay(layer, number)
        self.used |= {key: known for key, known in self._questions.used.items() if known.whose != "missing"}
        episode = year.person.episodes[number]
        accounts = {key: account for key, account in year.payments.accounts.items() if key[0] == layer}
        limits = () if layer in episode.given else tuple(year.payments.limits)
        return End(side, episode.paid.get(layer, 0), episode.charged.get(layer), _copied(accounts), limits)

    # ── what makes a layer open, and what makes it jump ─────────────────────────────────────────────────────────────

    def _on_loose(self, limits: list[Limits]) -> bool:
        """Whether a payment goes by an account of which only bounds are known."""
        return any(one.over_year and one.account in self._loose for one in limits)

    def _by_state(self, layer: str, limits: list[Limits], binds: bool) -> bool:
        """Whether it is open what earlier episodes leave to a layer of a cap or of a deductible."""
        unsure = any(most[layer] != least[layer] for most, least in zip(*self._paid.values(), strict=True))
        return (binds and unsure) or any(one.borne != limits[0].borne for one in limits)

    def _may_jump(self, limits: list[Limits], moved: set[str], binding: set[str]) -> bool:
        """Whether what a layer pays may go up and down with what is open, so that no end of it bounds it."""
        if binding and _leaves_out(limits):
            return True
        accounts = self._accounts[True]
        for one in limits:
            begun = one.over_year and one.account in accounts and accounts[one.account].burden > 0
            if one.over_year and one.account in self._loose & self._uneven:
                return True
            if one.over_year and any(cap != _which(one.cap) for cap in self._held.get(one.account, ())):
                return True  # what one cap held back, another one may let through; the same one is used up
            if begun and (one.terms.whole or _falls(one.terms)):
                return True
            if moved and one.terms.whole:
                return True
            if not moved.issubset(one.rule["base"]["burden_after"]):
                return True
        return False

    # ── what an episode leaves to later ones ────────────────────────────────────────────────────────────────────────

    def _close(self, ways: list[list[End]]) -> None:
        """Take over the accounts of a layer: as they are where all runs leave the same, else between bounds."""
        ends = [end for of in ways for end in of]
        for key in {key for end in ends for key in end.accounts}:
            before = {side: self._accounts[side].get(key, Account()) for side in SIDES}
            after = [(end.side, end.accounts.get(key, before[end.side])) for end in ends]
            after += [(side, before[side]) for of in ways if not of for side in SIDES]
            if key not in self._loose and all(_state(account) == _state(after[0][1]) for _, account in after):
                for side in SIDES:
                    self._accounts[side][key] = copy(after[0][1])
                continue
            first = [] if key in self._loose else [before[True]]
            if any(rounded(one.exact) != one.paid for one in first) or any(map(partial(_is_uneven, key), ends)):
                self._uneven.add(key)
            gained = [account.burden - before[side].burden for side, account in after]
            earlier = [account.paid_earlier for _, account in after]
            self._loose.add(key)
            for side in SIDES:
                loose = self._accounts[side][key] = Account()
                loose.burden = before[side].burden + (max(gained) if side else min(gained))
                loose.exact = GAINING[side]
                loose.paid_earlier = min(earlier) if side else max(earlier)


def hull(all_: Iterable[Bounds]) -> Bounds:
    """The bounds that hold all others."""
    lows, highs = zip(*all_, strict=True)
    return min(lows), max(highs)


def _caps(ways: list[frozenset[str] | None], side: Side) -> frozenset[str]:
    """The caps that a payment counts towards; where that is open, at best towards none and at worst towards all."""
    known = {caps or frozenset[str]() for caps in ways}
    return known.pop() if len(known) == 1 else frozenset(("",)) if side else frozenset()


def _limits(ways: list[frozenset[tuple] | None], side: Side) -> frozenset[tuple]:
    """A rule's own limits that a payment counts towards; where that is open, at best those of all ways alone."""
    known = [limits or frozenset[tuple]() for limits in ways]
    return known[0].intersection(*known) if side else known[0].union(*known)


def _copied(accounts: dict[tuple, Account]) -> dict[tuple, Account]:
    return {key: copy(account) for key, account in accounts.items()}


def _state(account: Account) -> tuple:
    return account.burden, account.exact, account.paid, account.paid_earlier


def _is_uneven(key: tuple, end: End) -> bool:
    """Whether an account has paid other than it entitles to, but for what its cap holds back."""
    account = end.accounts.get(key)
    held = any(one.account == key and one.room is not None and one.due > one.room for one in end.limits)
    return account is not None and not held and rounded(account.exact) != account.paid


def _which(cap: Known | None) -> tuple:
    """What tells one cap from another; a missing one is one and the same at both its ends."""
    return () if cap is None else (cap.key, None if cap.whose == "missing" else cap.value)


def _left(episode: Episode) -> int:
    return episode.total - sum(episode.paid.values()) - sum(episode.aside.values())


def _at_once(total: int, amounts: dict[str, Bounds], late: set[str]) -> Bounds:
    """What is left to the person before the year is over, when the layers in ``late`` pay."""
    at_once = [ends for layer, ends in amounts.items() if layer not in late]
    return max(0, total - sum(high for _, high in at_once)), total - sum(low for low, _ in at_once)


def _is_fed(layer: str, episode: Episode, years: dict[Side, Year]) -> bool:
    """Whether a layer asks for a missing value."""
    name = f"{episode.id}.{layer}"
    return any(name in names for year in years.values() for names in year.outcome.feeds.values())


def _may_bind(limits: list[Limits]) -> bool:
    """Whether a cap may hold less than is due."""
    rooms = [one.room for one in limits if one.room is not None]
    return bool(rooms) and max(one.due for one in limits) > min(rooms)


def _leaves_out(limits: list[Limits]) -> bool:
    """Whether what lies above the caps of layers before is left out of the burden."""
    return any(one.how.get("above_cap") == "left_out" for one in limits)


def _falls(terms: Terms) -> bool:
    """Whether a higher slice has a lower ratio than one below it."""
    return any(lower(row.ratio, higher.ratio) != row.ratio for row, higher in pairwise(terms.rows))


def _nothing_or_all(layer: str, episodes: dict[Side, Episode], room: int | None) -> list[int]:
    """Let a layer pay nothing on one side, and on the other all that is left and that its cap has ``room`` for."""
    for episode in episodes.values():
        episode.paid[layer] = 0
    most = {side: episode.left_after(episode.paid) for side, episode in episodes.items()}
    if room is not None:
        most = {side: smaller(left, room) for side, left in most.items()}
    episodes[True].paid[layer] = most[True]
    return [0, most[False]]


def _borne(ends: dict[str, list[End]], episodes: dict[Side, Episode]) -> dict[str, Bounds]:
    """What the chain of stays up to here bore of the deductible, by the layers that charge one."""
    found = {}
    for layer, of in ends.items():
        charged = [end.charged for end in of]
        if any(one is not None for one in charged):
            low, high = (pick(one or 0 for one in charged) for pick in (min, max))
            found[layer] = episodes[False].borne_with(layer, low), episodes[True].borne_with(layer, high)
    return found
