"""The content security policy: what a page may hold, and what stops a build."""

from __future__ import annotations

import pytest

from scripts.road import seal

HEAD = '<!doctype html><html lang="zh"><head><meta charset="utf-8">'


def sealed_page(html: str) -> str:
    """A page with the policy that its own scripts need."""
    return seal.seal(html.encode(), seal.policy(seal.read(html).scripts)).decode()


def test_an_inline_script_is_allowed_by_its_digest() -> None:
    sealed = sealed_page(HEAD + "<script>1+1</script></head></html>")
    # printf '1+1' | openssl dgst -sha256 -binary | base64
    assert "'sha256-Shsh2HauAMjtXE0c3gnGH4phtQ/jcKgBsQwzmDHzcKs='" in sealed
    assert "unsafe-inline" not in sealed and "'unsafe-eval'" not in sealed


def test_data_in_a_script_element_needs_no_allowance() -> None:
    html = HEAD + '<script id="__config" type="application/json">{"a": 1}</script></head></html>'
    assert seal.read(html).scripts == []


@pytest.mark.parametrize(
    "markup",
    [
        '<p style="color: red">x</p>',
        '<a onclick="go()">x</a>',
        "<style>p { color: red }</style>",
        '<script src="https://example.org/x.js"></script>',
        '<link rel="stylesheet" href="//example.org/x.css">',
        '<img src="http://example.org/x.png">',
        '<a href="javascript:alert(1)">x</a>',
        '<a href="/zh/index.html">x</a>',
    ],
)
def test_what_the_policy_would_break_or_the_network_would_see_is_a_problem(markup: str) -> None:
    (problem,) = seal.read(HEAD + markup + "</html>").problems
    assert problem.startswith("line 1: ")


def test_a_link_that_a_reader_may_follow_out_of_the_site_is_fine() -> None:
    page = seal.read(HEAD + '<a href="https://example.org/">x</a><img src="data:image/png;base64,AA=="></html>')
    assert page.problems == [] and page.links == []


def test_the_policy_stands_before_anything_it_is_for() -> None:
    sealed = sealed_page(HEAD + "<script>1</script>")
    assert sealed.index("Content-Security-Policy") < sealed.index("<script>")


def test_no_page_asks_for_the_next_one_in_advance() -> None:
    html = HEAD + '<link rel="prev" href="a.html">\n<link rel="next" href="../b.html"></head></html>'
    assert "<link" not in sealed_page(html)


@pytest.mark.parametrize(
    ("markup", "links", "scripts"),
    [
        ('<!-- <a href="no.html"> --><a href="b.html">x</a>', ["b.html"], []),
        ('<a title="a > b" href="b.html">x</a>', ["b.html"], []),
        ("<A\n HREF='b.html'>x</A>", ["b.html"], []),
        ("<a href=b.html>x</a>", ["b.html"], []),
        ('<a href="b.html?a=1&amp;b=2">x</a>', ["b.html?a=1&b=2"], []),
        ('<img alt="x" src="b.png"/>', ["b.png"], []),
        ('<a href="b.html">x</a><a href="b.html">y</a>', ["b.html"], []),
        ("<script>if (a < b) '<a href=\"no.html\">'</script>", [], ["if (a < b) '<a href=\"no.html\">'"]),
        ('<script src="b.js"></script>', ["b.js"], []),
        ('<p title="&lt;a href=&quot;no.html&quot;&gt;">1 &lt; 2</p>', [], []),
    ],
)
def test_what_is_markup_is_told_from_what_only_looks_like_it(markup: str, links: list[str], scripts: list[str]) -> None:
    page = seal.read(HEAD + markup + "</html>")
    assert (page.links, page.scripts, page.problems) == (links, scripts, [])


@pytest.mark.parametrize("markup", ['<a href="b.html>x</a>', "<script>1", '<p id="a"', "<style>p {}"])
def test_markup_that_does_not_end_is_a_problem(markup: str) -> None:
    (problem,) = seal.read(HEAD + markup).problems
    assert "no end of it" in problem


def test_a_page_that_has_no_place_for_the_policy_is_a_problem() -> None:
    (problem,) = seal.read("<html><head></head></html>").problems
    assert "no <meta charset" in problem
