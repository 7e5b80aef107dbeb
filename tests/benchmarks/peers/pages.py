"""Markdown to finished pages by our shell stage, and by it alone: run in a built checkout, from nothing.

python -m tests.benchmarks.peers.pages serial|together
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from scripts.road.shell import CONFIGURATIONS, Side, filled, shell


def pages(root: Path, how: str) -> None:
    """Shells around the pages of both languages, and their texts in them."""
    build = root / "build"
    for record in (build / "cache").glob("shell-*.json"):
        record.unlink()
    shutil.rmtree(build / "site", ignore_errors=True)
    if how == "together":
        shell(root)
    else:
        for language in CONFIGURATIONS:
            side = Side(root, language, "")
            side.start().communicate()
            side.finish()
    for page in (build / "site").rglob("*.html"):
        markdown = build / "docs" / page.relative_to(build / "site").with_suffix(".md")
        if markdown.is_file():
            page.write_bytes(b"".join(filled(page.read_bytes(), markdown)))


if __name__ == "__main__":
    pages(Path.cwd(), sys.argv[1])
