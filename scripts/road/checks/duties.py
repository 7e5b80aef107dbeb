"""Duties and targets: their days and figures stand in quoted words, their rules are computed or shown."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.road.checks.days import dates_in, tells_part_of
from scripts.road.checks.known import Known, unique
from scripts.road.checks.quantities import in_chinese
from scripts.road.findings import Findings
from scripts.road.model import Day, Document, Obligation, Policy, Provision, Rule, Target, Text

_ABOUT = ("左右", "约", "大约")


def check_duties(policy: Policy, known: Known) -> set[str]:
    """The rules that are only shown; returns the rules that duties and cases may name."""
    computed = _families({str(rule.id) for rule in _rules(policy)})
    unique(policy.shown, "rule that is shown and not computed", known.findings)
    for one in policy.shown:
        known.refer(one.clause, known.clauses, "clause")
        if str(one.id) in computed:
            known.findings.add(
                one.id.at, f'"{one.id}", which a rule computes', "only rules that are shown and not computed"
            )
    return computed | {str(one.id) for one in policy.shown}


def check_duties_in(document: Document, told: set[str], known: Known) -> None:
    """Every obligation and target of a document."""
    _check_rules_named(document, told, known.findings)
    for provision in document.provisions:
        for duty in _duties(provision):
            if known.refer(duty.quote, provision.quotes, "quote of this provision") and duty.by is not None:
                _check_day(duty.by, duty.quote, provision, known.findings)
        for target in provision.targets:
            _check_figure(target, provision, known.findings)


def _rules(policy: Policy) -> Iterator[Rule]:
    yield from policy.frame
    for document in policy.documents:
        for provision in document.provisions:
            yield from provision.rules


def _duties(provision: Provision) -> list[Obligation | Target]:
    return [*provision.obligations, *provision.targets]


def _families(rules: set[str]) -> set[str]:
    """The rules, and what several of them are parts of: XT-01 of XT-01.full and XT-01.half."""
    return rules | {rule.partition(".")[0] for rule in rules}


def _check_rules_named(document: Document, told: set[str], findings: Findings) -> None:
    expected = "a rule of some document, or one that shown.yaml says is shown and not computed"
    for provision in document.provisions:
        for duty in _duties(provision):
            if duty.rule is not None and str(duty.rule) not in told:
                findings.add(duty.rule.at, f'"{duty.rule}"', expected, known=told, word=duty.rule)


def _check_day(by: Day, quote: Text, provision: Provision, findings: Findings) -> None:
    """The day stands in its quote, or in another one where that quote has none. What the quote leaves out, such as the
    year or the day of a month, is an assumption that the provision names."""
    own = dates_in(provision.quotes[quote])
    dates = own or [date for other in provision.quotes.values() for date in dates_in(other)]
    fits = [date for date in dates if date == by or tells_part_of(date, by)]
    if not fits:
        findings.add(
            by.at, f'{by}, which its quote "{provision.quotes[quote]}" does not say', "the day that quoted words state"
        )
    elif str(by) not in fits and not provision.assumptions:
        findings.add(
            by.at,
            f"{by}, of which the quoted words tell only {fits[0]}",
            "an assumption of the provision that tells which day is meant",
        )


def _check_figure(target: Target, provision: Provision, findings: Findings) -> None:
    if (target.value is None) != (target.bound is None):
        lacking = "value" if target.value is None else "bound"
        findings.add(target.at, f'a target without "{lacking}"', "bound and value together, or neither")
    if target.value is None or target.quote not in provision.quotes:
        return
    quote = provision.quotes[target.quote]
    told, wanted = in_chinese(quote, ones=True), in_chinese(target.value, ones=True)
    is_about = any(word in target.value for word in _ABOUT)
    if not wanted or not wanted.keys() <= told.keys() or is_about != any(word in quote for word in _ABOUT):
        findings.add(
            target.value.at, f'{target.value}, which its quote "{quote}" does not say', "what the quoted words state"
        )
    elif target.bound == "about" and not is_about:
        findings.add(
            target.value.at, f"{target.value}, an exact figure of an approximate bound", "the words that say so"
        )
