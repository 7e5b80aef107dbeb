"""Concepts, groups, regions, readings: declared once, bounded, and tied to what exists."""

from __future__ import annotations

from scripts.road.checks.known import Known, unique
from scripts.road.checks.values import check_literal, fits_keys
from scripts.road.model import Policy

BOUNDED = ("money", "ratio", "increase", "scale", "count")


def check_vocabulary(policy: Policy, known: Known) -> None:
    """Every list of the vocabulary."""
    findings = known.findings
    for items, what in (
        (policy.keys, "key"),
        (policy.concepts, "concept"),
        (policy.groups, "group"),
        (policy.topics, "topic"),
        (policy.glossary, "term"),
        (policy.readings, "reading"),
        (policy.assumptions, "assumption"),
        (policy.hints, "hint"),
        (policy.documents, "document"),
        (policy.profiles, "profile"),
    ):
        unique(items, what, findings)
    unique(policy.regions, "region", findings, by="code")
    for concept in policy.concepts:
        for key in concept.by:
            known.refer(key, known.keys, "key")
        for side in ("least", "most"):
            bound = getattr(concept, side)
            if bound is not None:
                check_literal(concept, bound, known, or_none=True)
            elif concept.kind in BOUNDED:
                findings.add(
                    concept.at,
                    f'no "{side}" for {concept.id}',
                    "bounds: they limit what may be entered and what is said while it is missing",
                )
    for group in policy.groups:
        for implied in group.implies:
            known.refer(implied, known.groups, "group")
    _check_regions(policy, known)
    _check_readings(policy, known)
    for hint in policy.hints:
        known.refer(hint.place, known.regions, "region code")
        if known.refer(hint.concept, known.concepts, "concept"):
            check_literal(known.concepts[hint.concept], hint.value, known)
            fits_keys(known.concepts[hint.concept], hint.keys, known)
        if hint.from_ and hint.until and hint.until <= hint.from_:
            findings.add(hint.until.at, f"{hint.until}, on or before {hint.from_}", "a day after the first one")
    for profile in policy.profiles:
        for value in profile.values:
            if known.refer(value.concept, known.concepts, "concept"):
                check_literal(known.concepts[value.concept], value.value, known)
                fits_keys(known.concepts[value.concept], value.keys, known)


def _check_regions(policy: Policy, known: Known) -> None:
    above = {str(region.code): region.within for region in policy.regions}
    for region in policy.regions:
        if region.within is not None:
            known.refer(region.within, known.regions, "region code")
        elif region.level != "nation":
            known.findings.add(region.at, f'no "within" for {region.code}', "the code of the place above")
        seen, code = set(), str(region.code)
        while code in above and code not in seen:
            seen.add(code)
            code = str(above[code])
        if code in seen:
            known.findings.add(region.at, f"{region.code} within itself", "a chain of places that ends at the nation")
    if sum(region.level == "nation" for region in policy.regions) != 1 and policy.regions:
        known.findings.add(policy.regions[0].at, "no single nation", "exactly one region of level nation")


def _check_readings(policy: Policy, known: Known) -> None:
    for reading in policy.readings:
        unique(reading.options, "option", known.findings)
        if len(reading.options) < 2:
            known.findings.add(
                reading.at, f"the reading {reading.id} with fewer than two options", "each way to read the text"
            )
        computing = [option.id for option in reading.options if option.shown_only is None]
        known.refer(reading.chosen, computing, "option of this reading that computes")
        for clause in reading.clauses:
            document = known.documents.get(clause.partition("#")[0])
            if document is None or document.complete:
                known.refer(clause, known.clauses, "clause")
        for case in reading.shown_by:
            known.refer(case, known.cases, "worked case")
