package sqlite

import (
	"context"
	"database/sql"
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
