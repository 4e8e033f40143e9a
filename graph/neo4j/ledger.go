package neo4j

import (
	"cmp"
	"slices"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
	"chokepoint/graph/ledger/packed"
)

// form is how the records of one sort of thing are kept: as nodes of a label, by which they are found, and packed in blocks, from
// which all are read.
type form[T any] struct {
	label  string
	encode func(*T) properties
	decode func(properties) (T, error) // nil: they are not read one by one
	pack   func(*packed.Writer, *T)
	unpack func(*packed.Reader) T
}

var (
	entityForm = form[graph.Entity]{entityRecordLabel, encodeEntityRecord, func(p properties) (graph.Entity, error) { return decodeEntity(p), nil },
		(*packed.Writer).Entity, (*packed.Reader).Entity}
	sourceForm = form[graph.Source]{sourceRecordLabel, encodeSource, decodeSource, (*packed.Writer).Source, (*packed.Reader).Source}
	claimForm  = form[graph.Claim]{assertionLabel, encodeAssertion, nil, (*packed.Writer).Claim, (*packed.Reader).Claim}
)

// readLedgers reads all that was recorded at a version.
func (t *transaction) readLedgers(at *state) (*ledger.Records, error) {
	l := &ledger.Records{}
	if at.loads == 0 {
		return l, nil
	}
	err := entityForm.read(t, at, &l.Entities)
	if err == nil {
		err = sourceForm.read(t, at, &l.Sources)
	}
	if err == nil {
		err = claimForm.read(t, at, &l.Claims)
	}
	return l, err
}

// readThose reads those of the records of a version whose nodes a pattern finds. Records are only ever added, with greater numbers, or
// given an end, which is later than the load of any version before: what a later load did, or one that was cut off, is told by that.
func (f *form[T]) readThose(t *transaction, at *state, match string, p properties, l *ledger.List[T]) error {
	p["numbers"] = at.numbers
	err := t.each(match+` WHERE r.number <= $numbers RETURN properties(r)`, p, func(row []any) error {
		p := row[0].(properties)
		said, err := f.decode(p)
		r := ledger.Record[T]{Number: whole(p, "number"), Dataset: text(p, "dataset"), Recorded: decodeRecording(p), Said: said}
		if r.Recorded.To.After(at.last()) {
			r.Recorded.To = time.Time{}
		}
		if r.Dataset == at.renamed[0] {
			r.Dataset = at.renamed[1]
		}
		l.Records = append(l.Records, r)
		return err
	})
	slices.SortFunc(l.Records, func(x, y ledger.Record[T]) int { return cmp.Compare(x.Number, y.Number) })
	return err
}

// write writes what a load recorded and ended, as nodes.
func (f *form[T]) write(w *writer, l *ledger.List[T], create func(*T, properties) (string, properties)) error {
	end := `UNWIND $rows AS row MATCH (r:` + f.label + ` {id: row.id}) WHERE r.number = row.number SET r.recorded_to = row.to`
	for _, i := range l.Ended {
		r := &l.Records[i]
		if err := w.add(end, properties{"id": f.encode(&r.Said)["id"], "number": r.Number, "to": r.Recorded.To}); err != nil {
			return err
		}
	}
	for i := range l.Records[l.Fresh:] {
		r := &l.Records[l.Fresh+i]
		p := f.encode(&r.Said)
		p["number"], p["dataset"] = r.Number, r.Dataset
		setRecording(p, r.Recorded)
		if err := w.add(create(&r.Said, p)); err != nil {
			return err
		}
	}
	return nil
}

// number numbers what a load recorded, on from the last number.
func number[T any](l *ledger.List[T], last *int64) {
	for i := range l.Records[l.Fresh:] {
		*last++
		l.Records[l.Fresh+i].Number = *last
	}
}

// Assertions are linked to what they are about and to their sources, which are in the graph already.
const (
	createRelationAssertion = `UNWIND $rows AS row MATCH (s:` + entityLabel + ` {id: row.p.subject}) MATCH (o:` + entityLabel + ` {id: row.p.object})
		CREATE (s)<-[:` + ownType + `SUBJECT]-(a:` + assertionLabel + `)-[:` + ownType + `OBJECT]->(o) SET a = row.p ` + cite
	createValueAssertion = `UNWIND $rows AS row MATCH (s:` + entityLabel + ` {id: row.p.subject})
		CREATE (s)<-[:` + ownType + `SUBJECT]-(a:` + assertionLabel + `) SET a = row.p ` + cite
	cite = `WITH a, row UNWIND range(0, size(row.sources) - 1) AS i MATCH (s:` + sourceLabel + ` {id: row.sources[i]})
		CREATE (a)-[c:` + citesType + `]->(s) SET c.locator = row.locators[i]`
)

// writeLedgers writes what a load recorded and ended.
func (w *writer) writeLedgers(l *ledger.Records, since int64) error {
	for _, write := range []func() error{
		func() error { return entityForm.writeBlocks(w, &l.Entities, since) },
		func() error { return sourceForm.writeBlocks(w, &l.Sources, since) },
		func() error { return claimForm.writeBlocks(w, &l.Claims, since) },
		func() error { return w.writeNodes(l) },
	} {
		if err := write(); err != nil {
			return err
		}
	}
	return nil
}

// writeNodes writes it as nodes.
func (w *writer) writeNodes(l *ledger.Records) error {
	if err := entityForm.write(w, &l.Entities, createRecord[graph.Entity](entityRecordLabel)); err != nil {
		return err
	}
	if err := sourceForm.write(w, &l.Sources, createRecord[graph.Source](sourceRecordLabel)); err != nil {
		return err
	}
	return claimForm.write(w, &l.Claims, func(c *graph.Claim, p properties) (string, properties) {
		row := properties{"p": p}
		encodeCitations(row, c.Sources)
		if c.Object == "" {
			return createValueAssertion, row
		}
		return createRelationAssertion, row
	})
}

// createRecord creates nodes that are tied to nothing.
func createRecord[T any](label string) func(*T, properties) (string, properties) {
	query := `UNWIND $rows AS row CREATE (r:` + label + `) SET r = row`
	return func(_ *T, p properties) (string, properties) { return query, p }
}
