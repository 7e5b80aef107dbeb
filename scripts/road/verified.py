"""What was found in the official texts, written down for builds without them: ``policy_data/verified/<id>.json``.

Positions are (start, end), half-open, in characters of the text; no words of it are kept.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from scripts.road.division import divide
from scripts.road.model import Document, Policy
from scripts.road.searches import Searcher, searches
from scripts.road.texts import OfficialText, Texts

_SPAN = re.compile(r"\[\s+(\d+),\s+(\d+)\s+\]")  # one position a line is enough


def write_verified(folder: Path, policy: Policy, texts: Texts, on: str) -> None:
    """Write what was found for each document whose text is at hand; unchanged findings keep their date."""
    folder.mkdir(exist_ok=True)
    for document in policy.documents:
        text = texts.get(document.id)
        if text is None:
            continue
        record = json.loads(json.dumps(_found(document, text)))
        path = folder / f"{document.id}.json"
        old = json.loads(path.read_text("utf-8")) if path.exists() else {}
        same = record == {key: value for key, value in old.items() if key != "verified_on"}
        dated = {"document": document.id, "verified_on": old["verified_on"] if same else on, **record}
        text_of_it = _SPAN.sub(r"[\1, \2]", json.dumps(dated, ensure_ascii=False, indent=1)) + "\n"
        if not path.exists() or path.read_text("utf-8") != text_of_it:
            path.write_text(text_of_it, "utf-8")


def _found(document: Document, text: OfficialText) -> dict[str, Any]:
    division = divide(document, text)
    searcher = Searcher(document, division)
    return {
        "document": document.id,
        "text_sha256": text.sha256,
        "parts": division.parts,
        "quotes": division.quotes,
        "left_out": [span for _, span in division.left_out],
        "sentences": len(text.sentences),
        "unclaimed": division.unclaimed,
        "figures_near": {name: searcher.figures_near(searched) for name, searched in searches(document)},
    }
