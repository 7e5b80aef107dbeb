"""What whoever makes a form for a calculator needs to know: its fields, their choices, bounds and words."""

from __future__ import annotations

from calculator.families import FAMILIES
from calculator.fields import ENVELOPE, Field, asked_words, fields_of
from calculator.inputs import FIRST_DAY, LARGEST, LARGEST_FUND, LAST_DAY, Checker
from calculator.money import yuan
from calculator.rulebook import Rulebook, carried


def schema(name: str, rulebook: Rulebook | None = None) -> dict:
    """The fields of a calculator's inputs, with kinds, choices, bounds and words in both languages."""
    book = rulebook or carried()
    words = {**asked_words(book.keys), **book.words["common"]["fields"], **book.words[name]["fields"]}
    return {
        "name": name,
        **book.words[name]["title"],
        "fields": [_field(field, words, book, name) for field in fields_of(FAMILIES[name], book.keys)],
    }


def _field(field: Field, words: dict, book: Rulebook, name: str) -> dict:
    entry = {"name": field.name, "kind": field.kind, "required": field.required, **words[field.name]}
    if field.kind in _CHOICES:
        entry["choices"] = _CHOICES[field.kind](field, book, name)
    if field.kind == "values":
        entry["concepts"] = [_concept(concept, c, book) for concept, c in book.concepts.items()]
    if field.kind in ("count", "list") and field.most is not None:
        entry |= {"least": field.least or 0, "most": field.most}
    if field.kind in _BOUNDS:
        entry |= dict(zip(("least", "most"), _BOUNDS[field.kind], strict=True))
    if field.of:
        entry["of"] = [_field(item, words, book, name) for item in field.of]
    if field in ENVELOPE and _is_idle(field, entry, book, name):
        entry["idle"] = True
    return entry


def _is_idle(field: Field, entry: dict, book: Rulebook, name: str) -> bool:
    """Whether nothing that the calculator computes depends on identities, on local values, or on a key of the
    envelope."""
    if field.kind == "group_list":
        return not any(choice["named"] for choice in entry["choices"])
    rules = [rule for rule in book.rules if rule["layer"] in FAMILIES[name].LAYERS]
    if field.kind in ("values", "profile"):
        return not any(rule["with"] for rule in rules)
    if field.kind != "choice":
        return False
    concepts = [book.concepts[concept] for rule in rules for concept in rule["with"].values()]
    return not any(field.name in tested for tested in (*(r["when"] for r in rules), *(c["by"] for c in concepts)))


def _choice(field: Field, book: Rulebook, name: str) -> list[dict]:
    named = book.keys[field.choices]["values"] if isinstance(field.choices, str) else {}
    return [{"id": choice, **named.get(choice, {})} for choice in Checker(book).choices(field)]


def _flag(field: Field, book: Rulebook, name: str) -> list[dict]:
    return [{"id": told, **book.words["common"]["flag"][told]} for told in ("yes", "no")]


def _layers(field: Field, book: Rulebook, name: str) -> list[dict]:
    return [{"id": choice, **book.words[name]["layers"][choice]} for choice in field.choices or ()]


def _places(field: Field, book: Rulebook, name: str) -> list[dict]:
    """Places by their full names, each after the one it lies in; the nation is nobody's place of insurance."""
    told = []
    for code, region in book.regions.items():
        chain = [book.regions[place] for place in book.places(code) if book.regions[place]["within"]]
        if chain:
            zh, en = "".join(place["zh"] for place in reversed(chain)), ", ".join(place["en"] for place in chain)
            told.append({"id": code, "zh": zh, "en": en, "level": region["level"]})
    return sorted(told, key=lambda place: place["id"])


def _groups(field: Field, book: Rulebook, name: str) -> list[dict]:
    """Groups of people, with ``named``: whether a rule that this calculator computes is for them by name, or not for
    them."""
    rules = [rule for rule in book.rules if rule["layer"] in FAMILIES[name].LAYERS and rule["who"]]
    named = {group for rule in rules for group in (*rule["who"]["any"], *rule["who"]["all"], *rule["who"]["none"])}
    return [
        {"id": group, "zh": entry["zh"], "en": entry["en"], "named": bool(book.with_implied([group]) & named)}
        for group, entry in book.groups.items()
        if entry["kind"] != "umbrella"
    ]


def _profiles(field: Field, book: Rulebook, name: str) -> list[dict]:
    keys = ("zh", "en", "invented")
    return [{"id": profile, **{key: entry[key] for key in keys}} for profile, entry in book.profiles.items()]


def _readings(field: Field, book: Rulebook, name: str) -> list[dict]:
    return [{"id": reading, "options": list(entry["options"])} for reading, entry in book.readings.items()]


_BOUNDS = {
    "money": (yuan(0), yuan(LARGEST)),
    "amounts": (yuan(0), yuan(LARGEST)),
    "fund_money": (yuan(0), yuan(LARGEST_FUND)),
    "day": (FIRST_DAY, LAST_DAY),
    "days": (FIRST_DAY, LAST_DAY),
}
_CHOICES = {
    "choice": _choice,
    "choice_list": _choice,
    "flag": _flag,
    "amounts": _layers,
    "place": _places,
    "group_list": _groups,
    "profile": _profiles,
    "readings": _readings,
}


def _concept(concept: str, entry: dict, book: Rulebook) -> dict:
    keys = [{"name": key, **{lang: book.keys[key][lang] for lang in ("zh", "en")}} for key in entry["by"]]
    return {
        "id": concept,
        "kind": entry["kind"],
        "zh": entry["zh"],
        "en": entry["en"],
        "by": [{**key, "values": list(book.keys[key["name"]]["values"])} for key in keys],
        "may_be_none": entry["may_be_none"],
        "least": entry["least_text"],
        "most": entry["most_text"],
    }
