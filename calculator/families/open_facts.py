"""Facts that nobody told: each answer is tried in a branch of its own; what is the same in all is certain."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

Assumed = dict[str, str]  # the field of a fact → the answer that is tried
Found = TypeVar("Found")


class Open(NamedTuple):
    """A fact that nobody told: where the inputs would tell it, its key, and what it may be."""

    field: str
    key: str
    choices: tuple[str, ...]


class TooManyBranches(Exception):
    """There are more branches of open facts than can be worked out."""


class OpenFact(Exception):
    """A rule asks for a fact that nobody told."""

    def __init__(self, open_: Open) -> None:
        super().__init__(open_.field)
        self.open = open_


def branches(
    attempt: Callable[[Assumed], Found], opened: dict[str, Open], first: Assumed, most: int | None = None
) -> Iterator[tuple[Assumed, Found]]:
    """What ``attempt`` gives in each branch of open facts, in the order of their answers; all go on with the answers of
    ``first``. ``opened`` gathers the facts asked for. After ``most`` attempts :class:`TooManyBranches`; without it,
    whoever calls keeps apart what would be too much together.
    """
    waiting: list[Assumed] = [first]
    done = 0
    while waiting:
        assumed = waiting.pop()
        done += 1
        if most is not None and done > most:
            raise TooManyBranches
        try:
            found = attempt(assumed)
        except OpenFact as asked:
            opened.setdefault(asked.open.field, asked.open)
            waiting += [{**assumed, asked.open.field: choice} for choice in reversed(asked.open.choices)]
        else:
            yield assumed, found


def those_that_matter(opened: dict[str, Open], told: Sequence[tuple[Assumed, Iterable[Hashable]]]) -> list[str]:
    """The open facts on which a result depends: their answers do not all give the same.

    ``told`` holds for each branch what came out of it.
    """
    return [
        field
        for field, fact in opened.items()
        if len(
            {
                frozenset(one for assumed, all_ in told if assumed.get(field) == choice for one in all_)
                for choice in fact.choices
            }
        )
        > 1
    ]
