package neo4j

import (
	"cmp"
	"fmt"
	"slices"

	"chokepoint/graph"
)

// record is what one dataset said of one thing, for a stretch of time.
type record[T any] struct {
	number   int64 // in order of recording, over all ledgers
	dataset  string
	recorded graph.Recording
	said     T
}

// ledger holds all records of one sort of thing.
type ledger[T any] struct {
	label   string // of its nodes
	key     func(*T) string
	encode  func(*T) properties
	decode  func(properties) (T, error)
	records []record[T] // in order of number

	closed []int // indices of records that this load ends
	fresh  int   // index of the first record of this load
}

// ledgers are all that the database has recorded.
type ledgers struct {
	datasets []graph.DatasetState
	entities ledger[graph.Entity]
	sources  ledger[graph.Source]
	claims   ledger[graph.Claim]
}

func (t *transaction) readLedgers() (*ledgers, error) {
	l := &ledgers{
		entities: ledger[graph.Entity]{label: "EntityRecord", encode: encodeEntity,
			key:    func(e *graph.Entity) string { return e.ID },
			decode: func(p properties) (graph.Entity, error) { return decodeEntity(p), nil }},
		sources: ledger[graph.Source]{label: "SourceRecord", encode: encodeSource, decode: decodeSource,
			key: func(s *graph.Source) string { return s.ID }},
		claims: ledger[graph.Claim]{label: "Assertion", encode: encodeClaim, decode: decodeClaim,
			key: func(c *graph.Claim) string { return c.ID().String() }},
	}
	err := t.each(`MATCH (d:Dataset) RETURN properties(d)`, nil, func(row []any) error {
		l.datasets = append(l.datasets, decodeDataset(row[0].(properties)))
		return nil
	})
	for _, read := range []func(*transaction) error{l.entities.read, l.sources.read, l.claims.read} {
		if err == nil {
			err = read(t)
		}
	}
	return l, err
}

func (l *ledger[T]) read(t *transaction) error {
	err := t.each(fmt.Sprintf(`MATCH (r:%s) RETURN properties(r)`, l.label), nil, func(row []any) error {
		p := row[0].(properties)
		said, err := l.decode(p)
		l.records = append(l.records, record[T]{whole(p, "number"), text(p, "dataset"), decodeRecording(p), said})
		return err
	})
	slices.SortFunc(l.records, func(x, y record[T]) int { return cmp.Compare(x.number, y.number) })
	l.fresh = len(l.records)
	return err
}

// standing returns the ids of what some dataset says.
func (l *ledger[T]) standing() map[string]bool {
	ids := map[string]bool{}
	for i := range l.records {
		if r := &l.records[i]; r.recorded.Stands() {
			ids[l.key(&r.said)] = true
		}
	}
	return ids
}

// replacement puts what a batch says in the place of what its dataset said before.
type replacement[T any] struct {
	*ledger[T]
	dataset string
	load    *load
	stood   map[string]int // by key: index of a record that the batch has not said again
	said    map[string]bool
	count   *graph.Changes
}

func (l *ledger[T]) replace(of *load, count *graph.Changes) *replacement[T] {
	r := &replacement[T]{ledger: l, dataset: of.batch.Dataset.Name, load: of, stood: map[string]int{}, said: map[string]bool{}, count: count}
	for i := range l.records {
		if old := &l.records[i]; old.recorded.Stands() && old.dataset == r.dataset {
			r.stood[l.key(&old.said)] = i
		}
	}
	return r
}

// outcome is what a load does to one thing.
type outcome int

const (
	unchanged outcome = iota
	added
	changed
)

// say records one thing; twice reports that the batch said it before.
func (r *replacement[T]) say(thing T) (did outcome, twice bool) {
	key := r.key(&thing)
	if r.said[key] {
		return unchanged, true
	}
	r.said[key] = true
	did = added
	if i, ok := r.stood[key]; ok {
		delete(r.stood, key)
		if fingerprint(r.encode(&r.records[i].said)) == fingerprint(r.encode(&thing)) {
			r.count.Unchanged++
			return unchanged, false
		}
		did = changed
		r.end(i)
		r.count.Changed++
	} else {
		r.count.Added++
	}
	r.load.meta.numbers++
	r.records = append(r.records, record[T]{r.load.meta.numbers, r.dataset, graph.Recording{From: r.load.at}, thing})
	return did, false
}

func (r *replacement[T]) end(i int) {
	r.records[i].recorded.To = r.load.at
	r.closed = append(r.closed, i)
}

// withdraw ends what the batch has not said and returns it, in order of recording.
func (r *replacement[T]) withdraw() []T {
	var places []int
	for _, i := range r.stood {
		places = append(places, i)
	}
	slices.Sort(places)
	r.count.Withdrawn = len(places)
	things := make([]T, len(places))
	for n, i := range places {
		r.end(i)
		things[n] = r.records[i].said
	}
	return things
}

// write writes what a load recorded and ended.
func (l *ledger[T]) write(t *transaction) error {
	var ended, begun []any
	for _, i := range l.closed {
		ended = append(ended, properties{"number": l.records[i].number, "to": l.records[i].recorded.To.UnixMicro()})
	}
	for i := range l.records[l.fresh:] {
		r := &l.records[l.fresh+i]
		p := l.encode(&r.said)
		p["number"], p["dataset"] = r.number, r.dataset
		setRecording(p, r.recorded)
		begun = append(begun, p)
	}
	if err := t.inBatches(fmt.Sprintf(`UNWIND $rows AS row MATCH (r:%s {number: row.number}) SET r.recorded_to = row.to`, l.label), nil, ended); err != nil {
		return err
	}
	return t.inBatches(fmt.Sprintf(`UNWIND $rows AS row CREATE (r:%s) SET r = row`, l.label), nil, begun)
}
