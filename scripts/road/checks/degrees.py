"""Degrees that a restatement must not lose: about, in principle, at most, at least, except; and how often.

A word of the quotes comes again in the Chinese, in any word of its kind; one of the Chinese comes again in the English.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from scripts.road.checks.known import Known
from scripts.road.checks.quantities import EN_NUMBER
from scripts.road.model import Bilingual, Provision, Text


class Degree(NamedTuple):
    """How it is written in an official text, how in a restatement in Chinese and how in English."""

    printed: re.Pattern[str]
    zh: re.Pattern[str]
    en: re.Pattern[str]
    en_alone: re.Pattern[str] | None = None  # English that never stands without the Chinese


def _degree(printed: str, zh: str, en: str, en_alone: str | None = None) -> Degree:
    """A degree from how it is printed, what Chinese says besides, and what English says."""
    alone = re.compile(en_alone) if en_alone else None
    return Degree(re.compile(printed), re.compile(f"{printed}|{zh}" if zh else printed), re.compile(en), alone)


_DEGREES = (
    _degree(
        r"(?<=[\d%个元天周月年日万亿])左右|大约|约(?=\d)|(?<=[\d万亿千百十])余(?=[万亿元个人名家户份次])",
        "多",
        rf"\b(?:about|around|approximately|roughly|nearly|more than|over|some) (?:an? |the )?(?:{EN_NUMBER}|half)",
        r"\b(?:about|approximately|roughly) \d\S*",
    ),
    _degree("原则上", "", r"\bin principle\b|\bas a rule\b", r"\bin principle\b"),
    _degree(
        "除外",
        "除了|以外|之外|不含|不包括|例外|不减|不算|不受|不适用|不在此列",
        r"\b(?:except|other than|apart from|exclud|not includ|outside|unless)",
    ),
    _degree(
        "不超过|不得超过|不能超过|以内|不高于|不得高于|不多于",
        "最多|上限|最高|封顶|不快于",
        r"at most|up to|(?:no|not|never) (?:\w+ )?(?:more|higher|faster|longer|later)|exceed|maximum|limit|within|\bcap"
        "|ceiling|or (?:less|fewer|lower|below|under|shorter)",
    ),
    _degree(
        "不低于|不得低于|不少于|至少",
        "以上|最少|最低|起码",
        r"at least|(?:no|not|never) (?:\w+ )?(?:less|fewer|lower|below)|minimum|or more|or above|or higher",
    ),
)


# How often: in Chinese, in a quote and in English. A year may be what the whole text speaks of, and no quote say so.
_OFTEN = tuple(
    (re.compile(zh), re.compile(printed), re.compile(en))
    for zh, printed, en in (
        ("每个?月|按月|逐月", r"(?<!\d)月", "month"),
        ("每个?季|按季", "季", "quarter"),
        ("每年|按年|逐年|每个?年度", "", "year|annual"),
        ("每半年", "半年|每(?:6|六)个月", "half|(?:six|6) months"),
        ("每个?(?:周|星期)|按周", "周|星期", "week"),
        ("每[日天]|按[日天]|逐日", "[日天]", "day|daily"),
    )
)


def check_degrees(provision: Provision, known: Known) -> None:
    """The restatement of a provision, and its duties."""
    printed = "\n".join(provision.quotes.values())
    for degree in _DEGREES:
        if (found := degree.printed.search(printed)) and not degree.zh.search(provision.zh):
            _add(provision.zh, f'no word like "{found.group()}", which a quote has', found.group(), known)
    _check_often(provision, printed, known)
    for said in provision.said:
        _check_pair(said.zh, said.en, known)
    for duty in provision.obligations:
        if duty.every:
            _check_every(duty.every, f"{provision.zh}\n{printed}", known)


def _check_often(provision: Provision, printed: str, known: Known) -> None:
    """How often something is due is neither lost nor added, nor another in one of the languages."""
    zh, en = provision.zh, provision.en.lower()
    for often, may_say, in_english in _OFTEN:
        told, quoted = often.search(zh), often.search(printed)
        if quoted and not may_say.search(zh):
            _add(zh, f'nothing like "{quoted.group()}", which a quote has', quoted.group(), known)
        if told and provision.quotes and not may_say.search(printed):
            _add(zh, f'"{told.group()}", which no quote has', told.group(), known)
        if told and not in_english.search(en):
            _add(provision.en, f'no English for "{told.group()}", which the Chinese has', told.group(), known)


def _check_every(every: Bilingual, source: str, known: Known) -> None:
    """How often a duty is due is what its provision says, in both languages."""
    for often, may_say, in_english in _OFTEN:
        if told := often.search(every.zh):
            if not re.search(may_say.pattern or "年", source):
                _add(every.zh, f'"{told.group()}", which the provision does not say', told.group(), known)
            if not in_english.search(every.en.lower()):
                _add(every.en, f'no English for "{told.group()}", which the Chinese has', told.group(), known)


def _check_pair(zh: Text, en: Text, known: Known) -> None:
    for degree in _DEGREES:
        found = degree.printed.search(zh)
        if found and len(degree.printed.findall(zh)) > len(degree.en.findall(en.lower())):
            _add(en, f'no English for "{found.group()}", which the Chinese has', found.group(), known)
        more = degree.en_alone.search(en.lower()) if degree.en_alone else None
        if degree.en_alone and more and len(degree.en_alone.findall(en.lower())) > len(degree.zh.findall(zh)):
            _add(zh, f'no Chinese for "{more.group()}", which the English has', more.group(), known)


def _add(at: Text, found: str, word: str, known: Known) -> None:
    known.findings.add(at.at, found, f'the degree as the source has it: "{word}" is neither lost nor added')
