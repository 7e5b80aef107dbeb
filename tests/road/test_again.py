"""A build after an edit makes what a build from nothing would, to the byte; whatever was kept in between."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.road.kept import Kept, files_in
from tests.conftest import Built, copy_of_checkout

DOCUMENT = "policy_data/documents/wenshang-2020.yaml"


def swap(file: str, old: str, new: str, after: str = "") -> Callable[[Path], None]:
    """An edit: one text for another, where it first stands ``after`` a third."""

    def edit(root: Path) -> None:
        text = (root / file).read_text("utf-8")
        start = text.index(after)
        assert old in text[start:], (file, old)
        (root / file).write_text(text[:start] + text[start:].replace(old, new, 1), "utf-8")

    return edit


def add_document(root: Path) -> None:
    """A document more, with a place of its own."""
    other = "policy_data/documents/wenshang-2021.yaml"
    shutil.copyfile(root / DOCUMENT, root / other)
    swap(other, "id: wenshang-2020", "id: wenshang-2021")(root)
    swap(other, 'place: "370830"', 'place: "370899"')(root)
    text = (root / other).read_text("utf-8")
    (root / other).write_text(text.replace("id: WS-", "id: WX-").replace("rule: WS-", "rule: WX-"), "utf-8")
    place = '- {code: "370830"'
    another = '- {code: "370899", level: county, zh: 另一县, en: Another, within: "370800"}'
    swap("policy_data/regions.yaml", place, f"{another}\n{place}")(root)


def remove_document(root: Path) -> None:
    (root / "policy_data/documents/wenshang-2021.yaml").unlink()


STEPS: list[list[Callable[[Path], None]]] = [
    [swap(DOCUMENT, "  zh: ", "  zh: 据报道，", after="provisions:")],
    [
        swap(DOCUMENT, "short: {zh: 汶上2020年扶贫做法", "short: {zh: 汶上县2020年扶贫做法"),
        swap("policy_data/glossary.yaml", "    zh: ", "    zh: 即"),
        add_document,
    ],
    [
        swap("docs/words/document.yaml", "zh: ", "zh: ·"),
        swap("docs/theme/partials/footer.html", "site-footer__made", "site-footer__made small"),
        remove_document,
        swap("docs/zh/about.md", "这个网站", "本网站"),
    ],
]


def build(built: Built) -> dict[str, str]:
    """The site of a build that went well, by digests."""
    done = built.run("scripts/build.py", "--no-zip")
    assert done.returncode == 0, done.stdout + done.stderr
    return files_in(built.site)


def forget(built: Built) -> None:
    """All that builds left behind, but for the browser's library, which has a key of its own and takes long."""
    for place in (built.root / "build").iterdir():
        if place.name != "cache":
            shutil.rmtree(place) if place.is_dir() else place.unlink()
    for file in (built.root / "build" / "cache").iterdir():
        if file.is_file():
            file.unlink()


@pytest.fixture
def again(built: Built, tmp_path: Path) -> Built:
    """A checkout that was built before."""
    copy = copy_of_checkout(tmp_path / "again")
    shutil.copytree(built.root / "build", copy.root / "build")
    shutil.copytree(built.site, copy.site)
    return copy


def test_builds_after_edits_are_as_builds_from_nothing(built: Built, again: Built, tmp_path: Path) -> None:
    nothing = copy_of_checkout(tmp_path / "nothing")
    shutil.copytree(again.root / "build", nothing.root / "build")
    for step in STEPS:
        for edit in step:
            edit(again.root)
            edit(nothing.root)
        forget(nothing)
        fresh, kept = build(nothing), build(again)
        assert {file for file in fresh.keys() | kept.keys() if fresh.get(file) != kept.get(file)} == set()
    for name in ("policy_data", "docs"):
        shutil.rmtree(again.root / name)
        shutil.copytree(built.root / name, again.root / name)
    assert build(again) == files_in(built.site)


def test_a_build_that_failed_or_was_spoilt_leaves_nothing_that_harms(built: Built, again: Built) -> None:
    good = files_in(built.site)
    edit = swap(DOCUMENT, "nature: report", "nature: rumour")
    edit(again.root)
    assert again.run("scripts/build.py", "--no-zip").returncode == 1
    assert files_in(again.site) == good
    swap(DOCUMENT, "nature: rumour", "nature: report")(again.root)
    (again.root / "build" / "cache" / "kept.sqlite").write_bytes(b"no database" * 1000)
    (again.root / "build" / "docs" / "zh" / "index.md").write_text("half a pa", "utf-8")
    shutil.rmtree(again.root / "build" / "site" / "en")
    assert build(again) == good


class Counted:
    """Something to make, which counts how often it was."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> list[str]:
        self.times += 1
        return ["made"]


@pytest.fixture
def make() -> Counted:
    return Counted()


def test_what_is_kept_is_made_once_for_the_same_key_and_surroundings(tmp_path: Path, make: Counted) -> None:
    for around, key, times in (("a", "1", 1), ("a", "1", 1), ("a", "2", 2), ("b", "2", 3), ("b", "2", 3)):
        kept = Kept(tmp_path / "kept", around)
        assert kept.of("name", key, make) == ["made"]
        assert make.times == times
        kept.close()


def test_what_was_not_asked_for_is_dropped_by_a_build_that_came_to_its_end(tmp_path: Path, make: Counted) -> None:
    for names, times in ((["one", "two"], 2), (["one"], 2), (["two"], 3)):
        kept = Kept(tmp_path / "kept")
        for name in names:
            kept.of(name, "key", make)
        kept.drop_the_rest()
        kept.close()
        assert make.times == times


def test_a_kept_thing_that_was_changed_on_the_disk_is_made_again(tmp_path: Path, make: Counted) -> None:
    kept = Kept(tmp_path / "kept")
    kept.of("name", "key", make)
    kept.close()
    base = sqlite3.connect(tmp_path / "kept")
    base.execute("UPDATE kept SET value = ?", (b"\x80\x04]\x94\x8c\x05other\x94a.",))
    base.commit()
    base.close()
    kept = Kept(tmp_path / "kept")
    assert kept.of("name", "key", make) == ["made"] and make.times == 2
    kept.close()
