"""Text of the data is only ever text: nothing in it comes alive as HTML, Markdown, an attribute list or a template."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser

from scripts.road.model import Bilingual, Cited, Document, Issuer, Quote, Source, Text
from scripts.road.render import ROOT, render
from tests.policy import compiled, loaded

NASTY = (
    "<script>window.alive=1</script> [x](javascript:alert(1)) {: onclick=alert(1) } 1*2*3 _a_ `b` {{ 7*7 }} {% raw %} "
    '</div></section><img src=x onerror="window.alive=1"> &lt;b&gt; \\<i\\> <!-- ]]> # | "quotes\' '
    "\u0002wzxhzdk:0\u0003"
)
SHOWN = NASTY.replace("\u0002", "").replace("\u0003", "")


def nasty(old: Text, kind: type[Text] = Text) -> Text:
    text = kind(NASTY)
    text.at = old.at
    return text


def spoil(document: Document) -> None:
    """Put the nasty text wherever a document has free text."""
    in_both: list[Bilingual | Issuer | Cited | Source] = [document.title, document.short, document.source]
    for both in [*in_both, *document.notes, *document.issuers, *document.cites]:
        both.zh, both.en = nasty(both.zh), nasty(both.en)
    document.number.value = nasty(document.issued.value or document.id)
    for word in document.words:
        word.printed = nasty(word.printed)
    for provision in document.provisions:
        provision.zh, provision.en, provision.path = nasty(provision.zh), nasty(provision.en), nasty(provision.path)
        provision.quotes = {name: Quote(NASTY) for name in provision.quotes}
        provision.notes = [Bilingual(provision.at, nasty(provision.zh), nasty(provision.en))]


def test_nasty_text_comes_out_as_plain_text_on_the_built_page(tmp_path: Path, browser: Browser) -> None:
    policy = loaded()
    rulebook = compiled(policy)
    document = policy.documents[0]
    spoil(document)
    render(policy, rulebook, tmp_path / "docs")
    for language, parent in (("zh", "mkdocs.yml"), ("en", "mkdocs.en.yml")):
        (tmp_path / f"{language}.yml").write_text(
            f"INHERIT: {ROOT / parent}\ndocs_dir: docs/{language}\nsite_dir: site/{language}\n"
            f"theme: {{custom_dir: {ROOT / 'docs' / 'theme'}}}\n",
            "utf-8",
        )
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", f"{tmp_path / language}.yml"]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        page = browser.new_page()
        for path in (f"documents/{document.id}.html", "index.html", "calculators/reimbursement.html"):
            page.goto((tmp_path / "site" / language / path).as_uri())
            assert page.evaluate("window.alive") is None
            assert page.locator("#content script:not([type='application/json'])").count() == 0
            assert (
                page.locator("#content [onclick], #content [onerror], #content img, #content i, #content b").count()
                == 0
            )
            assert page.locator("#content a[href^='javascript:']").count() == 0
            assert "49" not in page.title()
        page.goto((tmp_path / "site" / language / f"documents/{document.id}.html").as_uri())
        plain = " ".join(SHOWN.split())
        assert page.locator("h1").inner_text() == plain
        assert page.title().startswith(plain)
        assert page.locator(".restatement").first.inner_text() == plain
        assert page.locator(".quotes blockquote").first.inner_text().strip("“”\n") == plain
        assert page.locator(".provision").count() == len(document.provisions)
        assert page.locator(".site-footer").count() == 1
        page.close()
