package sqlite

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"
)

// ErrFuture says that history was to be pruned that has not happened yet.
var ErrFuture = errors.New("history is pruned up to now at the latest")

// Pruned counts what was removed: what datasets had said and withdrawn.
type Pruned struct {
	Before   time.Time `json:"before"`
	DryRun   bool      `json:"dry_run,omitempty"`
	Claims   int       `json:"claims"`
	Entities int       `json:"entities"`
	Sources  int       `json:"sources"`
}

// Prune removes what was withdrawn at or before an instant, in one transaction. What was known at that instant and later is told as
// before; what was known earlier can't be told any more, and is refused. The file keeps its size, and has room for what comes.
// With dryRun it counts and removes nothing.
func (s *Store) Prune(ctx context.Context, before time.Time, dryRun bool) (Pruned, error) {
	before = before.UTC().Truncate(time.Microsecond)
	if before.After(time.Now()) {
		return Pruned{}, ErrFuture
	}
	p := pruning{before: before, result: Pruned{Before: before, DryRun: dryRun}}
	err := s.write(ctx, func(w *sealer, stored *reading) (bool, error) {
		p.sealer, p.stored = w, stored
		err := p.run()
		return !dryRun && p.result.Claims+p.result.Entities+p.result.Sources > 0, err
	})
	return p.result, s.explain("pruning it", err)
}

// pruning is one under way.
type pruning struct {
	*sealer
	stored *reading
	before time.Time
	gone   []bool // by number of load: what it withdrew goes
	result Pruned
}

func (p *pruning) run() error {
	loads, err := p.stored.loads()
	if err != nil {
		return err
	}
	for _, at := range loads {
		p.gone = append(p.gone, !at.IsZero() && !at.After(p.before))
	}
	for _, step := range []func() error{p.pruneVersions, p.pruneClaims, p.noteMentions, p.noteTime} {
		if err := step(); err != nil {
			return err
		}
	}
	return p.seal(p.stored.seals)
}

// isGone reports whether what a load withdrew goes; 0 is none.
func (p *pruning) isGone(closed int64) (bool, error) {
	if closed < 0 || closed >= int64(len(p.gone)) {
		return false, damaged(fmt.Errorf("load %d is not there", closed))
	}
	return p.gone[closed], nil
}

// pruneVersions removes what was said of entities and sources.
func (p *pruning) pruneVersions() error {
	gone := map[string][]int64{}
	take := func(table string, place, closed, checksum int64, count *int) error {
		is, err := p.isGone(closed)
		if is {
			gone[table] = append(gone[table], place)
			p.note(table, -1, -checksum)
			*count++
		}
		return err
	}
	if err := p.stored.entityVersions(func(v *entityVersion) error {
		return take("entity_version", v.place, v.closed, v.checksum, &p.result.Entities)
	}); err != nil {
		return err
	}
	versions, err := p.stored.sourceVersions()
	if err != nil {
		return err
	}
	for _, v := range versions {
		if err := take("source_version", v.place, v.closed, v.checksum, &p.result.Sources); err != nil {
			return err
		}
	}
	for table, places := range gone {
		remove, err := p.prepare(`DELETE FROM ` + table + ` WHERE rowid = ?`)
		for i := 0; i < len(places) && err == nil; i++ {
			err = remove(places[i])
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// pruneClaims removes claims from their blocks, blocks that have none left, and the ends of what is gone.
func (p *pruning) pruneClaims() error {
	ends, err := p.stored.allClosures()
	if err != nil {
		return err
	}
	positions := map[int64]map[int64]bool{} // by block: what goes
	withdrawals := map[[2]int64]bool{}
	for number, of := range ends {
		for _, e := range of {
			is, err := p.isGone(e.closed)
			if err != nil {
				return err
			}
			if !is {
				continue
			}
			if positions[number] == nil {
				positions[number] = map[int64]bool{}
			}
			positions[number][e.position] = true
			withdrawals[[2]int64{number, e.closed}] = true
		}
	}
	if err := p.removeWithdrawals(withdrawals); err != nil {
		return err
	}
	var changed []prunedBlock
	if err := p.stored.blocks(func(b *storedBlock) error {
		if gone := positions[b.number]; gone != nil {
			text, left, err := withoutRows(b.text, gone)
			if err != nil {
				return fmt.Errorf("block %d: %w", b.number, err)
			}
			changed = append(changed, prunedBlock{b.number, b.dataset, b.opened, b.size, b.checksum, text, left})
			p.result.Claims += len(gone)
		}
		return nil
	}, `true`); err != nil {
		return err
	}
	if err := p.stored.seenAll("block"); err != nil {
		return err
	}
	return p.rewrite(changed)
}

// prunedBlock is a block as it is to be.
type prunedBlock struct {
	number, dataset, opened, size, checksum int64
	text                                    string
	left                                    int // claims
}

// rewrite writes blocks without the claims that go.
func (p *pruning) rewrite(blocks []prunedBlock) error {
	update, err := p.prepare(`UPDATE block SET claims = ?, checksum = ? WHERE number = ?`)
	if err != nil {
		return err
	}
	remove, err := p.prepare(`DELETE FROM block WHERE number = ?`)
	if err != nil {
		return err
	}
	for _, b := range blocks {
		if b.left == 0 {
			p.note("block", -1, -b.checksum)
			err = remove(b.number)
		} else {
			checksum := p.of("block", b.number, b.dataset, b.opened, b.size, b.text)
			p.note("block", 0, checksum-b.checksum)
			err = update(b.text, checksum, b.number)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// removeWithdrawals removes rows by block and load.
func (p *pruning) removeWithdrawals(rows map[[2]int64]bool) error {
	remove, err := p.prepare(`DELETE FROM withdrawal WHERE block = ? AND closed = ?`)
	if err != nil {
		return err
	}
	for key := range rows {
		var checksum int64
		if err := p.conn.QueryRowContext(p.ctx, `SELECT checksum FROM withdrawal WHERE block = ? AND closed = ?`, key[0], key[1]).Scan(&checksum); err != nil {
			return damaged(err)
		}
		p.note("withdrawal", -1, -checksum)
		if err := remove(key[0], key[1]); err != nil {
			return err
		}
	}
	return nil
}

// withoutRows returns the text of a block in which the rows at some positions are pruned, and how many are left.
func withoutRows(text []byte, gone map[int64]bool) (without string, left int, err error) {
	var out bytes.Buffer
	b, from := block{text: text}, 0
	var r row
	for b.next(&r) {
		if !gone[int64(b.read-1)] {
			left++
			continue
		}
		out.Write(text[from:b.began])
		out.Write(pruned)
		from = b.at
	}
	out.Write(text[from:])
	return out.String(), left, b.err
}

// noteMentions notes anew where entities are named.
func (p *pruning) noteMentions() error {
	if p.result.Claims == 0 {
		return nil
	}
	before := p.stored.seals["mention"]
	if _, err := p.conn.ExecContext(p.ctx, `DELETE FROM mention`); err != nil {
		return err
	}
	p.note("mention", -before.rows, -before.sum)
	insert, err := p.prepareRow("mention")
	if err != nil {
		return err
	}
	m := mentions{insert: insert}
	if err := p.stored.records(nil, func(c *record) error { return m.add(&c.row, c.place) }, `true`); err != nil {
		return err
	}
	return m.flush()
}

// noteTime notes until when history was pruned.
func (p *pruning) noteTime() error {
	w, err := p.stored.store()
	if err != nil || w.pruned >= p.before.UnixMicro() {
		return err
	}
	before := p.of("store", w.columns()...)
	w.pruned = p.before.UnixMicro()
	after := p.of("store", w.columns()...)
	p.note("store", 0, after-before)
	_, err = p.conn.ExecContext(p.ctx, `UPDATE store SET pruned = ?, checksum = ?`, w.pruned, after)
	return err
}
