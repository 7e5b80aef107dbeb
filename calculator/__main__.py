"""``python3 -m calculator``: list the calculators, run one on JSON from standard input, print its schema or read a
result aloud."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import calculator
from calculator.answer import dumps
from calculator.families import FAMILIES
from calculator.rulebook import RulebookProblem
from calculator.spoken import spoken
from calculator.table import read_table

WRONG_INPUT = 2


def main(arguments: list[str] | None = None) -> int:
    """Exit 0 with a result; 2 with every problem named when the inputs are wrong; 1 without a rulebook that fits."""
    options = _parser().parse_args(arguments)
    try:
        return _do(options)
    except RulebookProblem as problem:
        print(problem, file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever was reading has read enough
        sys.stdout = None
        return 0


def _do(options: argparse.Namespace) -> int:
    if options.name is None:
        for entry in calculator.calculators():
            print(f"{entry['name']}\t{entry['zh']}\t{entry['en']}")
        return 0
    if options.schema:
        print(dumps(calculator.schema(options.name)))
        return 0
    try:
        inputs = _inputs(options)
        if options.compare:
            told = dumps(calculator.compare_readings(options.name, inputs))
        else:
            result = calculator.run(options.name, inputs)
            told = spoken(calculator.explain(result, options.explain)) if options.explain else dumps(result)
    except calculator.InputProblems as wrong:
        return _refuse(wrong.problems, options.explain)
    print(told)
    return 0


def _inputs(options: argparse.Namespace) -> Any:
    """The inputs on standard input, with the local values of a table; raises ``InputProblems`` for what no program
    could read."""
    try:
        inputs = json.load(sys.stdin)
    except (ValueError, RecursionError) as error:
        raise _unreadable("inputs", "not_json", "输入不是JSON", "The input is not JSON", error) from error
    if not options.values:
        return inputs
    try:
        content = options.values.read_bytes()
    except OSError as error:
        found = f"{options.values}: {error.strerror}"
        raise _unreadable(
            "table", "no_table", "读不了这份数值表", "This table of values cannot be read", found
        ) from error
    local = read_table(_text_of(content))
    own = inputs.get("values") or {} if isinstance(inputs, dict) else None
    return {**inputs, "values": {**local, **own}} if isinstance(own, dict) else inputs


def _unreadable(field: str, code: str, zh: str, en: str, why: object) -> calculator.InputProblems:
    return calculator.InputProblems([{"field": field, "code": code, "zh": f"{zh}：{why}", "en": f"{en}: {why}"}])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python3 -m calculator", description="医保待遇试算 / medical-insurance calculators"
    )
    parser.add_argument(
        "name", nargs="?", choices=list(FAMILIES), help="calculator to run on JSON from standard input; none: list them"
    )
    parser.add_argument("--schema", action="store_true", help="print the input schema instead")
    parser.add_argument("--explain", choices=("zh", "en"), help="read the result aloud instead of printing JSON")
    parser.add_argument("--values", type=Path, metavar="CSV", help="table of local values; the input's own come first")
    parser.add_argument("--compare", action="store_true", help="print what each option of each reading would give")
    return parser


def _text_of(content: bytes) -> str:
    """A table's text: spreadsheets in China save CSV in GB 18030 unless told otherwise."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


def _refuse(problems: list[dict], lang: str | None) -> int:
    """Every problem, as JSON for a program and in words for people; in one language alone for whoever asked in it."""
    if lang is None:
        print(dumps({"problems": problems}))
    for problem in problems:
        words = problem[lang] if lang else f"{problem['zh']} / {problem['en']}"
        print(f"{problem['field']}: {words}", file=sys.stderr)
    return WRONG_INPUT


if __name__ == "__main__":
    sys.exit(main())
