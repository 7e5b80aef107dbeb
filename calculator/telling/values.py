"""Values, gaps and readings told: what was used and whose it is, what is missing and who knows it."""

from __future__ import annotations

import re

from calculator.rulebook import within
from calculator.telling.steps import told_cite
from calculator.wording import Wording

_OF_AN_ITEM = re.compile(r"(\w+)\[(\d+)\]\.")


def told_value(value: dict, words: Wording) -> dict:
    book, lang = words.book, words.lang
    whose = words.common["whose"][value["whose"]][lang]
    if value["whose"] == "hint":
        hint = book.hints[value["source"]]
        whose = f"{whose} · {hint['grade']} · {hint['source'][lang]}"
    elif value["source"] in book.profiles:
        whose = book.profiles[value["source"]][lang]
    return {
        "concept": value["concept"],
        "name": book.concepts[value["concept"]][lang],
        "keys_words": words.asked(value["concept"], value["keys"]),
        "value": words.literal(value["value"]),
        "whose": value["whose"],
        "whose_words": whose,
        "cites": [told_cite(cite, words) for cite in value["cites"]],
    }


def told_missing(value: dict, result: dict, words: Wording) -> dict:
    lang, concept = words.lang, words.book.concepts.get(value["concept"])
    if "field" in value:  # a fact that nobody told
        key = value["concept"].removeprefix("fact.")
        name, keys, kind = words.fact(key), _item(value["field"], words), "fact"
    elif concept is None:  # an amount that only a settlement slip can tell
        layer = words.own["layers"][value["concept"].removeprefix("paid.")][lang]
        name, keys, kind = words.common["slip_amount"][lang].format(layer=layer), value["keys"]["episode"], "money"
    else:
        name, keys, kind = concept[lang], words.asked(value["concept"], value["keys"]), concept["kind"]
    return {
        "concept": value["concept"],
        "name": name,
        "keys": value["keys"],
        "keys_words": keys,
        "kind": kind,
        "who_knows": _who_knows(value, words),
        "left_to": _left_to(value.get("delegated"), words),
        "field": value.get("field"),
        "matters": value["matters"],
        "hints": _hints(value["concept"], result["inputs"], words),
    }


def _item(field: str, words: Wording) -> str:
    """Which item of a list in the inputs a field belongs to: "path[1].formalities" is of the second contact."""
    match = _OF_AN_ITEM.match(field)
    named = words.own["fields"].get(match.group(1), {}) if match else {}
    item = named.get(f"item_{words.lang}")
    return str(item).format(number=int(match.group(2)) + 1) if match and item else ""


def _who_knows(value: dict, words: Wording) -> str:
    """Who could tell the value; first of all the person, where the inputs leave open which value is meant."""
    who = value["who_knows"][words.lang] if value["who_knows"] else ""
    if not value["untold"]:
        return who
    keys = words.listed([words.book.keys[key][words.lang] for key in value["untold"]])
    return words.common["untold"][words.lang].format(keys=keys, who=who)


def _left_to(delegated: dict | None, words: Wording) -> dict | None:
    """Whom a document leaves a value to, and the words that do; ``None`` where it says nothing of that."""
    if delegated is None:
        return None
    said = words.common["delegated"][words.lang].format(who=delegated["to"][words.lang])
    return {"words": said, "cites": [told_cite(cite, words) for cite in delegated["cites"]]}


def _hints(concept: str, inputs: dict, words: Wording) -> list[dict]:
    """Hints for the place or one above it that hold on the date asked."""
    places = words.book.places(inputs["place"])
    return [
        {
            "id": name,
            "value": words.literal(hint["text"]),
            "grade": hint["grade"],
            "source": hint["source"][words.lang],
        }
        for name, hint in words.book.hints.items()
        if hint["concept"] == concept
        and hint["place"] in places
        and within(inputs["date"], hint["from"], hint["until"])
    ]


def told_reading(reading: dict, words: Wording) -> dict:
    lang, entry = words.lang, words.book.readings[reading["id"]]
    return {
        "id": reading["id"],
        "question": entry[lang],
        "option": reading["option"],
        "option_words": entry["options"][reading["option"]][lang],
        "is_chosen": reading["option"] == reading["chosen"],
        "why": entry["why"][lang],
        "others": [
            {"option": name, "words": option[lang]}
            for name, option in entry["options"].items()
            if name != reading["option"]
        ],
    }
