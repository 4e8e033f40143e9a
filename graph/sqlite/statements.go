package sqlite

import (
	"context"
	"database/sql"
	"strings"
)

// statements are the prepared statements of one transaction.
type statements struct {
	ctx      context.Context
	conn     *sql.Conn
	prepared []*sql.Stmt
}

// prepare returns a function that runs a statement. It looks at the context now and then only, since the driver starts a
// goroutine for each call with a context that can end.
func (s *statements) prepare(query string) (func(args ...any) error, error) {
	statement, err := s.conn.PrepareContext(s.ctx, query)
	if err != nil {
		return nil, err
	}
	s.prepared = append(s.prepared, statement)
	lasting, calls := context.WithoutCancel(s.ctx), 0
	return func(args ...any) error {
		if calls++; calls%256 == 0 && s.ctx.Err() != nil {
			return s.ctx.Err()
		}
		_, err := statement.ExecContext(lasting, args...)
		return err
	}, nil
}

func (s *statements) close() {
	for _, p := range s.prepared {
		p.Close()
	}
}

// rowsAtOnce is how many rows an inserter writes by one statement: calling SQLite takes as long as inserting a small row.
const rowsAtOnce = 32

// inserter inserts rows into a table, many at once.
type inserter struct {
	columns   int
	one, many func(args ...any) error
	args      []any // of rows that are not written yet
	before    *inserter
}

// marks stand for the columns of one row.
func marks(columns int) string { return "(?" + strings.Repeat(", ?", columns-1) + ")" }

// prepareInsert makes an inserter of rows with their checksums. Rows of the one before, if it is not nil, are written first: they are
// what the rows of this one refer to.
func (s *statements) prepareInsert(table string, before *inserter) (i *inserter, err error) {
	insert, columns := insertInto(table)
	i = &inserter{columns: columns, before: before}
	row := marks(columns)
	if i.one, err = s.prepare(insert + " VALUES " + row); err != nil {
		return nil, err
	}
	i.many, err = s.prepare(insert + " VALUES " + row + strings.Repeat(", "+row, rowsAtOnce-1))
	return i, err
}

// add inserts a row, now or later.
func (i *inserter) add(values ...any) error {
	if i.args = append(i.args, values...); len(i.args) < rowsAtOnce*i.columns {
		return nil
	}
	return i.flush()
}

// flush writes the rows that are not written yet.
func (i *inserter) flush() error {
	if i.before != nil {
		if err := i.before.flush(); err != nil {
			return err
		}
	}
	args := i.args
	i.args = i.args[:0]
	if len(args) == rowsAtOnce*i.columns {
		return i.many(args...)
	}
	for ; len(args) > 0; args = args[i.columns:] {
		if err := i.one(args[:i.columns]...); err != nil {
			return err
		}
	}
	return nil
}
