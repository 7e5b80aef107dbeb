"""A table of local values: downloaded from the site, filled in by an office, read back as the values of a request."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from calculator import InputProblems, rulebook, run
from calculator.__main__ import main
from calculator.rulebook import Rulebook
from calculator.table import read_table
from scripts.road.reference.values import table, wanted
from scripts.road.render import ROOT
from scripts.road.shelf import Shelf
from scripts.road.views import Views
from scripts.road.words import read_words
from tests.policy import loaded

WRITTEN_BY_PEOPLE = {
    "money": "500", "ratio": "100%", "increase": "5个百分点", "count": "3", "date": "2024/9/1", "flag": "是",
    "scale": "5万元:60%；100000: 65%;70%",
}  # fmt: skip
READ = WRITTEN_BY_PEOPLE | {
    "money": "500元",
    "date": "2024-09-01",
    "flag": "yes",
    "scale": {"rows": [{"upto": "5万元", "ratio": "60%"}, {"upto": "100000元", "ratio": "65%"}, {"ratio": "70%"}]},
}
STAY = {"id": "one", "care": "inpatient", "admitted": "2022-03-02", "total": "9000.00", "out_of_policy": "0.00"}


def offered() -> list[dict[str, str]]:
    """The lines of the table that the Chinese site offers."""
    views = Views(Shelf(loaded(), ROOT), read_words(ROOT / "docs" / "words")["zh"])
    text = table(views, wanted(views))
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def filled(rows: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def test_every_line_of_the_offered_table_can_be_filled_in_and_read_back(book: Rulebook) -> None:
    rows = offered()
    for row in rows:
        row["value"] = WRITTEN_BY_PEOPLE[book.concepts[row["concept"]]["kind"]]
    values = read_table(filled(rows), book)
    assert set(values) == {row["concept"] for row in rows}
    for concept, given in values.items():
        entry = book.concepts[concept]
        read = given if entry["by"] else [given]
        assert len(read) == sum(row["concept"] == concept for row in rows)
        assert [one["value"] if entry["by"] else one for one in read] == [READ[entry["kind"]]] * len(read)
        assert all(set(one) - {"value"} == set(entry["by"]) for one in read if entry["by"])


def test_a_value_from_the_table_is_used_by_the_calculator(book: Rulebook) -> None:
    rows = offered()
    for row in rows:
        if row["concept"] == "inpatient.deductible":
            row["value"] = "1,200"
    stay = STAY | {"hospital_level": "county"}
    inputs = {"place": "430300", "date": "2022-12-31", "scheme": "resident", "episodes": [stay]}
    result = run("reimbursement", inputs | {"values": read_table(filled(rows), book)}, book)
    used = [one for one in result["values_used"] if one["concept"] == "inpatient.deductible"]
    assert [(one["value"], one["whose"]) for one in used] == [("1200元", "own")]


def test_empty_lines_other_separators_and_the_mark_of_utf_8_do_no_harm(book: Rulebook) -> None:
    text = "\ufeffconcept;keys;value;x\r\n;;;\r\nbasic.cap;;20万元;\r\nchronic.ratio;;;\r\n"
    assert read_table(text, book) == {"basic.cap": [{"value": "20万元"}]}


def test_each_line_that_cannot_be_read_is_named(book: Rulebook) -> None:
    text = "concept,keys,value\nbasic.cop,,1元\nbasic.cap,,much\n\ninpatient.ratio,{hospital_level: moon},65%\nx,,\n"
    with pytest.raises(InputProblems) as refused:
        read_table(text, book)
    assert [problem["field"] for problem in refused.value.problems] == ["table.2", "table.3", "table.5"]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "concept,keys,value\nbasic.cap,,\n"])
def test_what_holds_no_values_is_refused(book: Rulebook, text: str) -> None:
    with pytest.raises(InputProblems):
        read_table(text, book)


def test_the_command_line_takes_a_table_as_a_spreadsheet_saved_it(
    monkeypatch: Any, capsys: Any, book: Rulebook, tmp_path: Path
) -> None:
    monkeypatch.setattr(rulebook, "_carried", book)
    file = tmp_path / "local.csv"
    file.write_bytes("concept,keys,value,数值\nbasic.cap,,20万元,封顶线\n".encode("gb18030"))
    asked = {"place": "430300", "date": "2022-12-31", "episodes": [STAY]}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(asked)))
    assert main(["reimbursement", "--values", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["inputs"]["values"]["basic.cap"][0]["value"] == "20万元"
