"""The same terms for everybody: better terms from the same place, or from one above it, do not act on the layer."""

from __future__ import annotations

ROLE = "bars"
BARS = "tilt"
TAKES: dict[str, str] = {}
NEEDS: tuple[str, ...] = ()
REFERS: tuple[str, ...] = ()
HOW: dict[str, tuple[str, ...]] = {}
