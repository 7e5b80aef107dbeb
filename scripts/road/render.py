"""Markdown pages from the data, in both languages: ``build/docs/{zh,en}/**.md``, for MkDocs to put its shell around.

Templates know kinds of things, never a document, a place or a figure: a new document gets its pages from its data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

import calculator
from calculator.rulebook import Rulebook
from scripts.road.escaping import (
    VERSION,
    entities,
    front_matter,
    has_front_matter,
    marked,
    one_line,
    raw_block,
)
from scripts.road.kept import AFRESH, Kept
from scripts.road.model import Document, Policy
from scripts.road.official import ShownText
from scripts.road.parts import Parts
from scripts.road.publish import Table, listed
from scripts.road.reference import forget, reference_files, reference_pages, scripts_of
from scripts.road.reference.glossary import Marks
from scripts.road.sheets import Sheets
from scripts.road.shelf import Clause, RenderProblem, Shelf
from scripts.road.texts import OfficialText, Texts
from scripts.road.views import Views
from scripts.road.words import LANGUAGES, Language, Words, read_words

ROOT = Path(__file__).resolve().parents[2]
ALONE = "document"  # the kind of page that is given one document and nothing of the others
_PAGE_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")


def render(
    policy: Policy,
    rulebook: Mapping[str, Any],
    out: Path,
    root: Path = ROOT,
    texts: Texts | None = None,
    tables: list[Table] | None = None,
    kept: Kept = AFRESH,
) -> None:
    """Write every page below ``out/zh`` and ``out/en``; files that are no longer made are removed.

    With ``texts`` each document's page shows its official text in full. ``tables`` are those of the data API, where
    they were published before.
    """
    words = read_words(root / "docs" / "words")
    shelf = Shelf(policy, root)
    book = Rulebook(dict(rulebook))
    families = {str(one["name"]): calculator.schema(one["name"], book) for one in calculator.calculators(book)}
    tables = listed(policy, families, root) if tables is None else tables
    for language in LANGUAGES:
        sheets = Sheets(out / language, kept, f"render/{language}")
        views = Views(shelf, words[language])
        _write_pages(sheets, views, families, tables, root, texts or {}, kept)
        for path, text in reference_files(views).items():
            sheets.write(path, [text])
        sheets.remove_the_rest()
    forget()


def _write_pages(
    sheets: Sheets,
    views: Views,
    families: dict[str, Any],
    tables: list[Table],
    root: Path,
    texts: Texts,
    kept: Kept,
) -> None:
    """Every page: those written by hand, with the foot that all have, then those made from data."""
    shelf, words, policy = views.shelf, views.words, views.shelf.policy
    environment = _environment(root / "docs" / "templates", words, kept.folder("templates"))
    common = {"policy": policy, "shelf": shelf, "views": views, "version": VERSION, "families": families}

    def made(path: str, kind: str, title: str, description: str, scripts: list[str], **values: object) -> Iterator[str]:
        if path in sheets:
            raise RenderProblem(f"docs/{words.language}/{path}: written by hand, and made from the data as well")
        given = values if kind == ALONE else common | values
        here = {"up": "../" * path.count("/"), "path": path}
        html = environment.get_template(f"{kind}.html").generate(given | here)
        meta = {"title": entities(title), "description": entities(description), "kind": kind, "scripts": scripts}
        return raw_block(html, before=front_matter(meta))

    def page(path: str, kind: str, title: str, description: str, scripts: list[str], **values: object) -> None:
        sheets.write(path, made(path, kind, title, description, scripts, **values))

    for path, text in _written_by_hand(root / "docs" / words.language):
        foot = environment.get_template("written.html").render(common | {"up": "../" * path.count("/"), "path": path})
        sheets.write(path, [f"{text.rstrip()}\n\n", *raw_block([foot])])

    say: Callable[[str], str] = words.say
    marks = Marks(policy.glossary, words.language)
    page("index.md", "home", say("home.title"), say("home.lead"), ["document"])
    for document in policy.documents:
        path = f"documents/{_page_name(str(document.id), str(document.at))}.md"
        official = texts.get(str(document.id))
        key = f"{shelf.key_of(document)} {official and official.sha256}"
        sheets.keep(path, key, partial(_document, document, official, path, shelf, marks, made, words))
    for name, told in reference_pages(views, Parts(views, environment, kept)).items():
        page(f"{name}.md", name, say(f"{name}.title"), say(f"{name}.lead"), scripts_of(name), **told())
    page("more.md", "more", say("more.title"), say("more.lead"), [])
    page("readings.md", "readings", say("readings.title"), say("readings.lead"), ["reference"])
    page("data.md", "data", say("data.title"), say("data.lead"), [], tables=tables)
    page("report.md", "report", say("report.title"), say("report.lead"), ["report"])
    page("search.md", "search", say("search.title"), say("search.lead"), [])
    title, about = say("calculators.title"), say("calculators.lead")
    page("calculators.md", "calculators", title, about, [], calculators_for=_by_reader(policy, families))
    for name, schema in families.items():
        path = f"calculators/{_page_name(name, 'policy_data/words')}.md"
        title = str(schema[words.language])
        page(path, "calculator", title, title, ["calculator"], name=name, schema=schema)


def _document(
    document: Document,
    text: OfficialText | None,
    path: str,
    shelf: Shelf,
    marks: Marks,
    made: Callable[..., Iterator[str]],
    words: Words,
) -> Iterator[str]:
    """The page of a document, made from what holds no other document: no edit of another one can change it."""
    alone = shelf.only(document)
    given = {
        "document": document,
        "clauses": [Clause(document, provision) for provision in document.provisions],
        "restatements": marks.restatements(document, "../"),
        "shown": ShownText(document, text) if text else None,
        "shelf": alone,
        "views": Views(alone, words),
        "version": VERSION,
    }
    title, about = getattr(document.short, words.language), getattr(document.title, words.language)
    return made(path, ALONE, title, about, ["document"], **given)


def _by_reader(policy: Policy, families: Iterable[str]) -> list[tuple[str, list[str]]]:
    """The calculators by whom they are for, as their words say."""
    found: dict[str, list[str]] = {"person": [], "office": []}
    for name in families:
        found[str(policy.words[name].get("for", "person"))].append(name)
    return [(whom, names) for whom, names in found.items() if names]


def _environment(folder: Path, words: Words, compiled: Path | None) -> Environment:
    environment = Environment(
        bytecode_cache=FileSystemBytecodeCache(str(compiled)) if compiled else None,
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    language = words.language
    environment.globals.update(
        t=lambda key, **values: words.say(key, **values),
        lang=language,
        other="en" if language == "zh" else "zh",
        lang_tag={"zh": "zh-CN", "en": "en"},
        branch=words.branch,
    )
    environment.filters.update(
        say=lambda thing: marked(getattr(thing, language), language),
        other=lambda thing: marked(getattr(thing, _other(language)), _other(language)),
        plain=lambda thing: getattr(thing, language),
        marked=lambda text: marked(text, language),
        one_line=one_line,
    )
    return environment


def _other(language: Language) -> Language:
    return "en" if language == "zh" else "zh"


def _page_name(name: str, at: str) -> str:
    if not _PAGE_NAME.fullmatch(name):
        raise RenderProblem(f'{at}: "{name}" cannot name a page; expected lower-case letters, digits, "-", "." and "_"')
    return name


def _written_by_hand(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.rglob("*.md")):
        text = file.read_text("utf-8")
        path = file.relative_to(folder).as_posix()
        if not has_front_matter(text):
            expected = "expected at least a title between two lines of ---"
            raise RenderProblem(f"docs/{folder.name}/{path}: no front matter; {expected}")
        yield path, text
