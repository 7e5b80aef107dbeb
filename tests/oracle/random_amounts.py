"""Random amounts of money and how they are written."""

from __future__ import annotations

from random import Random


def amount(random: Random, least: int, most: int) -> int:
    """Fen between so many yuan, small amounts as likely as large ones, and some of them round."""
    fen = int(100 * least * (most / least) ** random.random())
    return fen if random.random() < 0.7 else fen // 10_000 * 10_000 + 10_000


def yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02d}"


def literal(fen: int) -> str:
    """An amount as documents print it."""
    if fen >= 1_000_000 and fen % 10_000 == 0:
        return f"{fen // 1_000_000}.{fen // 10_000 % 100:02d}万元"
    return f"{fen // 100}元" if fen % 100 == 0 else f"{yuan(fen)}元"


def limit(random: Random, fen: int) -> str:
    """Such a cap, or sometimes none."""
    return "none" if random.random() < 0.25 else literal(fen)


def percent(random: Random, least: int, most: int) -> str:
    if random.random() < 0.5:
        return f"{random.randint(least, most)}%"
    hundredths = random.randint(least * 100, most * 100)
    return f"{hundredths // 100}.{hundredths % 100:02d}%"
