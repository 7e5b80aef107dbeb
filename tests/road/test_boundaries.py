"""Who may import whom, and what nothing that is built may tell."""

from __future__ import annotations

import ast
import importlib.metadata
import importlib.util
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from calculator.answer import PACKAGE
from tests.conftest import ROOT, Built

# Each of these costs a reader's browser bytes and time: the core does with few.
CORE_MAY_IMPORT = {
    "__future__", "argparse", "collections", "copy", "csv", "dataclasses", "datetime", "difflib", "enum", "functools",
    "hashlib", "importlib", "itertools", "json", "marshal", "math", "operator", "pathlib", "pkgutil", "re", "sys",
    "types", "typing", "unicodedata",
}  # fmt: skip

# The road in its order; what stands in one line may be imported by that line's modules and by later ones.
ROAD = [
    {"environment", "findings", "kept", "problem", "progress"},
    {"files", "sheets", "naming", "spreadsheets", "characters"},
    {"model"},
    {"paths", "doubts"},
    {"endings", "formulas"},
    {"nodes", "signs", "slips"},
    {"trees", "stand_ins"},
    {"belongs", "lean", "reader", "records", "core_words"},
    {"load"},
    {"texts", "division", "searches", "checks", "check", "verified"},
    {"entries", "compile"},
    {"words"},
    {"api", "publish"},
    {"escaping", "figures", "shelf", "rule_views", "figure_views", "views", "official", "parts", "reference", "render"},
    {"index"},
    {"wheel_lock", "bundle"},
    {"licences"},
    {"shell"},
    {"addresses", "seal", "finish", "shared", "pack"},
    {"serve"},
]


def imports(file: Path) -> Iterator[str]:
    """The dotted names that a module imports, names inside a package spelled out."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def modules(folder: str) -> list[Path]:
    return [file for file in sorted((ROOT / folder).rglob("*.py")) if "__pycache__" not in file.parts]


@pytest.mark.parametrize("file", modules("calculator"), ids=lambda file: str(file.relative_to(ROOT)))
def test_the_core_imports_itself_and_little_else(file: Path) -> None:
    others = {name.split(".")[0] for name in imports(file)} - {"calculator"}
    assert others <= CORE_MAY_IMPORT


def _inexact(node: ast.AST) -> bool:
    """Whether a piece of code divides, holds a number that is not whole, or names what would."""
    match node:
        case ast.BinOp(op=ast.Div(), right=ast.Constant(value=str())):
            return False  # a path
        case ast.BinOp(op=ast.Div()) | ast.AugAssign(op=ast.Div()) | ast.Constant(value=float()):
            return True
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
            return name.rpartition(".")[2] in {"round", "float", "Decimal", "Fraction", "truediv"}
    return False


@pytest.mark.parametrize("file", modules("calculator"), ids=lambda file: str(file.relative_to(ROOT)))
def test_the_core_neither_divides_nor_rounds_by_itself(file: Path) -> None:
    """money.py keeps the only division and the only rounding, both of whole numbers."""
    lines = [node.lineno for node in ast.walk(ast.parse(file.read_text("utf-8"))) if _inexact(node)]  # type: ignore[attr-defined]
    assert not lines, f"{file}: lines {lines}"


def test_whole_division_stands_where_amounts_are_rounded_and_where_months_or_runs_are_counted() -> None:
    divides = {
        file.relative_to(ROOT / "calculator").as_posix()
        for file in modules("calculator")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.FloorDiv)
    }
    assert divides <= {"money.py", "dates.py", "periods.py", "bounds.py"}


def test_program_text_is_made_and_run_in_one_place_alone() -> None:
    """Where it is made of names, whole numbers and plain words; what people write never becomes program text."""
    runs = {
        file.relative_to(ROOT).as_posix()
        for folder in ("calculator", "scripts")
        for file in modules(folder)
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Name) and node.id in ("exec", "eval", "__import__")
    }
    assert runs == {"calculator/repeats/program.py"}


def test_a_page_script_imports_nothing_that_it_does_not_use() -> None:
    unused = []
    for file in sorted((ROOT / "docs" / "assets" / "src").rglob("*.js")):
        text = file.read_text("utf-8")
        for listed in re.findall(r"^import \{([^}]*)\} from", text, re.M):
            names = [name.split(" as ")[-1].strip() for name in listed.split(",") if name.strip()]
            unused += [f"{file.name}: {name}" for name in names if len(re.findall(rf"\b{name}\b", text)) < 2]
    assert unused == []


def test_a_receipt_names_the_package_and_its_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert f"{project['name']} {project['version']}" == PACKAGE


def test_mechanisms_know_no_family() -> None:
    for file in modules("calculator/mechanisms"):
        assert not [name for name in imports(file) if name.startswith("calculator.families")], file


def test_the_core_imports_nothing_of_the_road() -> None:
    for file in modules("calculator"):
        assert not [name for name in imports(file) if name.split(".")[0] in ("scripts", "tests")], file


def _place_on_the_road(module: str) -> int:
    places = [place for place, stages in enumerate(ROAD) if module in stages]
    assert places, f"scripts/road/{module} has no place on the road: give it one in ROAD"
    return places[0]


@pytest.mark.parametrize("file", modules("scripts/road"), ids=lambda file: file.relative_to(ROOT).as_posix())
def test_a_stage_imports_only_earlier_ones(file: Path) -> None:
    stage = file.relative_to(ROOT / "scripts" / "road").with_suffix("").parts[0]
    for name in imports(file):
        if name.startswith("scripts.road."):
            other = name.split(".")[2]
            assert _place_on_the_road(other) <= _place_on_the_road(stage), f"{stage} imports {other}"


def test_no_module_is_named_like_one_of_the_standard_library_or_a_dependency() -> None:
    """Inside a package a name shadows nothing, but a reader should not have to know that."""
    ours = {"calculator", "scripts", "tests"}
    taken = (set(sys.stdlib_module_names) | set(importlib.metadata.packages_distributions())) - ours
    files = [*modules("scripts/road"), *modules("calculator")]
    named_like_another = {file.stem for file in files if not file.stem.startswith("__")} & taken
    assert named_like_another == set()


def test_the_library_of_the_browser_has_all_that_the_core_imports(built: Built) -> None:
    manifest = json.loads((built.site / "assets" / "engine" / "library.json").read_text("utf-8"))
    there = {re.sub(r"(/__init__)?\.pyc$", "", name) for name in manifest["files"]}
    for file in modules("calculator"):
        assert file.relative_to(ROOT).as_posix() + "c" in manifest["files"]
        if file.name != "__main__.py":
            for name in imports(file):
                top = name.split(".")[0]
                spec = importlib.util.find_spec(top)
                is_python = spec is not None and str(spec.origin).endswith(".py")
                assert top in there or not is_python, f"{file}: {name}"


def test_nothing_that_is_built_tells_where_it_was_built(built: Built) -> None:
    secrets = [str(built.root).encode(), str(ROOT).encode()]
    for file in sorted([*built.site.rglob("*"), *(built.root / "dist").rglob("*")]):
        if file.is_file():
            content = file.read_bytes()
            assert not [secret for secret in secrets if secret in content], file
