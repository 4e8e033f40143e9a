package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
)

// blockSize is the greatest number of claims in a block. A place in the ledger, block*blockSize + position, is what stands
// for one recorded claim within a transaction.
const blockSize = 4096

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

// eachRecord calls f for each claim in the blocks that the condition on block selects. The record is f's only until it
// returns.
func eachRecord(ctx context.Context, q querier, f func(*record) error, condition string, args ...any) error {
	closures, err := readClosures(ctx, q, condition, args...)
	if err != nil {
		return err
	}
	var r record
	var text sql.RawBytes
	var closed [blockSize]int64
	return each(ctx, q, func(rows *sql.Rows) error {
		var number int64
		if err := rows.Scan(&number, &r.dataset, &r.opened, &text); err != nil {
			return err
		}
		clear(closed[:])
		for _, c := range closures[number] {
			closed[c.position] = c.closed
		}
		b := block{text: text}
		for position := 0; b.next(&r.row); position++ {
			if position == blockSize {
				return errBlock
			}
			r.place, r.closed = number*blockSize+int64(position), closed[position]
			if err := f(&r); err != nil {
				return err
			}
		}
		if b.err != nil {
			return fmt.Errorf("block %d: %w", number, b.err)
		}
		return ctx.Err()
	}, `SELECT number, dataset, opened, claims FROM block WHERE `+condition+` ORDER BY number`, args...)
}

// readClosures returns the ends of the recordings in the blocks that the condition selects, by block.
func readClosures(ctx context.Context, q querier, condition string, args ...any) (map[int64][]closure, error) {
	closures := map[int64][]closure{}
	err := each(ctx, q, func(rows *sql.Rows) error {
		var block, closed int64
		var text sql.RawBytes
		if err := rows.Scan(&block, &closed, &text); err != nil {
			return err
		}
		var positions []int64
		if err := json.Unmarshal(text, &positions); err != nil {
			return err
		}
		for _, p := range positions {
			if p < 0 || p >= blockSize {
				return errBlock
			}
			closures[block] = append(closures[block], closure{p, closed})
		}
		return nil
	}, `SELECT w.block, w.closed, w.positions FROM block JOIN withdrawal w ON w.block = block.number WHERE `+condition, args...)
	return closures, err
}
