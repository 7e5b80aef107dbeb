"""Text files as editors leave them: what cannot be read is a finding, never a traceback."""

from __future__ import annotations

from pathlib import Path

from scripts.road.findings import Findings, Place

LARGEST = 2_000_000  # bytes: some twenty times the longest document that is held


def text_of(path: Path, shown: str, findings: Findings) -> str | None:
    """The text of a file, or ``None`` with a finding at its ``shown`` name that says why there is none."""
    try:
        if (size := path.stat().st_size) > LARGEST:
            findings.add(Place(shown, 1, 1), f"a file of {size:,} bytes", f"at most {LARGEST:,}: one matter a file")
            return None
        data = path.read_bytes()
    except FileNotFoundError:
        findings.add(Place(shown, 1, 1), "no such file", "the file, even where its list is empty")
        return None
    except OSError as error:
        findings.add(Place(shown, 1, 1), f"something that is no file ({error.strerror})", "a text file in UTF-8")
        return None
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        before = data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")
        at = Place(shown, line, len(before) + 1)
        encoding = "UTF-16" if _is_utf16(data) else "GBK" if _is_gbk(data) else ""
        saved = f", saved in {encoding} as it seems" if encoding else ""
        findings.add(at, f"bytes that are not UTF-8 (at byte {error.start}){saved}", "a text file saved in UTF-8")
        return None


def _is_utf16(data: bytes) -> bool:
    """Whether a text begins as one that an editor saved as "Unicode"."""
    return data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[1:8:2] == b"\0" * 4 or data[:8:2] == b"\0" * 4


def _is_gbk(data: bytes) -> bool:
    """Whether the bytes can be read in the older encoding of Chinese, as some editors still save it."""
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return b"\0" not in data
