"""Build the site: policy_data/*.yaml in, site/ and dist/ (the zip, the core's wheel) out.

    python3 scripts/build.py
    python3 scripts/build.py --serve     builds, serves and builds again after every edit

Sets itself up on a bare machine. Prints every finding as file:line:column; with an error among them the last good
site stays as it is and the exit status is 1.
"""

from __future__ import annotations

import argparse
import gc
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path[0] = str(ROOT)  # the checkout, not scripts/: a script must not shadow a package that it is named like

from scripts.road import environment  # noqa: E402  (only now on the path)

if TYPE_CHECKING:
    from scripts.road.kept import Kept
    from scripts.road.progress import Progress

# What, beside the data, pages are made with.
MADE_WITH = [ROOT / name for name in ("calculator", "scripts", "docs/templates", "docs/words", "requirements.lock")]


def main(arguments: list[str]) -> int:
    """The set-up, then the road; what a stage cannot go on with is told in its own words."""
    options = _options(arguments)
    environment.prepare(ROOT, Path(__file__), arguments)
    if options.serve:
        from scripts.road.serve import serve

        return serve(ROOT, [str(Path(__file__)), "--no-zip", *_for_each_build(options)], options.port)

    # Only from here on are the packages of .venv there for the stages to import.
    from calculator.rulebook import FILE as RULEBOOK
    from scripts.road.kept import Kept, digest_of
    from scripts.road.problem import Problem
    from scripts.road.progress import Progress

    try:
        with environment.alone(ROOT, "build"):
            gc.disable()  # until the data are read: to look through them again and again would take half of the time
            made_with = digest_of(MADE_WITH, without=RULEBOOK)
            kept_in = ROOT / "build" / "cache" / "kept.sqlite"
            with closing(Kept(kept_in, made_with)) as kept, closing(Progress()) as step:
                done = build(options, kept, step)
    except Problem as problem:
        print(problem)
        done = False
    if not done:
        sys.stdout.flush()
        print("site/ and dist/ are left as they were.", file=sys.stderr)
    return 0 if done else 1


def build(options: argparse.Namespace, kept: Kept, step: Progress) -> bool:
    """Walk the road of a fact, from the policy data to the packed site; False if there is something to mend."""
    from calculator.rulebook import FILE as RULEBOOK
    from scripts.road.check import check
    from scripts.road.checks.site_words import check_site_words
    from scripts.road.compile import compile_rulebook, write_rulebook
    from scripts.road.findings import Findings, told
    from scripts.road.load import load
    from scripts.road.texts import find_texts
    from scripts.road.verified import write_verified

    findings = Findings()
    policy = step(load, ROOT / "policy_data", findings, kept)
    texts = None
    if policy is not None:
        texts = find_texts(ROOT, options.sources, [document.id for document in policy.documents])
        step(check, policy, texts, options.on, findings, kept)
    step(check_site_words, ROOT, findings)
    for line in told(findings):
        print(line)
    if policy is None or findings.errors:
        return False
    if texts is not None:
        write_verified(ROOT / "policy_data" / "verified", policy, texts, options.on.isoformat())
    book = step(compile_rulebook, policy, kept)
    write_rulebook(ROOT / "calculator" / RULEBOOK, book)
    if options.check:
        return True

    # Whoever wants no pages need not wait for what makes them.
    from scripts.road.bundle import bundle
    from scripts.road.compile import compile_met
    from scripts.road.index import index
    from scripts.road.licences import licences
    from scripts.road.pack import pack
    from scripts.road.publish import publish
    from scripts.road.render import render
    from scripts.road.shell import shell

    rulebook = book.outline
    del book  # large, and of no more use
    gc.freeze()  # all this stays
    gc.enable()
    met = compile_met(policy, kept)
    bundled = step.beside(bundle, ROOT, ROOT / "build" / "assets", policy.cases, met, proven=options.zip)
    tables = step(publish, policy, rulebook, ROOT / "build" / "data" / "v1", ROOT, kept)
    shown = None if options.hide_texts else texts
    step(render, policy, rulebook, ROOT / "build" / "docs", texts=shown, tables=tables, kept=kept)
    step(index, policy, rulebook, ROOT / "build" / "docs", ROOT / "build" / "assets" / "search", kept=kept)
    documents = len(policy.documents)
    del policy  # large as well
    step(bundled)
    step(licences, ROOT)
    step(shell, ROOT, options.site_url)
    how = {"zipped": options.zip, "with_texts": bool(shown)}
    packed = step(pack, ROOT, rulebook["version"], options.site_url, **how, kept=kept)
    kept.drop_the_rest()
    unzip = f", or unzip {packed.archive.relative_to(ROOT)} anywhere" if packed.archive else ""
    if shown:
        print(f"Official texts shown in full: {len(shown)} of {documents}; --hide-texts shows quotes only.")
    print(f"Open {packed.index.relative_to(ROOT)}{unzip}.")
    return True


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Build site/ and dist/ (the zip, the core's wheel) from policy_data/.")
    parser.add_argument(
        "--sources",
        type=Path,
        help="folder of official texts, <id>.txt, to check quotes against and to show (default: $POLICY_SOURCES)",
    )
    parser.add_argument("--hide-texts", action="store_true", help="check against the texts, but show only the quotes")
    parser.add_argument("--site-url", default="", help="address the site will stand at, if it is to know one")
    parser.add_argument("--no-zip", dest="zip", action="store_false", help="make site/ alone, for a look: sooner done")
    parser.add_argument("--serve", action="store_true", help="serve site/ on this computer, built anew on each edit")
    parser.add_argument("--port", type=int, default=8000, help="where --serve listens (default: 8000; 0: any free one)")
    parser.add_argument(
        "--check",
        action="store_true",
        help="check the policy data, for the calculators on the command line; make no site",
    )
    parser.add_argument(
        "--on",
        type=date.fromisoformat,
        default=date.today(),
        metavar="DATE",
        help="the day to check validity against (default: today); no page depends on it",
    )
    return parser.parse_args(arguments)


def _for_each_build(options: argparse.Namespace) -> list[str]:
    """The options that a build under ``--serve`` is given."""
    sources = ["--sources", str(options.sources)] if options.sources else []
    hidden = ["--hide-texts"] if options.hide_texts else []
    return [*sources, *hidden, "--site-url", options.site_url, "--on", options.on.isoformat()]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
