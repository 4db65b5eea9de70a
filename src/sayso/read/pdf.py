"""PDF to Document: the words of each page in reading order, with page numbers."""

from __future__ import annotations

import io
import re
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING, BinaryIO

from sayso.document import Block, Document
from sayso.errors import ReadError
from sayso.read import head, layout, letters, limits, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.document import BlockKind
    from sayso.settings import Settings

# PDFium keeps global state and must be called by one thread at a time.
_ONE_AT_A_TIME = threading.Lock()
_END_MARK = b"%%EOF"
_END_WITHIN = 2048
_UNREADABLE = re.compile(r"[\ufffd\x00-\x08\x0e-\x1f\ue000-\uf8ff]")
_UNREADABLE_SHARE = 0.2
_HEADING_SIZE = 1.22
_TITLE_SIZE = 1.35
_TITLE_WITHIN = 6
_HEADING_LENGTH = 200
_MISSING_TITLE = re.compile(
    r"untitled|document\d*|microsoft word.*|.*\.(?:docx?|pdf|indd|odt|rtf|tex|qxp|html?|txt)|print.*|\W*"
    r"|[\w-]*\d[\w-]*",
    re.IGNORECASE,
)


def read(stream: BinaryIO, *, name: str, settings: Settings, charset: str | None = None) -> Iterator[Document]:  # noqa: ARG001 - each of its fonts has its own
    """Read a PDF; its text is its lines, paragraphs divided by blank lines, each block with its page."""
    data = limits.whole(stream, name=name, settings=settings)
    if _END_MARK not in data[-_END_WITHIN:]:
        raise ReadError(name, "it is cut short: a PDF ends with %%EOF and this does not", "download or copy it again")
    with _ONE_AT_A_TIME:
        pages, info = _pages(data, name, settings)
    yield limits.admit(_document(pages, info, name), name=name, settings=settings)


def _pages(data: bytes, name: str, settings: Settings) -> tuple[list[letters.Page], dict[str, str]]:
    """Take the words of every page, and what the file says of itself."""
    import pypdfium2  # noqa: PLC0415 - only a PDF needs it
    from pypdfium2 import raw  # noqa: PLC0415

    until = time.monotonic() + settings.max_seconds
    pages: list[letters.Page] = []
    has_image = False
    try:
        with closing(pypdfium2.PdfDocument(io.BytesIO(data))) as pdf:
            page_count = len(pdf)
            if page_count > settings.max_pages:
                reason = f"it has {page_count:,} pages, more than {settings.max_pages:,}"
                raise limits.too_much(name, reason, "max_pages")
            info = pdf.get_metadata_dict()
            for number in range(page_count):
                if time.monotonic() > until:
                    reason = f"page {number + 1} of {page_count} was not reached in {settings.max_seconds} s"
                    raise limits.too_much(name, reason, "max_seconds")
                with closing(pdf[number]) as page:
                    pages.append(letters.read(page))
                    if not pages[-1].runs and not has_image:
                        has_image = next(page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,)), None) is not None
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            advice = "save a copy without a password, for example with qpdf --decrypt"
            raise ReadError(name, "it is encrypted and asks for a password", advice) from error
        raise ReadError(name, "it is damaged, and no page of it can be opened", "download or copy it again") from error
    if not any(page.runs for page in pages):
        raise _without_text(name, len(pages), has_image)
    return pages, info


def _without_text(name: str, page_count: int, has_image: bool) -> ReadError:
    which = "its page holds" if page_count == 1 else f"its {page_count} pages hold"
    if has_image:
        return ReadError(name, f"{which} only images", "run OCR first, for example with ocrmypdf")
    return ReadError(
        name, f"{which} no text", "check that it was saved whole; if words are drawn as shapes, run OCR first"
    )


def _document(pages: Sequence[letters.Page], info: dict[str, str], name: str) -> Document:
    furniture = layout.running([(page.height, page.runs) for page in pages])
    bodies = [
        layout.regions([run for run in page.runs if run not in found])
        for page, found in zip(pages, furniture, strict=True)
    ]
    usual_pitch = layout.pitch(bodies)
    cut = [layout.paragraphs(body, usual_pitch, alone=head.stands_alone) if body else [] for body in bodies]
    size = _body_size(cut)
    pieces: list[tuple[BlockKind, str, int]] = []
    for number, (paragraphs, found, page) in enumerate(zip(cut, furniture, pages, strict=True), start=1):
        margin = layout.rows(list(found))
        pieces.extend(("furniture", line.text, number) for line in margin if line.middle < page.height / 2)
        for paragraph in paragraphs:
            tall = paragraph.height > _HEADING_SIZE * size and len(paragraph.text) <= _HEADING_LENGTH
            pieces.append(("heading" if tall else "paragraph", paragraph.text, number))
        pieces.extend(("furniture", line.text, number) for line in margin if line.middle >= page.height / 2)
        # What stands at an angle is a watermark, a picture's credit or a stamp in the margin.
        pieces.extend(("furniture", words, number) for words in page.aslant)
    words, blocks = _join(pieces)
    if len(_UNREADABLE.findall(words)) > _UNREADABLE_SHARE * len(words):
        raise ReadError(
            name,
            "its fonts do not tell which letters they draw",
            "run OCR on it, for example with ocrmypdf --force-ocr",
        )
    return _with_head(words, blocks, info, _largest(cut[0], size) if cut else None)


def _body_size(pages: Sequence[Sequence[layout.Paragraph]]) -> float:
    """Measure the height of most lines, weighted by their length."""
    lines = sorted((line.height, len(line.text)) for page in pages for each in page for line in each.lines)
    half, seen = sum(length for _, length in lines) / 2, 0
    for height, length in lines:
        seen += length
        if seen >= half:
            return height
    return 0.0


def _largest(paragraphs: Sequence[layout.Paragraph], size: float) -> str | None:
    """Find the title on the first page by its size; None where nothing near the top stands out."""
    top = [each for each in paragraphs[:_TITLE_WITHIN] if len(each.text) <= _HEADING_LENGTH]
    tallest = max(top, key=lambda each: each.height, default=None)
    if tallest is None or tallest.height <= _TITLE_SIZE * size or len(tallest.text.split()) < 2:  # noqa: PLR2004
        return None
    return tallest.text


def _join(pieces: Sequence[tuple[BlockKind, str, int]]) -> tuple[str, list[Block]]:
    blocks: list[Block] = []
    at = 0
    for kind, words, page in pieces:
        blocks.append(Block(start=at, end=at + len(words), kind=kind, page=page))
        at += len(words) + 2
    return "\n\n".join(words for _, words, _ in pieces), blocks


def _with_head(words: str, blocks: list[Block], info: dict[str, str], largest: str | None) -> Document:
    """Find title, byline and date.

    What the file says of itself counts where it is plausible. Its creation date is when somebody
    made the file, often years after the article, and is not taken for a publication date.
    """
    title = largest
    said = " ".join(info.get("Title", "").split())
    if title is None and not _MISSING_TITLE.fullmatch(said) and " " in said:
        title = said
    author = " ".join(info.get("Author", "").split())
    known = author if head.is_person(author) else None
    blocks = text.mark(blocks, words, headings=False)
    start = next((number for number, block in enumerate(blocks) if block.kind != "furniture"), 0)
    for number, block in enumerate(blocks[start : start + _TITLE_WITHIN], start=start):
        if title is not None and " ".join(words[block.start : block.end].split()) == " ".join(title.split()):
            blocks[number] = Block(start=block.start, end=block.end, kind="title", page=block.page)
            break
    top, found = head.recognise(words, blocks[start:], title=title)
    plain = None if title is None else " ".join(re.sub(r"-\n(?=[a-z])", "", title).split())
    return text.assemble(words, [*blocks[:start], *top], found, title=plain, author=found.author or known)
