package neo4j

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
	"chokepoint/graph/snapshot"
)

// errMoved says that what a reader looks at has been cleared away meanwhile.
var errMoved = fmt.Errorf("%w: the data changed again and again while it was read; try again", graph.ErrUnavailable)

// readAttempts is how often a reading is begun before it is given up. A load that begins disturbs the first attempt only, and
// clears away once what the others look at, so that only as many loads as there are attempts, each shorter than the reading,
// leave it without an answer.
const readAttempts = 20

// floor is the property that says which versions can't be read any more: those below it.
type floor string

const (
	graphFloor  floor = "floor"        // of all that is in the graph: raised by every load
	ledgerFloor floor = "ledger_floor" // of records: raised when a dataset gets another name
)

// consistently runs f in a read transaction on one version, the one that was published last. It waits for nobody: a load leaves
// what readers of the version before look at until it is done, and raises the floor before it clears that away. What was read
// below the floor is read again, at the version then published.
func (s *Store) consistently(ctx context.Context, looksAt floor, f func(*transaction, *state) error) (err error) {
	for attempt := range readAttempts {
		err = s.reading(ctx, func(tx *transaction) error {
			at, err := tx.readState()
			if err != nil {
				return err
			}
			at.quiet = at.quiet && attempt == 0
			failed := f(tx, at)
			low, err := tx.count(`MATCH (m:`+metaLabel+` {name: $name}) RETURN m.`+string(looksAt), properties{"name": metaName})
			if err == nil && low > at.loads {
				return errMoved
			}
			return cmp.Or(failed, err)
		})
		if !errors.Is(err, errMoved) {
			break
		}
	}
	return err
}

// reading runs f in a read transaction.
func (s *Store) reading(ctx context.Context, f func(*transaction) error) error {
	return s.inTransaction(ctx, neo4j.AccessModeRead, func(tx *transaction) (bool, error) { return false, f(tx) })
}

// Read implements snapshot.Store. Withdrawn claims of a predicate that the ontology no longer declares are left out.
func (s *Store) Read(ctx context.Context) (b *snapshot.Builder, err error) {
	err = s.consistently(ctx, ledgerFloor, func(tx *transaction, at *state) error {
		l, err := tx.readLedgers(at)
		if err != nil {
			return err
		}
		b, err = builder(l, at)
		return err
	})
	return b, explain(s.uri, "reading it", err)
}

// builder replays the ledgers.
func builder(l *ledger.Records, at *state) (*snapshot.Builder, error) {
	o, err := ledger.DecodeOntology(at.ontology)
	if err != nil {
		return nil, err
	}
	b := snapshot.NewBuilder(o, at.version())
	b.Secret(at.secret)
	for _, d := range at.described() {
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
