package sqlite

import (
	"context"
	"database/sql"
	"strings"
)

// addChecksums gives checksums to all rows of a file that has none, after a look whether they can be read at all.
func addChecksums(ctx context.Context, conn *sql.Conn) error {
	r := &reading{checker: &checker{off: true}, ctx: ctx, q: conn, schema: sealedSchema - 1}
	if err := r.allRecords(func(*record) error { return nil }); err != nil {
		return err
	}
	if err := execute(ctx, conn, sealTable, `ALTER TABLE store ADD COLUMN pruned INTEGER NOT NULL DEFAULT 0`); err != nil {
		return err
	}
	seals := map[string]tally{}
	for table := range sealedColumns {
		t, err := addChecksumsTo(ctx, conn, table)
		if err != nil {
			return err
		}
		seals[table] = t
	}
	return sealAll(ctx, conn, seals)
}

// addChecksumsTo does so for one table.
func addChecksumsTo(ctx context.Context, conn *sql.Conn, table string) (t tally, err error) {
	if !hasChecksum(ctx, conn, table) {
		if err := execute(ctx, conn, `ALTER TABLE `+table+` ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0`); err != nil {
			return t, err
		}
	}
	// What identifies a row. The updates follow the reading: a row must not be met again.
	key := []string{"rowid"}
	if table == "predicate_use" {
		key = []string{"dataset", "predicate"}
	}
	var updates [][]any
	var c checksums
	scanner := newRowScanner(table)
	if err := each(ctx, conn, func(rows resultRow) error {
		columns, closed, keys, err := scanner.scan(rows, len(key))
		if err != nil {
			return err
		}
		checksum := c.of(table, columns...) + ending(closed)
		t.add(1, checksum)
		updates = append(updates, append([]any{checksum}, keys...))
		return nil
	}, `SELECT `+scanner.columns+`, `+strings.Join(key, ", ")+` FROM `+table+` NOT INDEXED`); err != nil {
		return t, err
	}
	statements := statements{ctx: ctx, conn: conn}
	defer statements.close()
	update, err := statements.prepare(`UPDATE ` + table + ` SET checksum = ? WHERE ` + strings.Join(key, " = ? AND ") + ` = ?`)
	for i := 0; i < len(updates) && err == nil; i++ {
		err = update(updates[i]...)
	}
	return t, err
}

// hasChecksum reports whether the rows of a table have one.
func hasChecksum(ctx context.Context, conn *sql.Conn, table string) bool {
	var n int
	err := conn.QueryRowContext(ctx, `SELECT count(*) FROM pragma_table_info(?) WHERE name = 'checksum'`, table).Scan(&n)
	return err == nil && n > 0
}

// rowScanner scans rows of any table.
type rowScanner struct {
	columns string // what to select, before what else is wanted
	sealed  int    // how many of them the checksum is over
}

// newRowScanner makes one for a table.
func newRowScanner(table string) rowScanner {
	closed := "0"
	if strings.HasSuffix(table, "_version") {
		closed = "coalesce(closed, 0)"
	}
	return rowScanner{columns: sealedColumns[table] + ", " + closed, sealed: strings.Count(sealedColumns[table], ",") + 1}
}

// scan returns what the checksum is over, the load that ended the row, and what else was selected.
func (s rowScanner) scan(rows resultRow, more int) (sealed []any, closed int64, rest []any, err error) {
	values := make([]any, s.sealed+1+more)
	into := make([]any, len(values))
	for i := range values {
		into[i] = &values[i]
	}
	into[s.sealed] = &closed
	err = rows.Scan(into...)
	return values[:s.sealed], closed, values[s.sealed+1:], err
}

// checkRows holds every row of every table against its checksum, and every table against its seal.
func (r *reading) checkRows() error {
	for table := range sealedColumns {
		scanner := newRowScanner(table)
		if err := each(r.ctx, r.q, func(rows resultRow) error {
			columns, closed, rest, err := scanner.scan(rows, 1)
			if err != nil {
				return err
			}
			checksum, _ := rest[0].(int64)
			return r.version(table, checksum, closed, columns...)
		}, `SELECT `+scanner.columns+`, `+r.column()+` FROM `+table+` NOT INDEXED`); err != nil {
			return err
		}
		if err := r.seenAll(table); err != nil {
			return err
		}
	}
	return nil
}
