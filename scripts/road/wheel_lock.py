"""The calculator as a wheel, and the lock that names it: what any Pyodide, ours or another's, could load it by."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

EPOCH = 315532800  # 1980-01-01, the first day that a zip can tell: a wheel depends on its content alone


def build_wheel(root: Path, out: Path) -> Path:
    """Build the wheel of `root` into the empty folder `out`, the same to the byte for the same content."""
    out.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [sys.executable, "-m", "flit_core.wheel", "--outdir", str(out.resolve()), "."],
        cwd=root,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH)},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return next(out.glob("*.whl"))


def write_lock(wheel: Path, pyodide: Path, file: Path) -> None:
    """Write a lock in Pyodide's form that has this wheel and nothing else."""
    info = json.loads((pyodide / "pyodide-lock.json").read_text("utf-8"))["info"]
    entry = entry_by_pyodide_lock(wheel, info) if sys.version_info >= (3, 12) else own_entry(wheel)
    lock = {"info": info, "packages": {entry["name"]: entry}}
    file.write_text(json.dumps(lock, indent=1, sort_keys=True) + "\n", "utf-8")


def entry_by_pyodide_lock(wheel: Path, info: dict[str, str]) -> dict[str, Any]:
    """The wheel's entry as the package pyodide-lock makes it (its release for Python 3.12 and later)."""
    from pyodide_lock import PyodideLockSpec
    from pyodide_lock.utils import add_wheels_to_spec

    empty = PyodideLockSpec.from_dict({"info": info, "packages": {}})
    made = add_wheels_to_spec(empty, [wheel], base_path=wheel.parent).to_dict()
    (entry,) = made["packages"].values()
    return {key: value for key, value in entry.items() if key != "tool"}  # always empty, and new to older readers


def own_entry(wheel: Path) -> dict[str, Any]:
    """The same entry without that package, whose release for Python 3.11 cannot read today's locks."""
    name, version, *_ = wheel.name.split("-")
    with zipfile.ZipFile(wheel) as archive:
        modules = {file.split("/")[0] for file in archive.namelist() if file.endswith(".py")}
    return {
        "name": name.replace("_", "-"),
        "version": version,
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": sorted(modules),
        "depends": [],
        "unvendored_tests": False,
    }
