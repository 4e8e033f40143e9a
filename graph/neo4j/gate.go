package neo4j

import (
	"context"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// The gate tells readers that a load is being committed. Neo4j makes a commit visible record by record, so that a reader
// may see half of it, and the new version before the new claims. The gate stands at twice the number of loads; a load sets
// it one higher, in a transaction of its own, just before it commits, and to its new place when the commit is done. What is
// read between two looks at the same even gate is one state (a sequence lock). An odd gate that stays was left by a load
// that was cut off.

// gateAfter is where the gate stands after that many loads.
func gateAfter(loads int64) int64 { return 2 * loads }

// readGate reads the gate and the state beside it, which are of one moment if the gate is where that many loads leave it.
func (t *transaction) readGate() (gate int64, at state, err error) {
	err = t.each(`OPTIONAL MATCH (g:Gate {name: $name}) OPTIONAL MATCH (m:Meta {name: $name})
		RETURN {gate: coalesce(g.at, 2 * m.loads), store: m.store, loads: m.loads}`, properties{"name": metaName}, func(row []any) error {
		p := row[0].(properties)
		gate, at = whole(p, "gate"), state{text(p, "store"), whole(p, "loads")}
		return nil
	})
	return gate, at, err
}

// closeGate says that a load is about to be committed to a database with that many loads. The load holds the lock on loads.
func (s *Store) closeGate(ctx context.Context, loads int64) error {
	return s.inTransaction(ctx, neo4j.AccessModeWrite, func(tx *transaction) (bool, error) {
		return true, tx.run(`MERGE (g:Gate {name: $name}) SET g.at = $at`, properties{"name": metaName, "at": gateAfter(loads) + 1})
	})
}

// openGate says that the load that closed the gate is committed, unless somebody else has moved the gate since.
func (s *Store) openGate(ctx context.Context, loads int64) error {
	return s.inTransaction(ctx, neo4j.AccessModeWrite, func(tx *transaction) (bool, error) {
		return true, tx.run(`MATCH (g:Gate {name: $name}) WHERE g.at = $closed SET g.at = $at`,
			properties{"name": metaName, "closed": gateAfter(loads) + 1, "at": gateAfter(loads + 1)})
	})
}

// How long a commit may take before a reader looks whether it is still under way, and how often the reader looks till then.
const (
	commitWait = 5 * time.Second
	commitLook = 10 * time.Millisecond
)

// awaitCommit returns when no load is being committed.
func (s *Store) awaitCommit(ctx context.Context) error {
	look := time.NewTicker(commitLook)
	defer look.Stop()
	for late := time.Now().Add(commitWait); time.Now().Before(late); {
		var gate int64
		var at state
		err := s.inTransaction(ctx, neo4j.AccessModeRead, func(tx *transaction) (_ bool, err error) {
			gate, at, err = tx.readGate()
			return false, err
		})
		if err != nil || gate == gateAfter(at.loads) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-look.C:
		}
	}
	return s.mendGate(ctx)
}

// mendGate waits for loads under way to end, and opens the gate if one of them was cut off.
func (s *Store) mendGate(ctx context.Context) error {
	return s.inTransaction(ctx, neo4j.AccessModeWrite, func(tx *transaction) (bool, error) {
		if err := tx.lockMeta(); err != nil {
			return false, err
		}
		m, err := tx.readMeta()
		if err != nil {
			return false, err
		}
		return true, tx.run(`MERGE (g:Gate {name: $name}) SET g.at = $at`, properties{"name": metaName, "at": gateAfter(m.loads)})
	})
}
