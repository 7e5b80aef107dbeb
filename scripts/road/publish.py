"""Stage: the static data API, for programs and spreadsheets: ``build/data/v1``, which pack puts at ``site/data/v1``.

    TABLE.json  TABLE.schema.json           records of one kind, and what they look like (scripts/road/api)
    TABLE.csv                               where a table makes sense
    NAME.inputs.schema.json                 what a calculator is asked
    result.schema.json                      what every calculator answers
    index.json  index.schema.json           which files there are, with their sha256, and the terms of use

The same data give the same bytes. Official texts are quoted, never reprinted.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import calculator
from calculator.answer import SCHEMA, dumps
from calculator.rulebook import Rulebook
from scripts.road.api import answers
from scripts.road.api.columns import COLUMNS
from scripts.road.api.forms import BOTH, COUNT, DEFINED, DRAFT, ID, SHA256, Schema, list_of, one_of, or_null, record
from scripts.road.api.quoted import Record
from scripts.road.api.shapes import SHAPES, schema, spoken
from scripts.road.api.tables import NAMES, Tables
from scripts.road.kept import AFRESH, Kept
from scripts.road.model import Policy
from scripts.road.spreadsheets import BYTE_ORDER_MARK
from scripts.road.words import LANGUAGES, Language, Words, read_words

ROOT = Path(__file__).resolve().parents[2]
API = "v1"
INDEX = "index.json"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the API, for the page that lists them."""

    name: str
    records: int
    files: tuple[str, ...]


def publish(
    policy: Policy, rulebook: Mapping[str, Any], out: Path, root: Path = ROOT, kept: Kept = AFRESH
) -> list[Table]:
    """Write the API to ``out``, a folder of its own that is made anew; returns its tables."""
    words = read_words(root / "docs" / "words", kept)
    book = Rulebook(dict(rulebook))
    families = {str(one["name"]): calculator.schema(one["name"], book) for one in calculator.calculators(book)}
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    tables = Tables(policy, families, words, root / "policy_data" / "verified", kept)
    written = []
    for name in NAMES:
        written.append(Table(name, _write_table(name, tables, out), _files_of(name)))
        (out / _schema_of(name)).write_bytes(_json(schema(name, words)))
    forms = json.dumps({key: told for key, told in rulebook.items() if key not in ("version", "data")})
    asked = sha256(forms.encode()).hexdigest()  # few edits change a form, and these schemas are long
    for file, content in kept.of("api/forms", asked, partial(_of_forms, families, book, words)).items():
        (out / file).write_bytes(content)
    (out / "index.schema.json").write_bytes(_json(_index_schema(words)))
    (out / INDEX).write_bytes(_json(_index(out, book.version, words)))
    return written


def listed(policy: Policy, families: Mapping[str, Any], root: Path = ROOT) -> list[Table]:
    """The tables that there would be, in the order in which the page tells of them."""
    tables = Tables(policy, families, read_words(root / "docs" / "words"), root / "policy_data" / "verified")
    return [Table(name, sum(part.count for part in tables.parts(name)), _files_of(name)) for name in NAMES]


def _of_forms(families: Iterable[str], book: Rulebook, words: dict[Language, Words]) -> dict[str, bytes]:
    """The schemas of what calculators are asked and answer, by the names of their files."""
    asked = {f"{name}.inputs.schema.json": _json(answers.inputs(name, book, words)) for name in families}
    return {**asked, "result.schema.json": _json(answers.result(book, words))}


def _files_of(name: str) -> tuple[str, ...]:
    return (f"{name}.json", *([f"{name}.csv"] if name in COLUMNS else ()), _schema_of(name))


def _write_table(name: str, tables: Tables, out: Path) -> int:
    """Write a table part by part, as JSON and, where that makes sense, as CSV with the mark that tells UTF-8; returns
    how many records it has."""
    count = 0
    with contextlib.ExitStack() as stack:
        opened = [stack.enter_context((out / f).open("w", encoding="utf-8", newline="")) for f in _files_of(name)[:-1]]
        opened[0].write(f'{{"$schema": "{_schema_of(name)}", "records": [\n')
        for part in tables.parts(name):
            opened[0].write((",\n" if count else "") + part.json)
            for sheet in opened[1:]:
                sheet.write(part.csv if count else f"{BYTE_ORDER_MARK}{part.heading}{part.csv}")
            count += part.count
        opened[0].write("\n]}\n")
    return count


def _index(out: Path, version: str, words: dict[Language, Words]) -> Record:
    files = sorted(file for file in out.iterdir())
    digests = {file.name: sha256(file.read_bytes()).hexdigest() for file in files}
    return {
        "$schema": "index.schema.json",
        "api": API,
        "version": version,
        "content": sha256("".join(f"{digest}  {name}\n" for name, digest in digests.items()).encode()).hexdigest(),
        "results": SCHEMA,
        "name": _said("site.name", words),
        "disclaimer": _said("data.disclaimer", words),
        "terms": _said("data.terms", words),
        "files": [
            {"name": file.name, "about": _about(file.name, words), "bytes": file.stat().st_size, "sha256": digest}
            for file, digest in zip(files, digests.values(), strict=True)
        ],
    }


def _about(file: str, words: dict[Language, Words]) -> dict[str, str] | None:
    """What a table's files hold; ``None`` for the schemas of inputs and results, which say it themselves."""
    table = file.split(".")[0]
    return _said(f"data.tables.{table}.about", words) if table in SHAPES else None


def _index_schema(words: dict[Language, Words]) -> Schema:
    shape = {
        "$schema": {"const": "index.schema.json"},
        "api": one_of([API]),
        "version": SHA256,
        "content": SHA256,
        "results": one_of([SCHEMA]),
        "name": BOTH,
        "disclaimer": BOTH,
        "terms": BOTH,
        "files": list_of(record({"name": ID, "about": or_null(BOTH), "bytes": COUNT, "sha256": SHA256})),
    }
    about = {key: {"description": spoken(f"data.index.{key}", words)} for key in shape if key != "$schema"}
    return {
        "$schema": DRAFT,
        "title": INDEX,
        **record({key: one | about.get(key, {}) for key, one in shape.items()}),
        "$defs": {"both": DEFINED["both"]},
    }


def _said(key: str, words: dict[Language, Words]) -> dict[str, str]:
    return {language: words[language].say(key) for language in LANGUAGES}


def _schema_of(table: str) -> str:
    return f"{table}.schema.json"


def _json(data: object) -> bytes:
    return (dumps(data) + "\n").encode("utf-8")
