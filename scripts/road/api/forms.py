"""The pieces that schemas of the API are made of (JSON Schema, draft 2020-12)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Schema = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
QUOTE_AT_MOST = 60  # characters: the project quotes, it does not reprint

# The forms in which a literal of each kind is printed; the calculators read full-width forms and spaces, too.
PRINTED = {
    "money": r"^[0-9]+(\.[0-9]+)?(万|亿)?元(左右)?$",
    "ratio": r"^[0-9]+(\.[0-9]+)?(%|个百分点)(左右)?$",
    "increase": r"^[0-9]+(\.[0-9]+)?(%|个百分点)(左右)?$",
    "count": r"^[0-9]+(万|亿)?(个工作日|个月|小时|分钟|[个次天日周月年人类项份])?(左右)?$|^[0-9]+(万|亿)?余$",
    "date": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
    "flag": r"^(yes|no)$",
}


def text(**more: Any) -> Schema:
    """A text that says something."""
    return {"type": "string", "minLength": 1, **more}


def one_of(choices: Iterable[str]) -> Schema:
    """One of these ids."""
    return {"type": "string", "enum": list(choices)}


def or_null(schema: Schema) -> Schema:
    """The same, or nothing."""
    return {"anyOf": [schema, {"type": "null"}]}


def list_of(schema: Schema, **more: Any) -> Schema:
    """A list, perhaps empty."""
    return {"type": "array", "items": schema, **more}


def record(properties: Mapping[str, Schema], *, optional: Iterable[str] = (), closed: bool = True) -> Schema:
    """An object with these keys; with ``closed`` it has no others."""
    required = [name for name in properties if name not in set(optional)]
    shape: Schema = {"type": "object", "properties": dict(properties), "required": required}
    return {**shape, "additionalProperties": False} if closed else shape


def table_of(schema: Schema, names: Schema | None = None) -> Schema:
    """An object of any keys (or keys like ``names``), all with such contents."""
    return {"type": "object", "additionalProperties": schema} | ({"propertyNames": names} if names else {})


def defined(name: str) -> Schema:
    """A piece of ``DEFINED``."""
    return {"$ref": f"#/$defs/{name}"}


def by_kind(key: str, schemas: Mapping[str, Schema]) -> list[Schema]:
    """``key`` has the form that the record's ``kind`` asks for, or is ``null``."""
    return [
        {
            "if": {"properties": {"kind": {"const": kind}}},
            "then": {"properties": {key: or_null(schema)}},
        }
        for kind, schema in schemas.items()
    ]


ID = text()
IDS = list_of(ID)
FLAG: Schema = {"type": "boolean"}
COUNT: Schema = {"type": "integer", "minimum": 0}
DAY = {"type": "string", "format": "date", "pattern": PRINTED["date"]}
CLAUSE = {"type": "string", "pattern": r"^[a-z0-9][a-z0-9._-]*#\S+$"}
SHA256 = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
FEN: Schema = {"type": "integer"}
PAIR: Schema = {"type": "array", "prefixItems": [{"type": "integer"}, {"type": "integer", "minimum": 1}]} | {
    "items": False,
    "minItems": 2,
}
POSITION = list_of(COUNT, minItems=2, maxItems=2)  # start and end in the official text, half-open
EDGE = one_of(["upper_included", "upper_excluded"])
SCALE = record(
    {
        "takes": {"const": "slice"},
        "edge": EDGE,
        "rows": list_of(record({"upto": text(pattern=PRINTED["money"]), "ratio": text()}, optional=["upto"])),
    },
    optional=["takes", "edge"],
)
MACHINE_SCALE = record(
    {
        "takes": {"const": "slice"},
        "edge": EDGE,
        "rows": list_of({"type": "array", "prefixItems": [or_null(FEN), PAIR], "items": False, "minItems": 2}),
    }
)
MACHINE = {"money": FEN, "ratio": PAIR, "increase": PAIR, "count": COUNT, "date": DAY, "flag": FLAG}
KINDS = (*MACHINE, "scale")

DEFINED: dict[str, Schema] = {
    "both": record({"zh": text(), "en": text()}),
    "quote": record(
        {
            "name": or_null(ID),
            "text": text(maxLength=QUOTE_AT_MOST),
            "position": or_null(POSITION),
        }
    ),
    "searched": record(
        {
            "clauses": {"anyOf": [{"const": "all"}, list_of(CLAUSE)]},
            "looked_for": list_of(text()),
            "answered": list_of(record({"quote": text(maxLength=QUOTE_AT_MOST), "why": defined("both")})),
            "figures_near": or_null(list_of(POSITION)),
        }
    ),
    "stated": record(
        {
            "value": or_null(text()),
            "comes_to": or_null(text()),
            "state": one_of(["stated", "not_stated", "inferred"]),
            "clause": or_null(CLAUSE),
            "quote": or_null(defined("quote")),
            "searched": or_null(defined("searched")),
            "assume": or_null(one_of(["issued", "open_ended"])),
            "reading": or_null(ID),
            "why": or_null(defined("both")),
        }
    ),
    "starts": record({"date": DAY, "quote": defined("quote")}),
    "interval": record({"from": or_null(DAY), "until": or_null(DAY)}),
    "scale": SCALE,
    "machine_scale": MACHINE_SCALE,
}

BOTH, QUOTE, STATED = defined("both"), defined("quote"), defined("stated")
NAMED = {"zh": text(), "en": text()}
PRINTED_OF = {kind: text(pattern=form) for kind, form in PRINTED.items()} | {"scale": defined("scale")}
MACHINE_OF = MACHINE | {"scale": defined("machine_scale")}
