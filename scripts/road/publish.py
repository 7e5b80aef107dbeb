"""Stage: the static data API, for programs and spreadsheets: ``build/data/v1``, which pack puts at ``site/data/v1``.

    TABLE.json  TABLE.schema.json           records of one kind, and what they look like (scripts/road/api)
    TABLE.csv                               where a table makes sense
    NAME.inputs.schema.json                 what a calculator is asked
    result.schema.json                      what every calculator answers
    index.json  index.schema.json           which files there are, with their sha256, and the terms of use

The same data give the same bytes. Official texts are quoted, never reprinted.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import calculator
from calculator.answer import SCHEMA, dumps
from calculator.rulebook import Rulebook
from scripts.road.api import answers, documents, vocabulary
from scripts.road.api.columns import COLUMNS, as_csv
from scripts.road.api.forms import BOTH, COUNT, DEFINED, DRAFT, ID, SHA256, Schema, list_of, one_of, or_null, record
from scripts.road.api.quoted import Proofs, Record
from scripts.road.api.shapes import SHAPES, schema, spoken
from scripts.road.model import Policy
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


def publish(policy: Policy, rulebook: Mapping[str, Any], out: Path, root: Path = ROOT) -> None:
    """Write the API to ``out``, a folder of its own that is made anew."""
    words = read_words(root / "docs" / "words")
    book = Rulebook(dict(rulebook))
    contents = _contents(policy, book, words, root)
    index = _index(contents, book.version, words)
    contents[INDEX] = _json(index)
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    for name, content in contents.items():
        (out / name).write_bytes(content)


def tables(policy: Policy, families: Mapping[str, Any], root: Path = ROOT) -> dict[str, list[Record]]:
    """The records of every table; ``families`` holds ``calculator.schema`` of each calculator by name."""
    proofs = Proofs(root / "policy_data" / "verified", policy.documents)
    return {
        "documents": documents.documents(policy, proofs),
        "provisions": documents.provisions(policy, proofs),
        "values": documents.values(policy, proofs),
        "rules": documents.rules(policy, proofs, read_words(root / "docs" / "words")),
        "shown": documents.shown(policy),
        "obligations": documents.obligations(policy, proofs),
        "targets": documents.targets(policy, proofs),
        "concepts": vocabulary.concepts(policy),
        "keys": vocabulary.keys(policy),
        "groups": vocabulary.groups(policy),
        "regions": vocabulary.regions(policy),
        "topics": vocabulary.topics(policy),
        "glossary": vocabulary.glossary(policy),
        "readings": vocabulary.readings(policy),
        "assumptions": vocabulary.assumptions(policy),
        "hints": vocabulary.hints(policy),
        "profiles": vocabulary.profiles(policy),
        "calculators": vocabulary.calculators(policy, families),
        "cases": vocabulary.cases(policy),
    }


def listed(policy: Policy, families: Mapping[str, Any], root: Path = ROOT) -> list[Table]:
    """The tables with their files, in the order in which the page tells of them."""
    return [
        Table(name, len(records), (f"{name}.json", *([f"{name}.csv"] if name in COLUMNS else ()), _schema_of(name)))
        for name, records in tables(policy, families, root).items()
    ]


def _contents(policy: Policy, book: Rulebook, words: dict[Language, Words], root: Path) -> dict[str, bytes]:
    """Every file but the index, by name."""
    families = {str(one["name"]): calculator.schema(one["name"], book) for one in calculator.calculators(book)}
    contents = {}
    for name, records in tables(policy, families, root).items():
        contents[f"{name}.json"] = _table(name, records)
        contents[_schema_of(name)] = _json(schema(name, words))
        if name in COLUMNS:
            contents[f"{name}.csv"] = as_csv(name, records)
    for name in families:
        contents[f"{name}.inputs.schema.json"] = _json(answers.inputs(name, book, words))
    contents["result.schema.json"] = _json(answers.result(book, words))
    contents["index.schema.json"] = _json(_index_schema(words))
    return contents


def _index(contents: Mapping[str, bytes], version: str, words: dict[Language, Words]) -> Record:
    digests = {name: sha256(content).hexdigest() for name, content in sorted(contents.items())}
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
            {"name": name, "about": _about(name, words), "bytes": len(contents[name]), "sha256": digest}
            for name, digest in digests.items()
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


def _table(name: str, records: list[Record]) -> bytes:
    """A table with each record in a line of its own."""
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    return f'{{"$schema": "{_schema_of(name)}", "records": [\n{lines}\n]}}\n'.encode()


def _json(data: object) -> bytes:
    return (dumps(data) + "\n").encode("utf-8")
