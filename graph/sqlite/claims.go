package sqlite

import (
	"encoding/json"
	"fmt"
	"hash/maphash"
	"slices"

	"chokepoint/graph"
)

// identity is what a claim's ID is computed from, in numbers.
type identity struct {
	subject, predicate, object, item int32
	from                             graph.Date
	value                            uint64 // hash of the value as text, of an attribute
}

// loadClaims replaces the dataset's claims.
func (l *loader) loadClaims() error {
	if err := l.readPredicates(); err != nil {
		return err
	}
	if err := l.readCitations(); err != nil {
		return err
	}
	stood, err := l.readStanding()
	if err != nil {
		return err
	}
	if err := l.sayClaims(stood); err != nil {
		return err
	}
	withdrawn := stood.withdraw(&l.report.Claims)
	slices.Sort(withdrawn)
	if err := l.describeWithdrawn(withdrawn); err != nil {
		return err
	}
	if err := l.closeClaims(append(withdrawn, stood.ended...)); err != nil {
		return err
	}
	return l.countPredicates()
}

// readStanding reads what the dataset says before the load.
func (l *loader) readStanding() (*standing[identity], error) {
	var size int64
	if err := l.conn.QueryRowContext(l.ctx, `SELECT claims FROM dataset WHERE number = ?`, l.dataset).Scan(&size); err != nil {
		return nil, err
	}
	stood := newStanding[identity](size)
	var scratch []byte
	err := eachRecord(l.ctx, l.conn, func(r *record) error {
		if r.closed != 0 {
			return nil
		}
		var value string
		if r.object == 0 {
			var c graph.Claim
			if err := decodeDetail(r.detail, &c); err != nil {
				return err
			}
			value = c.Value.String()
		}
		stood.add(r.identity(value), version{r.content(&scratch), r.place})
		return nil
	}, `dataset = ?`, l.dataset)
	return stood, err
}

func (r *row) identity(value string) identity {
	id := identity{subject: r.subject, predicate: r.predicate, object: r.object, item: r.item, from: r.valid.From}
	if r.object == 0 {
		id.value = maphash.String(seed, value)
	}
	return id
}

// content hashes the whole row. Of an attribute that takes in the value, so that 4800 GB/s differs from a text "4800 GB/s".
func (r *row) content(scratch *[]byte) uint64 {
	*scratch = appendRow((*scratch)[:0], r)
	return maphash.Bytes(seed, *scratch)
}

// sayClaims ranges over the batch's claims and writes those that are new or other than before.
func (l *loader) sayClaims(stood *standing[identity]) error {
	w, err := l.newBlockWriter()
	if err != nil {
		return err
	}
	first := len(stood.versions) == 0
	n := 0
	var failure error
	for c := range l.batch.Claims {
		if n++; n%blockSize == 0 && l.ctx.Err() != nil {
			return l.ctx.Err()
		}
		if failure = l.sayClaim(&c, stood, w, first); failure != nil || l.dangling.enough() {
			break
		}
	}
	if failure != nil {
		return failure
	}
	if err := l.dangling.err(); err != nil {
		return err
	}
	return w.flush()
}

// sayClaim does so for one claim. If the dataset said nothing before (first), there is nothing to compare it with.
func (l *loader) sayClaim(c *graph.Claim, stood *standing[identity], w *blockWriter, first bool) error {
	r, err := l.number(c)
	if err != nil {
		return fmt.Errorf("claim %q: %w", c.String(), err)
	}
	did := added
	if first {
		l.report.Claims.Added++
	} else {
		value := ""
		if r.object == 0 {
			value = c.Value.String()
		}
		did = stood.say(r.identity(value), r.content(&w.scratch), &l.report.Claims)
	}
	switch did {
	case unchanged:
		return nil
	case added:
		l.report.Added = graph.ListClaim(l.report.Added, c)
	case changed:
		l.report.Changed = graph.ListClaim(l.report.Changed, c)
	}
	return w.write(&r)
}

// number puts a claim in numbers, and notes what it names that is not there.
func (l *loader) number(c *graph.Claim) (r row, err error) {
	switch {
	case len(c.Sources) == 0:
		return r, fmt.Errorf("it has no source")
	case c.Object == "" && c.Value.IsZero():
		return r, fmt.Errorf("it has neither an object nor a value")
	}
	if c.Subject != l.subject { // claims mostly come subject by subject
		l.subject, l.subjectNumber = c.Subject, l.entity(c.Subject, c)
	}
	r.subject = l.subjectNumber
	if c.Object != "" {
		r.object = l.entity(c.Object, c)
	}
	if c.Item != "" {
		r.item = l.entity(c.Item, c)
	}
	r.valid, r.confidence, r.share = c.Valid, c.Confidence, c.Share
	if r.predicate, err = l.predicates.use(c.Predicate); err != nil {
		return r, err
	}
	if r.citations, err = l.citations.use(c.Sources); err != nil {
		return r, err
	}
	if !l.citations.checked[r.citations] {
		for _, cited := range c.Sources {
			if !l.sources[cited.Source].stands() {
				l.dangling.add("source", cited.Source, c.String())
			}
		}
		l.citations.checked[r.citations] = true
	}
	r.detail, err = encodeDetail(c)
	return r, err
}

// entity returns the number of an entity that claim c names.
func (l *loader) entity(id string, c *graph.Claim) int32 {
	n := l.entities.number[id]
	if n == 0 || !l.entities.asserted[n].stands() {
		l.dangling.add("entity", id, c.String())
	}
	return n
}

// blockWriter writes rows, a block at a time.
type blockWriter struct {
	insert  func(args ...any) error
	loader  *loader
	text    []byte
	size    int
	scratch []byte
}

func (l *loader) newBlockWriter() (*blockWriter, error) {
	insert, err := l.prepare(`INSERT INTO block (dataset, opened, size, claims) VALUES (?, ?, ?, ?)`)
	return &blockWriter{insert: insert, loader: l}, err
}

func (w *blockWriter) write(r *row) error {
	separator := byte(',')
	if w.size == 0 {
		separator = '['
	}
	w.text = appendRow(append(w.text, separator), r)
	if w.size++; w.size == blockSize {
		return w.flush()
	}
	return nil
}

func (w *blockWriter) flush() error {
	if w.size == 0 {
		return nil
	}
	err := w.insert(w.loader.dataset, w.loader.load, w.size, string(append(w.text, ']')))
	w.text, w.size = w.text[:0], 0
	return err
}

// closeClaims ends the recordings at the given places.
func (l *loader) closeClaims(places []int64) error {
	insert, err := l.prepare(`INSERT INTO withdrawal (block, closed, positions) VALUES (?, ?, ?)`)
	if err != nil {
		return err
	}
	slices.Sort(places)
	var positions []int64
	for i, place := range places {
		positions = append(positions, place%blockSize)
		if i+1 < len(places) && places[i+1]/blockSize == place/blockSize {
			continue
		}
		text, err := json.Marshal(positions)
		if err != nil {
			return err
		}
		if err := insert(place/blockSize, l.load, string(text)); err != nil {
			return err
		}
		positions = positions[:0]
	}
	return nil
}

// countPredicates keeps how many standing claims of the dataset use each predicate.
func (l *loader) countPredicates() error {
	if _, err := l.conn.ExecContext(l.ctx, `DELETE FROM predicate_use WHERE dataset = ?`, l.dataset); err != nil {
		return err
	}
	insert, err := l.prepare(`INSERT INTO predicate_use (dataset, predicate, claims) VALUES (?, ?, ?)`)
	if err != nil {
		return err
	}
	for n, used := range l.predicates.used {
		if used == 0 {
			continue
		}
		if err := insert(l.dataset, n, used); err != nil {
			return err
		}
	}
	return nil
}
