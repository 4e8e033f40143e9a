package sqlite

import (
	"context"
	"database/sql"
)

// IDs returns the ids of entities that a file has ever held, those that begin with a text, in their order and as many as most at most.
// It looks at the index of ids alone, waits for nobody and writes nothing, so that a shell can ask while a person types.
func IDs(ctx context.Context, path, begun string, most int) (ids []string, err error) {
	connector, err := (&Store{path: path}).connectorTo("ro")
	if err != nil {
		return nil, err
	}
	db := sql.OpenDB(connector)
	defer db.Close()
	rows, err := db.QueryContext(ctx, "SELECT id FROM entity WHERE id >= ?1 AND id < ?1 || char(0x10ffff) ORDER BY id LIMIT ?2", begun, most)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}
