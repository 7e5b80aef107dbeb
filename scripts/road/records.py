"""The machine's own records, ``policy_data/verified/<id>.json``: whether later stages can read them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from calculator.literals import day
from scripts.road.files import text_of
from scripts.road.findings import Findings, Place

_REMOVE = "what a check with the official texts writes; remove the file and check again with them"


def check_records(folder: Path, documents: set[str], findings: Findings) -> list[str]:
    """Every record is of a document that is held and has what the pages tell of it; returns the documents that are
    gone."""
    gone: list[str] = []
    for path in sorted(folder.glob("*")):
        shown = f"{folder.parent.name}/{folder.name}/{path.name}"
        if path.suffix == ".json" and path.stem not in documents:
            gone.append(path.stem)
            findings.add(
                Place(shown, 1, 1),
                f'a record of "{path.stem}", of which there is no document',
                f"documents/{path.stem}.yaml; if that is gone for good, this file goes too",
                known=[f"{document}.json" for document in documents],
                word=path.name,
            )
        elif path.suffix != ".json":
            findings.add(
                Place(shown, 1, 1),
                f'a file "{path.name}" among the records',
                "one file <document id>.json a document, and nothing else",
            )
        elif (text := text_of(path, shown, findings)) is not None:
            _check_record(text, path.stem, shown, findings)
    return gone


def _check_record(text: str, document: str, shown: str, findings: Findings) -> None:
    try:
        told = json.loads(text)
    except json.JSONDecodeError as error:
        findings.add(Place(shown, error.lineno, error.colno), f"text that is not JSON ({error.msg})", _REMOVE)
        return
    except RecursionError:
        findings.add(Place(shown, 1, 1), "data nested without end", _REMOVE)
        return
    if not _is_record(told, document):
        findings.add(Place(shown, 1, 1), f"something else than a record of {document}", _REMOVE)


def _is_record(told: Any, document: str) -> bool:
    return (
        isinstance(told, dict)
        and told.get("document") == document
        and isinstance(told.get("verified_on"), str)
        and day(told["verified_on"]) is not None
        and isinstance(told.get("text_sha256"), str)
        and len(told["text_sha256"]) == 64
        and type(told.get("sentences")) is int
        and all(_are_spans(told.get(name)) for name in ("unclaimed", "left_out"))
        and all(isinstance(told.get(name), dict) for name in ("parts", "quotes", "figures_near"))
        and _are_spans([*told["parts"].values(), *told["quotes"].values()])
        and all(map(_are_spans, told["figures_near"].values()))
    )


def _are_spans(spans: Any) -> bool:
    return isinstance(spans, list) and all(map(_is_span, spans))


def _is_span(span: Any) -> bool:
    is_pair = isinstance(span, list) and len(span) == 2 and all(type(end) is int for end in span)
    return is_pair and 0 <= span[0] < span[1]
