"""Run every check and test; what is given on the command line goes to pytest.

    python3 scripts/test.py
    python3 scripts/test.py -k reimbursement

Sets itself up on a bare machine, Chromium and fonts for Chinese included.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)  # the checkout, not scripts/

from scripts.road import environment  # noqa: E402  (only now on the path)


def main(arguments: list[str]) -> int:
    """Lint, check types, test; the exit status is 0 only if all three are content."""
    environment.prepare(ROOT, Path(__file__), arguments, browser=True)
    steps = {
        "ruff": ["check", "--quiet", "--cache-dir", "build/cache/ruff", "."],
        "mypy": ["--no-error-summary"],
        "pytest": arguments,
    }
    failed = []
    for tool, options in steps.items():
        print(f"{tool} …", flush=True)
        if subprocess.run([sys.executable, "-m", tool, *options], cwd=ROOT, check=False).returncode:
            failed.append(tool)
    if failed:
        print(f"Not content: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
