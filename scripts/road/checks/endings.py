"""What one document ends of another: a clause that exists, parts that stand in it, words that say so.

Also what should say so and does not: two documents that pay on one layer for the same people at the same time.
"""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

from calculator.mechanisms import MECHANISMS
from scripts.road.checks.known import Known
from scripts.road.checks.rules import check_span
from scripts.road.model import Document, Ended, Ending, Policy, Rule, Who


class Payer(NamedTuple):
    """A rule of a document that pays: its clause, and from when until when it stands, whatever ends it."""

    document: str
    place: str
    clause: str
    rule: Rule
    first: str
    until: str | None


def check_endings_in(document: Document, known: Known) -> list[Ending]:
    """What can be known of a document's endings without the other documents; returns them for :func:`check_endings`."""
    for provision in document.provisions:
        for one in provision.ends:
            known.refer(one.quote, provision.quotes, "quote of this provision")
            for group in [*one.who.any, *one.who.all, *one.who.none] if one.who else []:
                known.refer(group, known.groups, "group")
            check_span(one.from_, None, provision, known)
    return [one for provision in document.provisions for one in provision.ends]


def check_endings(document: Document, endings: list[Ending], known: Known) -> None:
    """That there is what a document ends of the others."""
    own = f"{document.id}#"
    for one in endings:
        if one.clause in known.clauses and not one.clause.startswith(own):
            for part in one.only:
                known.refer(part, known.parts[str(one.clause)], f"rule of {one.clause} or concept of a value there")
        else:  # only now is it worth while to go through the clauses of all documents
            others = {clause for clause in known.clauses if not clause.startswith(own)}
            known.refer(one.clause, others, "clause of another document")


def payers_in(document: Document) -> list[Payer]:
    """The rules of a document that pay."""
    starts = document.holds.from_.value or document.issued.value
    return [
        Payer(
            *(str(document.id), str(document.place), document.clause(provision.id), rule),
            first=str(rule.from_.value if rule.from_ else starts or ""),
            until=rule.until.value if rule.until else document.holds.until.value,
        )
        for provision in document.provisions
        for rule in provision.rules
        if rule.use in MECHANISMS and MECHANISMS[rule.use].ROLE == "pays"
    ]


def check_payers(payers: list[Payer], policy: Policy, known: Known) -> None:
    """Of two documents that pay the same people on one layer, one ends what the other says; else the better one for
    the person counts, whichever is the later."""
    rivals: dict[tuple[str, str], list[Payer]] = {}
    for payer in payers:
        rivals.setdefault((payer.place, str(payer.rule.layer)), []).append(payer)
    for rules in rivals.values():
        for earlier, later in combinations(rules, 2):
            if earlier.document != later.document and _meet(earlier, later) and not _one_ends(earlier, later, policy):
                known.findings.warn(
                    later.rule.at,
                    f"a rule that pays those whom {earlier.rule.id} of {earlier.document} pays ({earlier.rule.at})",
                    '"ends" in the provision that changes the other one; without it the better of the two counts',
                )


def _meet(one: Payer, other: Payer) -> bool:
    """Whether two rules may stand for one person in one case on one day."""
    at_once = (one.until is None or other.first < one.until) and (other.until is None or one.first < other.until)
    when, when_too = one.rule.when, other.rule.when
    cases = all(not {*told}.isdisjoint(when_too[key]) for key, told in when.items() if key in when_too)
    who, who_too = one.rule.who, other.rule.who
    return at_once and cases and _may_share(who, who_too) and _may_share(who_too, who)


def _may_share(who: Who | None, other: Who | None) -> bool:
    if who is None or other is None:
        return True
    named, named_too = {*who.any, *who.all}, {*other.any, *other.all}
    shut_out = not {*who.none}.isdisjoint(other.all) or (bool(other.any) and {*who.none}.issuperset(other.any))
    return not shut_out and (not named or not named_too or not named.isdisjoint(named_too))


def _one_ends(one: Payer, other: Payer, policy: Policy) -> bool:
    def ends(each: Ended, ended: Payer, by: Payer) -> bool:
        return each.by.startswith(f"{by.document}#") and each.ends(ended.clause, str(ended.rule.id))

    told = policy.ended.get(one.document, ())
    return any(ends(each, one, other) or ends(each, other, one) for each in told)
