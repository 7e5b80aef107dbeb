"""Which files belong in ``policy_data``, and where: what lies elsewhere is read by nothing, and would be missed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from calculator.families import FAMILIES
from scripts.road.findings import Findings, Place

HOUSEKEEPING = (".", "~", "#")  # what file managers and editors leave begins or ends so


def check_places(folder: Path, vocabulary: Iterable[str], folders: Collection[str], findings: Findings) -> list[str]:
    """Every file of ``folder`` is one that something reads: of the ``vocabulary``, or in one of the ``folders``;
    returns those that lie elsewhere."""
    before = len(findings)
    known = [f"{name}.yaml" for name in vocabulary]
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        top, *below = name.split("/")
        if top == "verified" or (path.is_dir() and path.suffix != ".yaml") or _is_housekeeping(path):
            continue
        at = Place(f"{folder.name}/{name}", 1, 1)
        if path.suffix != ".yaml":
            findings.add(at, f'the ending "{path.suffix}"', f'".yaml": {path.name.partition(".")[0]}.yaml')
        elif top in folders:
            _check_shelf(top, below, at, findings)
        elif name not in known:
            words = [*known, *(f"{one}/" for one in folders)]
            near = f"{top}/" if below else name
            findings.add(
                at, f'a file "{name}" that nothing reads', f"one of {', '.join(words)}", known=words, word=near
            )
    return [finding.at.file for finding in findings[before:]]


def _check_shelf(top: str, below: list[str], at: Place, findings: Findings) -> None:
    """Cases stand on the shelf of their calculator, words in a file of its name, all else in the folder itself."""
    if top == "cases":
        shelf = below[0] if len(below) == 2 else ""
        if shelf not in FAMILIES:
            found = f'a case of "{shelf}"' if shelf else "a case of no calculator"
            findings.add(
                at, found, f"cases/<calculator>/<name>.yaml: {', '.join(FAMILIES)}", known=FAMILIES, word=shelf
            )
    elif len(below) > 1:
        findings.add(at, f"a folder within {top}/", f"the file in {top}/ itself")
    elif top == "words" and (word := below[0].removesuffix(".yaml")) not in (*FAMILIES, "common"):
        known = [*FAMILIES, "common"]
        findings.add(at, f'words of "{word}"', f"one of {', '.join(known)}", known=known, word=word)


def _is_housekeeping(path: Path) -> bool:
    return (path.suffix != ".yaml" and path.name.startswith(HOUSEKEEPING[0])) or path.name.endswith(HOUSEKEEPING[1:])
