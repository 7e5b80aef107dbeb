"""The shape of a request: all of it but its amounts. Requests of one shape are asked again and again: by whoever tries
another bill, draws a curve or goes through a list of people."""

from __future__ import annotations

from collections.abc import Callable
from marshal import dumps
from typing import TYPE_CHECKING, Any, NamedTuple

from calculator.fields import Field
from calculator.inputs import LARGEST
from calculator.rulebook import Kept, Rulebook

if TYPE_CHECKING:
    from calculator.repeats.program import Program

RUNS = 16  # in full, before a recording: it costs about as much as they do
MOST_WAYS = 8  # that decisions by amounts go in one shape, each with a program of its own
MOST_RECORDED = 64  # shapes with programs
PLAIN = 2  # the form of serialised data in which equal data are equal bytes

Layout = tuple[tuple[str, str, Any], ...]  # field, kind of field, layout of what it holds
Compute = Callable[[dict, Callable[[dict], Any]], dict]  # from normal inputs, and what gives their digest, to a result


def layout(fields: tuple[Field, ...]) -> Layout:
    """Where amounts of a person stand in inputs with these fields."""
    found: list[tuple[str, str, Any]] = []
    for field in fields:
        if field.kind == "money":
            found.append((field.name, "money", ()))
        elif field.kind == "amounts":
            found.append((field.name, "record", tuple((name, "money", ()) for name in field.choices or ())))
        elif within := layout(field.of):
            found.append((field.name, field.kind, within))
    return tuple(found)


def without_amounts(raw: dict, of: Layout, take: Callable[[Any], Any]) -> dict:
    """A copy of ``raw`` in which each amount gives way to what ``take`` makes of it."""
    bare = raw.copy()
    for name, kind, within in of:
        found = raw.get(name)
        if not found:
            continue
        if kind == "money":
            if type(found) is str:
                bare[name] = take(found)
        elif kind == "list":
            if type(found) is list:
                bare[name] = [without_amounts(one, within, take) if type(one) is dict else one for one in found]
        elif type(found) is dict:
            bare[name] = without_amounts(found, within, take)
    return bare


class Shape:
    """What is known of a shape: how often it was computed in full, and the programs for the ways that it went."""

    __slots__ = ("can_be_recorded", "programs", "runs")

    def __init__(self) -> None:
        self.runs = 0
        self.programs: list[Program] = []
        self.can_be_recorded = True


class Asked(NamedTuple):
    """A request taken apart: its shape, its amounts as they were given, and where they stand."""

    shape: Shape
    amounts: list[str]
    layout: Layout

    def again(self) -> dict | None:
        """The result, if the request goes a way that was recorded."""
        for program in self.shape.programs:
            try:
                result = program(*self.amounts)
            except ValueError:  # an amount that is none: whoever checks the inputs says so
                return None
            if result is not None:
                return result
        return None

    def computed(self, result: dict, normal: dict, compute: Compute) -> None:
        """Take in what was computed in full from ``normal`` inputs; once that has been often enough, record how."""
        shape = self.shape
        shape.runs += 1
        if shape.can_be_recorded and shape.runs % RUNS == 0 and len(shape.programs) < MOST_WAYS:
            try:
                program = self._recorded(normal, compute)
                shape.can_be_recorded = program(*self.amounts) == result
            except Exception:  # whatever a recording cannot follow, it must not stop an answer that is already there
                shape.can_be_recorded = False
            if shape.can_be_recorded:
                shape.programs.append(program)

    def _recorded(self, normal: dict, compute: Compute) -> Program:
        from calculator.repeats.program import Recording  # here and not above: most who import the core record nothing

        recording = Recording(self.amounts, LARGEST)
        amounts = iter(recording.inputs)
        inputs = without_amounts(normal, self.layout, lambda _: next(amounts))
        return recording.program(compute(inputs, recording.digest))


class Repeats:
    """The shapes of the requests to one rulebook: bounded, those that have programs apart from all others."""

    def __init__(self) -> None:
        self._all, self._recorded = Kept(), Kept(MOST_RECORDED)
        self._layouts: dict[str, Layout] = {}

    def asked(self, name: str, fields: tuple[Field, ...], inputs: object, working: bool) -> Asked | None:
        """A request to a calculator with these fields, taken apart; ``None``: it holds what is no plain data."""
        of = self._layouts.get(name)
        if of is None:
            of = self._layouts[name] = layout(fields)
        if not of or type(inputs) is not dict:
            return None
        amounts: list[str] = []

        def take(amount: str) -> object:
            amounts.append(amount)
            return ...  # which no plain data hold

        try:
            key = dumps((name, working, without_amounts(inputs, of, take)), PLAIN)
        except ValueError:
            return None
        shape = self._recorded.get(key)
        if shape is None:
            shape = self._all.get(key) or self._all.keep(key, Shape())
            if shape.programs:
                self._recorded.keep(key, shape)
        return Asked(shape, amounts, of)


def repeats_of(book: Rulebook) -> Repeats:
    """The shapes of the requests to a rulebook."""
    repeats: Repeats = book.kept.get("repeats") or book.kept.keep("repeats", Repeats())
    return repeats
