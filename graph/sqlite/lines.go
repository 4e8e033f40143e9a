package sqlite

import (
	"cmp"
	"database/sql"
	"encoding/json"
	"errors"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
)

// errEnough ends a reading that has found what it was for.
var errEnough = errors.New("enough")

// edited is a claim of the batch, and the place of what it replaces.
type edited struct {
	place int64
	after graph.Claim
}

// describeWithdrawn reports the first of the withdrawn claims, given their places in order.
func (l *loader) describeWithdrawn(places []int64) error {
	return l.eachAt(places[:min(len(places), graph.ReportLimit)], func(_ int, c *graph.Claim) { l.List(ledger.Withdrawn, c) })
}

// describeEdits reports what the first of the claims that were changed said before, in the order of the batch.
func (l *loader) describeEdits() error {
	order := make([]int, len(l.edited))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(l.edited[i].place, l.edited[j].place) })
	places, before := make([]int64, len(order)), make([]*graph.Claim, len(order))
	for k, i := range order {
		places[k] = l.edited[i].place
	}
	if err := l.eachAt(places, func(k int, c *graph.Claim) { before[order[k]] = c }); err != nil {
		return err
	}
	for i, c := range before {
		if c != nil {
			l.Edit(c, &l.edited[i].after)
		}
	}
	return nil
}

// eachAt calls tell for the claims at places of the dataset, which are in order, with the number of the place.
func (l *loader) eachAt(places []int64, tell func(int, *graph.Claim)) error {
	if len(places) == 0 {
		return nil
	}
	next := 0
	err := l.stored.records(l.ends, func(r *record) error {
		if r.place != places[next] {
			return nil
		}
		c, err := l.claim(&r.row)
		if err != nil {
			return err
		}
		tell(next, c)
		if next++; next == len(places) {
			return errEnough
		}
		return nil
	}, `dataset = ? AND number BETWEEN ? AND ?`, l.dataset, places[0]/placesInBlock, places[len(places)-1]/placesInBlock)
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// claim puts a claim of the dataset together.
func (l *loader) claim(r *row) (*graph.Claim, error) {
	if !l.entities.has(max(r.subject, r.object, r.item)) || int(r.predicate) >= len(l.predicates.names) {
		return nil, errNumber
	}
	c := &graph.Claim{
		Subject:   l.entities.ids[r.subject],
		Predicate: l.predicates.names[r.predicate],
		Object:    l.entities.ids[r.object],
		Item:      l.entities.ids[r.item],
		Valid:     r.valid, Share: r.share, Confidence: r.confidence,
	}
	var cited string
	if err := l.conn.QueryRowContext(l.ctx, `SELECT sources FROM citations WHERE number = ?`, r.citations).Scan(&cited); err != nil {
		if errors.Is(err, sql.ErrNoRows) {
			err = errNumber
		}
		return nil, err
	}
	if err := json.Unmarshal([]byte(cited), &c.Sources); err != nil {
		return nil, damaged(err)
	}
	if r.detail == nil {
		return c, nil
	}
	return c, decodeDetail(r.detail, c)
}
