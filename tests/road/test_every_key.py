"""Every key of every real document deleted, renamed, retyped by machine: reported at its line, never a traceback.

Keys of one depth are changed together: all findings of a file are gathered in one pass, so one load does.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest
import yaml

from scripts.road.check import check
from scripts.road.findings import Findings
from scripts.road.load import load
from scripts.road.model import Document
from scripts.road.reader import fields_of
from tests.policy import DATA, on_some_day

DOCUMENTS = sorted(path.name for path in (DATA / "documents").glob("*.yaml"))


@dataclass(frozen=True)
class Key:
    """One key that the model names, with the place of its value in the text."""

    name: str
    line: int
    start: int
    end: int
    value_end: int
    value_is_scalar: bool
    value_is_block: bool
    required: bool
    depth: int


def keys_of(node: yaml.Node, kind: Any, depth: int = 0) -> Iterator[Key]:
    """Each key that the model names, the outer ones first."""
    if get_origin(kind) is list and isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from keys_of(item, get_args(kind)[0], depth)
        return
    kinds = [k for k in (kind, *get_args(kind)) if isinstance(k, type) and is_dataclass(k)]
    if not kinds or not isinstance(node, yaml.MappingNode):
        return
    table = fields_of(kinds[0])
    for key, value in node.value:
        if key.value in table:
            _, hint, required = table[key.value]
            is_block = isinstance(value, yaml.CollectionNode) and not value.flow_style
            mark = key.start_mark
            yield Key(
                *(key.value, mark.line + 1, mark.index, key.end_mark.index, value.end_mark.index),
                *(isinstance(value, yaml.ScalarNode), is_block, required, depth),
            )
            yield from keys_of(value, hint, depth + 1)


def renamed(text: str, key: Key) -> tuple[int, int, str]:
    return key.start, key.end, f"{key.name}_x"


def retyped(text: str, key: Key) -> tuple[int, int, str]:
    """A scalar becomes a list of a list, anything else a word; a block ends with its last line."""
    if key.value_is_block:
        return (
            key.end,
            text.rfind("\n", 0, key.value_end) + 1,
            ": odd" + "\n" * text[key.start : key.value_end].count("\n"),
        )
    return key.end, key.value_end, ": [[]]" if key.value_is_scalar else ": odd"


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("change", [renamed, retyped])
def test_every_key_changed_is_reported_at_its_line(
    name: str, change: Callable[[str, Key], tuple[int, int, str]], tmp_path: Path
) -> None:
    text, keys = read(name)
    for depth in range(1 + max(key.depth for key in keys)):
        of_depth = [key for key in keys if key.depth == depth]
        edited = text
        for key in reversed(of_depth):
            start, end, put = change(text, key)
            edited = edited[:start] + put + edited[end:]
        found = findings_of(name, edited, tmp_path / f"{depth}")
        reported = {int(line.split(":")[1]) for line in found}
        assert [f"{key.line}: {key.name}" for key in of_depth if key.line not in reported] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_key_that_must_be_given_is_missed(name: str, tmp_path: Path) -> None:
    text, keys = read(name)
    for number, wanted in enumerate(sorted({key.name for key in keys if key.required})):
        of_name = [key for key in keys if key.required and key.name == wanted]
        edited = text
        for key in reversed(of_name):
            edited = (
                edited[: key.start] + f"# {edited[key.start :]}"
                if key.depth == 0 and not key.value_is_block
                else edited
            )
        if edited != text:
            assert any(f'no key "{wanted}"' in line for line in findings_of(name, edited, tmp_path / f"{number}"))


def read(name: str) -> tuple[str, list[Key]]:
    text = (DATA / "documents" / name).read_text("utf-8")
    tree = yaml.compose(text)
    assert tree is not None
    return text, list(keys_of(tree, Document))


def findings_of(name: str, text: str, folder: Path) -> list[str]:
    shutil.copytree(DATA, folder)
    (folder / "documents" / name).write_text(text, "utf-8")
    findings = Findings()
    policy = load(folder, findings)
    if policy is not None:
        check(policy, None, on_some_day, findings)
    return [str(finding) for finding in findings if finding.is_error and name in finding.at.file]
