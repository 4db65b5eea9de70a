"""Links between the records of one reading: on whose word a figure stands, when, where and of whom."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.annotate import document_of, tokens_of
from sayso.resolve.concerned import Concerned
from sayso.resolve.reach import looks_ahead

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy import tokens

    from sayso.entity import Actor
    from sayso.record import DateBy, Figure, Quotation
    from sayso.resolve.setting import Setting


def linked(
    doc: tokens.Doc,
    figures: Sequence[Figure],
    quotations: Sequence[Quotation],
    actors: Sequence[Actor],
    setting: Setting,
) -> tuple[tuple[Figure, ...], tuple[Quotation, ...]]:
    """Give figures and quotations the ids of the records that they belong to."""
    document = document_of(doc)
    is_dated = document is not None and document.published is not None
    said = tuple(_on_one_occasion([_said(quotation, setting) for quotation in quotations], setting, is_dated=is_dated))
    by_id = {quotation.id: quotation for quotation in said}
    concerned = Concerned(doc, actors)
    told = tuple(_told(figure, setting, by_id, concerned, is_dated=is_dated) for figure in figures)
    return told, said


def _said(quotation: Quotation, setting: Setting) -> Quotation:
    """Give a quotation when and where its own sentence says that it was said."""
    when, where = setting.when_said(quotation), setting.where_said(quotation)
    return replace(
        quotation,
        date=None if when is None else when.id,
        date_by=None if when is None else when.by,
        place=None if where is None else where.id,
        place_by=None if where is None else where.by,
    )


def _on_one_occasion(quotations: Iterable[Quotation], setting: Setting, *, is_dated: bool) -> Iterator[Quotation]:
    """Give what a speaker goes on to say the time and place of what he said just before: "..., she added"."""
    last: dict[str, Quotation] = {}
    for quotation in quotations:
        speaker = None if quotation.speaker is None else quotation.speaker.actor
        before = None if speaker is None else last.get(speaker)
        given = quotation
        if before is not None and quotation.date_by is None and setting.goes_on(before, quotation):
            given = replace(
                quotation,
                date=before.date,
                date_by="paragraph",
                place=quotation.place or before.place,
                place_by=quotation.place_by or (None if before.place is None else "paragraph"),
            )
        if speaker is not None:
            last[speaker] = given
        is_assumed = given.date is None and is_dated
        yield replace(given, date_by="document" if is_assumed else given.date_by if given.date is not None else None)


def _told(
    figure: Figure, setting: Setting, quotations: dict[str, Quotation], concerned: Concerned, *, is_dated: bool
) -> Figure:
    own_id = setting.scope(figure.span)
    quotation = None if own_id is None else quotations[own_id]
    start, end = tokens_of(setting.doc, figure.span)
    anchor = setting.doc[start:end].root
    if setting.is_time(figure.span) or _is_age(figure, anchor):
        return replace(figure, quotation=own_id)  # "72 hours" has no day of its own
    when, where = setting.when(figure.span), setting.where(figure.span)
    tied: tuple[str | None, DateBy] | None = None if when is None else (when.id, when.by)
    is_ahead = tied is None and looks_ahead(anchor)
    while (tied is None or tied[0] is None) and quotation is not None and not is_ahead:
        tied = None if quotation.date is None else (quotation.date, "saying")
        quotation = None if quotation.within is None else quotations.get(quotation.within)
    date, by = _dated(tied, is_dated=is_dated and not is_ahead)
    actor = concerned.by(figure)
    return replace(
        figure,
        quotation=own_id,
        date=date,
        date_by=by,
        place=None if where is None else where.id,
        place_by=None if where is None else where.by,
        actor=None if actor is None else actor[0],
        actor_by=None if actor is None else actor[1],
    )


def _is_age(figure: Figure, anchor: tokens.Token) -> bool:
    """Tell "Ana Lemos, 43, said"."""
    head = anchor.head
    return figure.counted is None and head.pos_ == "PROPN" and head.i < anchor.i and anchor.nbor(-1).text == ","


def _dated(tied: tuple[str | None, DateBy] | None, *, is_dated: bool) -> tuple[str | None, DateBy | None]:
    """Give the day of the document, which has no id, to what has none of its own or is told of "now"."""
    if tied is not None and tied[0] is not None:
        return tied
    return None, "document" if is_dated else None
