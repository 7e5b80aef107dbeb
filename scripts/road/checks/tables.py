"""Rows of a table as quotes: the unit of their figures stands in the table's head, which another quote carries."""

from __future__ import annotations

import re
from collections.abc import Mapping

_CELL = re.compile(r"(?<=\s)(\d+(?:\.\d+)?)(?=\s|$)")
_HEAD = re.compile(r"(?:单位[:：]\s*|[(（])(万元|元|%)")  # 单位：元, or 职工（元）


def with_units(quotes: Mapping[str, str]) -> dict[str, str]:
    """The quotes of a provision, each bare figure of a table's row with the unit of its head; apart from each other if
    no head is quoted, or several that differ."""
    units = {unit for quote in quotes.values() for unit in _HEAD.findall(quote)}
    unit = units.pop() if len(units) == 1 else ""
    return {name: _CELL.sub(rf"\1{unit},", quote) for name, quote in quotes.items()}
