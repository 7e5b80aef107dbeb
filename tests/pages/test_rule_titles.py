"""What rules are called: by what they say, and in words by what tells them apart from others of their clause."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from calculator.mechanisms import EDGES, MECHANISMS, REACH, TESTED_ON
from scripts.road.render import ROOT
from scripts.road.rule_views import RuleView
from scripts.road.shelf import Clause, Shelf
from scripts.road.views import Views
from scripts.road.words import LANGUAGES, Language, read_words
from tests.policy import loaded

WORDS = read_words(ROOT / "docs" / "words")


def views(language: Language) -> Views:
    return Views(Shelf(loaded(), ROOT), WORDS[language])


def clauses(language: Language) -> Iterator[list[RuleView]]:
    """The rules of each clause, in words."""
    of = views(language)
    for document in loaded().documents:
        for provision in document.provisions:
            yield of.rules(Clause(document, provision))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_rules_of_a_clause_are_called_the_same(language: Language) -> None:
    for rules in clauses(language):
        titles = [(view.layer, view.says, *view.apart) for view in rules]
        assert len(set(titles)) == len(titles), [view.rule.id for view in rules]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_yes_or_no_stands_with_what_it_answers(language: Language) -> None:
    bare = {WORDS[language].say("values.yes"), WORDS[language].say("values.no")}
    phrases = [phrase for rules in clauses(language) for view in rules for phrase in view.apart]
    assert any(phrase.endswith(tuple(bare)) for phrase in phrases)
    assert bare.isdisjoint(phrases)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_rule_that_decides_is_called_by_its_outcome(language: Language) -> None:
    words = loaded().words
    for rules in clauses(language):
        for view in rules:
            for outcome in view.rule.gives.values():
                named = [
                    own["outcomes"][outcome][language] for own in words.values() if outcome in own.get("outcomes", {})
                ]
                assert any(str(name) in view.says for name in named) or not named


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_calculator_names_each_clause_it_computes_once_under_its_document(language: Language) -> None:
    of = views(language)
    for calculator in loaded().words:
        layers = of.shelf.layers(calculator)
        wanted = {clause.href for clause, rule in of.shelf.rules() if rule.layer in layers}
        told = of.computed_by(calculator)
        listed = [clause.href for _, some in told for clause, _ in some]
        assert sorted(listed) == sorted(wanted)
        assert len({str(document.id) for document, _ in told}) == len(told)
        assert all(clause.document is document for document, some in told for clause, _ in some)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_rule_and_every_setting_that_a_rule_may_have_is_said_in_words(language: Language) -> None:
    of_all = {"tested_on": TESTED_ON, "edges": EDGES, "reach": REACH}
    asked = [f"rules.use.{name}" for name in MECHANISMS]
    for mechanism in MECHANISMS.values():
        settings = {**mechanism.HOW, **of_all}
        asked += [f"rules.how.{name}.{option}" for name, options in settings.items() for option in options]
    assert [key for key in asked if key not in WORDS[language].texts] == []
