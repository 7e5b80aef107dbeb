"""Words of the calculators: every label and message in both languages, with the same places to fill."""

from __future__ import annotations

import re
from typing import Any

from scripts.road.findings import Findings
from scripts.road.model import Policy, Text

_PLACES = re.compile(r"\{(\w+)\}")


def check_words(policy: Policy, findings: Findings) -> None:
    """Every leaf has zh and en, and what one fills in the other fills in too."""
    for words in policy.words.values():
        check_words_of(words, findings)


def check_words_of(words: Any, findings: Findings) -> None:
    """A tree of words, to its leaves."""
    if not isinstance(words, dict):
        return
    for one, other in (("zh", "en"), ("en", "zh"), ("help_zh", "help_en"), ("help_en", "help_zh")):
        if one in words and other not in words and isinstance(words[one], Text):
            findings.add(words[one].at, f'words in "{one}" alone', f'the same in "{other}"')
    zh, en = words.get("zh"), words.get("en")
    if isinstance(zh, Text) and isinstance(en, Text) and set(_PLACES.findall(zh)) != set(_PLACES.findall(en)):
        findings.add(
            en.at,
            f"{{{'}, {'.join(sorted(set(_PLACES.findall(en))))}}}",
            f"the places that the Chinese fills: {sorted(set(_PLACES.findall(zh)))}",
        )
    for value in words.values():
        check_words_of(value, findings)
