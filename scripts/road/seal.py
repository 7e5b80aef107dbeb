"""Seals a finished page: a content security policy that allows what the page has and nothing else.

The policy stands in a meta element, so that it holds on any server and on file:// alike. Material writes a few inline
scripts; they are allowed one by one, by their digests. Anything that the policy would silently stop from working, or
that would ask the network for something, is a problem of the build instead.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

CHARSET = '<meta charset="utf-8">'
# Firefox fetches the next page in advance, which the policy forbids: it would complain on every page.
AHEAD = re.compile(r'\s*<link rel="(?:next|prev)" href="[^"]*">')
# Elements whose address is followed without the reader's doing.
LOADED = {("script", "src"), ("link", "href"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("use", "href")}


@dataclass
class Page:
    """What a page's HTML holds, as far as sealing and checking it goes."""

    scripts: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    base: str = ""  # where its relative links start from, if not from the page itself


class _Reader(HTMLParser):
    def __init__(self, from_root: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._from_root = from_root
        self._script: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "link" and given.get("rel") == "canonical":
            return  # an address that is stated, never asked
        if tag == "base":
            self.page.base = given.get("href", "")
            return
        for name, value in given.items():
            if name == "style" or name.startswith("on"):
                self._complain(f'<{tag} {name}="{value[:40]}">: inline, so the content security policy blocks it')
            if name in ("href", "src"):
                self._address(tag, name, value)
        if "id" in given:
            self.page.ids.add(given["id"])
        if tag == "a" and "name" in given:
            self.page.ids.add(given["name"])
        if tag == "style":
            self._complain("<style>: inline, so the content security policy blocks it")
        if tag == "script" and "src" not in given and given.get("type") in (None, "", "text/javascript", "module"):
            self._script = []

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            self.page.scripts.append("".join(self._script))
            self._script = None

    def _address(self, tag: str, name: str, value: str) -> None:
        parts = urlsplit(value)
        if parts.scheme == "data":
            return
        if parts.scheme or parts.netloc:
            if (tag, name) in LOADED:
                self._complain(f'<{tag} {name}="{value}">: would ask the network')
            elif parts.scheme not in ("http", "https", "mailto"):
                self._complain(f'<{tag} {name}="{value[:40]}">: not an address to link to')
        elif value.startswith("/"):
            if not self._from_root:
                self._complain(f'<{tag} {name}="{value}">: leads out of the folder when opened from disk')
        else:
            self.page.links.append(value)

    def _complain(self, what: str) -> None:
        self.page.problems.append(f"line {self.getpos()[0]}: {what}")


def read(html: str, *, from_root: bool = False) -> Page:
    """Look through a page; `from_root` is for one that only a server shows, and so may name its root."""
    reader = _Reader(from_root)
    reader.feed(html)
    reader.close()
    return reader.page


def seal(html: str, page: Page) -> str:
    """The page with its content security policy."""
    before, charset, after = AHEAD.sub("", html).partition(CHARSET)
    if not charset:
        page.problems.append(f"no {CHARSET}, behind which the content security policy goes")
        return html
    return f'{before}{charset}<meta http-equiv="Content-Security-Policy" content="{policy(page.scripts)}">{after}'


def policy(inline_scripts: list[str]) -> str:
    """The policy of a page with these inline scripts."""
    digests = sorted({f"'sha256-{_digest(script)}'" for script in inline_scripts})
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", "'wasm-unsafe-eval'", *digests]),
        "worker-src": "blob: 'self'",
        "connect-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def target(link: str) -> tuple[str, str]:
    """A relative link as the path it leads to (empty: the same page) and the anchor there."""
    parts = urlsplit(link)
    return unquote(parts.path), unquote(parts.fragment)


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
