from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso import report
from sayso.digest import Digest
from sayso.document import Document, Span
from sayso.entity import Date
from sayso.printable import printable
from sayso.reading import Reading
from sayso.record import Quotation
from sayso.report.marked import marked

if TYPE_CHECKING:
    from collections.abc import Iterator

VOID = {"meta", "input", "br"}


class Page(HTMLParser):
    """Elements with their attributes, the text of the article, and whether every element is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data

    def all(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (attributes for name, attributes in self.elements if name == tag)


@pytest.fixture
def page(told: Reading) -> str:
    return "".join(report.page([told]))


def test_the_marked_text_is_the_text(told: Reading) -> None:
    assert Page(marked(Digest.of(told))).words == printable(told.document.text)


@given(data=st.data())
def test_marks_may_overlap_as_they_like(data: st.DataObject) -> None:
    text = data.draw(st.text(min_size=1, max_size=40))
    spans = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 40)).map(
        lambda pair: Span(pair[0], min(pair[0] + pair[1], len(text)))
    )
    dates = tuple(
        Date(id=f"t{number}", span=span, type="DATE") for number, span in enumerate(data.draw(st.lists(spans)))
    )
    quotations = tuple(
        Quotation(id=f"q{number}", manner="direct", content=(span,), cue=span, rule="test")
        for number, span in enumerate(data.draw(st.lists(spans)))
    )
    reading = Reading(document=Document(id="d", text=text), dates=dates, quotations=quotations)
    page = Page(marked(Digest.of(reading)))
    assert page.words.replace("\r", "\ufffd") == printable(text).replace("\r", "\ufffd")
    lit = {record for attributes in page.all("mark") for record in (attributes["data-r"] or "").split()}
    assert lit == {date.id for date in dates} | {quotation.id for quotation in quotations}


def test_every_entry_leads_to_its_words(page: str) -> None:
    parsed = Page(page)
    targets = {attributes["id"] for _, attributes in parsed.elements if "id" in attributes}
    links = [attributes["href"] or "" for attributes in parsed.all("a")]
    assert len(links) >= 9
    assert {link.removeprefix("#") for link in links} <= targets


def test_a_stretch_of_two_records_carries_both(page: str) -> None:
    both = [attributes for attributes in Page(page).all("mark") if attributes.get("data-r")]
    assert any({"f_1", "q_inner", "q_outer"} <= set((attributes["data-r"] or "").split()) for attributes in both)


def test_source_text_is_text_and_nothing_else(page: str) -> None:
    assert "<b>holds" not in page
    assert "&lt;b&gt;holds" in page
    assert "\x1b" not in page


def test_a_hostile_id_stays_in_its_attribute(told: Reading) -> None:
    hostile = replace(told.quotations[2], id='"><script>alert(1)</script>')
    page = "".join(report.page([replace(told, quotations=(hostile,))]))
    assert page.count("<script") == 1


def test_nothing_is_fetched_and_only_the_page_itself_runs(page: str) -> None:
    parsed = Page(page)
    for _, attributes in parsed.elements:
        assert not {"src", "style", "onclick", "onload"} & attributes.keys()
        assert (attributes.get("href") or "#").startswith("#")
    policy = next(attributes["content"] for attributes in parsed.all("meta") if "http-equiv" in attributes)
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}[^>]*>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
        assert "url(" not in content
        assert "http" not in content


def test_each_kind_has_a_letter_and_a_line_besides_its_colour(page: str) -> None:
    (style,) = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    letters = dict(re.findall(r'\.tag\.(\w)::before { content: "(\w)"; }', style))
    assert letters == {kind: kind.upper() for kind in "qfcemhbvdpa"}
    lines = dict(re.findall(r"--(\w)-line: ([^;]+);", style.split("@media")[0]))
    assert len({re.sub(r"var\(.*", "", line) for line in lines.values()}) == 11


def test_one_page_holds_many_articles(told: Reading) -> None:
    assert list(report.page([told, told]))[1:3] == [report.article(told)] * 2
    assert len(list(Page("".join(report.page([told, told]))).all("article"))) == 2


def test_a_notebook_gets_a_fragment_whose_entries_lead_to_its_words_without_script(told: Reading) -> None:
    fragment = told._repr_html_()
    parsed = Page(fragment)
    assert fragment.startswith('<div class="sayso">')
    assert "<script" not in fragment
    targets = {attributes["id"] for _, attributes in parsed.elements if "id" in attributes}
    assert {(attributes["href"] or "")[1:] for attributes in parsed.all("a")} <= targets
    assert "Ana Lemos" in parsed.words


@pytest.mark.parametrize(
    ("unit", "shown"), [("person", "40 or more"), ("village", "40 or more"), ("km2", "40 or more km2")]
)
def test_an_entry_says_a_unit_once(told: Reading, unit: str, shown: str) -> None:
    figure = replace(told.figures[0], unit=unit)
    assert f'<span class="value">{shown}</span>' in report.article(replace(told, figures=(figure,)))


def test_the_page_bears_the_title_of_its_first_article(page: str) -> None:
    assert "<title>Truce &lt;b&gt;holds&lt;/b&gt;</title>" in page
    assert "<title>sayso: nothing was read</title>" in "".join(report.page([]))


def test_actors_in_passing_are_folded(told: Reading) -> None:
    passing = replace(told.actors[0], id="a_x", name="Passing Post")
    html = report.article(replace(told, actors=(*told.actors, passing)))
    assert "<summary>1 more</summary>" in html
    assert html.index("<details>") < html.index("Passing Post", html.index('class="items"'))
