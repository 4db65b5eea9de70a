from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.compare.diff import Change, FieldChange, versions_compared
from sayso.compare.diff_lines import lines
from sayso.document import Block, Document, Span

OLD = (
    "Gunmen stopped a convoy on the Velm road on Tuesday. They drove off with nine of its 24 lorries.\n\n"
    "Nobody was hurt, the ministry said. The road is closed. Dr. Ana Lemos saw the lorries burn.\n\n"
    "The port of Tolm is shut."
)
NEW = (
    "They drove off with eleven of its 24 lorries, the ministry said. The port of Tolm is shut.\n\n"
    "Gunmen stopped a convoy on the Velm road on Tuesday. The road is closed. Dr. Ana Lemos saw the lorries burn.\n\n"
    "Two drivers are missing."
)


def document(text: str, *, title: str | None = None, author: str | None = None) -> Document:
    return Document(id="d", text=text, title=title, author=author)


def of(span: Span | None, text: str) -> str | None:
    return None if span is None else span.of(text)


def told(old: str, new: str) -> list[tuple[str, str | None, str | None]]:
    changes = versions_compared(document(old), document(new)).changes
    return [(change.kind, of(change.before, old), of(change.after, new)) for change in changes]


def test_sentences_are_added_removed_reworded_and_moved() -> None:
    assert told(OLD, NEW) == [
        (
            "reworded",
            "They drove off with nine of its 24 lorries.",
            "They drove off with eleven of its 24 lorries, the ministry said.",
        ),
        ("removed", "Nobody was hurt, the ministry said.", None),
        ("moved", "The port of Tolm is shut.", "The port of Tolm is shut."),
        ("added", None, "Two drivers are missing."),
    ]


def test_a_reworded_sentence_is_marked_word_by_word() -> None:
    (change,) = versions_compared(
        document("They took nine lorries on Tuesday."), document("They took eleven of the lorries on Tuesday.")
    ).changes
    old, new = "They took nine lorries on Tuesday.", "They took eleven of the lorries on Tuesday."
    marks = [(mark.kind, of(mark.before, old), of(mark.after, new)) for mark in change.marks]
    assert marks == [
        ("same", "They took", "They took"),
        ("removed", "nine", None),
        ("added", None, "eleven of the"),
        ("same", "lorries on Tuesday.", "lorries on Tuesday."),
    ]


def test_the_same_text_has_no_changes_and_white_space_is_none() -> None:
    assert told(OLD, OLD) == []
    assert told(OLD, OLD.replace("\n\n", "\n").replace(" on", "\u00a0 on")) == []


@pytest.mark.parametrize(("old", "new"), [("", "They fled."), ("They fled.", "")])
def test_a_text_may_be_empty(old: str, new: str) -> None:
    assert [kind for kind, _, _ in told(old, new)] == ["added" if new else "removed"]


def test_a_removed_sentence_stands_where_it_had_stood() -> None:
    kinds = [
        kind for kind, _, _ in told("One came. Two went away. Three stayed.", "One came. Nobody knew. Three stayed.")
    ]
    assert kinds == ["removed", "added"]


def test_of_two_like_sentences_each_finds_its_own() -> None:
    old = "The army shelled Tolm on Monday. The army shelled Velm on Tuesday."
    new = "The army shelled Velm late on Tuesday. The army shelled Tolm early on Monday."
    assert told(old, new) == [
        ("reworded", "The army shelled Velm on Tuesday.", "The army shelled Velm late on Tuesday."),
        ("reworded", "The army shelled Tolm on Monday.", "The army shelled Tolm early on Monday."),
    ]


def test_what_stands_beside_the_text_is_compared_too() -> None:
    diff = versions_compared(
        document(OLD, title="Convoy robbed"), document(OLD, title="Convoy burnt", author="Ana Roth")
    )
    assert diff.changes == ()
    assert diff.fields == (
        FieldChange(field="title", before="Convoy robbed", after="Convoy burnt"),
        FieldChange(field="author", before=None, after="Ana Roth"),
    )


def test_page_furniture_is_no_part_of_an_article() -> None:
    def page(furniture: str) -> Document:
        text = f"They fled.\n{furniture}"
        blocks = (Block(start=0, end=10, kind="paragraph"), Block(start=11, end=len(text), kind="furniture"))
        return Document(id="d", text=text, blocks=blocks)

    assert versions_compared(page("12 comments"), page("13 comments")).changes == ()


def test_the_lines_are_plain_text() -> None:
    old, new = document(OLD, title="Convoy robbed"), document(NEW, title="Convoy burnt")
    assert list(lines(versions_compared(old, new), old, new, width=60)) == [
        "~ title: Convoy robbed -> Convoy burnt",
        "~ They drove off with [-nine-] {+eleven+} of its 24",
        "  lorries{+, the ministry said+}.",
        "- Nobody was hurt, the ministry said.",
        "> The port of Tolm is shut.",
        "+ Two drivers are missing.",
    ]


def test_a_source_steers_no_terminal_through_a_diff() -> None:
    old, new = document("They fled to Tolm on Monday."), document("They \x1b[31mfled\u202e to Tolm on Monday.")
    assert "\x1b" not in "".join(lines(versions_compared(old, new), old, new))
    assert "\u202e" not in "".join(lines(versions_compared(old, new), old, new))


sentence = st.lists(st.sampled_from("gunmen convoy Velm lorries took nine 24 the".split()), min_size=1, max_size=6).map(
    lambda words: " ".join(words).capitalize() + "."
)
articles = st.lists(sentence, max_size=8).map(" ".join)


@given(articles, articles)
def test_every_sentence_is_told_of_once(old: str, new: str) -> None:
    diff = versions_compared(document(old), document(new))
    kinds = {kind: [change for change in diff.changes if change.kind == kind] for kind in ("added", "removed")}
    assert len(diff.pairs) + len(kinds["added"]) == len(list_of(new))
    assert len(diff.pairs) + len(kinds["removed"]) == len(list_of(old))
    assert all(joined(change, old, new) for change in diff.changes if change.kind == "reworded")


def list_of(text: str) -> list[str]:
    return [each for each in text.split(". ") if each]


def joined(change: Change, old: str, new: str) -> bool:
    """Tell whether the marks of a reworded sentence put together both of its versions."""
    before = " ".join(mark.before.of(old) for mark in change.marks if mark.before is not None)
    after = " ".join(mark.after.of(new) for mark in change.marks if mark.after is not None)
    return (before.replace(" ", ""), after.replace(" ", "")) == (
        (of(change.before, old) or "").replace(" ", ""),
        (of(change.after, new) or "").replace(" ", ""),
    )
