"""Numbers with their units in Chinese and English, so that two tellings of one rule can be held against each other.

A quantity is ``(number, unit)``: a fraction with "yuan", "percent", "points", "day", "week", "month", "year", "hour",
"minute" or "n" (any other count), or a text with "date" ("2024-09-01", "2024-09", "2024", "09-01") or
"clock" ("15:20").
One of something is not counted: a language may say "a" or nothing where the other says 一个. Half counts as ("1/2",
"half"), another fraction as ("1/3", "part"); half a year as six months, half an hour as thirty minutes. What is open
all day (7×24小时, 24/7, around the clock) is so for 24 hours, on 7 days where that is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from fractions import Fraction

from calculator.literals import fold

Quantity = tuple[str, str]

_TITLES = re.compile(r"《[^》]*》|“[^”]*”服务圈|\w*[〔\[]\d{4}[〕\]]\d+号|[A-Z]+-\d{4}-\d+|\d+th Five-Year Plan")
_UNITS = {"百分点", "percentage point", "points"}  # terms of the field, and part of figures
_CN = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_CN_NUMBER = r"[一二两三四五六七八九十百千]+"
_NO_TENTHS = "为员立效果本功年分长都绩熟型套人品就因交组群片"  # 七成 is 70%, 三成员 is not
_COUNTERS = (
    "个|类|种|项|次|人|步|份|级|层|家|名|条|重|方|部|户|遍|期|段|倍|款|档|位|笔|批|张|所|岁|件|轮|道|关|本|支|病"
)
_CN_UNITS = {
    "个月": "month",
    "月": "month",
    "个工作日": "day",
    "日": "day",
    "天": "day",
    "周(?!岁)": "week",
    "年": "year",
    "小时": "hour",
    "分钟": "minute",
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WORDS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_EN_NUMBERS = {word: number for number, word in enumerate(_WORDS)} | {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100, "both": 2, "twice": 2,
}  # fmt: skip
_CN_SCALES = {"千": 1000, "万": 10**4, "亿": 10**8}
_EN_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_EN_GRADES = {"secondary": "2", "tertiary": "3"}  # hospitals of 二级 and 三级
EN_NUMBER = r"\d+(?:\.\d+)?|" + "|".join(sorted(_EN_NUMBERS, key=len, reverse=True))
_CLOCK = r"(?<!\d)(\d{1,2})((?::\d{2}){1,2})(?!\d)"
_FRACTION = r"(?<![\d./])([1-9])/([2-9]|1\d)(?![\d/])"
_EN_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_EN_UNITS = {
    f"{unit}{plural}": unit for unit in ("day", "week", "month", "year", "hour", "minute") for plural in ("", "s")
}


# Of a range or a list that tells its unit or its year once, what stands before is given them too (5至6万元;
# 1 January to 1 May 2027; 500, 300 and 200 yuan).
_CN_RANGE = re.compile(
    r"([\d.]+)(?=[至到~-][\d.]+(万元|亿元|元|%|个百分点|个工作日|周(?!岁)|天|个月|年|小时|分钟)(?!\d))"
)
_CN_DAYS = re.compile(r"(?<=(\d{4})年)(\d{1,2}月\d{1,2}日[至到])(?=\d{1,2}月\d{1,2}日)")
_EN_RANGE = re.compile(
    r"\b([\d.]+) to (?=[\d.]+( yuan|%| percentage points| (?:working )?days| (?:week|month|year|hour|minute)s)(?!\w))"
)
_EN_LIST = re.compile(r"(?<![\w-])(?:[\d.]+, )*[\d.]+,? (?:and|or) (?=[\d.]+( yuan|%| percentage points)(?!\w))")
_EN_DAYS = re.compile(
    rf"\b(\d{{1,2}} (?:{'|'.join(_MONTHS)})) (to|and|until) (?=\d{{1,2}} (?:{'|'.join(_MONTHS)}) (\d{{4}}))"
)
_EN_MONTH_FIRST = re.compile(rf"\b({'|'.join(_MONTHS)}) (\d{{1,2}})(?:,(?= \d{{4}}\b))?((?: \d{{4}})?)\b")
_EN_AGE = r"(?i)\b(?:aged? (\d+)(?: years\b)?|(\d+) years(?= of age| old))"
_EN_ORDINAL = re.compile(r"\b([Aa]rticle|[Cc]lause|[Ii]tem|[Pp]aragraph|[Ss]ection|[Cc]hapter) \(?\d+\)?")  # 第4条

_CN_TWICE = re.compile(r"([\d一二两三四五六七八九十]+\w{1,2})[及或和]\1(?=及?以[上下])")  # 二级及二级以下, told once
_CN_VAGUE = re.compile("(?<![人次户总额天件基倍])[数几][十百千]+[余多]?万?|成百上千")  # dozens, hundreds
_CN_ALL_DAY = re.compile(r"7[×xX*乘]24(?:小时)?|24[×xX*乘]7(?:小时)?")
_CN_HALF_YEAR = re.compile("(?<![上下前后头年])半年")
_EN_ALL_DAY = re.compile(r"(?<![\d/])24/7(?![\d/])")
_EN_CLOCK_ROUND = re.compile(r"(?i)\ba?round[- ]the[- ]clock\b|\bday and night\b")
_EN_HALF_YEAR = re.compile(r"(?i)\bhalf(?: a |-| )year\b|\bhalf-yearly\b")
_EN_HALF_HOUR = re.compile(r"(?i)\bhalf an hour\b|\bhalf-hour\b")

# Without any of these a text has no quantity: most texts are done with at a glance.
_CN_MAY = re.compile(rf"[\d{''.join(_CN)}十百千半翻倍]")
_EN_MAY = re.compile(
    rf"\d|\b(?:{'|'.join((*_EN_NUMBERS, *_MONTHS, *_EN_PARTS, *_EN_GRADES))}|hal[fv]|doubl|dozen|a?round.the|day and)",
    re.I,
)


class _Reader:
    """Takes what one pattern after another matches out of a text, so that nothing is counted twice."""

    def __init__(self, text: str, ones: bool = False) -> None:
        self.text = text
        self.ones = ones
        self.found: Counter[Quantity] = Counter()

    def take(self, pattern: str, quantity: Callable[[re.Match[str]], Quantity | None]) -> None:
        def one(match: re.Match[str]) -> str:
            read = quantity(match)
            if read is None:
                return match.group()
            if self.ones or read[0] != "1" or read[1] in ("yuan", "percent", "points"):
                self.found[read] += 1
            return "\u0000"

        self.text = re.sub(pattern, one, self.text)


def masked(text: str, names: Iterable[str]) -> str:
    """The text without titles, document numbers and the given names, longest first."""
    for name in sorted(set(names) - _UNITS, key=len, reverse=True):
        text = text.replace(name, "\u0000")
    return _TITLES.sub("\u0000", text)


def in_chinese(text: str, names: Iterable[str] = (), ones: bool = False) -> Counter[Quantity]:
    """The quantities of a Chinese text; with ``ones`` those of one, too."""
    if not _CN_MAY.search(fold(text)):
        return Counter()
    said = _CN_ALL_DAY.sub("7天24小时", _CN_TWICE.sub(r"\1", without_separators(fold(masked(text, names)))))
    said = _CN_DAYS.sub(r"\2\1年", _CN_HALF_YEAR.sub("6个月", re.sub("(?<![个年])半个?小时", "30分钟", said)))
    reader = _Reader(_CN_RANGE.sub(r"\1\2", _CN_VAGUE.sub("\0", said)), ones)
    reader.take(r"第(\d+|" + _CN_NUMBER + ")", lambda m: ("1", "n"))
    reader.take(r"(\d{4})[年-](\d{1,2})[月-](\d{1,2})日?", lambda m: _date(*m.groups()))
    reader.take(r"(\d{4})年(\d{1,2})月", lambda m: _date(*m.groups()))
    reader.take(r"(\d{4})年", lambda m: _date(m[1]))
    reader.take(r"(\d{1,2})月(\d{1,2})日?", lambda m: _date("", *m.groups()))
    reader.take(r"(?<!\d)(\d{1,2})月", lambda m: _date(m[1]))
    reader.take(_CLOCK, lambda m: _clock(m[1], m[2]))
    reader.take(r"(?<!\d)(\d{1,2})时(?![间限效段])(?:(\d{1,2})分)?", lambda m: _clock(m[1], f":{m[2] or '00'}"))
    reader.take(_FRACTION, lambda m: _part(m[1], m[2]))
    reader.take(r"([\d.]+)个百分点", lambda m: _amount(m[1], "points"))
    reader.take(r"([\d.]+)%", lambda m: _amount(m[1], "percent"))
    reader.take(r"百分之(" + _CN_NUMBER + ")", lambda m: (str(_cn(m[1])), "percent"))
    reader.take(rf"(?<!统)({_CN_NUMBER})成(?![{_NO_TENTHS}])", lambda m: (str(_cn(m[1]) * 10), "percent"))
    reader.take(r"([\d.]+)[余多]?(千|万|亿)?[余多]?元", lambda m: _amount(m[1], "yuan", _CN_SCALES.get(m[2], 1)))
    reader.take(rf"({_CN_NUMBER})(万|亿)?元", lambda m: _amount(str(_cn(m[1])), "yuan", _CN_SCALES.get(m[2], 1)))
    reader.take(rf"({_CN_NUMBER}|\d+)分之({_CN_NUMBER}|\d+)", lambda m: _part(_either(m[2]), _either(m[1])))
    reader.take(
        r"减半|一半|半数|对半|半(?=年|个月|天|小时)|(?<=年)半(?!年)|(?<=个)半(?=月|小时)", lambda m: ("1/2", "half")
    )
    reader.take(r"一倍|翻一?番|翻倍|加倍", lambda m: ("2", "n"))
    units = "|".join(_CN_UNITS)
    reader.take(rf"(\d+|{_CN_NUMBER})({units})", lambda m: (_either(m[1]), _cn_unit(m[2])))
    reader.take(rf"({_CN_NUMBER})(?=(?:[、和或至到]{_CN_NUMBER})*大?(?:{_COUNTERS}))", lambda m: (_either(m[1]), "n"))
    reader.take(r"(\d+(?:\.\d+)?)[余多]?(万|亿)?", lambda m: _amount(m[1], "n", _CN_SCALES.get(m[2], 1)))
    return reader.found


def in_english(text: str, names: Iterable[str] = ()) -> Counter[Quantity]:
    """The quantities of an English text."""
    if not _EN_MAY.search(text):
        return Counter()
    said = _EN_DAYS.sub(r"\1 \3 \2 ", without_separators(_EN_MONTH_FIRST.sub(r"\2 \1\3", masked(text, names))))
    said = _EN_CLOCK_ROUND.sub("24 hours", _EN_ALL_DAY.sub("24 hours 7 days", said))
    said = _EN_HALF_HOUR.sub("30 minutes", _EN_HALF_YEAR.sub("6 months", said))
    said = _EN_LIST.sub(lambda m: re.sub(r"[\d.]*\d", rf"\g<0>{m[1]}", m[0]), said)
    reader = _Reader(_EN_RANGE.sub(r"\1\2 to ", _EN_ORDINAL.sub("\0", said)))
    months = "|".join(_MONTHS)
    reader.take(r"\b(\d{4})-(\d{2})-(\d{2})\b", lambda m: _date(*m.groups()))
    reader.take(_CLOCK, lambda m: _clock(m[1], m[2]))
    reader.take(_FRACTION, lambda m: _part(m[1], m[2]))
    reader.take(rf"\b(\d{{1,2}}) ({months}) (\d{{4}})\b", lambda m: _date(m[3], _month(m[2]), m[1]))
    reader.take(rf"\b({months}) (\d{{4}})\b", lambda m: _date(m[2], _month(m[1])))
    reader.take(rf"\b(\d{{1,2}}) ({months})\b", lambda m: _date("", _month(m[2]), m[1]))
    reader.take(r"\b((?:19|20)\d{2})\b(?! (?:yuan|people|cases|copies|institutions))", lambda m: _date(m[1]))
    reader.take(rf"(?:(?<=in )|(?<=of )|(?<=by )|(?<=from )|(?<=since ))({months})\b", lambda m: _date(_month(m[1])))
    of_a_month = r"(?=(?: day)? of (?:\w+ ){1,4}(?:month|quarter|year)\b)"
    reader.take(rf"\b(\d{{1,2}})(?:st|nd|rd|th)\b{of_a_month}", lambda m: (m[1], "day"))
    reader.take(_EN_AGE, lambda m: (m[1] or m[2], "n"))
    number = rf"\b({EN_NUMBER})"
    scale = r"(?:[ -](thousand|million|billion|hundred))?"
    reader.take(rf"{number} percentage points?", lambda m: _en(m[1], "points"))
    reader.take(rf"{number}(?:%| ?per ?cent\b)", lambda m: _en(m[1], "percent"))
    reader.take(rf"{number}{scale} yuan", lambda m: _en(m[1], "yuan", m[2]))
    reader.take(r"\b[Hh]al(?:f|ves|ved)\b", lambda m: ("1/2", "half"))
    of_ten = (
        rf"(?i)\b({EN_NUMBER}) (?:(?:in|out of)(?: every)? (?:ten|10)\b(?! \w*\s?(?:day|month|year|hour)s)|tenths\b)"
    )
    reader.take(of_ten, lambda m: _percent(english_number(m[1].lower(), None) * 10))
    reader.take(
        r"(?i)\b(secondary|tertiary)(?= (?:\w+ ){0,2}(?:hospital|institution)s?\b)",
        lambda m: (_EN_GRADES[m[1].lower()], "n"),
    )
    parts = "|".join(_EN_PARTS)
    reader.take(rf"(?i)\b(?:an?|one) ({parts})(?= of\b|(?<!quarter)[.,;])", lambda m: _part(1, m[1]))
    reader.take(rf"(?i)\b(two|three|four) ({parts})s\b", lambda m: _part(_EN_NUMBERS[m[1].lower()], m[2]))
    reader.take(rf"(?i)\b({'|'.join(_EN_NUMBERS)})fold\b", lambda m: _en(m[1].lower(), "n"))
    reader.take(r"(?i)\bdoubl(?:e|es|ed|ing)\b", lambda m: ("2", "n"))
    reader.take(r"(?i)\b(?:a|one) dozen\b", lambda m: ("12", "n"))
    units = "|".join(_EN_UNITS)
    reader.take(
        rf"(?i){number}[ -](?:(?!an?\b|per\b|each\b|every\b)\w+[ -])?({units})\b",
        lambda m: _en(m[1].lower(), _EN_UNITS[m[2].lower()]),
    )
    reader.take(rf"(?i){number}{scale}\b", lambda m: _en(m[1].lower(), "n", m[2]))
    return reader.found


def without_separators(text: str) -> str:
    """A text whose large numbers have no commas in them: 32,680 → 32680."""
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)


def chinese_number(number: str, scale: str | None) -> Fraction:
    """The number of 1.5万 or 三百."""
    return Fraction(number if number[0].isdigit() else _cn(number)) * _CN_SCALES.get(scale or "", 1)


def english_number(number: str, scale: str | None) -> Fraction:
    """The number of "1.5 million" or "three hundred"."""
    times = _EN_SCALES.get(scale or "", 1)
    return Fraction(_EN_NUMBERS.get(number, number)) * times


def _amount(number: str, unit: str, scale: int = 1) -> Quantity | None:
    try:
        return str(Fraction(number.rstrip(".")) * scale), unit
    except ValueError:
        return None


def _part(part: str | int, whole: str) -> Quantity:
    """A fraction: "1/3" of 三分之一 or a third."""
    return str(Fraction(int(part), _EN_PARTS.get(whole.lower()) or int(whole))), "part"


def _percent(number: Fraction) -> Quantity:
    return str(number), "percent"


def _clock(hour: str, rest: str) -> Quantity:
    return f"{hour.zfill(2)}{rest}", "clock"


def _date(year: str, month: str = "", day: str = "") -> Quantity:
    return "-".join(part.zfill(2) for part in (year, month, day) if part), "date"


def _month(name: str) -> str:
    return str(_MONTHS.index(name) + 1)


def _cn_unit(word: str) -> str:
    return next(unit for pattern, unit in _CN_UNITS.items() if pattern.startswith(word))


def _either(text: str) -> str:
    return text if text.isdigit() else str(_cn(text))


def _cn(text: str) -> int:
    """A Chinese numeral below ten thousand: 三 3, 十二 12, 二十 20, 一百零五 105."""
    total, digit = 0, 0
    for sign in text:
        if sign in _CN:
            digit = _CN[sign]
        else:
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = 0
    return total + digit


def _en(word: str, unit: str, scale: str | None = None) -> Quantity | None:
    return str(english_number(word, scale)), unit
