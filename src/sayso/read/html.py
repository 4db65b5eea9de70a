"""HTML to Document: the words of the article, without menus, scripts and comments."""

from __future__ import annotations

import functools
import logging
import re
from typing import TYPE_CHECKING, Any, BinaryIO

from sayso.document import Block, BlockKind, Document
from sayso.errors import ReadError
from sayso.read import head, limits, text
from sayso.read.decoding import decode
from sayso.read.published import published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from sayso.settings import Settings

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})"
    rb"|<\?xml[^>]{0,100}?encoding=[\"']([\w.:-]{2,40})",
    re.IGNORECASE,
)
_CHARSET_WITHIN = 4096
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_TAG = re.compile(
    r"<(?:(?P<comment>!--)|(?P<raw>script|style|textarea|title|xmp)(?=[\s/>])|(?P<close>/)?(?P<name>[a-zA-Z][\w:-]*))",
    re.IGNORECASE,
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_BLOCK_TAGS = frozenset(
    "address article blockquote body dd div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 header hr li main ol p"
    " pre section table td th tr ul".split()
)
# An open one of these ends where another of its row begins (HTML, 13.1.2.4, optional tags).
_ENDED_BY = {
    "p": _BLOCK_TAGS,
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "option": frozenset({"option", "optgroup"}),
    "td": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "th": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "tr": frozenset({"tr", "tbody", "tfoot"}),
}
_LEAVES = frozenset({"p", "head", "item", "cell", "quote", "code", "fw", "ab", "lb"})
_LEFT_OUT = frozenset("script style noscript template head nav footer form button select iframe svg aside".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# htmldate takes no day before 1995 and none after today, by itself; the same page must give the same day on any day.
_DATES = {"original_date": True, "extensive_search": False, "min_date": "1900-01-01", "max_date": "2199-12-31"}


def read(stream: BinaryIO, *, name: str, settings: Settings, charset: str | None = None) -> Iterator[Document]:
    """Read a web page; its text is the article's, paragraphs divided by blank lines."""
    data = limits.whole(stream, name=name, settings=settings)
    # What the server says goes before what the page says (HTML, 13.2.3.2).
    page = _DECLARATION.sub("", decode(data, name=name, declared=charset or _declared(data)), count=1).replace(
        "\x00", " "
    )
    guard(page, name=name, settings=settings)
    yield limits.admit(_document(page, name), name=name, settings=settings)


def entry(data: bytes, *, name: str, settings: Settings, title: str | None = None) -> Document:
    """Read the piece of a page that a feed holds: all of it is the article, and its title stands beside it.

    Raises:
        ReadError: when it holds no words, too many, or cannot be parsed.
    """
    page = decode(data, name=name).replace("\x00", " ")
    guard(page, name=name, settings=settings)
    pieces = _plain(page) if page.strip() else []
    if not pieces:
        raise ReadError(name, "it holds neither an article nor a summary", "fetch the page that it links to")
    return limits.admit(_put_together(pieces, {"title": title}), name=name, settings=settings)


def _declared(data: bytes) -> str | None:
    charset = _CHARSET.search(data[:_CHARSET_WITHIN])
    return None if charset is None else (charset[1] or charset[2]).decode("ascii", "replace")


def guard(page: str, *, name: str, settings: Settings) -> None:
    """Count tags before any parser sees them.

    Raises:
        ReadError: when they are too many, or nested deeper than a parser can follow.
    """
    opened: list[str] = []
    count = at = 0
    while match := _TAG.search(page, at):
        at = match.end()
        if match["comment"] is not None:
            at = _after(page, "-->", at)
            continue
        tag = (match["raw"] or match["name"]).lower()
        if match["close"] is not None:
            if tag in opened:
                del opened[len(opened) - 1 - opened[::-1].index(tag) :]
            continue
        count += 1
        if count > settings.max_elements:
            raise limits.too_much(name, f"it has more than {settings.max_elements:,} elements", "max_elements")
        if match["raw"] is not None:
            at = _after(page, f"</{tag}", at)
            continue
        while opened and tag in _ENDED_BY.get(opened[-1], ()):
            opened.pop()
        if tag not in _VOID:
            opened.append(tag)
            if len(opened) > settings.max_depth:
                reason = f"its tags are nested more than {settings.max_depth:,} deep"
                raise ReadError(name, reason, "no newspaper nests so deep; save the article itself as text")


def _after(page: str, mark: str, at: int) -> int:
    found = re.compile(re.escape(mark), re.IGNORECASE).search(page, at)
    return len(page) if found is None else found.end()


def _document(page: str, name: str) -> Document:
    extracted = _extract(page)
    pieces = [] if extracted is None else list(_pieces(extracted.body))
    if not any(words for _, words in pieces):
        pieces = _plain(page)
    if not pieces:
        reason = "it is HTML without words"
        raise ReadError(name, reason, "the page may need a browser to fill it; save it from there, or as text")
    return _put_together(pieces, _metadata(extracted))


def _put_together(pieces: list[tuple[BlockKind, str]], metadata: dict[str, str | None]) -> Document:
    title = metadata.get("title")
    words, blocks = _join(pieces)
    if title is not None and head.end_of_title(words, 0, title) is None:
        words, blocks = _join([("title", title), *pieces])
    blocks, found = head.recognise(words, text.mark(blocks, words), title=title)
    return text.assemble(words, blocks, found, **metadata)


def _tree(page: str) -> _Element | None:
    from lxml import etree, html  # noqa: PLC0415 - only a web page needs it

    parser = html.HTMLParser(
        encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        tree: _Element | None = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        return None
    return tree


def _extract(page: str) -> Any:  # noqa: ANN401 - trafilatura's document, or None
    import trafilatura  # noqa: PLC0415 - takes half a second to load

    _hush()
    tree = _tree(page)
    if tree is None:
        return None
    return trafilatura.bare_extraction(
        tree, include_comments=False, include_tables=True, with_metadata=True, date_extraction_params=dict(_DATES)
    )


@functools.cache
def _hush() -> None:
    """Keep what the extractor logs of odd pages off standard error; whoever configures logging still gets it."""
    for library in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(library).addHandler(logging.NullHandler())


def _pieces(body: _Element | None) -> Iterator[tuple[BlockKind, str]]:
    """Yield the paragraphs of an extracted body in order; a list or a table gives one an item or cell."""
    if body is None:
        return
    for element in body:
        if element.tag in _LEAVES and not any(child.tag in ("p", "item", "head") for child in element):
            words = " ".join("".join(element.itertext()).split())
            if words:
                yield ("heading" if element.tag == "head" else "paragraph"), words
        else:
            own = " ".join((element.text or "").split())
            if own:
                yield "paragraph", own
            yield from _pieces(element)
        tail = " ".join((element.tail or "").split())
        if tail:
            yield "paragraph", tail


def _plain(page: str) -> list[tuple[BlockKind, str]]:
    """Take every word of the page that a reader would see, where no article can be told from the rest."""
    tree = _tree(page)
    pieces: list[tuple[BlockKind, str]] = []
    words: list[str] = []

    def close(kind: BlockKind) -> None:
        joined = " ".join("".join(words).split())
        words.clear()
        if joined:
            pieces.append((kind, joined))

    if tree is None:
        return pieces
    # Not recursive: `iterwalk` keeps its own stack.
    from lxml import etree  # noqa: PLC0415 - loaded by then

    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _LEFT_OUT or not tag:
                walk.skip_subtree()
                continue
            if tag in _BLOCK_TAGS:
                close("paragraph")
            words.append(element.text or "")
        else:
            if tag in _BLOCK_TAGS:
                close("heading" if tag in _HEADINGS else "paragraph")
            elif tag == "br":
                words.append(" ")
            words.append(element.tail or "")
    close("paragraph")
    return pieces


def _join(pieces: list[tuple[BlockKind, str]]) -> tuple[str, list[Block]]:
    blocks: list[Block] = []
    at = 0
    for kind, words in pieces:
        blocks.append(Block(start=at, end=at + len(words), kind=kind))
        at += len(words) + 2
    return "\n\n".join(words for _, words in pieces), blocks


def _metadata(extracted: Any) -> dict[str, str | None]:  # noqa: ANN401 - trafilatura's document, or None
    if extracted is None:
        return {}
    author = _clean(extracted.author)
    return {
        "title": _clean(extracted.title),
        # trafilatura divides authors by semicolons.
        "author": None if author is None else " and ".join(author.rsplit("; ", 1)).replace("; ", ", "),
        "outlet": _clean(extracted.sitename),
        "published": published(_clean(extracted.date)),
        "url": _clean(extracted.url),
    }


def _clean(words: str | None) -> str | None:
    return None if words is None else " ".join(words.split()) or None
