"""Run every check and test; what is given on the command line goes to pytest.

    python3 scripts/test.py
    python3 scripts/test.py -k reimbursement

Sets itself up on a bare machine, Chromium and fonts for Chinese included.
"""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WITH_PAGES = ("pages", "oracle")  # each kind of page is opened in both languages, narrow and wide: that takes long
sys.path[0] = str(ROOT)  # the checkout, not scripts/

from scripts.road import environment  # noqa: E402  (only now on the path)


def main(arguments: list[str]) -> int:
    """Lint, check types, test; the exit status is 0 only if all three are content."""
    environment.prepare(ROOT, Path(__file__), arguments, browser=True)
    steps = {
        "ruff": [["check", "--quiet", "--cache-dir", "build/cache/ruff", "."]],
        "mypy": [["--no-error-summary"]],
        "pytest": [arguments] if arguments else _halves(),
    }
    failed = []
    for tool, runs in steps.items():
        print(f"{tool} …", flush=True)
        if not _side_by_side([[sys.executable, "-m", tool, *options] for options in runs]):
            failed.append(tool)
    if failed:
        print(f"Not content: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


def _halves() -> list[list[str]]:
    """The tests of pages and of the second calculators, and all others: about as long; neither disturbs the other."""
    folders = sorted(path.parent.name for path in (ROOT / "tests").glob("*/__init__.py"))
    others = [f"tests/{name}" for name in folders if name not in WITH_PAGES]
    return [others, [f"tests/{name}" for name in WITH_PAGES]]


def _side_by_side(commands: list[list[str]]) -> bool:
    """Run commands at the same time and print what each says as a whole; True if all are content."""
    if len(commands) == 1:
        return subprocess.run(commands[0], cwd=ROOT, check=False).returncode == 0
    running = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for command in commands
    ]
    with ThreadPoolExecutor(len(running)) as readers:
        said = [reader.result()[0] for reader in [readers.submit(one.communicate) for one in running]]
    for text in said:
        print(text.decode("utf-8", "replace"), flush=True)
    return all(one.returncode == 0 for one in running)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
