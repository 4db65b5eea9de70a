"""Markdown: marks stay outside the blocks, the text stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from sayso.read.front_matter import front_matter
from sayso.read.markdown import document
from sayso.view import view

if TYPE_CHECKING:
    from collections.abc import Callable

    from sayso.document import Document

LONG = "The mediator said that the talks on Sandvik would go on for as long as it took to find the words."
PAGE = f"""---
title: "Talks on Sandvik go on"
author: Ana Brandt
date: 2031-05-04
tags: [war, talks]
outlet: Olmsund Courier
---

# Talks on Sandvik go on

By Ana Brandt

OSTELM (Westwire) — The *Courier* reported that **both** sides [met again](https://courier.example/2) on Sunday.

## What comes next ##

> Nobody won,
> she said, and nobody
> will.

- The roads open on Monday.
- Prisoners go home
  by Friday.

Setext heading
--------------

```python
print("not read")
```

<!-- a note
over two lines -->
{LONG}

[1]: https://courier.example/3
"""


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in document(text).blocks]


def test_marks_stay_outside_the_blocks() -> None:
    assert kinds(PAGE) == [
        ("title", "Talks on Sandvik go on"),
        ("byline", "By Ana Brandt"),
        ("dateline", "OSTELM (Westwire) —"),
        (
            "paragraph",
            "The *Courier* reported that **both** sides [met again](https://courier.example/2) on Sunday.",
        ),
        ("heading", "What comes next"),
        ("paragraph", "Nobody won,\n> she said, and nobody\n> will."),
        ("paragraph", "The roads open on Monday."),
        ("paragraph", "Prisoners go home\n  by Friday."),
        ("heading", "Setext heading"),
        ("paragraph", LONG),
    ]


def test_the_parser_sees_no_marks() -> None:
    text = view(document(PAGE)).text
    assert "The Courier reported that both sides met again on Sunday." in text
    assert "Nobody won, she said, and nobody will." in text
    assert "Prisoners go home by Friday." in text
    assert "print" not in text
    assert "a note" not in text


def test_front_matter_tells_about_the_article() -> None:
    found = document(PAGE)
    assert (found.title, found.author, found.published, found.outlet, found.agency) == (
        "Talks on Sandvik go on",
        "Ana Brandt",
        "2031-05-04",
        "Olmsund Courier",
        "Westwire",
    )


def test_a_title_that_stands_in_the_front_matter_alone_is_read_there() -> None:
    text = f"---\ntitle: 'Talks go on'\n---\n\n{LONG}\n"
    assert kinds(text) == [("title", "Talks go on"), ("paragraph", LONG)]


def test_the_title_has_no_marks() -> None:
    assert document(f"# Talks on *Sandvik* [go on](https://a.example)\n\n{LONG}").title == "Talks on Sandvik go on"


def test_the_text_is_the_file(only: Callable[..., Document]) -> None:
    text = PAGE.replace("\n", "\r\n")
    found = only(text.encode(), "a.md")
    assert found.text == text
    assert found.title == "Talks on Sandvik go on"


def test_dashes_without_entries_are_no_front_matter() -> None:
    assert front_matter("---\nNo key here\n---\n").end == 0
    assert front_matter("---\na: b\n").end == 0
    assert front_matter("-- -\na: b\n---\n").end == 0
    assert front_matter("---\n" + "-a: b\n" * 100_000).end == 0


@given(st.text(st.sampled_from("a# >-*_`~=\n\r\t[]():!<.1|"), max_size=200))
def test_blocks_are_in_order_and_hold_words(text: str) -> None:
    at = 0
    found = document(text)
    for block in found.blocks:
        assert at <= block.start < block.end <= len(text)
        at = block.end
    assert all(0 <= offset < len(text) for offset in view(found).offsets)
