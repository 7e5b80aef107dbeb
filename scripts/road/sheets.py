"""The files of a folder as a stage leaves them: what changed is written, what is no longer made is removed.

They are written piece by piece: a page that gathers what thousands of documents say need not be at hand as a whole.
"""

from __future__ import annotations

import filecmp
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

from scripts.road.kept import Kept


class Sheets:
    """The files below ``folder``; ``name`` is what is known of them under in ``kept``."""

    def __init__(self, folder: Path, kept: Kept, name: str) -> None:
        self._folder, self._kept, self._name = folder, kept, name
        self._made: set[str] = set()

    def __contains__(self, path: str) -> bool:
        return path in self._made

    def write(self, path: str, pieces: Iterable[str]) -> str:
        """Write a file if it changed, so that the time of an unchanged one stays; returns the digest of it."""
        self._made.add(path)
        file = self._folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh, digest = file.with_name(file.name + ".new"), sha256()
        with fresh.open("wb") as out:
            for piece in pieces:
                written = piece.encode("utf-8")
                digest.update(written)
                out.write(written)
        if file.is_file() and filecmp.cmp(fresh, file, shallow=False):
            fresh.unlink()
        else:
            fresh.replace(file)
        return digest.hexdigest()

    def keep(self, path: str, key: str, make: Callable[[], Iterable[str]]) -> None:
        """Leave a file as it is if it was made from the same before and nobody has touched it since, else write it."""
        name, file = f"{self._name}/{path}", self._folder / path
        known = self._kept.get(name, key)
        if known is not None and file.is_file() and sha256(file.read_bytes()).hexdigest() == known[0]:
            self._made.add(path)
        else:
            self._kept.put(name, key, self.write(path, make()))

    def remove_the_rest(self) -> None:
        """Remove what is no longer made."""
        for old in sorted(self._folder.rglob("*"), reverse=True):
            if old.is_file() and old.relative_to(self._folder).as_posix() not in self._made:
                old.unlink()
            elif old.is_dir() and not any(old.iterdir()):
                old.rmdir()
