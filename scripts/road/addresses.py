"""What search engines are told of a site that knows its own address: ``sitemap.xml`` and ``robots.txt``.

Which page is the other language's stands in the sitemap alone: a ``<link rel="alternate">`` in a page would make
Material's script ask for another sitemap beside it, on file:// too.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from scripts.road.words import TAGS

WRITTEN = ("sitemap.xml", "robots.txt")


def write_addresses(site: Path, site_url: str) -> None:
    """Write both files; every page of every language is listed with its counterparts."""
    home = site_url.rstrip("/")
    entries = []
    for language in TAGS:
        for page in sorted((site / language).rglob("*.html")):
            path = page.relative_to(site / language).as_posix()
            alternates = [
                f'<xhtml:link rel="alternate" hreflang={quoteattr(tag)} href={quoteattr(_address(home, other, path))}/>'
                for other, tag in TAGS.items()
            ]
            entries.append(f"<url><loc>{escape(_address(home, language, path))}</loc>{''.join(alternates)}</url>")
    names = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<urlset {names}>", *entries, "</urlset>", ""]
    (site / "sitemap.xml").write_text("\n".join(lines), "utf-8", newline="\n")
    # Crawlers read robots.txt at the root of a host only; a site below it hands its own to whoever keeps the root.
    robots = f"User-agent: *\nAllow: /\nSitemap: {home}/sitemap.xml\n"
    (site / "robots.txt").write_text(robots, "utf-8", newline="\n")


def _address(home: str, language: str, path: str) -> str:
    return f"{home}/{language}/{quote(path)}"
