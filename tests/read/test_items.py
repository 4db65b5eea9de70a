"""Items: what a source holds, told apart by name, with bytes of its own."""

from __future__ import annotations

import gzip
import hashlib
import pickle
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from sayso.read import Item, Skipped, Source, documents, items
from sayso.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "The mediator said on Sunday that the talks on Sandvik would go on until both of the sides had signed."


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{WORDS} {name}", encoding="utf-8")


def names(folder: Path, source: str | Path | None = None, passed_over: Counter[str] | None = None) -> list[str]:
    found = items(source or folder, passed_over=passed_over)
    return [each.name.removeprefix(f"{folder}/") for each in found if isinstance(each, Item)]


def test_a_file_is_one_item_with_its_bytes_and_their_hash() -> None:
    (item,) = items(Source.of_bytes(WORDS.encode(), name="a.txt"))
    assert isinstance(item, Item)
    assert (item.name, item.kind, item.media_type, item.data) == ("a.txt", "file", "text/plain", WORDS.encode())
    assert item.sha256 == hashlib.sha256(WORDS.encode()).hexdigest()


def test_an_item_is_read_by_itself_in_another_process() -> None:
    (item,) = items(Source.of_bytes(WORDS.encode(), name="a.txt"))
    assert isinstance(item, Item)
    (document,) = documents(pickle.loads(pickle.dumps(item)))  # noqa: S301 - its own bytes
    assert [document] == list(documents(Source.of_bytes(WORDS.encode(), name="a.txt")))


def test_a_line_is_an_item_without_its_line_end() -> None:
    found = list(items(Source.of_bytes(b'{"text": "a"}\r\n\n{"text": 1}\n', name="a.jsonl")))
    assert [(item.name, item.data) for item in found if isinstance(item, Item)] == [
        ("a.jsonl line 1", b'{"text": "a"}'),
        ("a.jsonl line 3", b'{"text": 1}'),
    ]
    assert isinstance(found[1], Item)
    (refused,) = documents(found[1])
    assert isinstance(refused, Skipped)
    assert 'a.jsonl line 3: its "text" is a number' in str(refused.error)


def test_where_fetched_bytes_come_from_goes_with_them() -> None:
    at = datetime(2031, 5, 4, 10, tzinfo=UTC)
    page = "<html><head><title>Talks</title></head><body><p>Café talks go on.</p></body></html>"
    source = Source(
        name="https://courier.example/1",
        data=page.encode("mac-roman"),
        media_type="text/html; charset=macintosh",
        url="https://courier.example/1",
        fetched_at=at,
    )
    (item,) = items(source)
    assert isinstance(item, Item)
    assert (item.url, item.fetched_at) == ("https://courier.example/1", at)
    (document,) = documents(item)
    assert not isinstance(document, Skipped)
    assert (document.url, document.title) == ("https://courier.example/1", "Talks")
    assert "Café talks" in document.text


def test_the_same_words_from_two_addresses_are_two_documents() -> None:
    ids = set()
    for url in ("https://courier.example/1", "https://courier.example/2"):
        (document,) = documents(Item(name="a", data=WORDS.encode(), media_type="text/plain", url=url))
        assert not isinstance(document, Skipped)
        ids.add(document.id)
    assert len(ids) == 2


def test_a_packed_file_is_what_it_holds() -> None:
    (item,) = items(Source.of_bytes(gzip.compress(WORDS.encode()), name="a.txt.gz"))
    assert isinstance(item, Item)
    assert (item.name, item.data) == ("a.txt.gz", WORDS.encode())


def test_what_is_packed_twice_is_refused() -> None:
    (found,) = items(Source.of_bytes(gzip.compress(gzip.compress(WORDS.encode())), name="a.gz"))
    assert isinstance(found, Skipped)
    assert str(found.error) == "cannot read a.gz: it is packed twice; unpack it once"


def test_a_packed_file_that_is_cut_short_gives_the_lines_before() -> None:
    lines = b"".join(b'{"text": "%x"}\n' % (number**9) for number in range(20_000))
    *found, last = items(Source.of_bytes(gzip.compress(lines)[:-50_000], name="a.jsonl.gz"))
    assert all(isinstance(each, Item) for each in found)
    assert len(found) > 1000
    assert isinstance(last, Skipped)
    assert "a.jsonl.gz: its packed data is cut short" in str(last.error)


def test_a_folder_gives_its_files_by_name(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.txt", "a/b/c.txt", "c.txt")
    assert names(tmp_path) == ["a/b/c.txt", "a/z.txt", "b.txt", "c.txt"]


def test_hidden_files_are_passed_over_and_counted(tmp_path: Path) -> None:
    write(tmp_path, ".hidden.txt", ".git/a.txt", "a.txt")
    counted: Counter[str] = Counter()
    assert names(tmp_path, passed_over=counted) == ["a.txt"]
    assert counted == {"hidden": 2}


def test_a_file_that_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "c.txt")
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(9))
    first, second, third = items(tmp_path)
    assert isinstance(first, Item)
    assert isinstance(second, Skipped)
    assert "b.png: no reader for image/png" in str(second.error)
    assert isinstance(third, Item)


def test_a_pattern_gives_what_fits_it(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.md", "d/c.txt", "d/e/f.txt")
    assert names(tmp_path, f"{tmp_path}/*.txt") == ["a.txt"]
    assert names(tmp_path, f"{tmp_path}/**/*.txt") == ["a.txt", "d/c.txt", "d/e/f.txt"]
    (found,) = items(f"{tmp_path}/*.pdf")
    assert isinstance(found, Skipped)
    assert "no file fits the pattern" in str(found.error)


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    write(tmp_path, "a[1].txt", "a1.txt")
    assert names(tmp_path, f"{tmp_path}/a[1].txt") == ["a[1].txt"]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("*.md", ["a.txt", "d/a.txt", "d/e/a.txt", "d/e/g.txt"]),
        ("/a.txt\n*.md", ["d/a.txt", "d/e/a.txt", "d/e/g.txt"]),
        ("a.txt\n*.md\n!d/a.txt", ["d/a.txt", "d/e/g.txt"]),
        ("d/", ["a.txt", "f.md"]),
        ("d/**\n!d/a.txt", ["a.txt", "d/a.txt", "f.md"]),
        ("**/e/*.txt", ["a.txt", "d/a.txt", "d/e/f.md", "f.md"]),
        ("d/*/g.txt", ["a.txt", "d/a.txt", "d/e/a.txt", "d/e/f.md", "f.md"]),
        ("d/**/g.txt", ["a.txt", "d/a.txt", "d/e/a.txt", "d/e/f.md", "f.md"]),
        ("# a.txt\n\n[!a].*", ["a.txt", "d/a.txt", "d/e/a.txt"]),
        ("a.txt/", ["a.txt", "d/a.txt", "d/e/a.txt", "d/e/f.md", "d/e/g.txt", "f.md"]),
        ("?.md   \n*", []),
    ],
)
def test_saysoignore_leaves_out_what_gitignore_would(rules: str, expected: list[str], tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "f.md", "d/a.txt", "d/e/a.txt", "d/e/f.md", "d/e/g.txt")
    (tmp_path / ".saysoignore").write_text(rules, encoding="utf-8")
    assert names(tmp_path) == expected


def test_a_saysoignore_deeper_down_goes_before_one_above(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "d/a.txt", "e/a.txt")
    (tmp_path / ".saysoignore").write_text("a.txt", encoding="utf-8")
    (tmp_path / "d" / ".saysoignore").write_text("!a.txt", encoding="utf-8")
    assert names(tmp_path) == ["d/a.txt"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    write(tmp_path, "d/a.txt")
    (tmp_path / "d" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "again").symlink_to(tmp_path / "d", target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    counted: Counter[str] = Counter()
    assert names(tmp_path, passed_over=counted) == ["again/a.txt"]
    assert counted == {"folder seen before": 2}


def test_a_name_that_no_store_takes_is_escaped(tmp_path: Path) -> None:
    (tmp_path / "a\udcff\n.txt").write_text(WORDS, encoding="utf-8")
    assert names(tmp_path) == ["a\\udcff\\n.txt"]


def test_reading_begins_before_the_folder_is_walked_to_its_end(tmp_path: Path) -> None:
    write(tmp_path, "a/1.txt", "b/1.txt")
    found = items(tmp_path)
    next(found)
    (tmp_path / "b" / "2.txt").write_text(WORDS, encoding="utf-8")
    assert len(list(found)) == 2


def test_a_json_line_of_a_million_lists_is_refused() -> None:
    line = b'{"text": "a", "b": [' + b"[]," * 300_000 + b"0]}"
    (found,) = documents(Source.of_bytes(line + b"\n", name="a.jsonl", media_type="application/jsonl"))
    assert isinstance(found, Skipped)
    assert "line 1: it has more than 200,000 elements" in str(found.error)


def test_limits_are_those_of_the_settings() -> None:
    (found,) = items(
        Source.of_bytes(gzip.compress(bytes(WORDS * 9, "ascii")), name="a.gz"), settings=Settings(max_bytes=99)
    )
    assert isinstance(found, Skipped)
    assert "it holds more than 99 bytes" in str(found.error)


def test_an_item_of_a_kind_without_a_reader_is_refused() -> None:
    (found,) = documents(Item(name="a", data=b"x", media_type="image/png"))
    assert isinstance(found, Skipped)
    assert "cannot read a: no reader for image/png" in str(found.error)


def test_an_item_may_name_its_media_type_as_servers_do() -> None:
    page = "<html><body><p>They met in a café.</p></body></html>".encode("mac-roman")
    (found,) = documents(Item(name="a", data=page, media_type='application/xhtml+xml;Charset="macintosh"'))
    assert not isinstance(found, Skipped)
    assert found.text == "They met in a café."
