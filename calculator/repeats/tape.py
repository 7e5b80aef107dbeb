"""Arithmetic written down while it happens.

A tape hands out amounts that calculate as integers of fen do, and keeps a line of program text for each operation.
Where the core decides by an amount, the line says which way it went: a program made of the lines is right for every
other amount that goes the same ways, and notices one that does not. Whatever an amount is asked that is not written
here ends the recording, so nothing can be decided by an amount unseen.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

from calculator.money import yuan


class Unrecorded(Exception):
    """An amount was used in a way that a tape cannot write down."""


class Tape:
    """The lines so far, the names that they may use, and what was already written under which name."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.names: dict[str, Any] = {}
        self._written: dict[str, Any] = {}

    def constant(self, value: object) -> str:
        """A name for a value that is always the same; the value itself never becomes program text."""
        name = f"k{len(self.names)}"
        self.names[name] = value
        return name

    def write(self, expression: str, value: object) -> Any:
        """The outcome of an expression whose value here is ``value``: an amount, a printed amount, or a pair."""
        if expression not in self._written:
            name = f"t{len(self._written)}"
            self.lines.append(f"{name} = {expression}")
            self._written[expression] = self._wrapped(name, value)
        return self._written[expression]

    def same(self, expression: str, written: object) -> None:
        """Note that an expression, should it be asked for, is something that was written already."""
        self._written[expression] = written

    def call(self, function: Callable[..., Any], *arguments: object) -> Any:
        """The outcome of a function of amounts that decides nothing unseen, because it only counts or prints."""
        told = self._inline(function.__name__, [_text(one) for one in arguments])
        self.names[function.__name__] = function
        outcome = self.write(told, function(*map(plain, arguments)))
        if isinstance(outcome, tuple):  # in lowest terms once is in lowest terms for good
            self.same(self._inline(function.__name__, [_text(one) for one in outcome]), outcome)
        return outcome

    def holds(self, condition: str, value: bool) -> bool:
        """Whether a condition holds here; the program goes on only where it comes out the same."""
        if condition not in self._written:
            self.lines.append(f"if {'not ' * value}({condition}): return None")
            self._written[condition] = value
        return bool(self._written[condition])

    def _wrapped(self, name: str, value: object) -> Any:
        if isinstance(value, tuple):
            names = [f"{name}_{number}" for number in range(len(value))]
            self.lines[-1] = f"{', '.join(names)} = {self.lines[-1].partition(' = ')[2]}"
            return tuple(map(self._wrapped, names, value))
        return Printed(self, name, value) if isinstance(value, str) else Amount(self, name, value)

    @staticmethod
    def _inline(function: str, arguments: list[str]) -> str:
        """The text of a call; of the commonest two what they do."""
        if function in ("smaller", "larger"):
            one, other = arguments
            return f"{one} if {one} {'<=' if function == 'smaller' else '>='} {other} else {other}"
        return f"{function}({', '.join(arguments)})"


class Written:
    """Something that came out of a tape's lines. What it does not offer cannot be recorded."""

    __slots__ = ("name", "tape", "value")
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, tape: Tape, name: str, value: Any) -> None:
        self.tape, self.name, self.value = tape, name, value

    def printed(self) -> Printed:
        """It in print: an amount in yuan, what is printed already as it is."""
        return self if isinstance(self, Printed) else yuan(self)  # type: ignore[return-value, arg-type]

    def __str__(self) -> NoReturn:
        raise Unrecorded("printed without saying so")

    def __format__(self, form: str) -> NoReturn:
        raise Unrecorded("printed without saying so")

    __repr__ = __str__

    def __eq__(self, other: object) -> bool:
        raise Unrecorded("compared")

    def __ne__(self, other: object) -> bool:
        raise Unrecorded("compared")


class Printed(Written):
    """An amount in print: it can be handed on, and read again."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return True  # no printed amount is empty


class Amount(Written):
    """A whole number that a program's inputs decide."""

    __slots__ = ()

    def __add__(self, other: object) -> Any:
        return self if _is(other, 0) else self._with("+", other)

    def __radd__(self, other: object) -> Any:
        return self if _is(other, 0) else _with(other, "+", self)

    def __sub__(self, other: object) -> Any:
        return self if _is(other, 0) else self._with("-", other)

    def __rsub__(self, other: object) -> Any:
        return _with(other, "-", self)

    def __mul__(self, other: object) -> Any:
        return 0 if _is(other, 0) else self if _is(other, 1) else self._with("*", other)

    def __rmul__(self, other: object) -> Any:
        return self * other

    def __neg__(self) -> Any:
        return 0 - self

    def __bool__(self) -> bool:
        return self.tape.holds(f"{self.name} != 0", bool(self.value))

    def __eq__(self, other: object) -> bool:
        return self is other or self._holds("==", other, self.value == plain(other))

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __le__(self, other: object) -> bool:
        return self._holds("<=", other, self.value <= plain(other))

    def __gt__(self, other: object) -> bool:
        return not self <= other

    def __ge__(self, other: object) -> bool:
        return self._holds(">=", other, self.value >= plain(other))

    def __lt__(self, other: object) -> bool:
        return not self >= other

    def _with(self, sign: str, other: object) -> Any:
        return _with(self, sign, other)

    def _holds(self, sign: str, other: object, value: bool) -> bool:
        return self.tape.holds(f"{self.name} {sign} {_text(other)}", value)


def plain(one: object) -> Any:
    """The value that stands behind what a tape handed out; a pair's, item by item."""
    if isinstance(one, tuple):
        return tuple(map(plain, one))
    return one.value if isinstance(one, Written) else one


def _is(one: object, number: int) -> bool:
    return isinstance(one, int) and one == number


def _with(one: object, sign: str, other: object) -> Any:
    left, right = plain(one), plain(other)
    value = left + right if sign == "+" else left - right if sign == "-" else left * right
    tape = one.tape if isinstance(one, Amount) else other.tape  # type: ignore[attr-defined]
    return tape.write(f"{_text(one)} {sign} {_text(other)}", value)


def _text(one: object) -> str:
    """How an operand stands in a line: by its name, or as the whole number that it always is."""
    if isinstance(one, tuple):
        return f"({', '.join(map(_text, one))})"
    if isinstance(one, Written):
        return one.name
    if type(one) is not int:
        raise Unrecorded(f"a {type(one).__name__} among amounts")
    return f"({one})" if one < 0 else str(one)
