"""Terms: where a Chinese restatement names a term of the glossary, the English names it as the glossary does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from scripts.road.checks.known import HAN, Known
from scripts.road.model import Provision, Term
from scripts.road.naming import without_brackets

_TITLES = re.compile(r"《[^》]*》")
_WORD = re.compile(r"[A-Za-z0-9’']+")
_ENDINGS = ("'s", "’s", "ing", "ed", "es", "s")
_GAP = "…"
_FARTHEST = 6  # words that may stand in a gap of a turn of phrase


class Terms:
    """The Chinese names of the glossary's terms, and how each may be said in English."""

    def __init__(self, terms: list[Term]) -> None:
        self._terms: dict[str, Term] = {}
        self._ways: dict[str, re.Pattern[str]] = {}
        for term in terms:
            for name in (without_brackets(term.zh), *term.aliases):
                if HAN.search(name):
                    self._terms.setdefault(name, term)
        longest_first = sorted(self._terms, key=len, reverse=True)
        self._named = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def missing(self, zh: str, en: str) -> Iterator[tuple[str, Term]]:
        """Each term that the Chinese names and the English does not, with the name it has there; a name inside a
        longer one is part of that, and titles are no restatement."""
        words = _stems(en)
        for name in dict.fromkeys(self._named.findall(_TITLES.sub("\0", zh))):
            term = self._terms[name]
            if not self._way(term).search(words):
                yield name, term

    def _way(self, term: Term) -> re.Pattern[str]:
        key = str(term.at)  # an id that two have is told elsewhere
        if key not in self._ways:
            self._ways[key] = re.compile("|".join(_pattern(way) for way in ways_to_say(term)))
        return self._ways[key]


def ways_to_say(term: Term) -> list[str]:
    """A term's English name without what stands in brackets, its English aliases, and other turns of phrase."""
    return [
        without_brackets(term.en),
        *(alias for alias in map(str, term.aliases) if not HAN.search(alias)),
        *term.said,
    ]


def check_terms(glossary: Terms, known: Known) -> None:
    """Every restatement of every document."""
    for document in known.documents.values():
        for provision in document.provisions:
            _check_provision(provision, glossary, known)


def _check_provision(provision: Provision, glossary: Terms, known: Known) -> None:
    for name, term in glossary.missing(provision.zh, provision.en):
        known.findings.add(
            provision.en.at,
            f'no English for "{name}", which the Chinese names',
            f'"{without_brackets(term.en)}" or another way of saying it that the glossary gives under {term.id}',
        )


def _pattern(way: str) -> str:
    """A turn of phrase as a pattern over stems."""
    gap = rf" (?:\S+ ){{0,{_FARTHEST}}}"
    return gap.join(re.escape(_stems(part)[1:-1]).join((r"(?<= )", r"(?= )")) for part in way.split(_GAP))


def _stems(text: str) -> str:
    """The stems of an English text's words, with a space before, between and after them."""
    return f" {' '.join(_stem(word) for word in _WORD.findall(text))} "


@cache
def _stem(word: str) -> str:
    """A word without its inflection: singular, plural, possessive, past and -ing fall together. Cut alike on both
    sides, so it need not be a word."""
    word = word.lower().strip("'’")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return _stem(word.removesuffix(ending))
    if len(word) > 3:
        word = word[:-1] if word[-1] == "e" or word[-1] == word[-2] else word
    return f"{word[:-1]}i" if word.endswith("y") else word
