package sqlite

import (
	"errors"

	"chokepoint/graph"
)

var errDescribed = errors.New("enough lines")

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
		l.report.Withdrawn = graph.ListClaim(l.report.Withdrawn, c)
		if places = places[1:]; len(places) == 0 {
			return errDescribed
		}
		return nil
	}, `dataset = ? AND number BETWEEN ? AND ?`, l.dataset, places[0]/blockSize, places[len(places)-1]/blockSize)
	if errors.Is(err, errDescribed) {
		return nil
	}
	return err
}

// claim returns what line needs of a row.
func (l *loader) claim(r *row) (*graph.Claim, error) {
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
