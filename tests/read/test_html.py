"""HTML: the article and what the page says of it; pages made to break a parser."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from sayso.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from sayso.document import Document

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Envoys agree on a pause - Olmsund Courier</title>
<meta property="og:title" content="Envoys agree on a pause in Lomma">
<meta property="og:site_name" content="Olmsund Courier"><meta name="author" content="Ana Brandt; Ole Ruud">
<meta property="article:published_time" content="2131-03-04T09:00:00+00:00">
<link rel="canonical" href="https://courier.example/a/1"><script>var secret = "do not read this";</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Envoys agree on a pause in Lomma</h1>
<p>OLMSUND (Westwire) — The envoys of both sides agreed on Monday to a pause of three days, the mediator said after
talks that lasted through the night in the harbour town.</p>
<h2>What comes next</h2>
<p>“We will count every <b>hour</b>,” said the mediator, Tilde Maro, who had travelled between the two delegations for
a week. She put the number of lorries at no fewer than 40.</p>
<blockquote><p>Nobody left the room happy, and that is how I know it is fair.</p></blockquote>
<ul><li>Lorries may pass from dawn to dusk on both of the roads.</li><li>Prisoners over sixty are to be freed.</li></ul>
</article><footer>© 2131 Olmsund Courier</footer><script>alert("nor this")</script></body></html>"""


def test_the_article_comes_without_menus_and_scripts(only: Callable[..., Document]) -> None:
    document = only(PAGE.encode(), "a.html")
    assert [(block.kind, document.text[block.start : block.end][:40]) for block in document.blocks] == [
        ("title", "Envoys agree on a pause in Lomma"),
        ("dateline", "OLMSUND (Westwire) —"),
        ("paragraph", "The envoys of both sides agreed on Monda"),
        ("heading", "What comes next"),
        ("paragraph", "“We will count every hour,” said the med"),
        ("paragraph", "Nobody left the room happy, and that is "),
        ("paragraph", "Lorries may pass from dawn to dusk on bo"),
        ("paragraph", "Prisoners over sixty are to be freed."),
    ]
    assert "read this" not in document.text
    assert "alert" not in document.text


def test_the_page_tells_about_the_article(only: Callable[..., Document]) -> None:
    document = only(PAGE.encode(), "a.html")
    assert document.title == "Envoys agree on a pause in Lomma"
    assert document.outlet == "Olmsund Courier"
    assert document.author == "Ana Brandt and Ole Ruud"
    assert document.agency == "Westwire"
    assert document.published == "2131-03-04"
    assert document.url == "https://courier.example/a/1"
    assert document.language == "en"


def test_a_page_that_tells_nothing_has_none(only: Callable[..., Document]) -> None:
    document = only(b"<html><body><p>Tilde Maro said that the road to the harbour is open.</p></body></html>", "a.html")
    assert document.text == "Tilde Maro said that the road to the harbour is open."
    assert (document.title, document.author, document.outlet, document.published) == (None, None, None, None)


def test_a_title_the_body_lacks_stands_before_it(only: Callable[..., Document]) -> None:
    page = PAGE.replace("<h1>Envoys agree on a pause in Lomma</h1>", "")
    document = only(page.encode(), "a.html")
    assert document.text.startswith("Envoys agree on a pause in Lomma\n\nOLMSUND")
    assert document.blocks[0].kind == "title"


def test_a_charset_in_the_page_is_heeded(only: Callable[..., Document]) -> None:
    page = PAGE.replace("utf-8", "windows-1252").encode("cp1252")
    assert "“We will count every hour,”" in only(page, "a.html").text


def test_an_xml_declaration_does_no_harm(only: Callable[..., Document]) -> None:
    page = '<?xml version="1.0" encoding="utf-8"?>' + PAGE
    assert only(page.encode(), "a.xhtml").title == "Envoys agree on a pause in Lomma"


def test_nul_and_lone_surrogates_in_a_page_do_no_harm(only: Callable[..., Document]) -> None:
    page = PAGE.replace("Tilde Maro", "Tilde\x00 &#xD800; Maro")
    assert "count every hour" in only(page.encode(), "a.html").text


def test_a_million_nested_tags_are_refused_before_they_are_parsed(refusal: Callable[..., str]) -> None:
    words = refusal(b"<html><body>" + b"<div>" * 1_000_000 + b"x" + b"</div>" * 1_000_000, "a.html")
    assert "its tags are nested more than 250 deep" in words
    assert "lxml" not in words


def test_tags_nested_behind_end_tags_that_end_nothing_do_no_harm(
    only: Callable[..., Document], refusal: Callable[..., str]
) -> None:
    assert only(PAGE.replace("</article>", "</b></i></p></article>").encode(), "a.html")
    assert refusal(b"<html><body>" + b"<b><div></b>" * 90_000 + b"x", "a.html")


def test_paragraphs_without_end_tags_are_not_nested(only: Callable[..., Document]) -> None:
    page = "<html><body>" + "<p>The mediator said that the road is open.<br>" * 500
    assert only(page.encode(), "a.html").text.count("open") == 500


def test_a_page_of_too_many_elements_is_refused(refusal: Callable[..., str]) -> None:
    words = refusal(b"<html><body>" + b"<p>x" * 200, "a.html", Settings(max_elements=100))
    assert "it has more than 100 elements; split it, or raise the limit with SAYSO_MAX_ELEMENTS" in words


def test_a_page_that_a_script_would_fill_is_refused(refusal: Callable[..., str]) -> None:
    page = b"<html><head><script>load()</script></head><body><div id='app'></div></body></html>"
    assert "it is HTML without words; the page may need a browser to fill it" in refusal(page, "a.html")


def test_odd_pages_leave_standard_error_alone(refusal: Callable[..., str], capsys: pytest.CaptureFixture[str]) -> None:
    refusal(b"<html><body></body></html>", "a.html")
    assert capsys.readouterr().err == ""
    assert logging.getLogger("trafilatura").level == logging.NOTSET


def test_threads_read_the_same(only: Callable[..., Document]) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(lambda _: only(PAGE.encode(), "a.html"), range(12)))) == 1
