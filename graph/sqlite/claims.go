package sqlite

import (
	"fmt"
	"hash/maphash"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
)

// identity is what a claim's ID is computed from, in numbers.
type identity struct {
	subject, predicate, object, item int32
	from                             graph.Date
	value                            uint64 // hash of the value as text, of an attribute
}

// loadClaims replaces the dataset's claims.
func (l *loader) loadClaims() error {
	if err := l.readPredicates(); err != nil {
		return err
	}
	if err := l.readCitations(); err != nil {
		return err
	}
	stood, err := l.readStanding()
	if err != nil {
		return err
	}
	if err := l.sayClaims(stood); err != nil {
		return err
	}
	withdrawn, ended := stood.Withdraw()
	if err := l.describeWithdrawn(withdrawn); err != nil {
		return err
	}
	if err := l.describeEdits(); err != nil {
		return err
	}
	if err := l.closeClaims(ended); err != nil {
		return err
	}
	return l.countPredicates()
}

// readStanding reads what the dataset says before the load.
func (l *loader) readStanding() (*ledger.Difference[identity], error) {
	var err error
	if l.ends, err = l.stored.allClosures(); err != nil {
		return nil, err
	}
	stood := ledger.NewDifference[identity](l.before.Claims, &l.Report.Claims)
	var scratch []byte
	err = l.stored.records(l.ends, func(r *record) error {
		if r.closed != 0 {
			return nil
		}
		var value string
		if r.object == 0 {
			var c graph.Claim
			if err := decodeDetail(r.detail, &c); err != nil {
				return err
			}
			value = c.Value.String()
		}
		stood.Stand(r.identity(value), r.content(&scratch), r.place)
		return nil
	}, `dataset = ?`, l.dataset)
	return stood, err
}

func (r *row) identity(value string) identity {
	id := identity{subject: r.subject, predicate: r.predicate, object: r.object, item: r.item, from: r.valid.From}
	if r.object == 0 {
		id.value = maphash.String(seed, value)
	}
	return id
}

// content hashes the whole row. Of an attribute that takes in the value, so that 4800 GB/s differs from a text "4800 GB/s".
func (r *row) content(scratch *[]byte) uint64 {
	*scratch = appendRow((*scratch)[:0], r)
	return maphash.Bytes(seed, *scratch)
}

// sayClaims ranges over the batch's claims and writes those that are new or other than before.
func (l *loader) sayClaims(stood *ledger.Difference[identity]) error {
	if err := l.blocks.begin(l); err != nil {
		return err
	}
	first := stood.Empty()
	if err := l.EachClaim(l.ctx, func(c *graph.Claim) error { return l.sayClaim(c, stood, first) }); err != nil {
		return err
	}
	return l.blocks.end()
}

// sayClaim does so for one claim. If the dataset said nothing before (first), there is nothing to compare it with.
func (l *loader) sayClaim(c *graph.Claim, stood *ledger.Difference[identity], first bool) error {
	r, err := l.number(c)
	if err != nil {
		return fmt.Errorf("claim %q: %w", c.String(), err)
	}
	var did ledger.Outcome
	if first {
		did = stood.Add()
	} else {
		value := ""
		if r.object == 0 {
			value = c.Value.String()
		}
		if did = stood.Say(r.identity(value), r.content(&l.blocks.scratch)); did == ledger.Unchanged {
			return nil
		}
	}
	if did == ledger.Changed && len(l.edited) < graph.ReportLimit {
		l.edited = append(l.edited, edited{stood.Replaced(), *c})
	}
	l.List(did, c)
	return l.blocks.write(&r)
}

// number puts a claim in numbers, and notes what it names that is not there.
func (l *loader) number(c *graph.Claim) (r row, err error) {
	if c.Subject != l.subject { // claims mostly come subject by subject
		l.subject, l.subjectNumber = c.Subject, l.entity(c.Subject, c)
	}
	r.subject = l.subjectNumber
	if c.Object != "" {
		r.object = l.entity(c.Object, c)
	}
	if c.Item != "" {
		r.item = l.entity(c.Item, c)
	}
	r.valid, r.confidence, r.share = c.Valid, c.Confidence, c.Share
	if r.predicate, err = l.predicates.use(c.Predicate); err != nil {
		return r, err
	}
	if r.citations, err = l.citations.use(c.Sources); err != nil {
		return r, err
	}
	if !l.citations.checked[r.citations] {
		for _, cited := range c.Sources {
			if !l.sources[cited.Source].stands() {
				l.Missing.Source(cited.Source, c, "")
			}
		}
		l.citations.checked[r.citations] = true
	}
	r.detail, err = encodeDetail(c)
	return r, err
}

// entity returns the number of an entity that claim c names.
func (l *loader) entity(id string, c *graph.Claim) int32 {
	n := l.entities.number[id]
	if n == 0 || !l.entities.asserted[n].stands() {
		l.Missing.Entity(id, c, "")
	}
	return n
}

// countPredicates keeps how many standing claims of the dataset use each predicate, and notes which others use.
func (l *loader) countPredicates() error {
	insert, err := l.prepareRow("predicate_use")
	if err != nil {
		return err
	}
	l.predicates.usedByOthers = map[int32]bool{}
	if err := l.stored.rows("predicate_use", sealedColumns["predicate_use"], "", func(rows resultRow) error {
		var dataset, predicate, claims, checksum int64
		if err := rows.Scan(&dataset, &predicate, &claims, &checksum); err != nil {
			return err
		}
		if dataset == l.dataset {
			l.note("predicate_use", -1, -checksum)
		} else if l.predicates.usedByOthers[int32(predicate)] = true; predicate < 1 || predicate >= int64(len(l.predicates.names)) {
			return errNumber
		}
		return l.stored.row("predicate_use", checksum, dataset, predicate, claims)
	}); err != nil {
		return err
	}
	if _, err := l.conn.ExecContext(l.ctx, `DELETE FROM predicate_use WHERE dataset = ?`, l.dataset); err != nil {
		return err
	}
	for n, used := range l.predicates.used {
		if used == 0 {
			continue
		}
		if err := insert(l.dataset, n, used); err != nil {
			return err
		}
	}
	return nil
}
