"""Stage: the calculator core and the page scripts, in the forms that browsers run.

out/policy-calculator.js   window.policyCalculator (docs/assets/src/runtime)
out/offline/policy-calculator.js   the same for a copy that has only the offline forms
out/NAME.js, out/NAME.css  one classic script a kind of page (docs/assets/src/pages): modules do not run on file://
out/engine/                Pyodide, the core's library, its wheel and lock, as files for a server to serve
out/offline/               the same as scripts of base64 of gzip, which pages on file:// can load
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from calculator.rulebook import FILE as RULEBOOK
from scripts.road import environment
from scripts.road.compile import Compiled
from scripts.road.kept import digest_of
from scripts.road.model import Case
from scripts.road.problem import Problem
from scripts.road.wheel_lock import build_wheel, write_lock

# What browsers must understand of the scripts: old enough that a too old one still says so in words.
TARGET = "es2018"
SQUEEZE = 6  # the levels above it take two to six times as long for a hundredth less
STAMP = ".made-from"  # in a finished folder: the key of what it was made from
# What a page loads of the engine; the rest is there for others to use and to check.
ENGINE_FILES = ("pyodide.wasm", "library.zip", "worker.js")


class BundleProblem(Problem):
    """A tool of the bundle failed; the message is what it said."""


def bundle(root: Path, out: Path, cases: Mapping[str, Sequence[Case]], met: Compiled, *, proven: bool = True) -> None:
    """Fill `out`; what has not changed since the last call is left as it is.

    The worked cases of each calculator lead the core through all that it may import; `met` is the rulebook of what they
    meet, which needs no more memory where there are thousands of documents. Where the library need not be `proven`, one
    that was found with an earlier rulebook and its cases does: neither changes anything of what is imported.
    """
    out.mkdir(parents=True, exist_ok=True)
    _engine(root, out, _requests(cases), met, proven)
    _scripts(root, out)


def _engine(root: Path, out: Path, requests: list[dict[str, Any]], met: Compiled, proven: bool) -> None:
    """Pyodide and the library, first as files and then as scripts."""
    pyodide = root / "node_modules" / "pyodide"
    inputs = [root / "calculator", root / "pyproject.toml", root / "package-lock.json", root / "requirements.lock"]
    inputs += [root / "scripts" / "browser", root / "docs" / "assets" / "src" / "runtime", Path(__file__)]
    code = digest_of(inputs, without=RULEBOOK)
    asked = f"{code} {digest_of([], met.version, json.dumps(requests))}"
    key = f"{asked} {digest_of([root / 'calculator' / RULEBOOK])}"
    library = root / "build" / "cache" / "library"
    found_before = _stamp(library).startswith(asked if proven else code)
    if found_before and _stamp(out / "engine") == key:
        return
    making = _empty(out / "engine.new")
    wheel = build_wheel(root, making)
    write_lock(wheel, pyodide, making / "pyodide-lock.json")
    if not found_before:
        found = _empty(library.with_name("library.new"))
        _library(root, pyodide, _met_only(wheel, met, pyodide, library.with_name("library.order")), requests, found)
        _finish(found, library, asked)
    _with_rulebook(library / "library.zip", (root / "calculator" / RULEBOOK).read_bytes(), making / "library.zip")
    shutil.copyfile(library / "library.json", making / "library.json")
    manifest: dict[str, dict[str, object]] = json.loads((library / "library.json").read_text("utf-8"))
    shutil.copyfile(pyodide / "pyodide.asm.wasm", making / "pyodide.wasm")
    (making / "worker.js").write_text(_worker(root, pyodide, manifest["lock"]), "utf-8")
    _hand_over(making, out / "offline", root / "build" / "cache" / "offline")
    _finish(making, out / "engine", key)


def _requests(cases: Mapping[str, Sequence[Case]]) -> list[dict[str, Any]]:
    """What `calculator.call` is asked at build time: everything that a page may ask, of every case."""
    requests: list[dict[str, Any]] = [{"do": "list"}]
    for name, worked in cases.items():
        requests.append({"do": "schema", "name": name})
        requests.append({"do": "run", "name": name, "inputs": {}})
        for case in worked:
            requests += [{"do": do, "name": name, "inputs": case.ask} for do in ("run", "compare")]
    return requests


def _met_only(wheel: Path, met: Compiled, pyodide: Path, folder: Path) -> Path:
    """The wheel with no more rulebook than is asked for here, and its lock beside it."""
    lean = _empty(folder) / wheel.name
    _with_rulebook(wheel, b"".join(met.pieces), lean)
    write_lock(lean, pyodide, lean.with_name("pyodide-lock.json"))
    return lean


def _library(root: Path, pyodide: Path, wheel: Path, requests: list[dict[str, Any]], out: Path) -> None:
    """The part of the standard library that the core needs, with the core, as byte code (scripts/browser)."""
    order = {
        "pyodide": str(pyodide),
        "wheel": str(wheel),
        "lock": str(wheel.with_name("pyodide-lock.json")),
        "package": "calculator",
        "requests": requests,
        "out": str(out),
    }
    written = wheel.with_name("order.json")
    written.write_text(json.dumps(order, ensure_ascii=False), "utf-8")
    payload = root / "scripts" / "browser" / "payload.mjs"
    _run(root, [str(environment.node_program(root)), str(payload), str(written)])


def _with_rulebook(archive: Path, rulebook: bytes, out: Path) -> None:
    """The library or the wheel with this rulebook; everything else in it stays as it was put there."""
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, rulebook if entry.filename == f"calculator/{RULEBOOK}" else old.read(entry))


def _worker(root: Path, pyodide: Path, lock: object) -> str:
    """One classic script: Pyodide's loader, its compiled half, and our end of the worker."""
    loader = (pyodide / "pyodide.js").read_text("utf-8").replace("//# sourceMappingURL=pyodide.js.map", "")
    compiled = (pyodide / "pyodide.asm.js").read_text("utf-8")
    source = root / "docs" / "assets" / "src" / "runtime" / "worker.js"
    ours = _esbuild(root, [str(source), f"--define:PYODIDE_LOCK={json.dumps(lock)}"])
    return "\n".join([loader, compiled, ours])


def _hand_over(engine: Path, out: Path, cache: Path) -> None:
    """Write each file that the page loads as a script that hands it over; squeezing them is slow, so kept by digest."""
    cache.mkdir(parents=True, exist_ok=True)
    out.mkdir(exist_ok=True)
    how = Path(__file__).read_bytes()
    for name in ENGINE_FILES:
        content = (engine / name).read_bytes()
        kept = cache / f"{name}.{hashlib.sha256(content + how).hexdigest()}.js"
        if not kept.exists():
            for old in cache.glob(f"{name}.*.js"):
                old.unlink()
            # Not gzip.compress: the head that it writes differs from one Python to the next.
            squeezed = base64.b64encode(zlib.compress(content, SQUEEZE, wbits=31)).decode("ascii")
            fresh = kept.with_suffix(".new")
            fresh.write_text(f'policyCalculatorFiles["{name}"]="{squeezed}";\n', "ascii")
            fresh.replace(kept)
        shutil.copyfile(kept, out / f"{name}.js")


def _scripts(root: Path, out: Path) -> None:
    """The runtime and one bundle a kind of page."""
    source = root / "docs" / "assets" / "src"
    digests = {name: hashlib.sha256((out / "engine" / name).read_bytes()).hexdigest()[:12] for name in ENGINE_FILES}
    stamp = out / ".scripts"
    key = digest_of([source, root / "package-lock.json", Path(__file__)]) + json.dumps(digests, sort_keys=True)
    if stamp.exists() and stamp.read_text("utf-8") == key:
        return
    for old in (*out.glob("*.js"), *out.glob("*.css")):
        old.unlink()
    for folder, plain_too in ((out, "true"), (out / "offline", "false")):
        known = [f"--define:ENGINE_FILES={json.dumps(digests)}", f"--define:PLAIN_FILES_TOO={plain_too}"]
        text = _esbuild(root, [str(source / "runtime" / "index.js"), *known])
        (folder / "policy-calculator.js").write_text(text, "utf-8")
    pages = sorted([*(source / "pages").glob("*.js"), *(source / "pages").glob("*.css")])
    if pages:
        _esbuild(root, [*map(str, pages), f"--outdir={out}"])
    stamp.write_text(key, "utf-8")


def _esbuild(root: Path, arguments: list[str]) -> str:
    # The program itself: the script in front of it would bury what it says under a trace of its own.
    packages = root / "node_modules" / "@esbuild"
    program = next(iter([*packages.glob("*/bin/esbuild"), *packages.glob("*/esbuild.exe")]))
    options = ["--bundle", "--format=iife", "--minify", "--charset=utf8", f"--target={TARGET}"]
    options += ["--legal-comments=none", "--log-level=warning"]
    return _run(root, [str(program), *arguments, *options])


def _run(root: Path, command: list[str]) -> str:
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise BundleProblem(done.stderr.strip())
    return done.stdout


def _empty(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _stamp(folder: Path) -> str:
    stamp = folder / STAMP
    return stamp.read_text("utf-8") if stamp.exists() else ""


def _finish(making: Path, place: Path, key: str) -> None:
    """Put the finished folder in its place; the stamp tells later calls that it is whole."""
    (making / STAMP).write_text(key, "utf-8")
    shutil.rmtree(place, ignore_errors=True)
    making.replace(place)
