package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"chokepoint/graph"
)

// Recorded returns all that any dataset ever said of an entity, as subject, object or item, in order of recording; nothing
// of one that the store has never heard of. Only the blocks with these claims are read, and nothing is compiled.
func (s *Store) Recorded(ctx context.Context, entity string) (said []graph.Assertion, err error) {
	err = s.view(ctx, func(ctx context.Context, tx *sql.Tx) error {
		var number int32
		err := tx.QueryRowContext(ctx, `SELECT number FROM entity WHERE id = ?`, entity).Scan(&number)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		blocks, args, err := s.blocksWith(ctx, tx, number)
		if err != nil {
			return err
		}
		n := names{ctx: ctx, tx: tx, texts: map[name]string{}}
		return eachRecord(ctx, tx, func(r *record) error {
			if r.subject != number && r.object != number && r.item != number {
				return nil
			}
			a, err := n.assertion(r)
			said = append(said, a)
			return err
		}, blocks, args...)
	})
	return said, s.explain("asking for the claims of "+entity, err)
}

// blocksWith returns a condition for the blocks with claims of an entity: all blocks in a file that does not say where they are.
func (s *Store) blocksWith(ctx context.Context, tx *sql.Tx, entity int32) (condition string, args []any, err error) {
	if s.schema < 2 {
		return `true`, nil, nil
	}
	blocks := []int64{}
	err = each(ctx, tx, func(rows resultRow) error {
		var block int64
		err := rows.Scan(&block)
		blocks = append(blocks, block)
		return err
	}, `SELECT DISTINCT p.value / ?1 FROM mention m, json_each(m.places, '$."' || ?2 || '"') p WHERE m.shelf IN (?2 / ?3, -?2)`,
		placesInBlock, entity, shelfSize)
	if err != nil {
		return "", nil, err
	}
	slices.Sort(blocks)
	list, err := json.Marshal(blocks)
	return `block.number IN (SELECT value FROM json_each(?))`, []any{string(list)}, err
}

// names looks up what numbers stand for, each once.
type names struct {
	ctx   context.Context
	tx    *sql.Tx
	texts map[name]string
}

type name struct {
	of     string // table
	number int64
}

// The columns that hold what a number stands for.
var nameColumns = map[string]string{"entity": "id", "predicate": "name", "citations": "sources", "dataset": "name", "load": "at"}

// text returns the name of a number; that of 0 is empty.
func (n *names) text(of string, number int64) (string, error) {
	key := name{of, number}
	text, ok := n.texts[key]
	if ok || number == 0 {
		return text, nil
	}
	err := n.tx.QueryRowContext(n.ctx, `SELECT `+nameColumns[of]+` FROM `+of+` WHERE number = ?`, number).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return "", errNumber
	}
	n.texts[key] = text
	return text, err
}

// assertion puts a claim together.
func (n *names) assertion(r *record) (a graph.Assertion, err error) {
	a = graph.Assertion{Claim: graph.Claim{Share: r.share, Valid: r.valid, Confidence: r.confidence}}
	for _, part := range []struct {
		of     string
		number int64
		into   *string
	}{
		{"entity", int64(r.subject), &a.Subject}, {"predicate", int64(r.predicate), &a.Predicate},
		{"entity", int64(r.object), &a.Object}, {"entity", int64(r.item), &a.Item}, {"dataset", r.dataset, &a.Dataset},
	} {
		if *part.into, err = n.text(part.of, part.number); err != nil {
			return a, err
		}
	}
	cited, err := n.text("citations", int64(r.citations))
	if err != nil {
		return a, err
	}
	if err := json.Unmarshal([]byte(cited), &a.Sources); err != nil {
		return a, damaged(err)
	}
	if a.Recorded.From, err = n.time(r.opened); err != nil {
		return a, err
	}
	if a.Recorded.To, err = n.time(r.closed); err != nil || r.detail == nil {
		return a, err
	}
	return a, decodeDetail(r.detail, &a.Claim)
}

// time returns when a load was recorded; that of load 0 is zero.
func (n *names) time(load int64) (t time.Time, err error) {
	text, err := n.text("load", load)
	if err != nil || text == "" {
		return t, err
	}
	var micros int64
	_, err = fmt.Sscan(text, &micros)
	return time.UnixMicro(micros).UTC(), damaged(err)
}
