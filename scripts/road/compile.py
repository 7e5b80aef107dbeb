"""From checked policy data to the rulebook: all that the calculator may know, and nothing else."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from calculator.dates import plus_days
from calculator.literals import is_approximate, read
from calculator.mechanisms import MECHANISMS
from calculator.rulebook import SCHEMA
from scripts.road.model import (
    Bilingual,
    Concept,
    Document,
    Given,
    Obligation,
    Policy,
    Profile,
    Provision,
    Rule,
    Scale,
    Stated,
    Who,
)

NATION = "nation"


def compile_rulebook(policy: Policy) -> dict[str, Any]:
    """The rulebook as plain data; ``version`` is the sha256 of all the rest."""
    concepts = {str(concept.id): concept for concept in policy.concepts}
    nation = next(region.code for region in policy.regions if region.level == NATION)
    rules = [_rule(rule, nation, None, None) for rule in policy.frame]
    values: list[dict[str, Any]] = []
    for document in policy.documents:
        for provision in document.provisions:
            stated = _values(document, provision, concepts)
            values.extend(stated)
            rules.extend(_rule(rule, document.place, document, provision, stated) for rule in provision.rules)
    book: dict[str, Any] = {
        "schema": SCHEMA,
        "data": policy.fingerprint,
        "keys": {
            key.id: {"zh": key.zh, "en": key.en, "values": {v.id: {"zh": v.zh, "en": v.en} for v in key.values}}
            for key in policy.keys
        },
        "concepts": {concept.id: _concept(concept) for concept in policy.concepts},
        "groups": {
            group.id: {"kind": group.kind, "zh": group.zh, "en": group.en, "implies": group.implies}
            for group in policy.groups
        },
        "regions": {r.code: {"level": r.level, "zh": r.zh, "en": r.en, "within": r.within} for r in policy.regions},
        "documents": {document.id: _document(document) for document in policy.documents},
        "clauses": {d.clause(p.id): _clause(d, p) for d in policy.documents for p in d.provisions},
        "rules": rules,
        "duties": [duty for d in policy.documents for p in d.provisions for duty in _duties(d, p)],
        "values": values,
        "readings": {
            r.id: {
                "clauses": r.clauses,
                "zh": r.zh,
                "en": r.en,
                "options": {o.id: {"zh": o.zh, "en": o.en} for o in r.options if o.shown_only is None},
                "chosen": r.chosen,
                "why": _both(r.why),
            }
            for r in policy.readings
        },
        "assumptions": {assumption.id: {"zh": assumption.zh, "en": assumption.en} for assumption in policy.assumptions},
        "hints": {
            hint.id: {
                "concept": hint.concept,
                "place": hint.place,
                "keys": hint.keys,
                "from": hint.from_,
                "until": hint.until,
                "grade": hint.grade,
                "source": _both(hint.source),
                **_literal(concepts[hint.concept], hint.value),
            }
            for hint in policy.hints
        },
        "profiles": {profile.id: _profile(profile, concepts) for profile in policy.profiles},
        "words": policy.words,
    }
    plain: dict[str, Any] = json.loads(json.dumps(book, ensure_ascii=False))
    return {"version": sha256(_text(plain).encode("utf-8")).hexdigest(), **plain}


def write_rulebook(path: Path, book: dict[str, Any]) -> None:
    """Write the rulebook if it changed."""
    text = _text(book)
    if not path.exists() or path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")


def _text(book: dict[str, Any]) -> str:
    # Without an indent: that would take ten times as long to write, and every reader of a calculator page loads this.
    return json.dumps(book, ensure_ascii=False) + "\n"


def _duties(document: Document, provision: Provision) -> list[dict[str, Any]]:
    """The obligations of a provision that belong to a rule: what a result may tell somebody to do."""
    return [
        {
            "rule": duty.rule,
            **{name: words and _both(words) for name, words in _said(duty).items()},
            "by": duty.by,
            "person": duty.person,
            "cite": {"clause": document.clause(provision.id), "quotes": [str(duty.quote)]},
        }
        for duty in provision.obligations
        if duty.rule
    ]


def _said(duty: Obligation) -> dict[str, Bilingual | None]:
    return {"who": duty.who, "must": duty.must, "for": duty.for_, "within": duty.within, "every": duty.every}


def _both(words: Bilingual) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


def _plain(value: Given | Scale) -> object:
    return value.plain() if isinstance(value, Scale) else str(value)


def _literal(concept: Concept, value: Given | Scale) -> dict[str, Any]:
    plain = _plain(value)
    return {
        "value": read(concept.kind, plain, concept.may_be == "none"),
        "text": plain,
        "approximate": is_approximate(plain),
    }


def _concept(concept: Concept) -> dict[str, Any]:
    bounds = {}
    for side in ("least", "most"):
        bound = getattr(concept, side)
        bounds[side] = None if bound is None else read(concept.kind, _plain(bound), True)
        bounds[f"{side}_text"] = None if bound is None else _plain(bound)
    if concept.kind == "flag":
        bounds |= {"least": False, "most": True}  # nobody knows: it may be so or not
    return {
        "kind": concept.kind,
        "by": concept.by,
        "per": concept.per,
        "may_be_none": concept.may_be == "none",
        "zh": concept.zh,
        "en": concept.en,
        "who_knows": concept.who_knows and _both(concept.who_knows),
        **bounds,
    }


def _document(document: Document) -> dict[str, Any]:
    first, until = document.holds.from_, document.holds.until
    assumptions = {"issued": "issued-means-effective", "open_ended": "open-ended"}
    assumed = [assumptions[stated.assume] for stated in (first, until) if stated.assume]
    assumed += ["report-year-only"] if document.nature == "report" else []
    return {
        "place": document.place,
        "nature": document.nature,
        "title": _both(document.title),
        "short": _both(document.short),
        "from": resolved(first, document),
        "until": resolved(until, document),
        "last_day": until.value and plus_days(until.value, -1),
        "ends": _ends(until),
        "assumptions": assumed,
    }


def _ends(until: Stated) -> dict[str, Any] | None:
    """Where a reading leaves open whether the day of the end still counts: the reading, and the first day on which
    nothing holds under each of its options."""
    if until.reading is None or until.value is None:
        return None
    return {"reading": until.reading, "half_open": until.value, "inclusive": plus_days(until.value, 1)}


def _clause(document: Document, provision: Provision) -> dict[str, Any]:
    label = {}
    for lang in ("zh", "en"):
        heading = f" {getattr(provision.heading, lang)}" if provision.heading else ""
        label[lang] = f"{getattr(document.short, lang)} {provision.path}{heading}"
    return {"label": label, "quotes": dict(provision.quotes)}


def _values(document: Document, provision: Provision, concepts: dict[str, Concept]) -> list[dict[str, Any]]:
    rows = []
    for value in provision.values:
        if value.value is None:
            continue
        bound = [rule for rule in provision.rules if value.concept in _own_terms(rule)]
        rows.append(
            {
                "concept": value.concept,
                "keys": value.keys,
                "from": value.from_.value if value.from_ else None,
                "until": value.until.value if value.until else None,
                "place": document.place,
                "document": document.id,
                "under": [_conditions(rule) for rule in bound],
                "cite": {"clause": document.clause(provision.id), "quotes": [value.quote] if value.quote else []},
                **_literal(concepts[value.concept], value.value),
            }
        )
    return rows


def _own_terms(rule: Rule) -> set[str]:
    """The concepts that a rule sets for its people, other than those it only refers to."""
    refers = MECHANISMS[rule.use].REFERS
    return {str(concept) for name, concept in rule.with_.items() if name not in refers}


def _conditions(rule: Rule) -> dict[str, Any]:
    return {
        "who": _who(rule.who),
        "when": rule.when,
        "from": rule.from_.value if rule.from_ else None,
        "until": rule.until.value if rule.until else None,
    }


def _who(who: Who | None) -> dict[str, Any] | None:
    return None if who is None else {"any": who.any, "all": who.all, "none": who.none, "kind": who.kind}


def _rule(
    rule: Rule,
    place: str,
    document: Document | None,
    provision: Provision | None,
    stated: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """A rule as data; ``own`` holds what its own provision states for what it takes."""
    cites = (
        [{"clause": document.clause(provision.id), "quotes": [str(quote) for quote in rule.quotes or provision.quotes]}]
        if document and provision
        else []
    )
    return {
        "id": rule.id,
        "use": rule.use,
        "layer": rule.layer,
        "place": place,
        "document": document.id if document else None,
        "who": _who(rule.who),
        "when": rule.when,
        "base": rule.base and {"costs": rule.base.costs, "burden_after": rule.base.burden_after},
        "with": rule.with_,
        "gives": rule.gives,
        "own": {
            name: [value for value in stated or [] if value["concept"] == concept]
            for name, concept in rule.with_.items()
        },
        "how": {
            name: option if isinstance(option, str) else {"reading": option.reading}
            for name, option in rule.how.items()
        },
        "read": rule.read,
        "keys": rule.keys,
        "in_principle": rule.in_principle,
        "from": rule.from_.value if rule.from_ else None,
        "until": rule.until.value if rule.until else None,
        "cites": cites,
        "assumptions": rule.assumptions,
    }


def _profile(profile: Profile, concepts: dict[str, Concept]) -> dict[str, Any]:
    rows: dict[str, list[dict[str, Any]]] = {}
    for value in profile.values:
        rows.setdefault(value.concept, []).append(
            {"keys": value.keys, **_literal(concepts[value.concept], value.value)}
        )
    return {"id": profile.id, "zh": profile.zh, "en": profile.en, "invented": profile.invented, "values": rows}


def resolved(stated: Stated, document: Document) -> str | None:
    """The date that a stated, inferred or assumed date comes to."""
    return document.issued.value if stated.assume == "issued" else stated.value
