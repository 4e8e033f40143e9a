package sqlite

import (
	"errors"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
)

// errEnough ends a reading that has found what it was for.
var errEnough = errors.New("enough")

// describeWithdrawn reports the first of the withdrawn claims, given their places in order.
func (l *loader) describeWithdrawn(places []int64) error {
	if len(places) == 0 {
		return nil
	}
	places = places[:min(len(places), graph.ReportLimit)]
	err := eachRecord(l.ctx, l.conn, func(r *record) error {
		if r.place != places[0] {
			return nil
		}
		c, err := l.claim(&r.row)
		if err != nil {
			return err
		}
		l.List(ledger.Withdrawn, c)
		if places = places[1:]; len(places) == 0 {
			return errEnough
		}
		return nil
	}, `dataset = ? AND number BETWEEN ? AND ?`, l.dataset, places[0]/placesInBlock, places[len(places)-1]/placesInBlock)
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// claim returns what a line for people needs of a row.
func (l *loader) claim(r *row) (*graph.Claim, error) {
	if !l.entities.has(max(r.subject, r.object, r.item)) || int(r.predicate) >= len(l.predicates.names) {
		return nil, errNumber
	}
	c := &graph.Claim{
		Subject:   l.entities.ids[r.subject],
		Predicate: l.predicates.names[r.predicate],
		Object:    l.entities.ids[r.object],
		Item:      l.entities.ids[r.item],
		Valid:     r.valid,
	}
	if r.detail == nil {
		return c, nil
	}
	return c, decodeDetail(r.detail, c)
}
