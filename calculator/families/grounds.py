"""What each step of a layer rests on: the clauses and readings behind the values that stand in its formula."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from calculator.families.standing import readings_of
from calculator.mechanisms.terms import Step, Take
from calculator.money import Shown, Sum
from calculator.working import Working, not_said


class Grounds:
    """Knows, for one layer of one episode or section, where each operand comes from; its recorders cite just that."""

    def __init__(self, working: Working, prefix: str, context: dict[str, Any]) -> None:
        self._working, self._prefix, self._context = working, prefix, context
        self._cites: dict[str, list[dict]] = {}
        self._readings: dict[str, list[str]] = {}

    def add(self, rule: dict, taken: Take, of_rule: bool) -> None:
        """Take in the values of a rule; with ``of_rule`` a step that uses one of them also cites the rule's own
        words."""
        if not self._working.told:
            return
        own, readings = (rule["cites"], readings_of(rule)) if of_rule else ([], [])
        for name, known in taken.items():
            self._cites[name] = [*own, *known.cites]
            self._readings[name] = readings

    def recorder(self, rule: dict, assumptions: list[str] | None = None, always: list[dict] | None = None) -> Step:
        """A recorder of steps of ``rule`` that adds cites (those in ``always`` to every step), readings and
        assumptions."""
        if not self._working.told:
            return not_said
        step = self._working.at(self._prefix, **self._context, rule=rule["id"])
        own, named = readings_of(rule), [*rule["assumptions"], *(assumptions or [])]

        def record(
            kind: str,
            formula: str | None,
            operands: Mapping[str, Shown],
            value: Shown | None,
            exact: str | Sum | None = None,
            unit: str = "yuan",
            cites: tuple[dict, ...] | list[dict] = (),
        ) -> None:
            found, readings = [*(always or []), *cites], list(own)
            for name in operands or rule["with"]:
                found += self._cites.get(name, ())
                readings += [reading for reading in self._readings.get(name, ()) if reading not in readings]
            step(kind, formula, operands, value, exact, unit, cites=merged(found), readings=readings, assumptions=named)

        return record


def merged(cites: list[dict]) -> list[dict]:
    """Each clause once, with all the quotes it is cited for in their first order."""
    quotes: dict[str, list[str]] = {}
    for cite in cites:
        seen = quotes.setdefault(cite["clause"], [])
        seen.extend(quote for quote in cite["quotes"] if quote not in seen)
    return [{"clause": clause, "quotes": names} for clause, names in quotes.items()]
