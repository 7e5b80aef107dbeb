"""The working of a result: steps that a reader, or a test, can do again from what is printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from calculator.money import Shown, Sum, printed, yuan_exactly


class Working:
    """Gathers steps in order.

    Operands and values come as fen, ratios or texts and are printed here, where somebody is going to read them:
    "8000.00" (yuan), "70%" or "6/7" (ratios).
    """

    told = True  # whether anybody is going to read it

    def __init__(self) -> None:
        self.steps: list[dict] = []

    def at(self, prefix: str, **context: Any) -> Callable[..., None]:
        """A recorder of steps under ``prefix``; ``context`` (episode, layer, rule, cites …) goes with each of them.

        The recorder takes a kind, a formula over the operands, the operands, the value and, where rounding came
        between, the exact value.
        """

        def step(
            kind: str,
            formula: str | None,
            operands: Mapping[str, Shown],
            value: Shown | None,
            exact: str | Sum | None = None,
            unit: str = "yuan",
            **more: Any,
        ) -> None:
            self.steps.append(
                {
                    "id": f"{prefix}.{kind}",
                    "kind": kind,
                    "formula": formula,
                    "operands": {name: printed(shown) for name, shown in operands.items()},
                    "exact": yuan_exactly(exact) if isinstance(exact, tuple) else exact,
                    "rounding": None if exact is None else "half_up_fen",
                    "value": None if value is None else printed(value),
                    "unit": unit if value is not None else None,
                    "applied": True,
                    **context,
                    **more,
                }
            )

        return step

    def decided(self, prefix: str, gives: dict[str, str], facts: dict[str, str], **context: Any) -> None:
        """Say what a rule decides (result → outcome) and on which facts (key → choice)."""
        self.steps.append(
            {
                "id": prefix,
                "kind": "decided",
                "formula": None,
                "operands": {},
                "exact": None,
                "rounding": None,
                "value": None,
                "unit": None,
                "applied": True,
                "gives": gives,
                "facts": facts,
                **context,
            }
        )

    def not_applied(self, prefix: str, why: str, words: dict, **context: Any) -> None:
        """Say of a rule why it did not apply; ``words`` fill the message ``why``."""
        self.steps.append({"id": prefix, "kind": why, "applied": False, "words": words, **context})


class Untold(Working):
    """Gathers nothing: for amounts that are tried, and for whoever wants results alone."""

    told = False

    def at(self, prefix: str, **context: Any) -> Callable[..., None]:
        """A recorder that records nothing."""
        return not_said

    def decided(self, prefix: str, gives: dict[str, str], facts: dict[str, str], **context: Any) -> None:
        """Say nothing."""

    def not_applied(self, prefix: str, why: str, words: dict, **context: Any) -> None:
        """Say nothing."""


def not_said(*step: Any, **more: Any) -> None:
    """A recorder of steps that nobody is going to read."""


def working_if(told: bool) -> Working:
    """A working to gather steps in, or one that gathers none."""
    return Working() if told else Untold()
