"""Negations that a restatement must not lose: a "not" that drops out says the opposite, and all figures still agree.

Words in which 不, 未 or 无 denies nothing (不断, 未来, 无障碍) do not count, nor do limits (不超过), which are degrees.
"""

from __future__ import annotations

import re
from itertools import accumulate

from scripts.road.checks.denials import SMALLER, denied_in_chinese, told_in_english
from scripts.road.checks.known import Known
from scripts.road.model import Provision, Text

_LIMITS = "[得能应可宜]?(?:超过|超出|低于|高于|少于|多于|小于|大于)|超|低|高"
_NOT = (
    f"(?<!差)不(?!断|同|良|足|仅|论|管|变|打折|动产|等|满|含|就低|{SMALLER}|{_LIMITS})|未(?!来|成年|满)|无(?!障|法定)"
)
_PRINTED = re.compile(f"{_NOT}|(?<!有)没|免|禁|停")
_ZH = re.compile(f"{_PRINTED.pattern}|不|未|以外|除了|除外|终止|取消|拒|违")
_EN = re.compile(
    r"\b(?:no|not|nor|never|none|nobody|nothing|neither|cannot|without|except|exempt\w*|waive\w*|zero|stop\w*|ban\w*"
    r"|forbid\w*|prohibit\w*|refus\w*|declin\w*|differs?|ends|ended|exclu\w*|remov\w*|abolish\w*|lift\w*|outside"
    r"|regardless|irrespective|whatever|(?:left|leaves?|leaving) out|fail\w*|miss\w*|lack\w*|other than|rather than"
    r"|beyond|reduc\w*|suspend\w*|halt\w*|paus\w*|cancel\w*|revok\w*|free"
    r"|un(?!it|ion|der|til|ive)\w+|non\w*)\b"
)
_EN_ALONE = re.compile(r"\b(?:not(?! only)|never|cannot)\b")
_SENTENCES = (re.compile(r"[。；！？\n]"), re.compile(r"(?<=[a-z0-9)%”\"号])[.;!?][\"”)]?(?:\s|$)"))

SHORT = 40
EXPECTED = "denied what the source denies, and nothing else"


def check_negations(provision: Provision, known: Known) -> None:
    """Each "not" of the quotes comes again in the Chinese restatement, in any word of its kind; and where one language
    denies something, so does the other. Duties are told in too few words for that: "late" is "not in time"."""
    zh, en = provision.zh, provision.en.lower()
    printed = [word for quote in provision.quotes.values() for word in _PRINTED.findall(quote)]
    told = _ZH.findall(zh)
    if printed and not told:
        _add(zh, f'no word like "{printed[0]}", which a quote has', known)
    elif len(printed) > len(told):  # two may be one in other words
        fewer = f'{len(told)} words like "{printed[-1]}", of which the quotes have {len(printed)}'
        known.findings.warn(zh.at, fewer, EXPECTED)
    if (denied := _PRINTED.search(zh)) and not _EN.search(en):
        _add(provision.en, f'no English for "{denied.group()}", which the Chinese has', known)
    else:
        _check_each(zh, provision.en, known)
    if (denied := _EN_ALONE.search(en)) and not told:
        _add(zh, f'no Chinese for "{denied.group()}", which the English has', known)


def _check_each(zh: Text, en: Text, known: Known) -> None:
    """Of several denials in Chinese none is lost in English: neither from a sentence that tells the same as one of the
    Chinese, nor from all of the text."""
    for here, there in _alike(zh, en):
        if (denied := denied_in_chinese(here)) and not told_in_english(there.lower(), here):
            _add(en, f'no English for "{denied[0]}" in "{there[:SHORT]}…", which the Chinese has', known)
            return
    denied, told = denied_in_chinese(zh), told_in_english(en.lower(), zh)
    if len(denied) > told:  # two may be one in other words
        fewer = f'{told} words like "not", for {len(denied)} like "{denied[-1]}" in Chinese'
        known.findings.warn(en.at, fewer, EXPECTED)


def _alike(zh: str, en: str) -> list[tuple[str, str]]:
    """The sentences in pairs, where there are as many in both languages and each takes about the same part of its
    text; none where they are cut in different ways."""
    cut = [
        [one.strip() for one in by.split(text) if one.strip()] for by, text in zip(_SENTENCES, (zh, en), strict=True)
    ]
    if len(cut[0]) != len(cut[1]):
        return []
    shares = [[len(one) / sum(map(len, said)) for one in said] for said in cut]
    for ends, own in zip(zip(*map(accumulate, shares), strict=True), zip(*shares, strict=True), strict=True):
        if abs(ends[0] - ends[1]) > min(own) / 2:
            return []
    return list(zip(*cut, strict=True))


def _add(at: Text, found: str, known: Known) -> None:
    known.findings.add(at.at, found, EXPECTED)
