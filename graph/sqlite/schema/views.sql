CREATE VIEW entities AS
SELECT e.id, v.kind, v.name, v.aliases, v.identifiers, d.name AS dataset,
  datetime(opened.at / 1e6, 'unixepoch') AS recorded_from, datetime(closed.at / 1e6, 'unixepoch') AS recorded_to
FROM entity_version v
JOIN entity e ON e.number = v.entity
JOIN dataset d ON d.number = v.dataset
JOIN load opened ON opened.number = v.opened
LEFT JOIN load closed ON closed.number = v.closed;

CREATE VIEW sources AS
SELECT v.id, v.title, v.publisher, v.url, v.published, v.language, v.kind, v.copy_of, d.name AS dataset,
  datetime(opened.at / 1e6, 'unixepoch') AS recorded_from, datetime(closed.at / 1e6, 'unixepoch') AS recorded_to
FROM source_version v
JOIN dataset d ON d.number = v.dataset
JOIN load opened ON opened.number = v.opened
LEFT JOIN load closed ON closed.number = v.closed;

-- All that was ever said. It decodes every block: to ask for one entity, use claims_of.
CREATE VIEW claims AS
WITH claim AS (
  SELECT b.number AS block, c.key AS position, b.dataset, b.opened, c.value AS said
  FROM block b, json_each(b.claims) c
)
SELECT {claims.sql};

-- All that was ever said of an entity, as subject, object or item: SELECT * FROM claims_of WHERE entity = 'nvidia'. It looks
-- up the places of the claims and reads nothing else.
CREATE VIEW claims_of AS
WITH claim AS (
  SELECT e.id AS entity, b.number AS block, p.value & 4095 AS position, b.dataset, b.opened,
    b.claims -> ('$[' || (p.value & 4095) || ']') AS said
  FROM entity e
  CROSS JOIN mention m ON m.shelf IN (e.number >> 6, -e.number)
  CROSS JOIN json_each(m.places, '$."' || e.number || '"') p
  CROSS JOIN block b ON b.number = p.value >> 12
)
SELECT c.entity, {claims.sql};
