"""Things put into words of one language: amounts, literals, keys, groups, formulas.

Labels come from the rulebook.
"""

from __future__ import annotations

import re

from calculator.literals import bare, is_approximate, is_exceeded, read
from calculator.money import about_percent, yuan
from calculator.rulebook import Rulebook

_NAME = re.compile(r"[a-z_]+\d*")
_NUMBERED = re.compile(r"([a-z_]+?)(\d+)")
_SIGNS = {" * ": " × ", " - ": " − ", " / ": " ÷ "}

_ISO = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
# In Chinese a space sets off a figure; between two words, such as "约" after a verb, there is none.
_BETWEEN_CHINESE = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")
_DAYS = frozenset({"date", "first", "last"})  # what fills the words of sections that are about days


class Wording:
    """Speaks ``lang`` ("zh" or "en") with the words that all calculators share and those of one."""

    def __init__(self, lang: str, calculator: str, book: Rulebook) -> None:
        if lang not in ("zh", "en"):
            raise ValueError(f'found language {lang!r}; expected "zh" or "en"')
        self.lang, self.book = lang, book
        self.common, self.own = book.words["common"], _own(book.words, calculator)

    def listed(self, words: list[str]) -> str:
        """Words one after another."""
        return ("、" if self.lang == "zh" else ", ").join(words)

    def clauses(self, words: list[str]) -> str:
        """Longer parts one after another."""
        return ("；" if self.lang == "zh" else "; ").join(words)

    def running(self, sentences: list[str]) -> str:
        """Sentences one after another."""
        return ("" if self.lang == "zh" else " ").join(sentences)

    def amount(self, printed: str) -> str:
        """A printed amount with its unit."""
        return f"{grouped(printed)}\u202f{self.common['yuan'][self.lang]}"

    @property
    def waits(self) -> str:
        """What is said of a step that a missing value moves."""
        return str(self.common["waits"][self.lang])

    def quantity(self, printed: str | None, unit: str | None) -> str | None:
        """A printed value with its unit: an amount, a percentage, a count of something, a date, an outcome."""
        if printed is None or unit is None:
            return None
        if unit == "yuan":
            return self.amount(printed)
        if unit in ("outcome", "flag"):
            return str({**self.common["flag"], **self.own.get("outcomes", {})}[printed][self.lang])
        if unit == "ratio":
            about = self.common["about"][self.lang]
            return str(about.format(exact=printed, about=about_percent(printed))) if "/" in printed else printed
        if unit in ("date", "month"):
            return self.day(printed)
        if unit in ("ids", "list"):
            return self.listed(printed.split("\n"))
        forms = self.common["units"][unit]
        one = "en_one" if self.lang == "en" and printed == "1" and "en_one" in forms else self.lang
        return str(forms[one].format(n=grouped(printed)))

    def day(self, printed: str) -> str:
        """An ISO date, or a month of a year, as people write it: "10 October 2024"."""
        year, month, *day = printed.split("-")
        name = self.common["months"][month][self.lang]
        form = self.common["day" if day else "month"][self.lang]
        return str(form.format(year=year, month=name, day=int(day[0]) if day else ""))

    def flowing(self, sentence: str) -> str:
        """A sentence put together of words and figures, its days written as people write them."""
        return _BETWEEN_CHINESE.sub("", _ISO.sub(lambda found: self.day(found.group()), sentence))

    def outcome(self, result: str, given: str) -> str:
        """A result with what a rule decides of it."""
        form = self.common["outcome"][self.lang]
        return str(form.format(result=lowered(self.result(result)), outcome=self.quantity(given, "outcome")))

    def result(self, name: str) -> str:
        """What a result of a sheet is called."""
        named = {**self.own["layers"], **self.own["results"]}
        return str(named[name][self.lang])

    def facts(self, facts: dict[str, str]) -> str:
        """Facts by their keys: "care: hospital stay; referred: no"."""
        form = self.common["of_key"][self.lang]
        told = [form.format(key=self.fact(key), value=self.keys({key: told}) or told) for key, told in facts.items()]
        return self.clauses(told)

    def fact(self, key: str) -> str:
        """What a fact is called: a key, or the field that tells the day of an event."""
        named = self.book.keys.get(key) or {**self.common["fields"], **self.own["fields"]}[key]
        return lowered(str(named[self.lang]))

    def named(self, names: dict[str, str | int]) -> dict[str, str]:
        """What fills the words of a section: a choice of a key by its words, a day as people write it, or a name."""
        return {name: self._named(name, str(told)) for name, told in names.items()}

    def _named(self, name: str, told: str) -> str:
        if name in self.book.keys and told in self.book.keys[name]["values"]:
            return self.keys({name: told})
        return self.day(told) if name in _DAYS else told

    def opening(self, text: str) -> str:
        """A text as it stands at the beginning of a sentence or a heading."""
        return text[:1].upper() + text[1:]

    def literal(self, value: object) -> str:
        """A literal: amounts as "5,000 yuan", "none" as that none applies, a scale row by row, one of a single row as a
        ratio."""
        if isinstance(value, dict) and len(value["rows"]) == 1 and "upto" not in value["rows"][0]:
            return str(value["rows"][0]["ratio"])
        if isinstance(value, dict):
            below = value.get("edge") == "upper_excluded"
            rows = []
            for row in value["rows"]:
                kind = "scale_last_row" if "upto" not in row else "scale_row_below" if below else "scale_row"
                form = self.common[kind][self.lang]
                rows.append(form.format(upto=self.literal(row.get("upto", "")), ratio=row["ratio"]))
            return ("；" if self.lang == "zh" else "; ").join(rows)
        text = str(value)
        if text in self.common["flag"]:
            return str(self.common["flag"][text][self.lang])
        if text == "none":
            return self.common["none"][self.lang]
        if _ISO.fullmatch(text):
            return self.day(text)
        return text if self.lang == "zh" else _english(text)

    def keys(self, keys: dict[str, str]) -> str:
        """What a value was looked up by: "resident scheme, city hospital"."""
        known = self.book.keys
        return self.listed([known[key]["values"][value][self.lang] for key, value in keys.items() if key in known])

    def asked(self, concept: str, keys: dict[str, str]) -> str:
        """What a value of a concept is for: "resident scheme, city hospital, each stay"."""
        per = self.book.concepts[concept]["per"]
        told = [self.keys(keys)] if keys else []
        return self.listed([*told, *([self.common["per"][per][self.lang]] if per else [])])

    def why(self, words: dict) -> dict:
        """What fills the message of a rule that did not apply."""
        told = dict(words)
        if "groups" in words:
            told["groups"] = self.listed([self.book.groups[group][self.lang] for group in words["groups"]])
        if "reading" in words:
            told["option"] = self.book.readings[words["reading"]]["options"][words["option"]][self.lang]
        if "key" in words:
            key = self.book.keys[words["key"]]
            told["key"] = key[self.lang]
            told["values"] = self.listed([key["values"][value][self.lang] for value in words["values"]])
            told["found"] = key["values"][words["found"]][self.lang]
        if "by" in words:
            told["by"] = self.book.clauses[words["by"]]["label"][self.lang]
        return told

    def formula(self, formula: str, operands: dict[str, str] | None = None) -> str:
        """The formula with its operands' names, or their numbers, and its functions in words."""

        def word(match: re.Match) -> str:
            name = match.group()
            if name in self.common["functions"]:
                return f"{self.common['functions'][name][self.lang]}{' ' if self.lang == 'en' else ''}"
            return operands[name] if operands is not None else self._operand(name)

        text = _NAME.sub(word, formula)
        for plain, sign in _SIGNS.items():
            text = text.replace(plain, sign)
        return text

    def step(self, kind: str) -> tuple[dict, str]:
        """The words of a kind of step, and the number that its name carries ("ratio2": of slice 2)."""
        match = _NUMBERED.fullmatch(kind)
        name, number = match.groups() if match else (kind, "")
        return self.own.get("steps", {}).get(name) or self.common["steps"][name], number

    def _operand(self, name: str) -> str:
        if name in self.own["layers"]:
            return lowered(self.own["layers"][name][self.lang])
        if match := _NUMBERED.fullmatch(name):
            word = {"ratio": "slice_ratio"}.get(match.group(1), match.group(1))
            return self.own["operands"][word][self.lang].format(n=match.group(2))
        return self.own["operands"][name][self.lang]


def _own(words: dict[str, dict], calculator: str) -> dict:
    """A calculator's own words; those of another whose steps it shows stand in where it has none."""
    own = words[calculator]
    lender = words.get(own.get("borrows", ""), {})
    return {**own, **{part: {**lender.get(part, {}), **own.get(part, {})} for part in ("layers", "operands", "steps")}}


def lowered(name: str) -> str:
    """A name inside a sentence: "Refund" as "refund"; one that begins with an abbreviation as it is."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def grouped(text: str) -> str:
    """A printed amount with commas between thousands; anything else as it is."""
    whole, point, part = text.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    if not digits.isdigit() or (point and not part.isdigit()):
        return text
    return f"{sign}{int(digits):,}{point}{part}"


def _english(text: str) -> str:
    """A literal in the source's own form, told in English."""
    body = bare(text)
    if body.endswith("元"):
        fen = read("money", body)
        printed = yuan(fen) if isinstance(fen, int) else body
        body = grouped(printed.removesuffix(".00")) + " yuan"
    body = body.replace("个百分点", " percentage points")
    if is_exceeded(text):
        return f"more than {body}"
    return f"about {body}" if is_approximate(text) else body
