"""Tables: each row an item, its columns known by their names."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from sayso.read import Item, Skipped, Source, columns, documents, items
from sayso.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from sayso.document import Document

WORDS = "The mediator said that the talks on Sandvik would go on."


def rows(data: str | bytes, settings: Settings = DEFAULT, **about: Any) -> list[Item | Skipped]:  # noqa: ANN401 - fields of a Source
    written = data if isinstance(data, bytes) else data.encode()
    return list(items(Source(name="a.csv", data=written, **about), settings=settings))


def only(data: str | bytes, **about: Any) -> Document:  # noqa: ANN401 - fields of a Source
    written = data if isinstance(data, bytes) else data.encode()
    (document,) = documents(Source(name="a.csv", data=written, **about))
    assert not isinstance(document, Skipped), document
    return document


def reason(data: str | bytes, **about: Any) -> str:  # noqa: ANN401 - fields of a Source
    (found,) = rows(data, **about)
    assert isinstance(found, Skipped)
    return str(found.error)


def written(**columns: Any) -> bytes:  # noqa: ANN401 - any cells
    out = io.BytesIO()
    parquet.write_table(pa.table(columns), out)
    return out.getvalue()


def test_each_row_is_an_item_with_the_fields_of_a_line_of_json() -> None:
    first, second = rows(f'id,text,title,other\n7,"{WORDS}\n\n“Yes,” he said.",Talks,x\n8,{WORDS},,\n')
    assert isinstance(first, Item)
    assert isinstance(second, Item)
    assert (first.name, first.kind) == ("a.csv row 1", "row")
    assert json.loads(first.data) == {"id": "7", "text": f"{WORDS}\n\n“Yes,” he said.", "title": "Talks"}
    assert json.loads(second.data) == {"id": "8", "text": WORDS}


@pytest.mark.parametrize(
    "names", ["text,title,published,outlet,url,author,agency", "Body;Headline;Date;Source;Link;Byline;Wire",
              "Full Text\tHEADING\tPub-Date\tnewspaper\turi\twriter\tnews_agency"]
)  # fmt: skip
def test_columns_are_known_by_their_usual_names(names: str) -> None:
    mark = next(each for each in ",;\t" if each in names)
    cells = [WORDS, "Talks", "4 May 2031", "Olmsund Courier", "https://courier.example/1", "Ana Brandt", "Westwire"]
    document = only(f"{names}\n{mark.join(cells)}\n")
    assert [document.text, document.title, document.published, document.outlet, document.url] == [
        WORDS, "Talks", "2031-05-04", "Olmsund Courier", "https://courier.example/1",
    ]  # fmt: skip
    assert (document.author, document.agency) == ("Ana Brandt", "Westwire")


def test_the_column_that_is_called_text_goes_before_others() -> None:
    assert only(f"content,text\nsummary,{WORDS}\n").text == WORDS


def test_a_table_without_a_text_column_is_refused_with_the_columns_it_has() -> None:
    assert reason("a,b c\n1,2\n") == (
        'cannot read a.csv: no column is known to hold the text; its columns are "a", "b c";'
        ' rename one to "text", or name it as the text column'
    )


def test_the_text_column_may_be_named() -> None:
    assert only(f"id,meldung,text\n1,{WORDS},x\n", text_column="Meldung").text == WORDS
    assert 'it has no column "b"; its columns are "a"' in reason("a\n1\n", text_column="b")


def test_a_row_without_text_is_named_and_the_rest_goes_on() -> None:
    first, second, third = rows(f"id,text\n1,\n\n2,{WORDS}\n3\n")
    assert isinstance(first, Skipped)
    assert "a.csv row 1: it has no text" in str(first.error)
    assert isinstance(second, Item)
    assert isinstance(third, Skipped)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_in_its_encoding(encoding: str) -> None:
    words = "“No” was what the mediator’s aide said in the café."
    assert only(f"text,title\n{words},Café\n".encode(encoding)).text == words


def test_a_row_with_a_cell_too_many_is_refused_and_not_cut() -> None:
    first, second = rows(f"text,title\nNo, he said.,Talks\n{WORDS},Talks,,\n")
    assert isinstance(first, Skipped)
    assert "a.csv row 1: it has 3 cells and the table 2 columns" in str(first.error)
    assert isinstance(second, Item)


def test_a_row_in_another_encoding_is_read_as_a_whole() -> None:
    data = f"title,text\nCafé,{WORDS}\n".encode() + f"Café,Café. {WORDS}\n".encode("cp1252")
    found = list(documents(Source.of_bytes(data, name="a.csv")))
    assert [each.title for each in found if not isinstance(each, Skipped)] == ["Café", "Café"]


def test_a_quotation_mark_that_is_not_closed_ends_the_reading() -> None:
    found = rows(f'text\n{WORDS}\n"{WORDS}\n' + f"{WORDS}\n" * 99, Settings(max_bytes=1000))
    assert isinstance(found[0], Item)
    assert isinstance(found[1], Skipped)
    assert "a.csv: its row 2 holds more than 1,000 characters (is a quotation mark not closed?)" in str(found[1].error)
    assert len(found) == 2


def test_a_long_field_is_no_fault() -> None:
    assert only(f"text,title\n{WORDS * 5000},Talks\n").text == WORDS * 5000


def test_rows_are_read_as_they_come() -> None:
    class Watched(io.BytesIO):
        furthest = 0

        def read(self, count: int | None = -1, /) -> bytes:
            data = super().read(count)
            self.furthest = max(self.furthest, self.tell())
            return data

    stream = Watched(b"text,title\n" + f"{WORDS},x\n".encode() * 20_000)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", type("Input", (), {"buffer": stream}))
        next(items("-"))
    assert stream.furthest < 300_000


def test_a_parquet_file_is_read_row_by_row() -> None:
    day, at = date(2031, 5, 4), datetime(2031, 5, 4, 10, tzinfo=UTC)
    data = written(
        Content=[WORDS, None, f"{WORDS} 3"], date=[at, at, None], authors=[["Ana Brandt", "Bo"], [], None], n=[day] * 3
    )
    found = list(documents(Source.of_bytes(data, name="a.parquet")))
    assert [isinstance(each, Skipped) for each in found] == [False, True, False]
    first, second = found[:2]
    assert not isinstance(first, Skipped)
    assert (first.text, first.published, first.author) == (WORDS, "2031-05-04T10:00:00+00:00", "Ana Brandt, Bo")
    assert isinstance(second, Skipped)
    assert "a.parquet row 2: it has no text" in str(second.error)


def test_a_parquet_file_of_many_row_groups_keeps_its_order() -> None:
    out = io.BytesIO()
    texts = [f"{WORDS} {n}" for n in range(500)]
    parquet.write_table(pa.table({"text": texts}), out, row_group_size=70)
    found = items(Source.of_bytes(out.getvalue(), name="a.parquet"))
    assert [json.loads(each.data)["text"] for each in found if isinstance(each, Item)] == [
        f"{WORDS} {n}" for n in range(500)
    ]


def test_a_parquet_file_without_a_text_column_is_refused() -> None:
    (found,) = items(Source.of_bytes(written(a=[1], b=["x"]), name="a.parquet"))
    assert isinstance(found, Skipped)
    assert 'its columns are "a", "b"' in str(found.error)


def test_a_parquet_file_cut_short_is_refused() -> None:
    (found,) = items(Source.of_bytes(written(text=[WORDS])[:-4], name="a.parquet"))
    assert isinstance(found, Skipped)
    assert "a.parquet: it is cut short: a Parquet file ends with PAR1" in str(found.error)


def test_every_name_of_a_column_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reading.md").read_text(encoding="utf-8")
    for field, names in columns.ALIASES.items():
        assert f"| `{field}` | {', '.join(names.split())} |" in page
