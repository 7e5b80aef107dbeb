"""A program made of a tape: from printed amounts to a whole result, or to nothing where a decision comes out another
way."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from json import dumps
from typing import Any

from calculator.answer import canonical, digest_of
from calculator.money import fen, yuan
from calculator.repeats.tape import Amount, Printed, Tape, Unrecorded

Program = Callable[..., dict | None]
MARK = "\0amount"  # stands where an amount will be; no input may hold such a character
_NAMES = re.compile(r"[a-z]\w*")
_PLAIN = re.compile(r"[a-z_]{1,40}")  # a word that cannot be anything else in program text; all others get a name


class Recording:
    """One result being recorded: the amounts of the inputs are handed out, in order, and the result is handed in."""

    def __init__(self, amounts: Sequence[str], largest: int) -> None:
        """``amounts`` as they were given; ``largest`` in fen is the most that one of them may be."""
        self.tape = Tape()
        self._given = [f"given{number}" for number in range(len(amounts))]
        self.tape.names["fen"] = fen
        self.inputs: list[Printed] = []
        for given, text in zip(self._given, amounts, strict=True):
            amount = self.tape.write(f"fen({given})", fen(text))
            self.tape.holds(f"{amount.name} <= {largest}", True)
            self.inputs.append(self._normal(amount))

    def _normal(self, amount: Amount) -> Printed:
        """The amount as a normalised input has it; reading it gives the amount again."""
        printed: Printed = yuan(amount)  # type: ignore[arg-type, assignment]
        self.tape.same(f"fen({printed.name})", amount)
        return printed

    def digest(self, inputs: dict) -> Printed:
        """The digest of inputs that hold printed amounts: these are put between the parts that never change."""
        placed: list[Printed] = []

        def mark(one: Printed) -> str:
            placed.append(one)
            return MARK

        parts = canonical(inputs, mark).split(dumps(MARK)[1:-1])
        if len(parts) != len(placed) + 1:
            raise Unrecorded("the mark stands in the inputs, too")
        told = [self.tape.constant(parts[0])]
        for printed, part in zip(placed, parts[1:], strict=True):
            told += [printed.name, self.tape.constant(part)]
        self.tape.names["digest_of"] = digest_of
        text = "".join(parts[:1] + [f"{one.value}{part}" for one, part in zip(placed, parts[1:], strict=True)])
        digest: Printed = self.tape.write(f"digest_of(({', '.join(told)}))", digest_of((text,)))
        return digest

    def program(self, result: object) -> Program:
        """What computes the result for other amounts: ``None`` where they go another way; raises ``ValueError`` for a
        text that is no amount and :class:`Unrecorded` for a result that holds what cannot be written."""
        told = self._text(result)
        body = [*_needed(self.tape.lines, told), f"return {told}"]
        text = f"def program({', '.join(self._given)}):\n" + "".join(f"    {line}\n" for line in body)
        names: dict[str, Any] = dict(self.tape.names)
        exec(compile(text, "<recorded arithmetic>", "exec"), names)  # of names, whole numbers and plain words alone
        made: Program = names["program"]
        return made

    def _text(self, one: object) -> str:
        """Program text that makes a value anew each time, so that results share nothing."""
        if isinstance(one, Printed):
            return one.name
        if isinstance(one, dict):
            return "{" + ", ".join(f"{self._text(key)}: {self._text(value)}" for key, value in one.items()) + "}"
        if isinstance(one, list):
            return "[" + ", ".join(map(self._text, one)) + "]"
        if isinstance(one, tuple):
            return "(" + "".join(f"{self._text(item)}, " for item in one) + ")"
        if one is None or isinstance(one, bool):
            return str(one)
        if isinstance(one, str):
            return f'"{one}"' if _PLAIN.fullmatch(one) else self.tape.constant(one)
        if isinstance(one, int):
            return self.tape.constant(one)
        raise Unrecorded(f"a {type(one).__name__} in a result")


def _needed(lines: list[str], told: str) -> list[str]:
    """The lines on which the result, or a decision on the way to it, rests."""
    used = set(_NAMES.findall(told))
    kept = []
    for line in reversed(lines):
        names, sign, expression = line.partition(" = ")
        if not sign or used.intersection(names.split(", ")):
            used.update(_NAMES.findall(expression if sign else line))
            kept.append(line)
    return kept[::-1]
