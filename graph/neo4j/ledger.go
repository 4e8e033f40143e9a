package neo4j

import (
	"cmp"
	"fmt"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
)

// ledgers are all that the database has recorded.
type ledgers struct {
	ledger.Records
	datasets []graph.DatasetState
}

// form is how the records of one sort of thing are kept: as nodes of a label.
type form[T any] struct {
	label  string
	encode func(*T) properties
	decode func(properties) (T, error)
}

var (
	entityForm = form[graph.Entity]{"EntityRecord", encodeEntity, func(p properties) (graph.Entity, error) { return decodeEntity(p), nil }}
	sourceForm = form[graph.Source]{"SourceRecord", encodeSource, decodeSource}
	claimForm  = form[graph.Claim]{"Assertion", encodeClaim, decodeClaim}
)

func (t *transaction) readLedgers() (*ledgers, error) {
	l := &ledgers{}
	err := t.each(`MATCH (d:Dataset) RETURN properties(d)`, nil, func(row []any) error {
		l.datasets = append(l.datasets, decodeDataset(row[0].(properties)))
		return nil
	})
	if err == nil {
		err = entityForm.read(t, &l.Entities)
	}
	if err == nil {
		err = sourceForm.read(t, &l.Sources)
	}
	if err == nil {
		err = claimForm.read(t, &l.Claims)
	}
	return l, err
}

func (f *form[T]) read(t *transaction, l *ledger.List[T]) error {
	err := t.each(fmt.Sprintf(`MATCH (r:%s) RETURN properties(r)`, f.label), nil, func(row []any) error {
		p := row[0].(properties)
		said, err := f.decode(p)
		l.Records = append(l.Records, ledger.Record[T]{Number: whole(p, "number"), Dataset: text(p, "dataset"), Recorded: decodeRecording(p), Said: said})
		return err
	})
	slices.SortFunc(l.Records, func(x, y ledger.Record[T]) int { return cmp.Compare(x.Number, y.Number) })
	return err
}

// write writes what a load recorded and ended.
func (f *form[T]) write(t *transaction, l *ledger.List[T]) error {
	var ended, begun []any
	for _, i := range l.Ended {
		ended = append(ended, properties{"number": l.Records[i].Number, "to": l.Records[i].Recorded.To.UnixMicro()})
	}
	for i := range l.Records[l.Fresh:] {
		r := &l.Records[l.Fresh+i]
		p := f.encode(&r.Said)
		p["number"], p["dataset"] = r.Number, r.Dataset
		setRecording(p, r.Recorded)
		begun = append(begun, p)
	}
	if err := t.inBatches(fmt.Sprintf(`UNWIND $rows AS row MATCH (r:%s {number: row.number}) SET r.recorded_to = row.to`, f.label), nil, ended); err != nil {
		return err
	}
	return t.inBatches(fmt.Sprintf(`UNWIND $rows AS row CREATE (r:%s) SET r = row`, f.label), nil, begun)
}

// number numbers what a load recorded, on from the last number.
func number[T any](l *ledger.List[T], last *int64) {
	for i := range l.Records[l.Fresh:] {
		*last++
		l.Records[l.Fresh+i].Number = *last
	}
}

// write writes what a load recorded and ended, and links its assertions to their sources, which are in the graph already.
func (l *ledgers) write(t *transaction) error {
	if err := entityForm.write(t, &l.Entities); err != nil {
		return err
	}
	if err := sourceForm.write(t, &l.Sources); err != nil {
		return err
	}
	if err := claimForm.write(t, &l.Claims); err != nil {
		return err
	}
	var rows []any
	for _, r := range l.Claims.Records[l.Claims.Fresh:] {
		for _, c := range r.Said.Sources {
			rows = append(rows, properties{"number": r.Number, "source": c.Source, "locator": c.Locator})
		}
	}
	return t.inBatches(`UNWIND $rows AS row MATCH (a:Assertion {number: row.number}) MATCH (s:Source {id: row.source})
		CREATE (a)-[:CITES {locator: row.locator}]->(s)`, nil, rows)
}
