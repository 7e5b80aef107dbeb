"""Sites of any size for measuring: the real documents' provisions under new names, each document for a new place.

A made-up document holds what a real one says of itself (dates, issuers, words for people) and a few of its provisions
with all that stands in them. Nobody reads these sites; their pages are as long and as linked as real ones.
"""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import yaml

PROVISIONS = 6  # in a document, beside those that say when and by whom it was issued
LANGUAGES = 2
_CODE = 900_000  # no place of GB/T 2260 has a code from here on; a county's does not end in 00
_DATED = ("number", "issued")

Tree = dict[str, Any]


def documents_for(pages: int, data: Path) -> int:
    """How many documents to add for a site of so many pages, both languages and the real documents counted."""
    ordinary = 16  # the pages in each language that are not of one document
    real = len(list((data / "documents").glob("*.yaml")))
    return max(0, pages // LANGUAGES - ordinary - real)


def grow(data: Path, count: int) -> list[Path]:
    """Add so many made-up documents to a folder of policy data; returns their files."""
    real = [_read(file) for file in sorted((data / "documents").glob("*.yaml"))]
    regions = data / "regions.yaml"
    lines = [regions.read_text("utf-8").rstrip("\n")]
    written = []
    for number in range(count):
        document, proof = _document(real[number % len(real)], number, data)
        code = document["place"]
        lines.append(f'- {{code: "{code}", level: county, zh: 第{number}县, en: County {number}, within: "100000"}}')
        file = data / "documents" / f"{document['id']}.yaml"
        file.write_text(_yaml(document), "utf-8")
        (data / "verified" / f"{document['id']}.json").write_text(json.dumps(proof, ensure_ascii=False), "utf-8")
        written.append(file)
    regions.write_text("\n".join(lines) + "\n", "utf-8")
    return written


def _document(real: Tree, number: int, data: Path) -> tuple[Tree, Tree]:
    """One made-up document, and the record of where its quotes were found."""
    made = copy.deepcopy(real)
    made["id"], made["place"] = f"{real['id']}-{number:05}", str(_CODE + number // 99 * 100 + number % 99 + 1)
    for words in (made["title"], made["short"]):
        words["zh"], words["en"] = f"{words['zh']}（{number}）", f"{words['en']} ({number})"
    made["number"].pop("value", None)
    made["number"] = {"state": "not_stated", "searched": {"clauses": "all", "looked_for": ["文号"]}}
    stated = [made["issued"], made["holds"]["from"], made["holds"]["until"]]
    needed = {one["clause"] for one in stated if "clause" in one}
    start = number // 5 * PROVISIONS % len(real["provisions"])
    turned = made["provisions"][start:] + made["provisions"][:start]
    chosen = {one["id"] for one in turned if one["id"] not in needed and "metadata" not in one["kinds"]}
    kept = needed | {one["id"] for one in [one for one in turned if one["id"] in chosen][:PROVISIONS]}
    made["provisions"] = [one for one in made["provisions"] if one["id"] in kept]
    for list_ in ("words", "cites"):
        made[list_] = [one for one in made.get(list_, []) if one["clause"] in kept]
    for provision in made["provisions"]:
        for rule in provision.get("rules", []):
            rule["id"] = f"{rule['id']}-{number:05}"
        for duty in [*provision.get("obligations", []), *provision.get("targets", [])]:
            duty.pop("rule", None)
        for value in provision.get("values", []):
            if value.get("searched", {}).get("clauses", "all") != "all":
                value["searched"]["clauses"] = "all"
    proof = json.loads((data / "verified" / f"{real['id']}.json").read_text("utf-8"))
    quotes = {name: at for name, at in proof["quotes"].items() if name.rsplit(".", 1)[0] in kept}
    return made, proof | {"document": made["id"], "quotes": quotes}


def _read(file: Path) -> Tree:
    # Every scalar as the words it is written with, so that nothing is read as a number or a date and changed by it.
    tree: Tree = yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)
    return tree


def _yaml(tree: Tree) -> str:
    return yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=1000)
