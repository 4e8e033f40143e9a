package sqlite

import (
	"database/sql"
	"errors"
)

// checkOthers looks for claims of other datasets that name what only this dataset asserted and the batch does not. It reads
// their claims only if there is such a thing.
func (l *loader) checkOthers() error {
	lost := l.citations.lost
	orphans := len(lost) > 0
	for _, a := range l.entities.asserted {
		orphans = orphans || a.orphaned()
	}
	if !orphans {
		return nil
	}
	err := l.stored.records(l.ends, func(r *record) error {
		if r.closed == 0 {
			if err := l.checkRecord(r, lost); err != nil {
				return err
			}
		}
		if l.Missing.Enough() {
			return errEnough
		}
		return nil
	}, `dataset <> ?`, l.dataset)
	if err != nil && !errors.Is(err, errEnough) {
		return err
	}
	return l.Missing.Err()
}

// checkRecord notes what a standing claim of another dataset names that the load has orphaned.
func (l *loader) checkRecord(r *record, lost map[int32]bool) error {
	if !l.entities.has(max(r.subject, r.object, r.item)) {
		return errNumber
	}
	asserted := l.entities.asserted
	if !lost[r.citations] && !asserted[r.subject].orphaned() && !asserted[r.object].orphaned() && !asserted[r.item].orphaned() {
		return nil
	}
	c, err := l.claim(&r.row)
	if err != nil {
		return err
	}
	dataset := l.datasets[r.dataset]
	for _, number := range []int32{r.subject, r.object, r.item} {
		if asserted[number].orphaned() {
			l.Missing.Entity(l.entities.ids[number], c, dataset)
		}
	}
	if !lost[r.citations] {
		return nil
	}
	var id string
	err = l.conn.QueryRowContext(l.ctx, `SELECT s.value ->> 'id' FROM citations, json_each(sources) s WHERE number = ?
		AND NOT EXISTS (SELECT * FROM source_version v WHERE v.id = s.value ->> 'id' AND v.closed IS NULL)`, r.citations).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	l.Missing.Source(id, c, dataset)
	return err
}
