"""The fields of a calculator's inputs, as data."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
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


def fields_of(family: ModuleType, keys: Mapping[str, dict]) -> tuple[Field, ...]:
    """The fields of a calculator: its own and, where it ``ASKS`` for such, those of keys that only the data know."""
    fields: tuple[Field, ...] = family.FIELDS
    for of, within in getattr(family, "ASKS", {}).items():
        added = tuple(_asked(key, entry) for key, entry in asked_keys(keys, of).items())
        if added and within is None:
            fields = (*fields[:-1], *added, fields[-1])
        elif added:
            fields = tuple(
                one._replace(of=(*one.of[:-1], *added, one.of[-1])) if one.name == within else one for one in fields
            )
    return fields


def _asked(key: str, entry: dict) -> Field:
    if set(entry["values"]) == {"yes", "no"}:
        return Field(key, "flag")
    return Field(key, "choice_list" if entry["asked"]["several"] else "choice", choices=key)


def asked_keys(keys: Mapping[str, dict], of: str, several: bool | None = None) -> dict[str, dict]:
    """The keys that the data alone know, asked ``of`` each episode or of the person; of one answer or ``several``."""
    asked = {key: entry for key, entry in keys.items() if entry.get("asked", {}).get("of") == of}
    return {key: entry for key, entry in asked.items() if several in (None, entry["asked"]["several"])}


def asked_words(keys: Mapping[str, dict]) -> dict[str, dict]:
    """What the fields of such keys are called, by their names."""
    found = {}
    for key, entry in keys.items():
        if "asked" in entry:
            told = entry["asked"]["help"] or {"zh": "", "en": ""}
            found[key] = {"zh": entry["zh"], "en": entry["en"], "help_zh": told["zh"], "help_en": told["en"]}
    return found
