"""Run every check and test; what is given on the command line goes to pytest.

    python3 scripts/test.py
    python3 scripts/test.py -k reimbursement

Sets itself up on a bare machine, Chromium and fonts for Chinese included.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LONGEST_FIRST = ("pages", "road", "site")  # of the folders of tests, so that those who take from them end together
AT_ONCE = 2
sys.path[0] = str(ROOT)  # the checkout, not scripts/

from scripts.road import environment  # noqa: E402  (only now on the path)


def main(arguments: list[str]) -> int:
    """Lint, check types, test; the exit status is 0 only if all three are content."""
    environment.prepare(ROOT, Path(__file__), arguments, browser=True)
    checks = [["ruff", "check", "--quiet", "--cache-dir", "build/cache/ruff", "."], ["mypy", "--no-error-summary"]]
    if arguments:
        content = {tool[0]: _run(tool) for tool in [*checks, ["pytest", *arguments]]}
    else:
        content = _side_by_side([*checks, *(["pytest", f"tests/{name}"] for name in _folders())])
    failed = [what for what, is_content in content.items() if not is_content]
    if failed:
        print(f"Not content: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


def _folders() -> list[str]:
    """The folders of tests; none disturbs another."""
    found = {path.parent.name for path in (ROOT / "tests").glob("*/test_*.py")}
    return [*LONGEST_FIRST, *sorted(found.difference(LONGEST_FIRST))]


def _run(tool: list[str]) -> bool:
    """Run a tool of Python's; True if it is content."""
    print(f"{tool[0]} …", flush=True)
    return subprocess.run([sys.executable, "-m", *tool], cwd=ROOT, check=False).returncode == 0


def _side_by_side(tools: list[list[str]]) -> dict[str, bool]:
    """Run tools, two at a time, and print what each says as a whole; which of them are content."""
    with tempfile.TemporaryDirectory() as shared, ThreadPoolExecutor(AT_ONCE) as runners:
        surroundings = {**os.environ, "SHARED_BY_TESTS": shared}  # where tests/conftest.py builds once for all

        def run(tool: list[str]) -> bool:
            command = [sys.executable, "-m", *tool]
            done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, check=False)
            said = (done.stdout + done.stderr).decode("utf-8", "replace")
            print(f"{tool[0]} {tool[-1]}\n{said}", flush=True)
            return done.returncode == 0

        content = runners.map(run, tools)
        return dict(zip((f"{tool[0]} {tool[-1]}" for tool in tools), content, strict=True))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
