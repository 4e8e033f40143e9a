package sqlite

import (
	"database/sql"
	"encoding/json"
	"fmt"

	"chokepoint/graph"
)

// entityNumbers are the numbers of entities and who asserts them.
type entityNumbers struct {
	number   map[string]int32
	ids      []string    // by number
	asserted []assertion // by number
}

func (e *entityNumbers) add(id string, number int32) {
	e.number[id] = number
	for int(number) >= len(e.ids) {
		e.ids, e.asserted = append(e.ids, ""), append(e.asserted, 0)
	}
	e.ids[number] = id
}

// encodeNames returns the JSON of an entity's aliases and identifiers, each nil if there are none.
func encodeNames(e *graph.Entity) (aliases, identifiers []byte, err error) {
	if len(e.Aliases) > 0 {
		if aliases, err = json.Marshal(e.Aliases); err != nil {
			return nil, nil, err
		}
	}
	if len(e.Identifiers) > 0 {
		identifiers, err = json.Marshal(e.Identifiers)
	}
	return aliases, identifiers, err
}

// decodeNames sets what encodeNames wrote.
func decodeNames(aliases, identifiers []byte, e *graph.Entity) error {
	if len(aliases) > 0 {
		if err := json.Unmarshal(aliases, &e.Aliases); err != nil {
			return err
		}
	}
	if len(identifiers) > 0 {
		return json.Unmarshal(identifiers, &e.Identifiers)
	}
	return nil
}

// loadEntities replaces the dataset's entities.
func (l *loader) loadEntities() error {
	if err := l.readEntityNumbers(); err != nil {
		return err
	}
	stood := newStanding[int32](0)
	err := each(l.ctx, l.conn, func(rows *sql.Rows) error {
		var place int64
		var number int32
		var kind, name string
		var aliases, identifiers sql.RawBytes
		if err := rows.Scan(&place, &number, &kind, &name, &aliases, &identifiers); err != nil {
			return err
		}
		l.entities.asserted[number] |= before
		stood.add(number, version{hashTexts(kind, name, string(aliases), string(identifiers)), place})
		return nil
	}, `SELECT rowid, entity, kind, name, aliases, identifiers FROM entity_version WHERE closed IS NULL AND dataset = ?`, l.dataset)
	if err != nil {
		return err
	}
	if err := l.sayEntities(stood); err != nil {
		return err
	}
	return l.closeVersions("entity_version", append(stood.withdraw(&l.report.Entities), stood.ended...))
}

// readEntityNumbers reads the numbers of all entities and which of them other datasets assert.
func (l *loader) readEntityNumbers() error {
	var size int
	if err := l.conn.QueryRowContext(l.ctx, `SELECT coalesce(max(number), 0) + 1 FROM entity`).Scan(&size); err != nil {
		return err
	}
	size += len(l.batch.Entities)
	l.entities = entityNumbers{make(map[string]int32, size), make([]string, 0, size), make([]assertion, 0, size)}
	err := each(l.ctx, l.conn, func(rows *sql.Rows) error {
		var number int32
		var id string
		err := rows.Scan(&number, &id)
		l.entities.add(id, number)
		return err
	}, `SELECT number, id FROM entity`)
	if err != nil {
		return err
	}
	return each(l.ctx, l.conn, func(rows *sql.Rows) error {
		var number int32
		err := rows.Scan(&number)
		l.entities.asserted[number] |= byOthers
		return err
	}, `SELECT entity FROM entity_version WHERE closed IS NULL AND dataset <> ?`, l.dataset)
}

func (l *loader) sayEntities(stood *standing[int32]) error {
	name, err := l.prepare(`INSERT INTO entity (number, id) VALUES (?, ?)`)
	if err != nil {
		return err
	}
	insert, err := l.prepare(`INSERT INTO entity_version (entity, dataset, kind, name, aliases, identifiers, opened)
		VALUES (?, ?, ?, ?, ?, ?, ?)`)
	if err != nil {
		return err
	}
	l.kinds = map[string]bool{}
	for i := range l.batch.Entities {
		e := &l.batch.Entities[i]
		l.kinds[e.Kind] = true
		number, ok := l.entities.number[e.ID]
		if !ok {
			number = int32(max(len(l.entities.ids), 1))
			l.entities.add(e.ID, number)
			if err := name(number, e.ID); err != nil {
				return err
			}
		}
		if l.entities.asserted[number]&byBatch != 0 {
			return fmt.Errorf("the batch has entity %q twice", e.ID)
		}
		l.entities.asserted[number] |= byBatch
		aliases, identifiers, err := encodeNames(e)
		if err != nil {
			return err
		}
		content := hashTexts(e.Kind, e.Name, string(aliases), string(identifiers))
		if stood.say(number, content, &l.report.Entities) == unchanged {
			continue
		}
		if err := insert(number, l.dataset, e.Kind, e.Name, text(aliases), text(identifiers), l.load); err != nil {
			return err
		}
	}
	return nil
}

// text returns JSON as SQLite keeps it: text, or NULL.
func text(json []byte) any {
	if json == nil {
		return nil
	}
	return string(json)
}
