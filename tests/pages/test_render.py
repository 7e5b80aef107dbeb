"""Pages from data: the same paths and words in both languages, nothing written twice, nothing left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.road.render import ROOT, render
from scripts.road.words import LANGUAGES, WordsError, read_words
from tests.policy import compiled, loaded

CHINESE = re.compile(r"[\u3400-\u9fff]+")
# What may be Chinese on an English page says so: <q lang="zh-CN">…</q>, the other language's half, data for scripts.
MARKED = re.compile(r'<(\w+)[^>]*\slang="zh-CN"[^>]*>.*?</\1>|<script.*?</script>|data-citation="[^"]*"', re.S)
# Neither an attribute nor a page's description can be marked.
UNMARKABLE = re.compile(r'\A---\n.*?\n---\n|aria-label="[^"]*"', re.S)


def pages(folder: Path) -> dict[str, str]:
    return {file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in sorted(folder.rglob("*.md"))}


def test_both_languages_have_the_same_pages(rendered: Path) -> None:
    assert list(pages(rendered / "zh")) == list(pages(rendered / "en"))


def test_every_document_has_a_page_and_every_provision_its_anchor(rendered: Path) -> None:
    for document in loaded().documents:
        for language in LANGUAGES:
            page = (rendered / language / "documents" / f"{document.id}.md").read_text("utf-8")
            assert re.findall(r'<details class="provision fold" id="([^"]+)"', page) == [
                str(provision.id) for provision in document.provisions
            ]


def test_no_chinese_stands_unmarked_on_an_english_page(rendered: Path) -> None:
    for path, text in pages(rendered / "en").items():
        assert not CHINESE.findall(UNMARKABLE.sub("", MARKED.sub("", text))), path


def test_every_page_made_from_data_carries_the_disclaimer(rendered: Path) -> None:
    words = read_words(ROOT / "docs" / "words")
    for language in LANGUAGES:
        for path, text in pages(rendered / language).items():
            if "kind: written" not in text:
                assert words[language].say("site.disclaimer") in text, path


def test_no_template_writes_styles_or_handlers_into_a_tag() -> None:
    for folder in ("docs/templates", "docs/theme"):
        for file in (ROOT / folder).rglob("*.html"):
            assert not re.search(r"<[^>]*\s(style|on\w+)=", file.read_text("utf-8")), file


def test_no_document_place_or_figure_stands_in_templates_or_scripts() -> None:
    policy = loaded()
    names = [str(document.id) for document in policy.documents] + [str(region.code) for region in policy.regions]
    files = [*(ROOT / "docs" / "templates").glob("*.html"), *(ROOT / "docs" / "assets" / "src").rglob("*.js")]
    files += [ROOT / "scripts" / "road" / f"{name}.py" for name in ("render", "views", "shelf", "figures", "words")]
    files += (ROOT / "scripts" / "road" / "reference").glob("*.py")
    for file in files:
        text = file.read_text("utf-8")
        assert not [name for name in names if name in text], file


def test_rendering_again_writes_nothing_and_removes_what_is_no_longer_made(tmp_path: Path) -> None:
    policy = loaded()
    render(policy, compiled(policy), tmp_path)
    before = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*.md")}
    gone = tmp_path / "zh" / "documents" / "withdrawn.md"
    gone.write_text("left over", "utf-8")
    render(policy, compiled(policy), tmp_path)
    assert {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*.md")} == before


def test_words_lacking_a_language_name_their_file_and_key(tmp_path: Path) -> None:
    (tmp_path / "home.yaml").write_text("title: {zh: 首页}\n", "utf-8")
    with pytest.raises(WordsError, match=r'home\.yaml: "home\.title" must have zh and en'):
        read_words(tmp_path)


def test_a_label_that_nobody_wrote_names_its_file_and_key() -> None:
    with pytest.raises(WordsError, match=r'words/home\.yaml: no words "subtitle"'):
        read_words(ROOT / "docs" / "words")["en"].say("home.subtitle")
