"""Build the site: policy_data/*.yaml in, site/ and dist/*.zip out.

    python3 scripts/build.py

Sets itself up on a bare machine. Prints every finding as file:line:column; with an error among them the last good
site stays as it is and the exit status is 1.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)  # the checkout, not scripts/: a script must not shadow a package that it is named like

from scripts.road import environment  # noqa: E402  (only now on the path)
from scripts.road.findings import Findings  # noqa: E402


def main(arguments: list[str]) -> int:
    """Walk the road of a fact from the policy data to the packed site."""
    options = _options(arguments)
    environment.prepare(ROOT, Path(__file__), arguments)

    # Only from here on are the packages of .venv there for the stages to import.
    from scripts.road.bundle import bundle
    from scripts.road.check import check, find_texts
    from scripts.road.compile import compile_rulebook, write_rulebook
    from scripts.road.load import load
    from scripts.road.pack import pack
    from scripts.road.render import render
    from scripts.road.shell import shell

    with environment.alone(ROOT, "build"):
        findings = Findings()
        policy = load(ROOT / "policy_data", findings)
        if policy is not None:
            check(policy, find_texts(ROOT, options.sources), options.on, findings)
        _print(findings)
        if policy is None or findings.errors or options.check:
            return 1 if findings.errors else 0

        rulebook = compile_rulebook(policy)
        write_rulebook(ROOT, rulebook)
        render(policy, rulebook, ROOT / "build" / "docs")
        bundle(ROOT, ROOT / "build" / "assets")
        shell(ROOT, options.site_url)
        packed = pack(ROOT, rulebook["version"], options.site_url)

    print(f"Open {packed.index.relative_to(ROOT)}, or unzip {packed.archive.relative_to(ROOT)} anywhere.")
    return 0


def _print(findings: Findings) -> None:
    for finding in sorted(findings):
        print(finding)
    if findings.errors:
        print(f"{len(findings.errors)} to mend; site/ and dist/ are left as they were.", file=sys.stderr)


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Build site/ and dist/*.zip from policy_data/.")
    parser.add_argument(
        "--sources",
        type=Path,
        default=os.environ.get("POLICY_SOURCES") or None,
        help="folder of official texts, <id>.txt, that quotes are checked against (default: $POLICY_SOURCES)",
    )
    parser.add_argument("--site-url", default="", help="address the site will stand at, if it is to know one")
    parser.add_argument("--check", action="store_true", help="check the policy data and make no site")
    parser.add_argument(
        "--on", type=date.fromisoformat, default=None, metavar="DATE", help="check as of this date (default: today)"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
