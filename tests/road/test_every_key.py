"""Every key of every real document deleted, renamed, retyped by machine: reported at its line, never a traceback."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import is_dataclass
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
import yaml

from calculator.rulebook import Rulebook
from scripts.road.check import check
from scripts.road.compile import compile_rulebook
from scripts.road.findings import Findings
from scripts.road.load import load
from scripts.road.model import Document
from scripts.road.reader import fields_of
from tests.policy import DATA, on_some_day

DOCUMENTS = sorted(path.name for path in (DATA / "documents").glob("*.yaml"))


def keys_of(node: yaml.Node, kind: Any) -> Iterator[tuple[yaml.ScalarNode, yaml.Node, bool]]:
    """Each key that the model names, with its value and whether it must be given."""
    if get_origin(kind) is list and isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from keys_of(item, get_args(kind)[0])
        return
    kinds = [k for k in (kind, *get_args(kind)) if isinstance(k, type) and is_dataclass(k)]
    if not kinds or not isinstance(node, yaml.MappingNode):
        return
    table = fields_of(kinds[0])
    for key, value in node.value:
        if key.value in table:
            _, hint, required = table[key.value]
            yield key, value, required
            yield from keys_of(value, hint)


def findings_after(folder: Path, name: str, text: str) -> list[str]:
    (folder / "documents" / name).write_text(text, "utf-8")
    findings = Findings()
    policy = load(folder, findings)
    if policy is not None:
        check(policy, None, on_some_day, findings)
        if not findings.errors:
            Rulebook(compile_rulebook(policy))
    return [str(finding) for finding in findings if finding.is_error]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_key_deleted_renamed_and_retyped(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "policy_data"
    shutil.copytree(DATA, folder)
    text = (folder / "documents" / name).read_text("utf-8")
    tree = yaml.compose(text)
    assert tree is not None
    silent = []
    for key, value, required in keys_of(tree, Document):
        start, end = key.start_mark.index, key.end_mark.index
        line = f"documents/{name}:{key.start_mark.line + 1}:"
        renamed = text[:start] + key.value + "_x" + text[end:]
        if not any(line in finding for finding in findings_after(folder, name, renamed)):
            silent.append(f"{line} {key.value} renamed")
        retyped = text[:end] + ": " + ("[[]]" if isinstance(value, yaml.ScalarNode) else "odd") + _after(text, value)
        where = line
        if not any(where in finding for finding in findings_after(folder, name, retyped)):
            silent.append(f"{where} {key.value} retyped")
        if required and value.start_mark.line == value.end_mark.line and not _in_flow(text, start):
            lines = text.split("\n")
            deleted = "\n".join(
                kept if number != key.start_mark.line else _without(kept, key.value)
                for number, kept in enumerate(lines)
            )
            if not findings_after(folder, name, deleted):
                silent.append(f"{line} {key.value} deleted")
    assert silent == []


def _after(text: str, value: yaml.Node) -> str:
    """What stands after a value; a block ends with its last line."""
    if isinstance(value, yaml.CollectionNode) and not value.flow_style:
        return "\n" + text[text.rfind("\n", 0, value.end_mark.index) + 1 :]
    return text[value.end_mark.index :]


def _in_flow(text: str, at: int) -> bool:
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return "{" in line


def _without(line: str, key: str) -> str:
    """The line without its key; the dash of a list item stays."""
    dash = line[: len(line) - len(line.lstrip(" -"))]
    return dash + "# gone" if "-" in dash else f"# no {key}"
