"""Views that a person reads: the newest reading of the newest state of each article, its words spelled out."""

# ruff: noqa: S608 - only names of our own tables and columns go into these statements

from __future__ import annotations

# A mention has no id of its own there, see ids.py.
_IDS = {
    "commitment": "c",
    "control": "k",
    "event": "e",
    "figure": "f",
    "meeting": "m",
    "membership": "b",
    "quotation": "q",
    "verdict": "v",
}
# A reading counts where nothing later was made of its document, and the document where it is the newest state of an
# article it is a state of.
_CURRENT_READING = """
CREATE VIEW current_reading AS
SELECT reading.id, reading.document, reading.sayso, reading.contract, reading.learned_at, {read_at} AS read_at
FROM reading
WHERE NOT EXISTS (SELECT 1 FROM reading AS later WHERE later.document = reading.document AND later.id > reading.id)
AND EXISTS (
  SELECT 1 FROM version WHERE version.document = reading.document
  AND NOT EXISTS (
    SELECT 1 FROM version AS later WHERE later.article = version.article
    AND (later.seen_at, later.published, later.number) > (version.seen_at, version.published, version.number)
  )
)
"""
_CURRENT_DOCUMENT = """
CREATE VIEW current_document AS
SELECT document.id, document.external_id, document.title, outlet.name AS outlet, document.author, document.agency,
  document.published, document.language, document.url, {learned_at} AS learned_at, document_text.text
FROM document
JOIN document_text ON document_text.document = document.id
LEFT JOIN outlet ON outlet.id = document.outlet
WHERE EXISTS (
  SELECT 1 FROM version WHERE version.document = document.id
  AND NOT EXISTS (
    SELECT 1 FROM version AS later WHERE later.article = version.article
    AND (later.seen_at, later.published, later.number) > (version.seen_at, version.published, version.number)
  )
)
"""
_PASSAGE_TEXT = """
CREATE VIEW passage_text AS
SELECT passage.id, passage.document, passage.start, passage.stop, {kind} AS kind, passage.page,
  {text} AS text
FROM passage
JOIN document_text ON document_text.document = passage.document
"""
_CURRENT = """
CREATE VIEW {view} AS
SELECT {columns},
  document.id AS document, document.external_id, document.title, outlet.name AS outlet, document.published,
  document.url, {learned_at} AS learned_at
FROM current_reading
JOIN {name} ON {name}.reading = current_reading.id
JOIN document ON document.id = current_reading.document
JOIN document_text ON document_text.document = document.id
LEFT JOIN outlet ON outlet.id = document.outlet
"""
_CURRENT_COPY = """
CREATE VIEW current_copy AS
SELECT copy.document, document.external_id, document.title, outlet.name AS outlet, document.published,
  copy.original, original.external_id AS original_external_id, house.name AS original_outlet,
  copy.how, copy.share, copy.credit, {learned_at} AS learned_at
FROM copy
JOIN document ON document.id = copy.document
JOIN document AS original ON original.id = copy.original
LEFT JOIN outlet ON outlet.id = document.outlet
LEFT JOIN outlet AS house ON house.id = original.outlet
WHERE NOT EXISTS (SELECT 1 FROM copy AS later WHERE later.document = copy.document AND later.id > copy.id)
"""


def statements(dialect: str) -> list[str]:
    """Give the statements that create the views, in the order in which they lean on each other."""
    made = [_CURRENT_READING.format(read_at=_instant("reading.learned_at", dialect))]
    made += [_CURRENT_DOCUMENT.format(learned_at=_instant("document.learned_at", dialect))]
    made.append(
        _PASSAGE_TEXT.format(kind=_word("passage.kind"), text=_words("passage.start", "passage.stop - passage.start"))
    )
    for name, columns in _shown(dialect).items():
        told = {"id": _id(name, dialect), **columns} if name in _IDS else columns
        shown = ",\n  ".join(f"{value} AS {column}" for column, value in told.items())
        learned_at = _instant("current_reading.learned_at", dialect)
        # current_date is a word of SQL.
        view = "current_time_expression" if name == "date" else f"current_{name}"
        made.append(_CURRENT.format(view=view, name=name, columns=shown, learned_at=learned_at))
    made.append(_CURRENT_COPY.format(learned_at=_instant("copy.learned_at", dialect)))
    return [each.strip() for each in made]


def names(dialect: str) -> list[str]:
    """Give the names of the views."""
    return [statement.split()[2] for statement in statements(dialect)]


def _words(start: str, length: str) -> str:
    return f"substr(document_text.text, {start} + 1, {length})"


def _word(column: str) -> str:
    return f"(SELECT text FROM phrase WHERE phrase.id = {column})"


def _actor(owner: str, column: str) -> str:
    return (
        "(SELECT phrase.text FROM actor JOIN phrase ON phrase.id = actor.name"
        f" WHERE actor.reading = {owner}.reading AND actor.number = {owner}.{column})"
    )


def _place(owner: str) -> str:
    return (
        "(SELECT phrase.text FROM place JOIN toponym ON toponym.id = place.toponym"
        " JOIN phrase ON phrase.id = toponym.name"
        f" WHERE place.reading = {owner}.reading AND place.number = {owner}.place)"
    )


def _where(owner: str, column: str) -> str:
    return (
        f"(SELECT toponym.{column} FROM place JOIN toponym ON toponym.id = place.toponym"
        f" WHERE place.reading = {owner}.reading AND place.number = {owner}.place)"
    )


def _paragraph(start: str) -> str:
    return (
        "(SELECT substr(document_text.text, passage.start + 1, passage.stop - passage.start) FROM passage"
        " WHERE passage.id BETWEEN document.first_passage AND document.last_passage"
        f" AND passage.start <= {start} AND {start} < passage.stop LIMIT 1)"
    )


def _sayer(owner: str) -> str:
    return (
        "(SELECT phrase.text FROM quotation AS said"
        " JOIN actor ON actor.reading = said.reading AND actor.number = said.speaker_actor"
        " JOIN phrase ON phrase.id = actor.name"
        f" WHERE said.reading = {owner}.reading AND said.number = {owner}.quotation)"
    )


def _date(owner: str) -> str:
    return (
        "(SELECT phrase.text FROM date JOIN phrase ON phrase.id = date.edtf"
        f" WHERE date.reading = {owner}.reading AND date.number = {owner}.date)"
    )


def _toponym(column: str) -> str:
    return f"(SELECT {column} FROM toponym WHERE toponym.id = place.toponym)"


def _toponym_word(column: str) -> str:
    return (
        f"(SELECT phrase.text FROM toponym JOIN phrase ON phrase.id = toponym.{column}"
        " WHERE toponym.id = place.toponym)"
    )


def _id(name: str, dialect: str) -> str:
    prefix = _IDS[name]
    if dialect == "sqlite":
        return f"printf('{prefix}_%010x', {name}.id)"
    return f"'{prefix}_' || lpad(to_hex({name}.id), 10, '0')"


def _instant(column: str, dialect: str) -> str:
    if dialect == "sqlite":
        return f"strftime('%Y-%m-%dT%H:%M:%fZ', {column} / 1000.0, 'unixepoch')"
    return f"""to_char(to_timestamp({column} / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')"""


def _parties(name: str, role: str, dialect: str) -> str:
    gather = "group_concat" if dialect == "sqlite" else "string_agg"
    actor = "party_actor" if name == "event" else "actor"
    return (
        f"(SELECT {gather}(phrase.text, '; ') FROM {name}_party AS party"
        f" JOIN actor ON actor.reading = party.reading AND actor.number = party.{actor}"
        " JOIN phrase ON phrase.id = actor.name"
        f" WHERE party.reading = {name}.reading AND party.{name} = {name}.number"
        f" AND party.role = (SELECT id FROM phrase WHERE text = '{role}'))"
    )


def _shown(dialect: str) -> dict[str, dict[str, str]]:
    """Give for each kind of record the columns of its view, with what stands in them."""
    return {
        "quotation": {
            "speaker": _actor("quotation", "speaker_actor"),
            "manner": _word("quotation.manner"),
            "content": _words("quotation.content_start", "quotation.content_length"),
            "cue": _words("quotation.cue_start", "quotation.cue_length"),
            "polarity": _word("quotation.polarity"),
            "certainty": _word("quotation.certainty"),
            "date": _date("quotation"),
            "place": _place("quotation"),
            "latitude": _where("quotation", "lat"),
            "longitude": _where("quotation", "lon"),
            "paragraph": _paragraph("quotation.content_start"),
        },
        "figure": {
            "words": _words("figure.span_start", "figure.span_length"),
            "value": "figure.value",
            "low": "figure.low",
            "high": "figure.high",
            "approximate": "figure.approximate",
            "change": _word("figure.change"),
            "unit": _word("figure.unit"),
            "counted": _word("figure.counted_as"),
            "casualty": _word("figure.casualty_outcomes"),
            "date": _date("figure"),
            "place": _place("figure"),
            "latitude": _where("figure", "lat"),
            "longitude": _where("figure", "lon"),
            "said_by": _sayer("figure"),
            "paragraph": _paragraph("figure.span_start"),
        },
        "event": {
            "type": _word("event.type"),
            "mode": _word("event.mode"),
            "status": _word("event.status"),
            "background": "event.background",
            "words": _words("event.trigger_start", "event.trigger_length"),
            "actors": _parties("event", "actors", dialect),
            "recipients": _parties("event", "recipients", dialect),
            "date": _word("event.date_edtf"),
            "date_assumed": "event.date_assumed",
            "place": _place("event"),
            "latitude": _where("event", "lat"),
            "longitude": _where("event", "lon"),
            "place_assumed": "event.place_assumed",
            "score": "event.score",
            "said_by": _sayer("event"),
            "paragraph": _paragraph("event.trigger_start"),
        },
        "commitment": {
            "kind": _word("commitment.kind"),
            "giver": _actor("commitment", "by_actor"),
            "receiver": _actor("commitment", "to_actor"),
            "words": _words("commitment.span_start", "commitment.span_length"),
            "due": _word("commitment.due"),
            "conditional": "commitment.conditional",
            "said_by": _sayer("commitment"),
            "paragraph": _paragraph("commitment.span_start"),
        },
        "meeting": {
            "name": _word("meeting.name"),
            "place": _place("meeting"),
            "latitude": _where("meeting", "lat"),
            "longitude": _where("meeting", "lon"),
            "date": _word("meeting.date"),
            "hosts": _parties("meeting", "hosts", dialect),
            "participants": _parties("meeting", "participants", dialect),
            "absent": _parties("meeting", "absent", dialect),
            "paragraph": _paragraph("meeting.span_start"),
        },
        "control": {
            "holder": _actor("control", "holder"),
            "change": _word("control.change"),
            "place": _place("control"),
            "latitude": _where("control", "lat"),
            "longitude": _where("control", "lon"),
            "date": _word("control.date"),
            "words": _words("control.span_start", "control.span_length"),
            "said_by": _sayer("control"),
            "paragraph": _paragraph("control.span_start"),
        },
        "membership": {
            "member": _actor("membership", "member_actor"),
            "body": _actor("membership", "of_actor"),
            "change": _word("membership.change"),
            "role": _word("membership.role"),
            "date": _word("membership.date"),
            "words": _words("membership.span_start", "membership.span_length"),
            "said_by": _sayer("membership"),
            "paragraph": _paragraph("membership.span_start"),
        },
        "verdict": {
            "kind": _word("verdict.kind"),
            "words": _words("verdict.span_start", "verdict.span_length"),
            "paragraph": _paragraph("verdict.span_start"),
        },
        "actor": {
            "name": _word("actor.name"),
            "kind": _word("actor.kind"),
            "country": _word("actor.country"),
            "code": _word("actor.code"),
        },
        "place": {
            "name": _toponym_word("name"),
            "latitude": _toponym("lat"),
            "longitude": _toponym("lon"),
            "country": _toponym_word("country"),
            "admin1": _toponym_word("admin1"),
            "kind": _toponym_word("kind"),
            "precision": _toponym_word("precision"),
            "geonames": _toponym("geonames"),
            "literal": "place.literal",
            "uncertain": "place.uncertain",
            "paragraph": _paragraph("place.span_start"),
        },
        "date": {
            "words": _words("date.span_start", "date.span_length"),
            "type": _word("date.type"),
            "value": _word("date.value"),
            "edtf": _word("date.edtf"),
            "paragraph": _paragraph("date.span_start"),
        },
    }
