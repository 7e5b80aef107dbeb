"""The schemas of what a calculator is asked and of what it answers."""

from __future__ import annotations

from collections.abc import Callable

from calculator.answer import SCHEMA
from calculator.families import FAMILIES
from calculator.fields import Field, asked_words, fields_of
from calculator.inputs import LONGEST_TEXT, MOST_OF_A_COUNT, Checker
from calculator.rulebook import Rulebook
from scripts.road.api.forms import (
    CLAUSE,
    COUNT,
    DAY,
    DEFINED,
    DRAFT,
    FLAG,
    ID,
    IDS,
    PRINTED_OF,
    SHA256,
    Schema,
    defined,
    list_of,
    one_of,
    or_null,
    record,
    table_of,
    text,
)
from scripts.road.api.shapes import spoken
from scripts.road.words import Language, Words

QUANTITY = {"type": "string", "pattern": r"^[0-9]{1,9}(\.[0-9]{1,4})?$"}
MONEY = {"type": "string", "pattern": r"^[0-9]+(\.[0-9]{1,2})?$"}
NAME = {"type": "string", "pattern": "^(?!year(_end)?$)[A-Za-z0-9][A-Za-z0-9_-]{0,39}$"}
STATUSES = ("computed", "validity_passed", "not_determined")
WHOSE = ("own", "stated", "derived", "profile", "example", "hint")
WORKING = ("steps", "readings", "assumptions", "next_steps")
CITES = list_of(record({"clause": CLAUSE, "words": list_of(text())}))


def inputs(name: str, book: Rulebook, words: dict[Language, Words]) -> Schema:
    """The schema of a calculator's inputs: what fits it has the right form, and only the calculator judges the rest."""
    told = asked_words(book.keys) | book.words["common"]["fields"] | book.words[name]["fields"]
    title = book.words[name]["title"]
    return {
        "$schema": DRAFT,
        "title": f"{title['zh']} / {title['en']}",
        "description": spoken("data.inputs.about", words),
        **_fields(fields_of(FAMILIES[name], book.keys), told, book),
        "$defs": {"values": _values(book), "scale": DEFINED["scale"]},
    }


def result(book: Rulebook, words: dict[Language, Words]) -> Schema:
    """The schema of ``result/v1``; a result may gain keys, so readers pass over those that they do not know, and one
    that was asked for without its working lacks some."""
    keyed = {"concept": ID, "keys": table_of(ID)}
    amount = record(
        {
            "id": ID,
            "value": or_null(text()),
            "unit": ID,
            "between": or_null(list_of(text(), minItems=2, maxItems=2)),
            "among": list_of(text()),
            "or_none": FLAG,
            "approximate": FLAG,
            "why": ID,
        },
        optional=["between", "among", "or_none", "approximate", "why"],
        closed=False,
    )
    duty = {"rule": ID, "by": or_null(DAY), "person": FLAG, "cites": CITES}
    duty |= {name: or_null(defined("both")) for name in ("who", "must", "for", "within", "every")}
    used = {
        **keyed,
        "value": {"type": ["string", "object"]},
        "approximate": FLAG,
        "whose": one_of(WHOSE),
        "source": or_null(ID),
        "cites": CITES,
    }
    gap = {
        "matters": FLAG,
        "who_knows": or_null(defined("both")),
        "delegated": record({"to": defined("both"), "cites": CITES}),
    }
    shape = {
        "schema": {"const": SCHEMA},
        "calculator": one_of(FAMILIES),
        "inputs": {"type": "object"},
        "status": one_of(STATUSES),
        "documents": IDS,
        "last_valid_day": DAY,
        "results": list_of(amount),
        "sections": list_of(record({"id": {"type": "string"}, "kind": ID, "names": {"type": "object"}}, closed=False)),
        "steps": list_of({"oneOf": [_applied(), _not_applied()]}),
        "values_used": list_of(record(used, closed=False)),
        "values_unused": IDS,
        "missing": list_of(record({**keyed, **gap}, optional=["delegated"], closed=False)),
        "readings": list_of(record({"id": one_of(book.readings), "option": ID, "chosen": ID}, closed=False)),
        "assumptions": list_of(one_of(book.assumptions)),
        "next_steps": list_of(record(duty, closed=False)),
        "receipt": record({"rulebook": SHA256, "inputs": SHA256, "package": text(), "schema": {"const": SCHEMA}}),
    }
    about = {key: {"description": spoken(f"data.result.keys.{key}", words)} for key in shape}
    return {
        "$schema": DRAFT,
        "title": SCHEMA,
        "description": spoken("data.result.about", words),
        **record(
            {key: one | about[key] for key, one in shape.items()},
            optional=["last_valid_day", *WORKING],
            closed=False,
        ),
        "$defs": {"both": DEFINED["both"]},
    }


def _applied() -> Schema:
    """A step of the working; one that waits for a missing value has neither numbers nor value."""
    nothing: Schema = {"type": "null"}
    shape = {
        "id": ID,
        "kind": ID,
        "formula": or_null(text()),
        "operands": table_of({"anyOf": [text(), nothing]}),
        "exact": or_null(text()),
        "rounding": or_null(ID),
        "value": or_null(text()),
        "unit": or_null(ID),
        "applied": {"const": True},
        "cites": CITES,
        "readings": IDS,
        "assumptions": IDS,
    }
    return record(shape, optional=["readings", "assumptions"], closed=False)


def _not_applied() -> Schema:
    """A rule that did not apply, and why."""
    shape = {"id": ID, "kind": ID, "applied": {"const": False}, "words": {"type": "object"}, "rule": ID, "cites": CITES}
    return record(shape, closed=False)


def _fields(fields: tuple[Field, ...], told: dict, book: Rulebook) -> Schema:
    """A mapping with these fields; only those that are needed are required."""
    kinds = {field.name: KINDS.get(field.kind, _anything)(field, told, book) for field in fields}
    names = {name: words for name, words in told.items() if name in kinds}
    about = {name: {"title": f"{words['zh']} / {words['en']}"} for name, words in names.items()}
    optional = [field.name for field in fields if not field.required]
    return record({name: kind | about.get(name, {}) for name, kind in kinds.items()}, optional=optional)


def _anything(field: Field, told: dict, book: Rulebook) -> Schema:
    return {}


def _choice(field: Field, told: dict, book: Rulebook) -> Schema:
    return one_of(Checker(book).choices(field))


def _count(field: Field, told: dict, book: Rulebook) -> Schema:
    most = MOST_OF_A_COUNT if field.most is None else field.most
    number = {**COUNT, "minimum": field.least or 0, "maximum": most}
    return {"anyOf": [number, {"type": "string", "pattern": "^[0-9]{1,15}$"}]}


def _list(field: Field, told: dict, book: Rulebook) -> Schema:
    most = {} if field.most is None else {"maxItems": field.most}
    return list_of(_fields(field.of, told, book), minItems=1 if field.least is None else field.least, **most)


def _readings(field: Field, told: dict, book: Rulebook) -> Schema:
    options = {name: one_of(entry["options"]) for name, entry in book.readings.items()}
    return record(options, optional=options)


def _profile(field: Field, told: dict, book: Rulebook) -> Schema:
    return {"anyOf": [one_of(book.profiles), record({"values": defined("values")}, closed=False)]}


KINDS: dict[str, Callable[[Field, dict, Rulebook], Schema]] = {
    "place": lambda field, told, book: one_of(book.regions),
    "day": lambda field, told, book: DAY,
    "name": lambda field, told, book: NAME,
    "text": lambda field, told, book: {"type": "string", "maxLength": LONGEST_TEXT},
    "count": _count,
    "quantity": lambda field, told, book: QUANTITY,
    "ratio": lambda field, told, book: PRINTED_OF["ratio"],
    "money": lambda field, told, book: MONEY,
    "fund_money": lambda field, told, book: MONEY,
    "choice": _choice,
    "choice_list": lambda field, told, book: list_of(_choice(field, told, book)),
    "flag": lambda field, told, book: {"enum": ["yes", "no", True, False]},
    "days": lambda field, told, book: list_of(DAY),
    "ids": lambda field, told, book: list_of(text()),
    "record": lambda field, told, book: _fields(field.of, told, book),
    "amounts": lambda field, told, book: table_of(MONEY, one_of(field.choices or ())),
    "group_list": lambda field, told, book: list_of(
        one_of(group for group, entry in book.groups.items() if entry["kind"] != "umbrella")
    ),
    "values": lambda field, told, book: defined("values"),
    "profile": _profile,
    "readings": _readings,
    "list": _list,
}


def _values(book: Rulebook) -> Schema:
    """Local values by concept: a literal, a list of rows with the keys they are for, or a hint taken."""
    concepts = {}
    for concept, entry in book.concepts.items():
        literal = PRINTED_OF[entry["kind"]]
        if entry["may_be_none"]:
            literal = {"anyOf": [literal, {"const": "none"}]}
        taken = [hint for hint, told in book.hints.items() if told["concept"] == concept]
        hint = [record({"hint": one_of(taken)})] if taken else []
        keys = {key: one_of(book.keys[key]["values"]) for key in entry["by"]}
        row = record({**keys, "value": literal}, optional=keys)
        concepts[concept] = {
            "title": f"{entry['zh']} / {entry['en']}",
            "anyOf": [literal, *hint, list_of({"anyOf": [row, *hint]})],
        }
    return record(concepts, optional=concepts)
