package neo4j

import (
	"context"
	"errors"
	"fmt"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
	"chokepoint/graph/snapshot"
)

// errMoved says that a load was committed while something was being read; see gate.go.
var errMoved = fmt.Errorf("%w: the data changed again and again while it was read; try again", graph.ErrUnavailable)

// readAttempts is how often a reading is begun before it is given up; a load takes longer than most readings.
const readAttempts = 5

// consistently runs f in a read transaction, again if a load was committed meanwhile.
func (s *Store) consistently(ctx context.Context, f func(*transaction, state) error) (err error) {
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
func (t *transaction) undisturbed(f func(*transaction, state) error) error {
	before, at, err := t.readGate()
	if err != nil {
		return err
	}
	if before != gateAfter(at.loads) {
		return errMoved
	}
	failed := f(t, at)
	after, _, err := t.readGate()
	if err == nil && after != before {
		return errMoved
	}
	return errors.Join(failed, err)
}

// Read implements snapshot.Store. Withdrawn claims of a predicate that the ontology no longer declares are left out.
func (s *Store) Read(ctx context.Context) (b *snapshot.Builder, err error) {
	err = s.consistently(ctx, func(tx *transaction, _ state) error {
		m, err := tx.readMeta()
		if err != nil {
			return err
		}
		l, err := tx.readLedgers()
		if err != nil {
			return err
		}
		b, err = l.builder(m)
		return err
	})
	return b, explain(s.uri, "reading it", err)
}

// builder replays the ledgers.
func (l *ledgers) builder(m meta) (*snapshot.Builder, error) {
	o, err := ledger.DecodeOntology(m.ontology)
	if err != nil {
		return nil, err
	}
	b := snapshot.NewBuilder(o, m.version())
	b.Secret(m.secret)
	for _, d := range l.datasets {
		b.Dataset(d)
	}
	for _, r := range l.HeardSources() {
		b.Source(r.Said, r.Dataset)
	}
	for _, r := range l.Entities.Records {
		b.Entity(r.Said, r.Dataset, r.Recorded)
	}
	for _, r := range l.Claims.Records {
		if !ledger.Declares(o, r.Said.Predicate) {
			continue
		}
		if err := b.Claim(&graph.Assertion{Claim: r.Said, Dataset: r.Dataset, Recorded: r.Recorded}); err != nil {
			return nil, err
		}
	}
	return b, nil
}
