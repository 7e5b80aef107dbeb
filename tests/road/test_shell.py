"""The shell around the pages: what MkDocs would put around their full text, made anew only where something changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.road.shell import CONFIGURATIONS, MARK, filled, shell
from tests.conftest import ROOT
from tests.pages.conftest import rendered

__all__ = ["rendered"]


@pytest.fixture(scope="module")
def once(rendered: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout as the shell stage leaves it."""
    place = tmp_path_factory.mktemp("shell")
    for name in (*CONFIGURATIONS.values(), "requirements.lock"):
        shutil.copyfile(ROOT / name, place / name)
    for folder in ("theme", *CONFIGURATIONS):
        shutil.copytree(ROOT / "docs" / folder, place / "docs" / folder)
    shutil.copytree(rendered, place / "build" / "docs")
    shell(place)
    return place


@pytest.fixture
def root(once: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    return tmp_path


def pages(root: Path) -> dict[str, str]:
    """Every page of both languages with its text in it."""
    site, docs = root / "build" / "site", root / "build" / "docs"
    found = {}
    for file in sorted(site.rglob("*.html")):
        markdown = docs / file.relative_to(site).with_suffix(".md")
        html = file.read_bytes()
        page = filled(html, markdown) if markdown.is_file() else [html]
        found[file.relative_to(site).as_posix()] = b"".join(page).decode("utf-8")
    return found


def test_a_filled_shell_is_what_mkdocs_makes_of_the_whole_page(root: Path, tmp_path: Path) -> None:
    ours = pages(root)
    assert not [path for path, html in ours.items() if MARK in html]
    for language, configuration in CONFIGURATIONS.items():
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", configuration]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "POLICY_SITE_DIR": str(tmp_path / "plain" / language)}
        subprocess.run(command, cwd=root, env=environment, check=True)
    plain = tmp_path / "plain"
    theirs = {file.relative_to(plain).as_posix(): file.read_text("utf-8") for file in plain.rglob("*.html")}
    assert ours == theirs


def test_a_shell_is_made_anew_only_where_something_of_it_has_changed(root: Path) -> None:
    made = {path: (root / "build" / "site" / path).stat().st_mtime_ns for path in pages(root)}
    page = root / "build" / "docs" / "zh" / "glossary.md"
    page.write_text(page.read_text("utf-8").replace('title: "', 'title: "新', 1), "utf-8")
    text = root / "build" / "docs" / "zh" / "values.md"
    text.write_text(text.read_text("utf-8").replace("<h1>", "<h1>新", 1), "utf-8")
    shell(root)
    again = {path for path, time in made.items() if (root / "build" / "site" / path).stat().st_mtime_ns != time}
    assert again == {"zh/glossary.html"}
    assert "<title>新" in pages(root)["zh/glossary.html"] and "<h1>新" in pages(root)["zh/values.html"]


def test_a_page_more_or_less_is_a_page_more_or_less(root: Path) -> None:
    before = set(pages(root))
    page = root / "build" / "docs" / "zh" / "documents" / "another.md"
    shutil.copyfile(page.with_name("wenshang-2020.md"), page)
    shell(root)
    assert set(pages(root)) - before == {"zh/documents/another.html"}
    page.unlink()
    shell(root)
    assert set(pages(root)) == before


def test_what_was_harmed_is_made_anew(root: Path) -> None:
    before = pages(root)
    site, cache = root / "build" / "site", root / "build" / "cache"
    (site / "zh" / "values.html").unlink()
    (site / "en" / "values.html").write_text("half a pa", "utf-8")
    shell(root)
    assert pages(root) == before
    (cache / "shell-zh.json").unlink()
    (cache / "shell-en.json").write_text('{"key": ', "utf-8")
    (site / "en" / "glossary.html").write_text("half a pa", "utf-8")
    shell(root)
    assert pages(root) == before
