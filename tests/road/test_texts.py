"""Official texts: which part belongs to which provision, what nobody tells, and what a search must account for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.road.division import Division, divide
from scripts.road.model import Answered, Bilingual, Document, Edge, LeftOut, Part, Quote, Searched, Text
from scripts.road.searches import Searcher
from scripts.road.texts import TextsProblem, find_texts, read_text
from scripts.road.verified import write_verified
from tests.policy import loaded
from tests.sixth import its_text, with_the_sixth


@pytest.fixture
def document(tmp_path: Path) -> Document:
    """The invented document, to be changed at will."""
    return next(one for one in loaded(with_the_sixth(tmp_path)).documents if one.id == "xinhe-2025")


def with_quotes(document: Document, *quotes: str) -> Document:
    """The document with one provision for each quote, and nothing else."""
    document.provisions = document.provisions[: len(quotes)]
    document.left_out = []
    for provision, quote in zip(document.provisions, quotes, strict=True):
        provision.part, provision.quotes = None, {"it": Quote(quote)}
    return document


def said(division: Division, at: tuple[int, int]) -> str:
    return division.text.text[at[0] : at[1]]


def parts(division: Division) -> list[str]:
    return [said(division, at) for at in division.parts.values()]


def test_a_provision_has_the_sentences_that_its_quotes_stand_in(document: Document) -> None:
    text = read_text("一、开头。\n甲得百分之五。乙什么也没有。\n丙得两成。")
    division = divide(with_quotes(document, "甲得", "丙 得两成"), text)
    assert parts(division) == ["甲得百分之五。", "丙得两成。"]
    assert [said(division, at) for at in division.unclaimed] == ["一、开头。", "乙什么也没有。"]


def test_a_part_begins_and_ends_where_its_edges_stand(document: Document) -> None:
    text = read_text("一、开头。\n甲得百分之五。乙什么也没有。\n丙得两成。")
    with_quotes(document, "甲得").provisions[0].part = Part(document.at, Edge("一、"), Edge("没有。"))
    division = divide(document, text)
    assert parts(division) == ["一、开头。\n甲得百分之五。乙什么也没有。"]
    assert [said(division, at) for at in division.unclaimed] == ["丙得两成。"]


def test_words_that_stand_twice_are_found_in_the_part_of_their_own_provision(document: Document) -> None:
    text = read_text("甲按规定报销。乙按规定报销。")
    division = divide(with_quotes(document, "甲按规定", "按规定报销"), text)
    assert parts(division) == ["甲按规定报销。", "乙按规定报销。"]
    assert division.quotes["2.it"] == (8, 13)


def test_edges_and_quotes_that_are_not_where_they_should_be_are_told(document: Document) -> None:
    with_quotes(document, "丙得", "甲得").provisions[0].part = Part(document.at, Edge("没有"))
    division = divide(document, read_text("甲得一成。丙得两成。"))
    assert (division.lost, division.astray) == (["没有"], ["甲得"])


def test_what_is_left_out_is_looked_for_beside_the_provisions(document: Document) -> None:
    why = Bilingual(document.at, Text("网页"), Text("page"))
    with_quotes(document, "甲得一成").left_out = [LeftOut(document.at, Edge("甲得"), why, Edge("关闭"))]
    division = divide(document, read_text("甲得一成。\n甲得一成。\n打印 关闭\n别的"))
    assert [said(division, at) for _, at in division.left_out] == ["甲得一成。\n打印 关闭"]
    assert [said(division, at) for at in division.unclaimed] == ["别的"]


def searcher(document: Document, text: str) -> Searcher:
    return Searcher(document, divide(document, read_text(text)))


def search(document: Document, *looked_for: str, answered: str = "") -> Searched:
    why = Bilingual(document.at, Text("不是"), Text("no"))
    answers = [Answered(document.at, Quote(answered), why)] if answered else []
    return Searched(document.at, "all", [Text(word) for word in looked_for], answers)


def test_a_search_comes_upon_figures_near_its_words_and_on_no_others(document: Document) -> None:
    text = "1.救助甲类人员。第三次进一步救助。救助对象共五类，救助从2024年9月1日起。" + "无" * 40 + "押金3000元。"
    looking = searcher(with_quotes(document, "救助甲"), text)
    near = [text[start:end] for start, end in looking.figures_near(search(document, "救助"))]
    assert near == ["五", "2024年9月1"]


def test_a_figure_is_accounted_for_by_an_answer_or_by_a_stated_value(document: Document) -> None:
    text = "个人负担超过7000元的部分再救助。救助三类人员。"
    document.provisions = document.provisions[1:2]
    document.provisions[0].quotes = {"over": Quote("超过7000元"), "limit": Quote("再救助")}
    looking = searcher(document, text)
    (open_,) = looking.unanswered(search(document, "救助"))
    assert text[open_[0] : open_[1]] == "三"
    assert looking.unanswered(search(document, "救助", answered="三类人员")) == []
    assert looking.idle(search(document, "救助", answered="部分再")) != []


def test_a_search_of_some_clauses_keeps_to_their_parts(document: Document) -> None:
    looking = searcher(with_quotes(document, "救助甲", "押金"), "救助甲100元。\n押金与救助乙200元。")
    some = search(document, "救助")
    some.clauses = [document.provisions[1].id]
    assert looking.figures_near(some) == [(15, 18)]


def test_what_was_found_is_written_down_without_the_words(tmp_path: Path) -> None:
    policy = loaded(with_the_sixth(tmp_path / "data"))
    write_verified(tmp_path / "verified", policy, its_text(), "2026-01-01")
    written = (tmp_path / "verified" / "xinhe-2025.json").read_text("utf-8")
    told, text = json.loads(written), its_text()["xinhe-2025"].text
    start, end = told["quotes"]["2.limit"]
    assert text[start:end] == "年度最高1.2万元"
    assert told["parts"]["2"][0] <= start < end <= told["parts"]["2"][1]
    assert told["unclaimed"] == []
    assert not [one for one in written if "\u4e00" <= one <= "\u9fff"]
    write_verified(tmp_path / "verified", policy, its_text(), "2026-02-02")
    assert (tmp_path / "verified" / "xinhe-2025.json").read_text("utf-8") == written


def test_texts_are_found_in_the_folder_that_is_named_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("option", "variable", "shared/sources"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "one.txt").write_text(name, "utf-8")
    root = tmp_path / "checkout"

    def found(folder: Path | None) -> str:
        return (find_texts(root, folder, ["one"]) or {})["one"].text

    monkeypatch.delenv("POLICY_SOURCES", raising=False)
    assert found(None) == "shared/sources"
    monkeypatch.setenv("POLICY_SOURCES", str(tmp_path / "variable"))
    assert found(None) == "variable"
    assert found(tmp_path / "option") == "option"
    with pytest.raises(TextsProblem, match="found no folder"):
        find_texts(root, tmp_path / "nowhere", ["one"])
