"""Chinese in Chinese writing, English in English."""

from __future__ import annotations

import pytest

from scripts.road.checks.languages import check_languages
from scripts.road.findings import Findings, Place
from scripts.road.model import Text


def said(zh: str, en: str) -> list[str]:
    """What is found about a pair."""
    findings = Findings()
    pair = {"zh": Text(zh), "en": Text(en)}
    for column, text in enumerate(pair.values(), 1):
        text.at = Place("words.yaml", 1, column)
    check_languages([{"deep": pair}], findings)
    return [finding.found for finding in findings]


@pytest.mark.parametrize(
    "en",
    ["Its number is 六医保〔2024〕25号.", 'Printed as "对象".', "Insurance (医保, yibao).", "Printed as “对象”."],
)
def test_chinese_may_be_named_in_english_where_it_is_marked_as_such(en: str) -> None:
    assert said("对象", en) == []


@pytest.mark.parametrize(
    ("en", "odd"), [("a term 对象 here", "对象"), ("Pay first，then claim.", "，"), ("25号 only", "号")]
)
def test_chinese_that_slipped_into_english_is_found(en: str, odd: str) -> None:
    assert said("对象", en) == [f'"{odd}" in an English text']


@pytest.mark.parametrize("zh", ["甲,乙", "三(二)讲", "乘以1.05?", "甲:", "甲.乙", "“甲”;乙", "甲（乙);丙"])
def test_half_width_punctuation_in_chinese_is_found(zh: str) -> None:
    assert len(said(zh, "A")) == 1


@pytest.mark.parametrize("zh", ["甲，乙。", "共 1,000 元", "{text}：{ratio}", "15:20发布", "DRG/DIP（病组）", "A.1条"])
def test_figures_times_and_latin_names_keep_their_own_signs(zh: str) -> None:
    assert said(zh, "A") == []


def test_a_language_may_be_named_in_itself() -> None:
    assert said("English", "中文") == []
