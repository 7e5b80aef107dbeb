"""The fields of a calculator's inputs, as data."""

from __future__ import annotations

from typing import NamedTuple


class Field(NamedTuple):
    """One field of the inputs.

    Kinds: place, day, group_list, choice, flag, choice_list, money, fund_money, ratio, quantity, count, name, text,
    values, profile, readings, amounts, ids, days, record and list. ``least`` and ``most`` bound a count, or the length
    of a list, of ids or of days.
    """

    name: str
    kind: str
    required: bool = False
    choices: str | tuple[str, ...] | None = None  # a key of the rulebook, or the ids themselves
    of: tuple[Field, ...] = ()  # the fields of a record, or of each item of a list
    least: int | None = None
    most: int | None = None


ENVELOPE = (
    Field("place", "place", True),
    Field("date", "day", True),
    Field("groups", "group_list"),
    Field("scheme", "choice", choices="scheme"),
    Field("values", "values"),
    Field("profile", "profile"),
    Field("readings", "readings"),
)
TELLING = ("choice", "choice_list", "flag")  # the kinds of field that tell a key


def keys_of(fields: tuple[Field, ...]) -> set[str]:
    """The keys of the rulebook that the fields, and the fields within them, tell: a field's name is its key's.

    Of a list of choices each is told apart, in a section of its own.
    """
    own = {field.name for field in fields if field.kind in TELLING and field.choices in (None, field.name)}
    return own.union(*(keys_of(field.of) for field in fields if field.of))
