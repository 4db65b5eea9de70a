"""Every table and column of the record, each with its comment; in one module, since both databases are made from it.

What a document says hangs on a *reading*; the key of a record is ``(reading, number)``, and a column that refers to
another record of the same reading holds the other's number. The public id ``q_1f2e3d4c5b`` is 0x1f2e3d4c5b in
`quotation.id`. What has no column of its own stands in ``rest``, as JSON. Names and words
that recur stand in `phrase`, once each; the views of views.py spell them out. An instant is in milliseconds since 1970.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

METADATA = sa.MetaData(
    naming_convention={
        "ix": "%(table_name)s_by_%(column_0_N_name)s",
        "uq": "%(table_name)s_once_by_%(column_0_N_name)s",
        "ck": "%(table_name)s_%(constraint_name)s",
        "fk": "%(table_name)s_%(column_0_name)s_is_there",
        "pk": "%(table_name)s_key",
    }
)
# SQLite has no column wider than INTEGER, and STRICT tables take no other name for it.
_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ID_TAIL = (1 << 23) - 1
_IN_KEY: dict[str, Any] = {"primary_key": True, "nullable": False, "autoincrement": False}
_REAL: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")


def _column(name: str, kind: Any, comment: str, *more: Any, **options: Any) -> sa.Column[Any]:  # noqa: ANN401 - as Column has them
    return sa.Column(name, kind, *more, comment=comment, **{"nullable": True, **options})


def _whole(name: str, comment: str, *more: Any, **options: Any) -> sa.Column[Any]:  # noqa: ANN401 - likewise
    return _column(name, _WHOLE, comment, *more, **options)


def _offset(name: str, comment: str, **options: Any) -> sa.Column[Any]:  # noqa: ANN401 - likewise
    return _column(name, sa.Integer(), comment, **options)


def _real(name: str, comment: str) -> sa.Column[Any]:
    return _column(name, _REAL, comment)


def _text(name: str, comment: str, **options: Any) -> sa.Column[Any]:  # noqa: ANN401 - likewise
    return _column(name, sa.Text(), comment, **options)


def _instant(name: str, comment: str, **options: Any) -> sa.Column[Any]:  # noqa: ANN401 - likewise
    return _whole(name, comment, **options)


def _bytes(name: str, comment: str, **options: Any) -> sa.Column[Any]:  # noqa: ANN401 - likewise
    return _column(name, sa.LargeBinary(), comment, **options)


def _number(name: str, comment: str, *more: Any, **options: Any) -> sa.Column[Any]:  # noqa: ANN401 - likewise
    # The number of a row: PostgreSQL takes four bytes for it, and eight for a whole number.
    return _column(name, sa.Integer(), comment, *more, **options)


def _key(comment: str) -> sa.Column[Any]:
    return _number("id", comment, primary_key=True, nullable=False, autoincrement=False)


def _to(name: str, table: str, comment: str, **options: Any) -> sa.Column[Any]:  # noqa: ANN401 - likewise
    return _number(name, comment, sa.ForeignKey(f"{table}.id"), **options)


def _term(name: str, comment: str, **options: Any) -> sa.Column[Any]:  # noqa: ANN401 - as Column has them
    return _to(name, "phrase", comment, info={"is_phrase": True}, **options)


def _table(name: str, comment: str, *parts: Any, rows_in_key: bool = False) -> sa.Table:  # noqa: ANN401 - as Table has them
    # A table that is looked up by its whole key stands in the key's own tree, not beside it.
    return sa.Table(name, METADATA, *parts, comment=comment, sqlite_strict=True, sqlite_with_rowid=not rows_in_key)


# --- The ledger: what was given, and what became of it ---

run = _table(
    "run",
    "One command that added to the record.",
    _key("Number of the run."),
    _text("command", "The command, as it was given.", nullable=False),
    _text("sayso", "Version of sayso that ran.", nullable=False),
    _instant("started_at", "When it began.", nullable=False),
    _instant("ended_at", "When it ended; null while it runs, or where it was killed."),
)

original = _table(
    "original",
    "The bytes that were read, once each.",
    _key("Number of the original."),
    _bytes("sha256", "SHA-256 of the bytes.", nullable=False, unique=True),
    _whole("byte_count", "How many bytes they are.", nullable=False),
    _text("coding", "How `content` is packed: zlib, or none.", nullable=False),
    _bytes("content", "The bytes, packed.", nullable=False),
)

item = _table(
    "item",
    "The ledger: the smallest thing that is kept or refused on its own, such as a file or an archive member.",
    _key("Number of the item."),
    _bytes("key", "First 16 bytes of the SHA-256 of name and bytes: the same item is not added twice.", nullable=False),
    _text("name", "Where it came from, such as news.zip!a/b.html.", nullable=False),
    _bytes("sha256", "SHA-256 of its bytes; null where they could not be read."),
    _whole("byte_count", "How many bytes it has."),
    _text("state", "done, refused or failed.", nullable=False),
    _text("reason", "Why it was refused or failed."),
    _text("advice", "What can be done about it."),
    _number("retryable", "1 where trying again may help.", nullable=False),
    _whole("attempts", "How often it was tried.", nullable=False),
    _text("media_type", "What its source said it is."),
    _text("url", "Where it was fetched from."),
    _instant("fetched_at", "When it was fetched."),
    _instant("learned_at", "When it came to its present state.", nullable=False),
    _to("run", "run", "The run that brought it there."),
    _text("source", "What was given to sayso add and led to it: a path, a pattern or a URL."),
    sa.UniqueConstraint("key"),
)
sa.Index(None, item.c.state, sqlite_where=item.c.state != "done", postgresql_where=item.c.state != "done")

# --- Documents ---

outlet = _table(
    "outlet",
    "Who publishes; what is known of them stands in outlet_fact.",
    _key("Number of the outlet."),
    _text("name", "Its name, as documents give it.", nullable=False, unique=True),
)

outlet_fact = _table(
    "outlet_fact",
    "What somebody has put down about an outlet; the newest of each field holds, nothing is changed.",
    _key("Number of the fact, in the order of setting."),
    _to("outlet", "outlet", "The outlet.", nullable=False),
    _text("field", "domain, kind, country, party or reliability.", nullable=False),
    _text("value", "What it is; null takes it back. A reliability is A to F of the Admiralty scale."),
    _instant("set_at", "When it was put down.", nullable=False),
    _text("set_by", "Who put it down, or the file it came from."),
)
sa.Index(None, outlet_fact.c.outlet, outlet_fact.c.field)

document = _table(
    "document",
    "One text, as it was read; its characters stand in document_text.",
    _key("Number of the document."),
    _bytes("key", "First 16 bytes of the SHA-256 of external id and text: the same is not kept twice.", nullable=False),
    _text("external_id", "Its id, as its source or sayso gave it.", nullable=False),
    _bytes("text_sha256", "SHA-256 of its text in UTF-8.", nullable=False),
    _whole("character_count", "How many code points its text has.", nullable=False),
    _number("first_passage", "Number of its first passage; those of one document follow each other.", nullable=False),
    _number("last_passage", "Number of its last passage.", nullable=False),
    _text("title", "Its title."),
    _to("outlet", "outlet", "Who published it."),
    _text("author", "Who wrote it."),
    _text("agency", "The news agency that a dateline or credit names."),
    _text("published", "When it was published: an ISO 8601 date or instant."),
    _text("language", "ISO 639-1 code of its language."),
    _text("url", "Its address."),
    _instant("learned_at", "When it was kept.", nullable=False),
    _to("run", "run", "The run that brought it."),
    _text("rest", "What else is known of it, as JSON; fields that say nothing are left out."),
    sa.UniqueConstraint("key"),
)
sa.Index(None, document.c.external_id)
sa.Index(None, document.c.outlet, document.c.published)
sa.Index(None, document.c.published)

document_text = _table(
    "document_text",
    "The text of a document; spans count its code points.",
    _number(
        "document",
        "The document.",
        sa.ForeignKey("document.id"),
        primary_key=True,
        nullable=False,
        autoincrement=False,
    ),
    _text("odd", "Code points that no database keeps, [[offset, code point], ...]; U+FFFD stands for them."),
    _text("text", "The text.", nullable=False),
)

passage = _table(
    "passage",
    "A block of a document: paragraph, heading, title ...; what a search finds.",
    _key("Number of the passage, in the order of the text."),
    _to("document", "document", "The document.", nullable=False),
    _offset("start", "Offset of its first code point, from 0.", nullable=False),
    _offset("stop", "Offset after its last code point.", nullable=False),
    _term("kind", "title, byline, date, dateline, heading, paragraph, furniture; null for a text without blocks."),
    _whole("page", "Page, from 1, where the source has pages."),
)

version = _table(
    "version",
    "The states in which an article was seen, each a document; an article is what has one URL, or one name.",
    _whole(
        "article", "Number made of the article's URL or name.", primary_key=True, nullable=False, autoincrement=False
    ),
    _whole("number", "Which state of the article, from 1.", primary_key=True, nullable=False),
    _to("document", "document", "The text it had then.", nullable=False),
    _instant("seen_at", "When it was fetched, else when the run began: what orders the states.", nullable=False),
    _text("published", "The document's own date, empty for none: what orders states seen at once.", nullable=False),
    _instant("learned_at", "When the record came to know of this state.", nullable=False),
    rows_in_key=True,
)
sa.Index(None, version.c.document)

sighting = _table(
    "sighting",
    "Where a document was seen: the same text may come in several items.",
    _to("document", "document", "The document.", primary_key=True, nullable=False),
    _to("item", "item", "The item that held it.", primary_key=True, nullable=False),
    _instant("learned_at", "When it was seen there.", nullable=False),
    rows_in_key=True,
)
sa.Index(None, sighting.c.item)

copy = _table(
    "copy",
    "What was found of a document as a copy, each time that changed; the newest of each document holds.",
    _key("Number of the finding, in the order of finding."),
    _to("document", "document", "The one that repeats another.", nullable=False),
    _to("original", "document", "The one that it repeats; null where it turned out to be nobody's copy."),
    _text("how", "verbatim, excerpt or rewrite."),
    _real("share", "How much of the document is the original's, 0 to 1; null where it has it through others only."),
    _text("credit", "Whom it names for its words, such as AP."),
    _instant("learned_at", "When this was found.", nullable=False),
)
sa.Index(None, copy.c.document)
sa.Index(None, copy.c.original)

feed = _table(
    "feed",
    "Where the polling of feeds stands.",
    _text("url", "Address of the feed.", primary_key=True, nullable=False),
    _text("etag", "ETag of the last answer."),
    _text("last_modified", "Last-Modified of the last answer."),
    _instant("checked_at", "When it was last asked."),
    _instant("next_due_at", "When to ask again."),
    _whole("failures", "How often in a row it did not answer.", nullable=False),
    _text("reason", "Why it did not answer the last time."),
    _text("rest", "What else its polling goes on with, such as the entries seen, as JSON."),
)

# --- What documents say ---

phrase = _table(
    "phrase",
    "Names and other words that recur, each once; a column that has them holds the number.",
    _key("Number of the phrase."),
    _text("text", "The words.", nullable=False, unique=True),
    _text("folded", "The same as queries match it, see words.py; null where that is in small letters between spaces."),
)

reading = _table(
    "reading",
    "What one version of sayso made of a document; records hang on it.",
    _key("Number of the reading, in the order of learning."),
    _to("document", "document", "The document.", nullable=False),
    _text("sayso", "Version of sayso that read it.", nullable=False),
    _whole("contract", "Number of the contract that its records follow.", nullable=False),
    _text(
        "setup",
        "What else the reading hangs on, such as a user's actors.toml, as a digest; empty for none.",
        nullable=False,
    ),
    _instant("learned_at", "When it was learned.", nullable=False),
    _to("run", "run", "The run that read it."),
    sa.UniqueConstraint("document", "sayso", "contract", "setup"),
)


def _span(name: str, what: str, *, optional: bool = False) -> list[sa.Column[Any]]:
    return [
        _offset(f"{name}_start", f"Offset of the first code point of {what}.", nullable=optional),
        # Most are shorter than 128, which takes one byte of SQLite's; where they end takes two.
        _offset(f"{name}_length", f"How many code points {what} takes up.", nullable=optional),
    ]


def _mention(name: str, what: str) -> list[sa.Column[Any]]:
    return [
        *_span(name, what, optional=True),
        _number(f"{name}_actor", f"Number of the actor that {what} is, in this reading."),
    ]


def _edtf(name: str, what: str) -> list[sa.Column[Any]]:
    return [
        _term(name, f"{what}, as EDTF."),
        _whole(f"{name}_first", f"{what}: the earliest day it may be, 20310504 for 4 May 2031."),
        _whole(f"{name}_last", f"{what}: the latest day it may be, likewise."),
    ]


def _ref(name: str, what: str) -> sa.Column[Any]:
    return _number(name, f"Number of {what}, in this reading.")


def _records(name: str, comment: str, *parts: Any, is_shown: bool = True) -> sa.Table:  # noqa: ANN401 - as Table has them
    # Nobody looks up a mere mention by its id, and three more indexes cost a third of a byte for each byte of text.
    made = _table(
        name,
        comment,
        _to("reading", "reading", "The reading that it is part of.", primary_key=True, nullable=False),
        _number("number", "Its place among those of its kind in the reading, from 0.", **_IN_KEY),
        _whole(
            "id",
            "The hexadecimal digits of its public id, as a number."
            if is_shown
            else "The last seven bits of its public id, where it can be made again (ids.py); else all, as a number.",
            nullable=False,
        ),
        *parts,
        _text("rest", "What else is known of it, as JSON; fields that say nothing are left out."),
        rows_in_key=True,
    )
    if is_shown:
        sa.Index(f"{name}_by_id", id_tail(made))
    return made


def id_tail(table: sa.Table) -> sa.ColumnElement[int]:
    """Give the last bits of an id, by which records are found: as many as three bytes hold, and few records share."""
    return table.c.id.bitwise_and(sa.literal_column(str(ID_TAIL), sa.BigInteger()))


actor = _records(
    "actor",
    "Somebody or something that a document names, as one who speaks or acts.",
    _term("name", "The name.", nullable=False),
    _term("kind", "person, state, organisation, armed_group, outlet, group or unnamed.", nullable=False),
    _term("country", "ISO 3166-1 alpha-3."),
    _term("code", "PLOVER sector."),
    _text("mentions", "Where it is named: of each mention in turn how far after the last one, and how long."),
    is_shown=False,
)
sa.Index(None, actor.c.name)

alias = _table(
    "alias",
    "Another name that a document has for an actor.",
    _to("reading", "reading", "The reading.", primary_key=True, nullable=False),
    _number("actor", "Number of the actor.", primary_key=True, nullable=False),
    _number("number", "Its place among the aliases, from 0.", primary_key=True, nullable=False),
    _term("name", "The name.", nullable=False),
    rows_in_key=True,
)
sa.Index(None, alias.c.name)

office = _table(
    "office",
    "An office that a document gives an actor.",
    _to("reading", "reading", "The reading.", primary_key=True, nullable=False),
    _number("actor", "Number of the actor.", primary_key=True, nullable=False),
    _number("number", "Its place among the offices, from 0.", primary_key=True, nullable=False),
    _term("title", "The office, in the words of the text.", nullable=False),
    *_span("span", "the words"),
    rows_in_key=True,
)

toponym = _table(
    "toponym",
    "A name of a place with what it was taken to mean, each once.",
    _key("Number of the toponym."),
    _whole("key", "Number made of all that follows: the same is not kept twice.", nullable=False, unique=True),
    _term("name", "The name.", nullable=False),
    _whole("geonames", "GeoNames id."),
    _real("lat", "WGS 84 degrees north."),
    _real("lon", "WGS 84 degrees east."),
    _term("country", "ISO 3166-1 alpha-3."),
    _term("admin1", "The first-level division it lies in."),
    _term("kind", "country, city, river ..."),
    _term("precision", "How finely the coordinates tell where it is: exact, city, ... wider."),
)
sa.Index(None, toponym.c.name)

place = _records(
    "place",
    "A mention of a place.",
    *_span("span", "the mention"),
    _to("toponym", "toponym", "What the name means here.", nullable=False),
    _number("literal", "0 for a metonym or demonym.", nullable=False),
    _number("uncertain", "1 where others are nearly as likely; see candidates in `rest`.", nullable=False),
    is_shown=False,
)
sa.Index(None, place.c.toponym)

date = _records(
    "date",
    "A time expression.",
    *_span("span", "the expression"),
    _term("type", "TIMEX3: DATE, TIME, DURATION or SET.", nullable=False),
    _term("value", "TIMEX3 value."),
    _term("mod", "TIMEX3 modifier."),
    _term("edtf", "The time, as EDTF."),
    _term("interval", "The range that it begins or ends, as EDTF."),
    is_shown=False,
)

quotation = _records(
    "quotation",
    "Content that a document attributes to a source.",
    _term("manner", "direct, indirect or mixed.", nullable=False),
    *_span("content", "the content, from its first part to its last", optional=True),
    *_span("cue", "the word that attributes it", optional=True),
    _term("cue_class", "How the reporter frames it: neutral, factive, doubting ..."),
    *_mention("speaker", "the speaker"),
    *_mention("addressee", "the one spoken to"),
    _ref("within", "the quotation that contains it"),
    *_mention("via", "what carries the words"),
    _term("polarity", "affirmed or denied.", nullable=False),
    _term("certainty", "certain, probable, possible or unspecified.", nullable=False),
    _ref("date", "the date when it was said"),
    _term("date_by", "What tells so."),
    _ref("place", "the place where it was said"),
    _term("place_by", "What tells so."),
    _term("rule", "What found it.", nullable=False),
)

figure = _records(
    "figure",
    "A quantity that a document gives, as an interval.",
    *_span("span", "the words"),
    _real("value", "The number itself."),
    _real("low", "The lower end; null where open."),
    _real("high", "The upper end; null where open."),
    _number("approximate", "1 for some, about, nearly.", nullable=False),
    _term("change", "up or down."),
    _term("unit", "The unit, or the counted noun."),
    _term("unit_text", "The unit in the words of the text."),
    *_span("counted", "what is counted", optional=True),
    _term("counted_as", "What is counted, in the words of the text, else the unit; what queries match."),
    _term("casualty_outcomes", "What befell those who are counted: killed, wounded ..., between spaces."),
    *_span("casualty_cue", "the word that says so", optional=True),
    _ref("part_of", "the figure for the whole"),
    _ref("quotation", "the quotation it stands in"),
    _ref("date", "its date"),
    _term("date_by", "What ties the date to it."),
    _ref("place", "its place"),
    _term("place_by", "What ties the place to it."),
    _ref("actor", "its actor"),
    _term("actor_by", "What ties the actor to it."),
)
sa.Index(None, figure.c.counted_as)

event = _records(
    "event",
    "Something that happened, or is said to have, in the terms of PLOVER 2.0.",
    *_span("trigger", "the words that tell it"),
    _term("type", "One of 16 types, or STATE.", nullable=False),
    _term("mode", "PLOVER mode."),
    _term("contexts", "PLOVER contexts, between spaces."),
    *_edtf("date_edtf", "When it happened"),
    _ref("date", "the date that tells when"),
    _number("date_assumed", "1 where the text gives no date, 0 where it does; null without a date."),
    _ref("place", "the place where"),
    _number("place_assumed", "1 where only the document's own place was there; null without a place."),
    _term("status", "occurred, ongoing, planned, alleged, denied or hypothetical.", nullable=False),
    _ref("quotation", "the quotation on whose word it stands"),
    _ref("killed", "the figure for the killed"),
    _ref("injured", "the figure for the injured"),
    _ref("arrested", "the figure for the arrested"),
    _number("background", "1 for what is told to place the news.", nullable=False),
    _term("cameo", "CAMEO root or code."),
    _real("score", "Conflict-cooperation score, -10 to 10."),
    _term("rule", "What coded it.", nullable=False),
)
sa.Index(None, event.c.type, event.c.date_edtf_first)
# By what day a timeline has an event, of those that texts date themselves.
sa.Index(
    None,
    event.c.date_edtf_first,
    sqlite_where=event.c.date_assumed == sa.literal_column("0"),
    postgresql_where=event.c.date_assumed == sa.literal_column("0"),
)

event_party = _table(
    "event_party",
    "Who took part in an event.",
    _to("reading", "reading", "The reading.", primary_key=True, nullable=False),
    _number("event", "Number of the event.", primary_key=True, nullable=False),
    _term("role", "actors or recipients.", primary_key=True, nullable=False),
    _number("number", "Place among those of its role, from 0.", primary_key=True, nullable=False),
    *_span("party", "the words for it"),
    _number("party_actor", "Number of the actor that it is, in this reading."),
    rows_in_key=True,
)

commitment = _records(
    "commitment",
    "What somebody promises, asks for, demands, refuses, threatens or expects.",
    _term("kind", "pledge, request, demand, refusal, threat or forecast.", nullable=False),
    *_span("span", "the words"),
    *_mention("by", "the one who does"),
    *_mention("to", "the one it is addressed to"),
    *_edtf("due", "Its deadline or horizon"),
    _number("conditional", "1 under an if or unless.", nullable=False),
    _ref("quotation", "the quotation it stands in"),
    _term("rule", "What found it.", nullable=False),
)
sa.Index(
    None,
    commitment.c.due_last,
    sqlite_where=commitment.c.due_last.is_not(None),
    postgresql_where=commitment.c.due_last.is_not(None),
)

meeting = _records(
    "meeting",
    "Talks, a summit, a visit or a call.",
    *_span("span", "the words"),
    _term("name", "What it is called.", nullable=False),
    _ref("place", "the place"),
    *_edtf("date", "When it was or will be"),
    _whole("counted_said", "How many the text says took part."),
    _whole("counted_listed", "How many the text lists."),
)

sa.Index(
    None,
    meeting.c.date_first,
    sqlite_where=meeting.c.date_first.is_not(None),
    postgresql_where=meeting.c.date_first.is_not(None),
)

meeting_party = _table(
    "meeting_party",
    "Who was at a meeting, or was not.",
    _to("reading", "reading", "The reading.", primary_key=True, nullable=False),
    _number("meeting", "Number of the meeting.", primary_key=True, nullable=False),
    _term("role", "hosts, participants or absent.", primary_key=True, nullable=False),
    _number("number", "Place among those of its role, from 0.", primary_key=True, nullable=False),
    _number("actor", "Number of the actor, in this reading.", nullable=False),
    rows_in_key=True,
)

control = _records(
    "control",
    "Who holds, gained or lost a place.",
    *_span("span", "the words"),
    _ref("place", "the place"),
    _ref("holder", "the actor who holds, gained or lost it"),
    _term("change", "holds, gained or lost.", nullable=False),
    *_edtf("date", "Since when"),
    _ref("quotation", "the quotation on whose word it stands"),
)

membership = _records(
    "membership",
    "Who belongs to which coalition, alliance, union or group, or joined or left it.",
    *_span("span", "the words"),
    *_mention("member", "the member"),
    *_mention("of", "the body"),
    _term("change", "belongs, joined, left or not.", nullable=False),
    _term("role", "The kind of member, in the words of the text."),
    *_edtf("date", "When somebody joined or left, or since when somebody belongs"),
    _ref("quotation", "the quotation on whose word it stands"),
    _term("rule", "What found it.", nullable=False),
)

verdict = _records(
    "verdict",
    "A sentence in which the author judges in a voice of his own.",
    _term("kind", "judgement, blame, purpose, certainty, necessity or label.", nullable=False),
    *_span("span", "the sentence"),
    _term("rule", "What found it.", nullable=False),
)

# --- How copies are found ---

signature = _table(
    "signature",
    "What is kept of a document to find its copies, and to judge whether it is an original.",
    _to("document", "document", "The document.", primary_key=True, nullable=False, autoincrement=False),
    _whole("key_count", "How many keys it has.", nullable=False),
    _whole("word_count", "How many words its body has.", nullable=False),
    _text("credits", "The houses that it credits, [[name or null, all or some], ...]; null for none."),
)

# It can be made again from the texts, so that it goes without references that would be looked up for every row.
shingle = _table(
    "shingle",
    "Which documents hold a run of words; no more of them than are looked at.",
    _offset("key", "31 bits of the digest of the words.", primary_key=True, nullable=False, autoincrement=False),
    _offset("document", "The document.", primary_key=True, nullable=False, autoincrement=False),
    rows_in_key=True,
)

copy_link = _table(
    "copy_link",
    "Two documents of which one at least is made from the other.",
    _to("one", "document", "The one with the smaller number.", primary_key=True, nullable=False),
    _to("other", "document", "The other.", primary_key=True, nullable=False),
    _text("forth", "How the other carries the one: verbatim, excerpt or rewrite; null where it does not."),
    _text("back", "How the one carries the other; null where it does not."),
    _real("one_share", "How much of the one is in the other, 0 to 1."),
    _real("other_share", "How much of the other is in the one, 0 to 1."),
    _instant("learned_at", "When this was found.", nullable=False),
    rows_in_key=True,
)
sa.Index(None, copy_link.c.other)
