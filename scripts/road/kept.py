"""What earlier builds left behind: when it may be used again, and when it must be made anew.

Whatever is kept stands beside a key, the digest of all that it was made from. Another key, a damaged or a missing
record all mean the same: make it again. So a kept thing can be late, never wrong.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import pickle
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


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


class Kept:
    """Results of earlier builds by name, each with the digest of all that it was made from and of itself.

    ``around`` is what everything is made with: the program, its templates, its packages. The file holds Python objects:
    it is for the machine that wrote it.
    """

    def __init__(self, file: Path | None, around: str = "") -> None:
        self._file, self._around = file, around
        self._used: set[str] = set()
        self._base = _opened(file) if file else None

    @property
    def lasts(self) -> bool:
        """Whether what is put here can be found again."""
        return self._base is not None

    def of(self, name: str, key: str, make: Callable[[], T]) -> T:
        """What was made from the same before, or what ``make`` makes now."""
        if self._base is None:
            return make()
        found = self.get(name, key)
        if found is not None:
            kept: T = found[0]
            return kept
        made = make()
        self.put(name, key, made)
        return made

    def get(self, name: str, key: str) -> tuple[Any] | None:
        """What was made from the same before; ``None`` where nothing was."""
        if self._base is None:
            return None
        self._used.add(name)
        with contextlib.suppress(sqlite3.Error):
            asked = self._base.execute(
                "SELECT digest, value FROM kept WHERE name = ? AND key = ?", (name, self._full(key))
            )
            row = asked.fetchone()
            if row and hashlib.sha256(row[1]).hexdigest() == row[0]:
                return (pickle.loads(row[1]),)
        return None

    def put(self, name: str, key: str, made: object) -> None:
        """Keep something for the next time."""
        if self._base is not None:
            value = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
            told = (name, self._full(key), hashlib.sha256(value).hexdigest(), value)
            with contextlib.suppress(sqlite3.Error):
                self._base.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", told)

    def _full(self, key: str) -> str:
        return hashlib.sha256(f"{self._around} {key}".encode()).hexdigest()

    def folder(self, name: str) -> Path | None:
        """A folder for what a library keeps by itself, for these surroundings alone; none where nothing is kept."""
        if self._file is None:
            return None
        place = self._file.with_name(f"{name}-{self._around[:16]}")
        for old in self._file.parent.glob(f"{name}-*"):
            if old != place:
                shutil.rmtree(old)
        place.mkdir(exist_ok=True)
        return place

    def drop_the_rest(self) -> None:
        """Drop what a build that came to its end did not ask for: it is about things that are gone."""
        if self._base is None:
            return
        with contextlib.suppress(sqlite3.Error):
            names = [name for (name,) in self._base.execute("SELECT name FROM kept")]
            gone = [(name,) for name in names if name not in self._used]
            self._base.executemany("DELETE FROM kept WHERE name = ?", gone)

    def close(self) -> None:
        """Write down what was made, also by a build that was broken off."""
        if self._base is not None:
            with contextlib.suppress(sqlite3.Error):
                self._base.commit()
            self._base.close()


AFRESH = Kept(None)  # keeps nothing


def _opened(file: Path) -> sqlite3.Connection:
    """The file's database, emptied if it is none."""
    file.parent.mkdir(parents=True, exist_ok=True)
    for _ in range(2):
        try:
            base = sqlite3.connect(file)
            # What a crash spoils is made again: nothing needs to wait for the disk.
            base.execute("PRAGMA synchronous = OFF")
            base.execute("CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, key TEXT, digest TEXT, value BLOB)")
            base.execute("SELECT name, key, digest FROM kept LIMIT 1")
        except sqlite3.DatabaseError:
            file.unlink(missing_ok=True)
            continue
        return base
    return sqlite3.connect(":memory:")
