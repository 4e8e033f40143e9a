package neo4j

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"chokepoint/graph"
)

// errMoved says that a load was committed while something was being read; see gate.go.
var errMoved = fmt.Errorf("%w: the data changed again and again while it was read; try again", graph.ErrUnavailable)

// readAttempts is how often a reading is begun before it is given up; a load takes longer than most readings.
const readAttempts = 5

// consistently runs f in a read transaction, again if a load was committed meanwhile.
func (s *Store) consistently(ctx context.Context, f func(*transaction, meta) error) (err error) {
	for range readAttempts {
		err = s.inTransaction(ctx, neo4j.AccessModeRead, func(tx *transaction) (bool, error) { return false, tx.undisturbed(f) })
		if !errors.Is(err, errMoved) {
			break
		}
		if err := s.awaitCommit(ctx); err != nil {
			return err
		}
	}
	return err
}

// undisturbed runs f, and returns errMoved if f may have seen a part of a load.
func (t *transaction) undisturbed(f func(*transaction, meta) error) error {
	before, err := t.readGate()
	if err != nil {
		return err
	}
	if isCommitting(before) {
		return errMoved
	}
	m, err := t.readMeta()
	if err != nil {
		return err
	}
	failed := f(t, m)
	after, err := t.readGate()
	if err == nil && after != before {
		return errMoved
	}
	return errors.Join(failed, err)
}

// Read implements graph.Store. Withdrawn claims of a predicate that the ontology no longer declares are left out.
func (s *Store) Read(ctx context.Context) (b *graph.Builder, err error) {
	err = s.consistently(ctx, func(tx *transaction, m meta) error {
		l, err := tx.readLedgers()
		if err != nil {
			return err
		}
		ontology, err := m.decodeOntology()
		if err != nil {
			return err
		}
		b, err = l.builder(ontology, m.version())
		return err
	})
	return b, explain(s.uri, "reading it", err)
}

// builder replays the ledgers.
func (l *ledgers) builder(o *graph.Ontology, version string) (*graph.Builder, error) {
	b := graph.NewBuilder(o, version)
	for _, d := range l.datasets {
		b.Dataset(d)
	}
	for _, r := range l.heardSources() {
		b.Source(r.said, r.dataset)
	}
	for _, r := range l.entities.records {
		b.Entity(r.said, r.dataset, r.recorded)
	}
	for _, r := range l.claims.records {
		if o == nil || o.Relation(r.said.Predicate) == nil && o.Attribute(r.said.Predicate) == nil {
			continue
		}
		if err := b.Claim(&graph.Assertion{Claim: r.said, Dataset: r.dataset, Recorded: r.recorded}); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// heardSources returns the records of sources in the order in which a builder should hear them: those that stand, and those
// of sources of which none does; the curated dataset first, the newest first.
func (l *ledgers) heardSources() []record[graph.Source] {
	standing := l.sources.standing()
	var heard []record[graph.Source]
	for _, r := range l.sources.records {
		if r.recorded.Stands() || !standing[r.said.ID] {
			heard = append(heard, r)
		}
	}
	slices.SortStableFunc(heard, func(x, y record[graph.Source]) int {
		return cmp.Or(last(x.dataset != graph.CuratedDataset)-last(y.dataset != graph.CuratedDataset),
			cmp.Compare(x.dataset, y.dataset), -cmp.Compare(x.number, y.number))
	})
	return heard
}

func last(later bool) int {
	if later {
		return 1
	}
	return 0
}

// shownSources returns each source as it is first heard.
func (l *ledgers) shownSources() []graph.Source {
	seen := map[string]bool{}
	var shown []graph.Source
	for _, r := range l.heardSources() {
		if !seen[r.said.ID] {
			seen[r.said.ID] = true
			shown = append(shown, r.said)
		}
	}
	return shown
}

// cite links the assertions of a load to their sources.
func (l *ledgers) cite(t *transaction) error {
	var rows []any
	for _, r := range l.claims.records[l.claims.fresh:] {
		for _, c := range r.said.Sources {
			rows = append(rows, properties{"number": r.number, "source": c.Source, "locator": c.Locator})
		}
	}
	return t.inBatches(`UNWIND $rows AS row MATCH (a:Assertion {number: row.number}) MATCH (s:Source {id: row.source})
		CREATE (a)-[:CITES {locator: row.locator}]->(s)`, nil, rows)
}
