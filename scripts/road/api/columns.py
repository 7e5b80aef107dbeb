"""The tables that also come as CSV, for spreadsheets: one row a record, both languages in columns of their own."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

from scripts.road.api.quoted import Record
from scripts.road.spreadsheets import plain_cell

Row = dict[str, Any]


def values(record: Record) -> Row:
    """A value with its own literal, machine form, quote and days."""
    told = _of(record, "id", "clause", "document", "place", "concept") | _both(record, "name")
    told |= _of(record, "kind") | _both(record, "unit") | _of(record, "per")
    told |= _of(record, "state", "printed", "value", "approximate", "formula") | _both(record, "to")
    return told | {
        "keys": " ".join(f"{key}={chosen}" for key, chosen in record["keys"].items()),
        "holds_from": record["holds"]["from"],
        "holds_until": record["holds"]["until"],
        **_quoted(record),
        "quotes": "; ".join(quote["text"] for quote in record["quotes"]),
        "rules": " ".join(record["rules"]),
    }


def obligations(record: Record) -> Row:
    """An obligation with its words in both languages."""
    told = _of(record, "id", "clause", "document", "place")
    for key in ("who", "must", "for"):
        told |= _both(record, key)
    told |= _of(record, "by") | _both(record, "within") | _both(record, "every") | _of(record, "rule")
    return told | _quoted(record)


def targets(record: Record) -> Row:
    """A target with its bound as printed and in machine form."""
    told = _of(record, "id", "clause", "document", "place") | _both(record, "indicator")
    return told | _of(record, "bound", "printed", "kind", "value", "approximate", "by", "rule") | _quoted(record)


def glossary(record: Record) -> Row:
    """A term with its meaning and other words for it."""
    told = _of(record, "id", "zh", "en") | _both(record, "means")
    return told | {"pinyin": record["pinyin"], "aliases": "; ".join(record["aliases"])}


def shown(record: Record) -> Row:
    """A rule that is shown and not computed, with the reason."""
    return _of(record, "id", "document", "clause", "place", "zh", "en")


COLUMNS: dict[str, Callable[[Record], Row]] = {
    "values": values,
    "shown": shown,
    "obligations": obligations,
    "targets": targets,
    "glossary": glossary,
}


def as_csv(table: str, records: list[Record]) -> tuple[str, str]:
    """The heading and the rows of the table as RFC 4180 has them."""
    rows = [COLUMNS[table](record) for record in records]
    heading, out = io.StringIO(newline=""), io.StringIO(newline="")
    csv.writer(heading).writerow(rows[0] if rows else [])
    csv.writer(out).writerows([_cell(value) for value in row.values()] for row in rows)
    return heading.getvalue(), out.getvalue()


def _cell(value: Any) -> str:
    """A cell's text: nothing for ``null``, JSON for what has parts, and never a formula."""
    if value is None:
        return ""
    told = str(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return plain_cell(told)


def _of(record: Record, *keys: str) -> Row:
    return {key: record[key] for key in keys}


def _both(record: Record, key: str) -> Row:
    words = record[key] or {"zh": None, "en": None}
    return {f"{key}_zh": words["zh"], f"{key}_en": words["en"]}


def _quoted(record: Record) -> Row:
    quote = record["quote"] or {"text": None, "position": None}
    start, end = quote["position"] or (None, None)
    return {"quote": quote["text"], "quote_start": start, "quote_end": end}
