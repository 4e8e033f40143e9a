-- Where the claims are that name an entity as subject, object or item: a JSON object with the number of each entity of a
-- shelf and the places of its claims, as {"65": [8192, 8195], …}. A place is 4096 times the block plus the position in it.
-- A shelf is 64 entities with neighbouring numbers: number / 64. An entity that very many claims name stands alone, on the
-- shelf of its own number times -1. Every load adds rows of its own; none is ever updated.
CREATE TABLE mention (shelf INTEGER NOT NULL, places TEXT NOT NULL, checksum INTEGER NOT NULL DEFAULT 0);
CREATE INDEX mention_shelf ON mention (shelf);
