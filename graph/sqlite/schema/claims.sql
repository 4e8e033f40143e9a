s.id AS subject, p.name AS predicate,
  coalesce(o.id, CASE c.said ->> '$[9].type'
    WHEN 'number' THEN trim(coalesce(c.said ->> '$[9].number', 0) || ' ' || coalesce(c.said ->> '$[9].unit', ''))
    WHEN 'date' THEN c.said ->> '$[9].date'
    WHEN 'bool' THEN iif(c.said ->> '$[9].bool', 'true', 'false')
    ELSE c.said ->> '$[9].text' END) AS object,
  i.id AS item, c.said ->> 7 AS share, c.said ->> '$[9].share_most' AS share_most, c.said ->> '$[9].quantity.number' AS quantity, c.said ->> '$[9].quantity.unit' AS unit,
  c.said ->> '$[9].purpose' AS purpose, c.said ->> '$[9].note' AS note,
  strftime(substr('%Y-%m-%d', 1, 8 - 3 * ((c.said ->> 5) & 3)), ((c.said ->> 5) >> 2) * 86400, 'unixepoch') AS valid_from,
  strftime(substr('%Y-%m-%d', 1, 8 - 3 * ((c.said ->> 6) & 3)), ((c.said ->> 6) >> 2) * 86400, 'unixepoch') AS valid_to,
  CASE c.said ->> 3 WHEN 1 THEN 'disputed' WHEN 2 THEN 'estimated' WHEN 3 THEN 'reported' WHEN 4 THEN 'confirmed'
    WHEN 5 THEN 'official' END AS confidence,
  x.sources, d.name AS dataset,
  datetime(opened.at / 1e6, 'unixepoch') AS recorded_from, datetime(closed.at / 1e6, 'unixepoch') AS recorded_to
FROM claim c
JOIN entity s ON s.number = c.said ->> 0
JOIN predicate p ON p.number = c.said ->> 1
LEFT JOIN entity o ON o.number = c.said ->> 2
LEFT JOIN entity i ON i.number = c.said ->> 8
JOIN citations x ON x.number = c.said ->> 4
JOIN dataset d ON d.number = c.dataset
JOIN load opened ON opened.number = c.opened
LEFT JOIN load closed ON closed.number = (
  SELECT w.closed FROM withdrawal w, json_each(w.positions) q WHERE w.block = c.block AND q.value = c.position
)
