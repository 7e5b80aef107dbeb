"""Rules: a known kind, the values it takes, settings it has, people and circumstances that exist."""

from __future__ import annotations

from typing import Any

from calculator.mechanisms import EDGES, MECHANISMS, REACH, TESTED_ON
from scripts.road.checks.days import dates_in, tells_part_of
from scripts.road.checks.known import Known, placed_at
from scripts.road.checks.parts import parts_of
from scripts.road.checks.values import fits_keys, says_day
from scripts.road.findings import with_article
from scripts.road.model import Chosen, Document, From, Policy, Provision, Rule, Text

_BESIDES = ("id", "quotes", "assumptions", "in_principle")  # what a rule does not do


def check_rules(policy: Policy, known: Known) -> None:
    """The rules of the frame, which no document states."""
    for rule in policy.frame:
        _check_rule(rule, None, known)
        if not rule.assumptions:
            known.findings.add(
                rule.at,
                f"the rule {rule.id} that no document states and no assumption names",
                "the assumptions it rests on",
            )


def check_rules_in(document: Document, known: Known) -> list[Text]:
    """The rules of a document, and from when until when its values hold; returns the ids of the rules."""
    for provision in document.provisions:
        for value in provision.values:
            check_span(value.from_, value.until, provision, known)
        for rule in provision.rules:
            _check_rule(rule, provision, known)
        _check_alike(provision.rules, known)
    return [rule.id for provision in document.provisions for rule in provision.rules]


def _check_alike(rules: list[Rule], known: Known) -> None:
    """No two rules of a provision do the same for the same people in the same case."""
    seen: dict[str, Rule] = {}
    for rule in rules:
        does = {name: part for name, part in parts_of(rule).items() if name not in _BESIDES}
        other = seen.setdefault(repr(_plain(does)), rule)
        if other is not rule:
            known.findings.add(rule.id.at, f'"{rule.id}", which does what "{other.id}" does', "one rule for one thing")


def _plain(thing: Any) -> Any:
    """What a part of a rule says, wherever it stands."""
    if thing is None or isinstance(thing, (str, bool)):
        return str(thing)
    if isinstance(thing, list):
        return [_plain(one) for one in thing]
    return sorted((str(name), _plain(part)) for name, part in parts_of(thing).items())


def _check_people(rule: Rule, known: Known) -> None:
    """A rule says for whom in groups that a department recognises, and when in answers that can be given."""
    who = rule.who
    if who and not (who.any or who.all or who.none or who.kind):
        known.findings.add(
            who.at, '"who" that names nobody', 'groups under any, all or none; no "who" where all are meant'
        )
    for group in [*who.any, *who.all] if who else []:
        if group in known.umbrellas:
            known.findings.add(
                group.at, f'"{group}", which is an umbrella term', "the groups that a department recognises"
            )
        if who and group in who.none:
            known.findings.add(group.at, f'"{group}" both in and out', "a group under any or all, or under none")
    for name, values in rule.when.items():
        if not values:
            known.findings.add(
                rule.at, f'"{name}" with no answer in the rule {rule.id}', "at least one answer, or no such key"
            )
    for layer in rule.base.burden_after if rule.base else []:
        if layer == rule.layer:
            known.findings.add(layer.at, f'"{layer}" left by itself', "the layers that pay before this one")


def _check_rule(rule: Rule, provision: Provision | None, known: Known) -> None:
    on_a_layer = known.refer(rule.layer, known.layers, "layer")
    if not known.refer(rule.use, MECHANISMS, "kind of rule"):
        return
    mechanism = MECHANISMS[rule.use]
    _check_values_taken(rule, known, told=on_a_layer)
    for name in mechanism.NEEDS:
        if name not in rule.with_:
            known.findings.add(
                rule.at, f'no "{name}" in the rule {rule.id}', f"with: {{{name}: …}}, which {rule.use} needs"
            )
    if mechanism.ROLE == "pays" and rule.base is None:
        known.findings.add(
            rule.at,
            f'no "base" in the rule {rule.id}',
            "what the layer is measured on: costs, and the layers before it",
        )
    if on_a_layer:
        _check_outcomes(rule, mechanism.ROLE in ("decides", "tests"), known)
        for key, values in rule.when.items():
            if key in known.keys:  # one that is none is found below
                at = values[0].at if values else rule.at
                known.refer(placed_at(key, at), known.told[rule.layer], "key that this layer is told")
    _check_settings(rule, {**mechanism.HOW, "tested_on": TESTED_ON, "edges": EDGES, "reach": REACH}, known)
    for reading, option in rule.read.items():
        if known.refer(placed_at(reading, option.at), known.readings, "reading"):
            computing = [one.id for one in known.readings[reading].options if one.shown_only is None]
            known.refer(option, computing, f"computing option of {reading}")
    _check_period(rule, known)
    _check_reach(rule, known)
    _check_people(rule, known)
    if provision and provision.quotes and not rule.quotes:
        known.findings.add(
            rule.at,
            f"no quotes in the rule {rule.id}",
            f"quotes: the words that it rests on, of {', '.join(provision.quotes)}",
        )
    for quote in rule.quotes:
        known.refer(quote, provision.quotes if provision else (), "quote of this provision")
    for assumption in rule.assumptions:
        known.refer(assumption, known.assumptions, "assumption")
    check_span(rule.from_, rule.until, provision, known)


def _check_period(rule: Rule, known: Known) -> None:
    """What limits one stay or visit stands in a rule that counts by these; what is added to a limit, beside one."""
    mechanism = MECHANISMS[rule.use]
    if "added" in rule.with_ and "limit" not in rule.with_ and "limit" in mechanism.TAKES:
        known.findings.add(rule.with_["added"].at, '"added" without a "limit"', "the limit that it is added to")
    for name in getattr(mechanism, "BY_STAY", ()):
        if name in rule.with_ and rule.how.get("period", mechanism.HOW["period"][0]) != "stay":
            at = rule.with_[name].at
            known.findings.add(at, f'"{name}" in a rule that counts by the year', "how: {period: stay} beside it")


def _check_values_taken(rule: Rule, known: Known, told: bool) -> None:
    """Each value is one that the kind of rule takes, of the right kind of concept, whose keys are known here."""
    mechanism = MECHANISMS[rule.use]
    keys = known.told[rule.layer] | set(getattr(mechanism, "BY", ())) if told else set(known.keys)
    for name, concept in rule.with_.items():
        takes = known.refer(placed_at(name, concept.at), mechanism.TAKES, f"value that {rule.use} takes")
        if not known.refer(concept, known.concepts, "concept") or not takes:
            continue
        declared, wanted = known.concepts[concept], mechanism.TAKES[name]
        if name == "cap" and declared.per == "stay":
            known.findings.add(concept.at, f"{concept}, which is per stay", "a cap of the medical year")
        if name == "threshold" and declared.most == "none":
            known.findings.add(concept.at, f"{concept}, whose upper bound is none", "a threshold with a highest amount")
        several = known.several[rule.layer] if told and name in getattr(mechanism, "SEVERAL", ()) else set[str]()
        for key in sorted(set(declared.by) - keys - several - set(rule.keys.get(name, {}))):
            if told and key in known.several[rule.layer]:
                found = f'{concept}, which is looked up by "{key}", of which several answers may hold'
                known.findings.add(concept.at, found, "a limit, or a key of one answer")
                continue
            known.findings.add(
                concept.at,
                f'{concept}, which is looked up by "{key}"',
                f"keys that the layer {rule.layer} is told; what differs by group has a provision and a rule for each",
            )
        if declared.kind != wanted:
            known.findings.add(
                concept.at,
                f"{concept}, which is {with_article(declared.kind)}",
                f"{with_article(wanted)} for {name}",
            )


def _check_outcomes(rule: Rule, decides: bool, known: Known) -> None:
    """What a rule that decides gives is a result and an outcome that its calculator has words for; no other gives."""
    if decides and not rule.gives:
        known.findings.add(rule.at, f'no "gives" in the rule {rule.id}', "gives: {result: outcome}")
    for result, outcome in rule.gives.items():
        if not decides:
            known.findings.add(outcome.at, f'"gives" in the rule {rule.id}', f"nothing: {rule.use} computes")
            return
        if known.refer(placed_at(result, outcome.at), known.results[rule.layer], "result of this layer's calculator"):
            known.refer(outcome, known.outcomes[rule.layer], "outcome of this layer's calculator")


def check_span(first: From | None, until: From | None, provision: Provision | None, known: Known) -> None:
    """The first day of a rule or value and the day it ends: each in its quote, and in order."""
    if first is not None:
        _check_day(first, provision, known)
    if until is not None:
        _check_day(until, provision, known, ends=True)
    if first and until and until.value <= first.value:
        known.findings.add(until.value.at, f"{until.value}, on or before {first.value}", "a day after the first one")


def _check_settings(rule: Rule, has: dict[str, tuple[str, ...]], known: Known) -> None:
    for name, setting in rule.how.items():
        if isinstance(setting, Chosen):
            if known.refer(setting.reading, known.readings, "reading") and name in has:
                options = [one.id for one in known.readings[setting.reading].options if one.shown_only is None]
                if not any(option in has[name] for option in options):  # another reading than was meant
                    known.refer(setting.reading, [], f"reading between {', '.join(has[name])}")
                    options = []
                for option in options:
                    known.refer(option, has[name], f"way to read {name}")
        elif name in has:
            known.refer(setting, has[name], f"way to read {name}")
        known.refer(placed_at(name, setting.at), has, f"setting of {rule.use}")


def _check_reach(rule: Rule, known: Known) -> None:
    for group in [*rule.who.any, *rule.who.all, *rule.who.none] if rule.who else []:
        known.refer(group, known.groups, "group")
    for name, values in rule.when.items():
        at = values[0].at if values else rule.at
        if known.refer(placed_at(name, at), known.keys, "key"):
            for value in values:
                known.refer(value, known.choices(name), f"value of the key {name}")
    for name, keys in rule.keys.items():
        if name in rule.with_ and rule.with_[name] in known.concepts:
            fits_keys(known.concepts[rule.with_[name]], keys, known)
        elif name not in rule.with_:
            known.findings.add(rule.at, f'keys for "{name}"', f"keys for a value of {rule.id}: {', '.join(rule.with_)}")
    for layer in rule.base.burden_after if rule.base else []:
        known.refer(layer, known.layers, "layer")


def _check_day(day: From, provision: Provision | None, known: Known, ends: bool = False) -> None:
    if known.refer(day.quote, provision.quotes if provision else (), "quote of this provision") and provision:
        quote = provision.quotes[day.quote]
        in_part = provision.assumptions and any(tells_part_of(told, day.value) for told in dates_in(quote))
        if not says_day(quote, day.value, ends) and not in_part:
            known.findings.add(
                day.value.at,
                f'{day.value}, which its quote "{quote}" does not say',
                "the date that the quoted words state",
            )
