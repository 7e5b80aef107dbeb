"""The states of a value: each has what it needs, and nothing that belongs to another."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from calculator.literals import LiteralError, fold, is_approximate, read
from scripts.road.checks.known import Known
from scripts.road.findings import Findings, Place
from scripts.road.formulas import stated_in, terms
from scripts.road.model import Bilingual, Document, Provision, Scale, Text, Value, placed

NEEDS = {
    "stated": ("value", "quote"),
    "derived": ("value", "formula", "quotes"),
    "not_stated": ("searched",),
    "delegated": ("to", "quotes", "searched"),
    "superseded": ("value", "quote"),
}
PARTS = ("value", "quote", "formula", "to", "quotes", "searched")
_SAID = {
    "stated": "a value and the name of the quote that states it, or another state",
    "derived": "a value, the formula by which it follows from stated ones, and the quotes that say so",
    "not_stated": "which clauses were searched, and for what",
    "delegated": "to whom the quotes leave it, and which clauses were searched, and for what",
    "superseded": "a value and the name of the quote that tells it",
}
_SHARES = ("ratio", "increase")


def check_state(value: Value, findings: Findings) -> bool:
    """Whether a value has all that its state needs, and nothing else."""
    needs, before = NEEDS[value.state], len(findings)
    for part in PARTS:
        found = getattr(value, part)
        if part in needs and not found:
            findings.add(value.at, f'no "{part}" of a value that is {value.state}', _SAID[value.state])
        elif part not in needs and found:
            findings.add(_place(found), f'"{part}" of a value that is {value.state}', _SAID[value.state])
    return len(findings) == before


def check_left_to(to: Bilingual, value: Value, provision: Provision, findings: Findings) -> None:
    """Whoever is to set a delegated value is named by the words that leave it to them."""
    words = [fold(provision.quotes[name]) for name in value.quotes]
    if not any(fold(to.zh) in quote for quote in words):
        findings.add(
            to.zh.at,
            f'"{to.zh}", whom its quotes do not name',
            "those to whom the quoted words leave it, in these words; where they name nobody, state: not_stated",
        )


def check_formula(formula: Text, value: Value, document: Document, provision: Provision, known: Known) -> None:
    """A derived value is what its formula comes to, and as approximate as what it follows from."""
    stated = stated_in(document, provision)
    named = [placed(Text, name, formula.at) for _, names in terms(formula) for name in names]
    unknown = [name for name in named if not known.refer(name, stated, "value that this document states")]
    if unknown or value.value is None:
        return
    signed = [(sign, [stated[name] for name in names]) for sign, names in terms(formula)]
    operands = [one for _, term in signed for one in term]
    if any(one.concept not in known.concepts for one in operands):  # told where it stands, as is what cannot be read
        return
    try:
        follows = _comes_to(signed, known) == _amount(value, known)
    except LiteralError:
        return
    if not follows:
        told = "; ".join(f"{one.name} is {one.value}" for one in operands)
        known.findings.add(
            value.value.at, f"{value.value}, which does not follow from its formula", f"what that comes to: {told}"
        )
    elif is_approximate(value.value) != any(is_approximate(one.value) for one in operands):
        known.findings.add(
            value.value.at,
            f"{value.value}, more or less exact than what it follows from",
            "左右 or 余 where a value of its formula has it, and only there",
        )


def _comes_to(signed: list[tuple[str, list[Value]]], known: Known) -> tuple[str, object]:
    amounts = [(sign, *_product([_amount(one, known) for one in term])) for sign, term in signed]
    (_, kind, total), *others = amounts
    for sign, other, amount in others:
        if other != kind or not isinstance(total, Fraction) or not isinstance(amount, Fraction):
            return "nothing that can be added", None
        total = total + amount if sign == "+" else total - amount
    return kind, total


def _product(amounts: list[tuple[str, object]]) -> tuple[str, object]:
    """Shares of an amount, or of a share; a single amount is itself."""
    kind, total = amounts[0]
    for other, amount in amounts[1:]:
        if "share" not in (kind, other) or not isinstance(total, Fraction) or not isinstance(amount, Fraction):
            return "nothing that can be multiplied", None
        kind, total = (other if kind == "share" else kind), total * amount
    return kind, total


def _amount(value: Value, known: Known) -> tuple[str, object]:
    """A value with its kind, as an amount where it is one; additions to a ratio are of its kind."""
    concept = known.concepts[value.concept]
    plain = value.value.plain() if isinstance(value.value, Scale) else str(value.value)
    found = read(concept.kind, plain, concept.may_be == "none")
    kind = "share" if concept.kind in _SHARES else str(concept.kind)
    if kind in ("share", "money", "count") and found is not None:
        return kind, Fraction(*found) if isinstance(found, (list, tuple)) else Fraction(str(found))
    return kind, found


def _place(found: Any) -> Place:
    at: Place = (found[0] if isinstance(found, list) else found).at
    return at
