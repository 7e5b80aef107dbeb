"""Titles and numbers of documents in a restatement: the same in both languages, and as the official text has them."""

from __future__ import annotations

import re

from calculator.literals import fold
from scripts.road.checks.known import Known
from scripts.road.model import Document, Provision

_NUMBER = re.compile(r"〔\d{4}〕\d+号|(?<![A-Za-z])[A-Z]{2,}-\d{4}-\d+")
_OTHER_BRACKETS = re.compile(r"(?<=[\u4e00-\u9fff])[\[(（【]((?:19|20)\d{2})[\])）】](\d+号)")
_BRACKETS = re.compile(r"[\[\]()〔〕【】]|(?<=\d)号")
_TITLE = re.compile(r"《[^》]*》")


def marks_in(zh: str) -> list[str]:
    """The numbers and titles of documents that a Chinese text names."""
    return [*sorted(set(_NUMBER.findall(zh))), *_TITLE.findall(zh)]


def plain(text: str) -> str:
    """A text, or what is looked for in one, without the brackets of numbers: in some texts one is lost."""
    return _BRACKETS.sub("", fold(text))


def check_cited(document: Document, printed: str, known: Known) -> None:
    """The number of each document that one cites, as its text has it; ``printed`` is that text, :func:`plain`."""
    for cited in document.cites:
        if cited.number and plain(cited.number) not in printed:
            expected = f"the number as {document.id}.txt has it"
            known.findings.add(cited.number.at, f'"{cited.number}", which the official text has not', expected)


def check_marks(provision: Provision, printed: str | None, known: Known) -> None:
    """Every number of a document, and in Chinese every title between 《》; ``printed`` is the official text,
    :func:`plain`, if it is at hand."""
    for said in (provision.zh, provision.en):
        if odd := _OTHER_BRACKETS.search(said):
            known.findings.add(said.at, f'"{odd.group()}" in a document\'s number', f'"〔{odd[1]}〕{odd[2]}"')
    zh, en = set(_NUMBER.findall(provision.zh)), set(_NUMBER.findall(provision.en))
    if zh != en:
        alone = ", ".join(sorted(zh ^ en))
        known.findings.add(provision.en.at, f"{alone} in one language alone", "the same document numbers in both")
    if printed is None:
        return
    for one in marks_in(provision.zh):
        if plain(one) not in printed:
            known.findings.add(
                provision.zh.at, f'"{one}", which the official text has not', "a title or number as it is printed there"
            )
