"""The command line: a result on standard output and exit 0, or every problem named and exit 2."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from calculator import rulebook, run
from calculator.__main__ import main
from calculator.answer import dumps
from calculator.families import FAMILIES
from calculator.rulebook import Rulebook

STAY = {"id": "one", "care": "inpatient", "admitted": "2020-03-02", "total": "100.00", "out_of_policy": "0.00"}
ASK: dict[str, Any] = {"place": "370830", "date": "2020-12-31", "profile": "example", "episodes": [STAY]}


@pytest.fixture(autouse=True)
def carried(book: Rulebook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rulebook, "_carried", book)


def command(monkeypatch: pytest.MonkeyPatch, text: str, *arguments: str) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    return main(list(arguments))


def test_it_prints_the_result_of_run(monkeypatch: Any, capsys: Any, book: Rulebook) -> None:
    assert command(monkeypatch, json.dumps(ASK), "reimbursement") == 0
    assert capsys.readouterr().out == dumps(run("reimbursement", ASK, book)) + "\n"


def test_wrong_inputs_exit_with_2_and_name_every_problem_in_both_languages(monkeypatch: Any, capsys: Any) -> None:
    wrong = {**ASK, "place": "1", "date": "2020-13-01"}
    assert command(monkeypatch, json.dumps(wrong), "reimbursement") == 2
    out, err = capsys.readouterr()
    assert [problem["field"] for problem in json.loads(out)["problems"]] == ["place", "date"]
    assert "不是日历上的日期" in err
    assert "not a day of the calendar" in err


@pytest.mark.parametrize(("lang", "said"), [("zh", "不是日历上的日期"), ("en", "is not a day of the calendar")])
def test_whoever_asks_for_words_is_told_problems_in_words(monkeypatch: Any, capsys: Any, lang: str, said: str) -> None:
    assert command(monkeypatch, json.dumps({**ASK, "date": "2020-13-01"}), "reimbursement", "--explain", lang) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert [line.partition(": ")[0] for line in err.splitlines()] == ["date"]
    assert said in err and " / " not in err


@pytest.mark.parametrize("text", ["", "{", "not json"])
def test_text_that_is_no_json_exits_with_2(monkeypatch: Any, capsys: Any, text: str) -> None:
    assert command(monkeypatch, text, "reimbursement") == 2
    assert json.loads(capsys.readouterr().out)["problems"][0]["field"] == "inputs"


@pytest.mark.parametrize(("lang", "words"), [("zh", "您自己付"), ("en", "you pay")])
def test_it_reads_a_result_aloud(monkeypatch: Any, capsys: Any, lang: str, words: str) -> None:
    assert command(monkeypatch, json.dumps(ASK), "reimbursement", "--explain", lang) == 0
    assert words in capsys.readouterr().out


def test_a_rulebook_of_another_program_exits_with_1_and_is_said_in_a_line(monkeypatch: Any, capsys: Any) -> None:
    monkeypatch.setattr(rulebook, "_carried", None)
    monkeypatch.setattr(rulebook, "_text", lambda: b'{"schema": "rulebook/v0"}')
    assert main(["reimbursement", "--schema"]) == 1
    (told,) = capsys.readouterr().err.splitlines()
    assert "rulebook/v0" in told


def test_without_a_name_it_lists_the_calculators(capsys: Any) -> None:
    assert main([]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert ["reimbursement", "报销试算", "Reimbursement calculator"] in lines
    assert [name for name, _, _ in lines] == list(FAMILIES)


def test_it_prints_the_input_schema(capsys: Any) -> None:
    assert main(["reimbursement", "--schema"]) == 0
    assert [field["name"] for field in json.loads(capsys.readouterr().out)["fields"]][:2] == ["place", "date"]


def test_the_schema_tells_the_bounds_of_amounts_and_days(capsys: Any) -> None:
    main(["county-budget", "--schema"])
    fields = {field["name"]: field for field in json.loads(capsys.readouterr().out)["fields"]}
    assert (fields["date"]["least"], fields["date"]["most"]) == ("1900-01-01", "2199-12-31")
    amounts = [one for field in fields.values() for one in (field, *field.get("of", [])) if one["kind"] == "fund_money"]
    assert amounts
    assert {(one["least"], one["most"]) for one in amounts} == {("0.00", "100000000000.00")}


@pytest.mark.parametrize("inputs", [[], {"values": []}, {"values": None}, None])
def test_a_table_beside_inputs_that_are_none_is_no_crash(
    monkeypatch: Any, capsys: Any, tmp_path: Path, inputs: Any
) -> None:
    table = tmp_path / "local.csv"
    table.write_text("concept,keys,value\nbasic.cap,,20万元\n", "utf-8")
    assert command(monkeypatch, json.dumps(inputs), "reimbursement", "--values", str(table)) == 2
    assert json.loads(capsys.readouterr().out)["problems"]


def test_a_table_that_is_not_there_is_named(monkeypatch: Any, capsys: Any, tmp_path: Path) -> None:
    assert command(monkeypatch, json.dumps(ASK), "reimbursement", "--values", str(tmp_path / "none.csv")) == 2
    assert "none.csv" in json.loads(capsys.readouterr().out)["problems"][0]["zh"]


def test_a_reader_that_stops_reading_gets_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr("sys.stdout", Closed())
    assert main(["reimbursement", "--schema"]) == 0
