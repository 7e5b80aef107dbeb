"""What spreadsheets must be spared and told in a CSV file: they compute what begins like a formula, and guess at the
encoding."""

from __future__ import annotations

# Chinese editions take the full-width signs for formulas, too; a line end or a tab before one does not hide it.
STARTS_A_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
BYTE_ORDER_MARK = "\ufeff"  # by which they know UTF-8


def plain_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text
