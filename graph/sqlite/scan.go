package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
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

// eachRecord calls f for each claim in the blocks that the condition on block selects. The record is f's only until it
// returns.
func eachRecord(ctx context.Context, q querier, f func(*record) error, condition string, args ...any) error {
	closures, err := readClosures(ctx, q, condition, args...)
	if err != nil {
		return err
	}
	var r record
	var text sql.RawBytes
	var closed [placesInBlock]int64
	return each(ctx, q, func(rows resultRow) error {
		var number int64
		if err := rows.Scan(&number, &r.dataset, &r.opened, &text); err != nil {
			return err
		}
		for _, c := range closures[number] {
			closed[c.position] = c.closed
		}
		b := block{text: text}
		for position := 0; b.next(&r.row); position++ {
			if position == placesInBlock {
				return errBlock
			}
			r.place, r.closed = number*placesInBlock+int64(position), closed[position]
			if err := f(&r); err != nil {
				return err
			}
		}
		if b.err != nil {
			return fmt.Errorf("block %d: %w", number, b.err)
		}
		for _, c := range closures[number] {
			closed[c.position] = 0
		}
		return ctx.Err()
	}, `SELECT number, dataset, opened, claims FROM block WHERE `+condition+` ORDER BY number`, args...)
}

// readClosures returns the ends of the recordings in the blocks that the condition selects, by block.
func readClosures(ctx context.Context, q querier, condition string, args ...any) (map[int64][]closure, error) {
	closures := map[int64][]closure{}
	err := each(ctx, q, func(rows resultRow) error {
		var block, closed int64
		var text sql.RawBytes
		if err := rows.Scan(&block, &closed, &text); err != nil {
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
			closures[block] = append(closures[block], closure{p, closed})
		}
		return nil
	}, `SELECT w.block, w.closed, w.positions FROM block JOIN withdrawal w ON w.block = block.number WHERE `+condition, args...)
	return closures, err
}
