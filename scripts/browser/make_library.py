"""Run by Pyodide at build time (see payload.mjs): collects what the browser must have into one zip of byte code.

Compiling with the very interpreter that will read the byte code is what makes it valid there.
"""

import ast
import hashlib
import importlib
import importlib.util
import io
import json
import marshal
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

# Needed beyond what the calculator imports: Pyodide's own half in Python, and what a traceback is printed with.
ALWAYS_FOLDERS = ("_pyodide/", "pyodide/")
ALWAYS_MODULES = ("traceback", "_colorize", "contextlib", "linecache", "textwrap", "tokenize", "encodings.cp437")


def make_library(unpacked: str, package: str, requests: str) -> dict[str, object]:
    """Import the whole package, answer the requests, and zip what that needed."""
    standard = next(entry for entry in sys.path if entry.endswith(".zip"))
    sys.path.insert(0, unpacked)
    imported = importlib.import_module(package)
    _answer_all(imported.call, requests)
    for name in sorted({*ALWAYS_MODULES, *_named_imports(Path(unpacked, package))}):
        importlib.import_module(name)

    entries: dict[str, bytes] = {}
    with zipfile.ZipFile(standard) as source:
        needed = _files_in_use(standard)
        for name in source.namelist():
            if name in needed or (name.startswith(ALWAYS_FOLDERS) and not name.endswith("/")):
                _add(entries, name, source.read(name), optimize=2)
    for file in sorted(Path(unpacked, package).rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            _add(entries, file.relative_to(unpacked).as_posix(), file.read_bytes(), optimize=0)
    return {"zip": _stored_zip(entries), "files": sorted(entries)}


def _answer_all(call: Callable[[str], str], requests: str) -> None:
    """Ask what pages ask: each request, and each result told in both languages."""
    for request in json.loads(requests):
        answer = json.loads(call(json.dumps(request)))
        if request["do"] == "run" and "ok" in answer:
            for language in ("zh", "en"):
                call(json.dumps({"do": "explain", "result": json.loads(answer["ok"]), "lang": language}))


def _named_imports(folder: Path) -> set[str]:
    """Every module that an import of the package names, those within functions (for rare cases) included."""
    named = set()
    for file in folder.rglob("*.py"):
        if file.name == "__main__.py":  # the command line
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                named |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                named.add(node.module)
    return named


def _files_in_use(standard: str) -> set[str]:
    files = (getattr(module, "__file__", None) or "" for module in list(sys.modules.values()))
    return {file.removeprefix(standard + "/") for file in files if file.startswith(standard)}


def _add(entries: dict[str, bytes], name: str, content: bytes, *, optimize: int) -> None:
    if not name.endswith(".py"):
        entries[name] = content
        return
    code = compile(content, name, "exec", dont_inherit=True, optimize=optimize)
    # An "unchecked hash" .pyc: loaded without a look at any source or time.
    unchecked = (1).to_bytes(4, "little")
    head = importlib.util.MAGIC_NUMBER + unchecked + hashlib.sha256(content).digest()[:8]
    entries[name + "c"] = head + marshal.dumps(code)


def _stored_zip(entries: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(entries):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, entries[name])
    return made.getvalue()
