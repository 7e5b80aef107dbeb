"""An outcome where conditions hold: who is covered, what is excluded, which class a person falls in.

The conditions are the rule's own (who, when, from, until); the outcomes are what it ``gives``.
"""

from __future__ import annotations

ROLE = "decides"
TAKES: dict[str, str] = {}
NEEDS: tuple[str, ...] = ()
REFERS: tuple[str, ...] = ()
HOW: dict[str, tuple[str, ...]] = {}
