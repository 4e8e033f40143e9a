package neo4j

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"chokepoint/graph"
)

// errOvertaken says that another load has begun, since the server no longer kept the lock of this one.
var errOvertaken = fmt.Errorf("%w: the server ended the transaction that keeps other loads away, and another has begun; try again, and see db.transaction.timeout", graph.ErrUnavailable)

// turn is the right to load, which one load has at a time: for as long as it takes, it holds the lock on a node in a transaction that
// is never committed, so that the server takes it back when the process or the connection is gone. In case the server did that
// to a load that lives, each of its transactions makes sure that no other has begun.
type turn struct {
	ctx    context.Context
	store  *Store
	token  string
	base   *state
	untidy bool // a load was cut off
}

// inTurn runs f when it is its turn, with what a load that was cut off has left cleared away.
func (s *Store) inTurn(ctx context.Context, f func(*turn) error) error {
	if err := s.settle(ctx); err != nil {
		return err
	}
	return s.inTransaction(ctx, neo4j.AccessModeWrite, func(lock *transaction) (bool, error) {
		err := lock.run(`MERGE (l:`+lockLabel+` {name: $name}) SET l.held = true`, properties{"name": metaName})
		if err != nil {
			return false, err
		}
		t := &turn{ctx: lock.ctx, store: s, token: uuid.NewString()}
		if err = t.begin(); err == nil && t.untidy {
			err = t.mend()
		}
		if err == nil {
			err = f(t)
		}
		return false, err
	})
}

// begin notes whose turn it is, and reads the version that is to be replaced.
func (t *turn) begin() error {
	return t.store.inTransaction(t.ctx, neo4j.AccessModeWrite, func(tx *transaction) (_ bool, err error) {
		err = tx.each(`MATCH (m:`+metaLabel+` {name: $name}) SET m.loading = $token RETURN coalesce(m.untidy, false)`,
			properties{"name": metaName, "token": t.token}, func(row []any) error {
				t.untidy, _ = row[0].(bool)
				return nil
			})
		if err == nil {
			t.base, err = tx.readState()
		}
		return true, err
	})
}

// write runs f in a transaction of the load and commits it, if it is still its turn.
func (t *turn) write(f func(*transaction) error) error {
	err := t.store.inTransaction(t.ctx, neo4j.AccessModeWrite, func(tx *transaction) (bool, error) {
		if err := t.still(tx); err != nil {
			return false, err
		}
		return true, f(tx)
	})
	if err == nil && t.store.written != nil {
		err = t.store.written()
	}
	return err
}

func (t *turn) still(tx *transaction) error {
	n, err := tx.count(`MATCH (m:`+metaLabel+` {name: $name}) WHERE m.loading = $token RETURN count(m)`, properties{"name": metaName, "token": t.token})
	if err == nil && n == 0 {
		err = errOvertaken
	}
	return err
}

// run is write for one query.
func (t *turn) run(query string, p properties) error {
	return t.write(func(tx *transaction) error { return tx.run(query, p) })
}

// everywhere does something to each n or r that a pattern finds, a part in a transaction.
func (t *turn) everywhere(match, variable, do string, p properties) error {
	if err := t.write(func(*transaction) error { return nil }); err != nil {
		return err
	}
	return t.store.alone(t.ctx, fmt.Sprintf(`MATCH %s CALL (%[2]s) { %s } IN TRANSACTIONS OF %d ROWS`, match, variable, do, t.store.partSize), p)
}

// untidied says that from now on there may be what no version has.
func (t *turn) untidied() error {
	return t.run(`MATCH (m:`+metaLabel+` {name: $name}) SET m.untidy = true`, properties{"name": metaName})
}

// flip publishes a version whose node has been written. It sets one number, so that readers see the version before or this one.
func (t *turn) flip(next *state) error {
	return t.write(func(tx *transaction) error {
		n, err := tx.count(`MATCH (m:`+metaLabel+` {name: $name}) WHERE m.loads = $before SET m.loads = $after RETURN count(m)`,
			properties{"name": metaName, "before": t.base.loads, "after": next.loads})
		if err == nil && n == 0 {
			err = errOvertaken
		}
		return err
	})
}
