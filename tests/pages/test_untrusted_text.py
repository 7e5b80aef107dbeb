"""Text of the data is only ever text: nothing in it comes alive as HTML, Markdown, an attribute list or a template."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser

from scripts.road.model import Quote, Stated, Text
from scripts.road.render import ROOT, render
from scripts.road.texts import read_text
from scripts.road.words import LANGUAGES
from tests.conftest import Built
from tests.policy import compiled, loaded

NASTY = (
    "<script>window.alive=1</script> [x](javascript:alert(1)) {: onclick=alert(1) } 1*2*3 _a_ `b` {{ 7*7 }} {% raw %} "
    '</div></section><img src=x onerror="window.alive=1"> &lt;b&gt; \\<i\\> <!-- ]]> # | "quotes\' '
    "\u0002wzxhzdk:0\u0003"
)
SHOWN = NASTY.replace("\u0002", "").replace("\u0003", "")

FREE = {
    "zh",
    "en",
    "path",
    "printed",
    "aliases",
    "looked_for",
    "source",
    "working",
}  # of the data's keys, those with free text
ALIVE = "#content :is([onclick], [onerror], [onload], img, i, b, iframe, a[href^='javascript:'])"
# Where the text must stand, whole, on the pages that gather what many documents say; the last one has a finder.
SHOWN_ON = {
    "index": ".shelf__title",
    "documents": ".shelf__full",
    "regions": ".place__title",
    "groups": "details.fold h2",
    "targets": ".duties li",
    "glossary": ".term-entry dd",
    "citations": ".cited li",
    "readings": ".reading h3",
    "obligations": ".duty__who, .duties li",
    "topics": "details.fold h2",
    "values": "details.fold h3",
}


def nasty(old: Text) -> Text:
    text = Text(NASTY)
    text.at = old.at
    return text


def spoil(thing: object) -> None:
    """Put the nasty text wherever the data has free text, at every depth."""
    if isinstance(thing, dict | list | tuple):
        for one in thing.values() if isinstance(thing, dict) else thing:
            spoil(one)
    if not dataclasses.is_dataclass(thing):
        return
    for field in dataclasses.fields(thing):
        old = getattr(thing, field.name)
        if field.name == "quotes":
            setattr(thing, field.name, {name: Quote(NASTY) for name in old})
        elif field.name in FREE and isinstance(old, Text):
            setattr(thing, field.name, nasty(old))
        elif field.name in FREE and isinstance(old, list):
            setattr(thing, field.name, [nasty(one) for one in old])
        elif field.name == "number" and isinstance(old, Stated) and old.value is not None:
            old.value = nasty(old.value)
        else:
            spoil(old)


def build(docs: Path, site: Path, scripts: Path) -> None:
    """Both languages by MkDocs, with the scripts of the real site, but without the policy that would stop others."""
    for language, parent in (("zh", "mkdocs.yml"), ("en", "mkdocs.en.yml")):
        configuration = docs.parent / f"{language}.yml"
        configuration.write_text(
            f"INHERIT: {ROOT / parent}\ndocs_dir: {docs / language}\nsite_dir: {site / language}\n"
            f"theme: {{custom_dir: {ROOT / 'docs' / 'theme'}}}\n",
            "utf-8",
        )
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(configuration)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
    (site / "assets").symlink_to(scripts)


def test_nasty_text_comes_out_as_plain_text_on_every_kind_of_page(
    tmp_path: Path, browser: Browser, built: Built
) -> None:
    policy = loaded()
    term = policy.glossary[0]
    named = term.zh, term.en
    spoil(policy)
    term.zh, term.en = named  # so that its meaning can be asked for in the first provision
    first = policy.documents[0].provisions[0]
    first.zh, first.en = Text(f"{NASTY} {term.zh}"), Text(f"{NASTY} {term.en}")
    official = read_text("\n".join([NASTY] * (len(policy.documents[0].provisions) + 1)))
    render(policy, compiled(policy), tmp_path / "docs", texts={str(policy.documents[0].id): official})
    build(tmp_path / "docs", tmp_path / "site", built.site / "assets")
    plain = " ".join(SHOWN.split())
    document = policy.documents[0]
    for language in LANGUAGES:
        context = browser.new_context()
        page = context.new_page()
        folder = tmp_path / "site" / language
        made_from_data = [file for file in sorted(folder.rglob("*.html")) if file.name != "404.html"]
        assert len(made_from_data) >= len(policy.documents) + 10
        for file in made_from_data:
            page.goto(file.as_uri())
            assert page.evaluate("window.alive") is None, file.name
            assert page.locator("#content script:not([type='application/json'])").count() == 0, file.name
            assert page.locator(ALIVE).count() == 0, file.name
            assert "49" not in page.title(), file.name
            assert page.locator(".site-footer").count() == 1, file.name  # no tag of the data has closed one of ours
        page.goto((folder / "documents" / f"{document.id}.html").as_uri())
        assert page.locator("h1").inner_text() == plain
        assert page.title().startswith(plain)
        assert page.locator(".provision").nth(1).locator(".restatement").first.inner_text() == plain
        assert page.locator(".quotes blockquote").first.inner_text().strip("“”\n") == plain
        assert page.locator(".official__text mark").first.text_content() == SHOWN.rstrip()
        assert page.locator(".provision").count() == len(document.provisions)
        page.locator(".restatement a.term").first.click()
        assert plain in page.locator(".term-means").inner_text()
        for name, where in SHOWN_ON.items():
            page.goto((folder / f"{name}.html").as_uri())
            assert plain in " ".join((page.locator(where).first.text_content() or "").split()), name
        page.locator("#finder").fill("<script>")
        assert page.evaluate("window.alive") is None and page.locator(ALIVE).count() == 0
        context.close()


def test_page_scripts_make_no_markup_out_of_text() -> None:
    """What they show, they put in as text; so data and inputs cannot come alive there either."""
    forbidden = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function|srcdoc"
    )
    for script in (ROOT / "docs" / "assets" / "src").rglob("*.js"):
        assert not forbidden.search(script.read_text("utf-8")), script.name
