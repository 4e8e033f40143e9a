package neo4j

import (
	"cmp"
	"slices"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
)

// form is how the records of one sort of thing are kept: as nodes of a label.
type form[T any] struct {
	label  string
	encode func(*T) properties
	decode func(properties) (T, error)
}

var (
	entityForm = form[graph.Entity]{entityRecordLabel, encodeEntityRecord, func(p properties) (graph.Entity, error) { return decodeEntity(p), nil }}
	sourceForm = form[graph.Source]{sourceRecordLabel, encodeSource, decodeSource}
	claimForm  = form[graph.Claim]{assertionLabel, encodeAssertion, decodeAssertion}
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

// read reads the records of a version. Records are only ever added, with greater numbers, or given an end, which is later than
// the load of any version before: what a later load did, or one that was cut off, is told by that.
func (f *form[T]) read(t *transaction, at *state, l *ledger.List[T]) error {
	return f.readThose(t, at, `MATCH (r:`+f.label+`)`, properties{}, l)
}

// readThose reads those of the records that a pattern finds.
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

// write writes what a load recorded and ended.
func (f *form[T]) write(w *writer, l *ledger.List[T], create func(*T) string) error {
	end := `UNWIND $rows AS row MATCH (r:` + f.label + ` {number: row.number}) SET r.recorded_to = row.to`
	for _, i := range l.Ended {
		if err := w.add(end, properties{"number": l.Records[i].Number, "to": l.Records[i].Recorded.To}); err != nil {
			return err
		}
	}
	for i := range l.Records[l.Fresh:] {
		r := &l.Records[l.Fresh+i]
		p := f.encode(&r.Said)
		p["number"], p["dataset"] = r.Number, r.Dataset
		setRecording(p, r.Recorded)
		if err := w.add(create(&r.Said), p); err != nil {
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
	createRelationAssertion = `UNWIND $rows AS row MATCH (s:` + entityLabel + ` {id: row.subject}) MATCH (o:` + entityLabel + ` {id: row.object})
		CREATE (s)<-[:` + ownType + `SUBJECT]-(a:` + assertionLabel + `)-[:` + ownType + `OBJECT]->(o) SET a = row ` + cite
	createValueAssertion = `UNWIND $rows AS row MATCH (s:` + entityLabel + ` {id: row.subject})
		CREATE (s)<-[:` + ownType + `SUBJECT]-(a:` + assertionLabel + `) SET a = row ` + cite
	cite = `WITH a, row UNWIND range(0, size(row.sources) - 1) AS i MATCH (s:` + sourceLabel + ` {id: row.sources[i]})
		CREATE (a)-[c:` + citesType + `]->(s) SET c.locator = row.locators[i]`
)

// writeLedgers writes what a load recorded and ended.
func (w *writer) writeLedgers(l *ledger.Records) error {
	entity := `UNWIND $rows AS row CREATE (r:` + entityRecordLabel + `) SET r = row`
	source := `UNWIND $rows AS row CREATE (r:` + sourceRecordLabel + `) SET r = row`
	if err := entityForm.write(w, &l.Entities, func(*graph.Entity) string { return entity }); err != nil {
		return err
	}
	if err := sourceForm.write(w, &l.Sources, func(*graph.Source) string { return source }); err != nil {
		return err
	}
	return claimForm.write(w, &l.Claims, func(c *graph.Claim) string {
		if c.Object == "" {
			return createValueAssertion
		}
		return createRelationAssertion
	})
}
