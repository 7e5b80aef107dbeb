"""A rule in words, and what tells it from the others of its clause."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from scripts.road.findings import Place
from scripts.road.model import Reading, Rule
from scripts.road.words import Words


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule in words. ``says`` is what it does or, where it decides something, what it decides."""

    rule: Rule
    says: str
    layer: str
    who: list[str]
    who_all: list[str]
    who_none: list[str]
    who_kind: str | None
    when: list[tuple[str, list[str]]]
    concepts: list[Any]
    readings: list[Reading]
    read: list[str]  # under which options of readings alone it stands
    assumptions: list[Any]
    since: str | None
    until: str | None  # its last day
    settings: list[str]  # how it is read, where no reading is open
    calculators: list[str]
    apart: list[str]  # what tells it from another rule of the clause that says the same

    @property
    def at(self) -> Place:
        """Where it stands in the data."""
        return self.rule.at


def decided(gives: Mapping[str, str], own: Mapping[str, Any], flags: Mapping[str, Any], words: Words) -> str:
    """What a rule decides, in its calculator's ``own`` words; a result is named where the rule decides several."""
    language = words.language
    outcomes = {**flags, **own.get("outcomes", {})}
    told = []
    for result, outcome in gives.items():
        name = own.get("results", {}).get(result) if len(gives) > 1 else None
        text = str(outcomes[outcome][language])
        told.append(f"{name[language]}{words.say('site.colon')}{text}" if name else text)
    return words.say("site.semicolon").join(told)


def apart(view: RuleView, of_the_clause: Sequence[RuleView], words: Words) -> list[str]:
    """In words, what tells a rule from the others of its clause that say the same on the same layer.

    Circumstances come first; people, readings, dates, settings and values only as far as rules are still alike.
    """
    alike = [one for one in of_the_clause if one is not view and (one.says, one.layer) == (view.says, view.layer)]
    told: list[str] = []
    for phrases in _differences(words):
        others = {id(one): phrases(one) for one in alike}
        fresh = [phrase for phrase in phrases(view) if any(phrase not in others[id(one)] for one in alike)]
        if fresh:
            told += fresh
            alike = [one for one in alike if set(fresh) <= set(others[id(one)])]
    otherwise = [one for one in of_the_clause if one.layer == view.layer and one.says != view.says]
    return told + _contrast(view, otherwise, set(told), words)


def _contrast(view: RuleView, otherwise: Sequence[RuleView], told: Set[str], words: Words) -> list[str]:
    """What is still to be said lest a rule seem to contradict one that decides otherwise in the same circumstances."""
    if not told or not view.rule.gives:
        return []
    circumstances = next(_differences(words))
    added: list[str] = []
    for one in otherwise:
        theirs = set(circumstances(one))
        if one.rule.gives and told | set(added) <= theirs:
            added += [phrase for phrase in circumstances(view) if phrase not in theirs]
    return added


def _differences(words: Words) -> Iterator[Callable[[RuleView], list[str]]]:
    """Each way in which rules may differ, as the phrases that say it of one rule."""
    colon, either, comma = (words.say(f"site.{name}") for name in ("colon", "list_or", "list_comma"))

    def people(view: RuleView) -> list[str]:
        named = [comma.join(view.who)] if view.who else []
        named += [words.say("rules.all_of", names=comma.join(view.who_all))] if view.who_all else []
        return named or [words.say(f"rules.{view.who_kind or 'everyone'}")]

    def dates(view: RuleView) -> list[str]:
        since = [words.say("values.since", date=view.since)] if view.since else []
        return since + ([words.say("values.last", date=view.until)] if view.until else [])

    yield lambda view: [f"{name}{colon}{either.join(chosen)}" for name, chosen in view.when]
    yield people
    yield lambda view: view.read
    yield dates
    yield lambda view: view.settings
    yield lambda view: [str(getattr(concept, words.language)) for concept in view.concepts]
