"""The site's own words, from ``docs/words/*.yaml``: every label in Chinese and in English, none in code or templates.

A file is a tree whose leaves are ``{zh: …, en: …}``; a leaf is named by its file and path: ``document.validity.since``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any, Literal

import yaml

from scripts.road.kept import AFRESH, Kept, digest_of
from scripts.road.problem import Problem

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
TAGS = {"zh": "zh-CN", "en": "en"}  # as HTML names them
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C reads ten times as fast


class WordsError(Problem):
    """A label is missing, or its leaf is not a pair of texts; the message names the file and the key."""


@dataclass(frozen=True, slots=True)
class Words:
    """All labels of the site in one language."""

    language: Language
    texts: dict[str, str]
    folder: Path

    def say(self, key: str, **values: object) -> str:
        """The label ``key`` with its ``{placeholders}`` filled in."""
        text = self.texts.get(key)
        if text is None:
            file, _, path = key.partition(".")
            raise WordsError(f'{self.folder.name}/{file}.yaml: no words "{path}", which a page asks for')
        if "{" not in text and "}" not in text:
            return text
        wanted = {name for _, name, _, _ in Formatter().parse(text) if name}
        if wanted - set(values):
            raise WordsError(f"{key} ({self.language}): nothing is given for {', '.join(sorted(wanted - set(values)))}")
        return text.format(**values)

    def knows(self, key: str) -> bool:
        """Whether there is such a label."""
        return key in self.texts

    def branch(self, prefix: str) -> dict[str, str]:
        """All labels under a prefix by the rest of their names: what a page script gets."""
        cut = len(prefix) + 1
        return {key[cut:]: text for key, text in self.texts.items() if key.startswith(prefix + ".")}


def read_words(folder: Path, kept: Kept = AFRESH) -> dict[Language, Words]:
    """The labels of every language; raises :class:`WordsError` for a leaf that lacks one."""
    texts = kept.of("words", digest_of([folder]), lambda: _texts(folder))
    return {language: Words(language, texts[language], folder) for language in LANGUAGES}


def _texts(folder: Path) -> dict[Language, dict[str, str]]:
    texts: dict[Language, dict[str, str]] = {language: {} for language in LANGUAGES}
    for file in sorted(folder.glob("*.yaml")):
        tree = yaml.load(file.read_text("utf-8"), Loader=_Loader)
        for key, leaf in _leaves(file.stem, tree, file):
            for language in LANGUAGES:
                texts[language][key] = leaf[language]
    return texts


def _leaves(prefix: str, tree: object, file: Path) -> Iterator[tuple[str, dict[str, str]]]:
    if not isinstance(tree, dict) or not tree:
        raise WordsError(f'{file.name}: "{prefix}" must hold words in zh and en')
    if any(isinstance(value, str) for value in tree.values()):
        if set(tree) != set(LANGUAGES) or not all(isinstance(value, str) and value.strip() for value in tree.values()):
            raise WordsError(f'{file.name}: "{prefix}" must have zh and en, both with text, and nothing else')
        yield prefix, tree
        return
    for key, value in tree.items():
        yield from _leaves(f"{prefix}.{key}", value, file)
