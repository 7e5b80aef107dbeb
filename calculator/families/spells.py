"""When a person holds which identity: spells of recognition, and where a day lies to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from calculator.dates import months, plus_days, year_of

BEFORE, HELD, EXITED, DIED = "before", "held", "exited", "died"


class Spell(NamedTuple):
    """One identity from the first day on which it brings benefits until the first on which it is no longer held
    (``None``: it still is)."""

    identity: str
    recognised: str
    start: str
    end: str | None

    def covers(self, day: str) -> bool:
        """Whether the identity brings benefits on a day."""
        return self.start <= day and (self.end is None or day < self.end)


class Moment(NamedTuple):
    """Where a day lies to the spells next to it (``about``): before them, within, after them, or after death."""

    phase: str
    about: tuple[Spell, ...]
    since: str  # the day of the event that began the phase; before recognition, the one on which benefits begin
    same_year: bool  # whether that event lies in the year of the day

    @property
    def groups(self) -> list[str]:
        """The identities of the spells."""
        return [spell.identity for spell in self.about]

    @property
    def recognised(self) -> str | None:
        """The first day on which one of them was recognised."""
        return min((spell.recognised for spell in self.about), default=None)


class Span(NamedTuple):
    """Days from ``first`` to ``last`` in one month, on all of which the same holds."""

    first: str
    last: str


def moment(day: str, spells: list[Spell], died: str | None) -> Moment:
    """Where a day lies; the day of death is the last of life, the day of exit the first without the identity.

    Between two spells a day lies after the one that ended in its own year, else before the one to come.
    """
    if died is not None and day > died:
        return _moment(DIED, [spell for spell in spells if spell.covers(died)], died, day)
    held = [spell for spell in spells if spell.covers(day)]
    if held:
        return _moment(HELD, held, min(spell.start for spell in held), day)
    coming = before_recognition(day, spells)
    gone = max((spell.end for spell in spells if spell.end is not None and spell.end <= day), default=None)
    if gone is None or (coming and year_of(gone) < year_of(day)):
        assert coming is not None  # some spell there is, and it is neither held nor over
        return coming
    return _moment(EXITED, [spell for spell in spells if spell.end == gone], gone, day)


def before_recognition(day: str, spells: list[Spell]) -> Moment | None:
    """The beginning of benefits that a day without any identity comes before; ``None``: it is held then, or none
    follows."""
    coming = min((spell.start for spell in spells if spell.start > day), default=None)
    if coming is None or any(spell.covers(day) for spell in spells):
        return None
    return _moment(BEFORE, [spell for spell in spells if spell.start == coming], coming, day)


def _moment(phase: str, about: list[Spell], since: str, day: str) -> Moment:
    return Moment(phase, tuple(about), since, year_of(since) == year_of(day))


def spans(year: int, turns: Iterable[str]) -> list[Span]:
    """The year month by month, a month being divided where something turns: ``turns`` are first days of what is
    new."""
    firsts = sorted({first for first, _ in months(year)} | {turn for turn in turns if year_of(turn) == year})
    lasts = [*(plus_days(first, -1) for first in firsts[1:]), months(year)[-1][1]]
    return [Span(first, last) for first, last in zip(firsts, lasts, strict=True)]
