"""Archives: each member an item, nothing unpacked to a disk."""

from __future__ import annotations

import io
import tarfile
import warnings
import zipfile
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from sayso.read import Item, Skipped, Source, documents, items
from sayso.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "The mediator said on Sunday that the talks on Sandvik would go on until both of the sides had signed."


def zipped(*members: tuple[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that come twice
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def tarred(*members: tuple[str, str], mode: str = "w", form: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, format=form) as archive:  # type: ignore[call-overload]  # a mode at hand
        for name, words in members:
            info = tarfile.TarInfo(name)
            data = words.encode()
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def read(data: bytes, name: str = "a.zip", settings: Settings = DEFAULT) -> list[Item | Skipped]:
    return list(items(Source.of_bytes(data, name=name), settings=settings))


def reasons(found: list[Item | Skipped]) -> list[str]:
    return [str(each.error) for each in found if isinstance(each, Skipped)]


def names(found: list[Item | Skipped]) -> list[str]:
    return [each.name for each in found if isinstance(each, Item)]


def test_each_member_is_an_item_named_after_both() -> None:
    found = read(zipped(("b/x.html", f"<html><body><p>{WORDS}</p></body></html>"), ("a.txt", WORDS), ("d/", "")))
    assert [(each.name, each.kind, each.media_type) for each in found if isinstance(each, Item)] == [
        ("a.zip!b/x.html", "member", "text/html"),
        ("a.zip!a.txt", "member", "text/plain"),
    ]


def test_an_archive_is_read_from_its_file_and_from_a_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped(("a.txt", WORDS), ("b.txt", WORDS))
    (tmp_path / "a.zip").write_bytes(data)
    assert len(list(documents(tmp_path / "a.zip"))) == 2

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    monkeypatch.setattr("sys.stdin", type("Input", (), {"buffer": Pipe(data)}))
    assert names(list(items("-"))) == ["standard input!a.txt", "standard input!b.txt"]


def test_lines_of_a_member_are_items_of_their_own() -> None:
    found = read(zipped(("x/a.jsonl", '{"text": "a"}\n{"text": "b"}\n')))
    assert names(found) == ["a.zip!x/a.jsonl line 1", "a.zip!x/a.jsonl line 2"]


@pytest.mark.parametrize("inner", ["../../etc/a.txt", "/etc/a.txt", "C:\\a.txt"])
def test_a_name_that_leads_elsewhere_is_only_a_name(
    inner: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert names(read(zipped((inner, WORDS)))) == [f"a.zip!{inner}"]
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_comes_twice_is_told_apart() -> None:
    assert names(read(zipped(("a.txt", WORDS), ("a.txt", f"{WORDS} 2"), ("a.txt", f"{WORDS} 3")))) == [
        "a.zip!a.txt",
        "a.zip!a.txt (number 2 of that name)",
        "a.zip!a.txt (number 3 of that name)",
    ]


def test_a_name_in_utf8_that_does_not_say_so_is_read_as_such() -> None:
    data = zipped(("café.txt", WORDS))
    # The flag that says it stands at byte 6 of the local header and byte 8 of the entry.
    plain = bytearray(data)
    plain[7] &= 0xF7
    plain[data.index(b"PK\1\2") + 9] &= 0xF7
    assert names(read(bytes(plain))) == ["a.zip!café.txt"]


def test_an_encrypted_member_is_refused_and_the_others_read() -> None:
    data = bytearray(zipped(("a.txt", WORDS), ("b.txt", WORDS)))
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    found = read(bytes(data))
    assert names(found) == ["a.zip!b.txt"]
    assert "a.zip!a.txt: it is encrypted; unpack the archive with its password" in reasons(found)[0]


def test_a_member_packed_in_a_rare_way_is_refused() -> None:
    (reason,) = reasons(read(zipped(("a.txt", WORDS), method=zipfile.ZIP_LZMA)))
    assert "a.zip!a.txt: it is packed by method 14" in reason


def test_a_damaged_member_is_named_and_the_others_read() -> None:
    data = bytearray(zipped(("a.txt", WORDS), ("b.txt", WORDS), method=zipfile.ZIP_STORED))
    data[data.index(b"mediator")] ^= 1
    found = read(bytes(data))
    assert names(found) == ["a.zip!b.txt"]
    assert "a.zip!a.txt: it is damaged (bad crc-32" in reasons(found)[0]


def test_an_archive_cut_short_is_refused() -> None:
    (reason,) = reasons(read(zipped(("a.txt", WORDS))[:-10]))
    assert "a.zip: it is cut short: a .zip ends with its directory" in reason


def test_an_archive_in_an_archive_is_read_and_one_in_that_refused() -> None:
    inner = zipped(("a.txt", WORDS))
    middle = zipped(("inner.zip", inner), ("b.txt", WORDS))
    found = read(zipped(("middle.zip", middle)))
    assert names(found) == ["a.zip!middle.zip!b.txt"]
    (reason,) = reasons(found)
    assert "a.zip!middle.zip!inner.zip: it is an archive that lies in 2 others" in reason
    assert "SAYSO_MAX_NESTING" in reason
    assert len(names(read(zipped(("middle.zip", middle)), settings=Settings(max_nesting=2)))) == 2


def test_members_beyond_the_limit_are_refused() -> None:
    found = read(tarred(*((f"{n}.txt", WORDS) for n in range(5))), "a.tar", Settings(max_members=3))
    assert len(names(found)) == 3
    assert reasons(found) == [
        "cannot read a.tar: it has more than 3 members; split it, or raise the limit with SAYSO_MAX_MEMBERS"
    ]
    (reason,) = reasons(read(zipped(*((f"{n}.txt", WORDS) for n in range(5))), settings=Settings(max_members=3)))
    assert "a.zip: it has more than 3 members" in reason


@pytest.mark.parametrize(
    ("mode", "name"), [("w", "a.tar"), ("w:gz", "a.tgz"), ("w:bz2", "a.tar.bz2"), ("w:xz", "a.txz")]
)
@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT])
def test_a_tar_is_read_however_it_is_packed(mode: str, name: str, form: int) -> None:
    long = "/".join(["folder" * 8] * 3 + ["a.txt"])
    found = read(tarred(("a.txt", WORDS), (long, WORDS), ("é.txt", WORDS * 30), mode=mode, form=form), name)
    assert names(found) == [f"{name}!a.txt", f"{name}!{long}", f"{name}!é.txt"]
    assert [each.data for each in found if isinstance(each, Item)] == [WORDS.encode()] * 2 + [WORDS.encode() * 30]


def test_names_longer_than_a_header_come_whole() -> None:
    long = "/".join(["folder" * 20] * 9)
    for form in (tarfile.PAX_FORMAT, tarfile.GNU_FORMAT):
        assert names(read(tarred((f"{long}/a.txt", WORDS), form=form), "a.tar")) == [f"a.tar!{long}/a.txt"]


def test_links_of_a_tar_are_counted_and_never_made() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo("a")
            info.type, info.linkname = kind, "/etc/hosts"
            archive.addfile(info)
    counted: Counter[str] = Counter()
    assert list(items(Source.of_bytes(out.getvalue(), name="a.tar"), passed_over=counted)) == []
    assert counted == {"folder": 1, "link or device": 3}


def test_a_tar_cut_short_gives_the_members_before() -> None:
    found = read(tarred(("a.txt", WORDS), ("b.txt", WORDS * 30))[:2000], "a.tar")
    assert names(found) == ["a.tar!a.txt"]
    assert reasons(found) == ["cannot read a.tar: it is cut short within a member; download or copy it again"]


def test_a_tar_damaged_between_members_is_named_by_the_byte() -> None:
    data = bytearray(tarred(("a.txt", WORDS), ("b.txt", WORDS)))
    data[1030] ^= 1
    found = read(bytes(data), "a.tar")
    assert names(found) == ["a.tar!a.txt"]
    assert "a.tar: it is damaged at byte 1,024: no member begins there" in reasons(found)[0]


def test_members_are_read_as_they_come() -> None:
    class Watched(io.BytesIO):
        furthest = 0

        def read(self, count: int | None = -1, /) -> bytes:
            data = super().read(count)
            self.furthest = max(self.furthest, self.tell())
            return data

    stream = Watched(tarred(*((f"{n}.txt", WORDS * 100) for n in range(200))))
    source = Source(name="a.tar", path=None, data=None)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", type("Input", (), {"buffer": stream}))
        next(items(source))
    assert stream.furthest < 300_000
