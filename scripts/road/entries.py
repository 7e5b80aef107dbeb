"""One thing of the policy data as its entry in the rulebook: plain data of what the calculator may know of it."""

from __future__ import annotations

from typing import Any

from calculator.dates import plus_days
from calculator.literals import is_approximate, read
from calculator.mechanisms import MECHANISMS
from scripts.road.model import (
    ASSUMED,
    Bilingual,
    Concept,
    Document,
    Ended,
    Given,
    Hint,
    Key,
    Obligation,
    Profile,
    Provision,
    Reading,
    Rule,
    Scale,
    Stated,
    Value,
)
from scripts.road.paths import label


def duties(document: Document, provision: Provision) -> list[dict[str, Any]]:
    """The obligations of a provision that belong to a rule: what a result may tell somebody to do."""
    return [
        {
            "rule": duty.rule,
            **{name: words and both(words) for name, words in _said(duty).items()},
            "by": duty.by,
            "person": duty.person,
            "cite": {"clause": document.clause(provision.id), "quotes": [str(duty.quote)]},
        }
        for duty in provision.obligations
        if duty.rule
    ]


def _said(duty: Obligation) -> dict[str, Bilingual | None]:
    return {"who": duty.who, "must": duty.must, "for": duty.for_, "within": duty.within, "every": duty.every}


def both(words: Bilingual) -> dict[str, str]:
    """Words in both languages."""
    return {"zh": words.zh, "en": words.en}


def _plain(value: Given | Scale) -> object:
    return value.plain() if isinstance(value, Scale) else str(value)


def literal(concept: Concept, value: Given | Scale) -> dict[str, Any]:
    """A value of a concept as it computes, as it is printed, and whether it is approximate."""
    plain = _plain(value)
    return {
        "value": read(concept.kind, plain, concept.may_be == "none"),
        "text": plain,
        "approximate": is_approximate(plain),
    }


def reading(reading: Reading) -> dict[str, Any]:
    """A reading with the options that compute."""
    return {
        "clauses": reading.clauses,
        "zh": reading.zh,
        "en": reading.en,
        "options": {one.id: {"zh": one.zh, "en": one.en} for one in reading.options if one.shown_only is None},
        "chosen": reading.chosen,
        "why": both(reading.why),
    }


def hint(hint: Hint, concepts: dict[str, Concept]) -> dict[str, Any]:
    """A figure that a document beside ours is said to give."""
    return {
        "concept": hint.concept,
        "place": hint.place,
        "keys": hint.keys,
        "from": hint.from_,
        "until": hint.until,
        "grade": hint.grade,
        "source": both(hint.source),
        **literal(concepts[hint.concept], hint.value),
    }


def concept(concept: Concept) -> dict[str, Any]:
    """A concept with its bounds."""
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
        "who_knows": concept.who_knows and both(concept.who_knows),
        **bounds,
    }


def key(key: Key) -> dict[str, Any]:
    """A key with its answers and, where only the data know it, where it is asked for."""
    asked = key.asked and {
        "of": key.asked.of,
        "several": key.asked.several,
        "help": key.asked.help and both(key.asked.help),
    }
    answers = {answer.id: {"zh": answer.zh, "en": answer.en} for answer in key.values}
    return {"zh": key.zh, "en": key.en, "values": answers, **({"asked": asked} if asked else {})}


def document(document: Document) -> dict[str, Any]:
    """A document: where it holds and from when until when."""
    first, until = document.holds.from_, document.holds.until
    assumed = [ASSUMED[stated.assume] for stated in (first, until) if stated.assume]
    assumed += [ASSUMED["report"]] if document.nature == "report" else []
    return {
        "place": document.place,
        "nature": document.nature,
        "title": both(document.title),
        "short": both(document.short),
        "from": document.resolved(first),
        "until": document.resolved(until),
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


def clause(document: Document, provision: Provision) -> dict[str, Any]:
    """What a result cites of a provision."""
    return {"label": label(document, provision), "quotes": dict(provision.quotes)}


def values(
    document: Document, provision: Provision, concepts: dict[str, Concept], ended: list[Ended]
) -> list[dict[str, Any]]:
    """The values that a provision gives, each under the conditions of the rules that it is for."""
    clause, rows = document.clause(provision.id), []
    for value in provision.values:
        if value.value is None or not value.is_given:
            continue
        bound = [rule for rule in provision.rules if value.concept in _own_terms(rule)]
        rows.append(
            {
                **_looked_up(value, document),
                "under": [_conditions(rule, clause, ended) for rule in bound],
                **_ended(ended, clause, value.concept),
                "whose": value.state,
                "cite": {"clause": clause, "quotes": value.rests_on},
                **literal(concepts[value.concept], value.value),
            }
        )
    return rows


def left_open(document: Document, provision: Provision, ended: list[Ended]) -> list[dict[str, Any]]:
    """The values that a provision leaves to somebody else to set: to whom, in which words."""
    clause = document.clause(provision.id)
    return [
        {
            **_looked_up(value, document),
            **_ended(ended, clause, value.concept),
            "to": both(value.to),
            "cite": {"clause": clause, "quotes": value.rests_on},
        }
        for value in provision.values
        if value.to
    ]


def _looked_up(value: Value, document: Document) -> dict[str, Any]:
    """What a value is found by: concept, keys, days, place and document."""
    return {
        "concept": value.concept,
        "keys": value.keys,
        "from": value.from_.value if value.from_ else None,
        "until": value.until.value if value.until else None,
        "place": document.place,
        "document": document.id,
    }


def _own_terms(rule: Rule) -> set[str]:
    """The concepts that a rule sets for its people, other than those it only refers to."""
    refers = MECHANISMS[rule.use].REFERS
    return {str(concept) for name, concept in rule.with_.items() if name not in refers}


def _ended(ended: list[Ended], clause: str, part: str) -> dict[str, list[dict[str, Any]]]:
    """From which day on part of a clause holds no more, for whom, and what ends it; most of them nothing ends."""
    found = [
        {
            "from": one.day,
            "who": one.groups and dict(one.groups),
            "cite": {"clause": one.by, "quotes": [one.quote[0]]},
        }
        for one in ended
        if one.ends(clause, str(part))
    ]
    return {"ended": found} if found else {}


def _conditions(rule: Rule, clause: str, ended: list[Ended]) -> dict[str, Any]:
    return {
        **_ended(ended, clause, rule.id),
        "who": rule.who and rule.who.plain(),
        "when": rule.when,
        "from": rule.from_.value if rule.from_ else None,
        "until": rule.until.value if rule.until else None,
    }


def rule(
    rule: Rule,
    place: str,
    document: Document | None,
    provision: Provision | None,
    stated: list[dict[str, Any]] | None = None,
    ended: list[Ended] | None = None,
) -> dict[str, Any]:
    """A rule as data; ``own`` holds what its own provision states for what it takes."""
    cites = (
        [{"clause": document.clause(provision.id), "quotes": [str(quote) for quote in rule.quotes]}]
        if document and provision
        else []
    )
    return {
        "id": rule.id,
        "use": rule.use,
        "layer": rule.layer,
        "place": place,
        "document": document.id if document else None,
        "who": rule.who and rule.who.plain(),
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
        **(_ended(ended or [], str(cites[0]["clause"]), rule.id) if cites else {}),
        "cites": cites,
        "assumptions": rule.assumptions,
    }


def profile(profile: Profile, concepts: dict[str, Concept]) -> dict[str, Any]:
    """A profile with its values by concept."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for value in profile.values:
        rows.setdefault(value.concept, []).append({"keys": value.keys, **literal(concepts[value.concept], value.value)})
    return {"id": profile.id, "zh": profile.zh, "en": profile.en, "invented": profile.invented, "values": rows}
