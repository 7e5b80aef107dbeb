"""The same numbers found in both languages, in whatever form they are written."""

from __future__ import annotations

from collections import Counter

import pytest

from scripts.road.checks.quantities import Quantity, in_chinese, in_english
from scripts.road.checks.values import stands
from scripts.road.model import Given

SAME: list[tuple[str, str, list[Quantity]]] = [
    ("超过5000元的部分报70%", "70% above 5,000 yuan", [("5000", "yuan"), ("70", "percent")]),
    ("最高1.2万元", "at most 12,000 yuan", [("12000", "yuan")]),
    ("400亿元", "40 billion yuan", [("40000000000", "yuan")]),
    ("提高5个百分点", "raised by five percentage points", [("5", "points")]),
    ("百分之七十", "70 percent", [("70", "percent")]),
    ("增长两成左右", "grew by about 20%", [("20", "percent")]),
    ("2024年9月1日起", "from 1 September 2024", [("2024-09-01", "date")]),
    ("2024年12月底前", "by the end of December 2024", [("2024-12", "date")]),
    ("9月30日前", "by 30 September", [("09-30", "date")]),
    ("自5月底起", "from the end of May", [("05", "date")]),
    ("2025年", "in 2025", [("2025", "date")]),
    ("免费治疗3个月", "three months of free care", [("3", "month")]),
    ("三个月", "3 months", [("3", "month")]),
    ("3日内", "within three days", [("3", "day")]),
    ("每周1次以上", "at least once a week", []),
    ("每月一次", "once a month", []),
    ("十二类人", "twelve groups of people", [("12", "n")]),
    ("80个病种和20个病组", "80 disease types and 20 groups", [("80", "n"), ("20", "n")]),
    ("16000余家医院", "more than 16,000 hospitals", [("16000", "n")]),
    ("3万余份", "more than 30,000 copies", [("30000", "n")]),
    ("减半", "by half", [("1/2", "half")]),
    ("15分钟", "15 minutes", [("15", "minute")]),
    ("第二次住院", "the next stay", []),
    ("年满75周岁", "aged 75 or over", [("75", "n")]),
    ("500至2000元", "from 500 to 2,000 yuan", [("500", "yuan"), ("2000", "yuan")]),
    (
        "二级40元，三级60元",
        "40 yuan at grade two and 60 yuan at grade three",
        [("40", "yuan"), ("60", "yuan"), ("2", "n"), ("3", "n")],
    ),
    ("70至79周岁", "aged 70 to 79", [("70", "n"), ("79", "n")]),
    ("500元、300元和200元", "500, 300 and 200 yuan", [("500", "yuan"), ("300", "yuan"), ("200", "yuan")]),
    ("60%和7元", "60% and 7 yuan", [("60", "percent"), ("7", "yuan")]),
    ("每月8日前", "before the 8th of each month", [("8", "day")]),
    ("每季度首月15日前", "before the 15th day of the first month of each quarter", [("15", "day")]),
    ("第3次住院", "the 3rd stay of a patient", []),
    ("5至6万元", "50,000 to 60,000 yuan", [("50000", "yuan"), ("60000", "yuan")]),
    ("第四条和第（五）项", "Article 4 and item (5)", []),
    (
        "2027年1月1日至3月31日",
        "from 1 January to 31 March 2027",
        [("2027-01-01", "date"), ("2027-03-31", "date")],
    ),
    ("国办发〔2023〕17号", "国办发〔2023〕17号", []),
    ("按七成给", "70% is paid", [("70", "percent")]),
    ("减轻1200余万元", "more than 12 million yuan less", [("12000000", "yuan")]),
    ("收入32,680元", "an income of 32,680 yuan", [("32680", "yuan")]),
    ("当日18时前", "by 18:00 of the day", [("18:00", "clock")]),
    ("1年半内", "within a year and a half", [("1/2", "half")]),
    ("未满18周岁", "under 18 years of age", [("18", "n")]),
    ("70周岁及以上", "aged 70 years or over", [("70", "n")]),
    ("2021年9月2日", "on September 2, 2021", [("2021-09-02", "date")]),
    ("3至6个月", "3 to 6 months", [("3", "month"), ("6", "month")]),
    ("约1/3", "about one third.", [("1/3", "part")]),
    ("一、二、三级医院", "hospitals of levels one, two and three", [("2", "n"), ("3", "n")]),
    ("二级及二级以下的医院", "hospitals of grade two or below", [("2", "n")]),
    ("30分钟内", "within half an hour", [("30", "minute")]),
    ("半小时内", "within 30 minutes", [("30", "minute")]),
    ("提供7×24小时服务", "open 24 hours a day, seven days a week", [("24", "hour"), ("7", "day")]),
    ("7*24小时热线", "a hotline open 24/7", [("24", "hour"), ("7", "day")]),
    ("24小时热线", "a hotline open around the clock", [("24", "hour")]),
    ("每半年一次", "once every six months", [("6", "month")]),
    ("每6个月", "every half-year", [("6", "month")]),
    ("2026年上半年", "in the first half of 2026", [("2026", "date"), ("1/2", "half")]),
    ("每年两次", "twice a year", [("2", "n")]),
    ("三级医院和二级医院", "tertiary and secondary hospitals", [("3", "n"), ("2", "n")]),
    (
        "一级200元，二级500元，三级800元",
        "200 yuan at level-1, 500 yuan at level-2 and 800 yuan at level-3",
        [("200", "yuan"), ("500", "yuan"), ("800", "yuan"), ("2", "n"), ("3", "n")],
    ),
    ("七成参保人", "seven in ten insured people", [("70", "percent")]),
    ("占三成", "make up three tenths", [("30", "percent")]),
    ("统一成52种", "unified at 52", [("52", "n")]),
    ("几十种药", "dozens of drugs", []),
    ("“十四五”规划", "the 14th Five-Year Plan", []),
]


@pytest.mark.parametrize(("zh", "en", "expected"), SAME, ids=[zh for zh, _, _ in SAME])
def test_a_quantity_is_the_same_in_both_languages(zh: str, en: str, expected: list[Quantity]) -> None:
    assert in_chinese(zh) == in_english(en) == Counter(expected)


def test_names_are_no_figures() -> None:
    assert in_chinese("六统一和两病", ["六统一", "两病"]) == Counter()
    assert in_english("the six unifications", ["six unifications"]) == Counter()


@pytest.mark.parametrize(
    ("literal", "quote", "says"),
    [
        ("1次", "一年支付一次", True),
        ("12次", "每年十二次", True),
        ("2次", "一年支付一次", False),
        ("1次", "一年一月", False),
    ],
)
def test_a_count_may_stand_in_its_quote_in_chinese_numerals(literal: str, quote: str, says: bool) -> None:
    assert stands("count", Given(literal), quote) is says
