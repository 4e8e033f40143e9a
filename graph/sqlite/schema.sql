-- Numbers stand for names in the bulk of the ledger; the view claims joins them back. Times are microseconds since 1970
-- (UTC). "opened" and "closed" are the loads between which something was said; closed is NULL while it stands.

CREATE TABLE store (
  id       TEXT NOT NULL, -- random; part of the version
  ontology TEXT           -- JSON, of the last load that brought one
);

CREATE TABLE dataset (
  number    INTEGER PRIMARY KEY,
  name      TEXT NOT NULL UNIQUE,
  title     TEXT NOT NULL,
  licence   TEXT NOT NULL,
  origin    TEXT NOT NULL,
  loaded_at INTEGER NOT NULL, -- by the last load that changed something
  claims    INTEGER NOT NULL, -- that stand
  entities  INTEGER NOT NULL  -- that stand
);

CREATE TABLE load (
  number  INTEGER PRIMARY KEY,
  dataset INTEGER NOT NULL REFERENCES dataset,
  at      INTEGER NOT NULL
);

CREATE TABLE entity (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE predicate (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE citations (number INTEGER PRIMARY KEY, sources TEXT NOT NULL); -- JSON: [{"id": …, "locator": …}, …]

CREATE TABLE entity_version (
  entity      INTEGER NOT NULL REFERENCES entity,
  dataset     INTEGER NOT NULL REFERENCES dataset,
  kind        TEXT NOT NULL,
  name        TEXT NOT NULL,
  aliases     TEXT, -- JSON: [{"name": …, "lang": …}, …]
  identifiers TEXT, -- JSON: {"lei": …, …}
  opened      INTEGER NOT NULL REFERENCES load,
  closed      INTEGER REFERENCES load
);

CREATE TABLE source_version (
  id        TEXT NOT NULL,
  dataset   INTEGER NOT NULL REFERENCES dataset,
  title     TEXT NOT NULL,
  publisher TEXT NOT NULL,
  url       TEXT NOT NULL,
  published TEXT NOT NULL,
  language  TEXT NOT NULL,
  kind      TEXT NOT NULL,
  opened    INTEGER NOT NULL REFERENCES load,
  closed    INTEGER REFERENCES load
);

-- A block is up to 4096 claims that one load opened, as a JSON array of arrays:
--   [subject, predicate, object, confidence, citations, valid_from, valid_to, share, item, detail]
-- with absent values at the end left out. subject, object and item are entity numbers; object is null where the claim has a
-- value; confidence is 1 (disputed) to 5 (official); a date is four times its day since 1970 plus its precision (0 day,
-- 1 month, 2 year); detail is an object with type, number, unit, text, date, bool, quantity, purpose, note. Never updated.
CREATE TABLE block (
  number  INTEGER PRIMARY KEY,
  dataset INTEGER NOT NULL REFERENCES dataset,
  opened  INTEGER NOT NULL REFERENCES load,
  size    INTEGER NOT NULL,
  claims  TEXT NOT NULL
);
CREATE INDEX block_dataset ON block (dataset);

-- The claims of a block that a load withdrew, by position in the block from 0, as a JSON array.
CREATE TABLE withdrawal (
  block     INTEGER NOT NULL REFERENCES block,
  closed    INTEGER NOT NULL REFERENCES load,
  positions TEXT NOT NULL,
  PRIMARY KEY (block, closed)
);

-- How many standing claims of a dataset use a predicate.
CREATE TABLE predicate_use (
  dataset   INTEGER NOT NULL REFERENCES dataset,
  predicate INTEGER NOT NULL REFERENCES predicate,
  claims    INTEGER NOT NULL,
  PRIMARY KEY (dataset, predicate)
) WITHOUT ROWID;

CREATE VIEW entities AS
SELECT e.id, v.kind, v.name, v.aliases, v.identifiers, d.name AS dataset,
  datetime(opened.at / 1e6, 'unixepoch') AS recorded_from, datetime(closed.at / 1e6, 'unixepoch') AS recorded_to
FROM entity_version v
JOIN entity e ON e.number = v.entity
JOIN dataset d ON d.number = v.dataset
JOIN load opened ON opened.number = v.opened
LEFT JOIN load closed ON closed.number = v.closed;

CREATE VIEW sources AS
SELECT v.id, v.title, v.publisher, v.url, v.published, v.language, v.kind, d.name AS dataset,
  datetime(opened.at / 1e6, 'unixepoch') AS recorded_from, datetime(closed.at / 1e6, 'unixepoch') AS recorded_to
FROM source_version v
JOIN dataset d ON d.number = v.dataset
JOIN load opened ON opened.number = v.opened
LEFT JOIN load closed ON closed.number = v.closed;

-- For reading by eye and for small stores: it decodes every block.
CREATE VIEW claims AS
WITH
withdrawn AS MATERIALIZED (
  SELECT w.block, p.value AS position, w.closed FROM withdrawal w, json_each(w.positions) p
),
claim AS (
  SELECT b.number AS block, b.dataset, b.opened, c.key AS position,
    c.value ->> 0 AS subject, c.value ->> 1 AS predicate, c.value ->> 2 AS object, c.value ->> 3 AS confidence,
    c.value ->> 4 AS citations, c.value ->> 5 AS valid_from, c.value ->> 6 AS valid_to, c.value ->> 7 AS share,
    c.value ->> 8 AS item, c.value -> 9 AS detail
  FROM block b, json_each(b.claims) c
)
SELECT s.id AS subject, p.name AS predicate,
  coalesce(o.id, CASE c.detail ->> 'type'
    WHEN 'number' THEN trim(coalesce(c.detail ->> 'number', 0) || ' ' || coalesce(c.detail ->> 'unit', ''))
    WHEN 'date' THEN c.detail ->> 'date'
    WHEN 'bool' THEN iif(c.detail ->> 'bool', 'true', 'false')
    ELSE c.detail ->> 'text' END) AS object,
  i.id AS item, c.share, c.detail ->> '$.quantity.number' AS quantity, c.detail ->> '$.quantity.unit' AS unit,
  c.detail ->> 'purpose' AS purpose, c.detail ->> 'note' AS note,
  strftime(substr('%Y-%m-%d', 1, 8 - 3 * (c.valid_from & 3)), (c.valid_from >> 2) * 86400, 'unixepoch') AS valid_from,
  strftime(substr('%Y-%m-%d', 1, 8 - 3 * (c.valid_to & 3)), (c.valid_to >> 2) * 86400, 'unixepoch') AS valid_to,
  CASE c.confidence WHEN 1 THEN 'disputed' WHEN 2 THEN 'estimated' WHEN 3 THEN 'reported' WHEN 4 THEN 'confirmed'
    WHEN 5 THEN 'official' END AS confidence,
  x.sources, d.name AS dataset,
  datetime(opened.at / 1e6, 'unixepoch') AS recorded_from, datetime(closed.at / 1e6, 'unixepoch') AS recorded_to
FROM claim c
JOIN entity s ON s.number = c.subject
JOIN predicate p ON p.number = c.predicate
LEFT JOIN entity o ON o.number = c.object
LEFT JOIN entity i ON i.number = c.item
JOIN citations x ON x.number = c.citations
JOIN dataset d ON d.number = c.dataset
JOIN load opened ON opened.number = c.opened
LEFT JOIN withdrawn w ON w.block = c.block AND w.position = c.position
LEFT JOIN load closed ON closed.number = w.closed;
