"""Words of the calculators: every label and message in both languages, with the same places to fill."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from calculator.families import FAMILIES
from calculator.fields import Field
from scripts.road.findings import Findings
from scripts.road.model import Policy, Text

_BRACES = re.compile("[{}]")
_PLACES = re.compile(r"\{(\w+)\}")


def check_words(policy: Policy, findings: Findings) -> None:
    """Every leaf has zh and en, and what one fills in the other fills in too; forms are made of fields there are."""
    for words in policy.words.values():
        check_words_of(words, findings)
    for name, family in FAMILIES.items():
        _check_form(policy.words[name], family.FIELDS, findings)
        _refer(policy.words[name].get("try"), [str(case.id) for case in policy.cases.get(name, ())], "a case", findings)


def _check_form(words: dict[str, Any], fields: tuple[Field, ...], findings: Findings) -> None:
    """The parts of a form name fields of the calculator, each once; so do the folded parts of a list's items."""
    form = words.get("form", {})
    if not isinstance(form, dict):
        findings.add(form.at, f'"{form}" for a form', "parts of a form, each with its fields")
        return
    _check_parts(form.get("parts", ()), fields, "a field of the calculator, in one part", findings)
    lists = {field.name: field.of for field in _nested(fields) if field.kind == "list"}
    for of, parts in form.get("more", {}).items():
        _check_parts(parts, lists.get(of, ()), f'a field of the items of "{of}", in one part', findings)


def _check_parts(parts: list[dict[str, Any]], fields: tuple[Field, ...], what: str, findings: Findings) -> None:
    """Folded parts name each field once."""
    left = [field.name for field in fields]
    for part in parts:
        for named in part["fields"]:
            _refer(named, left, what, findings)
            left = [name for name in left if name != named]


def _nested(fields: tuple[Field, ...]) -> Iterator[Field]:
    for field in fields:
        yield field
        yield from _nested(field.of)


def _refer(named: Text | None, known: list[str], what: str, findings: Findings) -> None:
    if named is not None and named not in known:
        findings.add(named.at, f'"{named}"', what, known=known, word=named)


def check_words_of(words: Any, findings: Findings) -> None:
    """A tree of words, to its leaves."""
    if not isinstance(words, dict):
        return
    for one, other in (("zh", "en"), ("en", "zh"), ("help_zh", "help_en"), ("help_en", "help_zh")):
        if one in words and other not in words and isinstance(words[one], Text):
            findings.add(words[one].at, f'words in "{one}" alone', f'the same in "{other}"')
    zh, en = words.get("zh"), words.get("en")
    for told in (zh, en):
        if isinstance(told, Text) and not told.strip():
            findings.add(told.at, "nothing", "words in both languages")
        if isinstance(told, Text) and (odd := _BRACES.search(_PLACES.sub("", told))):
            findings.add(told.at, f'a brace "{odd.group()}" that is no place to fill', "{name}, closed, or no brace")
    if isinstance(zh, Text) and isinstance(en, Text) and set(_PLACES.findall(zh)) != set(_PLACES.findall(en)):
        findings.add(
            en.at,
            f"{{{'}, {'.join(sorted(set(_PLACES.findall(en))))}}}",
            f"the places that the Chinese fills: {sorted(set(_PLACES.findall(zh)))}",
        )
    for value in words.values():
        check_words_of(value, findings)
