"""What earlier builds left behind: when it may be used again, and when it must be made anew.

Whatever is kept stands beside a key, the digest of all that it was made from. Another key, a damaged or a missing
record all mean the same: make it again. So a kept thing can be late, never wrong.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path


def digest_of(places: Iterable[Path], *also: str, without: str | None = None) -> str:
    """One digest over the names and contents of all these files and folders, and over some texts.

    Files named `without` do not count.

    The Python that runs counts too: another one may write the same thing in another way.
    """
    total = hashlib.sha256(sys.version.encode())
    for text in also:
        total.update(f"{len(text)}\0{text}".encode())
    for place in places:
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts and file.name != without:
                name = file.relative_to(place).as_posix() if place.is_dir() else place.name
                total.update(f"{name}\0".encode())
                total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def files_in(folder: Path) -> dict[str, str]:
    """Every file of a folder by its path inside it, with the digest of its content."""
    if not folder.is_dir():
        return {}
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def remembered(file: Path) -> dict[str, object]:
    """A record that `remember` wrote; empty where there is none or where it is no record."""
    try:
        told = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def remember(file: Path, record: dict[str, object]) -> None:
    """Write a record as a whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(file.name + ".new")
    fresh.write_text(json.dumps(record), "utf-8")
    fresh.replace(file)
