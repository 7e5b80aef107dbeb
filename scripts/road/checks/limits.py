"""Limits and changes that a restatement must not turn round: at most for at least, raised for cut, before for after.

Only words right beside a figure are looked at, and only what contradicts is told: a figure that one telling calls a
lowest and the other a highest, whatever else either says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from calculator.literals import fold
from scripts.road.checks.known import Known
from scripts.road.checks.quantities import EN_NUMBER, chinese_number, english_number, without_separators
from scripts.road.model import Provision, Target, Text


class _Side(NamedTuple):
    """What may be said of a figure, and the words before or behind it that say so."""

    called: str
    zh_before: re.Pattern[str]
    zh_behind: re.Pattern[str]
    en_before: re.Pattern[str]
    en_behind: re.Pattern[str]


def _side(called: str, zh_before: str, zh_behind: str, en_before: str, en_behind: str) -> _Side:
    return _Side(
        called,
        re.compile(f"(?:{zh_before or '(?!)'})(?:了|约|为|在|至|到|人民币|每人|每次|每年)?$"),
        re.compile(zh_behind or "(?!)"),
        re.compile(rf"\b({en_before})(?: about| the| a)? $"),
        re.compile(rf" (?:\w+ )?(?:{en_behind or '(?!)'})\b"),
    )


_MORE, _LESS = "超过|超出|高于|大于|多于", "低于|少于|小于"
_NOT = "不(?:得|能|应|宜|可|再)?"
_AFTER_NOT = "(?<![不得能应宜可再])"
# Two sides each, which cannot both be true of one figure.
_OPPOSITES = (
    (
        _side(
            "at least",
            f"{_AFTER_NOT}(?:{_MORE})|{_NOT}(?:{_LESS})|至少|最少|最低",
            r"(?:\(含\)|[的及含])?以上",
            r"at least|minimum of|(?:more|higher|greater|longer) than|above|over|exceed(?:s|ed|ing)?",
            "(?:or|and) (?:more|above|over|higher|older|longer)",
        ),
        _side(
            "at most",
            f"{_AFTER_NOT}(?:{_LESS})|{_NOT}(?:{_MORE})|不足|不满|未满|不到|最多|最高|至多",
            r"(?:\(含\)|[的及含])?(?:以下|以内|之内)|内(?![容部科地])",
            r"at most|maximum of|up to|within|below|under|(?:less|fewer|lower|shorter) than",
            "(?:or|and) (?:less|below|under|lower|fewer)",
        ),
    ),
    (
        _side(
            "raised by",
            "提高|增加|上调|上浮|增长|(?<!参)加",
            "",
            r"(?:rais|increas|ris|ros|gr[eo]w|add|higher)\w* (?:by|of)|plus",
            "rise|increase|higher",
        ),
        _side(
            "cut by",
            "降低|下降|下调|下浮|减少|减|降",
            "",
            r"(?:lower|reduc|cut|fall|fell|drop|decreas|deduct)\w* (?:by|of)|minus",
            "fall|cut|reduction|decrease|lower",
        ),
    ),
    (
        _side(
            "before", "", "底?(?:以|之)?前(?![述款后一二三四五六七八九十0-9])", "before|until|(?:no|not) later than", ""
        ),
        _side("from or after", "", "底?(?:(?:以|之)?后|起)", "from|after|since", ""),
    ),
)

_ZH_FIGURE = re.compile(
    r"(?<![\d.第])(\d+(?:\.\d+)?|[一二两三四五六七八九十百千]+)(千|万|亿)?[余多]?"
    r"(?:个百分点|%|个?工作日|个月|小时|分钟|[元日天周月年岁次人名家份种项倍个])*"
)
_EN_FIGURE = re.compile(
    rf"(?<![\w.])({EN_NUMBER})(?:[ -](hundred|thousand|million|billion))?(?!\w|\.\d)"
    r"(?: ?%| per ?cent| percentage points?| yuan)?(?: working| calendar)?"
    r"(?: (?:day|week|month|year|hour|minute|time)s?\b| people)?"
)
_MAY = re.compile(r"[\d一二两三四五六七八九十百千]")  # without any of these a Chinese text has no figure
_LASTS = re.compile("(?:day|week|month|year|hour|minute)s?$")
_DENIED = re.compile(r"\b(?:not?|never|nor|without|cannot)(?: \w+){0,2} $")

_Called = dict[Fraction, set[str]]


def check_limits(provision: Provision, known: Known) -> None:
    """The restatement against its quotes, and each telling in English against that in Chinese."""
    quoted = "\n".join(provision.quotes.values())
    for sides in _OPPOSITES:
        source = _in_chinese(quoted, sides)
        _compare(source, _in_chinese(provision.zh, sides), provision.zh, "its quotes have", known)
        for said in provision.said:  # what the quotes say goes before what is made of it, so that a slip is told once
            if told := _in_chinese(said.zh, sides) | source:
                _compare(told, _in_english(said.en, sides), said.en, "the source has", known)
    for target in provision.targets:
        _check_bound(target, provision, known)


def _check_bound(target: Target, provision: Provision, known: Known) -> None:
    """A target is a lowest or a highest figure as its quote has it."""
    if target.value and target.bound in ("at_least", "at_most") and target.quote in provision.quotes:
        figure = _ZH_FIGURE.search(without_separators(fold(target.value)))
        said = _in_chinese(provision.quotes[target.quote], _OPPOSITES[0])
        called = said.get(chinese_number(figure[1], figure[2]), set()) if figure else set()
        if called and target.bound.replace("_", " ") not in called:
            known.findings.add(
                getattr(target.bound, "at", target.at),
                f'"{target.bound}" {target.value}, which its quote has as {min(called)}',
                min(called).replace(" ", "_"),
            )


def _compare(source: _Called, told: _Called, at: Text, where: str, known: Known) -> None:
    for number in sorted(source.keys() & told.keys()):
        if source[number].isdisjoint(told[number]):
            here, there = min(told[number]), min(source[number])
            known.findings.add(
                at.at,
                f'"{here} {number}" or the like, where {where} "{there} {number}"',
                "a limit or change not reversed",
            )


def _in_chinese(text: str, sides: tuple[_Side, ...]) -> _Called:
    """What is said of each figure of a Chinese text, by its number."""
    found = _Called()
    if not _MAY.search(text):
        return found
    folded = without_separators("\n".join(map(fold, text.split("\n"))))
    for match in _ZH_FIGURE.finditer(folded):
        for side in sides:
            near = side.zh_before.search(folded, max(0, match.start() - 8), match.start())
            if near or side.zh_behind.match(folded, match.end()):
                found.setdefault(chinese_number(match[1], match[2]), set()).add(side.called)
    return found


def _in_english(text: str, sides: tuple[_Side, ...]) -> _Called:
    """The same of an English text."""
    found = _Called()
    for number, called in _said_in_english(without_separators(text.lower()), sides):
        found.setdefault(number, set()).add(called)
    return found


def _said_in_english(text: str, sides: tuple[_Side, ...]) -> Iterator[tuple[Fraction, str]]:
    for match in _EN_FIGURE.finditer(text):
        number = english_number(match[1], match[2])
        for side, other in zip(sides, reversed(sides), strict=True):
            near = side.en_before.search(text, max(0, match.start() - 40), match.start())
            if near and not (near[1] == "over" and _LASTS.search(match.group())):  # over three years: for so long
                yield number, other.called if _DENIED.search(text, 0, near.start()) else side.called
            if side.en_behind.match(text, match.end()):
                yield number, side.called
