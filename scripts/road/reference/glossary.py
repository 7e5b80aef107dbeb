"""The words of the field: in order, and marked where a document first uses them."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

from markupsafe import Markup

from scripts.road.escaping import marked
from scripts.road.model import Document, Term
from scripts.road.naming import without_brackets
from scripts.road.words import Language

_CHINESE_NAME = re.compile(r"[\u3400-\u9fff“”、A-Za-z/]*[\u3400-\u9fff][\u3400-\u9fff“”、A-Za-z/]*")
_LEAST = {"zh": 2, "en": 4}


def in_order(terms: list[Term], language: Language) -> list[tuple[str, list[Term]]]:
    """The terms under their first letters: by pinyin in Chinese, by the alphabet in English; "#" holds the rest."""
    ordered = sorted(terms, key=lambda term: (_letter(term, language) == "#", _sounds(term, language), str(term.zh)))
    return [(letter, list(some)) for letter, some in groupby(ordered, lambda term: _letter(term, language))]


def name(term: Term, language: Language) -> str:
    """The term itself, without what stands in brackets behind it."""
    return without_brackets(str(getattr(term, language)))


class Marks:
    """Finds the terms of the glossary in plain text."""

    def __init__(self, terms: list[Term], language: Language) -> None:
        self._language = language
        self._terms: dict[str, Term] = {}
        for term in terms:
            for word in self._words(term):
                self._terms.setdefault(word, term)
        words = sorted(self._terms, key=len, reverse=True)
        body = "|".join(map(re.escape, words)) or r"(?!)"
        self._pattern = re.compile(body) if language == "zh" else re.compile(rf"\b(?:{body})s?\b", re.IGNORECASE)

    def restatements(self, document: Document, up: str) -> dict[str, Markup]:
        """The restatements of a document by provision; the first use of a term leads to its meaning."""
        met: set[str] = set()
        return {
            str(provision.id): self._text(str(getattr(provision, self._language)), up, met)
            for provision in document.provisions
        }

    def _text(self, text: str, up: str, met: set[str]) -> Markup:
        parts, end = [], 0
        for match in self._pattern.finditer(text):
            word = match.group() if self._language == "zh" else match.group().lower()
            term = self._terms.get(word) or self._terms[word.removesuffix("s")]
            if str(term.id) in met:
                continue
            met.add(str(term.id))
            parts += [marked(text[end : match.start()], self._language), self._link(term, match.group(), up)]
            end = match.end()
        return Markup("").join([*parts, marked(text[end:], self._language)])

    def _link(self, term: Term, words: str, up: str) -> Markup:
        means = str(getattr(term.means, self._language))
        link = '<a class="term" href="{}glossary.html#{}" data-means="{}">{}</a>'
        return Markup(link).format(up, str(term.id), means, marked(words, self._language))

    def _words(self, term: Term) -> list[str]:
        if self._language == "zh":
            found = [name(term, "zh"), *map(str, term.aliases)]
            return [word for word in found if _CHINESE_NAME.fullmatch(word) and len(word) >= _LEAST["zh"]]
        word = name(term, "en").lower()
        return [word] if len(word) >= _LEAST["en"] else []


def _sounds(term: Term, language: Language) -> str:
    """What a term is sorted by, letter by letter: its pinyin without tones and spaces, or its English name."""
    text = str(term.pinyin or "") if language == "zh" else str(term.en).strip("\"'“”")
    plain = "".join(one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))
    return plain.lower().replace(" ", "" if language == "zh" else " ")


def _letter(term: Term, language: Language) -> str:
    first = _sounds(term, language)[:1].upper()
    return first if "A" <= first <= "Z" else "#"
