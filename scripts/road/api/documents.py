"""Records of what the documents say: the documents themselves, provisions, values, rules, obligations and targets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote as in_url

from calculator.literals import LiteralError, is_approximate, read
from scripts.road.api.quoted import Proofs, Record, both, interval, literal, numbered
from scripts.road.doubts import Doubts
from scripts.road.model import Document, Ended, Policy, Provision, Rule
from scripts.road.words import LANGUAGES, Language, Words

TARGET_KINDS = ("ratio", "money", "count", "date")  # what an indicator's bound may be read as


def documents(policy: Policy, proofs: Proofs) -> list[Record]:
    """One record a document."""
    return [
        {
            "id": document.id,
            "place": document.place,
            "nature": document.nature,
            "complete": document.complete,
            "title": both(document.title),
            "short": both(document.short),
            "number": proofs.stated(document, "number", document.number),
            "issuers": [{"zh": issuer.zh, "en": issuer.en} for issuer in document.issuers],
            "issued": proofs.stated(document, "issued", document.issued),
            "holds": {
                "from": proofs.stated(document, "holds.from", document.holds.from_),
                "until": proofs.stated(document, "holds.until", document.holds.until),
            },
            "source": {"zh": document.source.zh, "en": document.source.en},
            "text": proofs.text(document),
            "left_out": proofs.left_out(document),
            "cites": [
                {"zh": cited.zh, "en": cited.en, "number": cited.number, "clause": document.clause(cited.clause)}
                for cited in document.cites
            ],
            "words": [
                {
                    "printed": word.printed,
                    "clause": document.clause(word.clause),
                    "group": word.group,
                    "relation": word.relation,
                    "note": both(word.note),
                }
                for word in document.words
            ],
            "notes": [both(note) for note in document.notes],
            "provisions": [document.clause(provision.id) for provision in document.provisions],
            "page": page(document),
        }
        for document in policy.documents
    ]


def provisions(policy: Policy, proofs: Proofs) -> list[Record]:
    """One record a provision, in the order of the documents."""
    doubts = Doubts(policy.readings)
    return [
        {
            "id": document.clause(provision.id),
            "document": document.id,
            "path": provision.path,
            "part": proofs.part(document, provision),
            "heading": both(provision.heading),
            "kinds": provision.kinds,
            "topics": provision.topics,
            "zh": provision.zh,
            "en": provision.en,
            "quotes": [proofs.quote(document, provision, name) for name in provision.quotes],
            "values": value_ids(document, provision),
            "rules": [rule.id for rule in provision.rules],
            "obligations": obligation_ids(document, provision),
            "targets": target_ids(document, provision),
            **_endings(policy, document, provision),
            "readings": [one.id for one in doubts.of(document.clause(provision.id), provision)],
            "assumptions": provision.assumptions,
            "notes": [both(note) for note in provision.notes],
            "page": page(document, provision),
        }
        for document, provision in entered(policy)
    ]


def values(policy: Policy, proofs: Proofs) -> list[Record]:
    """One record a value: given, left open, or of a practice that the document ends."""
    concepts = {concept.id: concept for concept in policy.concepts}
    return [
        {
            "id": id,
            "clause": document.clause(provision.id),
            "document": document.id,
            "place": document.place,
            "concept": value.concept,
            "name": {"zh": concepts[value.concept].zh, "en": concepts[value.concept].en},
            "kind": concepts[value.concept].kind,
            "unit": both(concepts[value.concept].unit),
            "per": concepts[value.concept].per,
            "keys": value.keys,
            "state": value.state,
            **literal(concepts[value.concept], value.value),
            "quote": value.quote and proofs.quote(document, provision, value.quote),
            "quotes": [proofs.quote(document, provision, name) for name in value.quotes],
            "formula": value.formula,
            "to": both(value.to),
            "from": proofs.starts(document, provision, value.from_),
            "until": proofs.starts(document, provision, value.until),
            "holds": interval(document, value, policy.ended_on(document, provision, str(value.concept))),
            "searched": proofs.searched(document, f"{provision.id}/{value.name}", value.searched),
            "rules": [rule.id for rule in provision.rules if value.concept in rule.with_.values()],
        }
        for document, provision in entered(policy)
        for id, value in zip(value_ids(document, provision), provision.values, strict=True)
    ]


def rules(policy: Policy, proofs: Proofs, words: Mapping[Language, Words]) -> list[Record]:
    """One record a rule: those of the documents, and those of the ordinary road of a bill, which no document states."""
    told = [_rule(rule, policy, words) for rule in policy.frame]
    for document, provision in entered(policy):
        for rule in provision.rules:
            told.append(
                _rule(rule, policy, words)
                | {
                    "document": document.id,
                    "clause": document.clause(provision.id),
                    "place": document.place,
                    "quotes": [proofs.quote(document, provision, name) for name in rule.quotes or provision.quotes],
                    "from": proofs.starts(document, provision, rule.from_),
                    "until": proofs.starts(document, provision, rule.until),
                    "holds": interval(document, rule, policy.ended_on(document, provision, str(rule.id))),
                }
            )
    return told


def shown(policy: Policy) -> list[Record]:
    """One record a rule that is shown and not computed: where it stands, and why no figure comes of it."""
    places = {str(document.id): document.place for document in policy.documents}
    told = []
    for one in policy.shown:
        document = str(one.clause).partition("#")[0]
        told.append(
            {
                "id": one.id,
                "document": document,
                "clause": one.clause,
                "place": places[document],
                "zh": one.zh,
                "en": one.en,
            }
        )
    return told


def obligations(policy: Policy, proofs: Proofs) -> list[Record]:
    """One record an obligation: who must do what, for whom, by when or how often."""
    return [
        {
            "id": id,
            "clause": document.clause(provision.id),
            "document": document.id,
            "place": document.place,
            "who": both(duty.who),
            "must": both(duty.must),
            "for": both(duty.for_),
            "by": duty.by,
            "within": both(duty.within),
            "every": both(duty.every),
            "person": duty.person,
            "rule": duty.rule,
            "quote": proofs.quote(document, provision, duty.quote),
        }
        for document, provision in entered(policy)
        for id, duty in zip(obligation_ids(document, provision), provision.obligations, strict=True)
    ]


def targets(policy: Policy, proofs: Proofs) -> list[Record]:
    """One record a target: which indicator is to reach which bound by when."""
    return [
        {
            "id": id,
            "clause": document.clause(provision.id),
            "document": document.id,
            "place": document.place,
            "indicator": both(target.indicator),
            "bound": target.bound,
            **_bound(target.value),
            "by": target.by,
            "rule": target.rule,
            "quote": proofs.quote(document, provision, target.quote),
        }
        for document, provision in entered(policy)
        for id, target in zip(target_ids(document, provision), provision.targets, strict=True)
    ]


def entered(policy: Policy) -> Iterator[tuple[Document, Provision]]:
    """Every provision with its document, in the order of the data."""
    return ((document, provision) for document in policy.documents for provision in document.provisions)


def value_ids(document: Document, provision: Provision) -> list[str]:
    """``luan-2024-25#3.2.5a/inpatient.ratio[hospital_level=city]``: clause, concept, keys, own first day."""
    return numbered(f"{document.clause(provision.id)}/{value.name}" for value in provision.values)


def obligation_ids(document: Document, provision: Provision) -> list[str]:
    """Clause and the name of the quote that says it."""
    return numbered(f"{document.clause(provision.id)}/must.{duty.quote}" for duty in provision.obligations)


def target_ids(document: Document, provision: Provision) -> list[str]:
    """Clause and the name of the quote that says it."""
    return numbered(f"{document.clause(provision.id)}/target.{target.quote}" for target in provision.targets)


def page(document: Document, provision: Provision | None = None) -> dict[str, str]:
    """The page of a document, or the place of a provision on it, from the root of the site."""
    anchor = f"#{in_url(str(provision.id))}" if provision else ""
    return {language: f"{language}/documents/{document.id}.html{anchor}" for language in LANGUAGES}


def _endings(policy: Policy, document: Document, provision: Provision) -> Record:
    """What a provision ends of another document, and what of another one ends it."""
    clause, told = document.clause(provision.id), policy.ended.get(str(document.id), ())

    def record(one: Ended, other: str) -> Record:
        return {"clause": other, "from": one.day, "only": [*one.only], "who": one.groups and dict(one.groups)}

    return {
        "ends": [record(one, one.clause) for one in told if one.by == clause],
        "ended": [record(one, one.by) for one in told if one.clause == clause],
    }


def _rule(rule: Rule, policy: Policy, words: Mapping[Language, Words]) -> Record:
    """A rule as it stands in the data, as one of no document."""
    calculators = [name for name, told in policy.words.items() if rule.layer in told.get("layers", {})]
    return {
        "id": rule.id,
        "document": None,
        "clause": None,
        "place": None,
        "use": rule.use,
        "says": {language: words[language].say(f"rules.use.{rule.use}") for language in words},
        "layer": rule.layer,
        "who": rule.who and rule.who.plain(),
        "when": rule.when,
        "base": rule.base and {"costs": rule.base.costs, "burden_after": rule.base.burden_after},
        "with": rule.with_,
        "gives": rule.gives,
        "how": {name: str(how) if isinstance(how, str) else {"reading": how.reading} for name, how in rule.how.items()},
        "read": rule.read,
        "keys": rule.keys,
        "in_principle": rule.in_principle,
        "quotes": [],
        "from": None,
        "until": None,
        "holds": interval(None, rule),
        "assumptions": rule.assumptions,
        "calculators": calculators,
    }


def _bound(printed: str | None) -> Record:
    """A target's figure, read as the first kind that it can be."""
    for kind in TARGET_KINDS if printed is not None else ():
        try:
            value = read(kind, str(printed))
        except LiteralError:
            continue
        return {"printed": printed, "kind": kind, "value": value, "approximate": is_approximate(printed)}
    return {"printed": printed, "kind": None, "value": None, "approximate": is_approximate(printed)}
