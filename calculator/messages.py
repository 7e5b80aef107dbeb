"""One text in, one text out: how the browser's worker speaks to the core.

The answer to "run" is the command line's bytes.
"""

from __future__ import annotations

import json

from calculator.answer import dumps
from calculator.forms import schema
from calculator.inputs import InputProblems
from calculator.request import calculators, compare_readings, run
from calculator.table import read_table
from calculator.telling import explain


def call(message: str) -> str:
    """Answer ``{"do", "name", "inputs", "result", "lang"}`` with ``{"ok": …}`` or ``{"problems": […]}``, as JSON
    texts.

    ``do`` is run (its "ok" is the text of the result), explain, compare, schema, list, or table (with its "text").
    """
    asked = json.loads(message)
    answers = {
        "run": lambda: dumps(run(asked["name"], asked["inputs"])),
        "explain": lambda: explain(asked["result"], asked["lang"]),
        "compare": lambda: compare_readings(asked["name"], asked["inputs"]),
        "schema": lambda: schema(asked["name"]),
        "list": calculators,
        "table": lambda: read_table(asked["text"]),
    }
    try:
        return json.dumps({"ok": answers[asked["do"]]()}, ensure_ascii=False)
    except InputProblems as wrong:
        return json.dumps({"problems": wrong.problems}, ensure_ascii=False)
