"""Files that nobody can read: a finding that says where and what, never a traceback."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from scripts.road.checks.site_words import check_site_words
from scripts.road.findings import Findings
from tests.conftest import copy_of_checkout
from tests.policy import DATA, ROOT, findings_of

TOPICS = "topics.yaml"
RECORD = "verified/wenshang-2020.json"
BOMB = "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
UNREADABLE: dict[str, tuple[str, str | bytes, str, str]] = {
    "another encoding": (TOPICS, "topics:\n- {id: x, zh: 医保, en: x}\n".encode("gb18030"), ":2:", "not UTF-8"),
    "UTF-16": (TOPICS, "topics: []\n".encode("utf-16"), ":1:1:", "not UTF-8"),
    "a tab": (TOPICS, "topics:\n\t- x\n", ":2:1:", "found a tab; expected spaces"),
    "a control character": (TOPICS, "topics: []\n# \0\n", ":2:3:", "the character #x0000"),
    "two documents": (TOPICS, "topics: []\n---\ntopics: []\n", ":2:1:", "a second document"),
    "a key twice": (TOPICS, "topics: []\ntopics: []\n", ":2:1:", 'the key "topics" a second time'),
    "a list": (TOPICS, "- x\n", ":1:1:", "found a list; expected a mapping with topics"),
    "a word": (TOPICS, "x\n", ":1:1:", 'found "x"; expected a mapping'),
    "a key that is no word": (TOPICS, "? [x]\n: y\ntopics: []\n", ":1:3:", 'the key "a list"'),
    "nothing": (TOPICS, "", ":1:1:", "an empty file"),
    "nothing but a comment": (TOPICS, "# topics\n", ":1:1:", "an empty file"),
    "a bomb of aliases": (TOPICS, f"a: &a [x]\n{BOMB}topics: *i\n", ":1:", "an anchor of YAML"),
    "an alias of itself": (TOPICS, "topics: &all [*all ]\n", ":1:9:", "an anchor of YAML"),
    "brackets without end": (TOPICS, "topics: " + "[a, " * 50_000, ":1:", "nested without end"),
    "indents without end": (
        TOPICS, "".join(f"{' ' * depth}a:\n" for depth in range(900)), ":21:21:", "nested without end",
    ),
    "fifty megabytes": (TOPICS, "#" * 50_000_000, ":1:1:", "a file of 50,000,000 bytes"),
    "an object of Python": (TOPICS, "topics: !!python/object/apply:os.system [x]\n", ":1:9:", "the tag !!python"),
    "words that are a list": ("words/common.yaml", "- x\n", ":1:1:", "found a list; expected a mapping of words"),
    "a record that is no JSON": (RECORD, '{"document": "wenshang-2020",\n}', ":2:1:", "not JSON"),
    "a record of something else": (RECORD, '{"document": "other"}', ":1:1:", "something else than a record"),
    "a record that is a list": (RECORD, "[1]", ":1:1:", "something else than a record"),
    "a record without end": (RECORD, "[" * 200_000, ":1:1:", "found"),
    "a record in another encoding": (RECORD, "{\n“".encode("gb18030"), ":2:1:", "not UTF-8"),
    "a record without all that pages tell of it": (
        RECORD,
        json.dumps({"document": "wenshang-2020", "verified_on": "2026-01-01", "text_sha256": "0" * 64, "quotes": {}}),
        ":1:1:",
        "something else than a record",
    ),
    "a record of no document": ("verified/wenshang-2021.json", "{}", ":1:1:", "wenshang-2020.json"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "content", "at", "says"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_is_found(name: str, content: str | bytes, at: str, says: str, tmp_path: Path) -> None:
    folder = tmp_path / "policy_data"
    shutil.copytree(DATA, folder)
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    found = findings_of(folder)
    assert [line for line in found if line.startswith(f"policy_data/{name}{at}") and says in line] != [], found


SITE: dict[str, tuple[str, str, str, str]] = {
    "a label that a template asks for": ("home.yaml", "lead:", "leed:", 'no words "lead"'),
    "a label that a script asks for": ("calculator.yaml", "  ready:", "  redy:", 'no words "engine.ready"'),
    "a label that Python asks for": ("site.yaml", "list_comma:", "list_coma:", 'did you mean "list_coma"?'),
    "a label in one language": ("site.yaml", "stop: {zh: 。, en: ", "stop: {zh: 。, un: ", 'words in "zh" alone'),
    "another place to fill": ("home.yaml", "{count}", "{cuont}", "the places that the Chinese fills"),
    "a label that is a text": ("site.yaml", "stop: {zh: 。", "stop: 。\nstop2: {zh: 。", '"site.stop" that is no pair'),
    "a list of labels": ("site.yaml", "stop: {zh: 。", "stop: [。]\nstop2: {zh: 。", '"site.stop" that is no pair'),
    "a label with nothing in it": (
        "site.yaml",
        "stop: {zh: 。",
        "stop: []\nstop2: {zh: 。",
        '"site.stop" that is no pair',
    ),
    "a label of nothing": ("site.yaml", "stop: {zh: 。", "stop: {}\nstop2: {zh: 。", '"site.stop" that is no pair'),
    "a label that is empty": ("site.yaml", "stop: {zh: 。", 'stop: {zh: ""', "found nothing"),
    "no YAML": ("site.yaml", "stop: {zh", "stop: {{zh", "found"),
}


@pytest.mark.parametrize(("name", "replace", "put", "says"), SITE.values(), ids=SITE)
def test_words_of_the_site_that_lack_are_found(name: str, replace: str, put: str, says: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    (tmp_path / "scripts").symlink_to(ROOT / "scripts")
    path = tmp_path / "docs" / "words" / name
    text = path.read_text("utf-8")
    assert replace in text
    path.write_text(text.replace(replace, put, 1), "utf-8")
    findings = Findings()
    check_site_words(tmp_path, findings)
    found = [str(finding) for finding in findings]
    assert [line for line in found if line.startswith(f"docs/words/{name}:") and says in line] != [], found


def test_a_template_that_names_a_file_of_words_alone_is_found(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    (tmp_path / "scripts").symlink_to(ROOT / "scripts")
    template = tmp_path / "docs" / "templates" / "home.html"
    template.write_text(template.read_text("utf-8") + '{{ t("homely") }}\n', "utf-8")
    findings = Findings()
    check_site_words(tmp_path, findings)
    (found,) = map(str, findings)
    assert "asks for homely" in found


def test_a_build_of_files_that_cannot_be_read_ends_with_findings_alone(tmp_path: Path) -> None:
    checkout = copy_of_checkout(tmp_path / "checkout")
    strange = "医保".encode("gb18030")
    for name in ("docs/zh/about.md", "docs/words/site.yaml", "policy_data/topics.yaml", f"policy_data/{RECORD}"):
        (checkout.root / name).write_bytes(strange)
    done = checkout.run("scripts/build.py", "--check")
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    for name in ("docs/zh/about.md", "docs/words/site.yaml", "policy_data/topics.yaml", f"policy_data/{RECORD}"):
        assert f"{name}:1:2: found bytes that are not UTF-8" in done.stdout
