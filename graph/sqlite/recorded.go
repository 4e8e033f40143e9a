package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"chokepoint/graph"
)

// Recorded returns all that any dataset ever said of an entity, as subject, object or item, in order of recording; nothing
// of one that the store has never heard of. Only the blocks with these claims are read, and nothing is compiled. What is read is held
// against its checksum; that something is lost is not noticed here.
func (s *Store) Recorded(ctx context.Context, entity string) (said []graph.Assertion, err error) {
	err = s.view(ctx, func(ctx context.Context, tx *sql.Tx) error {
		r, err := s.begin(ctx, tx)
		if err != nil {
			return err
		}
		n := names{reading: r, texts: map[name]string{}}
		number, err := n.entity(entity)
		if err != nil || number == 0 {
			return err
		}
		blocks, args, err := r.blocksWith(number)
		if err != nil {
			return err
		}
		ends, err := r.closures(`withdrawal WHERE block IN (SELECT number FROM block WHERE `+blocks+`)`, args...)
		if err != nil {
			return err
		}
		return r.records(ends, func(r *record) error {
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
func (r *reading) blocksWith(entity int32) (condition string, args []any, err error) {
	if r.schema < 2 {
		return `true`, nil, nil
	}
	blocks := []int64{}
	err = each(r.ctx, r.q, func(rows resultRow) error {
		var shelf, checksum int64
		var text sql.RawBytes
		if err := rows.Scan(&shelf, &text, &checksum); err != nil {
			return err
		}
		if err := r.row("mention", checksum, shelf, []byte(text)); err != nil {
			return err
		}
		var places map[string][]int64
		if err := json.Unmarshal(text, &places); err != nil {
			return damaged(err)
		}
		for _, place := range places[strconv.Itoa(int(entity))] {
			blocks = append(blocks, place/placesInBlock)
		}
		return nil
	}, `SELECT shelf, places, `+r.column()+` FROM mention WHERE shelf IN (?1 / ?2, -?1)`, entity, shelfSize)
	if err != nil {
		return "", nil, err
	}
	slices.Sort(blocks)
	list, err := json.Marshal(slices.Compact(blocks))
	return `block.number IN (SELECT value FROM json_each(?))`, []any{string(list)}, err
}

// names looks up what numbers stand for, each once.
type names struct {
	*reading
	texts map[name]string
}

type name struct {
	of     string // table
	number int64
}

// The place, among the columns of a table that its checksum is over, of what a number stands for.
var nameColumns = map[string]int{"entity": 1, "predicate": 1, "citations": 1, "dataset": 1, "load": 2}

// text returns the name of a number; that of 0 is empty.
func (n *names) text(of string, number int64) (text string, err error) {
	key := name{of, number}
	text, ok := n.texts[key]
	if ok || number == 0 {
		return text, nil
	}
	found, scanner := false, newRowScanner(of)
	err = each(n.ctx, n.q, func(rows resultRow) error {
		columns, _, rest, err := scanner.scan(rows, 1)
		if err != nil {
			return err
		}
		found, text = true, fmt.Sprint(columns[nameColumns[of]])
		checksum, _ := rest[0].(int64)
		return n.row(of, checksum, columns...)
	}, `SELECT `+scanner.columns+`, `+n.column()+` FROM `+of+` WHERE number = ?`, number)
	if err == nil && !found {
		err = errNumber
	}
	n.texts[key] = text
	return text, err
}

// entity returns the number of an entity, or 0.
func (n *names) entity(id string) (number int32, err error) {
	err = n.q.QueryRowContext(n.ctx, `SELECT number FROM entity WHERE id = ?`, id).Scan(&number)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	if text, err := n.text("entity", int64(number)); err != nil || text != id {
		return 0, cmp.Or(err, errNumber)
	}
	return number, nil
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
