"""What a template is given: the data of one page with every lookup done, in one language."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from urllib.parse import quote as in_url

from scripts.road.figure_views import Figure, follows
from scripts.road.figures import bound_words, date_words, figure_words, scale_rows
from scripts.road.findings import Place
from scripts.road.formulas import stated_in
from scripts.road.model import (
    Day,
    Document,
    Ended,
    From,
    Provision,
    Region,
    Rule,
    Scale,
    Searched,
    Stated,
    Target,
    Value,
)
from scripts.road.paths import named, told_path
from scripts.road.rule_views import RuleView, apart, decided
from scripts.road.searches import searches
from scripts.road.shelf import Clause, Proof, RenderProblem, Shelf
from scripts.road.words import Words

_FIRST_SENTENCE = {
    "zh": re.compile(r".+?[。！？；]+[”」）]*", re.S),
    "en": re.compile(r".+?[.!?;:][\"')\]]*(?=\s+[A-Z\"'(])", re.S),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """One end of a document's validity: the date (ISO, half-open), in words, and how we know it."""

    iso: str
    words: str
    how: str
    stated: Stated


@dataclass(frozen=True, slots=True)
class EndingView:
    """That a clause of another document ``ends`` with this one, or ends it: since when, which parts, for whom."""

    ends: bool
    since: str
    name: str
    href: str
    parts: list[str]  # its values that end, by name
    people: dict[str, list[str]]
    partly: bool


class Views:
    """Makes the views of one language."""

    def __init__(self, shelf: Shelf, words: Words) -> None:
        self.shelf = shelf
        self.words = words
        self._computed: dict[str, list[tuple[Document, list[tuple[Clause, list[str]]]]]] = {}

    def place(self, code: str, at: Place) -> list[Region]:
        """The places a document is for, widest first."""
        return self.shelf.places(code, at)

    def date(self, iso: str) -> str:
        """An ISO date in words."""
        return date_words(iso, self.words)

    def validity(self, document: Document) -> tuple[Moment | None, Moment | None]:
        """When a document starts and ceases to hold; ``None`` for an end that nobody states."""
        return self._moment(document, document.holds.from_), self._moment(document, document.holds.until)

    def last_day(self, moment: Moment) -> str:
        """The last day on which a document still holds, in words: its end is the first on which it does not."""
        return self._day_before(moment.iso)

    def _day_before(self, iso: str) -> str:
        return self.date((Day(iso).date - timedelta(days=1)).isoformat())

    def _moment(self, document: Document, stated: Stated) -> Moment | None:
        if stated.value is not None:
            iso, how = str(stated.value), str(stated.state)
        elif stated.assume == "issued" and document.issued.value is not None:
            iso, how = str(document.issued.value), "not_stated"
        else:
            return None
        return Moment(iso, self.date(iso), how, stated)

    def figures(self, clause: Clause) -> list[Figure]:
        """The values of a provision; one that a rule takes only in principle says so."""
        rules = clause.provision.rules
        loose = {str(concept) for rule in rules if rule.in_principle for concept in rule.with_.values()}
        found = [self._figure(clause, value) for value in clause.provision.values]
        return [self._in_principle(one) if one.text and str(one.concept.id) in loose else one for one in found]

    def _in_principle(self, figure: Figure) -> Figure:
        return replace(figure, text=self.words.say("values.in_principle", value=figure.text))

    def _figure(self, clause: Clause, value: Value) -> Figure:
        concept = self.shelf.concept(value.concept, value.at)
        keys = [self.key_value(key, chosen, value.at) for key, chosen in value.keys.items()]
        text, rows = "", []
        if isinstance(value.value, Scale):
            rows = scale_rows(value.value, self.words)
        elif value.value is not None:
            text = figure_words(value.value, concept, self.words)
        unlimited = bool(concept.may_be) and text == self.words.say("values.none")
        since = self.date(value.from_.value) if value.from_ else None
        last = self._last(clause, value.until, str(value.concept))
        begins = self.validity(clause.document)[0] if value.state == "superseded" else None
        if begins is not None:  # what a document ends held until the document began
            last = self._day_before(begins.iso)
        stated = stated_in(clause.document, clause.provision) if value.formula else {}
        formula = value.formula and follows(value.formula, lambda name: self._figure(clause, stated[name]), self.words)
        return Figure(concept, keys, str(value.state), text, rows, unlimited, since, last, formula, value)

    def _last(self, clause: Clause, until: From | None, part: str) -> str | None:
        """The last day, in words, of what holds no longer than its document: by its own words, or as another document
        ends it for everybody."""
        ended = self.shelf.policy.ended_on(clause.document, clause.provision, part)
        days = [str(day) for day in (until and until.value, ended) if day]
        return self._day_before(min(days)) if days else None

    def key_value(self, key: str, chosen: str, at: Place) -> str:
        """The name of one choice of a key: "county hospital"."""
        known = {str(one.id): one for one in self.shelf.key(key, at).values}
        return str(getattr(known[str(chosen)], self.words.language)) if str(chosen) in known else str(chosen)

    def endings(self, clause: Clause) -> list[EndingView]:
        """What ends a provision, or is ended by it, in another document."""
        full = clause.document.clause(clause.provision.id)
        told = self.shelf.policy.ended.get(str(clause.document.id), ())
        return [self._ending(one, one.by == full, clause.at) for one in told if full in (one.by, one.clause)]

    def _ending(self, one: Ended, ends: bool, at: Place) -> EndingView:
        concepts = {
            str(concept.id): str(getattr(concept, self.words.language)) for concept in self.shelf.policy.concepts
        }
        people = {name: self._groups([*groups], at) for name, groups in one.groups or () if isinstance(groups, tuple)}
        document, _, provision = (one.clause if ends else one.by).partition("#")
        return EndingView(
            ends=ends,
            since=self.date(one.day),
            name=one.names[not ends][self.words.language == "en"],
            href=f"documents/{document}.html#{in_url(provision)}",
            parts=[concepts[part] for part in one.only if part in concepts],
            partly=bool(one.only or one.groups),
            people=people,
        )

    def rules(self, clause: Clause) -> list[RuleView]:
        """The rules of a provision, in words."""
        views = [self.rule(rule) for rule in clause.provision.rules]
        last = [self._last(clause, rule.until, str(rule.id)) for rule in clause.provision.rules]
        return [
            replace(view, until=until, apart=apart(view, views, self.words))
            for view, until in zip(views, last, strict=True)
        ]

    def rule(self, rule: Rule) -> RuleView:
        """One rule in words."""
        readings = [how.reading for how in rule.how.values() if not isinstance(how, str)]
        return RuleView(
            rule=rule,
            says=self._says(rule),
            layer=self.layer(str(rule.layer), rule.at),
            who=self._groups(rule.who.any, rule.at) if rule.who else [],
            who_all=self._groups(rule.who.all, rule.at) if rule.who else [],
            who_none=self._groups(rule.who.none, rule.at) if rule.who else [],
            who_kind=str(rule.who.kind) if rule.who and rule.who.kind else None,
            when=[self._circumstance(key, chosen, rule.at) for key, chosen in rule.when.items()],
            concepts=[self.shelf.concept(concept, rule.at) for concept in rule.with_.values()],
            readings=[self.shelf.reading(reading, rule.at) for reading in (*readings, *rule.read)],
            read=[self._option(reading, option, rule.at) for reading, option in rule.read.items()],
            assumptions=[self.shelf.assumption(assumption, rule.at) for assumption in rule.assumptions],
            since=self.date(rule.from_.value) if rule.from_ and rule.from_.value else None,
            until=self._day_before(rule.until.value) if rule.until else None,
            settings=[
                self.words.say(f"rules.how.{name}.{how}") for name, how in rule.how.items() if isinstance(how, str)
            ],
            calculators=[name for name in self.shelf.policy.words if rule.layer in self.shelf.layers(name)],
            apart=[],
        )

    def _says(self, rule: Rule) -> str:
        """What a rule does; of one that decides something, what it decides."""
        if not rule.gives:
            return self.words.say(f"rules.use.{rule.use}")
        calculator = next(name for name in self.shelf.policy.words if rule.layer in self.shelf.layers(name))
        own, common = self.shelf.policy.words[calculator], self.shelf.policy.words["common"]
        return decided(rule.gives, own, common["flag"], self.words)

    def _option(self, reading: str, option: str, at: Place) -> str:
        """One way to read a text, in words."""
        options = {str(one.id): one for one in self.shelf.reading(reading, at).options}
        text = str(getattr(options[str(option)], self.words.language))
        return self.words.say("rules.read_as", reading=reading, option=text)

    def layer(self, id: str, at: Place) -> str:
        """The name of a layer, as the calculators that compute it call it."""
        for calculator in self.shelf.policy.words:
            if id in self.shelf.layers(calculator):
                return str(self.shelf.layers(calculator)[id][self.words.language])
        raise RenderProblem(f'{at}: no calculator has words for the layer "{id}"')

    def computed_by(self, calculator: str) -> list[tuple[Document, list[tuple[Clause, list[str]]]]]:
        """The clauses whose rules a calculator computes, by document, each with the layers and what is done on them.

        Of rules that decide something the layer says enough; what they decide depends on the case.
        """
        if calculator not in self._computed:
            layers = self.shelf.layers(calculator)
            found: dict[str, tuple[Clause, dict[str, dict[str, None]]]] = {}
            for clause, rule in self.shelf.rules():
                if rule.layer in layers:
                    does = {} if rule.gives else {self.words.say(f"rules.use.{rule.use}"): None}
                    layer = self.layer(str(rule.layer), rule.at)
                    found.setdefault(clause.href, (clause, {}))[1].setdefault(layer, {}).update(does)
            by_document: dict[str, tuple[Document, list[tuple[Clause, list[str]]]]] = {}
            for clause, what in found.values():
                of_one = by_document.setdefault(str(clause.document.id), (clause.document, []))[1]
                of_one.append((clause, self._on_layers(what)))
            self._computed[calculator] = list(by_document.values())
        return self._computed[calculator]

    def _on_layers(self, what: dict[str, dict[str, None]]) -> list[str]:
        colon, comma = self.words.say("site.colon"), self.words.say("site.semicolon")
        return [f"{layer}{colon}{comma.join(does)}" if does else layer for layer, does in what.items()]

    def key_words(self) -> dict[str, dict[str, str]]:
        """The choices of every key by their names, for the page that shows what a reader entered."""
        language = self.words.language
        keys = self.shelf.policy.keys
        return {str(key.id): {str(one.id): str(getattr(one, language)) for one in key.values} for key in keys}

    def _groups(self, ids: list[Any], at: Place) -> list[str]:
        return [str(getattr(self.shelf.group(id, at), self.words.language)) for id in ids]

    def _circumstance(self, key: str, chosen: list[Any], at: Place) -> tuple[str, list[str]]:
        name = str(getattr(self.shelf.key(key, at), self.words.language))
        return name, [self.key_value(key, one, at) for one in chosen]

    def first_sentence(self, provision: Provision) -> str:
        """How the restatement of a provision begins: enough to choose it from a list."""
        language = self.words.language
        text = str(getattr(provision, language))
        match = _FIRST_SENTENCE[language].match(text)
        return match.group().rstrip("；;:") if match else text

    def heading(self, provision: Provision) -> str:
        """What a provision is about in a few words, where the data says so."""
        return str(getattr(provision.heading, self.words.language)) if provision.heading else ""

    def named(self, clause: Clause) -> tuple[str, str]:
        """How a clause is listed: its path and its heading; either is empty where the other says it all."""
        return named(clause.provision, self.words.language)

    def path(self, provision: Provision) -> str:
        """Where a provision stands, as this language says it."""
        return told_path(provision, self.words.language)

    def outline(self, clauses: list[Clause]) -> list[tuple[str, str, Clause]]:
        """The clauses of a page by path and heading; parts that have no heading stand under their path once."""
        lines: list[tuple[str, str, Clause]] = []
        for clause in clauses:
            path, heading = self.named(clause)
            if heading or not lines or path != lines[-1][0]:
                lines.append((path, heading, clause))
        return lines

    def bound(self, target: Target) -> str:
        """The bound that an indicator is to reach, in words; empty where the text gives no figure."""
        if target.value is None:
            return ""
        value = bound_words(target.value, self.words)
        return self.words.say(f"targets.bound.{target.bound}", value=value) if target.bound else value

    @property
    def checked_on(self) -> str:
        """The last day (ISO) on which quotes were held against their official text; empty where none ever were."""
        return self.shelf.checked_on

    def proof(self, document: Document) -> Proof | None:
        """Against which text a document's quotes were checked, where they were."""
        return self.shelf.proofs[str(document.id)]

    def figures_near(self, document: Document, where: Searched) -> int | None:
        """How many figures a search came upon and looked at; ``None`` where no text was at hand."""
        proof = self.proof(document)
        name = next(name for name, one in searches(document) if one is where)
        return proof.figures_near.get(name) if proof else None

    def printed_path(self, provision: Provision) -> str:
        """A path as the official text prints it, where this language says it in other figures; else empty."""
        told = named(provision, self.words.language)[0]
        return str(provision.path) if told and told != provision.path else ""

    def path_of(self, document: Document, provision: str) -> str:
        """The path of one of a document's own provisions, where it is entered; else its id."""
        clause = self.shelf.clause(document.clause(provision))
        return self.path(clause.provision) if clause else str(provision)

    def searched_in(self, document: Document, where: Searched) -> list[str]:
        """The paths of the provisions that were searched, each once."""
        return list(dict.fromkeys(self.path_of(document, str(one)) for one in where.clauses))

    def cited_path(self, provision: Provision) -> str:
        """A path for those who go on to the official text: as it is printed there, too."""
        told, printed = self.path(provision), self.printed_path(provision)
        return told + self.words.say("site.list_comma") + printed if printed else told

    def citation(self, clause: Clause, version: str) -> str:
        """A citation to copy; the page script adds the address it is read at."""
        document, language = clause.document, self.words.language
        number = document.number.value
        return self.words.say(
            "document.copy.form",
            title=getattr(document.title, language),
            number=self.words.say("document.copy.form_number", number=number) if number else "",
            path=self.cited_path(clause.provision),
            words=getattr(clause.provision, language),
            site=self.words.say("site.name"),
            version=self.words.say("site.data_version", version=version),
        )
