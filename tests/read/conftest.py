"""A writer of small PDF files, so that no test needs a file or another library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.read import Skipped, Source, documents
from sayso.settings import DEFAULT, Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sayso.document import Document

Line = tuple[float, float, float, str]
IMAGE = "image"


@pytest.fixture
def pdf() -> Callable[..., bytes]:
    """Write a PDF: a list of lines (left, down from the top, size, words) for each page, ``image``, or operators."""
    return _write


@pytest.fixture
def only() -> Callable[..., Document]:
    """Read the one document in some bytes."""

    def read(data: bytes, name: str = "article.txt", settings: Settings = DEFAULT) -> Document:
        (found,) = documents(Source.of_bytes(data, name=name), settings=settings)
        assert not isinstance(found, Skipped), found
        return found

    return read


@pytest.fixture
def refusal() -> Callable[..., str]:
    """Read some bytes that are refused; give the words of the refusal."""

    def read(data: bytes, name: str = "article.txt", settings: Settings = DEFAULT) -> str:
        (found,) = documents(Source.of_bytes(data, name=name), settings=settings)
        assert isinstance(found, Skipped), found
        assert not found.retryable
        return str(found.error)

    return read


def _write(pages: Sequence[Sequence[Line] | str], *, info: str = "", encrypted: bool = False) -> bytes:
    font, kids = 3, [4 + 2 * number for number in range(len(pages))]
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode(),
        font: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    }
    picture, about = 4 + 2 * len(pages), 5 + 2 * len(pages)
    objects[picture] = _stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", b"\x80"
    )
    objects[about] = f"<< {info} >>".encode("latin-1")
    for kid, page in zip(kids, pages, strict=True):
        objects[kid] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {kid + 1} 0 R"
            f" /Resources << /Font << /F {font} 0 R >> /XObject << /I {picture} 0 R >> >> >>"
        ).encode()
        objects[kid + 1] = _stream("", _drawing(page))
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = {}
    for number in sorted(objects):
        places[number] = len(out)
        out += f"{number} 0 obj\n".encode() + objects[number] + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{places[number]:010} 00000 n \n".encode() for number in sorted(objects))
    key = "5a" * 32
    lock = (
        f" /Encrypt << /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -4 >> /ID [<00> <00>]" if encrypted else ""
    )
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info {about} 0 R{lock} >>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def _stream(entries: str, data: bytes) -> bytes:
    return f"<< {entries} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def _drawing(page: Sequence[Line] | str) -> bytes:
    if isinstance(page, str) and page != IMAGE:
        return page.encode("cp1252")
    if isinstance(page, str):
        return b"q 400 0 0 400 50 50 cm /I Do Q"
    pieces = []
    for left, down, size, words in page:
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        pieces.append(f"BT /F {size} Tf {left} {842 - down} Td ({escaped}) Tj ET".encode("cp1252"))
    return b"\n".join(pieces)
