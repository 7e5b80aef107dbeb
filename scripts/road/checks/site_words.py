"""The site's words, ``docs/words/*.yaml``: in both languages, and there for whatever templates, code and scripts ask.

Asked for is what stands in quotes where words are asked: ``t("home.title")`` in a template, ``say("home.title")`` in
Python and in a script, where the words are those of its page. A name that is put together while a page is made
(``"values.per." ~ per``) asks for its branch. Each kind of rule asks for its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from calculator.mechanisms import MECHANISMS
from scripts.road.checks.languages import check_languages
from scripts.road.checks.words import check_words_of
from scripts.road.files import text_of
from scripts.road.findings import Findings, Place
from scripts.road.model import Text, place_in
from scripts.road.reader import Misfit, Reader

_WRITTEN = (".md", ".html", ".js", ".css", ".json", ".txt")
_IN_TEMPLATE = re.compile(r"\bt\(\s*\"([\w.]+)\"")
_IN_PYTHON = re.compile(r"\bsay\(\s*f?\"([\w.]+)")
_IN_SCRIPT = re.compile(r"\bsay\(\s*[\"`]([\w.]+)|[?:]\s*\"([a-z_]+\.[a-z_]+)\"")
_OF_PAGE = re.compile(r"script_words\(\"(\w+)\"\)")

Tree = dict[str, Any]


def check_site_words(root: Path, findings: Findings) -> None:
    """Every file of ``docs`` that people write is text; every label is a pair; every label that is asked for is
    there."""
    texts = {
        shown: text
        for path in sorted((root / "docs").rglob("*"))
        if path.suffix in _WRITTEN and path.is_file()
        if (text := text_of(path, shown := path.relative_to(root).as_posix(), findings)) is not None
    }
    read = {path.stem: _read(root, path, findings) for path in sorted((root / "docs/words").glob("*.yaml"))}
    trees = {name: tree for name, tree in read.items() if tree is not None}
    if len(trees) < len(read):
        return  # a file that cannot be read would have every page ask in vain
    for name, tree in trees.items():
        for key, branch in tree.items():
            near = place_in(tree) or Place(f"docs/words/{name}.yaml", 1, 1)
            _check_label(f"{name}.{key}", branch, near, findings)
        check_words_of(tree, findings)
        check_languages(tree, findings)
    scripts = {page for text in texts.values() for page in _OF_PAGE.findall(text)} | {"search"}
    for shown, line, key, pages in _asked(root, texts, scripts):
        if not any(_has(trees, page, key, deep="/shared/" in shown) for page in pages):
            _miss(trees, f"{pages[0]}.{key}".strip("."), f"{shown}:{line}", findings)


def _read(root: Path, path: Path, findings: Findings) -> Tree | None:
    shown = path.relative_to(root).as_posix()
    text = text_of(path, shown, findings)
    reader = Reader(shown, findings)
    node = None if text is None else reader.compose(text)
    if node is None:
        return None
    try:
        tree = reader.read(node, Any)
    except Misfit:
        return None
    if isinstance(tree, dict):
        return tree
    findings.add(reader.at(node), "no mapping of words", "labels by name, each with zh and en")
    return None


def _check_label(key: str, branch: Any, near: Place, findings: Findings) -> None:
    """A branch holds branches, or is a pair and nothing else; what has no text of its own is told ``near`` it."""
    if not isinstance(branch, dict) or not branch:
        at = place_in(branch) or near
        findings.add(at, f'"{key}" that is no pair', "zh and en, both with text, or labels within it")
        return
    texts = [word for word in branch.values() if isinstance(word, Text)]
    if not texts:
        for name, inner in branch.items():
            _check_label(f"{key}.{name}", inner, place_in(branch) or near, findings)
    elif "zh" in branch and "en" in branch:  # one without the other is told by the check of all words
        for name in branch.keys() - {"zh", "en"}:
            findings.add(texts[0].at, f'"{name}" beside zh and en of "{key}"', "zh and en, and nothing else")
        if not (isinstance(branch["zh"], Text) and isinstance(branch["en"], Text)):
            findings.add(texts[0].at, f'"{key}" that is no pair', "zh and en, both a text")
    elif not branch.keys() & {"zh", "en"}:
        findings.add(texts[0].at, f'"{key}" that is no pair', "zh and en, both with text, or labels within it")


def _asked(root: Path, texts: dict[str, str], pages: set[str]) -> Iterator[tuple[str, int, str, list[str]]]:
    """Where words are asked for: file, line, key, and the pages whose words it may be one of ("" for the whole)."""
    every = sorted(pages)
    for shown, text in texts.items():
        if shown.endswith(".html"):
            yield from ((shown, line, key, [""]) for line, key in _keys(_IN_TEMPLATE, text))
        elif shown.endswith(".js"):
            own = [page for page in every if f"/{page}/" in shown or shown.endswith(f"pages/{page}.js")]
            yield from ((shown, line, key, own or every) for line, key in _keys(_IN_SCRIPT, text))
    yield from ((f"calculator/mechanisms/{use}.py", 1, f"rules.use.{use}", [""]) for use in MECHANISMS)
    for path in sorted((root / "scripts" / "road").rglob("*.py")):
        keys = _keys(_IN_PYTHON, path.read_text("utf-8"))
        yield from ((path.relative_to(root).as_posix(), line, key, [""]) for line, key in keys if "." in key)


def _keys(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    for match in pattern.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, next(filter(None, match.groups())).strip(".")


def _has(tree: Any, page: str, key: str, deep: bool) -> bool:
    """Whether a page has a label; ``deep``: at any depth, where a script is handed a part of a page's words."""
    for part in filter(None, [*page.split("."), *([] if deep else key.split("."))]):
        tree = tree.get(part) if isinstance(tree, dict) else None
    return isinstance(tree, dict) and (not deep or _has_within(tree, key))


def _has_within(tree: Tree, key: str) -> bool:
    inner = [branch for branch in tree.values() if isinstance(branch, dict)]
    return _has(tree, "", key, deep=False) or any(_has_within(branch, key) for branch in inner)


def _miss(trees: dict[str, Any], key: str, by: str, findings: Findings) -> None:
    """Said at the nearest branch that is there, with the names that it has."""
    file, *parts = key.split(".")
    if file not in trees:  # told once, whatever is asked of it
        missing = Place(f"docs/words/{file}.yaml", 1, 1)
        if all(one.at != missing for one in findings):
            findings.add(missing, "no such file", f"words in zh and en: {by} asks for {key}")
        return
    branch: Any = trees[file]
    part = file
    for part in parts:
        if not isinstance(branch.get(part), dict):
            break
        branch = branch[part]
    at = place_in(branch) or Place(f"docs/words/{file}.yaml", 1, 1)
    findings.add(
        at, f'no words "{".".join(parts) or file}"', f"them in zh and en: {by} asks for {key}", known=branch, word=part
    )
