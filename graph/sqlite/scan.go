package sqlite

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"sync"
)

const (
	// blockSize is how many claims a load writes into one block: few, so that one claim is soon found in it, yet so many
	// that a block costs next to nothing to read.
	blockSize = 512
	// placesInBlock is the greatest number of claims in a block of any age. A place in the ledger, placesInBlock times the
	// block plus the position in it, stands for one recorded claim.
	placesInBlock = 4096
)

// record is a claim as the ledger has it.
type record struct {
	row
	dataset int64
	opened  int64
	closed  int64 // 0 while it stands
	place   int64
}

// closure is the end of a claim's recording.
type closure struct{ position, closed int64 }

// closures are the ends of recordings by block.
type closures map[int64][]closure

// allRecords calls f for each claim of the ledger. The record is f's only until it returns.
func (r *reading) allRecords(f func(*record) error) error {
	ends, err := r.allClosures()
	if err != nil {
		return err
	}
	if err := r.records(ends, f, `true`); err != nil {
		return err
	}
	return r.seenAll("block")
}

// storedBlock is a row of the table block. Its text is its user's only until it returns.
type storedBlock struct {
	number, dataset, opened, size int64
	text                          []byte
	checksum                      int64
}

// blocks calls f for each block that a condition selects.
func (r *reading) blocks(f func(*storedBlock) error, condition string, args ...any) error {
	query := `SELECT ` + sealedColumns["block"] + `, ` + r.column() + ` FROM block NOT INDEXED WHERE ` + condition + ` ORDER BY number`
	room := sync.Pool{New: func() any { return &storedBlock{} }}
	return ahead(func(give func(*storedBlock) error) error {
		var text sql.RawBytes
		return each(r.ctx, r.q, func(rows resultRow) error {
			b := room.Get().(*storedBlock)
			if err := rows.Scan(&b.number, &b.dataset, &b.opened, &b.size, &text, &b.checksum); err != nil {
				return err
			}
			b.text = append(b.text[:0], text...)
			return give(b)
		}, query, args...)
	}, func(b *storedBlock) error {
		defer room.Put(b)
		if err := r.row("block", b.checksum, b.number, b.dataset, b.opened, b.size, b.text); err != nil {
			return err
		}
		return f(b)
	})
}

// records is allRecords of the blocks that a condition selects.
func (r *reading) records(ends closures, f func(*record) error, condition string, args ...any) error {
	var c record
	var closed [placesInBlock]int64
	return r.blocks(func(stored *storedBlock) error {
		number := stored.number
		c.dataset, c.opened = stored.dataset, stored.opened
		for _, e := range ends[number] {
			closed[e.position] = e.closed
		}
		b := block{text: stored.text}
		for b.next(&c.row) {
			position := b.read - 1
			if position >= placesInBlock {
				return errBlock
			}
			c.place, c.closed = number*placesInBlock+int64(position), closed[position]
			if err := f(&c); err != nil {
				return err
			}
		}
		if b.err != nil {
			return fmt.Errorf("block %d: %w", number, b.err)
		}
		for _, e := range ends[number] {
			closed[e.position] = 0
		}
		return r.ctx.Err()
	}, condition, args...)
}

// allClosures returns the ends of all recordings.
func (r *reading) allClosures() (closures, error) {
	ends, err := r.closures(`withdrawal NOT INDEXED`)
	if err != nil {
		return nil, err
	}
	return ends, r.seenAll("withdrawal")
}

// closures returns the ends of the recordings that are named behind FROM.
func (r *reading) closures(from string, args ...any) (closures, error) {
	ends := closures{}
	err := each(r.ctx, r.q, func(rows resultRow) error {
		var block, closed, checksum int64
		var text sql.RawBytes
		if err := rows.Scan(&block, &closed, &text, &checksum); err != nil {
			return err
		}
		if err := r.row("withdrawal", checksum, block, closed, []byte(text)); err != nil {
			return err
		}
		var positions []int64
		if err := json.Unmarshal(text, &positions); err != nil {
			return damaged(err)
		}
		for _, p := range positions {
			if p < 0 || p >= placesInBlock {
				return errBlock
			}
			ends[block] = append(ends[block], closure{p, closed})
		}
		return nil
	}, `SELECT `+sealedColumns["withdrawal"]+`, `+r.column()+` FROM `+from, args...)
	return ends, err
}
