"""What a record of each table looks like: the schemas of the API's files."""

from __future__ import annotations

from scripts.road.api.forms import (
    BOTH,
    CLAUSE,
    COUNT,
    DAY,
    DEFINED,
    DRAFT,
    FLAG,
    ID,
    IDS,
    KINDS,
    MACHINE_OF,
    NAMED,
    POSITION,
    PRINTED_OF,
    QUOTE,
    SHA256,
    STATED,
    Schema,
    by_kind,
    defined,
    list_of,
    one_of,
    or_null,
    record,
    table_of,
    text,
)
from scripts.road.words import LANGUAGES, Language, Words

PAGE = record({language: text() for language in LANGUAGES})
CLAUSES = list_of(CLAUSE)
LITERAL: dict[str, Schema] = {
    "printed": or_null({"type": ["string", "object"]}),
    "value": {},
    "none": FLAG,
    "approximate": FLAG,
}
WHO = record({"any": IDS, "all": IDS, "none": IDS, "kind": or_null(ID)})
ENDING = record({"clause": CLAUSE, "from": DAY, "only": IDS, "who": or_null(WHO)})
FIELD = record(
    {"name": ID, "kind": ID, "required": FLAG, **NAMED, "choices": IDS, "concepts": IDS}
    | {"of": list_of(defined("field"))}
)
RELATION = one_of(["equals", "overlaps", "part_of"])

SHAPES: dict[str, dict[str, Schema]] = {
    "documents": {
        "id": ID,
        "place": ID,
        "nature": one_of(["normative", "report"]),
        "complete": FLAG,
        "title": BOTH,
        "short": BOTH,
        "number": STATED,
        "issuers": list_of(BOTH, minItems=1),
        "issued": STATED,
        "holds": record({"from": STATED, "until": STATED}),
        "source": BOTH,
        "text": or_null(
            record(
                {"sha256": SHA256, "verified_on": DAY, "quotes_found": COUNT, "sentences": COUNT}
                | {"unclaimed": list_of(POSITION)}
            )
        ),
        "left_out": list_of(record({"position": or_null(POSITION), "why": BOTH})),
        "cites": list_of(record({**NAMED, "number": or_null(text()), "clause": CLAUSE})),
        "words": list_of(
            record({"printed": text(), "clause": CLAUSE, "group": ID, "relation": RELATION, "note": or_null(BOTH)})
        ),
        "notes": list_of(BOTH),
        "provisions": CLAUSES,
        "page": PAGE,
    },
    "provisions": {
        "id": CLAUSE,
        "document": ID,
        "path": text(),
        "part": or_null(POSITION),
        "heading": or_null(BOTH),
        "kinds": list_of(ID, minItems=1),
        "topics": IDS,
        **NAMED,
        "quotes": list_of(QUOTE),
        "values": IDS,
        "rules": IDS,
        "obligations": IDS,
        "targets": IDS,
        "ends": list_of(ENDING),
        "ended": list_of(ENDING),
        "readings": IDS,
        "assumptions": IDS,
        "notes": list_of(BOTH),
        "page": PAGE,
    },
    "keys": {
        "id": ID,
        "kind": one_of(("choice", "flag")),
        "groups": or_null(one_of(["identity", "health"])),
        **NAMED,
        "values": list_of(record({"id": ID, **NAMED}), minItems=1),
        "asked": or_null(record({"of": one_of(["episode", "person"]), "several": FLAG, "help": or_null(BOTH)})),
    },
    "concepts": {
        "id": ID,
        "kind": one_of(KINDS),
        **NAMED,
        "unit": or_null(BOTH),
        "by": IDS,
        "per": or_null(ID),
        "may_be_none": FLAG,
        "least": or_null({"type": ["string", "object"]}),
        "most": or_null({"type": ["string", "object"]}),
        "who_knows": or_null(BOTH),
        "topic": or_null(ID),
    },
    "values": {
        "id": ID,
        "clause": CLAUSE,
        "document": ID,
        "place": ID,
        "concept": ID,
        "name": BOTH,
        "kind": one_of(KINDS),
        "unit": or_null(BOTH),
        "per": or_null(ID),
        "keys": table_of(ID),
        "state": one_of(["stated", "derived", "not_stated", "delegated", "superseded"]),
        **LITERAL,
        "quote": or_null(QUOTE),
        "quotes": list_of(QUOTE),
        "formula": or_null(text()),
        "to": or_null(BOTH),
        "from": or_null(defined("starts")),
        "until": or_null(defined("starts")),
        "holds": defined("interval"),
        "searched": or_null(defined("searched")),
        "rules": IDS,
    },
    "rules": {
        "id": ID,
        "document": or_null(ID),
        "clause": or_null(CLAUSE),
        "place": or_null(ID),
        "use": ID,
        "says": BOTH,
        "layer": ID,
        "who": or_null(WHO),
        "when": table_of(IDS),
        "base": or_null(record({"costs": ID, "burden_after": IDS})),
        "with": table_of(ID),
        "gives": table_of(ID),
        "how": table_of({"anyOf": [ID, record({"reading": ID})]}),
        "read": table_of(ID),
        "keys": table_of(table_of(ID)),
        "in_principle": FLAG,
        "quotes": list_of(QUOTE),
        "from": or_null(defined("starts")),
        "until": or_null(defined("starts")),
        "holds": defined("interval"),
        "assumptions": IDS,
        "calculators": IDS,
    },
    "shown": {"id": ID, "document": ID, "clause": CLAUSE, "place": ID, **NAMED},
    "groups": {
        "id": ID,
        "kind": one_of(["identity", "health", "status", "umbrella"]),
        **NAMED,
        "implies": IDS,
        "note": or_null(BOTH),
        "called": list_of(record({"document": ID, "clause": CLAUSE, "printed": text(), "relation": RELATION})),
    },
    "regions": {
        "code": {"type": "string", "pattern": "^[0-9]{6}$"},
        "level": one_of(["nation", "province", "city", "county"]),
        **NAMED,
        "within": or_null(ID),
        "documents": IDS,
    },
    "topics": {"id": ID, **NAMED, "provisions": CLAUSES},
    "obligations": {
        "id": ID,
        "clause": CLAUSE,
        "document": ID,
        "place": ID,
        "who": BOTH,
        "must": BOTH,
        "for": or_null(BOTH),
        "by": or_null(DAY),
        "within": or_null(BOTH),
        "every": or_null(BOTH),
        "person": FLAG,
        "rule": or_null(ID),
        "quote": QUOTE,
    },
    "targets": {
        "id": ID,
        "clause": CLAUSE,
        "document": ID,
        "place": ID,
        "indicator": BOTH,
        "bound": or_null(one_of(["at_least", "at_most", "about"])),
        "printed": or_null(text()),
        "kind": or_null(one_of(KINDS)),
        "value": {},
        "approximate": FLAG,
        "by": or_null(DAY),
        "rule": or_null(ID),
        "quote": QUOTE,
    },
    "glossary": {
        "id": ID,
        **NAMED,
        "means": BOTH,
        "pinyin": or_null(text()),
        "aliases": list_of(text()),
        "said": list_of(text()),
    },
    "readings": {
        "id": ID,
        "clauses": CLAUSES,
        **NAMED,
        "options": list_of(record({"id": ID, **NAMED, "shown_only": or_null(BOTH)}), minItems=1),
        "chosen": ID,
        "why": BOTH,
        "shown_by": IDS,
        "rules": IDS,
    },
    "assumptions": {"id": ID, **NAMED, "rules": IDS, "provisions": CLAUSES},
    "hints": {
        "id": ID,
        "concept": ID,
        "place": ID,
        "keys": table_of(ID),
        "kind": one_of(KINDS),
        **LITERAL,
        "holds": defined("interval"),
        "grade": one_of(["A", "B", "C"]),
        "source": BOTH,
    },
    "profiles": {
        "id": ID,
        **NAMED,
        "invented": FLAG,
        "values": list_of(record({"concept": ID, "keys": table_of(ID), "kind": one_of(KINDS), **LITERAL})),
    },
    "cases": {
        "id": ID,
        "calculator": ID,
        **NAMED,
        "shows": IDS,
        "ask": {"type": "object"},
        "working": list_of(text()),
        "expect": table_of(text()),
        "instead": table_of(table_of(text())),
    },
    "calculators": {
        "id": ID,
        **NAMED,
        "intro": or_null(BOTH),
        "kinds": IDS,
        "layers": list_of(record({"id": ID, **NAMED})),
        "fields": list_of(defined("field"), minItems=1),
        "cases": IDS,
        "inputs_schema": text(),
        "result_schema": text(),
        "page": PAGE,
    },
}
# Tables whose printed and machine forms follow the record's kind.
LITERALS = ("values", "hints")


def schema(table: str, words: dict[Language, Words]) -> Schema:
    """The schema of a table's file, with the meaning of each key in both languages."""
    shape = record({key: one | _about(table, key, words) for key, one in SHAPES[table].items()})
    if table in LITERALS:
        printed = {kind: {"anyOf": [form, {"const": "none"}]} for kind, form in PRINTED_OF.items()}
        shape["allOf"] = by_kind("printed", printed) + by_kind("value", MACHINE_OF)
    return {
        "$schema": DRAFT,
        "title": spoken(f"data.tables.{table}.title", words),
        "description": spoken(f"data.tables.{table}.about", words),
        **record({"$schema": {"const": f"{table}.schema.json"}, "records": list_of(shape)}),
        "$defs": DEFINED | ({"field": FIELD} if table == "calculators" else {}),
    }


def spoken(key: str, words: dict[Language, Words]) -> str:
    """Words of the site in both languages, one after the other."""
    return " / ".join(words[language].say(key) for language in LANGUAGES)


def _about(table: str, key: str, words: dict[Language, Words]) -> Schema:
    """What a key means: in this table, or wherever it occurs."""
    own = f"data.tables.{table}.keys.{key}"
    return {"description": spoken(own if words["zh"].knows(own) else f"data.keys.{key}", words)}
