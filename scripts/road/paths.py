"""Where a provision stands in its document, as a page of each language says it: 三(二)5 in Chinese, 3(2)5 in English;
第三条第二款 and Article 3(2).

The data and a document's quotes keep the path that is printed; in English it is counted in figures, as ids count it.
"""

from __future__ import annotations

import re

from scripts.road.model import Document, Provision

_ONES = "一二三四五六七八九"
_NUMERAL = f"[{_ONES}十]+"
_NUMBERED = re.compile(rf"(?:第?(?:{_NUMERAL}|\d+)[步章节条款项]?|第?[(（]|[)）]项?)+")
_PARTS = {"章": "Chapter", "节": "Section", "条": "Article"}
_TENS = re.compile(rf"([{_ONES}])?十([{_ONES}])?")


def named(provision: Provision, language: str) -> tuple[str, str]:
    """How a provision is listed: its path and its heading; either is empty where the other says it all."""
    printed = str(provision.path)
    heading = str(getattr(provision.heading, language)) if provision.heading else ""
    if not _NUMBERED.fullmatch(printed):  # 引言, 落款: a part that is called, not counted
        return ("", heading) if heading else (printed, "")
    return (printed if language == "zh" else _in_figures(printed)), heading


def told_path(provision: Provision, language: str) -> str:
    """A provision's path; of a part that is not counted, what it is called."""
    path, heading = named(provision, language)
    return path or heading


def label(document: Document, provision: Provision) -> dict[str, str]:
    """How a provision is called where several documents are, in both languages."""
    return {
        lang: " ".join([str(getattr(document.short, lang)), *filter(None, named(provision, lang))])
        for lang in ("zh", "en")
    }


def _in_figures(path: str) -> str:
    """三(三)二 as 3(3)2, 一(二)第二步 as 1(2)2, 第三条第二款 as Article 3(2)."""
    counted = re.sub(_NUMERAL, lambda found: _figure(found[0]), path)
    parts = re.sub(r"第?(\d+)([章节条])", lambda found: f" {_PARTS[found[2]]} {found[1]}", counted)
    items = re.sub(r"第?[(（]?(\d+)[)）]?[款项]", r"(\1)", parts)
    return re.sub(r"第?(\d+)步?", r"\1", items).strip()


def _figure(numeral: str) -> str:
    """A Chinese numeral below a hundred in figures."""
    if found := _TENS.fullmatch(numeral):
        tens, ones = (_ONES.find(one) + 1 if one else 0 for one in found.groups())
        return str((tens or 1) * 10 + ones)
    return "".join(str(_ONES.find(one) + 1) for one in numeral)
