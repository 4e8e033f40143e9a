package sqlite

import (
	"encoding/json"
	"fmt"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
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

// assert notes who asserts an entity.
func (e *entityNumbers) assert(number int32, by assertion) error {
	if !e.has(number) {
		return damaged(fmt.Errorf("no entity %d", number))
	}
	e.asserted[number] |= by
	return nil
}

func (e *entityNumbers) has(number int32) bool { return 0 <= number && int(number) < len(e.ids) }

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
			return damaged(err)
		}
	}
	if len(identifiers) > 0 {
		return damaged(json.Unmarshal(identifiers, &e.Identifiers))
	}
	return nil
}

// loadEntities replaces the dataset's entities.
func (l *loader) loadEntities() error {
	if err := l.readEntityNumbers(); err != nil {
		return err
	}
	stood := ledger.NewDifference[int32](l.before.Entities, &l.Report.Entities)
	l.kinds = map[string]bool{}
	if err := l.stored.entityVersions(func(v *entityVersion) error {
		number := int32(v.entity)
		switch {
		case v.closed != 0:
			return nil
		case v.dataset == l.dataset:
			if l.entities.has(number) {
				l.Kinds.Stand(l.entities.ids[number], string(v.kind), l.Batch.Dataset.Name)
			}
			stood.Stand(number, hashTexts(string(v.kind), string(v.name), string(v.aliases), string(v.identifiers)), v.place)
			return l.entities.assert(number, before)
		}
		if l.replaced && !l.kinds[string(v.kind)] {
			l.kinds[string(v.kind)] = true
		}
		if err := l.entities.assert(number, byOthers); err != nil {
			return err
		}
		l.Kinds.Stand(l.entities.ids[number], string(v.kind), l.datasets[v.dataset])
		return nil
	}); err != nil {
		return err
	}
	if err := l.Kinds.Err(); err != nil {
		return err
	}
	if err := l.sayEntities(stood); err != nil {
		return err
	}
	_, ended := stood.Withdraw()
	return l.closeVersions("entity_version", ended)
}

// readEntityNumbers reads the numbers of all entities.
func (l *loader) readEntityNumbers() error {
	var size int
	if err := l.conn.QueryRowContext(l.ctx, `SELECT count(*) + 1 FROM entity`).Scan(&size); err != nil {
		return err
	}
	size += len(l.Batch.Entities)
	l.entities = entityNumbers{make(map[string]int32, size), make([]string, 0, size), make([]assertion, 0, size)}
	return l.stored.entities(func(number int32, id string) { l.entities.add(id, number) })
}

func (l *loader) sayEntities(stood *ledger.Difference[int32]) error {
	names, err := l.prepareInsert("entity", nil)
	if err != nil {
		return err
	}
	versions, err := l.prepareInsert("entity_version", names)
	if err != nil {
		return err
	}
	for i := range l.Batch.Entities {
		e := &l.Batch.Entities[i]
		l.kinds[e.Kind] = true
		number, ok := l.entities.number[e.ID]
		if !ok {
			number = int32(max(len(l.entities.ids), 1))
			l.entities.add(e.ID, number)
			if err := names.add(l.sealed("entity", number, e.ID)...); err != nil {
				return err
			}
		}
		l.entities.asserted[number] |= byBatch
		aliases, identifiers, err := encodeNames(e)
		if err != nil {
			return err
		}
		content := hashTexts(e.Kind, e.Name, string(aliases), string(identifiers))
		if stood.Say(number, content) == ledger.Unchanged {
			continue
		}
		if err := versions.add(l.sealed("entity_version", number, l.dataset, e.Kind, e.Name, text(aliases), text(identifiers), l.load)...); err != nil {
			return err
		}
	}
	return versions.flush()
}

// text returns JSON as SQLite keeps it: text, or NULL.
func text(json []byte) any {
	if json == nil {
		return nil
	}
	return string(json)
}
