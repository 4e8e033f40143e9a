-- Of every other table: how many rows it has, and the sum of their checksums.
CREATE TABLE seal (name TEXT PRIMARY KEY, rows INTEGER NOT NULL, sum INTEGER NOT NULL, checksum INTEGER NOT NULL) WITHOUT ROWID;
