"""Records of what the documents are told in: concepts, groups, regions, topics, terms; of the choices beyond the text;
of local values and worked cases; and of the calculators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from calculator.families import FAMILIES
from scripts.road.api.documents import entered
from scripts.road.api.quoted import Record, both, literal
from scripts.road.model import Concept, Policy, Rule
from scripts.road.words import LANGUAGES


def keys(policy: Policy) -> list[Record]:
    """What values are looked up by, each with its choices."""
    return [
        {
            "id": key.id,
            "kind": key.kind,
            "groups": key.groups,
            **_named(key),
            "values": [{"id": one.id, **_named(one)} for one in key.values],
            "asked": key.asked and {"of": key.asked.of, "several": key.asked.several, "help": both(key.asked.help)},
        }
        for key in policy.keys
    ]


def concepts(policy: Policy) -> list[Record]:
    """Everything that can be stated, asked or looked up."""
    return [
        {
            "id": concept.id,
            "kind": concept.kind,
            **_named(concept),
            "unit": both(concept.unit),
            "by": concept.by,
            "per": concept.per,
            "may_be_none": concept.may_be == "none",
            "least": None if concept.least is None else literal(concept, concept.least)["printed"],
            "most": None if concept.most is None else literal(concept, concept.most)["printed"],
            "who_knows": both(concept.who_knows),
            "topic": concept.topic,
        }
        for concept in policy.concepts
    ]


def groups(policy: Policy) -> list[Record]:
    """Groups of people, with the documents' own words for them."""
    called: dict[str, list[Record]] = {}
    for document in policy.documents:
        for word in document.words:
            told = {"document": document.id, "clause": document.clause(word.clause)}
            called.setdefault(str(word.group), []).append(told | {"printed": word.printed, "relation": word.relation})
    return [
        {
            "id": group.id,
            "kind": group.kind,
            **_named(group),
            "implies": group.implies,
            "note": both(group.note),
            "called": called.get(str(group.id), []),
        }
        for group in policy.groups
    ]


def regions(policy: Policy) -> list[Record]:
    """Places with their codes, and the documents that are theirs."""
    theirs: dict[str, list[str]] = {}
    for document in policy.documents:
        theirs.setdefault(str(document.place), []).append(document.id)
    return [
        {
            "code": region.code,
            "level": region.level,
            **_named(region),
            "within": region.within,
            "documents": theirs.get(str(region.code), []),
        }
        for region in policy.regions
    ]


def topics(policy: Policy) -> list[Record]:
    """Topics with the provisions on them."""
    on = _by_name((topic, document.clause(p.id)) for document, p in entered(policy) for topic in p.topics)
    return [
        {
            "id": topic.id,
            **_named(topic),
            "provisions": on.get(str(topic.id), []),
        }
        for topic in policy.topics
    ]


def glossary(policy: Policy) -> list[Record]:
    """The words of the field."""
    return [
        {
            "id": term.id,
            **_named(term),
            "means": both(term.means),
            "pinyin": term.pinyin,
            "aliases": term.aliases,
            "said": term.said,
        }
        for term in policy.glossary
    ]


def readings(policy: Policy) -> list[Record]:
    """Texts that can be read two ways, with the rules that follow the choice."""
    following = _by_name((reading, rule.id) for rule in _all_rules(policy) for reading in _followed(rule))
    return [
        {
            "id": reading.id,
            "clauses": reading.clauses,
            **_named(reading),
            "options": [
                {"id": option.id, **_named(option), "shown_only": both(option.shown_only)} for option in reading.options
            ],
            "chosen": reading.chosen,
            "why": both(reading.why),
            "shown_by": reading.shown_by,
            "rules": following.get(str(reading.id), []),
        }
        for reading in policy.readings
    ]


def assumptions(policy: Policy) -> list[Record]:
    """Choices beyond the text that cannot be switched, with the rules and provisions that name them."""
    rules = _by_name((one, rule.id) for rule in _all_rules(policy) for one in rule.assumptions)
    told = _by_name((one, document.clause(p.id)) for document, p in entered(policy) for one in p.assumptions)
    return [
        {
            "id": assumption.id,
            **_named(assumption),
            "rules": rules.get(str(assumption.id), []),
            "provisions": told.get(str(assumption.id), []),
        }
        for assumption in policy.assumptions
    ]


def hints(policy: Policy) -> list[Record]:
    """Values from outside the documents, each with its grade and source."""
    known = _concepts(policy)
    return [
        {
            "id": hint.id,
            "concept": hint.concept,
            "place": hint.place,
            "keys": hint.keys,
            "kind": known[hint.concept].kind,
            **literal(known[hint.concept], hint.value),
            "holds": {"from": hint.from_, "until": hint.until},
            "grade": hint.grade,
            "source": both(hint.source),
        }
        for hint in policy.hints
    ]


def profiles(policy: Policy) -> list[Record]:
    """Sets of local values that no document states; ``invented`` ones are no place's."""
    known = _concepts(policy)
    return [
        {
            "id": profile.id,
            **_named(profile),
            "invented": profile.invented,
            "values": [
                {
                    "concept": value.concept,
                    "keys": value.keys,
                    "kind": known[value.concept].kind,
                    **literal(known[value.concept], value.value),
                }
                for value in profile.values
            ],
        }
        for profile in policy.profiles
    ]


def cases(policy: Policy) -> list[Record]:
    """Worked cases: what is asked, the working by hand, and what must come out."""
    return [
        {
            "id": case.id,
            "calculator": calculator,
            **_named(case),
            "shows": case.shows,
            "ask": case.ask,
            "working": case.working,
            "expect": case.expect,
            "instead": case.instead,
        }
        for calculator, worked in policy.cases.items()
        for case in worked
    ]


def calculators(policy: Policy, families: Mapping[str, Any]) -> list[Record]:
    """The calculators with what each asks; ``families`` holds ``calculator.schema`` of each by name."""
    return [
        {
            "id": name,
            **{language: schema[language] for language in LANGUAGES},
            "intro": _pair(policy.words[name]["intro"]) if "intro" in policy.words[name] else None,
            "kinds": sorted({str(rule.use) for rule in _all_rules(policy) if rule.layer in FAMILIES[name].LAYERS}),
            "layers": [{"id": id, **_pair(told)} for id, told in policy.words[name].get("layers", {}).items()],
            "fields": [_field(field) for field in schema["fields"]],
            "cases": [case.id for case in policy.cases.get(name, ())],
            "inputs_schema": f"{name}.inputs.schema.json",
            "result_schema": "result.schema.json",
            "page": {language: f"{language}/calculators/{name}.html" for language in LANGUAGES},
        }
        for name, schema in families.items()
    ]


def _named(thing: Any) -> dict[str, str]:
    return {language: getattr(thing, language) for language in LANGUAGES}


def _pair(told: Mapping[str, str]) -> dict[str, str]:
    return {language: told[language] for language in LANGUAGES}


def _concepts(policy: Policy) -> dict[str, Concept]:
    return {str(concept.id): concept for concept in policy.concepts}


def _by_name(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """What stands beside each name, once and in order."""
    found: dict[str, dict[str, None]] = {}
    for name, thing in pairs:
        found.setdefault(str(name), {})[thing] = None
    return {name: list(things) for name, things in found.items()}


def _all_rules(policy: Policy) -> Iterator[Rule]:
    yield from policy.frame
    for _, provision in entered(policy):
        yield from provision.rules


def _followed(rule: Rule) -> list[str]:
    return [*(str(how.reading) for how in rule.how.values() if not isinstance(how, str)), *map(str, rule.read)]


def _field(field: Record) -> Record:
    """A field of a calculator; of concepts and choices that have tables of their own only the ids."""
    told = {key: field[key] for key in ("name", "kind", "required", *LANGUAGES)}
    told |= {"choices": [choice["id"] for choice in field.get("choices", ())]}
    told |= {"concepts": [concept["id"] for concept in field.get("concepts", ())]}
    return told | {"of": [_field(item) for item in field.get("of", ())]}
