"""Each language in its own writing: no stray Chinese in English, no half-width punctuation in Chinese.

In an English text Chinese may stand only as a document's number (六医保〔2024〕25号), between quotation marks or in
brackets: there it is named on purpose. A pair whose Chinese has no Chinese in it names a language in that language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from scripts.road.characters import only_traditional
from scripts.road.checks.known import HAN
from scripts.road.checks.parts import parts_of
from scripts.road.findings import Findings
from scripts.road.model import Text

_ON_PURPOSE = re.compile(r"[\u4e00-\u9fff]+〔\d{4}〕\d+号|\"[^\"]*\"|“[^”]*”|\([^()]*\)|（[^（）]*）")
_STRAY = re.compile(r"[\u4e00-\u9fff，。；：？！、（）《》]+")
_HALF_WIDTH = re.compile(
    r"[\u4e00-\u9fff”》）][,;:?!()\"＂]|[,;:?!()\"＂][\u4e00-\u9fff“《（]|[\u4e00-\u9fff]\.(?=[\u4e00-\u9fff]|$)|[,;:?!]$"
)


_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f]")  # other than the plain and the wide one
_TWICE = re.compile("[，。；：、]{2,}|[，、；：][。]")
_WORD_TWICE = {
    "zh": re.compile("的的(?!确)|和和|与与|及及|或或|在在|是是"),
    "en": re.compile(r"(?i)\b(the|an?|of|to|in|and|or|for|are|by|with|on) \1\b"),
}
_PAIRS = (("“", "”"), ("‘", "’"), ("（", "）"), ("《", "》"))
_UNFINISHED = re.compile(r"(?<![A-Za-z])(?:TODO|FIXME|TBD|XXX)(?![A-Za-z])|？？+")
_NAMES_A_LANGUAGE = re.compile("[A-Z][a-z]+")  # as that language's own speakers write it
_FILLED = re.compile(r"\{\w*\}")
SHORT = 24


def check_languages(thing: Any, findings: Findings) -> None:
    """Every text of ``thing`` (objects of the model, lists, mappings of words) that is said to be of a language."""
    for zh, en in texts_of(thing):
        if zh is not None and en is not None and not HAN.search(zh):
            if HAN.search(en) and not _NAMES_A_LANGUAGE.fullmatch(zh):
                findings.add(
                    zh.at, f'"{_short(zh)}" in Chinese and "{_short(en)}" in English', "each in its own language"
                )
            elif re.search("[a-z]{3}", _FILLED.sub("", zh)) and not _NAMES_A_LANGUAGE.fullmatch(zh):
                findings.add(zh.at, f'"{_short(zh)}" in a Chinese text', "Chinese")
            continue
        if zh is not None:
            _check_chinese(zh, findings)
        if en is not None:
            _check_english(en, findings)


def texts_of(thing: Any) -> Iterator[tuple[Text | None, Text | None]]:
    """What stands under zh and en, and under help_zh and help_en, at any depth."""
    if isinstance(thing, (list, tuple)):
        for item in thing:
            yield from texts_of(item)
        return
    parts = parts_of(thing)
    for zh, en in (("zh", "en"), ("help_zh", "help_en")):
        if zh in parts or en in parts:
            yield _text(parts.get(zh)), _text(parts.get(en))
    for part in parts.values():
        if not isinstance(part, str):
            yield from texts_of(part)


def _text(value: Any) -> Text | None:
    return value if isinstance(value, Text) else None


def _check_chinese(text: Text, findings: Findings) -> None:
    if HAN.search(text) and (odd := _HALF_WIDTH.search(text)):
        findings.add(text.at, f'half-width punctuation in "{odd.group()}"', "full-width punctuation in a Chinese text")
    elif odd := _TWICE.search(text):
        findings.add(text.at, f'"{odd.group()}"', "one sign of punctuation")
    for opening, closing in _PAIRS if not odd else ():
        if text.count(opening) != text.count(closing):
            lacking = closing if text.count(opening) > text.count(closing) else opening
            findings.add(
                text.at, f'"{opening}" and "{closing}" in unequal numbers', f'a "{lacking}" for each other one'
            )
    if old := [character for character in text if character in only_traditional()]:
        around = text[max(0, text.index(old[0]) - 2) : text.index(old[0]) + 3]
        findings.add(text.at, f'the traditional character "{old[0]}" in "{around}"', f'"{only_traditional()[old[0]]}"')
    _check_unfinished(text, "zh", findings)


def _check_unfinished(text: Text, language: str, findings: Findings) -> None:
    if odd := _WORD_TWICE[language].search(text):
        findings.add(text.at, f'"{odd.group()}"', "one word once")
    if odd := _UNFINISHED.search(text):
        findings.add(text.at, f'"{odd.group()}"', "finished words for readers, with no mark of a draft")
    if odd := _SPACES.search(text):
        code = f"{ord(odd.group()):04x}"
        around = text[max(0, odd.start() - 4) : odd.start()]
        findings.add(text.at, f'a tab or odd space (#x{code}) behind "{around}"', "a plain space, or none")


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"


def _check_english(text: Text, findings: Findings) -> None:
    if odd := _STRAY.search(_ON_PURPOSE.sub("", text)):
        findings.add(
            text.at,
            f'"{odd.group()}" in an English text',
            "English; Chinese words only between quotation marks, in brackets or as a document's number",
        )
    _check_unfinished(text, "en", findings)
