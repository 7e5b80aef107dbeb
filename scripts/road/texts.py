"""Official texts, where an office has them: quotes are found in them, and what was found is written down for builds
without them."""

from __future__ import annotations

import json
import os
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from calculator.literals import fold
from scripts.road.model import Document, Policy

VARIABLE = "POLICY_SOURCES"


@dataclass(frozen=True)
class OfficialText:
    """One text with a folded form (NFKC, no spaces) and, for each folded character, its place in the text."""

    text: str
    sha256: str
    folded: str
    places: list[int]

    def find(self, quote: str) -> tuple[int, int] | None:
        """Where a quote stands, as (start, end) in the text; ``None`` when it does not."""
        wanted = fold(quote)
        at = self.folded.find(wanted)
        return None if at < 0 or not wanted else (self.places[at], self.places[at + len(wanted) - 1] + 1)


Texts = dict[str, OfficialText]


def read_text(text: str) -> OfficialText:
    """Fold a text once, remembering where each character came from."""
    folded, places = [], []
    for place, character in enumerate(text):
        for plain in unicodedata.normalize("NFKC", character):
            if not plain.isspace():
                folded.append(plain)
                places.append(place)
    return OfficialText(text, sha256(text.encode("utf-8")).hexdigest(), "".join(folded), places)


def find_texts(root: Path, folder: Path | None, ids: list[str]) -> Texts | None:
    """The texts of the documents from ``folder``, the variable POLICY_SOURCES, or ``shared/sources`` beside the
    checkout.

    ``None`` when no folder is given and none is found; raises ``FileNotFoundError`` for a given folder that is not
    there.
    """
    named = folder or (Path(os.environ[VARIABLE]) if os.environ.get(VARIABLE) else None)
    if named is not None and not named.is_dir():
        raise FileNotFoundError(f"found no folder {named}; expected one with official texts named <document id>.txt")
    chosen = named or root.parent / "shared" / "sources"
    found = {name: chosen / f"{name}.txt" for name in ids if (chosen / f"{name}.txt").is_file()}
    if named is None and not found:
        return None
    try:
        return {name: read_text(path.read_text("utf-8")) for name, path in found.items()}
    except UnicodeDecodeError as error:
        raise FileNotFoundError(f"found an official text in another encoding ({error}); expected UTF-8") from None


def all_quotes(document: Document) -> dict[str, str]:
    """Every quote of a document's provisions by "provision.name"."""
    return {f"{p.id}.{name}": quote for p in document.provisions for name, quote in p.quotes.items()}


def write_verified(folder: Path, policy: Policy, texts: Texts, on: str) -> None:
    """Write for each document whose text is at hand which quotes stand where in it; unchanged findings keep their
    date."""
    folder.mkdir(exist_ok=True)
    for document in policy.documents:
        text = texts.get(document.id)
        if text is None:
            continue
        found = {name: text.find(quote) for name, quote in all_quotes(document).items()}
        record = {
            "document": document.id,
            "text_sha256": text.sha256,
            "quotes": {name: at for name, at in found.items() if at},
        }
        path = folder / f"{document.id}.json"
        old = json.loads(path.read_text("utf-8")) if path.exists() else {}
        same = json.loads(json.dumps(record)) == {key: value for key, value in old.items() if key != "verified_on"}
        dated = {"document": document.id, "verified_on": old["verified_on"] if same else on, **record}
        text_of_it = json.dumps(dated, ensure_ascii=False, indent=1) + "\n"
        if not path.exists() or path.read_text("utf-8") != text_of_it:
            path.write_text(text_of_it, "utf-8")
