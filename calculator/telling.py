"""A result read aloud in Chinese or English: for the page, the command line and print.

It adds words, never numbers.
"""

from __future__ import annotations

import re

from calculator.money import fen, in_parts, pair
from calculator.rulebook import Rulebook, carried

_NAME = re.compile(r"[a-z_]+\d*")
_NUMBERED = re.compile(r"(part|ratio)(\d+)")
_SIGNS = {" * ": " × ", " - ": " − ", " / ": " ÷ "}


def explain(result: dict, lang: str, rulebook: Rulebook | None = None) -> dict:
    """What a result page shows, all words in ``lang`` ("zh" or "en"): answer, payers, working, values, doubts,
    disclaimer."""
    return Teller(result, lang, rulebook or carried()).tell()


class Teller:
    """Puts one result into words."""

    def __init__(self, result: dict, lang: str, book: Rulebook) -> None:
        if lang not in ("zh", "en"):
            raise ValueError(f'found language {lang!r}; expected "zh" or "en"')
        self.result, self.lang, self.book = result, lang, book
        self.common, self.own = book.words["common"], book.words[result["calculator"]]
        self.amounts = {amount["id"]: amount for amount in result["results"]}

    def tell(self) -> dict:
        """The whole of it."""
        result = self.result
        return {
            "lang": self.lang,
            "title": self.own["title"][self.lang],
            "status": result["status"],
            "status_words": self.common["status"][result["status"]][self.lang].format(
                day=result.get("last_valid_day", "")
            ),
            "answer": self._answer(),
            "payers": self._payers("year") if self.amounts else [],
            "episodes": [self._episode(episode) for episode in self._episodes()],
            "working": [self._step(step) for step in result["steps"]],
            "values": [self._value(value) for value in result["values_used"]],
            "unused": [self._unused(concept) for concept in result["values_unused"]],
            "missing": [self._missing(value) for value in result["missing"]],
            "readings": [self._reading(reading) for reading in result["readings"]],
            "assumptions": [
                {"id": name, "words": self.book.assumptions[name][self.lang]} for name in result["assumptions"]
            ],
            "disclaimer": self.common["disclaimer"][self.lang],
            "receipt": result["receipt"],
        }

    def _answer(self) -> str:
        words = self.own["answer"]
        if not self.amounts:
            return words["nothing"][self.lang] + " " * (self.lang == "en") + self._status_words()
        total, patient = self.amounts["year.total"], self.amounts["year.patient"]
        if patient["value"] is None:
            low, high = patient["between"]
            count = sum(1 for value in self.result["missing"] if value["matters"])
            return words["between"][self.lang].format(
                total=grouped(total["value"]), low=grouped(low), high=grouped(high), count=count
            )
        paid = fen(total["value"]) - fen(patient["value"])
        amounts = {
            "total": grouped(total["value"]),
            "patient": grouped(patient["value"]),
            "paid": grouped(f"{paid // 100}.{paid % 100:02d}"),
        }
        return words["computed"][self.lang].format(**amounts)

    def _status_words(self) -> str:
        return self.common["status"][self.result["status"]][self.lang].format(day=self.result.get("last_valid_day", ""))

    def _episodes(self) -> list[dict]:
        order = list(dict.fromkeys(name.rsplit(".", 1)[0] for name in self.amounts))
        by_id = {episode["id"]: episode for episode in self.result["inputs"]["episodes"]}
        return [by_id[name] for name in order if name in by_id]

    def _episode(self, episode: dict) -> dict:
        care = self.book.keys["care"]["values"][episode["care"]][self.lang]
        name = self.own["episode"][self.lang].format(care=care, admitted=episode["admitted"], id=episode["id"])
        return {"id": episode["id"], "name": name, "payers": self._payers(episode["id"])}

    def _payers(self, whom: str) -> list[dict]:
        if whom == "year":
            total = self.amounts["year.total"]["value"]
        else:
            total = next(episode["total"] for episode in self.result["inputs"]["episodes"] if episode["id"] == whom)
        layers = [
            name.split(".", 1)[1]
            for name in self.amounts
            if name.startswith(f"{whom}.") and name not in ("year.total",)
        ]
        return [self._payer(f"{whom}.{layer}", layer, fen(total)) for layer in layers]

    def _payer(self, name: str, layer: str, total: int) -> dict:
        amount = self.amounts[name]
        value = amount["value"]
        share = None if value is None or not total else in_parts(pair(fen(value), total), 1000)
        between = [grouped(bound) for bound in amount["between"]] if value is None else None
        given = any(step["id"] == f"{name}.given" for step in self.result["steps"])
        whose = "missing" if value is None else "given" if given else "computed"
        words = self.own["layers"][layer][self.lang]
        return {
            "id": layer,
            "name": words,
            "amount": value and grouped(value),
            "between": between,
            "share": share,
            "whose": whose,
        }

    def _step(self, step: dict) -> dict:
        kind, number = step["kind"], ""
        if match := _NUMBERED.fullmatch(kind):
            kind, number = match.groups()
        words = self.own["steps"][kind]
        layer = self.own["layers"][step["layer"]][self.lang]
        title = f"{layer} · {words['title'][self.lang].format(n=number)}"
        told = {
            "id": step["id"],
            "episode": step["episode"],
            "layer": step["layer"],
            "title": title,
            "formula": None,
            "numbers": None,
            "value": None,
            "applied": step["applied"],
            "cites": [self._cite(cite) for cite in step["cites"]],
            "readings": step.get("readings", []),
            "assumptions": step.get("assumptions", []),
        }
        if not step["applied"]:
            return {**told, "sentence": words["sentence"][self.lang].format(**self._why(step["words"]))}
        if step.get("waits"):
            return {
                **told,
                "sentence": self.own["waits"][self.lang],
                "formula": step["formula"] and self._formula(step["formula"]),
            }
        operands = {name: grouped(text) for name, text in step["operands"].items()}
        value = None if step["value"] is None else grouped(step["value"])
        told["sentence"] = words["sentence"][self.lang].format(n=number, value=value, **operands)
        if step["formula"]:
            told["formula"], told["numbers"] = self._formula(step["formula"]), self._formula(step["formula"], operands)
        return {**told, "value": value if step["unit"] != "yuan" or value is None else self._money(value)}

    def _money(self, value: str) -> str:
        return f"{value}\u202f元" if self.lang == "zh" else f"{value}\u202fyuan"

    def _why(self, words: dict) -> dict:
        between = "、" if self.lang == "zh" else ", "
        told = dict(words)
        if "groups" in words:
            told["groups"] = between.join(self.book.groups[group][self.lang] for group in words["groups"])
        if "key" in words:
            key = self.book.keys[words["key"]]
            told["key"] = key[self.lang]
            told["values"] = between.join(key["values"][value][self.lang] for value in words["values"])
            told["found"] = key["values"][words["found"]][self.lang]
        return told

    def _formula(self, formula: str, operands: dict | None = None) -> str:
        """The formula with its operands' names, or their numbers, and its functions in words."""

        def word(match: re.Match) -> str:
            name = match.group()
            if name in self.own["functions"]:
                return self.own["functions"][name][self.lang]
            return operands[name] if operands is not None else self._operand(name)

        text = _NAME.sub(word, formula)
        for plain, sign in _SIGNS.items():
            text = text.replace(plain, sign)
        return text

    def _operand(self, name: str) -> str:
        if name in self.own["layers"]:
            return self.own["layers"][name][self.lang]
        if match := _NUMBERED.fullmatch(name):
            word = "part" if match.group(1) == "part" else "slice_ratio"
            return self.own["operands"][word][self.lang].format(n=match.group(2))
        return self.own["operands"][name][self.lang]

    def _cite(self, cite: dict) -> dict:
        return {
            "clause": cite["clause"],
            "label": self.book.clauses[cite["clause"]]["label"][self.lang],
            "words": cite["words"],
        }

    def _value(self, value: dict) -> dict:
        concept = self.book.concepts[value["concept"]]
        whose = self.common["whose"][value["whose"]][self.lang]
        if value["whose"] == "hint":
            hint = self.book.hints[value["source"]]
            whose = f"{whose} · {hint['grade']} · {hint['source'][self.lang]}"
        elif value["source"] in self.book.profiles:
            whose = self.book.profiles[value["source"]][self.lang]
        return {
            "concept": value["concept"],
            "name": concept[self.lang],
            "keys_words": self._keys(value["keys"]),
            "value": self._literal(value["value"]),
            "whose": value["whose"],
            "whose_words": whose,
            "cites": [self._cite(cite) for cite in value["cites"]],
        }

    def _unused(self, concept: str) -> str:
        return self.common["unused"][self.lang].format(name=self.book.concepts[concept][self.lang])

    def _literal(self, value: object) -> str:
        """A literal in words of the language: amounts as 5,000 yuan, "none" as no limit, a scale as its rows."""
        if isinstance(value, dict):
            upto, above = ("至{}：", "以上：") if self.lang == "zh" else ("up to {}: ", "above: ")
            rows = [
                (upto.format(self._literal(row["upto"])) if "upto" in row else above) + row["ratio"]
                for row in value["rows"]
            ]
            return ("；" if self.lang == "zh" else "; ").join(rows)
        text = str(value)
        if text == "none":
            return self.common["none"][self.lang]
        return text if self.lang == "zh" else self._english(text)

    def _english(self, text: str) -> str:
        from calculator.literals import read

        body, about = text.removesuffix("左右"), text.endswith("左右")
        if body.endswith("元"):
            amount = read("money", body)
            whole = amount if isinstance(amount, int) else 0
            body = f"{whole // 100:,}" + (f".{whole % 100:02d}" if whole % 100 else "") + " yuan"
        body = body.replace("个百分点", " percentage points")
        return f"about {body}" if about else body

    def _keys(self, keys: dict) -> str:
        names = [
            self.book.keys[key]["values"][value][self.lang] for key, value in keys.items() if key in self.book.keys
        ]
        return ("、" if self.lang == "zh" else ", ").join(names)

    def _missing(self, value: dict) -> dict:
        concept = self.book.concepts.get(value["concept"])
        layer = value["concept"].removeprefix("paid.")
        name = (
            concept[self.lang]
            if concept
            else f"{self.own['layers'][layer][self.lang]}：{self.common['slip'][self.lang]}"
        )
        if not concept and self.lang == "en":
            name = f"{self.own['layers'][layer]['en']}: {self.common['slip']['en']}"
        hints = [] if not concept else [self._hint(name, hint) for name, hint in self._hints(value["concept"])]
        return {
            "concept": value["concept"],
            "name": name,
            "keys": value["keys"],
            "keys_words": self._keys(value["keys"]) if concept else value["keys"]["episode"],
            "kind": concept["kind"] if concept else "money",
            "who_knows": value["who_knows"][self.lang] if value["who_knows"] else "",
            "matters": value["matters"],
            "hints": hints,
        }

    def _hints(self, concept: str) -> list[tuple[str, dict]]:
        """Hints for the place or one above it that hold on the date asked."""
        places, day = self.book.places(self.result["inputs"]["place"]), self.result["inputs"]["date"]
        return [
            (name, hint)
            for name, hint in self.book.hints.items()
            if hint["concept"] == concept
            and hint["place"] in places
            and (hint["from"] or day) <= day
            and (hint["until"] is None or day < hint["until"])
        ]

    def _hint(self, name: str, hint: dict) -> dict:
        return {
            "id": name,
            "value": self._literal(hint["text"]),
            "grade": hint["grade"],
            "source": hint["source"][self.lang],
        }

    def _reading(self, reading: dict) -> dict:
        entry = self.book.readings[reading["id"]]
        others = [
            {"option": name, "words": words[self.lang]}
            for name, words in entry["options"].items()
            if name != reading["option"]
        ]
        return {
            "id": reading["id"],
            "question": entry[self.lang],
            "option": reading["option"],
            "option_words": entry["options"][reading["option"]][self.lang],
            "is_chosen": reading["option"] == reading["chosen"],
            "why": entry["why"][self.lang],
            "others": others,
        }


def grouped(text: str) -> str:
    """A printed amount with commas between thousands; anything else as it is."""
    whole, point, part = text.partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    if not digits.isdigit() or (point and not part.isdigit()):
        return text
    return f"{sign}{int(digits):,}{point}{part}"
