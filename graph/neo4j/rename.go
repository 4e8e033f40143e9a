package neo4j

import (
	"context"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
)

// Rename implements graph.Store. Memory and time are those of a load.
func (s *Store) Rename(ctx context.Context, from, to string, at time.Time) (version string, err error) {
	l := &load{}
	gate := int64(-1)
	err = s.inTransaction(ctx, neo4j.AccessModeWrite, func(tx *transaction) (bool, error) {
		l.tx = tx
		if err := l.rename(from, to, at); err != nil {
			return false, err
		}
		gate = l.meta.loads - 1
		return true, s.closeGate(ctx, gate)
	})
	if gate >= 0 { // as after a load
		if err == nil {
			_ = s.openGate(context.WithoutCancel(ctx), gate)
		} else {
			_ = s.mendGate(context.WithoutCancel(ctx))
		}
	}
	if err != nil {
		return "", explain(s.uri, "renaming dataset "+from, err)
	}
	return l.Report.Version, nil
}

func (l *load) rename(from, to string, at time.Time) error {
	if err := l.open(&graph.Batch{Dataset: graph.Dataset{Name: from}, At: at}); err != nil {
		return err
	}
	names := make([]string, len(l.ledgers.datasets))
	for i, d := range l.ledgers.datasets {
		names[i] = d.Name
	}
	if err := ledger.CheckRename(names, from, to); err != nil {
		return err
	}
	both := properties{"from": from, "to": to}
	for _, label := range []string{entityForm.label, sourceForm.label, claimForm.label} {
		if err := l.tx.run(`MATCH (r:`+label+` {dataset: $from}) SET r.dataset = $to`, both); err != nil {
			return err
		}
	}
	if err := l.tx.run(`MATCH (d:Dataset {name: $from}) SET d.name = $to`, both); err != nil {
		return err
	}
	l.ledgers.Rename(from, to)
	state := l.state()
	state.Name = to
	return l.publish(state)
}
