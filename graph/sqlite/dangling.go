package sqlite

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"chokepoint/graph"
)

// dangling collects the first things that claims name and no dataset asserts.
type dangling struct {
	named map[string]bool
	lines []string
}

// danglingLimit is how many are named in an error.
const danglingLimit = 5

func (d *dangling) add(what, id, claim string) {
	name := what + " " + id
	if d.enough() || d.named[name] {
		return
	}
	if d.named == nil {
		d.named = map[string]bool{}
	}
	d.named[name] = true
	d.lines = append(d.lines, fmt.Sprintf("%s %q (%s)", what, id, claim))
}

func (d *dangling) enough() bool { return len(d.lines) == danglingLimit }

func (d *dangling) err() error {
	if len(d.lines) == 0 {
		return nil
	}
	more := ""
	if d.enough() {
		more = " and perhaps more"
	}
	return fmt.Errorf("%w: no dataset has %s%s; add what is missing or leave out the claims", graph.ErrDangling,
		strings.Join(d.lines, ", "), more)
}

// checkOthers looks for claims of other datasets that name what only this dataset asserted and the batch does not. It reads
// their claims only if there is such a thing.
func (l *loader) checkOthers() error {
	lost := map[int32]bool{} // sets of citations with an orphaned source
	for _, a := range l.sources {
		if a.orphaned() {
			if err := l.findOrphanedCitations(lost); err != nil {
				return err
			}
			break
		}
	}
	orphans := len(lost) > 0
	for _, a := range l.entities.asserted {
		orphans = orphans || a.orphaned()
	}
	if !orphans {
		return nil
	}
	err := eachRecord(l.ctx, l.conn, func(r *record) error {
		if r.closed == 0 {
			if err := l.checkRecord(r, lost); err != nil {
				return err
			}
		}
		if l.dangling.enough() {
			return errDescribed
		}
		return nil
	}, `dataset <> ?`, l.dataset)
	if err != nil && !errors.Is(err, errDescribed) {
		return err
	}
	return l.dangling.err()
}

func (l *loader) findOrphanedCitations(lost map[int32]bool) error {
	return eachCitations(l.ctx, l.conn, func(number int32, cited []graph.Citation) {
		for _, c := range cited {
			if l.sources[c.Source].orphaned() {
				lost[number] = true
			}
		}
	})
}

// checkRecord notes what a standing claim of another dataset names that the load has orphaned.
func (l *loader) checkRecord(r *record, lost map[int32]bool) error {
	asserted := l.entities.asserted
	if !lost[r.citations] && !asserted[r.subject].orphaned() && !asserted[r.object].orphaned() && !asserted[r.item].orphaned() {
		return nil
	}
	c, err := l.claim(&r.row)
	if err != nil {
		return err
	}
	var dataset string
	if err := l.conn.QueryRowContext(l.ctx, `SELECT name FROM dataset WHERE number = ?`, r.dataset).Scan(&dataset); err != nil {
		return err
	}
	said := c.String() + ", says dataset " + dataset
	for _, number := range []int32{r.subject, r.object, r.item} {
		if asserted[number].orphaned() {
			l.dangling.add("entity", l.entities.ids[number], said)
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
	l.dangling.add("source", id, said)
	return err
}
