"""Build the site: policy_data/*.yaml in, site/ and dist/*.zip out.

    python3 scripts/build.py

Sets itself up on a bare machine. Prints every finding as file:line:column; with an error among them the last good
site stays as it is and the exit status is 1.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)  # the checkout, not scripts/: a script must not shadow a package that it is named like

from scripts.road import environment  # noqa: E402  (only now on the path)


def main(arguments: list[str]) -> int:
    """The set-up, then the road; what a stage cannot go on with is told in its own words."""
    options = _options(arguments)
    environment.prepare(ROOT, Path(__file__), arguments)

    # Only from here on are the packages of .venv there for the stages to import.
    from scripts.road.bundle import BundleProblem
    from scripts.road.index import IndexProblem
    from scripts.road.licences import LicenceProblem
    from scripts.road.pack import PackProblem
    from scripts.road.shared import SharingProblem
    from scripts.road.shelf import RenderProblem
    from scripts.road.shell import ShellProblem
    from scripts.road.words import WordsError

    problems = (
        *(BundleProblem, IndexProblem, LicenceProblem, PackProblem, RenderProblem, SharingProblem, ShellProblem),
        *(WordsError, FileNotFoundError),
    )
    try:
        with environment.alone(ROOT, "build"):
            done = build(options)
    except problems as problem:
        print(problem)
        done = False
    if not done:
        print("site/ and dist/ are left as they were.", file=sys.stderr)
    return 0 if done else 1


def build(options: argparse.Namespace) -> bool:
    """Walk the road of a fact, from the policy data to the packed site; False if there is something to mend."""
    from scripts.road.bundle import bundle
    from scripts.road.check import check
    from scripts.road.compile import compile_rulebook, write_rulebook
    from scripts.road.findings import Findings
    from scripts.road.index import index
    from scripts.road.licences import licences
    from scripts.road.load import load
    from scripts.road.pack import pack
    from scripts.road.publish import publish
    from scripts.road.render import render
    from scripts.road.shell import shell
    from scripts.road.texts import find_texts, write_verified

    findings = Findings()
    policy = load(ROOT / "policy_data", findings)
    texts = None
    if policy is not None:
        texts = find_texts(ROOT, options.sources, [document.id for document in policy.documents])
        check(policy, texts, options.on, findings)
    for finding in sorted(findings):
        print(finding)
    if policy is None or findings.errors:
        return False
    if texts is not None:
        write_verified(ROOT / "policy_data" / "verified", policy, texts, options.on.isoformat())
    if options.check:
        return True

    rulebook = compile_rulebook(policy)
    write_rulebook(ROOT / "calculator" / "rulebook.json", rulebook)
    publish(policy, rulebook, ROOT / "build" / "data" / "v1")
    render(policy, rulebook, ROOT / "build" / "docs")
    index(policy, rulebook, ROOT / "build" / "docs", ROOT / "build" / "assets" / "search")
    bundle(ROOT, ROOT / "build" / "assets", policy.cases)
    licences(ROOT)
    shell(ROOT, options.site_url)
    packed = pack(ROOT, rulebook["version"], options.site_url)
    print(f"Open {packed.index.relative_to(ROOT)}, or unzip {packed.archive.relative_to(ROOT)} anywhere.")
    return True


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Build site/ and dist/*.zip from policy_data/.")
    parser.add_argument(
        "--sources",
        type=Path,
        help="folder of official texts, <id>.txt, that quotes are checked against (default: $POLICY_SOURCES)",
    )
    parser.add_argument("--site-url", default="", help="address the site will stand at, if it is to know one")
    parser.add_argument("--check", action="store_true", help="check the policy data and make no site")
    parser.add_argument(
        "--on",
        type=date.fromisoformat,
        default=date.today(),
        metavar="DATE",
        help="the day to check validity against (default: today); no page depends on it",
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
