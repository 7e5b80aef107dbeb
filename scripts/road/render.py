"""Markdown pages from the data, in both languages: ``build/docs/{zh,en}/**.md``, for MkDocs to put its shell around.

Templates know kinds of things, never a document, a place or a figure: a new document gets its pages from its data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from scripts.road.reference import Reference, scripts_of
from scripts.road.reference.glossary import Marks
from scripts.road.sheets import Sheets
from scripts.road.shelf import Clause, RenderProblem, Shelf
from scripts.road.texts import OfficialText, Texts
from scripts.road.views import Views
from scripts.road.words import LANGUAGES, TAGS, Language, Words, read_words

ROOT = Path(__file__).resolve().parents[2]
ALONE = "document"  # the kind of page that is given one document and nothing of the others
NOTHING: Mapping[str, object] = {}
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
    words = read_words(root / "docs" / "words", kept)
    shelf = Shelf(policy, root)
    book = Rulebook(dict(rulebook))
    families = {str(one["name"]): calculator.schema(one["name"], book) for one in calculator.calculators(book)}
    tables = listed(policy, families, root) if tables is None else tables
    for language in LANGUAGES:
        sheets = Sheets(out / language, kept, f"render/{language}")
        templates = _environment(root / "docs" / "templates", words[language], kept.folder("templates"))
        pages = _Pages(sheets, Views(shelf, words[language]), templates, families)
        pages.write_those_by_hand(root / "docs" / language)
        pages.write_documents(texts or {})
        pages.write_reference(kept)
        pages.write_tools(tables)
        sheets.remove_the_rest()


class _Pages:
    """Writes the pages of one language; those written by hand come first, so that nothing takes their place."""

    def __init__(self, sheets: Sheets, views: Views, templates: Environment, families: dict[str, Any]) -> None:
        self._sheets, self._views, self._templates, self._families = sheets, views, templates, families
        self._shelf, self._words, self._policy = views.shelf, views.words, views.shelf.policy
        self._common = {
            **{"policy": self._policy, "shelf": self._shelf, "views": views},
            **{"version": VERSION, "families": families},
        }

    def write_those_by_hand(self, folder: Path) -> None:
        """Those of a folder, with the foot that all pages have."""
        for path, text in _written_by_hand(folder):
            foot = self._templates.get_template("written.html").render(self._common | _here(path))
            self._sheets.write(path, [f"{text.rstrip()}\n\n", *raw_block([foot])])

    def write_documents(self, texts: Texts) -> None:
        """A page for each document; one of which nothing has changed is left as it is."""
        marks = Marks(self._policy.glossary, self._words.language)
        for document in self._policy.documents:
            text = texts.get(str(document.id))
            path = f"documents/{_page_name(str(document.id), str(document.at))}.md"
            key = f"{self._shelf.key_of(document)} {text and text.sha256}"
            self._sheets.keep(path, key, partial(self._document, document, text, path, marks))

    def write_reference(self, kept: Kept) -> None:
        """The pages that gather what stands in many documents, and the files beside them."""
        reference = Reference(self._views, Parts(self._views, self._templates, kept))
        for name, told in reference.pages().items():
            self._write_named(name, scripts_of(name), **told())
        for path, text in reference.files().items():
            self._sheets.write(path, [text])

    def write_tools(self, tables: list[Table]) -> None:
        """The home page, the pages that help on, and a page for each calculator."""
        say = self._words.say
        home = self._made("index.md", "home", say("home.title"), say("home.lead"), ["document"])
        self._sheets.write("index.md", home)
        self._write_named("more")
        self._write_named("readings", ["reference"])
        self._write_named("data", tables=tables)
        self._write_named("report", ["report"])
        self._write_named("search")
        self._write_named("calculators", calculators_for=_by_reader(self._policy, self._families))
        for name, schema in self._families.items():
            path, title = f"calculators/{_page_name(name, 'policy_data/words')}.md", str(schema[self._words.language])
            given = {"name": name, "schema": schema}
            self._sheets.write(path, self._made(path, "calculator", title, title, ["calculator"], given))

    def _write_named(self, name: str, scripts: Sequence[str] = (), **given: object) -> None:
        """A page that is called like its template and its words."""
        title, about = self._words.say(f"{name}.title"), self._words.say(f"{name}.lead")
        self._sheets.write(f"{name}.md", self._made(f"{name}.md", name, title, about, scripts, given))

    def _document(self, document: Document, text: OfficialText | None, path: str, marks: Marks) -> Iterator[str]:
        """The page of a document, made from what holds no other document: no edit of another one can change it."""
        alone = self._shelf.only(document)
        given = {
            "document": document,
            "clauses": [Clause(document, provision) for provision in document.provisions],
            "restatements": marks.restatements(document, "../"),
            "shown": ShownText(document, text) if text else None,
            "shelf": alone,
            "views": Views(alone, self._words),
            "version": VERSION,
        }
        title, about = getattr(document.short, self._words.language), getattr(document.title, self._words.language)
        return self._made(path, ALONE, title, about, ["document"], given)

    def _made(
        self,
        path: str,
        kind: str,
        title: str,
        description: str,
        scripts: Sequence[str],
        given: Mapping[str, object] = NOTHING,
    ) -> Iterator[str]:
        """A page in pieces, from the template of its kind."""
        if path in self._sheets:
            raise RenderProblem(f"docs/{self._words.language}/{path}: written by hand, and made from the data as well")
        told = {**({} if kind == ALONE else self._common), **given, **_here(path)}
        html = self._templates.get_template(f"{kind}.html").generate(told)
        meta = {"title": entities(title), "description": entities(description), "kind": kind, "scripts": [*scripts]}
        return raw_block(html, before=front_matter(meta))


def _here(path: str) -> dict[str, str]:
    """What a template is told of its page's place: the way up to the root of its language, and its path from there."""
    return {"up": "../" * path.count("/"), "path": path}


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
        t=words.say,
        lang=language,
        other=_other(language),
        lang_tag=TAGS,
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
