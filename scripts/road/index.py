"""Stage: what the search box looks through, from the data and never from HTML.

    out/words.js      the words of the search box, which is on every page
    out/head.js       the files beside it, synonyms, traditional → simplified characters
    out/records-N.js  the records: one a provision, document, term, group, concept, reading and calculator

All are classic scripts that hand themselves over, which pages on file:// can load; only the words are loaded before
somebody asks. A record carries both languages, so that a question in either finds it on the pages of both.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote as in_url

import calculator
from calculator.rulebook import Rulebook
from scripts.road.characters import TRADITIONAL, simplified_pairs
from scripts.road.figure_views import Figure
from scripts.road.kept import AFRESH, Kept
from scripts.road.model import Concept, Document, Policy, Rule, Term
from scripts.road.naming import without_brackets
from scripts.road.paths import label, told_path
from scripts.road.problem import Problem
from scripts.road.sheets import Sheets
from scripts.road.shelf import Clause, Shelf
from scripts.road.views import Views
from scripts.road.words import LANGUAGES, Language, Words, read_words

ROOT = Path(__file__).resolve().parents[2]
SHARD = 200_000  # bytes: a phone on a slow line gets the first of several soon
_ID = re.compile(r'\sid="([^"]+)"')
_IN_BRACKETS = re.compile(r"[(（]([A-Za-z]{3,})[)）]")

Record = dict[str, Any]


class IndexProblem(Problem):
    """A record would lead to a place that no page has."""


def index(
    policy: Policy, rulebook: Mapping[str, Any], docs: Path, out: Path, root: Path = ROOT, kept: Kept = AFRESH
) -> None:
    """Write the index of all pages that stand below ``docs``; files that are no longer made are removed."""
    words = read_words(root / "docs" / "words", kept)
    sheets = Sheets(out, AFRESH, "index")
    shards: list[str] = []
    count, there = 0, set[str]()
    for lines in _shards(_lines(policy, rulebook, docs / LANGUAGES[0], root, words, kept)):
        name, text = f"records-{len(shards)}.js", "policySearch.add([\n" + ",\n".join(lines) + "\n]);\n"
        shards.append(f"{name}?{sheets.write(name, [text])[:12]}")
        count += len(lines)
        there.update(text)
    head = {
        "shards": shards,
        "records": count,
        "synonyms": [[_names(term), str(term.pinyin or "")] for term in policy.glossary],
        "simplified": _simplified(root / TRADITIONAL, there),
    }
    sheets.write("head.js", [f"policySearch.head({_json(head)});\n"])
    spoken = {one: words[one].branch("search") for one in LANGUAGES}
    sheets.write("words.js", [f"policySearchWords={_json(spoken)};\n"])
    sheets.remove_the_rest()


def _lines(
    policy: Policy,
    rulebook: Mapping[str, Any],
    pages: Path,
    root: Path,
    words: Mapping[Language, Words],
    kept: Kept,
) -> Iterator[str]:
    """Every record in JSON; those of a document are kept until something of it changes."""
    shelf = Shelf(policy, root)
    views = [Views(shelf, words[language]) for language in LANGUAGES]
    for document in policy.documents:
        make = partial(_of_document, document, shelf, views, pages)
        yield from kept.of(f"index/{document.id}", shelf.key_of(document), make)
    yield from Places(pages).lines(_of_vocabulary(shelf, rulebook, words))


def _of_document(document: Document, shelf: Shelf, views: list[Views], pages: Path) -> list[str]:
    provisions = (_provision(shelf, views, Clause(document, provision)) for provision in document.provisions)
    return list(Places(pages).lines([_document(shelf, views, document), *provisions]))


def _of_vocabulary(shelf: Shelf, rulebook: Mapping[str, Any], words: Mapping[Language, Words]) -> Iterator[Record]:
    policy = shelf.policy
    also = [words[language].say("search.calculator_also") for language in LANGUAGES]
    yield from _calculators(policy, rulebook, also)
    for term in policy.glossary:
        extra = [*term.aliases, term.pinyin or ""]
        yield _record("term", "glossary.html", term.id, term, _both(term.means), extra)
    printed: dict[str, list[str]] = {}
    for document in policy.documents:
        for word in document.words:
            printed.setdefault(str(word.group), []).append(word.printed)
    for group in policy.groups:
        yield _record("group", "groups.html", group.id, group, _both(group.note), printed.get(str(group.id), []))
    for concept in policy.concepts:
        keys = [name for key in concept.by for name in _both(shelf.key(key, concept.at)).values()]
        yield _record("concept", "values.html", concept.id, concept, _whom_to_ask(concept, words), keys)
    for reading in policy.readings:
        text: dict[str, str] = {
            language: " / ".join(str(getattr(option, language)) for option in reading.options)
            + f" — {getattr(reading.why, language)}"
            for language in LANGUAGES
        }
        clauses = [found for found in map(shelf.clause, reading.clauses) if found]
        at = [
            f"{getattr(one.document.short, language)} {told_path(one.provision, language)}"
            for one in clauses
            for language in LANGUAGES
        ]
        yield _record("reading", "readings.html", reading.id, reading, text, [reading.id, *at])


def _record(
    kind: str, page: str, anchor: str | None, title: object, text: Mapping[str, str], words: list[Any]
) -> Record:
    """``words`` are found but not shown; the empty ones and doubles are left out."""
    at = page if anchor is None else f"{page}#{in_url(str(anchor))}"
    both = _both(title)
    sides: dict[str, Any] = {
        language: {"title": both[language], "text": text.get(language, "")} for language in LANGUAGES
    }
    return {"kind": kind, "at": at, **sides, "words": list(dict.fromkeys(str(word) for word in words if word))}


def _document(shelf: Shelf, views: list[Views], document: Document) -> Record:
    places = [name for place in shelf.places(document.place, document.at) for name in _both(place).values()]
    issuers = [name for issuer in document.issuers for name in _both(issuer).values()]
    also = [view.words.say("search.document_also") for view in views]
    words = [document.number.value, *places, *issuers, *also]
    return _record("document", f"documents/{document.id}.html", None, document.short, _both(document.title), words)


def _provision(shelf: Shelf, views: list[Views], clause: Clause) -> Record:
    document, provision = clause.document, clause.provision
    topics = [name for topic in provision.topics for name in _both(shelf.topic(topic, provision.at)).values()]
    groups = [name for rule in provision.rules for name in _people(shelf, rule)]
    figures = [words for view in views for figure in view.figures(clause) for words in _figure(view, figure)]
    duties = [name for duty in provision.obligations for who in (duty.who, duty.for_) for name in _both(who).values()]
    aims = [name for target in provision.targets for name in _both(target.indicator).values()]
    words = [*provision.quotes.values(), *topics, *groups, *figures, *duties, *aims]
    title = label(document, provision)
    page = f"documents/{document.id}.html"
    return _record("provision", page, provision.id, title, _both(provision), words)


def _people(shelf: Shelf, rule: Rule) -> Iterator[str]:
    for group in [*rule.who.any, *rule.who.all] if rule.who else []:
        yield from _both(shelf.group(group, rule.at)).values()


def _figure(view: Views, figure: Figure) -> Iterator[str]:
    yield str(getattr(figure.concept, view.words.language))
    yield from figure.keys
    yield figure.text
    yield from (ratio for _, ratio in figure.rows)


def _calculators(policy: Policy, rulebook: Mapping[str, Any], also: list[str]) -> Iterator[Record]:
    book = Rulebook(dict(rulebook))
    for one in calculator.calculators(book):
        name = str(one["name"])
        schema = calculator.schema(name, book)
        words = policy.words[name]
        layers = [str(names[language]) for names in words.get("layers", {}).values() for language in LANGUAGES]
        labels = [str(field[language]) for field in schema["fields"] for language in LANGUAGES if language in field]
        intro = words.get("intro") or {}
        text: dict[str, str] = {language: str(intro.get(language, "")) for language in LANGUAGES}
        yield _record("calculator", f"calculators/{name}.html", None, schema, text, [*layers, *labels, *also])


def _whom_to_ask(concept: Concept, words: Mapping[Language, Words]) -> dict[str, str]:
    """The office that would know a value: without a word of what it is, a hit would look like the value itself."""
    who = _both(concept.who_knows)
    return {language: words[language].say("values.who_knows", who=who[language]) for language in LANGUAGES if who}


def _both(thing: object) -> dict[str, str]:
    """What something is called in every language; nothing for nothing."""
    if thing is None:
        return {}
    if isinstance(thing, Mapping):
        return {language: str(thing[language]) for language in LANGUAGES}
    return {language: str(getattr(thing, language)) for language in LANGUAGES}


def _names(term: Term) -> list[str]:
    """All that a term is called: an English name without its brackets, and the abbreviation or pinyin in them."""
    english = str(term.en)
    names = [str(term.zh), without_brackets(english), *_IN_BRACKETS.findall(english), *map(str, term.aliases)]
    return list(dict.fromkeys(name for name in names if name))


class Places:
    """The pages that were rendered, and the anchors of each."""

    def __init__(self, pages: Path) -> None:
        self._pages = pages
        self._anchors: dict[str, set[str] | None] = {}

    def lines(self, records: Iterable[Record]) -> Iterator[str]:
        """The records whose page there is, in JSON; one whose page lacks its place is a problem."""
        for record in records:
            page, _, anchor = record["at"].partition("#")
            anchors = self._of(page)
            if anchors is None:
                continue
            if anchor and anchor not in anchors:
                raise IndexProblem(f"the search index leads to {record['at']}, but {page} has no such place")
            yield _json(record)

    def _of(self, page: str) -> set[str] | None:
        if page not in self._anchors:
            file = (self._pages / page).with_suffix(".md")
            self._anchors[page] = {in_url(one) for one in _anchors(file)} if file.is_file() else None
        return self._anchors[page]


def _anchors(page: Path) -> set[str]:
    with page.open(encoding="utf-8") as lines:  # a page that gathers what many documents say is long
        return {id for line in lines for id in _ID.findall(f"\n{line}")}


def _shards(lines: Iterable[str]) -> Iterator[list[str]]:
    shard: list[str] = []
    size = 0
    for line in lines:
        if shard and size + len(line.encode()) > SHARD:
            yield shard
            shard, size = [], 0
        shard.append(line)
        size += len(line.encode())
    yield shard


def _json(value: object) -> str:
    # A script's strings may not hold these two line ends in old browsers, nor JSON's own escape of them be lost.
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _simplified(table: Path, there: set[str]) -> str:
    """Pairs of a traditional and its simplified character, for those that the index holds."""
    pairs = ((traditional, simplified[0]) for traditional, simplified in simplified_pairs(table))
    return "".join(sorted(old + new for old, new in pairs if new != old and new in there))
