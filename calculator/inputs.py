"""What a calculator may be asked: fields as data, checked all at once, in both languages, and normalised."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from typing import Any

from calculator.fields import Field
from calculator.literals import LiteralError, day, read
from calculator.money import fen, yuan
from calculator.rulebook import Rulebook

LARGEST = 100_000_000_00  # fen: no amount of one person is larger than 10^8 yuan
LARGEST_FUND = 100_000_000_000_00  # fen: no amount of a fund is larger than 10^11 yuan
MOST_OF_A_COUNT = 10_000
LONGEST_TEXT = 80
FIRST_DAY, LAST_DAY = "1900-01-01", "2199-12-31"  # far enough for any life, and days may still be added to them


_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")  # a form numbers its items: 1, 2
_PERSON = re.compile(r"[^\s,;，；、]{1,40}")
_BEYOND = re.compile(r"\d{16,}(\.\d{1,2})?", re.ASCII)  # an amount with more digits than any that is read
_WHOLE = re.compile(r"\d{1,15}", re.ASCII)
_QUANTITY = re.compile(r"\d{1,9}(\.\d{1,4})?", re.ASCII)


class InputProblems(ValueError):
    """All that is wrong with the inputs, at once; ``problems`` is a list of {"field", "code", "zh", "en"}."""

    def __init__(self, problems: list[dict]) -> None:
        super().__init__("; ".join(f"{problem['field']}: {problem['en']}" for problem in problems))
        self.problems = problems


class Checker:
    """Reads raw inputs against fields; gathers problems instead of stopping at the first."""

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self.problems: list[dict] = []

    def problem(self, field: str, code: str, **words: Any) -> None:
        """Note a problem of ``field``; ``words`` fill its message, pairs being (zh, en)."""
        text = self.book.words["common"]["problems"][code]
        filled = {
            lang: text[lang].format(
                **{name: word[index] if isinstance(word, tuple) else word for name, word in words.items()}
            )
            for index, lang in enumerate(("zh", "en"))
        }
        self.problems.append({"field": field, "code": code, **filled})

    def record(self, fields: tuple[Field, ...], raw: object, at: str = "") -> dict:
        """The normalised fields of one mapping; unknown names are problems with the nearest right one."""
        if not isinstance(raw, dict):
            self.problem(at or "inputs", "not_a_mapping", found=_shown(raw))
            return {}
        prefix = f"{at}." if at else ""
        names = {field.name for field in fields}
        for name in raw:
            if name not in names:
                self._unknown(f"{prefix}{name}", str(name), [field.name for field in fields])
        normal = {}
        for field in fields:
            value = raw.get(field.name)
            if value is None or value == "":
                if field.required:
                    self.problem(prefix + field.name, "required")
                continue
            normal[field.name] = getattr(self, f"_{field.kind}")(field, value, prefix + field.name)
        return normal

    def _unknown(self, at: str, found: str, known: list[str]) -> None:
        near = nearest(found, known)
        code = "unknown_field" if near is None else "unknown_field_near"
        self.problem(at, code, found=found, near=near or "", known=", ".join(known))

    def _one_of(self, value: object, known: Collection[str], at: str) -> str | None:
        if isinstance(value, str) and value in known:
            return value
        near = nearest(value, list(known)) if isinstance(value, str) else None
        code = "not_a_choice" if near is None else "not_a_choice_near"
        self.problem(at, code, found=_shown(value), near=near or "", known=", ".join(known))
        return None

    def _place(self, field: Field, value: object, at: str) -> str | None:
        return self._one_of(value, self.book.regions, at)

    def _day(self, field: Field, value: object, at: str) -> str | None:
        if not isinstance(value, str) or not day(value):
            self.problem(at, "not_a_day", found=_shown(value))
        elif not FIRST_DAY <= value <= LAST_DAY:
            self.problem(at, "day_too_far", found=value, first=FIRST_DAY, last=LAST_DAY)
        else:
            return value
        return None

    def _name(self, field: Field, value: object, at: str) -> str | None:
        if isinstance(value, str) and _NAME.fullmatch(value) and value not in ("year", "year_end"):
            return value
        self.problem(at, "not_a_name", found=_shown(value))
        return None

    def _count(self, field: Field, value: object, at: str) -> int | None:
        least = 0 if field.least is None else field.least
        most = MOST_OF_A_COUNT if field.most is None else field.most
        told = int(value) if isinstance(value, str) and _WHOLE.fullmatch(value) else value
        if isinstance(told, int) and not isinstance(told, bool) and least <= told <= most:
            return told
        self.problem(at, "not_a_count", found=_shown(value), least=least, most=most)
        return None

    def _text(self, field: Field, value: object, at: str) -> str | None:
        if isinstance(value, str) and len(value) <= LONGEST_TEXT and value.isprintable():
            return value.strip()
        self.problem(at, "not_a_text", found=_shown(value), most=LONGEST_TEXT)
        return None

    def _ids(self, field: Field, value: object, at: str) -> list[str]:
        """Who stands on a list, each once and in the order of the list."""
        seen: dict[str, None] = {}
        for number, item in enumerate(self._items(field, value, at)):
            if not isinstance(item, str) or not _PERSON.fullmatch(item):
                self.problem(f"{at}[{number}]", "not_an_id", found=_shown(item))
            elif item in seen:
                self.problem(f"{at}[{number}]", "listed_twice", found=item)
            else:
                seen[item] = None
        return list(seen)

    def _days(self, field: Field, value: object, at: str) -> list[str]:
        """Days in order; the same day may stand more than once."""
        items = enumerate(self._items(field, value, at))
        return sorted(day for number, item in items if (day := self._day(field, item, f"{at}[{number}]")))

    def _items(self, field: Field, value: object, at: str, least: int = 0) -> list:
        """The items of a list that is neither too short nor too long; else none, and a problem."""
        if not isinstance(value, list) or len(value) < least:
            self.problem(at, "not_a_list" if least else "not_a_list_at_all", found=_shown(value))
            return []
        if field.most is not None and len(value) > field.most:
            self.problem(at, "too_many", found=len(value), most=field.most)
            return []
        return value

    def _quantity(self, field: Field, value: object, at: str) -> str | None:
        if isinstance(value, str) and _QUANTITY.fullmatch(value):
            return value
        self.problem(at, "not_a_quantity", found=_shown(value))
        return None

    def _ratio(self, field: Field, value: object, at: str) -> str | None:
        try:
            read("ratio", value)
        except LiteralError:
            form = self.book.words["common"]["forms"]["ratio"]
            self.problem(at, "not_a_literal", found=_shown(value), form=(form["zh"], form["en"]))
            return None
        return str(value)

    def _flag(self, field: Field, value: object, at: str) -> str | None:
        told = {True: "yes", False: "no"}.get(value) if isinstance(value, bool) else value
        return self._one_of(told, ["yes", "no"], at)

    def _choice_list(self, field: Field, value: object, at: str) -> list[str]:
        if not isinstance(value, list):
            self.problem(at, "not_a_list", found=_shown(value))
            return []
        known = self.choices(field)
        chosen = {self._one_of(item, known, f"{at}[{number}]") for number, item in enumerate(value)}
        return [choice for choice in known if choice in chosen]

    def _record(self, field: Field, value: object, at: str) -> dict:
        return self.record(field.of, value, at)

    def _choice(self, field: Field, value: object, at: str) -> str | None:
        return self._one_of(value, self.choices(field), at)

    def choices(self, field: Field) -> Collection[str]:
        """The ids that a choice field takes."""
        return self.book.keys[field.choices]["values"] if isinstance(field.choices, str) else field.choices or ()

    def _group_list(self, field: Field, value: object, at: str) -> list[str]:
        if not isinstance(value, list):
            self.problem(at, "not_a_list", found=_shown(value))
            return []
        known = [group for group, entry in self.book.groups.items() if entry["kind"] != "umbrella"]
        found = [self._one_of(item, known, f"{at}[{number}]") for number, item in enumerate(value)]
        return sorted({group for group in found if group})

    def _fund_money(self, field: Field, value: object, at: str) -> str | None:
        return self._money(field, value, at, LARGEST_FUND)

    def _money(self, field: Field, value: object, at: str, largest: int = LARGEST) -> str | None:
        try:
            amount = fen(value) if isinstance(value, str) else None
        except ValueError:
            amount = None
        if amount is None and isinstance(value, str) and _BEYOND.fullmatch(value):
            amount = largest + 1
        if amount is None:
            self.problem(at, "not_money", found=_shown(value))
        elif amount > largest:
            self.problem(at, "too_much", found=_shown(value), most=yuan(largest))
        else:
            return yuan(amount)
        return None

    def year_of_bills(self, bills: Iterable[str | None], at: str) -> None:
        """A problem if the bills of a person's year come to more than any amount of a person may."""
        year = sum(fen(bill) for bill in bills if bill)
        if year > LARGEST:
            self.problem(at, "year_too_much", found=yuan(year), most=yuan(LARGEST))

    def _amounts(self, field: Field, value: object, at: str) -> dict[str, str]:
        return {
            name: text
            for name, text in self.record(tuple(Field(n, "money") for n in field.choices or ()), value, at).items()
            if text
        }

    def _list(self, field: Field, value: object, at: str) -> list[dict]:
        items = self._items(field, value, at, 1 if field.least is None else field.least)
        return [self.record(field.of, item, f"{at}[{number}]") for number, item in enumerate(items)]

    def _profile(self, field: Field, value: object, at: str) -> object:
        if isinstance(value, dict):
            return {"values": self._values(field, value.get("values", {}), f"{at}.values")}
        return self._one_of(value, self.book.profiles, at)

    def _readings(self, field: Field, value: object, at: str) -> dict[str, str]:
        if not isinstance(value, dict):
            self.problem(at, "not_a_mapping", found=_shown(value))
            return {}
        chosen: dict[str, str] = {}
        for name, option in sorted(value.items()):
            if self._one_of(name, self.book.readings, f"{at}.{name}"):
                chosen[name] = self._one_of(option, self.book.readings[name]["options"], f"{at}.{name}") or ""
        return chosen

    def _values(self, field: Field, value: object, at: str) -> dict[str, list[dict]]:
        if not isinstance(value, dict):
            self.problem(at, "not_a_mapping", found=_shown(value))
            return {}
        normal = {}
        for concept, given in sorted(value.items()):
            where = f"{at}.{concept}"
            if self._one_of(concept, self.book.concepts, where):
                if isinstance(given, list):
                    rows = [self._row(concept, row, f"{where}[{number}]", True) for number, row in enumerate(given)]
                else:
                    rows = [self._row(concept, given, where, False)]
                normal[concept] = rows
        return normal

    def _row(self, concept: str, row: object, at: str, keyed: bool) -> dict:
        """One value as {"keys", "value": literal} or {"hint"}."""
        if isinstance(row, dict) and row.keys() == {"hint"}:
            hints = [hint for hint, entry in self.book.hints.items() if entry["concept"] == concept]
            return {"keys": {}, "hint": self._one_of(row["hint"], hints, f"{at}.hint")}
        keys: dict = {}
        if keyed:
            if not isinstance(row, dict) or "value" not in row:
                self.problem(at, "not_a_row", found=_shown(row))
                return {}
            by = self.book.concepts[concept]["by"]
            for name, chosen in sorted(row.items()):
                if name != "value" and self._one_of(name, by, f"{at}.{name}"):
                    keys[name] = self._one_of(chosen, self.book.keys[name]["values"], f"{at}.{name}")
            row = row["value"]
        self.literal(concept, row, at)
        return {"keys": keys, "value": row}

    def literal(self, concept: str, found: object, at: str) -> object:
        """The machine value of a literal for ``concept``, within its bounds; a problem otherwise."""
        entry = self.book.concepts[concept]
        try:
            value = read(entry["kind"], found, entry["may_be_none"])
        except LiteralError as error:
            form = self.book.words["common"]["forms"][error.form]
            self.problem(at, "not_a_literal", found=_shown(error.found), form=(form["zh"], form["en"]))
            return None
        if entry["kind"] in ("money", "ratio", "increase", "count") and not inside(
            value, entry["least"], entry["most"]
        ):
            self.problem(at, "out_of_bounds", found=_shown(found), least=entry["least_text"], most=entry["most_text"])
            return None
        return value


def nearest(word: str, known: list[str]) -> str | None:
    """The known word nearest to one that is not known, if any is near."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, known, 1)), None)


def inside(value: Any, least: Any, most: Any) -> bool:
    """Whether a machine value (a number or a pair) lies within bounds; a bound that is ``None`` leaves its side open,
    and a value that is ``None``, the stated "none", is inside any."""
    if value is None:
        return True
    if isinstance(value, int) and isinstance(least, int) and isinstance(most, int):
        return least <= value <= most
    number = value if isinstance(value, list) else [value, 1]
    low = [0, 1] if least is None else least if isinstance(least, list) else [least, 1]
    if number[0] * low[1] < low[0] * number[1]:
        return False
    high = most if isinstance(most, list) or most is None else [most, 1]
    return high is None or number[0] * high[1] <= high[0] * number[1]


def _shown(value: object) -> str:
    told = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=repr)
    text = told.encode("utf-8", "backslashreplace").decode("utf-8")
    return text if len(text) <= 60 else text[:57] + "…"
