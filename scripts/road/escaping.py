"""How text of the data gets into a Markdown file without Markdown, HTML or YAML ever reading it as markup.

Pages are raw HTML blocks made by an autoescaping template, which Markdown hands through unread. What is left are the
title and description in the front matter: MkDocs prints them unescaped, so every ASCII punctuation character goes as an
entity.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from markupsafe import Markup, escape

# Where a page tells the version of the data: pack puts it in, so that pages which an edit does not touch stay the same.
VERSION = "@version-of-the-data@"
NAME = 100  # characters: what is longer is hardly said twice
_PUNCTUATION = re.compile(r"""[!-/:-@\[-`{-~]""")
# Python-Markdown marks its stashed blocks with STX and ETX; no other control character belongs in a page either.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]+")
_ONE_DIV = "a page template must make one <div> and nothing beside it"
_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.S)


def marked(text: str, language: str) -> Markup:
    """Escaped text; in English every run of Chinese is marked as such, for screen readers and fonts."""
    plain = str(text)
    return _marked_name(plain, language) if len(plain) <= NAME else _marked(plain, language)


@lru_cache(maxsize=20_000)
def _marked_name(text: str, language: str) -> Markup:
    """The same, remembered: pages that gather what many documents say are names for the most part."""
    return _marked(text, language)


def _marked(text: str, language: str) -> Markup:
    if language == "zh" or text.isascii():
        return escape(text)
    parts, end = [], 0
    for match in _CHINESE.finditer(text):
        parts += [escape(text[end : match.start()]), Markup('<span lang="zh-CN">{}</span>').format(match.group())]
        end = match.end()
    return Markup("").join([*parts, escape(text[end:])])


def entities(text: str) -> str:
    """The text with every ASCII punctuation character as a numeric entity: it means the same and does nothing."""
    return _PUNCTUATION.sub(lambda match: f"&#{ord(match.group())};", one_line(text))


def without_controls(text: str) -> str:
    """The text without control characters."""
    return _CONTROL.sub("", text)


def one_line(text: str) -> str:
    """The text on one line, for places where a line break would mean something."""
    return " ".join(without_controls(text).split())


def front_matter(values: Mapping[str, object]) -> str:
    """A front matter block. Each value is written as JSON, which is YAML that cannot be mistaken."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join(["---", *lines, "---", ""]) + "\n"


def has_front_matter(text: str) -> bool:
    """Whether a hand-written page starts with a front matter block."""
    return _FRONT_MATTER.match(text) is not None


def front_matter_of(lines: Iterable[str]) -> str:
    """The front matter block that the lines of a page start with; no line behind it is asked for."""
    block: list[str] = []
    for line in lines:
        block.append(line)
        if line == "---\n" and len(block) > 1:
            return "".join(block)
        if block[0] != "---\n":
            break
    return ""


def without_front_matter(page: bytes) -> bytes:
    """What a page says below its front matter."""
    end = page.find(b"\n---\n") if page.startswith(b"---\n") else -1
    return page if end < 0 else page[end + len(b"\n---\n") :]


def raw_block(html: Iterable[str], before: str = "") -> Iterator[str]:
    """The HTML of a page, in pieces, as one block that Markdown does not read, behind what stands ``before`` it.

    It must start and end with the same ``div``. A page can be so long that it should never be at hand as a whole.
    """
    pieces = (piece for piece in map(without_controls, html) if piece)
    first = next((piece for piece in pieces if not piece.isspace()), "")
    if not first.startswith("<div"):
        raise ValueError(_ONE_DIV)
    yield before
    waiting = [first]  # the last piece that says something, and the space behind it
    for piece in pieces:
        if not piece.isspace():
            yield from waiting
            waiting = []
        waiting.append(piece)
    last = waiting[0].rstrip()
    if not last.endswith("</div>"):
        raise ValueError(_ONE_DIV)
    yield f"{last}\n"
