"""Exact money and ratios: whole fen, pairs of integers, and the project's only division and only rounding.

Units: an amount is an ``int`` of fen (1 yuan = 100 fen); a ratio is a pair ``(numerator, denominator)`` in lowest
terms; an exact amount is a pair too, in fen. Nothing here is a float, so 0.85 - 0.75 is exactly 0.10 and a year of
payments adds up to the bill to the fen.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from math import gcd, lcm
from typing import Any

Pair = tuple[int, int]
Sum = tuple[int, ...]  # a pair, or several side by side: numerator, denominator, numerator, denominator …
Shown = str | int | Pair  # what a step shows: a text, fen or a ratio

WIDEST = 10**8  # the denominator of a ratio times a proportion of two, all in hundredths of a percent
NOTHING: Pair = (0, 1)
WHOLE: Pair = (1, 1)


def pair(numerator: int, denominator: int = 1) -> Pair:
    """The fraction in lowest terms with a positive denominator; a zero denominator raises ``ZeroDivisionError``."""
    if not (isinstance(numerator, int) and isinstance(denominator, int)):
        return _taken_note(pair, numerator, denominator)
    if denominator == 0:
        raise ZeroDivisionError("a ratio needs a denominator other than zero")
    common = gcd(numerator, denominator)
    sign = 1 if denominator > 0 else -1
    return sign * numerator // common, sign * denominator // common


def plus(one: Pair, other: Pair) -> Pair:
    """The exact sum, over the least common denominator: no product is larger than it has to be."""
    common = gcd(one[1], other[1])
    mine, its = one[1] // common, other[1] // common
    return pair(one[0] * its + other[0] * mine, mine * other[1])


def add_up(total: Sum, exact: Pair) -> Sum:
    """A sum with another fraction in it. Fractions whose common denominator would be wider than ``WIDEST`` stay side by
    side: however a year's ratios fall, no numerator of a person's amounts outgrows 63 bits."""
    if total is NOTHING:
        return exact
    if not (isinstance(total[0], int) and isinstance(exact[0], int)):
        return _taken_note(add_up, total, exact)
    if len(total) == 2 and total[1] * exact[1] <= WIDEST:
        return plus((total[0], total[1]), exact)
    for at in range(0, len(total), 2):
        numerator, denominator = total[at : at + 2]
        if lcm(denominator, exact[1]) <= WIDEST:
            return (*total[:at], *plus((numerator, denominator), exact), *total[at + 2 :])
    return (*total, *exact)


def minus(one: Pair, other: Pair) -> Pair:
    """The exact difference; it may be negative."""
    return pair(one[0] * other[1] - other[0] * one[1], one[1] * other[1])


def times(one: Pair, other: Pair) -> Pair:
    """The exact product."""
    return pair(one[0] * other[0], one[1] * other[1])


def proportion(part: Pair, whole: Pair) -> Pair:
    """How much of ``whole`` is ``part``, exactly; ``whole`` must not be zero."""
    return pair(part[0] * whole[1], part[1] * whole[0])


def lower(one: Pair, other: Pair) -> Pair:
    """The smaller of two exact fractions."""
    return one if one[0] * other[1] <= other[0] * one[1] else other


def upper(one: Pair, other: Pair) -> Pair:
    """The larger of two exact fractions."""
    return other if lower(one, other) is one else one


def share(amount: int, ratio: Pair) -> Pair:
    """``amount`` fen times ``ratio``, exactly: nothing is rounded here."""
    return pair(amount * ratio[0], ratio[1])


def rounded(exact: Sum) -> int:
    """Whole fen, half up: the one rounding function, used at each fund's payment and each published standard."""
    if not (isinstance(exact[0], int) and isinstance(exact[1], int)):
        return _taken_note(rounded, exact)
    if len(exact) > 2:
        return _rounded_side_by_side(exact)
    return (2 * exact[0] + exact[1]) // (2 * exact[1])


def _rounded_side_by_side(exact: Sum) -> int:
    """Half up, the whole fen of each fraction apart: of the rest it only matters how many halves it passes."""
    fractions = list(zip(exact[::2], exact[1::2], strict=True))
    whole = sum(numerator // denominator for numerator, denominator in fractions)
    rests = [pair(numerator % denominator, denominator) for numerator, denominator in fractions]
    middle = (len(rests) + 1) // 2
    one, other = reduce(plus, rests[:middle]), reduce(plus, rests[middle:])
    halves = 0
    while _no_less(one, minus((2 * halves + 1, 2), other)):
        halves += 1
    return whole + halves


def _no_less(one: Pair, other: Pair) -> bool:
    """Whether a fraction is no less than another, without a product: by their whole parts, and where these are equal by
    what is left of them, upside down."""
    while True:
        whole, its_whole = one[0] // one[1], other[0] // other[1]
        left, its_left = one[0] % one[1], other[0] % other[1]
        if whole != its_whole or not its_left:
            return whole >= its_whole
        if not left:
            return False
        one, other = (other[1], its_left), (one[1], left)


def in_parts(ratio: Pair, parts: int) -> int:
    """How many whole ``parts``-ths a ratio holds, rounded down: for pictures and for ranking, never for money."""
    return parts * ratio[0] // ratio[1]


def smaller(one: int, other: int) -> int:
    """The smaller of two amounts in fen."""
    if not (isinstance(one, int) and isinstance(other, int)):
        return _taken_note(smaller, one, other)
    return one if one <= other else other


def larger(one: int, other: int) -> int:
    """The larger of two amounts in fen."""
    if not (isinstance(one, int) and isinstance(other, int)):
        return _taken_note(larger, one, other)
    return one if one >= other else other


def choose(condition: bool, yes: int, no: int) -> int:
    """``yes`` where the condition holds, else ``no``: a choice between amounts without a branch in the rule."""
    return yes if condition else no


def fen(text: str) -> int:
    """Fen from a decimal string of yuan with at most two decimals ("2100", "0.05").

    Raises ``ValueError`` for anything else; nothing is rounded silently.
    """
    if not isinstance(text, str):
        return _taken_note(fen, text)
    whole, point, part = text.partition(".")
    if len(part) == 2 and 0 < len(whole) <= 15 and (digits := whole + part).isdigit() and digits.isascii():
        return int(digits)  # as most are written
    if len(whole) > 15:
        raise ValueError(text)
    if (
        not whole.isascii()
        or not whole.isdigit()
        or (point and not (part.isascii() and part.isdigit() and len(part) <= 2))
    ):
        raise ValueError(text)
    return int(whole) * 100 + int((part + "00")[:2])


def exactly(number: str) -> Pair:
    """A plain decimal number as it is written: "1.25" is (5, 4)."""
    whole, _, part = number.partition(".")
    return pair(int(whole + part), 10 ** len(part))


def yuan(amount: int) -> str:
    """The decimal string of yuan with two decimals: 210000 → "2100.00"."""
    if not isinstance(amount, int):
        return _taken_note(yuan, amount)
    if amount < 0:
        return f"-{yuan(-amount)}"
    digits = str(amount)
    return f"{digits[:-2]}.{digits[-2:]}" if amount > 99 else f"0.{amount:02d}"


def decimal(exact: Pair) -> str:
    """An exact fraction in print: a decimal where it ends within twelve places, else "numerator/denominator"."""
    numerator, denominator = exact
    places, power = 0, 1
    while power % denominator and places < 12:
        places, power = places + 1, power * 10
    if power % denominator:
        return f"{numerator}/{denominator}"
    sign, digits = ("-" if numerator < 0 else ""), str(abs(numerator) * (power // denominator))
    digits = digits.rjust(places + 1, "0")
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def yuan_exactly(exact: Sum) -> str:
    """An exact amount of fen, printed in yuan without rounding: (7, 10) → "0.007"."""
    if not isinstance(exact[0], int):
        return _taken_note(yuan_exactly, exact)
    numerator, denominator = reduce(plus, zip(exact[::2], exact[1::2], strict=True))
    return decimal(pair(numerator, denominator * 100))


def percent(ratio: Pair) -> str:
    """A ratio as a percentage: (7, 10) → "70%"; one that does not end in decimals stays a fraction ("6/7")."""
    text = decimal(pair(ratio[0] * 100, ratio[1]))
    return decimal(ratio) if "/" in text else text + "%"


def printed(shown: Shown) -> str:
    """What a step shows, in print: a text as it is, fen in yuan, a ratio as a percentage."""
    if isinstance(shown, int):
        return yuan(shown)
    if isinstance(shown, str):
        return shown
    return percent(shown) if isinstance(shown, tuple) else shown.printed()


def _taken_note(function: Callable[..., Any], *arguments: Any) -> Any:
    """The outcome of a function where an amount is not a number but one that takes note of what it is put through."""
    for one in arguments:
        for part in one if isinstance(one, tuple) else (one,):
            if hasattr(part, "tape"):
                return part.tape.call(function, *arguments)
    raise TypeError(f"{function.__name__} takes whole numbers of fen, not {arguments!r}")


def about_percent(fraction: str) -> str:
    """A printed fraction as a percentage to two decimals, for readers only: "1/3" → "33.33%"."""
    numerator, _, denominator = fraction.partition("/")
    return percent(pair(rounded(pair(int(numerator) * 10_000, int(denominator))), 10_000))
