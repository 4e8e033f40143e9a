-- Numbers stand for names in the bulk of the ledger; the views join them back. Times are microseconds since 1970 (UTC).
-- "opened" and "closed" are the loads between which something was said; closed is NULL while it stands.
--
-- Every row has a checksum, the CRC-32C of its table and its columns (checksum.go); to change a row by hand is to damage it. That of a
-- version is over all but closed, to which the load that ends it adds the CRC-32C of its number.

CREATE TABLE store (
  id       TEXT NOT NULL, -- random; part of the version
  ontology TEXT,          -- JSON, of the last load that brought one
  secret   BLOB,          -- random; signs what leaves the store and comes back
  pruned   INTEGER NOT NULL DEFAULT 0, -- what was withdrawn before this time is gone; 0: nothing is
  checksum INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE dataset (
  number    INTEGER PRIMARY KEY,
  name      TEXT NOT NULL UNIQUE,
  title     TEXT NOT NULL,
  licence   TEXT NOT NULL,
  origin    TEXT NOT NULL,
  loaded_at INTEGER NOT NULL, -- by the last load that changed something
  claims    INTEGER NOT NULL, -- that stand
  entities  INTEGER NOT NULL, -- that stand
  checksum  INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE load (
  number  INTEGER PRIMARY KEY,
  dataset INTEGER NOT NULL REFERENCES dataset,
  at      INTEGER NOT NULL,
  checksum INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE entity (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, checksum INTEGER NOT NULL DEFAULT 0);
CREATE TABLE predicate (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, checksum INTEGER NOT NULL DEFAULT 0);
CREATE TABLE citations (
  number   INTEGER PRIMARY KEY,
  sources  TEXT NOT NULL, -- JSON: [{"id": …, "locator": …}, …]
  checksum INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE entity_version (
  entity      INTEGER NOT NULL REFERENCES entity,
  dataset     INTEGER NOT NULL REFERENCES dataset,
  kind        TEXT NOT NULL,
  name        TEXT NOT NULL,
  aliases     TEXT, -- JSON: [{"name": …, "lang": …}, …]
  identifiers TEXT, -- JSON: {"lei": …, …}
  opened      INTEGER NOT NULL REFERENCES load,
  closed      INTEGER REFERENCES load,
  checksum    INTEGER NOT NULL DEFAULT 0
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
  closed    INTEGER REFERENCES load,
  copy_of   TEXT NOT NULL DEFAULT '', -- of a copy: what it retells, the id of a source or a title
  checksum  INTEGER NOT NULL DEFAULT 0
);

-- A block is up to 512 claims that one load opened (up to 4096 in files begun with schema 1), as a JSON array of arrays:
--   [subject, predicate, object, confidence, citations, valid_from, valid_to, share, item, detail]
-- with absent values at the end left out. subject, object and item are entity numbers; object is null where the claim has a
-- value; confidence is 1 (disputed) to 5 (official); a date is four times its day since 1970 plus its precision (0 day,
-- 1 month, 2 year); detail is an object with type, number, unit, text, date, bool, share_most, quantity, purpose, note. Of a
-- range of shares, share is the lower end and share_most the upper. Never updated.
CREATE TABLE block (
  number  INTEGER PRIMARY KEY,
  dataset INTEGER NOT NULL REFERENCES dataset,
  opened  INTEGER NOT NULL REFERENCES load,
  size    INTEGER NOT NULL,
  claims  TEXT NOT NULL,
  checksum INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX block_dataset ON block (dataset);

-- The claims of a block that a load withdrew, by position in the block from 0, as a JSON array.
CREATE TABLE withdrawal (
  block     INTEGER NOT NULL REFERENCES block,
  closed    INTEGER NOT NULL REFERENCES load,
  positions TEXT NOT NULL,
  checksum  INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (block, closed)
);

-- How many standing claims of a dataset use a predicate.
CREATE TABLE predicate_use (
  dataset   INTEGER NOT NULL REFERENCES dataset,
  predicate INTEGER NOT NULL REFERENCES predicate,
  claims    INTEGER NOT NULL,
  checksum  INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (dataset, predicate)
) WITHOUT ROWID;
