"""The words that the core asks for, told by its own code, held against ``policy_data/words``.

The core has ids, its words are data: a word that is gone would be missed only when somebody computes the one thing that
needs it. What the code says in so many letters is read from it here: names under which words are looked up, codes of
problems, forms of literals, kinds of steps and operands, the fields and layers of each calculator.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import calculator
from calculator.families import FAMILIES
from scripts.road.findings import Findings, Place
from scripts.road.model import Text, place_in

Words = dict[str, Any]
_IN_FORMULAS = ("operands", "functions", "layers")
_NAMING = ("answers", "borrows", "for", "try")
_LANGUAGES = ("zh", "en", "en_one")
_NAME = re.compile(r"\b[a-z_]+\b")


class Asked(NamedTuple):
    """A word asked for: the keys down to it, whose words it is looked for in, and the file and line that ask."""

    keys: tuple[str, ...]
    of: str  # "common", "own" (of each calculator), "either", "formula" (operands, functions or layers of either)
    by: str


def check_core_words(words: dict[str, Words], folder: str, findings: Findings, asked_for: list[Asked]) -> None:
    """Each word that is asked for stands in the words that all calculators share or in a calculator's own; ``words``
    are the files of ``folder`` by name."""
    for name, told_words in words.items():
        _check_leaves(told_words, f"{folder}/{name}.yaml", findings)
    for answer in ("yes", "no"):
        if _has(words["common"], ("flag",)) and not _has(words["common"], ("flag", answer)):
            _miss(words["common"], f"{folder}/common.yaml", ("flag", answer), "each key that is a flag", findings)
    for asked in asked_for:
        if asked.of == "common":
            lacking = [] if _has(words["common"], asked.keys) else ["common"]
        elif asked.of == "own":
            lacking = [name for name in _told_like(asked.by) if not _has(words[name], asked.keys)]
        else:
            places = [(part, *asked.keys) for part in _IN_FORMULAS] if asked.of == "formula" else [asked.keys]
            lacking = [] if any(_has(one, keys) for one in words.values() for keys in places) else ["common"]
        for name in lacking:
            _miss(words[name], f"{folder}/{name}.yaml", asked.keys, asked.by, findings)
    for name, family in FAMILIES.items():
        own = words[name]
        lent = {**words.get(str(own.get("borrows", "")), {}).get("layers", {}), **own.get("layers", {})}
        by = _shown(Path(str(family.__file__)))
        for field in _fields(family.FIELDS):
            if not _has(own, ("fields", field)) and not _has(words["common"], ("fields", field)):
                _miss(own, f"{folder}/{name}.yaml", ("fields", field), by, findings)
        for layer in family.LAYERS:
            if layer not in lent:
                _miss(own, f"{folder}/{name}.yaml", ("layers", layer), by, findings)


def _check_leaves(words: Words, file: str, findings: Findings) -> None:
    """All words stand under zh and en, but for what names a field, a case or another calculator."""
    for name, branch in words.items():
        if isinstance(branch, dict):
            if name != "form":
                _check_leaves(branch, file, findings)
        elif not (name in _NAMING or (name.endswith(_LANGUAGES) and isinstance(branch, Text))):
            at = place_in(branch) or Place(file, 1, 1)
            findings.add(at, f'"{name}" that is no pair', "zh and en, both with text, or words within it")


def _told_like(by: str) -> list[str]:
    """The calculators whose results a file tells: those of its shape, or all."""
    shapes = {name: family.TOLD_AS for name, family in FAMILIES.items()}
    shape = Path(by.partition(":")[0]).stem
    return [name for name in shapes if shape not in shapes.values() or shapes[name] == shape]


def _fields(fields: Any) -> Iterator[str]:
    for field in fields:
        yield field.name
        yield from _fields(field.of or ())


def _has(words: Words, keys: tuple[str, ...]) -> bool:
    branch: Any = words
    for key in keys:
        branch = branch.get(key) if isinstance(branch, dict) else None
    return branch is not None


def _miss(words: Words, file: str, keys: tuple[str, ...], by: str, findings: Findings) -> None:
    branch: Any = words
    for key in keys[:-1]:
        branch = branch.get(key, {}) if isinstance(branch, dict) else {}
    known = branch if isinstance(branch, dict) else {}
    at = place_in(known) or place_in(words) or Place(file, 1, 1)
    findings.add(
        at, f'no words "{".".join(keys)}"', f"them in zh and en: {by} asks for them", known=known, word=keys[-1]
    )


# ── reading the code ────────────────────────────────────────────────────────────────────────────────────────────────


def _shown(file: Path) -> str:
    return f"calculator/{file.relative_to(Path(calculator.__file__).parent).as_posix()}"


_ASKING = re.compile(r"\.(?:common|own)\b|words\b.*common|\b(?:problem|step|LiteralError)\(")  # in code that may ask


@cache
def asked_by_code() -> list[Asked]:
    """What the core's code asks for, each once."""
    core = Path(calculator.__file__).parent
    found: dict[tuple[str, tuple[str, ...]], Asked] = {}
    for file in sorted(core.rglob("*.py")):
        text = file.read_text("utf-8")
        if not _ASKING.search(text):
            continue
        tree = ast.parse(text)
        for node in ast.walk(tree):
            for of, keys in _asked_at(node, tree):
                found.setdefault((of, keys), Asked(keys, of, f"{_shown(file)}:{getattr(node, 'lineno', 1)}"))
    return list(found.values())


def _asked_at(node: ast.AST, tree: ast.Module) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(node, ast.Subscript):
        for base, keys in _chains(node):
            if base in ("common", "own"):
                yield base, keys
    elif isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name == "problem" and len(node.args) > 1:
            yield from (("common", ("problems", code)) for code in _texts(node.args[1], tree))
        elif name == "LiteralError" and len(node.args) > 1:
            yield from (("common", ("forms", form)) for form in _texts(node.args[1]))
        elif name == "step" and len(node.args) > 2:
            yield from (("either", ("steps", kind)) for kind in _texts(node.args[0]))
            formulas = " ".join(_texts(node.args[1]))
            yield from (("formula", (name,)) for name in _NAME.findall(formulas))


def _chains(node: ast.expr) -> list[tuple[str, tuple[str, ...]]]:
    """``words.common["a"]["b"]`` as ("common", ("a", "b")), with each key that a choice in brackets may give."""
    if isinstance(node, ast.Attribute) and node.attr in ("common", "own"):
        return [(node.attr, ())]
    if isinstance(node, ast.Subscript):
        keys = _texts(node.slice)
        if isinstance(node.value, ast.Attribute) and node.value.attr == "words" and keys == ["common"]:
            return [("common", ())]
        return [(base, (*before, key)) for base, before in _chains(node.value) for key in keys]
    return []


def _texts(node: ast.expr, tree: ast.Module | None = None) -> list[str]:
    """The texts that an expression may come to: itself, either side of a choice, what its name was set to."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body), *_texts(node.orelse)]
    if isinstance(node, ast.Name) and tree is not None:
        assigned = (one for one in ast.walk(tree) if isinstance(one, ast.Assign))
        named = (one for one in assigned if any(getattr(target, "id", "") == node.id for target in one.targets))
        return [text for one in named for text in _texts(one.value)]
    return []
