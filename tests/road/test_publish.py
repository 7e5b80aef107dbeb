"""The static data API: whole, in both languages, as its schemas say, and without the official texts."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

import calculator
from calculator.families import FAMILIES
from calculator.fields import Field
from calculator.literals import fold
from calculator.rulebook import Rulebook
from scripts.road.api import answers
from scripts.road.api.columns import COLUMNS, as_csv
from scripts.road.api.shapes import SHAPES
from scripts.road.model import (
    Assumption,
    Case,
    Concept,
    Document,
    Group,
    Hint,
    Key,
    Obligation,
    Policy,
    Profile,
    Provision,
    Reading,
    Region,
    Rule,
    Shown,
    Target,
    Term,
    Topic,
    Value,
)
from scripts.road.publish import publish
from scripts.road.reader import fields_of
from scripts.road.render import render
from scripts.road.texts import find_texts
from tests.policy import ROOT, compiled, loaded
from tests.sixth import with_the_sixth

POLICY = loaded()
BOOK = Rulebook(compiled(POLICY))
CASES = [(name, case) for name, cases in POLICY.cases.items() for case in cases]
KINDS_OF_RECORD: dict[str, Any] = {
    "documents": Document, "provisions": Provision, "values": Value, "rules": Rule, "obligations": Obligation,
    "targets": Target, "concepts": Concept, "keys": Key, "groups": Group, "regions": Region, "topics": Topic,
    "glossary": Term, "readings": Reading, "assumptions": Assumption, "hints": Hint, "profiles": Profile,
    "cases": Case, "shown": Shown,
}  # fmt: skip
RENAMED = {
    "concepts": {"may_be": "may_be_none"},
    "hints": {"from": "holds", "until": "holds"},
    "keys": {"groups": "values"},  # the answers of such a key are groups, and told as any other's
}
each_case = pytest.mark.parametrize(("name", "case"), CASES, ids=[str(case.id) for _, case in CASES])


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("api") / "v1"
    publish(POLICY, compiled(POLICY), out)
    return out


@pytest.fixture(scope="module")
def with_sixth(tmp_path_factory: pytest.TempPathFactory) -> tuple[Policy, Path]:
    policy = loaded(with_the_sixth(tmp_path_factory.mktemp("sixth")))
    out = tmp_path_factory.mktemp("api") / "v1"
    publish(policy, compiled(policy), out)
    return policy, out


def read(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))


def records(api: Path, table: str) -> list[dict[str, Any]]:
    return read(api / f"{table}.json")["records"]


def tables(api: Path) -> list[Path]:
    return [file for file in sorted(api.glob("*.json")) if not file.name.endswith(".schema.json")]


@cache
def validator_of(schema: Path) -> Draft202012Validator:
    """What holds data against a published schema; the schema itself must be one."""
    told = read(schema)
    Draft202012Validator.check_schema(told)
    return Draft202012Validator(told, format_checker=FormatChecker())


def complaints(schema: Path, data: Any) -> list[str]:
    found = validator_of(schema).iter_errors(data)
    return [f"{'/'.join(map(str, error.path))}: {error.message[:200]}" for error in found]


def test_every_file_is_as_its_schema_says(api: Path) -> None:
    for file in tables(api):
        data = read(file)
        assert complaints(api / data["$schema"], data) == [], file.name


def test_a_sixth_document_is_published_from_its_data_alone(with_sixth: tuple[Policy, Path]) -> None:
    policy, api = with_sixth
    for file in tables(api):
        data = read(file)
        assert complaints(api / data["$schema"], data) == [], file.name
    of_it = {table: [r for r in records(api, table) if r["document"] == "xinhe-2025"] for table in ("values", "rules")}
    document = next(document for document in policy.documents if document.id == "xinhe-2025")
    assert len(of_it["values"]) == sum(len(provision.values) for provision in document.provisions)
    assert [rule["holds"] for rule in of_it["rules"] if rule["id"] == "XH-3"] == [
        {"from": "2025-03-01", "until": "2030-02-01"}
    ]


def test_everything_of_the_data_is_there_exactly_once(api: Path) -> None:
    provisions = [(document, provision) for document in POLICY.documents for provision in document.provisions]
    assert [r["id"] for r in records(api, "documents")] == [document.id for document in POLICY.documents]
    assert [r["id"] for r in records(api, "provisions")] == [document.clause(p.id) for document, p in provisions]
    stated = Counter((document.clause(p.id), v.concept, str(v.keys)) for document, p in provisions for v in p.values)
    assert Counter((r["clause"], r["concept"], str(r["keys"])) for r in records(api, "values")) == stated
    rules = [*POLICY.frame, *(rule for _, provision in provisions for rule in provision.rules)]
    assert [r["id"] for r in records(api, "rules")] == [rule.id for rule in rules]
    assert len(records(api, "obligations")) == sum(len(provision.obligations) for _, provision in provisions)
    assert len(records(api, "targets")) == sum(len(provision.targets) for _, provision in provisions)
    named = (
        "concepts",
        "keys",
        "groups",
        "topics",
        "glossary",
        "readings",
        "assumptions",
        "hints",
        "profiles",
        "shown",
    )
    for table in named:
        assert [r["id"] for r in records(api, table)] == [one.id for one in getattr(POLICY, table)]
    assert [r["code"] for r in records(api, "regions")] == [region.code for region in POLICY.regions]
    assert [r["id"] for r in records(api, "cases")] == [case.id for _, case in CASES]
    assert [r["id"] for r in records(api, "calculators")] == list(FAMILIES)


def test_every_count_says_what_it_counts_and_nothing_else_has_a_unit_of_its_own(api: Path) -> None:
    for table in ("concepts", "values"):
        for record in records(api, table):
            assert (record["unit"] is not None) == (record["kind"] == "count"), record["id"]


@pytest.mark.parametrize("table", KINDS_OF_RECORD)
def test_every_key_that_an_editor_may_write_reaches_the_records(table: str) -> None:
    names = {RENAMED.get(table, {}).get(key, key) for key in fields_of(KINDS_OF_RECORD[table])}
    assert names <= set(SHAPES[table])


def test_no_id_is_given_twice_and_every_id_leads_to_its_record(api: Path) -> None:
    files = [file for file in tables(api) if file.name != "index.json"]
    ids = {file.stem: [r.get("id", r.get("code")) for r in records(api, file.stem)] for file in files}
    assert [table for table, names in ids.items() if len(set(names)) != len(names)] == []
    for provision in records(api, "provisions"):
        for table in ("values", "rules", "obligations", "targets", "readings", "assumptions", "topics"):
            assert set(provision[table]) <= set(ids[table]), provision["id"]
    for value in records(api, "values"):
        assert value["clause"] in ids["provisions"]
        assert value["concept"] in ids["concepts"]
        assert set(value["rules"]) <= set(ids["rules"])


def pairs(data: Any) -> Iterator[dict[str, Any]]:
    """Every object that has words in one of the languages."""
    if isinstance(data, dict):
        if {"zh", "en"} & set(data):
            yield data
        for value in data.values():
            yield from pairs(value)
    elif isinstance(data, list):
        for value in data:
            yield from pairs(value)


def test_whatever_is_said_is_said_in_both_languages(api: Path) -> None:
    for file in tables(api):
        found = list(pairs(read(file)))
        assert found, file.name
        assert [one for one in found if not one.get("zh") or not one.get("en")] == [], file.name
        if file.name != "index.json":
            assert all(list(pairs(record)) for record in read(file)["records"]), file.name


def test_literals_come_as_printed_and_as_the_calculator_reads_them(api: Path) -> None:
    machine = {(str(v["cite"]["clause"]), v["concept"], str(v["keys"])): v["value"] for v in BOOK.values}
    for record in records(api, "values"):
        assert (record["state"] == "derived") == bool(record["formula"])
        assert (record["state"] == "delegated") == bool(record["to"])
        assert (record["state"] in ("derived", "delegated")) == bool(record["quotes"])
        if record["state"] in ("stated", "derived"):
            assert record["value"] == machine[record["clause"], record["concept"], str(record["keys"])]
            assert all(quote["text"] for quote in [record["quote"], *record["quotes"]] if quote)
            assert record["quote"] or record["quotes"]
        elif record["state"] == "superseded":  # told as it was until the document began, and never computed
            assert record["quote"]["text"]
            assert record["value"] is not None
            assert (record["clause"], record["concept"], str(record["keys"])) not in machine
            assert record["holds"] == {"from": None, "until": BOOK.documents[record["document"]]["from"]}
        else:
            assert (record["printed"], record["value"], record["quote"]) == (None, None, None)
            assert record["searched"]


def test_a_verified_quote_has_the_position_that_was_found(api: Path) -> None:
    for document in records(api, "documents"):
        verified = ROOT / "policy_data" / "verified" / f"{document['id']}.json"
        assert (document["text"] is not None) == verified.is_file()
        assert document["holds"]["from"]["comes_to"] == BOOK.documents[document["id"]]["from"]
        if document["text"]:
            told = read(verified)
            assert document["text"]["sha256"] == told["text_sha256"]
            placed = {
                f"{provision['id'].partition('#')[2]}.{quote['name']}": quote["position"]
                for provision in records(api, "provisions")
                if provision["document"] == document["id"]
                for quote in provision["quotes"]
            }
            assert {name: at for name, at in placed.items() if at} == {
                name: at for name, at in told["quotes"].items() if name in placed
            }


def strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from strings(value)


def test_official_texts_are_quoted_and_not_reprinted(api: Path) -> None:
    texts = find_texts(ROOT, None, [str(document.id) for document in POLICY.documents])
    if not texts:
        pytest.skip("no official texts at hand")
    long = 61
    printed = {text.folded[at : at + long] for text in texts.values() for at in range(len(text.folded) - long + 1)}
    for file in tables(api):
        for said in map(fold, strings(read(file))):
            assert not {said[at : at + long] for at in range(len(said) - long + 1)} & printed, file.name


@each_case
def test_what_is_asked_and_answered_is_as_the_schemas_say(api: Path, name: str, case: Any) -> None:
    assert complaints(api / f"{name}.inputs.schema.json", case.ask) == []
    schema = api / "result.schema.json"
    late, without = case.ask | {"date": "2039-12-31"}, {key: case.ask[key] for key in case.ask if key != "values"}
    for asked in (case.ask, late, without):
        try:
            result = calculator.run(name, asked, BOOK)
        except calculator.InputProblems:
            continue
        assert complaints(schema, json.loads(json.dumps(result))) == []


def test_the_schema_of_inputs_refuses_what_the_calculator_refuses(api: Path) -> None:
    for name, case in dict(CASES).items():
        schema = api / f"{name}.inputs.schema.json"
        for change in ({"plaice": "1"}, {"date": "2024-9-1"}, {"place": "000000"}, {"readings": {"A1": "odd"}}):
            assert complaints(schema, case.ask | change)
            with pytest.raises(calculator.InputProblems):
                calculator.run(name, case.ask | change, BOOK)


def test_every_kind_of_field_has_a_schema() -> None:
    def kinds(fields: tuple[Field, ...]) -> Iterator[str]:
        for field in fields:
            yield field.kind
            yield from kinds(field.of)

    assert {kind for family in FAMILIES.values() for kind in kinds(family.FIELDS)} <= set(answers.KINDS)


def test_csv_opens_in_a_spreadsheet_with_one_row_a_record(api: Path) -> None:
    for table in COLUMNS:
        content = (api / f"{table}.csv").read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        assert [row["id"] for row in rows] == [r["id"] for r in records(api, table)]


@pytest.mark.parametrize("formula", ['=HYPERLINK("x")', "+1", "-1", "@SUM(1)", "＝1", "－1", "\t=1", "\r=1", "\n=1"])
def test_no_cell_of_a_csv_is_a_formula(formula: str) -> None:
    term: dict[str, Any] = {
        "id": "x",
        "zh": formula,
        "en": "x",
        "means": {"zh": "x", "en": formula},
        "pinyin": None,
        "aliases": [],
    }
    _, rows = as_csv("glossary", [term])
    (cells,) = csv.reader(io.StringIO(rows, newline=""))
    assert [cell for cell in cells if formula in cell] == [f"'{formula}"] * 2


def test_the_index_tells_of_every_file(api: Path) -> None:
    index = read(api / "index.json")
    digests = {file.name: sha256(file.read_bytes()).hexdigest() for file in api.iterdir() if file.name != "index.json"}
    assert {one["name"]: one["sha256"] for one in index["files"]} == digests
    assert index["version"] == BOOK.version


def test_publishing_again_gives_the_same_bytes(api: Path, tmp_path: Path) -> None:
    publish(loaded(), compiled(loaded()), tmp_path / "again")
    assert {f.name: f.read_bytes() for f in api.iterdir()} == {
        f.name: f.read_bytes() for f in (tmp_path / "again").iterdir()
    }


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_links_every_file(api: Path, rendered_page: dict[str, str], language: str) -> None:
    linked = set(re.findall(r'href="\.\./data/v1/([^"]+)"', rendered_page[language]))
    assert linked == {file.name for file in api.iterdir()} - {"index.schema.json"}


@pytest.fixture(scope="module")
def rendered_page(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    out = tmp_path_factory.mktemp("docs")
    render(POLICY, compiled(POLICY), out)
    return {language: (out / language / "data.md").read_text("utf-8") for language in ("zh", "en")}
