CREATE TABLE feed (
	url TEXT NOT NULL, 
	etag TEXT, 
	last_modified TEXT, 
	checked_at BIGINT, 
	next_due_at BIGINT, 
	failures BIGINT NOT NULL, 
	reason TEXT, 
	rest TEXT, 
	CONSTRAINT feed_key PRIMARY KEY (url)
);

COMMENT ON TABLE feed IS 'Where the polling of feeds stands.';

COMMENT ON COLUMN feed.url IS 'Address of the feed.';

COMMENT ON COLUMN feed.etag IS 'ETag of the last answer.';

COMMENT ON COLUMN feed.last_modified IS 'Last-Modified of the last answer.';

COMMENT ON COLUMN feed.checked_at IS 'When it was last asked.';

COMMENT ON COLUMN feed.next_due_at IS 'When to ask again.';

COMMENT ON COLUMN feed.failures IS 'How often in a row it did not answer.';

COMMENT ON COLUMN feed.reason IS 'Why it did not answer the last time.';

COMMENT ON COLUMN feed.rest IS 'What else its polling goes on with, such as the entries seen, as JSON.';

CREATE TABLE original (
	id INTEGER NOT NULL, 
	sha256 BYTEA NOT NULL, 
	byte_count BIGINT NOT NULL, 
	coding TEXT NOT NULL, 
	content BYTEA NOT NULL, 
	CONSTRAINT original_key PRIMARY KEY (id), 
	CONSTRAINT original_once_by_sha256 UNIQUE (sha256)
);

COMMENT ON TABLE original IS 'The bytes that were read, once each.';

COMMENT ON COLUMN original.id IS 'Number of the original.';

COMMENT ON COLUMN original.sha256 IS 'SHA-256 of the bytes.';

COMMENT ON COLUMN original.byte_count IS 'How many bytes they are.';

COMMENT ON COLUMN original.coding IS 'How `content` is packed: zlib, or none.';

COMMENT ON COLUMN original.content IS 'The bytes, packed.';

CREATE TABLE outlet (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	CONSTRAINT outlet_key PRIMARY KEY (id), 
	CONSTRAINT outlet_once_by_name UNIQUE (name)
);

COMMENT ON TABLE outlet IS 'Who publishes; what is known of them stands in outlet_fact.';

COMMENT ON COLUMN outlet.id IS 'Number of the outlet.';

COMMENT ON COLUMN outlet.name IS 'Its name, as documents give it.';

CREATE TABLE phrase (
	id INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	folded TEXT, 
	CONSTRAINT phrase_key PRIMARY KEY (id), 
	CONSTRAINT phrase_once_by_text UNIQUE (text)
);

COMMENT ON TABLE phrase IS 'Names and other words that recur, each once; a column that has them holds the number.';

COMMENT ON COLUMN phrase.id IS 'Number of the phrase.';

COMMENT ON COLUMN phrase.text IS 'The words.';

COMMENT ON COLUMN phrase.folded IS 'The same as queries match it, see words.py; null where that is in small letters between spaces.';

CREATE TABLE run (
	id INTEGER NOT NULL, 
	command TEXT NOT NULL, 
	sayso TEXT NOT NULL, 
	started_at BIGINT NOT NULL, 
	ended_at BIGINT, 
	CONSTRAINT run_key PRIMARY KEY (id)
);

COMMENT ON TABLE run IS 'One command that added to the record.';

COMMENT ON COLUMN run.id IS 'Number of the run.';

COMMENT ON COLUMN run.command IS 'The command, as it was given.';

COMMENT ON COLUMN run.sayso IS 'Version of sayso that ran.';

COMMENT ON COLUMN run.started_at IS 'When it began.';

COMMENT ON COLUMN run.ended_at IS 'When it ended; null while it runs, or where it was killed.';

CREATE TABLE shingle (
	key INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	CONSTRAINT shingle_key PRIMARY KEY (key, document)
);

COMMENT ON TABLE shingle IS 'Which documents hold a run of words; no more of them than are looked at.';

COMMENT ON COLUMN shingle.key IS '31 bits of the digest of the words.';

COMMENT ON COLUMN shingle.document IS 'The document.';

CREATE TABLE document (
	id INTEGER NOT NULL, 
	key BYTEA NOT NULL, 
	external_id TEXT NOT NULL, 
	text_sha256 BYTEA NOT NULL, 
	character_count BIGINT NOT NULL, 
	first_passage INTEGER NOT NULL, 
	last_passage INTEGER NOT NULL, 
	title TEXT, 
	outlet INTEGER, 
	author TEXT, 
	agency TEXT, 
	published TEXT, 
	language TEXT, 
	url TEXT, 
	learned_at BIGINT NOT NULL, 
	run INTEGER, 
	rest TEXT, 
	CONSTRAINT document_key PRIMARY KEY (id), 
	CONSTRAINT document_once_by_key UNIQUE (key), 
	CONSTRAINT document_outlet_is_there FOREIGN KEY(outlet) REFERENCES outlet (id), 
	CONSTRAINT document_run_is_there FOREIGN KEY(run) REFERENCES run (id)
);

CREATE INDEX document_by_external_id ON document (external_id);

CREATE INDEX document_by_outlet_published ON document (outlet, published);

CREATE INDEX document_by_published ON document (published);

COMMENT ON TABLE document IS 'One text, as it was read; its characters stand in document_text.';

COMMENT ON COLUMN document.id IS 'Number of the document.';

COMMENT ON COLUMN document.key IS 'First 16 bytes of the SHA-256 of external id and text: the same is not kept twice.';

COMMENT ON COLUMN document.external_id IS 'Its id, as its source or sayso gave it.';

COMMENT ON COLUMN document.text_sha256 IS 'SHA-256 of its text in UTF-8.';

COMMENT ON COLUMN document.character_count IS 'How many code points its text has.';

COMMENT ON COLUMN document.first_passage IS 'Number of its first passage; those of one document follow each other.';

COMMENT ON COLUMN document.last_passage IS 'Number of its last passage.';

COMMENT ON COLUMN document.title IS 'Its title.';

COMMENT ON COLUMN document.outlet IS 'Who published it.';

COMMENT ON COLUMN document.author IS 'Who wrote it.';

COMMENT ON COLUMN document.agency IS 'The news agency that a dateline or credit names.';

COMMENT ON COLUMN document.published IS 'When it was published: an ISO 8601 date or instant.';

COMMENT ON COLUMN document.language IS 'ISO 639-1 code of its language.';

COMMENT ON COLUMN document.url IS 'Its address.';

COMMENT ON COLUMN document.learned_at IS 'When it was kept.';

COMMENT ON COLUMN document.run IS 'The run that brought it.';

COMMENT ON COLUMN document.rest IS 'What else is known of it, as JSON; fields that say nothing are left out.';

CREATE TABLE item (
	id INTEGER NOT NULL, 
	key BYTEA NOT NULL, 
	name TEXT NOT NULL, 
	sha256 BYTEA, 
	byte_count BIGINT, 
	state TEXT NOT NULL, 
	reason TEXT, 
	advice TEXT, 
	retryable INTEGER NOT NULL, 
	attempts BIGINT NOT NULL, 
	media_type TEXT, 
	url TEXT, 
	fetched_at BIGINT, 
	learned_at BIGINT NOT NULL, 
	run INTEGER, 
	source TEXT, 
	CONSTRAINT item_key PRIMARY KEY (id), 
	CONSTRAINT item_once_by_key UNIQUE (key), 
	CONSTRAINT item_run_is_there FOREIGN KEY(run) REFERENCES run (id)
);

CREATE INDEX item_by_state ON item (state) WHERE state != 'done';

COMMENT ON TABLE item IS 'The ledger: the smallest thing that is kept or refused on its own, such as a file or an archive member.';

COMMENT ON COLUMN item.id IS 'Number of the item.';

COMMENT ON COLUMN item.key IS 'First 16 bytes of the SHA-256 of name and bytes: the same item is not added twice.';

COMMENT ON COLUMN item.name IS 'Where it came from, such as news.zip!a/b.html.';

COMMENT ON COLUMN item.sha256 IS 'SHA-256 of its bytes; null where they could not be read.';

COMMENT ON COLUMN item.byte_count IS 'How many bytes it has.';

COMMENT ON COLUMN item.state IS 'done, refused or failed.';

COMMENT ON COLUMN item.reason IS 'Why it was refused or failed.';

COMMENT ON COLUMN item.advice IS 'What can be done about it.';

COMMENT ON COLUMN item.retryable IS '1 where trying again may help.';

COMMENT ON COLUMN item.attempts IS 'How often it was tried.';

COMMENT ON COLUMN item.media_type IS 'What its source said it is.';

COMMENT ON COLUMN item.url IS 'Where it was fetched from.';

COMMENT ON COLUMN item.fetched_at IS 'When it was fetched.';

COMMENT ON COLUMN item.learned_at IS 'When it came to its present state.';

COMMENT ON COLUMN item.run IS 'The run that brought it there.';

COMMENT ON COLUMN item.source IS 'What was given to sayso add and led to it: a path, a pattern or a URL.';

CREATE TABLE outlet_fact (
	id INTEGER NOT NULL, 
	outlet INTEGER NOT NULL, 
	field TEXT NOT NULL, 
	value TEXT, 
	set_at BIGINT NOT NULL, 
	set_by TEXT, 
	CONSTRAINT outlet_fact_key PRIMARY KEY (id), 
	CONSTRAINT outlet_fact_outlet_is_there FOREIGN KEY(outlet) REFERENCES outlet (id)
);

CREATE INDEX outlet_fact_by_outlet_field ON outlet_fact (outlet, field);

COMMENT ON TABLE outlet_fact IS 'What somebody has put down about an outlet; the newest of each field holds, nothing is changed.';

COMMENT ON COLUMN outlet_fact.id IS 'Number of the fact, in the order of setting.';

COMMENT ON COLUMN outlet_fact.outlet IS 'The outlet.';

COMMENT ON COLUMN outlet_fact.field IS 'domain, kind, country, party or reliability.';

COMMENT ON COLUMN outlet_fact.value IS 'What it is; null takes it back. A reliability is A to F of the Admiralty scale.';

COMMENT ON COLUMN outlet_fact.set_at IS 'When it was put down.';

COMMENT ON COLUMN outlet_fact.set_by IS 'Who put it down, or the file it came from.';

CREATE TABLE toponym (
	id INTEGER NOT NULL, 
	key BIGINT NOT NULL, 
	name INTEGER NOT NULL, 
	geonames BIGINT, 
	lat DOUBLE PRECISION, 
	lon DOUBLE PRECISION, 
	country INTEGER, 
	admin1 INTEGER, 
	kind INTEGER, 
	precision INTEGER, 
	CONSTRAINT toponym_key PRIMARY KEY (id), 
	CONSTRAINT toponym_once_by_key UNIQUE (key), 
	CONSTRAINT toponym_name_is_there FOREIGN KEY(name) REFERENCES phrase (id), 
	CONSTRAINT toponym_country_is_there FOREIGN KEY(country) REFERENCES phrase (id), 
	CONSTRAINT toponym_admin1_is_there FOREIGN KEY(admin1) REFERENCES phrase (id), 
	CONSTRAINT toponym_kind_is_there FOREIGN KEY(kind) REFERENCES phrase (id), 
	CONSTRAINT toponym_precision_is_there FOREIGN KEY(precision) REFERENCES phrase (id)
);

CREATE INDEX toponym_by_name ON toponym (name);

COMMENT ON TABLE toponym IS 'A name of a place with what it was taken to mean, each once.';

COMMENT ON COLUMN toponym.id IS 'Number of the toponym.';

COMMENT ON COLUMN toponym.key IS 'Number made of all that follows: the same is not kept twice.';

COMMENT ON COLUMN toponym.name IS 'The name.';

COMMENT ON COLUMN toponym.geonames IS 'GeoNames id.';

COMMENT ON COLUMN toponym.lat IS 'WGS 84 degrees north.';

COMMENT ON COLUMN toponym.lon IS 'WGS 84 degrees east.';

COMMENT ON COLUMN toponym.country IS 'ISO 3166-1 alpha-3.';

COMMENT ON COLUMN toponym.admin1 IS 'The first-level division it lies in.';

COMMENT ON COLUMN toponym.kind IS 'country, city, river ...';

COMMENT ON COLUMN toponym.precision IS 'How finely the coordinates tell where it is: exact, city, ... wider.';

CREATE TABLE copy (
	id INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	original INTEGER, 
	how TEXT, 
	share DOUBLE PRECISION, 
	credit TEXT, 
	learned_at BIGINT NOT NULL, 
	CONSTRAINT copy_key PRIMARY KEY (id), 
	CONSTRAINT copy_document_is_there FOREIGN KEY(document) REFERENCES document (id), 
	CONSTRAINT copy_original_is_there FOREIGN KEY(original) REFERENCES document (id)
);

CREATE INDEX copy_by_document ON copy (document);

CREATE INDEX copy_by_original ON copy (original);

COMMENT ON TABLE copy IS 'What was found of a document as a copy, each time that changed; the newest of each document holds.';

COMMENT ON COLUMN copy.id IS 'Number of the finding, in the order of finding.';

COMMENT ON COLUMN copy.document IS 'The one that repeats another.';

COMMENT ON COLUMN copy.original IS 'The one that it repeats; null where it turned out to be nobody''s copy.';

COMMENT ON COLUMN copy.how IS 'verbatim, excerpt or rewrite.';

COMMENT ON COLUMN copy.share IS 'How much of the document is the original''s, 0 to 1; null where it has it through others only.';

COMMENT ON COLUMN copy.credit IS 'Whom it names for its words, such as AP.';

COMMENT ON COLUMN copy.learned_at IS 'When this was found.';

CREATE TABLE copy_link (
	one INTEGER NOT NULL, 
	other INTEGER NOT NULL, 
	forth TEXT, 
	back TEXT, 
	one_share DOUBLE PRECISION, 
	other_share DOUBLE PRECISION, 
	learned_at BIGINT NOT NULL, 
	CONSTRAINT copy_link_key PRIMARY KEY (one, other), 
	CONSTRAINT copy_link_one_is_there FOREIGN KEY(one) REFERENCES document (id), 
	CONSTRAINT copy_link_other_is_there FOREIGN KEY(other) REFERENCES document (id)
);

CREATE INDEX copy_link_by_other ON copy_link (other);

COMMENT ON TABLE copy_link IS 'Two documents of which one at least is made from the other.';

COMMENT ON COLUMN copy_link.one IS 'The one with the smaller number.';

COMMENT ON COLUMN copy_link.other IS 'The other.';

COMMENT ON COLUMN copy_link.forth IS 'How the other carries the one: verbatim, excerpt or rewrite; null where it does not.';

COMMENT ON COLUMN copy_link.back IS 'How the one carries the other; null where it does not.';

COMMENT ON COLUMN copy_link.one_share IS 'How much of the one is in the other, 0 to 1.';

COMMENT ON COLUMN copy_link.other_share IS 'How much of the other is in the one, 0 to 1.';

COMMENT ON COLUMN copy_link.learned_at IS 'When this was found.';

CREATE TABLE document_text (
	document INTEGER NOT NULL, 
	odd TEXT, 
	text TEXT NOT NULL, 
	CONSTRAINT document_text_key PRIMARY KEY (document), 
	CONSTRAINT document_text_document_is_there FOREIGN KEY(document) REFERENCES document (id)
);

COMMENT ON TABLE document_text IS 'The text of a document; spans count its code points.';

COMMENT ON COLUMN document_text.document IS 'The document.';

COMMENT ON COLUMN document_text.odd IS 'Code points that no database keeps, [[offset, code point], ...]; U+FFFD stands for them.';

COMMENT ON COLUMN document_text.text IS 'The text.';

CREATE TABLE passage (
	id INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	stop INTEGER NOT NULL, 
	kind INTEGER, 
	page BIGINT, 
	CONSTRAINT passage_key PRIMARY KEY (id), 
	CONSTRAINT passage_document_is_there FOREIGN KEY(document) REFERENCES document (id), 
	CONSTRAINT passage_kind_is_there FOREIGN KEY(kind) REFERENCES phrase (id)
);

COMMENT ON TABLE passage IS 'A block of a document: paragraph, heading, title ...; what a search finds.';

COMMENT ON COLUMN passage.id IS 'Number of the passage, in the order of the text.';

COMMENT ON COLUMN passage.document IS 'The document.';

COMMENT ON COLUMN passage.start IS 'Offset of its first code point, from 0.';

COMMENT ON COLUMN passage.stop IS 'Offset after its last code point.';

COMMENT ON COLUMN passage.kind IS 'title, byline, date, dateline, heading, paragraph, furniture; null for a text without blocks.';

COMMENT ON COLUMN passage.page IS 'Page, from 1, where the source has pages.';

CREATE TABLE reading (
	id INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	sayso TEXT NOT NULL, 
	contract BIGINT NOT NULL, 
	setup TEXT NOT NULL, 
	learned_at BIGINT NOT NULL, 
	run INTEGER, 
	CONSTRAINT reading_key PRIMARY KEY (id), 
	CONSTRAINT reading_once_by_document_sayso_contract_setup UNIQUE (document, sayso, contract, setup), 
	CONSTRAINT reading_document_is_there FOREIGN KEY(document) REFERENCES document (id), 
	CONSTRAINT reading_run_is_there FOREIGN KEY(run) REFERENCES run (id)
);

COMMENT ON TABLE reading IS 'What one version of sayso made of a document; records hang on it.';

COMMENT ON COLUMN reading.id IS 'Number of the reading, in the order of learning.';

COMMENT ON COLUMN reading.document IS 'The document.';

COMMENT ON COLUMN reading.sayso IS 'Version of sayso that read it.';

COMMENT ON COLUMN reading.contract IS 'Number of the contract that its records follow.';

COMMENT ON COLUMN reading.setup IS 'What else the reading hangs on, such as a user''s actors.toml, as a digest; empty for none.';

COMMENT ON COLUMN reading.learned_at IS 'When it was learned.';

COMMENT ON COLUMN reading.run IS 'The run that read it.';

CREATE TABLE sighting (
	document INTEGER NOT NULL, 
	item INTEGER NOT NULL, 
	learned_at BIGINT NOT NULL, 
	CONSTRAINT sighting_key PRIMARY KEY (document, item), 
	CONSTRAINT sighting_document_is_there FOREIGN KEY(document) REFERENCES document (id), 
	CONSTRAINT sighting_item_is_there FOREIGN KEY(item) REFERENCES item (id)
);

CREATE INDEX sighting_by_item ON sighting (item);

COMMENT ON TABLE sighting IS 'Where a document was seen: the same text may come in several items.';

COMMENT ON COLUMN sighting.document IS 'The document.';

COMMENT ON COLUMN sighting.item IS 'The item that held it.';

COMMENT ON COLUMN sighting.learned_at IS 'When it was seen there.';

CREATE TABLE signature (
	document INTEGER NOT NULL, 
	key_count BIGINT NOT NULL, 
	word_count BIGINT NOT NULL, 
	credits TEXT, 
	CONSTRAINT signature_key PRIMARY KEY (document), 
	CONSTRAINT signature_document_is_there FOREIGN KEY(document) REFERENCES document (id)
);

COMMENT ON TABLE signature IS 'What is kept of a document to find its copies, and to judge whether it is an original.';

COMMENT ON COLUMN signature.document IS 'The document.';

COMMENT ON COLUMN signature.key_count IS 'How many keys it has.';

COMMENT ON COLUMN signature.word_count IS 'How many words its body has.';

COMMENT ON COLUMN signature.credits IS 'The houses that it credits, [[name or null, all or some], ...]; null for none.';

CREATE TABLE version (
	article BIGINT NOT NULL, 
	number BIGINT NOT NULL, 
	document INTEGER NOT NULL, 
	seen_at BIGINT NOT NULL, 
	published TEXT NOT NULL, 
	learned_at BIGINT NOT NULL, 
	CONSTRAINT version_key PRIMARY KEY (article, number), 
	CONSTRAINT version_document_is_there FOREIGN KEY(document) REFERENCES document (id)
);

CREATE INDEX version_by_document ON version (document);

COMMENT ON TABLE version IS 'The states in which an article was seen, each a document; an article is what has one URL, or one name.';

COMMENT ON COLUMN version.article IS 'Number made of the article''s URL or name.';

COMMENT ON COLUMN version.number IS 'Which state of the article, from 1.';

COMMENT ON COLUMN version.document IS 'The text it had then.';

COMMENT ON COLUMN version.seen_at IS 'When it was fetched, else when the run began: what orders the states.';

COMMENT ON COLUMN version.published IS 'The document''s own date, empty for none: what orders states seen at once.';

COMMENT ON COLUMN version.learned_at IS 'When the record came to know of this state.';

CREATE TABLE actor (
	reading INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	id BIGINT NOT NULL, 
	name INTEGER NOT NULL, 
	kind INTEGER NOT NULL, 
	country INTEGER, 
	code INTEGER, 
	mentions TEXT, 
	rest TEXT, 
	CONSTRAINT actor_key PRIMARY KEY (reading, number), 
	CONSTRAINT actor_reading_is_there FOREIGN KEY(reading) REFERENCES reading (id), 
	CONSTRAINT actor_name_is_there FOREIGN KEY(name) REFERENCES phrase (id), 
	CONSTRAINT actor_kind_is_there FOREIGN KEY(kind) REFERENCES phrase (id), 
	CONSTRAINT actor_country_is_there FOREIGN KEY(country) REFERENCES phrase (id), 
	CONSTRAINT actor_code_is_there FOREIGN KEY(code) REFERENCES phrase (id)
);

CREATE INDEX actor_by_name ON actor (name);

COMMENT ON TABLE actor IS 'Somebody or something that a document names, as one who speaks or acts.';

COMMENT ON COLUMN actor.reading IS 'The reading that it is part of.';

COMMENT ON COLUMN actor.number IS 'Its place among those of its kind in the reading, from 0.';

COMMENT ON COLUMN actor.id IS 'The last seven bits of its public id, where it can be made again (ids.py); else all, as a number.';

COMMENT ON COLUMN actor.name IS 'The name.';

COMMENT ON COLUMN actor.kind IS 'person, state, organisation, armed_group, outlet, group or unnamed.';

COMMENT ON COLUMN actor.country IS 'ISO 3166-1 alpha-3.';

COMMENT ON COLUMN actor.code IS 'PLOVER sector.';

COMMENT ON COLUMN actor.mentions IS 'Where it is named: of each mention in turn how far after the last one, and how long.';

COMMENT ON COLUMN actor.rest IS 'What else is known of it, as JSON; fields that say nothing are left out.';

CREATE TABLE alias (
	reading INTEGER NOT NULL, 
	actor INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	name INTEGER NOT NULL, 
	CONSTRAINT alias_key PRIMARY KEY (reading, actor, number), 
	CONSTRAINT alias_reading_is_there FOREIGN KEY(reading) REFERENCES reading (id), 
	CONSTRAINT alias_name_is_there FOREIGN KEY(name) REFERENCES phrase (id)
);

CREATE INDEX alias_by_name ON alias (name);

COMMENT ON TABLE alias IS 'Another name that a document has for an actor.';

COMMENT ON COLUMN alias.reading IS 'The reading.';

COMMENT ON COLUMN alias.actor IS 'Number of the actor.';

COMMENT ON COLUMN alias.number IS 'Its place among the aliases, from 0.';

COMMENT ON COLUMN alias.name IS 'The name.';

CREATE TABLE commitment (
	reading INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	id BIGINT NOT NULL, 
	kind INTEGER NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_length INTEGER NOT NULL, 
	by_start INTEGER, 
	by_length INTEGER, 
	by_actor INTEGER, 
	to_start INTEGER, 
	to_length INTEGER, 
	to_actor INTEGER, 
	due INTEGER, 
	due_first BIGINT, 
	due_last BIGINT, 
	conditional INTEGER NOT NULL, 
	quotation INTEGER, 
	rule INTEGER NOT NULL, 
	rest TEXT, 
	CONSTRAINT commitment_key PRIMARY KEY (reading, number), 
	CONSTRAINT commitment_reading_is_there FOREIGN KEY(reading) REFERENCES reading (id), 
	CONSTRAINT commitment_kind_is_there FOREIGN KEY(kind) REFERENCES phrase (id), 
	CONSTRAINT commitment_due_is_there FOREIGN KEY(due) REFERENCES phrase (id), 
	CONSTRAINT commitment_rule_is_there FOREIGN KEY(rule) REFERENCES phrase (id)
);

CREATE INDEX commitment_by_due_last ON commitment (due_last) WHERE due_last IS NOT NULL;

CREATE INDEX commitment_by_id ON commitment ((id & 8388607));

COMMENT ON TABLE commitment IS 'What somebody promises, asks for, demands, refuses, threatens or expects.';

COMMENT ON COLUMN commitment.reading IS 'The reading that it is part of.';

COMMENT ON COLUMN commitment.number IS 'Its place among those of its kind in the reading, from 0.';

COMMENT ON COLUMN commitment.id IS 'The hexadecimal digits of its public id, as a number.';

COMMENT ON COLUMN commitment.kind IS 'pledge, request, demand, refusal, threat or forecast.';

COMMENT ON COLUMN commitment.span_start IS 'Offset of the first code point of the words.';

COMMENT ON COLUMN commitment.span_length IS 'How many code points the words takes up.';

COMMENT ON COLUMN commitment.by_start IS 'Offset of the first code point of the one who does.';

COMMENT ON COLUMN commitment.by_length IS 'How many code points the one who does takes up.';

COMMENT ON COLUMN commitment.by_actor IS 'Number of the actor that the one who does is, in this reading.';

COMMENT ON COLUMN commitment.to_start IS 'Offset of the first code point of the one it is addressed to.';

COMMENT ON COLUMN commitment.to_length IS 'How many code points the one it is addressed to takes up.';

COMMENT ON COLUMN commitment.to_actor IS 'Number of the actor that the one it is addressed to is, in this reading.';

COMMENT ON COLUMN commitment.due IS 'Its deadline or horizon, as EDTF.';

COMMENT ON COLUMN commitment.due_first IS 'Its deadline or horizon: the earliest day it may be, 20310504 for 4 May 2031.';

COMMENT ON COLUMN commitment.due_last IS 'Its deadline or horizon: the latest day it may be, likewise.';

COMMENT ON COLUMN commitment.conditional IS '1 under an if or unless.';

COMMENT ON COLUMN commitment.quotation IS 'Number of the quotation it stands in, in this reading.';

COMMENT ON COLUMN commitment.rule IS 'What found it.';

COMMENT ON COLUMN commitment.rest IS 'What else is known of it, as JSON; fields that say nothing are left out.';

CREATE TABLE control (
	reading INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	id BIGINT NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_length INTEGER NOT NULL, 
	place INTEGER, 
	holder INTEGER, 
	change INTEGER NOT NULL, 
	date INTEGER, 
	date_first BIGINT, 
	date_last BIGINT, 
	quotation INTEGER, 
	rest TEXT, 
	CONSTRAINT control_key PRIMARY KEY (reading, number), 
	CONSTRAINT control_reading_is_there FOREIGN KEY(reading) REFERENCES reading (id), 
	CONSTRAINT control_change_is_there FOREIGN KEY(change) REFERENCES phrase (id), 
	CONSTRAINT control_date_is_there FOREIGN KEY(date) REFERENCES phrase (id)
);

CREATE INDEX control_by_id ON control ((id & 8388607));

COMMENT ON TABLE control IS 'Who holds, gained or lost a place.';

COMMENT ON COLUMN control.reading IS 'The reading that it is part of.';

COMMENT ON COLUMN control.number IS 'Its place among those of its kind in the reading, from 0.';

COMMENT ON COLUMN control.id IS 'The hexadecimal digits of its public id, as a number.';

COMMENT ON COLUMN control.span_start IS 'Offset of the first code point of the words.';

COMMENT ON COLUMN control.span_length IS 'How many code points the words takes up.';

COMMENT ON COLUMN control.place IS 'Number of the place, in this reading.';

COMMENT ON COLUMN control.holder IS 'Number of the actor who holds, gained or lost it, in this reading.';

COMMENT ON COLUMN control.change IS 'holds, gained or lost.';

COMMENT ON COLUMN control.date IS 'Since when, as EDTF.';

COMMENT ON COLUMN control.date_first IS 'Since when: the earliest day it may be, 20310504 for 4 May 2031.';

COMMENT ON COLUMN control.date_last IS 'Since when: the latest day it may be, likewise.';

COMMENT ON COLUMN control.quotation IS 'Number of the quotation on whose word it stands, in this reading.';

COMMENT ON COLUMN control.rest IS 'What else is known of it, as JSON; fields that say nothing are left out.';

CREATE TABLE date (
	reading INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	id BIGINT NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_length INTEGER NOT NULL, 
	type INTEGER NOT NULL, 
	value INTEGER, 
	mod INTEGER, 
	edtf INTEGER, 
	interval INTEGER, 
	rest TEXT, 
	CONSTRAINT date_key PRIMARY KEY (reading, number), 
	CONSTRAINT date_reading_is_there FOREIGN KEY(reading) REFERENCES reading (id), 
	CONSTRAINT date_type_is_there FOREIGN KEY(type) REFERENCES phrase (id), 
	CONSTRAINT date_value_is_there FOREIGN KEY(value) REFERENCES phrase (id), 
	CONSTRAINT date_mod_is_there FOREIGN KEY(mod) REFERENCES phrase (id), 
	CONSTRAINT date_edtf_is_there FOREIGN KEY(edtf) REFERENCES phrase (id), 
	CONSTRAINT date_interval_is_there FOREIGN KEY(interval) REFERENCES phrase (id)
);

COMMENT ON TABLE date IS 'A time expression.';

COMMENT ON COLUMN date.reading IS 'The reading that it is part of.';

COMMENT ON COLUMN date.number IS 'Its place among those of its kind in the reading, from 0.';

COMMENT ON COLUMN date.id IS 'The last seven bits of its public id, where it can be made again (ids.py); else all, as a number.';

COMMENT ON COLUMN date.span_start IS 'Offset of the first code point of the expression.';

COMMENT ON COLUMN date.span_length IS 'How many code points the expression takes up.';

COMMENT ON COLUMN date.type IS 'TIMEX3: DATE, TIME, DURATION or SET.';

COMMENT ON COLUMN date.value IS 'TIMEX3 value.';

COMMENT ON COLUMN date.mod IS 'TIMEX3 modifier.';

COMMENT ON COLUMN date.edtf IS 'The time, as EDTF.';

COMMENT ON COLUMN date.interval IS 'The range that it begins or ends, as EDTF.';

COMMENT ON COLUMN date.rest IS 'What else is known of it, as JSON; fields that say nothing are left out.';

CREATE TABLE event (
	reading INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	id BIGINT NOT NULL, 
	trigger_start INTEGER NOT NULL, 
	trigger_length INTEGER NOT NULL, 
	type INTEGER NOT NULL, 
	mode INTEGER, 
	contexts INTEGER, 
	date_edtf INTEGER, 
	date_edtf_first BIGINT, 
	date_edtf_last BIGINT, 
	date INTEGER, 
	date_assumed INTEGER, 
	place INTEGER, 
	place_assumed INTEGER, 
	status INTEGER NOT NULL, 
	quotation INTEGER, 
	killed INTEGER, 
	injured INTEGER, 
	arrested INTEGER, 
	background INTEGER NOT NULL, 
	cameo INTEGER, 
	score DOUBLE PRECISION, 
	rule INTEGER NOT NULL, 
	rest TEXT, 
	CONSTRAINT event_key PRIMARY KEY (reading, number), 
	CONSTRAINT event_reading_is_there FOREIGN KEY(reading) REFERENCES reading (id), 
	CONSTRAINT event_type_is_there FOREIGN KEY(type) REFERENCES phrase (id), 
	CONSTRAINT event_mode_is_there FOREIGN KEY(mode) REFERENCES phrase (id), 
	CONSTRAINT event_contexts_is_there FOREIGN KEY(contexts) REFERENCES phrase (id), 
	CONSTRAINT event_date_edtf_is_there FOREIGN KEY(date_edtf) REFERENCES phrase (id), 
	CONSTRAINT event_status_is_there FOREIGN KEY(status) REFERENCES phrase (id), 
	CONSTRAINT event_cameo_is_there FOREIGN KEY(cameo) REFERENCES phrase (id), 
	CONSTRAINT event_rule_is_there FOREIGN KEY(rule) REFERENCES phrase (id)
);

CREATE INDEX event_by_date_edtf_first ON event (date_edtf_first) WHERE date_assumed = 0;

CREATE INDEX event_by_id ON event ((id & 8388607));

CREATE INDEX event_by_type_date_edtf_first ON event (type, date_edtf_first);

COMMENT ON TABLE event IS 'Something that happened, or is said to have, in the terms of PLOVER 2.0.';

COMMENT ON COLUMN event.reading IS 'The reading that it is part of.';

COMMENT ON COLUMN event.number IS 'Its place among those of its kind in the reading, from 0.';

COMMENT ON COLUMN event.id IS 'The hexadecimal digits of its public id, as a number.';

COMMENT ON COLUMN event.trigger_start IS 'Offset of the first code point of the words that tell it.';

COMMENT ON COLUMN event.trigger_length IS 'How many code points the words that tell it takes up.';

COMMENT ON COLUMN event.type IS 'One of 16 types, or STATE.';

COMMENT ON COLUMN event.mode IS 'PLOVER mode.';

COMMENT ON COLUMN event.contexts IS 'PLOVER contexts, between spaces.';

COMMENT ON COLUMN event.date_edtf IS 'When it happened, as EDTF.';

COMMENT ON COLUMN event.date_edtf_first IS 'When it happened: the earliest day it may be, 20310504 for 4 May 2031.';

COMMENT ON COLUMN event.date_edtf_last IS 'When it happened: the latest day it may be, likewise.';

COMMENT ON COLUMN event.date IS 'Number of the date that tells when, in this reading.';

COMMENT ON COLUMN event.date_assumed IS '1 where the text gives no date, 0 where it does; null without a date.';

COMMENT ON COLUMN event.place IS 'Number of the place where, in this reading.';

COMMENT ON COLUMN event.place_assumed IS '1 where only the document''s own place was there; null without a place.';

COMMENT ON COLUMN event.status IS 'occurred, ongoing, planned, alleged, denied or hypothetical.';

COMMENT ON COLUMN event.quotation IS 'Number of the quotation on whose word it stands, in this reading.';

COMMENT ON COLUMN event.killed IS 'Number of the figure for the killed, in this reading.';

COMMENT ON COLUMN event.injured IS 'Number of the figure for the injured, in this reading.';

COMMENT ON COLUMN event.arrested IS 'Number of the figure for the arrested, in this reading.';

COMMENT ON COLUMN event.background IS '1 for what is told to place the news.';

COMMENT ON COLUMN event.cameo IS 'CAMEO root or code.';

COMMENT ON COLUMN event.score IS 'Conflict-cooperation score, -10 to 10.';

COMMENT ON COLUMN event.rule IS 'What coded it.';

COMMENT ON COLUMN event.rest IS 'What else is known of it, as JSON; fields that say nothing are left out.';

CREATE TABLE event_party (
	reading INTEGER NOT NULL, 
	event INTEGER NOT NULL, 
	role INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	party_start INTEGER NOT NULL, 
	party_length INTEGER NOT NULL, 
	party_actor INTEGER, 
	CONSTRAINT event_party_key PRIMARY KEY (reading, event, role, number), 
	CONSTRAINT event_party_reading_is_there FOREIGN KEY(reading) REFERENCES reading (id), 
	CONSTRAINT event_party_role_is_there FOREIGN KEY(role) REFERENCES phrase (id)
);

COMMENT ON TABLE event_party IS 'Who took part in an event.';

COMMENT ON COLUMN event_party.reading IS 'The reading.';

COMMENT ON COLUMN event_party.event IS 'Number of the event.';

COMMENT ON COLUMN event_party.role IS 'actors or recipients.';

COMMENT ON COLUMN event_party.number IS 'Place among those of its role, from 0.';

COMMENT ON COLUMN event_party.party_start IS 'Offset of the first code point of the words for it.';

COMMENT ON COLUMN event_party.party_length IS 'How many code points the words for it takes up.';

COMMENT ON COLUMN event_party.party_actor IS 'Number of the actor that it is, in this reading.';

CREATE TABLE figure (
	reading INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	id BIGINT NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_length INTEGER NOT NULL, 
	value DOUBLE PRECISION, 
	low DOUBLE PRECISION, 
	high DOUBLE PRECISION, 
	approximate INTEGER NOT NULL, 
	change INTEGER, 
	unit INTEGER, 
	unit_text INTEGER, 
	counted_start INTEGER, 
	counted_length INTEGER, 
	counted_as INTEGER, 
	casualty_outcomes INTEGER, 
	casualty_cue_start INTEGER, 
	casualty_cue_length INTEGER, 
	part_of INTEGER, 
	quotation INTEGER, 
	date INTEGER, 
	date_by INTEGER, 
	place INTEGER, 
	place_by INTEGER, 
	actor INTEGER, 
	actor_by INTEGER, 
	rest TEXT, 
	CONSTRAINT figure_key PRIMARY KEY (reading, number), 
	CONSTRAINT figure_reading_is_there FOREIGN KEY(reading) REFERENCES reading (id), 
	CONSTRAINT figure_change_is_there FOREIGN KEY(change) REFERENCES phrase (id), 
	CONSTRAINT figure_unit_is_there FOREIGN KEY(unit) REFERENCES phrase (id), 
	CONSTRAINT figure_unit_text_is_there FOREIGN KEY(unit_text) REFERENCES phrase (id), 
	CONSTRAINT figure_counted_as_is_there FOREIGN KEY(counted_as) REFERENCES phrase (id), 
	CONSTRAINT figure_casualty_outcomes_is_there FOREIGN KEY(casualty_outcomes) REFERENCES phrase (id), 
	CONSTRAINT figure_date_by_is_there FOREIGN KEY(date_by) REFERENCES phrase (id), 
	CONSTRAINT figure_place_by_is_there FOREIGN KEY(place_by) REFERENCES phrase (id), 
	CONSTRAINT figure_actor_by_is_there FOREIGN KEY(actor_by) REFERENCES phrase (id)
);

CREATE INDEX figure_by_counted_as ON figure (counted_as);

CREATE INDEX figure_by_id ON figure ((id & 8388607));

COMMENT ON TABLE figure IS 'A quantity that a document gives, as an interval.';

COMMENT ON COLUMN figure.reading IS 'The reading that it is part of.';

COMMENT ON COLUMN figure.number IS 'Its place among those of its kind in the reading, from 0.';

COMMENT ON COLUMN figure.id IS 'The hexadecimal digits of its public id, as a number.';

COMMENT ON COLUMN figure.span_start IS 'Offset of the first code point of the words.';

COMMENT ON COLUMN figure.span_length IS 'How many code points the words takes up.';

COMMENT ON COLUMN figure.value IS 'The number itself.';

COMMENT ON COLUMN figure.low IS 'The lower end; null where open.';

COMMENT ON COLUMN figure.high IS 'The upper end; null where open.';

COMMENT ON COLUMN figure.approximate IS '1 for some, about, nearly.';

COMMENT ON COLUMN figure.change IS 'up or down.';

COMMENT ON COLUMN figure.unit IS 'The unit, or the counted noun.';

COMMENT ON COLUMN figure.unit_text IS 'The unit in the words of the text.';

COMMENT ON COLUMN figure.counted_start IS 'Offset of the first code point of what is counted.';

COMMENT ON COLUMN figure.counted_length IS 'How many code points what is counted takes up.';

COMMENT ON COLUMN figure.counted_as IS 'What is counted, in the words of the text, else the unit; what queries match.';

COMMENT ON COLUMN figure.casualty_outcomes IS 'What befell those who are counted: killed, wounded ..., between spaces.';

COMMENT ON COLUMN figure.casualty_cue_start IS 'Offset of the first code point of the word that says so.';

COMMENT ON COLUMN figure.casualty_cue_length IS 'How many code points the word that says so takes up.';

COMMENT ON COLUMN figure.part_of IS 'Number of the figure for the whole, in this reading.';

COMMENT ON COLUMN figure.quotation IS 'Number of the quotation it stands in, in this reading.';

COMMENT ON COLUMN figure.date IS 'Number of its date, in this reading.';

COMMENT ON COLUMN figure.date_by IS 'What ties the date to it.';

COMMENT ON COLUMN figure.place IS 'Number of its place, in this reading.';

COMMENT ON COLUMN figure.place_by IS 'What ties the place to it.';

COMMENT ON COLUMN figure.actor IS 'Number of its actor, in this reading.';

COMMENT ON COLUMN figure.actor_by IS 'What ties the actor to it.';

COMMENT ON COLUMN figure.rest IS 'What else is known of it, as JSON; fields that say nothing are left out.';

CREATE TABLE meeting (
	reading INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	id BIGINT NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_length INTEGER NOT NULL, 
	name INTEGER NOT NULL, 
	place INTEGER, 
	date INTEGER, 
	date_first BIGINT, 
	date_last BIGINT, 
	counted_said BIGINT, 
	counted_listed BIGINT, 
	rest TEXT, 
	CONSTRAINT meeting_key PRIMARY KEY (reading, number), 
	CONSTRAINT meeting_reading_is_there FOREIGN KEY(reading) REFERENCES reading (id), 
	CONSTRAINT meeting_name_is_there FOREIGN KEY(name) REFERENCES phrase (id), 
	CONSTRAINT meeting_date_is_there FOREIGN KEY(date) REFERENCES phrase (id)
);

CREATE INDEX meeting_by_date_first ON meeting (date_first) WHERE date_first IS NOT NULL;

CREATE INDEX meeting_by_id ON meeting ((id & 8388607));

COMMENT ON TABLE meeting IS 'Talks, a summit, a visit or a call.';

COMMENT ON COLUMN meeting.reading IS 'The reading that it is part of.';

COMMENT ON COLUMN meeting.number IS 'Its place among those of its kind in the reading, from 0.';

COMMENT ON COLUMN meeting.id IS 'The hexadecimal digits of its public id, as a number.';

COMMENT ON COLUMN meeting.span_start IS 'Offset of the first code point of the words.';

COMMENT ON COLUMN meeting.span_length IS 'How many code points the words takes up.';

COMMENT ON COLUMN meeting.name IS 'What it is called.';

COMMENT ON COLUMN meeting.place IS 'Number of the place, in this reading.';

COMMENT ON COLUMN meeting.date IS 'When it was or will be, as EDTF.';

COMMENT ON COLUMN meeting.date_first IS 'When it was or will be: the earliest day it may be, 20310504 for 4 May 2031.';

COMMENT ON COLUMN meeting.date_last IS 'When it was or will be: the latest day it may be, likewise.';

COMMENT ON COLUMN meeting.counted_said IS 'How many the text says took part.';

COMMENT ON COLUMN meeting.counted_listed IS 'How many the text lists.';

COMMENT ON COLUMN meeting.rest IS 'What else is known of it, as JSON; fields that say nothing are left out.';

CREATE TABLE meeting_party (
	reading INTEGER NOT NULL, 
	meeting INTEGER NOT NULL, 
	role INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	actor INTEGER NOT NULL, 
	CONSTRAINT meeting_party_key PRIMARY KEY (reading, meeting, role, number), 
	CONSTRAINT meeting_party_reading_is_there FOREIGN KEY(reading) REFERENCES reading (id), 
	CONSTRAINT meeting_party_role_is_there FOREIGN KEY(role) REFERENCES phrase (id)
);

COMMENT ON TABLE meeting_party IS 'Who was at a meeting, or was not.';

COMMENT ON COLUMN meeting_party.reading IS 'The reading.';

COMMENT ON COLUMN meeting_party.meeting IS 'Number of the meeting.';

COMMENT ON COLUMN meeting_party.role IS 'hosts, participants or absent.';

COMMENT ON COLUMN meeting_party.number IS 'Place among those of its role, from 0.';

COMMENT ON COLUMN meeting_party.actor IS 'Number of the actor, in this reading.';

CREATE TABLE membership (
	reading INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	id BIGINT NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_length INTEGER NOT NULL, 
	member_start INTEGER, 
	member_length INTEGER, 
	member_actor INTEGER, 
	of_start INTEGER, 
	of_length INTEGER, 
	of_actor INTEGER, 
	change INTEGER NOT NULL, 
	role INTEGER, 
	date INTEGER, 
	date_first BIGINT, 
	date_last BIGINT, 
	quotation INTEGER, 
	rule INTEGER NOT NULL, 
	rest TEXT, 
	CONSTRAINT membership_key PRIMARY KEY (reading, number), 
	CONSTRAINT membership_reading_is_there FOREIGN KEY(reading) REFERENCES reading (id), 
	CONSTRAINT membership_change_is_there FOREIGN KEY(change) REFERENCES phrase (id), 
	CONSTRAINT membership_role_is_there FOREIGN KEY(role) REFERENCES phrase (id), 
	CONSTRAINT membership_date_is_there FOREIGN KEY(date) REFERENCES phrase (id), 
	CONSTRAINT membership_rule_is_there FOREIGN KEY(rule) REFERENCES phrase (id)
);

CREATE INDEX membership_by_id ON membership ((id & 8388607));

COMMENT ON TABLE membership IS 'Who belongs to which coalition, alliance, union or group, or joined or left it.';

COMMENT ON COLUMN membership.reading IS 'The reading that it is part of.';

COMMENT ON COLUMN membership.number IS 'Its place among those of its kind in the reading, from 0.';

COMMENT ON COLUMN membership.id IS 'The hexadecimal digits of its public id, as a number.';

COMMENT ON COLUMN membership.span_start IS 'Offset of the first code point of the words.';

COMMENT ON COLUMN membership.span_length IS 'How many code points the words takes up.';

COMMENT ON COLUMN membership.member_start IS 'Offset of the first code point of the member.';

COMMENT ON COLUMN membership.member_length IS 'How many code points the member takes up.';

COMMENT ON COLUMN membership.member_actor IS 'Number of the actor that the member is, in this reading.';

COMMENT ON COLUMN membership.of_start IS 'Offset of the first code point of the body.';

COMMENT ON COLUMN membership.of_length IS 'How many code points the body takes up.';

COMMENT ON COLUMN membership.of_actor IS 'Number of the actor that the body is, in this reading.';

COMMENT ON COLUMN membership.change IS 'belongs, joined, left or not.';

COMMENT ON COLUMN membership.role IS 'The kind of member, in the words of the text.';

COMMENT ON COLUMN membership.date IS 'When somebody joined or left, or since when somebody belongs, as EDTF.';

COMMENT ON COLUMN membership.date_first IS 'When somebody joined or left, or since when somebody belongs: the earliest day it may be, 20310504 for 4 May 2031.';

COMMENT ON COLUMN membership.date_last IS 'When somebody joined or left, or since when somebody belongs: the latest day it may be, likewise.';

COMMENT ON COLUMN membership.quotation IS 'Number of the quotation on whose word it stands, in this reading.';

COMMENT ON COLUMN membership.rule IS 'What found it.';

COMMENT ON COLUMN membership.rest IS 'What else is known of it, as JSON; fields that say nothing are left out.';

CREATE TABLE office (
	reading INTEGER NOT NULL, 
	actor INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	title INTEGER NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_length INTEGER NOT NULL, 
	CONSTRAINT office_key PRIMARY KEY (reading, actor, number), 
	CONSTRAINT office_reading_is_there FOREIGN KEY(reading) REFERENCES reading (id), 
	CONSTRAINT office_title_is_there FOREIGN KEY(title) REFERENCES phrase (id)
);

COMMENT ON TABLE office IS 'An office that a document gives an actor.';

COMMENT ON COLUMN office.reading IS 'The reading.';

COMMENT ON COLUMN office.actor IS 'Number of the actor.';

COMMENT ON COLUMN office.number IS 'Its place among the offices, from 0.';

COMMENT ON COLUMN office.title IS 'The office, in the words of the text.';

COMMENT ON COLUMN office.span_start IS 'Offset of the first code point of the words.';

COMMENT ON COLUMN office.span_length IS 'How many code points the words takes up.';

CREATE TABLE place (
	reading INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	id BIGINT NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_length INTEGER NOT NULL, 
	toponym INTEGER NOT NULL, 
	literal INTEGER NOT NULL, 
	uncertain INTEGER NOT NULL, 
	rest TEXT, 
	CONSTRAINT place_key PRIMARY KEY (reading, number), 
	CONSTRAINT place_reading_is_there FOREIGN KEY(reading) REFERENCES reading (id), 
	CONSTRAINT place_toponym_is_there FOREIGN KEY(toponym) REFERENCES toponym (id)
);

CREATE INDEX place_by_toponym ON place (toponym);

COMMENT ON TABLE place IS 'A mention of a place.';

COMMENT ON COLUMN place.reading IS 'The reading that it is part of.';

COMMENT ON COLUMN place.number IS 'Its place among those of its kind in the reading, from 0.';

COMMENT ON COLUMN place.id IS 'The last seven bits of its public id, where it can be made again (ids.py); else all, as a number.';

COMMENT ON COLUMN place.span_start IS 'Offset of the first code point of the mention.';

COMMENT ON COLUMN place.span_length IS 'How many code points the mention takes up.';

COMMENT ON COLUMN place.toponym IS 'What the name means here.';

COMMENT ON COLUMN place.literal IS '0 for a metonym or demonym.';

COMMENT ON COLUMN place.uncertain IS '1 where others are nearly as likely; see candidates in `rest`.';

COMMENT ON COLUMN place.rest IS 'What else is known of it, as JSON; fields that say nothing are left out.';

CREATE TABLE quotation (
	reading INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	id BIGINT NOT NULL, 
	manner INTEGER NOT NULL, 
	content_start INTEGER, 
	content_length INTEGER, 
	cue_start INTEGER, 
	cue_length INTEGER, 
	cue_class INTEGER, 
	speaker_start INTEGER, 
	speaker_length INTEGER, 
	speaker_actor INTEGER, 
	addressee_start INTEGER, 
	addressee_length INTEGER, 
	addressee_actor INTEGER, 
	within INTEGER, 
	via_start INTEGER, 
	via_length INTEGER, 
	via_actor INTEGER, 
	polarity INTEGER NOT NULL, 
	certainty INTEGER NOT NULL, 
	date INTEGER, 
	date_by INTEGER, 
	place INTEGER, 
	place_by INTEGER, 
	rule INTEGER NOT NULL, 
	rest TEXT, 
	CONSTRAINT quotation_key PRIMARY KEY (reading, number), 
	CONSTRAINT quotation_reading_is_there FOREIGN KEY(reading) REFERENCES reading (id), 
	CONSTRAINT quotation_manner_is_there FOREIGN KEY(manner) REFERENCES phrase (id), 
	CONSTRAINT quotation_cue_class_is_there FOREIGN KEY(cue_class) REFERENCES phrase (id), 
	CONSTRAINT quotation_polarity_is_there FOREIGN KEY(polarity) REFERENCES phrase (id), 
	CONSTRAINT quotation_certainty_is_there FOREIGN KEY(certainty) REFERENCES phrase (id), 
	CONSTRAINT quotation_date_by_is_there FOREIGN KEY(date_by) REFERENCES phrase (id), 
	CONSTRAINT quotation_place_by_is_there FOREIGN KEY(place_by) REFERENCES phrase (id), 
	CONSTRAINT quotation_rule_is_there FOREIGN KEY(rule) REFERENCES phrase (id)
);

CREATE INDEX quotation_by_id ON quotation ((id & 8388607));

COMMENT ON TABLE quotation IS 'Content that a document attributes to a source.';

COMMENT ON COLUMN quotation.reading IS 'The reading that it is part of.';

COMMENT ON COLUMN quotation.number IS 'Its place among those of its kind in the reading, from 0.';

COMMENT ON COLUMN quotation.id IS 'The hexadecimal digits of its public id, as a number.';

COMMENT ON COLUMN quotation.manner IS 'direct, indirect or mixed.';

COMMENT ON COLUMN quotation.content_start IS 'Offset of the first code point of the content, from its first part to its last.';

COMMENT ON COLUMN quotation.content_length IS 'How many code points the content, from its first part to its last takes up.';

COMMENT ON COLUMN quotation.cue_start IS 'Offset of the first code point of the word that attributes it.';

COMMENT ON COLUMN quotation.cue_length IS 'How many code points the word that attributes it takes up.';

COMMENT ON COLUMN quotation.cue_class IS 'How the reporter frames it: neutral, factive, doubting ...';

COMMENT ON COLUMN quotation.speaker_start IS 'Offset of the first code point of the speaker.';

COMMENT ON COLUMN quotation.speaker_length IS 'How many code points the speaker takes up.';

COMMENT ON COLUMN quotation.speaker_actor IS 'Number of the actor that the speaker is, in this reading.';

COMMENT ON COLUMN quotation.addressee_start IS 'Offset of the first code point of the one spoken to.';

COMMENT ON COLUMN quotation.addressee_length IS 'How many code points the one spoken to takes up.';

COMMENT ON COLUMN quotation.addressee_actor IS 'Number of the actor that the one spoken to is, in this reading.';

COMMENT ON COLUMN quotation.within IS 'Number of the quotation that contains it, in this reading.';

COMMENT ON COLUMN quotation.via_start IS 'Offset of the first code point of what carries the words.';

COMMENT ON COLUMN quotation.via_length IS 'How many code points what carries the words takes up.';

COMMENT ON COLUMN quotation.via_actor IS 'Number of the actor that what carries the words is, in this reading.';

COMMENT ON COLUMN quotation.polarity IS 'affirmed or denied.';

COMMENT ON COLUMN quotation.certainty IS 'certain, probable, possible or unspecified.';

COMMENT ON COLUMN quotation.date IS 'Number of the date when it was said, in this reading.';

COMMENT ON COLUMN quotation.date_by IS 'What tells so.';

COMMENT ON COLUMN quotation.place IS 'Number of the place where it was said, in this reading.';

COMMENT ON COLUMN quotation.place_by IS 'What tells so.';

COMMENT ON COLUMN quotation.rule IS 'What found it.';

COMMENT ON COLUMN quotation.rest IS 'What else is known of it, as JSON; fields that say nothing are left out.';

CREATE TABLE verdict (
	reading INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	id BIGINT NOT NULL, 
	kind INTEGER NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_length INTEGER NOT NULL, 
	rule INTEGER NOT NULL, 
	rest TEXT, 
	CONSTRAINT verdict_key PRIMARY KEY (reading, number), 
	CONSTRAINT verdict_reading_is_there FOREIGN KEY(reading) REFERENCES reading (id), 
	CONSTRAINT verdict_kind_is_there FOREIGN KEY(kind) REFERENCES phrase (id), 
	CONSTRAINT verdict_rule_is_there FOREIGN KEY(rule) REFERENCES phrase (id)
);

CREATE INDEX verdict_by_id ON verdict ((id & 8388607));

COMMENT ON TABLE verdict IS 'A sentence in which the author judges in a voice of his own.';

COMMENT ON COLUMN verdict.reading IS 'The reading that it is part of.';

COMMENT ON COLUMN verdict.number IS 'Its place among those of its kind in the reading, from 0.';

COMMENT ON COLUMN verdict.id IS 'The hexadecimal digits of its public id, as a number.';

COMMENT ON COLUMN verdict.kind IS 'judgement, blame, purpose, certainty, necessity or label.';

COMMENT ON COLUMN verdict.span_start IS 'Offset of the first code point of the sentence.';

COMMENT ON COLUMN verdict.span_length IS 'How many code points the sentence takes up.';

COMMENT ON COLUMN verdict.rule IS 'What found it.';

COMMENT ON COLUMN verdict.rest IS 'What else is known of it, as JSON; fields that say nothing are left out.';

CREATE VIEW current_reading AS
SELECT reading.id, reading.document, reading.sayso, reading.contract, reading.learned_at, to_char(to_timestamp(reading.learned_at / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS read_at
FROM reading
WHERE NOT EXISTS (SELECT 1 FROM reading AS later WHERE later.document = reading.document AND later.id > reading.id)
AND EXISTS (
  SELECT 1 FROM version WHERE version.document = reading.document
  AND NOT EXISTS (
    SELECT 1 FROM version AS later WHERE later.article = version.article
    AND (later.seen_at, later.published, later.number) > (version.seen_at, version.published, version.number)
  )
);

CREATE VIEW current_document AS
SELECT document.id, document.external_id, document.title, outlet.name AS outlet, document.author, document.agency,
  document.published, document.language, document.url, to_char(to_timestamp(document.learned_at / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS learned_at, document_text.text
FROM document
JOIN document_text ON document_text.document = document.id
LEFT JOIN outlet ON outlet.id = document.outlet
WHERE EXISTS (
  SELECT 1 FROM version WHERE version.document = document.id
  AND NOT EXISTS (
    SELECT 1 FROM version AS later WHERE later.article = version.article
    AND (later.seen_at, later.published, later.number) > (version.seen_at, version.published, version.number)
  )
);

CREATE VIEW passage_text AS
SELECT passage.id, passage.document, passage.start, passage.stop, (SELECT text FROM phrase WHERE phrase.id = passage.kind) AS kind, passage.page,
  substr(document_text.text, passage.start + 1, passage.stop - passage.start) AS text
FROM passage
JOIN document_text ON document_text.document = passage.document;

CREATE VIEW current_quotation AS
SELECT 'q_' || lpad(to_hex(quotation.id), 10, '0') AS id,
  (SELECT phrase.text FROM actor JOIN phrase ON phrase.id = actor.name WHERE actor.reading = quotation.reading AND actor.number = quotation.speaker_actor) AS speaker,
  (SELECT text FROM phrase WHERE phrase.id = quotation.manner) AS manner,
  substr(document_text.text, quotation.content_start + 1, quotation.content_length) AS content,
  substr(document_text.text, quotation.cue_start + 1, quotation.cue_length) AS cue,
  (SELECT text FROM phrase WHERE phrase.id = quotation.polarity) AS polarity,
  (SELECT text FROM phrase WHERE phrase.id = quotation.certainty) AS certainty,
  (SELECT phrase.text FROM date JOIN phrase ON phrase.id = date.edtf WHERE date.reading = quotation.reading AND date.number = quotation.date) AS date,
  (SELECT phrase.text FROM place JOIN toponym ON toponym.id = place.toponym JOIN phrase ON phrase.id = toponym.name WHERE place.reading = quotation.reading AND place.number = quotation.place) AS place,
  (SELECT toponym.lat FROM place JOIN toponym ON toponym.id = place.toponym WHERE place.reading = quotation.reading AND place.number = quotation.place) AS latitude,
  (SELECT toponym.lon FROM place JOIN toponym ON toponym.id = place.toponym WHERE place.reading = quotation.reading AND place.number = quotation.place) AS longitude,
  (SELECT substr(document_text.text, passage.start + 1, passage.stop - passage.start) FROM passage WHERE passage.id BETWEEN document.first_passage AND document.last_passage AND passage.start <= quotation.content_start AND quotation.content_start < passage.stop LIMIT 1) AS paragraph,
  document.id AS document, document.external_id, document.title, outlet.name AS outlet, document.published,
  document.url, to_char(to_timestamp(current_reading.learned_at / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS learned_at
FROM current_reading
JOIN quotation ON quotation.reading = current_reading.id
JOIN document ON document.id = current_reading.document
JOIN document_text ON document_text.document = document.id
LEFT JOIN outlet ON outlet.id = document.outlet;

CREATE VIEW current_figure AS
SELECT 'f_' || lpad(to_hex(figure.id), 10, '0') AS id,
  substr(document_text.text, figure.span_start + 1, figure.span_length) AS words,
  figure.value AS value,
  figure.low AS low,
  figure.high AS high,
  figure.approximate AS approximate,
  (SELECT text FROM phrase WHERE phrase.id = figure.change) AS change,
  (SELECT text FROM phrase WHERE phrase.id = figure.unit) AS unit,
  (SELECT text FROM phrase WHERE phrase.id = figure.counted_as) AS counted,
  (SELECT text FROM phrase WHERE phrase.id = figure.casualty_outcomes) AS casualty,
  (SELECT phrase.text FROM date JOIN phrase ON phrase.id = date.edtf WHERE date.reading = figure.reading AND date.number = figure.date) AS date,
  (SELECT phrase.text FROM place JOIN toponym ON toponym.id = place.toponym JOIN phrase ON phrase.id = toponym.name WHERE place.reading = figure.reading AND place.number = figure.place) AS place,
  (SELECT toponym.lat FROM place JOIN toponym ON toponym.id = place.toponym WHERE place.reading = figure.reading AND place.number = figure.place) AS latitude,
  (SELECT toponym.lon FROM place JOIN toponym ON toponym.id = place.toponym WHERE place.reading = figure.reading AND place.number = figure.place) AS longitude,
  (SELECT phrase.text FROM quotation AS said JOIN actor ON actor.reading = said.reading AND actor.number = said.speaker_actor JOIN phrase ON phrase.id = actor.name WHERE said.reading = figure.reading AND said.number = figure.quotation) AS said_by,
  (SELECT substr(document_text.text, passage.start + 1, passage.stop - passage.start) FROM passage WHERE passage.id BETWEEN document.first_passage AND document.last_passage AND passage.start <= figure.span_start AND figure.span_start < passage.stop LIMIT 1) AS paragraph,
  document.id AS document, document.external_id, document.title, outlet.name AS outlet, document.published,
  document.url, to_char(to_timestamp(current_reading.learned_at / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS learned_at
FROM current_reading
JOIN figure ON figure.reading = current_reading.id
JOIN document ON document.id = current_reading.document
JOIN document_text ON document_text.document = document.id
LEFT JOIN outlet ON outlet.id = document.outlet;

CREATE VIEW current_event AS
SELECT 'e_' || lpad(to_hex(event.id), 10, '0') AS id,
  (SELECT text FROM phrase WHERE phrase.id = event.type) AS type,
  (SELECT text FROM phrase WHERE phrase.id = event.mode) AS mode,
  (SELECT text FROM phrase WHERE phrase.id = event.status) AS status,
  event.background AS background,
  substr(document_text.text, event.trigger_start + 1, event.trigger_length) AS words,
  (SELECT string_agg(phrase.text, '; ') FROM event_party AS party JOIN actor ON actor.reading = party.reading AND actor.number = party.party_actor JOIN phrase ON phrase.id = actor.name WHERE party.reading = event.reading AND party.event = event.number AND party.role = (SELECT id FROM phrase WHERE text = 'actors')) AS actors,
  (SELECT string_agg(phrase.text, '; ') FROM event_party AS party JOIN actor ON actor.reading = party.reading AND actor.number = party.party_actor JOIN phrase ON phrase.id = actor.name WHERE party.reading = event.reading AND party.event = event.number AND party.role = (SELECT id FROM phrase WHERE text = 'recipients')) AS recipients,
  (SELECT text FROM phrase WHERE phrase.id = event.date_edtf) AS date,
  event.date_assumed AS date_assumed,
  (SELECT phrase.text FROM place JOIN toponym ON toponym.id = place.toponym JOIN phrase ON phrase.id = toponym.name WHERE place.reading = event.reading AND place.number = event.place) AS place,
  (SELECT toponym.lat FROM place JOIN toponym ON toponym.id = place.toponym WHERE place.reading = event.reading AND place.number = event.place) AS latitude,
  (SELECT toponym.lon FROM place JOIN toponym ON toponym.id = place.toponym WHERE place.reading = event.reading AND place.number = event.place) AS longitude,
  event.place_assumed AS place_assumed,
  event.score AS score,
  (SELECT phrase.text FROM quotation AS said JOIN actor ON actor.reading = said.reading AND actor.number = said.speaker_actor JOIN phrase ON phrase.id = actor.name WHERE said.reading = event.reading AND said.number = event.quotation) AS said_by,
  (SELECT substr(document_text.text, passage.start + 1, passage.stop - passage.start) FROM passage WHERE passage.id BETWEEN document.first_passage AND document.last_passage AND passage.start <= event.trigger_start AND event.trigger_start < passage.stop LIMIT 1) AS paragraph,
  document.id AS document, document.external_id, document.title, outlet.name AS outlet, document.published,
  document.url, to_char(to_timestamp(current_reading.learned_at / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS learned_at
FROM current_reading
JOIN event ON event.reading = current_reading.id
JOIN document ON document.id = current_reading.document
JOIN document_text ON document_text.document = document.id
LEFT JOIN outlet ON outlet.id = document.outlet;

CREATE VIEW current_commitment AS
SELECT 'c_' || lpad(to_hex(commitment.id), 10, '0') AS id,
  (SELECT text FROM phrase WHERE phrase.id = commitment.kind) AS kind,
  (SELECT phrase.text FROM actor JOIN phrase ON phrase.id = actor.name WHERE actor.reading = commitment.reading AND actor.number = commitment.by_actor) AS giver,
  (SELECT phrase.text FROM actor JOIN phrase ON phrase.id = actor.name WHERE actor.reading = commitment.reading AND actor.number = commitment.to_actor) AS receiver,
  substr(document_text.text, commitment.span_start + 1, commitment.span_length) AS words,
  (SELECT text FROM phrase WHERE phrase.id = commitment.due) AS due,
  commitment.conditional AS conditional,
  (SELECT phrase.text FROM quotation AS said JOIN actor ON actor.reading = said.reading AND actor.number = said.speaker_actor JOIN phrase ON phrase.id = actor.name WHERE said.reading = commitment.reading AND said.number = commitment.quotation) AS said_by,
  (SELECT substr(document_text.text, passage.start + 1, passage.stop - passage.start) FROM passage WHERE passage.id BETWEEN document.first_passage AND document.last_passage AND passage.start <= commitment.span_start AND commitment.span_start < passage.stop LIMIT 1) AS paragraph,
  document.id AS document, document.external_id, document.title, outlet.name AS outlet, document.published,
  document.url, to_char(to_timestamp(current_reading.learned_at / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS learned_at
FROM current_reading
JOIN commitment ON commitment.reading = current_reading.id
JOIN document ON document.id = current_reading.document
JOIN document_text ON document_text.document = document.id
LEFT JOIN outlet ON outlet.id = document.outlet;

CREATE VIEW current_meeting AS
SELECT 'm_' || lpad(to_hex(meeting.id), 10, '0') AS id,
  (SELECT text FROM phrase WHERE phrase.id = meeting.name) AS name,
  (SELECT phrase.text FROM place JOIN toponym ON toponym.id = place.toponym JOIN phrase ON phrase.id = toponym.name WHERE place.reading = meeting.reading AND place.number = meeting.place) AS place,
  (SELECT toponym.lat FROM place JOIN toponym ON toponym.id = place.toponym WHERE place.reading = meeting.reading AND place.number = meeting.place) AS latitude,
  (SELECT toponym.lon FROM place JOIN toponym ON toponym.id = place.toponym WHERE place.reading = meeting.reading AND place.number = meeting.place) AS longitude,
  (SELECT text FROM phrase WHERE phrase.id = meeting.date) AS date,
  (SELECT string_agg(phrase.text, '; ') FROM meeting_party AS party JOIN actor ON actor.reading = party.reading AND actor.number = party.actor JOIN phrase ON phrase.id = actor.name WHERE party.reading = meeting.reading AND party.meeting = meeting.number AND party.role = (SELECT id FROM phrase WHERE text = 'hosts')) AS hosts,
  (SELECT string_agg(phrase.text, '; ') FROM meeting_party AS party JOIN actor ON actor.reading = party.reading AND actor.number = party.actor JOIN phrase ON phrase.id = actor.name WHERE party.reading = meeting.reading AND party.meeting = meeting.number AND party.role = (SELECT id FROM phrase WHERE text = 'participants')) AS participants,
  (SELECT string_agg(phrase.text, '; ') FROM meeting_party AS party JOIN actor ON actor.reading = party.reading AND actor.number = party.actor JOIN phrase ON phrase.id = actor.name WHERE party.reading = meeting.reading AND party.meeting = meeting.number AND party.role = (SELECT id FROM phrase WHERE text = 'absent')) AS absent,
  (SELECT substr(document_text.text, passage.start + 1, passage.stop - passage.start) FROM passage WHERE passage.id BETWEEN document.first_passage AND document.last_passage AND passage.start <= meeting.span_start AND meeting.span_start < passage.stop LIMIT 1) AS paragraph,
  document.id AS document, document.external_id, document.title, outlet.name AS outlet, document.published,
  document.url, to_char(to_timestamp(current_reading.learned_at / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS learned_at
FROM current_reading
JOIN meeting ON meeting.reading = current_reading.id
JOIN document ON document.id = current_reading.document
JOIN document_text ON document_text.document = document.id
LEFT JOIN outlet ON outlet.id = document.outlet;

CREATE VIEW current_control AS
SELECT 'k_' || lpad(to_hex(control.id), 10, '0') AS id,
  (SELECT phrase.text FROM actor JOIN phrase ON phrase.id = actor.name WHERE actor.reading = control.reading AND actor.number = control.holder) AS holder,
  (SELECT text FROM phrase WHERE phrase.id = control.change) AS change,
  (SELECT phrase.text FROM place JOIN toponym ON toponym.id = place.toponym JOIN phrase ON phrase.id = toponym.name WHERE place.reading = control.reading AND place.number = control.place) AS place,
  (SELECT toponym.lat FROM place JOIN toponym ON toponym.id = place.toponym WHERE place.reading = control.reading AND place.number = control.place) AS latitude,
  (SELECT toponym.lon FROM place JOIN toponym ON toponym.id = place.toponym WHERE place.reading = control.reading AND place.number = control.place) AS longitude,
  (SELECT text FROM phrase WHERE phrase.id = control.date) AS date,
  substr(document_text.text, control.span_start + 1, control.span_length) AS words,
  (SELECT phrase.text FROM quotation AS said JOIN actor ON actor.reading = said.reading AND actor.number = said.speaker_actor JOIN phrase ON phrase.id = actor.name WHERE said.reading = control.reading AND said.number = control.quotation) AS said_by,
  (SELECT substr(document_text.text, passage.start + 1, passage.stop - passage.start) FROM passage WHERE passage.id BETWEEN document.first_passage AND document.last_passage AND passage.start <= control.span_start AND control.span_start < passage.stop LIMIT 1) AS paragraph,
  document.id AS document, document.external_id, document.title, outlet.name AS outlet, document.published,
  document.url, to_char(to_timestamp(current_reading.learned_at / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS learned_at
FROM current_reading
JOIN control ON control.reading = current_reading.id
JOIN document ON document.id = current_reading.document
JOIN document_text ON document_text.document = document.id
LEFT JOIN outlet ON outlet.id = document.outlet;

CREATE VIEW current_membership AS
SELECT 'b_' || lpad(to_hex(membership.id), 10, '0') AS id,
  (SELECT phrase.text FROM actor JOIN phrase ON phrase.id = actor.name WHERE actor.reading = membership.reading AND actor.number = membership.member_actor) AS member,
  (SELECT phrase.text FROM actor JOIN phrase ON phrase.id = actor.name WHERE actor.reading = membership.reading AND actor.number = membership.of_actor) AS body,
  (SELECT text FROM phrase WHERE phrase.id = membership.change) AS change,
  (SELECT text FROM phrase WHERE phrase.id = membership.role) AS role,
  (SELECT text FROM phrase WHERE phrase.id = membership.date) AS date,
  substr(document_text.text, membership.span_start + 1, membership.span_length) AS words,
  (SELECT phrase.text FROM quotation AS said JOIN actor ON actor.reading = said.reading AND actor.number = said.speaker_actor JOIN phrase ON phrase.id = actor.name WHERE said.reading = membership.reading AND said.number = membership.quotation) AS said_by,
  (SELECT substr(document_text.text, passage.start + 1, passage.stop - passage.start) FROM passage WHERE passage.id BETWEEN document.first_passage AND document.last_passage AND passage.start <= membership.span_start AND membership.span_start < passage.stop LIMIT 1) AS paragraph,
  document.id AS document, document.external_id, document.title, outlet.name AS outlet, document.published,
  document.url, to_char(to_timestamp(current_reading.learned_at / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS learned_at
FROM current_reading
JOIN membership ON membership.reading = current_reading.id
JOIN document ON document.id = current_reading.document
JOIN document_text ON document_text.document = document.id
LEFT JOIN outlet ON outlet.id = document.outlet;

CREATE VIEW current_verdict AS
SELECT 'v_' || lpad(to_hex(verdict.id), 10, '0') AS id,
  (SELECT text FROM phrase WHERE phrase.id = verdict.kind) AS kind,
  substr(document_text.text, verdict.span_start + 1, verdict.span_length) AS words,
  (SELECT substr(document_text.text, passage.start + 1, passage.stop - passage.start) FROM passage WHERE passage.id BETWEEN document.first_passage AND document.last_passage AND passage.start <= verdict.span_start AND verdict.span_start < passage.stop LIMIT 1) AS paragraph,
  document.id AS document, document.external_id, document.title, outlet.name AS outlet, document.published,
  document.url, to_char(to_timestamp(current_reading.learned_at / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS learned_at
FROM current_reading
JOIN verdict ON verdict.reading = current_reading.id
JOIN document ON document.id = current_reading.document
JOIN document_text ON document_text.document = document.id
LEFT JOIN outlet ON outlet.id = document.outlet;

CREATE VIEW current_actor AS
SELECT (SELECT text FROM phrase WHERE phrase.id = actor.name) AS name,
  (SELECT text FROM phrase WHERE phrase.id = actor.kind) AS kind,
  (SELECT text FROM phrase WHERE phrase.id = actor.country) AS country,
  (SELECT text FROM phrase WHERE phrase.id = actor.code) AS code,
  document.id AS document, document.external_id, document.title, outlet.name AS outlet, document.published,
  document.url, to_char(to_timestamp(current_reading.learned_at / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS learned_at
FROM current_reading
JOIN actor ON actor.reading = current_reading.id
JOIN document ON document.id = current_reading.document
JOIN document_text ON document_text.document = document.id
LEFT JOIN outlet ON outlet.id = document.outlet;

CREATE VIEW current_place AS
SELECT (SELECT phrase.text FROM toponym JOIN phrase ON phrase.id = toponym.name WHERE toponym.id = place.toponym) AS name,
  (SELECT lat FROM toponym WHERE toponym.id = place.toponym) AS latitude,
  (SELECT lon FROM toponym WHERE toponym.id = place.toponym) AS longitude,
  (SELECT phrase.text FROM toponym JOIN phrase ON phrase.id = toponym.country WHERE toponym.id = place.toponym) AS country,
  (SELECT phrase.text FROM toponym JOIN phrase ON phrase.id = toponym.admin1 WHERE toponym.id = place.toponym) AS admin1,
  (SELECT phrase.text FROM toponym JOIN phrase ON phrase.id = toponym.kind WHERE toponym.id = place.toponym) AS kind,
  (SELECT phrase.text FROM toponym JOIN phrase ON phrase.id = toponym.precision WHERE toponym.id = place.toponym) AS precision,
  (SELECT geonames FROM toponym WHERE toponym.id = place.toponym) AS geonames,
  place.literal AS literal,
  place.uncertain AS uncertain,
  (SELECT substr(document_text.text, passage.start + 1, passage.stop - passage.start) FROM passage WHERE passage.id BETWEEN document.first_passage AND document.last_passage AND passage.start <= place.span_start AND place.span_start < passage.stop LIMIT 1) AS paragraph,
  document.id AS document, document.external_id, document.title, outlet.name AS outlet, document.published,
  document.url, to_char(to_timestamp(current_reading.learned_at / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS learned_at
FROM current_reading
JOIN place ON place.reading = current_reading.id
JOIN document ON document.id = current_reading.document
JOIN document_text ON document_text.document = document.id
LEFT JOIN outlet ON outlet.id = document.outlet;

CREATE VIEW current_time_expression AS
SELECT substr(document_text.text, date.span_start + 1, date.span_length) AS words,
  (SELECT text FROM phrase WHERE phrase.id = date.type) AS type,
  (SELECT text FROM phrase WHERE phrase.id = date.value) AS value,
  (SELECT text FROM phrase WHERE phrase.id = date.edtf) AS edtf,
  (SELECT substr(document_text.text, passage.start + 1, passage.stop - passage.start) FROM passage WHERE passage.id BETWEEN document.first_passage AND document.last_passage AND passage.start <= date.span_start AND date.span_start < passage.stop LIMIT 1) AS paragraph,
  document.id AS document, document.external_id, document.title, outlet.name AS outlet, document.published,
  document.url, to_char(to_timestamp(current_reading.learned_at / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS learned_at
FROM current_reading
JOIN date ON date.reading = current_reading.id
JOIN document ON document.id = current_reading.document
JOIN document_text ON document_text.document = document.id
LEFT JOIN outlet ON outlet.id = document.outlet;

CREATE VIEW current_copy AS
SELECT copy.document, document.external_id, document.title, outlet.name AS outlet, document.published,
  copy.original, original.external_id AS original_external_id, house.name AS original_outlet,
  copy.how, copy.share, copy.credit, to_char(to_timestamp(copy.learned_at / 1000.0) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS learned_at
FROM copy
JOIN document ON document.id = copy.document
JOIN document AS original ON original.id = copy.original
LEFT JOIN outlet ON outlet.id = document.outlet
LEFT JOIN outlet AS house ON house.id = original.outlet
WHERE NOT EXISTS (SELECT 1 FROM copy AS later WHERE later.document = copy.document AND later.id > copy.id);

CREATE TEXT SEARCH DICTIONARY sayso_stem (TEMPLATE = snowball, Language = english);

CREATE TEXT SEARCH CONFIGURATION sayso (COPY = pg_catalog.simple);

ALTER TEXT SEARCH CONFIGURATION sayso
ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part WITH sayso_stem;

CREATE FUNCTION sayso_words(text) RETURNS tsvector LANGUAGE sql IMMUTABLE
AS $$ SELECT to_tsvector('sayso', regexp_replace(normalize($1, NFKD), '[\u0300-\u036f]', '', 'g')) $$;

CREATE TABLE passage_search (passage INTEGER PRIMARY KEY REFERENCES passage (id), words TSVECTOR NOT NULL);

COMMENT ON TABLE passage_search IS 'The words of each passage, stemmed, without accents; a trigger fills it.';

COMMENT ON COLUMN passage_search.passage IS 'The passage.';

COMMENT ON COLUMN passage_search.words IS 'Its words with their positions.';

CREATE INDEX passage_search_by_words ON passage_search USING gin (words) WITH (fastupdate = off);

CREATE FUNCTION sayso_passage_is_searchable() RETURNS trigger LANGUAGE plpgsql
AS $$ BEGIN
  INSERT INTO passage_search (passage, words)
  SELECT new.id, sayso_words(substr(document_text.text, new.start + 1, least(new.stop - new.start, 150000)))
  FROM document_text WHERE document_text.document = new.document;
  RETURN NULL;
END $$;

CREATE TRIGGER passage_is_searchable AFTER INSERT ON passage
FOR EACH ROW EXECUTE FUNCTION sayso_passage_is_searchable();

CREATE INDEX phrase_by_words ON phrase USING gin (string_to_array(coalesce(folded, ' ' || lower(text) || ' '), ' '));
