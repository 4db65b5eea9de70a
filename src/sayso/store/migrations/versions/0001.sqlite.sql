CREATE TABLE feed (
	url TEXT NOT NULL, 
	etag TEXT, 
	last_modified TEXT, 
	checked_at INTEGER, 
	next_due_at INTEGER, 
	failures INTEGER NOT NULL, 
	reason TEXT, 
	rest TEXT, 
	CONSTRAINT feed_key PRIMARY KEY (url)
)
 STRICT;

CREATE TABLE original (
	id INTEGER NOT NULL, 
	sha256 BLOB NOT NULL, 
	byte_count INTEGER NOT NULL, 
	coding TEXT NOT NULL, 
	content BLOB NOT NULL, 
	CONSTRAINT original_key PRIMARY KEY (id), 
	CONSTRAINT original_once_by_sha256 UNIQUE (sha256)
)
 STRICT;

CREATE TABLE outlet (
	id INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	CONSTRAINT outlet_key PRIMARY KEY (id), 
	CONSTRAINT outlet_once_by_name UNIQUE (name)
)
 STRICT;

CREATE TABLE phrase (
	id INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	folded TEXT, 
	CONSTRAINT phrase_key PRIMARY KEY (id), 
	CONSTRAINT phrase_once_by_text UNIQUE (text)
)
 STRICT;

CREATE TABLE run (
	id INTEGER NOT NULL, 
	command TEXT NOT NULL, 
	sayso TEXT NOT NULL, 
	started_at INTEGER NOT NULL, 
	ended_at INTEGER, 
	CONSTRAINT run_key PRIMARY KEY (id)
)
 STRICT;

CREATE TABLE shingle (
	"key" INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	CONSTRAINT shingle_key PRIMARY KEY ("key", document)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE document (
	id INTEGER NOT NULL, 
	"key" BLOB NOT NULL, 
	external_id TEXT NOT NULL, 
	text_sha256 BLOB NOT NULL, 
	character_count INTEGER NOT NULL, 
	first_passage INTEGER NOT NULL, 
	last_passage INTEGER NOT NULL, 
	title TEXT, 
	outlet INTEGER, 
	author TEXT, 
	agency TEXT, 
	published TEXT, 
	language TEXT, 
	url TEXT, 
	learned_at INTEGER NOT NULL, 
	run INTEGER, 
	rest TEXT, 
	CONSTRAINT document_key PRIMARY KEY (id), 
	CONSTRAINT document_once_by_key UNIQUE ("key"), 
	CONSTRAINT document_outlet_is_there FOREIGN KEY(outlet) REFERENCES outlet (id), 
	CONSTRAINT document_run_is_there FOREIGN KEY(run) REFERENCES run (id)
)
 STRICT;

CREATE INDEX document_by_external_id ON document (external_id);

CREATE INDEX document_by_outlet_published ON document (outlet, published);

CREATE INDEX document_by_published ON document (published);

CREATE TABLE item (
	id INTEGER NOT NULL, 
	"key" BLOB NOT NULL, 
	name TEXT NOT NULL, 
	sha256 BLOB, 
	byte_count INTEGER, 
	state TEXT NOT NULL, 
	reason TEXT, 
	advice TEXT, 
	retryable INTEGER NOT NULL, 
	attempts INTEGER NOT NULL, 
	media_type TEXT, 
	url TEXT, 
	fetched_at INTEGER, 
	learned_at INTEGER NOT NULL, 
	run INTEGER, 
	source TEXT, 
	CONSTRAINT item_key PRIMARY KEY (id), 
	CONSTRAINT item_once_by_key UNIQUE ("key"), 
	CONSTRAINT item_run_is_there FOREIGN KEY(run) REFERENCES run (id)
)
 STRICT;

CREATE INDEX item_by_state ON item (state) WHERE state != 'done';

CREATE TABLE outlet_fact (
	id INTEGER NOT NULL, 
	outlet INTEGER NOT NULL, 
	field TEXT NOT NULL, 
	value TEXT, 
	set_at INTEGER NOT NULL, 
	set_by TEXT, 
	CONSTRAINT outlet_fact_key PRIMARY KEY (id), 
	CONSTRAINT outlet_fact_outlet_is_there FOREIGN KEY(outlet) REFERENCES outlet (id)
)
 STRICT;

CREATE INDEX outlet_fact_by_outlet_field ON outlet_fact (outlet, field);

CREATE TABLE toponym (
	id INTEGER NOT NULL, 
	"key" INTEGER NOT NULL, 
	name INTEGER NOT NULL, 
	geonames INTEGER, 
	lat REAL, 
	lon REAL, 
	country INTEGER, 
	admin1 INTEGER, 
	kind INTEGER, 
	precision INTEGER, 
	CONSTRAINT toponym_key PRIMARY KEY (id), 
	CONSTRAINT toponym_once_by_key UNIQUE ("key"), 
	CONSTRAINT toponym_name_is_there FOREIGN KEY(name) REFERENCES phrase (id), 
	CONSTRAINT toponym_country_is_there FOREIGN KEY(country) REFERENCES phrase (id), 
	CONSTRAINT toponym_admin1_is_there FOREIGN KEY(admin1) REFERENCES phrase (id), 
	CONSTRAINT toponym_kind_is_there FOREIGN KEY(kind) REFERENCES phrase (id), 
	CONSTRAINT toponym_precision_is_there FOREIGN KEY(precision) REFERENCES phrase (id)
)
 STRICT;

CREATE INDEX toponym_by_name ON toponym (name);

CREATE TABLE copy (
	id INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	original INTEGER, 
	how TEXT, 
	share REAL, 
	credit TEXT, 
	learned_at INTEGER NOT NULL, 
	CONSTRAINT copy_key PRIMARY KEY (id), 
	CONSTRAINT copy_document_is_there FOREIGN KEY(document) REFERENCES document (id), 
	CONSTRAINT copy_original_is_there FOREIGN KEY(original) REFERENCES document (id)
)
 STRICT;

CREATE INDEX copy_by_document ON copy (document);

CREATE INDEX copy_by_original ON copy (original);

CREATE TABLE copy_link (
	one INTEGER NOT NULL, 
	other INTEGER NOT NULL, 
	forth TEXT, 
	back TEXT, 
	one_share REAL, 
	other_share REAL, 
	learned_at INTEGER NOT NULL, 
	CONSTRAINT copy_link_key PRIMARY KEY (one, other), 
	CONSTRAINT copy_link_one_is_there FOREIGN KEY(one) REFERENCES document (id), 
	CONSTRAINT copy_link_other_is_there FOREIGN KEY(other) REFERENCES document (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX copy_link_by_other ON copy_link (other);

CREATE TABLE document_text (
	document INTEGER NOT NULL, 
	odd TEXT, 
	text TEXT NOT NULL, 
	CONSTRAINT document_text_key PRIMARY KEY (document), 
	CONSTRAINT document_text_document_is_there FOREIGN KEY(document) REFERENCES document (id)
)
 STRICT;

CREATE TABLE passage (
	id INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	stop INTEGER NOT NULL, 
	kind INTEGER, 
	page INTEGER, 
	CONSTRAINT passage_key PRIMARY KEY (id), 
	CONSTRAINT passage_document_is_there FOREIGN KEY(document) REFERENCES document (id), 
	CONSTRAINT passage_kind_is_there FOREIGN KEY(kind) REFERENCES phrase (id)
)
 STRICT;

CREATE TABLE reading (
	id INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	sayso TEXT NOT NULL, 
	contract INTEGER NOT NULL, 
	setup TEXT NOT NULL, 
	learned_at INTEGER NOT NULL, 
	run INTEGER, 
	CONSTRAINT reading_key PRIMARY KEY (id), 
	CONSTRAINT reading_once_by_document_sayso_contract_setup UNIQUE (document, sayso, contract, setup), 
	CONSTRAINT reading_document_is_there FOREIGN KEY(document) REFERENCES document (id), 
	CONSTRAINT reading_run_is_there FOREIGN KEY(run) REFERENCES run (id)
)
 STRICT;

CREATE TABLE sighting (
	document INTEGER NOT NULL, 
	item INTEGER NOT NULL, 
	learned_at INTEGER NOT NULL, 
	CONSTRAINT sighting_key PRIMARY KEY (document, item), 
	CONSTRAINT sighting_document_is_there FOREIGN KEY(document) REFERENCES document (id), 
	CONSTRAINT sighting_item_is_there FOREIGN KEY(item) REFERENCES item (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX sighting_by_item ON sighting (item);

CREATE TABLE signature (
	document INTEGER NOT NULL, 
	key_count INTEGER NOT NULL, 
	word_count INTEGER NOT NULL, 
	credits TEXT, 
	CONSTRAINT signature_key PRIMARY KEY (document), 
	CONSTRAINT signature_document_is_there FOREIGN KEY(document) REFERENCES document (id)
)
 STRICT;

CREATE TABLE version (
	article INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	document INTEGER NOT NULL, 
	seen_at INTEGER NOT NULL, 
	published TEXT NOT NULL, 
	learned_at INTEGER NOT NULL, 
	CONSTRAINT version_key PRIMARY KEY (article, number), 
	CONSTRAINT version_document_is_there FOREIGN KEY(document) REFERENCES document (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX version_by_document ON version (document);

CREATE TABLE actor (
	reading INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
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
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX actor_by_name ON actor (name);

CREATE TABLE alias (
	reading INTEGER NOT NULL, 
	actor INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	name INTEGER NOT NULL, 
	CONSTRAINT alias_key PRIMARY KEY (reading, actor, number), 
	CONSTRAINT alias_reading_is_there FOREIGN KEY(reading) REFERENCES reading (id), 
	CONSTRAINT alias_name_is_there FOREIGN KEY(name) REFERENCES phrase (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX alias_by_name ON alias (name);

CREATE TABLE commitment (
	reading INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
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
	due_first INTEGER, 
	due_last INTEGER, 
	conditional INTEGER NOT NULL, 
	quotation INTEGER, 
	rule INTEGER NOT NULL, 
	rest TEXT, 
	CONSTRAINT commitment_key PRIMARY KEY (reading, number), 
	CONSTRAINT commitment_reading_is_there FOREIGN KEY(reading) REFERENCES reading (id), 
	CONSTRAINT commitment_kind_is_there FOREIGN KEY(kind) REFERENCES phrase (id), 
	CONSTRAINT commitment_due_is_there FOREIGN KEY(due) REFERENCES phrase (id), 
	CONSTRAINT commitment_rule_is_there FOREIGN KEY(rule) REFERENCES phrase (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX commitment_by_due_last ON commitment (due_last) WHERE due_last IS NOT NULL;

CREATE INDEX commitment_by_id ON commitment (id & 8388607);

CREATE TABLE control (
	reading INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_length INTEGER NOT NULL, 
	place INTEGER, 
	holder INTEGER, 
	change INTEGER NOT NULL, 
	date INTEGER, 
	date_first INTEGER, 
	date_last INTEGER, 
	quotation INTEGER, 
	rest TEXT, 
	CONSTRAINT control_key PRIMARY KEY (reading, number), 
	CONSTRAINT control_reading_is_there FOREIGN KEY(reading) REFERENCES reading (id), 
	CONSTRAINT control_change_is_there FOREIGN KEY(change) REFERENCES phrase (id), 
	CONSTRAINT control_date_is_there FOREIGN KEY(date) REFERENCES phrase (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX control_by_id ON control (id & 8388607);

CREATE TABLE date (
	reading INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
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
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE event (
	reading INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	trigger_start INTEGER NOT NULL, 
	trigger_length INTEGER NOT NULL, 
	type INTEGER NOT NULL, 
	mode INTEGER, 
	contexts INTEGER, 
	date_edtf INTEGER, 
	date_edtf_first INTEGER, 
	date_edtf_last INTEGER, 
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
	score REAL, 
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
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX event_by_date_edtf_first ON event (date_edtf_first) WHERE date_assumed = 0;

CREATE INDEX event_by_id ON event (id & 8388607);

CREATE INDEX event_by_type_date_edtf_first ON event (type, date_edtf_first);

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
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE figure (
	reading INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_length INTEGER NOT NULL, 
	value REAL, 
	low REAL, 
	high REAL, 
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
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX figure_by_counted_as ON figure (counted_as);

CREATE INDEX figure_by_id ON figure (id & 8388607);

CREATE TABLE meeting (
	reading INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_length INTEGER NOT NULL, 
	name INTEGER NOT NULL, 
	place INTEGER, 
	date INTEGER, 
	date_first INTEGER, 
	date_last INTEGER, 
	counted_said INTEGER, 
	counted_listed INTEGER, 
	rest TEXT, 
	CONSTRAINT meeting_key PRIMARY KEY (reading, number), 
	CONSTRAINT meeting_reading_is_there FOREIGN KEY(reading) REFERENCES reading (id), 
	CONSTRAINT meeting_name_is_there FOREIGN KEY(name) REFERENCES phrase (id), 
	CONSTRAINT meeting_date_is_there FOREIGN KEY(date) REFERENCES phrase (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX meeting_by_date_first ON meeting (date_first) WHERE date_first IS NOT NULL;

CREATE INDEX meeting_by_id ON meeting (id & 8388607);

CREATE TABLE meeting_party (
	reading INTEGER NOT NULL, 
	meeting INTEGER NOT NULL, 
	role INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	actor INTEGER NOT NULL, 
	CONSTRAINT meeting_party_key PRIMARY KEY (reading, meeting, role, number), 
	CONSTRAINT meeting_party_reading_is_there FOREIGN KEY(reading) REFERENCES reading (id), 
	CONSTRAINT meeting_party_role_is_there FOREIGN KEY(role) REFERENCES phrase (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE membership (
	reading INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
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
	date_first INTEGER, 
	date_last INTEGER, 
	quotation INTEGER, 
	rule INTEGER NOT NULL, 
	rest TEXT, 
	CONSTRAINT membership_key PRIMARY KEY (reading, number), 
	CONSTRAINT membership_reading_is_there FOREIGN KEY(reading) REFERENCES reading (id), 
	CONSTRAINT membership_change_is_there FOREIGN KEY(change) REFERENCES phrase (id), 
	CONSTRAINT membership_role_is_there FOREIGN KEY(role) REFERENCES phrase (id), 
	CONSTRAINT membership_date_is_there FOREIGN KEY(date) REFERENCES phrase (id), 
	CONSTRAINT membership_rule_is_there FOREIGN KEY(rule) REFERENCES phrase (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX membership_by_id ON membership (id & 8388607);

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
)
 WITHOUT ROWID,
 STRICT;

CREATE TABLE place (
	reading INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_length INTEGER NOT NULL, 
	toponym INTEGER NOT NULL, 
	literal INTEGER NOT NULL, 
	uncertain INTEGER NOT NULL, 
	rest TEXT, 
	CONSTRAINT place_key PRIMARY KEY (reading, number), 
	CONSTRAINT place_reading_is_there FOREIGN KEY(reading) REFERENCES reading (id), 
	CONSTRAINT place_toponym_is_there FOREIGN KEY(toponym) REFERENCES toponym (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX place_by_toponym ON place (toponym);

CREATE TABLE quotation (
	reading INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
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
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX quotation_by_id ON quotation (id & 8388607);

CREATE TABLE verdict (
	reading INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	id INTEGER NOT NULL, 
	kind INTEGER NOT NULL, 
	span_start INTEGER NOT NULL, 
	span_length INTEGER NOT NULL, 
	rule INTEGER NOT NULL, 
	rest TEXT, 
	CONSTRAINT verdict_key PRIMARY KEY (reading, number), 
	CONSTRAINT verdict_reading_is_there FOREIGN KEY(reading) REFERENCES reading (id), 
	CONSTRAINT verdict_kind_is_there FOREIGN KEY(kind) REFERENCES phrase (id), 
	CONSTRAINT verdict_rule_is_there FOREIGN KEY(rule) REFERENCES phrase (id)
)
 WITHOUT ROWID,
 STRICT;

CREATE INDEX verdict_by_id ON verdict (id & 8388607);

CREATE VIEW current_reading AS
SELECT reading.id, reading.document, reading.sayso, reading.contract, reading.learned_at, strftime('%Y-%m-%dT%H:%M:%fZ', reading.learned_at / 1000.0, 'unixepoch') AS read_at
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
  document.published, document.language, document.url, strftime('%Y-%m-%dT%H:%M:%fZ', document.learned_at / 1000.0, 'unixepoch') AS learned_at, document_text.text
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
SELECT printf('q_%010x', quotation.id) AS id,
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
  document.url, strftime('%Y-%m-%dT%H:%M:%fZ', current_reading.learned_at / 1000.0, 'unixepoch') AS learned_at
FROM current_reading
JOIN quotation ON quotation.reading = current_reading.id
JOIN document ON document.id = current_reading.document
JOIN document_text ON document_text.document = document.id
LEFT JOIN outlet ON outlet.id = document.outlet;

CREATE VIEW current_figure AS
SELECT printf('f_%010x', figure.id) AS id,
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
  document.url, strftime('%Y-%m-%dT%H:%M:%fZ', current_reading.learned_at / 1000.0, 'unixepoch') AS learned_at
FROM current_reading
JOIN figure ON figure.reading = current_reading.id
JOIN document ON document.id = current_reading.document
JOIN document_text ON document_text.document = document.id
LEFT JOIN outlet ON outlet.id = document.outlet;

CREATE VIEW current_event AS
SELECT printf('e_%010x', event.id) AS id,
  (SELECT text FROM phrase WHERE phrase.id = event.type) AS type,
  (SELECT text FROM phrase WHERE phrase.id = event.mode) AS mode,
  (SELECT text FROM phrase WHERE phrase.id = event.status) AS status,
  event.background AS background,
  substr(document_text.text, event.trigger_start + 1, event.trigger_length) AS words,
  (SELECT group_concat(phrase.text, '; ') FROM event_party AS party JOIN actor ON actor.reading = party.reading AND actor.number = party.party_actor JOIN phrase ON phrase.id = actor.name WHERE party.reading = event.reading AND party.event = event.number AND party.role = (SELECT id FROM phrase WHERE text = 'actors')) AS actors,
  (SELECT group_concat(phrase.text, '; ') FROM event_party AS party JOIN actor ON actor.reading = party.reading AND actor.number = party.party_actor JOIN phrase ON phrase.id = actor.name WHERE party.reading = event.reading AND party.event = event.number AND party.role = (SELECT id FROM phrase WHERE text = 'recipients')) AS recipients,
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
  document.url, strftime('%Y-%m-%dT%H:%M:%fZ', current_reading.learned_at / 1000.0, 'unixepoch') AS learned_at
FROM current_reading
JOIN event ON event.reading = current_reading.id
JOIN document ON document.id = current_reading.document
JOIN document_text ON document_text.document = document.id
LEFT JOIN outlet ON outlet.id = document.outlet;

CREATE VIEW current_commitment AS
SELECT printf('c_%010x', commitment.id) AS id,
  (SELECT text FROM phrase WHERE phrase.id = commitment.kind) AS kind,
  (SELECT phrase.text FROM actor JOIN phrase ON phrase.id = actor.name WHERE actor.reading = commitment.reading AND actor.number = commitment.by_actor) AS giver,
  (SELECT phrase.text FROM actor JOIN phrase ON phrase.id = actor.name WHERE actor.reading = commitment.reading AND actor.number = commitment.to_actor) AS receiver,
  substr(document_text.text, commitment.span_start + 1, commitment.span_length) AS words,
  (SELECT text FROM phrase WHERE phrase.id = commitment.due) AS due,
  commitment.conditional AS conditional,
  (SELECT phrase.text FROM quotation AS said JOIN actor ON actor.reading = said.reading AND actor.number = said.speaker_actor JOIN phrase ON phrase.id = actor.name WHERE said.reading = commitment.reading AND said.number = commitment.quotation) AS said_by,
  (SELECT substr(document_text.text, passage.start + 1, passage.stop - passage.start) FROM passage WHERE passage.id BETWEEN document.first_passage AND document.last_passage AND passage.start <= commitment.span_start AND commitment.span_start < passage.stop LIMIT 1) AS paragraph,
  document.id AS document, document.external_id, document.title, outlet.name AS outlet, document.published,
  document.url, strftime('%Y-%m-%dT%H:%M:%fZ', current_reading.learned_at / 1000.0, 'unixepoch') AS learned_at
FROM current_reading
JOIN commitment ON commitment.reading = current_reading.id
JOIN document ON document.id = current_reading.document
JOIN document_text ON document_text.document = document.id
LEFT JOIN outlet ON outlet.id = document.outlet;

CREATE VIEW current_meeting AS
SELECT printf('m_%010x', meeting.id) AS id,
  (SELECT text FROM phrase WHERE phrase.id = meeting.name) AS name,
  (SELECT phrase.text FROM place JOIN toponym ON toponym.id = place.toponym JOIN phrase ON phrase.id = toponym.name WHERE place.reading = meeting.reading AND place.number = meeting.place) AS place,
  (SELECT toponym.lat FROM place JOIN toponym ON toponym.id = place.toponym WHERE place.reading = meeting.reading AND place.number = meeting.place) AS latitude,
  (SELECT toponym.lon FROM place JOIN toponym ON toponym.id = place.toponym WHERE place.reading = meeting.reading AND place.number = meeting.place) AS longitude,
  (SELECT text FROM phrase WHERE phrase.id = meeting.date) AS date,
  (SELECT group_concat(phrase.text, '; ') FROM meeting_party AS party JOIN actor ON actor.reading = party.reading AND actor.number = party.actor JOIN phrase ON phrase.id = actor.name WHERE party.reading = meeting.reading AND party.meeting = meeting.number AND party.role = (SELECT id FROM phrase WHERE text = 'hosts')) AS hosts,
  (SELECT group_concat(phrase.text, '; ') FROM meeting_party AS party JOIN actor ON actor.reading = party.reading AND actor.number = party.actor JOIN phrase ON phrase.id = actor.name WHERE party.reading = meeting.reading AND party.meeting = meeting.number AND party.role = (SELECT id FROM phrase WHERE text = 'participants')) AS participants,
  (SELECT group_concat(phrase.text, '; ') FROM meeting_party AS party JOIN actor ON actor.reading = party.reading AND actor.number = party.actor JOIN phrase ON phrase.id = actor.name WHERE party.reading = meeting.reading AND party.meeting = meeting.number AND party.role = (SELECT id FROM phrase WHERE text = 'absent')) AS absent,
  (SELECT substr(document_text.text, passage.start + 1, passage.stop - passage.start) FROM passage WHERE passage.id BETWEEN document.first_passage AND document.last_passage AND passage.start <= meeting.span_start AND meeting.span_start < passage.stop LIMIT 1) AS paragraph,
  document.id AS document, document.external_id, document.title, outlet.name AS outlet, document.published,
  document.url, strftime('%Y-%m-%dT%H:%M:%fZ', current_reading.learned_at / 1000.0, 'unixepoch') AS learned_at
FROM current_reading
JOIN meeting ON meeting.reading = current_reading.id
JOIN document ON document.id = current_reading.document
JOIN document_text ON document_text.document = document.id
LEFT JOIN outlet ON outlet.id = document.outlet;

CREATE VIEW current_control AS
SELECT printf('k_%010x', control.id) AS id,
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
  document.url, strftime('%Y-%m-%dT%H:%M:%fZ', current_reading.learned_at / 1000.0, 'unixepoch') AS learned_at
FROM current_reading
JOIN control ON control.reading = current_reading.id
JOIN document ON document.id = current_reading.document
JOIN document_text ON document_text.document = document.id
LEFT JOIN outlet ON outlet.id = document.outlet;

CREATE VIEW current_membership AS
SELECT printf('b_%010x', membership.id) AS id,
  (SELECT phrase.text FROM actor JOIN phrase ON phrase.id = actor.name WHERE actor.reading = membership.reading AND actor.number = membership.member_actor) AS member,
  (SELECT phrase.text FROM actor JOIN phrase ON phrase.id = actor.name WHERE actor.reading = membership.reading AND actor.number = membership.of_actor) AS body,
  (SELECT text FROM phrase WHERE phrase.id = membership.change) AS change,
  (SELECT text FROM phrase WHERE phrase.id = membership.role) AS role,
  (SELECT text FROM phrase WHERE phrase.id = membership.date) AS date,
  substr(document_text.text, membership.span_start + 1, membership.span_length) AS words,
  (SELECT phrase.text FROM quotation AS said JOIN actor ON actor.reading = said.reading AND actor.number = said.speaker_actor JOIN phrase ON phrase.id = actor.name WHERE said.reading = membership.reading AND said.number = membership.quotation) AS said_by,
  (SELECT substr(document_text.text, passage.start + 1, passage.stop - passage.start) FROM passage WHERE passage.id BETWEEN document.first_passage AND document.last_passage AND passage.start <= membership.span_start AND membership.span_start < passage.stop LIMIT 1) AS paragraph,
  document.id AS document, document.external_id, document.title, outlet.name AS outlet, document.published,
  document.url, strftime('%Y-%m-%dT%H:%M:%fZ', current_reading.learned_at / 1000.0, 'unixepoch') AS learned_at
FROM current_reading
JOIN membership ON membership.reading = current_reading.id
JOIN document ON document.id = current_reading.document
JOIN document_text ON document_text.document = document.id
LEFT JOIN outlet ON outlet.id = document.outlet;

CREATE VIEW current_verdict AS
SELECT printf('v_%010x', verdict.id) AS id,
  (SELECT text FROM phrase WHERE phrase.id = verdict.kind) AS kind,
  substr(document_text.text, verdict.span_start + 1, verdict.span_length) AS words,
  (SELECT substr(document_text.text, passage.start + 1, passage.stop - passage.start) FROM passage WHERE passage.id BETWEEN document.first_passage AND document.last_passage AND passage.start <= verdict.span_start AND verdict.span_start < passage.stop LIMIT 1) AS paragraph,
  document.id AS document, document.external_id, document.title, outlet.name AS outlet, document.published,
  document.url, strftime('%Y-%m-%dT%H:%M:%fZ', current_reading.learned_at / 1000.0, 'unixepoch') AS learned_at
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
  document.url, strftime('%Y-%m-%dT%H:%M:%fZ', current_reading.learned_at / 1000.0, 'unixepoch') AS learned_at
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
  document.url, strftime('%Y-%m-%dT%H:%M:%fZ', current_reading.learned_at / 1000.0, 'unixepoch') AS learned_at
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
  document.url, strftime('%Y-%m-%dT%H:%M:%fZ', current_reading.learned_at / 1000.0, 'unixepoch') AS learned_at
FROM current_reading
JOIN date ON date.reading = current_reading.id
JOIN document ON document.id = current_reading.document
JOIN document_text ON document_text.document = document.id
LEFT JOIN outlet ON outlet.id = document.outlet;

CREATE VIEW current_copy AS
SELECT copy.document, document.external_id, document.title, outlet.name AS outlet, document.published,
  copy.original, original.external_id AS original_external_id, house.name AS original_outlet,
  copy.how, copy.share, copy.credit, strftime('%Y-%m-%dT%H:%M:%fZ', copy.learned_at / 1000.0, 'unixepoch') AS learned_at
FROM copy
JOIN document ON document.id = copy.document
JOIN document AS original ON original.id = copy.original
LEFT JOIN outlet ON outlet.id = document.outlet
LEFT JOIN outlet AS house ON house.id = original.outlet
WHERE NOT EXISTS (SELECT 1 FROM copy AS later WHERE later.document = copy.document AND later.id > copy.id);

CREATE VIRTUAL TABLE passage_search USING fts5(
  text, content = 'passage_text', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);

CREATE TRIGGER passage_is_searchable AFTER INSERT ON passage BEGIN
  INSERT INTO passage_search (rowid, text) SELECT id, text FROM passage_text WHERE id = new.id;
END;

CREATE VIEW phrase_words AS SELECT id, coalesce(folded, ' ' || lower(text) || ' ') AS words FROM phrase;

CREATE VIRTUAL TABLE phrase_search USING fts5(
  words, content = 'phrase_words', content_rowid = 'id', columnsize = 0, detail = none,
  tokenize = 'unicode61 remove_diacritics 0'
);

CREATE TRIGGER phrase_is_searchable AFTER INSERT ON phrase BEGIN
  INSERT INTO phrase_search (rowid, words) SELECT id, words FROM phrase_words WHERE id = new.id;
END;
