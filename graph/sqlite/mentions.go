package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
)

const (
	// shelfSize is how many entities with neighbouring numbers share a row of the table mention.
	shelfSize = 64
	// crowd is from how many claims on an entity has rows of its own, so that its neighbours are found as fast as others.
	crowd = 1024
	// mentionsAtOnce bounds what is held in memory before it is written, 12 bytes each.
	mentionsAtOnce = 1 << 21
)

// mentions notes which claims name each entity, and writes it to the table mention whenever there are many.
type mentions struct {
	insert   func(args ...any) error
	entities []int32 // as claims are written, with the place of each: less than mentionsAtOnce and a few
	places   []int64
	greatest int32 // number of an entity
}

// add notes the entities that a row names.
func (m *mentions) add(r *row, place int64) error {
	eachNamed(r, func(entity int32) { m.note(entity, place) })
	if len(m.entities) < mentionsAtOnce {
		return nil
	}
	return m.flush()
}

// eachNamed calls f for each entity that a row names, once.
func eachNamed(r *row, f func(entity int32)) {
	f(r.subject)
	if r.object != 0 && r.object != r.subject {
		f(r.object)
	}
	if r.item != 0 && r.item != r.subject && r.item != r.object {
		f(r.item)
	}
}

func (m *mentions) note(entity int32, place int64) {
	m.entities, m.places = append(m.entities, entity), append(m.places, place)
	m.greatest = max(m.greatest, entity)
}

// flush writes what was noted.
func (m *mentions) flush() error {
	ends, places := m.sort()
	begin, shelf := 0, newShelf(m.insert)
	for entity, end := range ends {
		if begin == int(end) {
			continue
		}
		if err := shelf.put(int64(entity), places[begin:end]); err != nil {
			return err
		}
		begin = int(end)
	}
	m.entities, m.places, m.greatest = m.entities[:0], m.places[:0], 0
	return shelf.write()
}

// sort returns the places in order of entity, those of one in order of place, and by entity where its places end.
func (m *mentions) sort() (ends []int32, places []int64) {
	next := make([]int32, m.greatest+2) // by entity, shifted by one: where its next place goes
	for _, e := range m.entities {
		next[e+1]++
	}
	for e := range m.greatest {
		next[e+1] += next[e]
	}
	places = make([]int64, len(m.places))
	for i, e := range m.entities {
		places[next[e]] = m.places[i]
		next[e]++
	}
	return next[:m.greatest+1], places
}

// shelf is a row of the table mention as it is filled.
type shelf struct {
	insert func(args ...any) error
	number int64
	text   []byte
}

func newShelf(insert func(args ...any) error) *shelf { return &shelf{insert: insert} }

// put adds the places of an entity; entities come in order.
func (s *shelf) put(entity int64, places []int64) error {
	if len(places) >= crowd {
		own := shelf{insert: s.insert, number: -entity}
		own.add(entity, places)
		return own.write()
	}
	if entity/shelfSize != s.number {
		if err := s.write(); err != nil {
			return err
		}
		s.number = entity / shelfSize
	}
	s.add(entity, places)
	return nil
}

func (s *shelf) add(entity int64, places []int64) {
	separator := byte(',')
	if len(s.text) == 0 {
		separator = '{'
	}
	s.text = append(strconv.AppendInt(append(s.text, separator, '"'), entity, 10), `":`...)
	separator = '['
	for _, place := range places {
		s.text = strconv.AppendInt(append(s.text, separator), place, 10)
		separator = ','
	}
	s.text = append(s.text, ']')
}

func (s *shelf) write() error {
	if len(s.text) == 0 {
		return nil
	}
	err := s.insert(s.number, string(append(s.text, '}')))
	s.text = s.text[:0]
	return err
}

// mentionAll fills the table mention of a file that has none from all blocks, without checksums.
func mentionAll(ctx context.Context, conn *sql.Conn, r *reading) error {
	statements := statements{ctx: ctx, conn: conn}
	defer statements.close()
	insert, err := statements.prepare(`INSERT INTO mention (shelf, places) VALUES (?, ?)`)
	if err != nil {
		return err
	}
	m := mentions{insert: insert}
	if err := r.allRecords(func(c *record) error { return m.add(&c.row, c.place) }); err != nil {
		return fmt.Errorf("finding the claims of each entity: %w", err)
	}
	return m.flush()
}
