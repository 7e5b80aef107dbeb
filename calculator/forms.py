"""What whoever makes a form for a calculator needs to know: its fields, their choices, bounds and words."""

from __future__ import annotations

from calculator.families import FAMILIES
from calculator.inputs import Checker, Field
from calculator.rulebook import Rulebook, carried


def schema(name: str, rulebook: Rulebook | None = None) -> dict:
    """The fields of a calculator's inputs, with kinds, choices, bounds and words in both languages."""
    book = rulebook or carried()
    words = {**book.words["common"]["fields"], **book.words[name]["fields"]}
    return {
        "name": name,
        **book.words[name]["title"],
        "fields": [_field(field, words, book, name) for field in FAMILIES[name].FIELDS],
    }


def _field(field: Field, words: dict, book: Rulebook, name: str) -> dict:
    entry: dict = {"name": field.name, "kind": field.kind, "required": field.required, **words[field.name]}
    if field.kind == "choice":
        checker = Checker(book)
        named = book.keys[field.choices]["values"] if isinstance(field.choices, str) else {}
        entry["choices"] = [{"id": choice, **named.get(choice, {})} for choice in checker.choices(field)]
    elif field.kind == "amounts":
        entry["choices"] = [{"id": choice, **book.words[name]["layers"][choice]} for choice in field.choices or ()]
    elif field.kind == "place":
        entry["choices"] = [
            {"id": code, "zh": region["zh"], "en": region["en"]} for code, region in book.regions.items()
        ]
    elif field.kind == "group_list":
        entry["choices"] = [
            {"id": group, "zh": g["zh"], "en": g["en"]} for group, g in book.groups.items() if g["kind"] != "umbrella"
        ]
    elif field.kind == "profile":
        entry["choices"] = [
            {"id": profile, "zh": p["zh"], "en": p["en"], "invented": p["invented"]}
            for profile, p in book.profiles.items()
        ]
    elif field.kind == "values":
        entry["concepts"] = [_concept(concept, c, book) for concept, c in book.concepts.items()]
    elif field.kind == "readings":
        entry["choices"] = [{"id": reading, "options": list(r["options"])} for reading, r in book.readings.items()]
    if field.of:
        entry["of"] = [_field(item, words, book, name) for item in field.of]
    return entry


def _concept(concept: str, entry: dict, book: Rulebook) -> dict:
    keys = [
        {"name": key, "zh": book.keys[key]["zh"], "en": book.keys[key]["en"], "values": list(book.keys[key]["values"])}
        for key in entry["by"]
    ]
    return {
        "id": concept,
        "kind": entry["kind"],
        "zh": entry["zh"],
        "en": entry["en"],
        "by": keys,
        "may_be_none": entry["may_be_none"],
        "least": entry["least_text"],
        "most": entry["most_text"],
    }
