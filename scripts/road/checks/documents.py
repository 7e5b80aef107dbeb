"""Documents: known places and groups, dates in order, ids once."""

from __future__ import annotations

import re

from scripts.road.checks.known import Known, unique
from scripts.road.checks.values import check_stated
from scripts.road.model import Document, Provision, Rule, Stated, Text, Value, Word

ENDS = ("half_open", "inclusive")
_SIGNS = re.compile(r"\W")
SHORTEST_QUOTE = 2  # characters
LONGEST_HEADING = 24  # characters: a line of the contents


def check_documents(known: Known) -> None:
    """Every document and provision, but for values, rules and quotes, which have checks of their own."""
    for document in known.documents.values():
        if document.place:  # a stand-in has none
            known.refer(document.place, known.regions, "region code")
            _check_place(document, known)
        for stated, is_day, ends in (
            (document.number, False, False),
            (document.issued, True, False),
            (document.holds.from_, True, False),
            (document.holds.until, True, True),
        ):
            check_stated(stated, document, known, is_day, ends)
        if not document.issuers:
            known.findings.add(document.at, "a document without issuers", "who issued it, at least one")
        _check_assumed(document, known)
        _check_words(document, known)
        _check_dates(document, known)
        _check_time_of_report(document, known)
        provisions = {str(p.id) for p in document.provisions}
        for word in document.words:
            known.refer(word.group, known.groups, "group")
            if document.complete:
                known.refer(word.clause, provisions, "provision of this document")
        for cited in document.cites if document.complete else ():
            known.refer(cited.clause, provisions, "provision of this document")
        _check_reading_of_end(document.holds.until, known)
        unique(document.provisions, "provision", known.findings)
        for provision in document.provisions:
            _check_provision(provision, known)


def _check_place(document: Document, known: Known) -> None:
    """The place is named by who issued the document, or by its title; of what is missing, that is told already."""
    name = known.places.get(str(document.place), "")[:2]
    said = list(filter(None, [document.title.zh, document.short.zh, *(issuer.zh for issuer in document.issuers)]))
    if said and not any(name in one for one in said):
        known.findings.warn(
            document.place.at,
            f'"{document.place}", {known.places[str(document.place)]}, which neither title nor issuers name',
            "the code of the place that the document is for",
        )


def _check_assumed(document: Document, known: Known) -> None:
    """What is assumed where no date is stated: the day of issue for the first day, no end for the last."""
    for stated, assumed, what in (
        (document.holds.from_, "issued", "first day"),
        (document.holds.until, "open_ended", "end"),
    ):
        right = assumed if stated.state == "not_stated" else None
        if stated.assume != right:
            expected = f"assume: {right}" if right else "no assumption beside a day"
            found = f'"assume: {stated.assume}"' if stated.assume else 'no "assume"'
            known.findings.add(stated.at, f"{found} for the {what}", expected)


def _check_words(document: Document, known: Known) -> None:
    """Each of a document's own words for people stands for one group."""
    seen: dict[str, Word] = {}
    for word in document.words:
        if (other := seen.setdefault(str(word.printed), word)) is not word:
            known.findings.add(
                word.printed.at,
                f'"{word.printed}" a second time',
                f"each word once; it stands at {other.printed.at} too",
            )


def _check_dates(document: Document, known: Known) -> None:
    first, until = document.holds.from_.value, document.holds.until.value
    if first and until and until <= first:
        known.findings.add(
            until.at,
            f"{until}, on or before {first}",
            "a day after the first one: a document holds from a day until a later one",
        )
    for provision in document.provisions:
        # What is tested on the day of another fact may hold for days before the document's own.
        own: list[Value | Rule] = [rule for rule in provision.rules if "tested_on" not in rule.how]
        for one in [*provision.values, *own]:
            _check_within(one, first, until, known)
    if document.holds.from_.assume == "issued" and document.issued.value is None:
        known.findings.add(
            document.holds.from_.at, "the day of issue assumed, but none stated", "a stated day of issue"
        )


def _check_time_of_report(document: Document, known: Known) -> None:
    """What a report tells holds for the time it tells of; nothing that nobody ordained goes on until it is changed."""
    for stated in (document.holds.from_, document.holds.until):
        if document.nature == "report" and stated.assume:
            known.findings.add(
                stated.at,
                f'the time of a report assumed ("{stated.assume}")',
                "the time that it tells of: value, state: inferred, and why (its year: from 1 January until 1 January "
                "of the next)",
            )


def _check_within(one: Value | Rule, first: Text | None, until: Text | None, known: Known) -> None:
    """A value or rule may start or end apart from its document, but holds for some of its time."""
    if one.from_ and until and one.from_.value >= until:
        known.findings.add(
            one.from_.value.at, f"{one.from_.value}, when the document has ended", f"a day before {until}"
        )
    if one.until and first and one.until.value <= first:
        known.findings.add(one.until.value.at, f"{one.until.value}, before the document starts", f"a day after {first}")


def _check_reading_of_end(until: Stated, known: Known) -> None:
    """Where a reading decides whether the day of the end still counts, its options are to count it or not."""
    if until.reading and known.refer(until.reading, known.readings, "reading"):
        for option in known.readings[until.reading].options:
            if option.shown_only is None:
                known.refer(option.id, ENDS, "way to read the end of a document")


def _check_provision(provision: Provision, known: Known) -> None:
    for topic in provision.topics:
        known.refer(topic, known.topics, "topic")
    for reading in provision.readings:
        known.refer(reading, known.readings, "reading")
    for assumption in provision.assumptions:
        known.refer(assumption, known.assumptions, "assumption")
    if not provision.kinds:
        known.findings.add(provision.at, "a provision of no kind", "kinds: what it is, at least one")
    for kind, duties in (("obligation", provision.obligations), ("target", provision.targets)):
        if provision.kinds and (kind in provision.kinds) != bool(duties):
            found = f"{kind}s and no such kind" if duties else f'the kind "{kind}" without any'
            known.findings.add(provision.at, found, f'"{kind}" among the kinds where {kind}s stand, and only there')
    if provision.heading and len(provision.heading.zh) > LONGEST_HEADING:
        known.findings.add(
            provision.heading.zh.at,
            f"a heading of {len(provision.heading.zh)} characters",
            f"at most {LONGEST_HEADING}",
        )
    for quote in provision.quotes.values():
        if len(_SIGNS.sub("", quote)) < SHORTEST_QUOTE:
            known.findings.add(quote.at, f'the quote "{quote}"', "words that carry something")
    if not provision.quotes:
        known.findings.add(provision.at, "a provision without quotes", "at least the words that carry it")
