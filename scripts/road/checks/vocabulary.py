"""Concepts, groups, regions, readings: declared once, bounded, and tied to what exists."""

from __future__ import annotations

from calculator.families import FAMILIES
from calculator.inputs import inside
from calculator.literals import LiteralError, read
from scripts.road.checks.known import NAMED_BY_CODE, Known, unique
from scripts.road.checks.names import check_names
from scripts.road.checks.regions import check_regions
from scripts.road.checks.values import check_literal, fits_keys
from scripts.road.model import Concept, Hint, Policy, ProfileValue

OF_THE_CODE = frozenset[str]().union(*(family.KEYS for family in FAMILIES.values()))  # keys that it knows by itself
COUNTED = ("money", "ratio", "increase", "count")
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
    check_names(policy, known)
    _check_concepts(policy, known)
    _check_asked(policy, known)
    for group in policy.groups:
        for implied in group.implies:
            known.refer(implied, known.groups, "group")
    check_regions(policy, known)
    _check_readings(policy, known)
    for id in NAMED_BY_CODE:
        if id not in known.assumptions:
            at = policy.assumptions[0].at if policy.assumptions else policy.concepts[0].at
            findings.add(at, f'no assumption "{id}"', "it, in zh and en: results name it")
    _check_hints(policy, known)
    _check_hints_alike(policy, known)
    for profile in policy.profiles:
        if not profile.at.file.endswith(f"/{profile.id}.yaml"):
            findings.add(profile.id.at, f'the profile "{profile.id}"', "the id that the file is named after")
        for value in profile.values:
            _check_value(value, known)


def _check_concepts(policy: Policy, known: Known) -> None:
    """Every concept has keys and a topic that there are, and bounds in order."""
    for concept in policy.concepts:
        for key in concept.by:
            known.refer(key, known.keys, "key")
        if concept.topic:
            known.refer(concept.topic, known.topics, "topic")
        for side in ("least", "most"):
            bound = getattr(concept, side)
            if bound is not None:
                check_literal(concept, bound, known, or_none=True)
            elif concept.kind in BOUNDED:
                known.findings.add(
                    concept.at,
                    f'no "{side}" for {concept.id}',
                    "bounds: they limit what may be entered and what is said while it is missing",
                )
        if concept.kind in COUNTED and not _in_order(concept):
            found = f"{concept.most} as the highest value, below {concept.least}"
            known.findings.add(concept.at, found, "bounds in order")


def _check_asked(policy: Policy, known: Known) -> None:
    """A key that a bill asks for because the data say so is none that it asks for anyway, and has answers."""
    for key in policy.keys:
        if key.asked is None:
            continue
        if key.id in OF_THE_CODE:
            known.findings.add(key.asked.at, f'"asked" for {key.id}', 'no "asked": the calculator asks for it anyway')
        if key.asked.several and (key.asked.of != "person" or key.kind == "flag"):
            known.findings.add(key.asked.at, f"several answers of {key.id} at once", "of: person, and no flag")
        if not key.values:
            known.findings.add(key.at, f"no values for the key {key.id}", "the answers to choose from")


def _check_hints(policy: Policy, known: Known) -> None:
    """Every hint is of a place and a concept that there are, and its days are in order."""
    for hint in policy.hints:
        known.refer(hint.place, known.regions, "region code")
        _check_value(hint, known)
        if hint.from_ and hint.until and hint.until <= hint.from_:
            known.findings.add(hint.until.at, f"{hint.until}, on or before {hint.from_}", "a day after the first one")


def _check_value(value: Hint | ProfileValue, known: Known) -> None:
    """A value that no document states: its concept, its literal, its keys."""
    if known.refer(value.concept, known.concepts, "concept"):
        check_literal(known.concepts[value.concept], value.value, known)
        fits_keys(known.concepts[value.concept], value.keys, known)


def _in_order(concept: Concept) -> bool:
    """Whether the lowest value is at or below the highest, where both can be read."""
    try:
        least, most = (
            None if one is None else read(concept.kind, str(one), True) for one in (concept.least, concept.most)
        )
    except LiteralError:
        return True  # told where it stands
    return least is None or inside(least, None, most)


def _check_hints_alike(policy: Policy, known: Known) -> None:
    """One hint for a concept, a place, keys and a first day."""
    seen: dict[tuple[object, ...], Hint] = {}
    for hint in policy.hints:
        keys = tuple(sorted((name, str(chosen)) for name, chosen in hint.keys.items()))
        other = seen.setdefault((str(hint.concept), str(hint.place), keys, hint.from_ and str(hint.from_)), hint)
        if other is not hint:
            known.findings.add(
                hint.at,
                f"a second hint for {hint.concept}",
                f"one for a place, keys and a first day; the other stands at {other.at}",
            )


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
        if not reading.clauses:
            known.findings.add(
                reading.at, f"the reading {reading.id} of no clause", "the clauses that can be read two ways"
            )
        for case in reading.shown_by:
            known.refer(case, known.cases, "worked case")
