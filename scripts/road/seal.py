"""Seals a finished page: a content security policy that allows what the page has and nothing else.

The policy stands in a meta element, so that it holds on any server and on file:// alike. Material writes a few inline
scripts; they are allowed one by one, by their digests. Anything that the policy would silently stop from working, or
that would ask the network for something, is a problem of the build instead.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import unquote, urlsplit

CHARSET = '<meta charset="utf-8">'
# Firefox fetches the next page in advance, which the policy forbids: it would complain on every page.
AHEAD = re.compile(rb'<link rel="(?:next|prev)" href="[^"]*">\s*')
# Elements whose address is followed without the reader's doing.
LOADED = {("script", "src"), ("link", "href"), ("img", "src"), ("iframe", "src"), ("source", "src"), ("use", "href")}


# Everything in a page that may matter: elements whose content is no markup, and tags with attributes. A comment is
# passed over; a tag or element that does not end as it should is told by the last line.
_MARKUP = re.compile(
    r"""<!--.*?(?:-->|\Z)
    |<(?P<raw>script|style)\b(?P<given>(?>[^>"']+|"[^"]*"|'[^']*')*+)>(?P<inside>.*?)</(?P=raw)\s*>
    |<(?P<tag>[a-z][^\s/>]*)(?P<of_tag>[\s/](?>[^>"']+|"[^"]*"|'[^']*')*+)>
    |<(?P<odd>(?:script|style)\b|[a-z][^\s/>]*(?=[\s/]))""",
    re.S | re.I | re.X,
)
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_TELLING = re.compile(r"\b(?:href|src|id|name|style|on\w+)\s*=", re.I)


@dataclass
class Page:
    """What a page's HTML holds, as far as sealing and checking it goes."""

    scripts: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)  # each once, in the order of the page
    problems: list[str] = field(default_factory=list)
    base: str = ""  # where its relative links start from, if not from the page itself


def read(html: str, *, from_root: bool = False) -> Page:
    """Look through a page; `from_root` is for one that only a server shows, and so may name its root."""
    page, links = Page(), dict[str, None]()
    for match in _MARKUP.finditer(html):
        for what in _look(match, page, links, from_root):
            page.problems.append(f"line {html.count(chr(10), 0, match.start()) + 1}: {what}")
    page.links = list(links)
    if CHARSET not in html:
        page.problems.append(f"no {CHARSET}, behind which the content security policy goes")
    return page


def _look(match: re.Match[str], page: Page, links: dict[str, None], from_root: bool) -> Iterator[str]:
    """Note what one piece of markup holds; what is wrong with it."""
    if match["odd"]:
        yield f"<{match['odd']}: no end of it"
    elif match["raw"]:
        tag, given = match["raw"].lower(), _attributes(match["given"])
        yield from _attend(tag, given, page, links, from_root)
        if tag == "style":
            yield "<style>: inline, so the content security policy blocks it"
        elif "src" not in given and given.get("type") in (None, "", "text/javascript", "module"):
            page.scripts.append(match["inside"])
    elif match["tag"] and _TELLING.search(match["of_tag"]):
        yield from _attend(match["tag"].lower(), _attributes(match["of_tag"]), page, links, from_root)


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(text):
        value = "".join(values)
        found.setdefault(name.lower(), unescape(value) if "&" in value else value)
    return found


def _attend(tag: str, given: dict[str, str], page: Page, links: dict[str, None], from_root: bool) -> Iterator[str]:
    if tag == "link" and given.get("rel") == "canonical":
        return  # an address that is stated, never asked
    if tag == "base":
        page.base = given.get("href", "")
        return
    for name, value in given.items():
        if name == "style" or name.startswith("on"):
            yield f'<{tag} {name}="{value[:40]}">: inline, so the content security policy blocks it'
        if name in ("href", "src") and value not in links:
            problem = _address(tag, name, value, from_root)
            if problem:
                yield f'<{tag} {name}="{value[:80]}">: {problem}'
            elif _is_inside(value):
                links[value] = None
    if "id" in given:
        page.ids.add(given["id"])
    if tag == "a" and "name" in given:
        page.ids.add(given["name"])


def _address(tag: str, name: str, value: str, from_root: bool) -> str | None:
    """What is wrong with an address."""
    parts = urlsplit(value)
    if parts.scheme == "data":
        return None
    if parts.scheme or parts.netloc:
        if (tag, name) in LOADED:
            return "would ask the network"
        return None if parts.scheme in ("http", "https", "mailto") else "not an address to link to"
    return "leads out of the folder when opened from disk" if value.startswith("/") and not from_root else None


def _is_inside(value: str) -> bool:
    """Whether an address without problems leads to another file of the site, or to a place on the page itself."""
    parts = urlsplit(value)
    return not (parts.scheme or parts.netloc or value.startswith("/"))


def seal(html: bytes, policy: str) -> bytes:
    """A page, or as much of it as holds its head, with its content security policy."""
    before, end, after = html.partition(b"</head>")
    ahead, charset, behind = AHEAD.sub(b"", before).partition(CHARSET.encode())
    said = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'.encode() if charset else b""
    return b"".join([ahead, charset, said, behind, end, after])


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
