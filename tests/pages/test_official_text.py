"""A document's page with its official text, and without it."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from scripts.road.model import Document, Quote
from scripts.road.official import ShownText
from scripts.road.render import render
from scripts.road.texts import read_text
from scripts.road.words import LANGUAGES
from tests.policy import compiled, loaded
from tests.sixth import its_text, with_the_sixth

HOSTILE = (
    '<script>alert(1)</script> [x](javascript:alert(1)) {{ 7*7 }} {% raw %} </p></div> "&lt;" \u0002wzxhzdk:0\u0003'
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The invented document's page by language, with a sentence in its text that nobody tells and a hostile one."""
    policy = loaded(with_the_sixth(tmp_path_factory.mktemp("sixth")))
    document = next(one for one in policy.documents if one.id == "xinhe-2025")
    document.left_out = [one for one in document.left_out if "渔家困难户" not in one.begins]
    text = its_text()["xinhe-2025"].text.replace("三、困难退役军人", f"三、困难退役军人{HOSTILE}")
    document.provisions[2].quotes["who"] = Quote("三、困难退役军人")
    out = tmp_path_factory.mktemp("docs")
    render(policy, compiled(policy), out, texts={"xinhe-2025": read_text(text)})
    return {one: (out / one / "documents" / "xinhe-2025.md").read_text("utf-8") for one in LANGUAGES}


def official(page: str) -> list[str]:
    """What the page shows of the official text, as readers see it."""
    shown = re.findall(r'<p class="official__text[^>]*>(.*?)</p>', page, re.S)
    return [html.unescape(re.sub(r"<[^>]*>", "", one)) for one in shown]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_every_word_of_the_text_once(pages: dict[str, str], language: str) -> None:
    without_controls = re.sub(r"[\x02\x03]", "", HOSTILE)
    text = its_text()["xinhe-2025"].text.replace("三、困难退役军人", f"三、困难退役军人{without_controls}")
    assert sorted("".join("".join(official(pages[language])).split())) == sorted("".join(text.split()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_quote_is_marked_in_the_text_and_linked_both_ways(pages: dict[str, str], language: str) -> None:
    page = pages[language]
    marks = re.findall(r'<mark id="(place-[^"]+)"><a href="#([^"]+)">(.*?)</a></mark>', page, re.S)
    quotes = dict(re.findall(r'<blockquote id="([^"]+)"[^>]*><p>(.*?)</p>', page, re.S))
    assert {quote: words for _, quote, words in marks} == quotes
    assert set(re.findall(r'<span class="to-place"><a href="#([^"]+)"', page)) == {place for place, _, _ in marks}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_that_no_provision_has_is_shown_as_such(pages: dict[str, str], language: str) -> None:
    (untold,) = re.findall(r'official__text--untold" lang="zh-CN">(.*?)</p><p class="how">(.*?)</p>', pages[language])
    assert untold[0] == "渔家困难户再提高2个百分点的,以渔家困难户计。"
    assert untold[1] == {"zh": "还没有录入成条文。", "en": "Not entered as a provision yet."}[language]
    assert pages[language].count({"zh": "测试用的填充文字", "en": "Filler for tests"}[language]) == 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_the_text_is_read_as_markup(pages: dict[str, str], language: str) -> None:
    inside = "".join(re.findall(r'<p class="official__text[^>]*>(.*?)</p>', pages[language], re.S))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; [x](javascript:alert(1)) {{ 7*7 }} {% raw %} &lt;/p&gt;" in inside
    assert set(re.findall(r"<(\w+)", inside)) <= {"mark", "a", "span"}
    assert not re.findall(r"[\x02\x03]", inside)


def test_a_page_without_the_text_says_where_it_is_and_how_to_add_it(rendered: Path) -> None:
    for document in loaded().documents:
        for language in LANGUAGES:
            page = (rendered / language / "documents" / f"{document.id}.md").read_text("utf-8")
            assert "official__text" not in page
            assert f"{document.id}.txt" in page
            assert "--sources" in page


def overlapping(tmp_path: Path, *quotes: str) -> list[tuple[str, int | None, tuple[int, ...]]]:
    document: Document = next(one for one in loaded(with_the_sixth(tmp_path)).documents if one.id == "xinhe-2025")
    provision = document.provisions[0]
    document.provisions, document.left_out, provision.part = [provision], [], None
    provision.quotes = {f"quote{number}": Quote(quote) for number, quote in enumerate(quotes)}
    shown = ShownText(document, read_text("超过5000元的部分按照70%救助。"))
    return [(piece.text, piece.quote, piece.begins) for piece in shown.part(provision)]


def test_quotes_that_overlap_are_each_marked_somewhere(tmp_path: Path) -> None:
    assert overlapping(tmp_path, "超过5000元的部分", "5000元", "部分按照70%") == [
        ("超过", 1, (1,)),
        ("5000元", 2, (2,)),
        ("的", 1, ()),
        ("部分", 3, (3,)),
        ("按照70%", 3, ()),
        ("救助。", None, ()),
    ]
