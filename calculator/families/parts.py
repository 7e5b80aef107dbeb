"""A request in parts that do not touch each other: each is settled by itself, so that what is open in one costs the
others nothing, and the answers are joined."""

from __future__ import annotations

from collections.abc import Callable

from calculator.answer import Answer, Missing
from calculator.families.sheet import Section, Sheet
from calculator.literals import read
from calculator.money import fen
from calculator.questions import Known
from calculator.rulebook import Rulebook

Part = Callable[[Sheet], None]  # what writes one part of a sheet


def joined(answers: list[Answer]) -> Answer:
    """One answer from those of all parts, in their order; a section that several parts write on is named once."""
    sections = {section["id"]: section for answer in reversed(answers) for section in answer.sections}
    order = dict.fromkeys(section["id"] for answer in answers for section in answer.sections)
    used: dict[tuple, Known] = {}
    missing: dict[tuple, Missing] = {}
    for answer in answers:
        used |= {known.use: known for known in answer.used}
        for gap in answer.missing:
            key = (gap.concept, tuple(gap.keys.items()), gap.field)
            before = missing.get(key)
            missing[key] = gap._replace(matters=gap.matters or bool(before and before.matters))
    asked = {known.concept for known in used.values()}
    unused = dict.fromkeys(concept for answer in answers for concept in answer.unused if concept not in asked)
    return Answer(
        results=[one for answer in answers for one in answer.results],
        sections=[sections[id] for id in order],
        steps=[step for answer in answers for step in answer.steps],
        open_steps=frozenset[str]().union(*(answer.open_steps for answer in answers)),
        used=list(used.values()),
        unused=list(unused),
        missing=list(missing.values()),
    )


class Earlier:
    """An amount that an earlier part settled, for a later part to go on with: definite, or between its bounds."""

    def __init__(self, answer: Answer, result: str) -> None:
        self._name = result
        self._found = next((one for one in answer.results if one["id"] == result), None)

    @property
    def is_there(self) -> bool:
        """Whether the earlier part gave the amount, or bounds for it."""
        found = self._found
        return bool(found and (found["value"] is not None or found.get("between") or found.get("among")))

    @property
    def is_definite(self) -> bool:
        """Whether nothing that is missing can change the amount."""
        return bool(self._found and self._found["value"] is not None)

    def amount(self, sheet: Sheet) -> int:
        """Fen, in this pass of the later part."""
        assert self._found is not None
        if self._found["value"] is not None:
            return fen(self._found["value"])
        ends = self._found.get("between") or self._found["among"]  # one amount, or none
        return sheet.questions.between(self._name, fen(ends[0]), fen(ends[-1]))


def first(section: Section, layer: str, use: str, quiet: bool = False) -> dict | None:
    """The nearest rule of a kind that stands on a layer."""
    return next(iter(section.standing(layer, use, quiet)), None)


def own(concept: str, book: Rulebook, printed: str) -> Known:
    """A value that the asker brings for one thing alone, where others are looked up: an amount in yuan, a ratio."""
    kind = book.concepts[concept]["kind"]
    value = fen(printed) if kind == "money" else read(kind, printed)
    return Known(concept, {}, value, printed, "own", (), None, False)
