"""The words that may be referred to, and one way to say that another was used."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from calculator.families import FAMILIES
from calculator.families.payments import NEW_YEAR, ORDER, OVERLAP
from calculator.fields import Field, asked_keys, fields_of
from scripts.road.findings import Findings, Place, with_article
from scripts.road.model import ASSUMED, Concept, Document, Key, Policy, Reading, Text, placed
from scripts.road.naming import without_brackets

NAMED_BY_CODE = (*ASSUMED.values(), OVERLAP, ORDER, NEW_YEAR)  # assumptions
FEW = 12  # words that a finding can list in full
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass
class Known:
    """Ids of everything, gathered once."""

    findings: Findings
    concepts: dict[str, Concept]
    keys: dict[str, Key]
    groups: set[str]
    umbrellas: set[str]  # groups that are mere words for several
    regions: set[str]
    places: dict[str, str]  # the codes of regions below the nation → their names in Chinese
    topics: set[str]
    readings: dict[str, Reading]
    assumptions: set[str]
    documents: dict[str, Document]
    clauses: set[str]
    parts: dict[str, set[str]]  # a clause that another document ends → its rules and the concepts of its values
    cases: set[str]
    profiles: set[str]
    forms: dict[str, dict[str, str]]  # how each kind of literal is written
    names: dict[str, list[str]]  # words of the field by language
    proper: list[str]  # names of people's groups and places
    results: dict[str, set[str]]  # layer → the results that its calculators have words for
    outcomes: dict[str, set[str]]  # layer → the outcomes that its calculators have words for
    told: dict[str, set[str]]  # layer → the keys that its calculators are told
    several: dict[str, set[str]]  # layer → the keys of which several answers may hold at once
    fields: dict[str, tuple[Field, ...]]  # calculator → what it asks
    layers: tuple[str, ...] = tuple(dict.fromkeys(layer for family in FAMILIES.values() for layer in family.LAYERS))

    def refer(self, word: Text, known: Collection[str], what: str) -> bool:
        """Whether ``word`` is a known ``what``; a finding with the nearest right word, or all if they are few, when it
        is not."""
        if word in known:
            return True
        words = sorted(known) if isinstance(known, (set, frozenset)) else list(known)
        listed = f": {', '.join(words)}" if 0 < len(words) <= FEW else "" if words else "; there is none"
        self.findings.add(word.at, f'"{word}"', f"{with_article(what)}{listed}", known=words, word=word)
        return False

    def choices(self, key: str) -> list[str]:
        """What may be told for a key."""
        return [str(value.id) for value in self.keys[key].values]


def gather(policy: Policy, findings: Findings) -> Known:
    """Everything that can be referred to."""
    keys = {str(key.id): _plain(key) for key in policy.keys}
    asking = {name: [*getattr(family, "ASKS", ())] for name, family in FAMILIES.items()}
    return Known(
        findings=findings,
        concepts={str(concept.id): concept for concept in policy.concepts},
        keys={str(key.id): key for key in policy.keys},
        groups={str(group.id) for group in policy.groups},
        umbrellas={str(group.id) for group in policy.groups if group.kind == "umbrella"},
        regions={str(region.code) for region in policy.regions},
        places={str(region.code): str(region.zh) for region in policy.regions if region.level != "nation"},
        topics={str(topic.id) for topic in policy.topics},
        readings={str(reading.id): reading for reading in policy.readings},
        assumptions={str(assumption.id) for assumption in policy.assumptions},
        documents={str(document.id): document for document in policy.documents},
        clauses={document.clause(p.id) for document in policy.documents for p in document.provisions},
        parts=_parts(policy),
        cases={str(case.id) for cases in policy.cases.values() for case in cases},
        profiles={Path(profile.at.file).stem for profile in policy.profiles},
        names=names_of((term.zh, term.en, term.aliases) for term in policy.glossary),
        proper=[str(group.zh) for group in policy.groups] + [str(region.zh) for region in policy.regions],
        forms=policy.words["common"]["forms"],
        results=_by_layer({name: set(policy.words[name].get("results", {})) for name in FAMILIES}),
        outcomes=_by_layer({name: {"yes", "no", *policy.words[name].get("outcomes", {})} for name in FAMILIES}),
        told=_by_layer({name: FAMILIES[name].KEYS | _asked(keys, of, False) for name, of in asking.items()}),
        several=_by_layer({name: _asked(keys, of, True) for name, of in asking.items()}),
        fields={name: fields_of(family, keys) for name, family in FAMILIES.items()},
    )


def _plain(key: Key) -> dict[str, Any]:
    """A key as what makes fields knows it."""
    asked = {"asked": {"of": str(key.asked.of), "several": key.asked.several}} if key.asked else {}
    return {"values": [str(answer.id) for answer in key.values], **asked}


def _asked(keys: dict[str, dict[str, Any]], of: list[str], several: bool) -> set[str]:
    return {key for whom in of for key in asked_keys(keys, whom, several)}


def _parts(policy: Policy) -> dict[str, set[str]]:
    """What stands in the clauses that another document ends."""
    ended = {str(one.clause) for document in policy.documents for p in document.provisions for one in p.ends}
    return {
        document.clause(p.id): {*(str(rule.id) for rule in p.rules), *(str(value.concept) for value in p.values)}
        for document in policy.documents
        for p in (document.provisions if ended else ())
        if document.clause(p.id) in ended
    }


def _by_layer(of: dict[str, set[str]]) -> dict[str, set[str]]:
    """What each calculator knows, by the layers that it computes."""
    found: dict[str, set[str]] = {}
    for name, family in FAMILIES.items():
        for layer in family.LAYERS:
            found.setdefault(layer, set()).update(of[name])
    return found


def unique(items: Iterable[Any], what: str, findings: Findings, by: str = "id") -> None:
    """A finding for each id that stands a second time."""
    unique_ids((getattr(item, by) for item in items), what, findings)


def unique_ids(ids: Iterable[Text], what: str, findings: Findings) -> None:
    """The same of the ids alone."""
    seen: dict[str, Place] = {}
    for word in ids:
        if not ID.fullmatch(word):
            findings.add(word.at, f'"{word}"', f"an id of a {what}: letters, digits, . _ - in ASCII")
        alike = word.lower()  # in an address or a file name two ids that differ in capitals may be one
        if alike in seen:
            findings.add(word.at, f'the {what} "{word}" a second time', f"each once; it stands at {seen[alike]} too")
        seen.setdefault(alike, word.at)


def placed_at(word: str, at: Place) -> Text:
    """A word with the place that it stands at, or with this one where it has none."""
    return word if isinstance(word, Text) else placed(Text, word, at)


def names_of(zh_and_en: Iterable[tuple[Text, Text, list[Text]]]) -> dict[str, list[str]]:
    """Names by language: the terms and aliases of the glossary, whose numerals are no figures."""
    names: dict[str, list[str]] = {"zh": [], "en": []}
    for zh, en, aliases in zh_and_en:
        for word in (zh, en, *aliases):
            plain = without_brackets(word).strip('"“”')
            names["zh" if HAN.search(plain) else "en"].append(plain)
    return names
