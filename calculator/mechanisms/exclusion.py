"""Costs that a layer does not pay on in some circumstances; a place may except some of them."""

from __future__ import annotations

ROLE = "excludes"
TAKES = {"excepted": "flag"}
NEEDS: tuple[str, ...] = ()
REFERS: tuple[str, ...] = ()
HOW = {"costs": ("since_recognition", "before_recognition")}
