package sqlite

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"strings"
)

// Every row carries a checksum over all that it says and the table that it stands in, so that a flipped bit and a row that took the
// place of another are found when it is read. The table seal has, for each table, how many rows it has and the sum of their
// checksums, so that a row that is lost, there twice or as it was before is found by whoever reads the whole table. A load adds to
// a seal what it changes and never counts anew: damage that it did not come upon stays to be found.

// sealedColumns are, by table, the columns that its checksums are over, in their order there. The table seal itself is not among them.
var sealedColumns = map[string]string{
	"store":          "id, ontology, secret, pruned",
	"dataset":        "number, name, title, licence, origin, loaded_at, claims, entities",
	"load":           "number, dataset, at",
	"entity":         "number, id",
	"predicate":      "number, name",
	"citations":      "number, sources",
	"entity_version": "entity, dataset, kind, name, aliases, identifiers, opened",
	"source_version": "id, title, publisher, url, published, language, kind, copy_of, dataset, opened",
	"block":          "number, dataset, opened, size, claims",
	"withdrawal":     "block, closed, positions",
	"mention":        "shelf, places",
	"predicate_use":  "dataset, predicate, claims",
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli) // of which processors know how to do 20 GB/s

// checksums computes checksums of rows.
type checksums struct{ scratch []byte }

// of is the checksum of a row: of its table and all columns but the checksum itself, in the order of the table, each with its type and
// length. Of a version it leaves out closed: see ending.
func (c *checksums) of(table string, columns ...any) int64 {
	b := appendText(c.scratch[:0], table)
	for _, column := range columns {
		switch v := column.(type) {
		case nil:
			b = append(b, 0)
		case int64:
			b = appendInteger(b, v)
		case int:
			b = appendInteger(b, int64(v))
		case int32:
			b = appendInteger(b, int64(v))
		case string:
			b = appendText(b, v)
		case []byte:
			if v == nil {
				b = append(b, 0)
			} else {
				b = appendText(b, v)
			}
		default:
			panic("a column of another type than a ledger has") // one that is named here would be kept on the heap, for every row
		}
	}
	c.scratch = b
	return int64(crc32.Checksum(b, castagnoli))
}

func appendInteger(b []byte, n int64) []byte {
	return binary.LittleEndian.AppendUint64(append(b, 1), uint64(n))
}

func appendText[T string | []byte](b []byte, text T) []byte {
	return append(binary.LittleEndian.AppendUint64(append(b, 2), uint64(len(text))), text...)
}

// ending is what the load that ends a version adds to the version's checksum: it need not read the version again, and does not cover up
// what may have happened to it. It is 0 of load 0, that is of a version that stands.
func ending(load int64) int64 {
	if load == 0 {
		return 0
	}
	return int64(crc32.Checksum(appendInteger(nil, load), castagnoli))
}

// tally counts rows and adds up their checksums.
type tally struct{ rows, sum int64 }

func (t *tally) add(rows, checksum int64) { t.rows, t.sum = t.rows+rows, t.sum+checksum }

// checker holds rows against their checksums as they are read, and counts them.
type checker struct {
	checksums
	off   bool // the file is of a schema without checksums
	table string
	tally *tally // of that table
	seen  map[string]*tally
}

func (s *Store) newChecker() *checker {
	return &checker{off: s.schema < sealedSchema, seen: map[string]*tally{}}
}

// row checks a row that was read.
func (c *checker) row(table string, checksum int64, columns ...any) error {
	return c.version(table, checksum, 0, columns...)
}

// version checks a row with a recorded interval that load closed ended, if it is not 0.
func (c *checker) version(table string, checksum, closed int64, columns ...any) error {
	if c.off {
		return nil
	}
	if c.of(table, columns...)+ending(closed) != checksum {
		return damaged(fmt.Errorf("a row of the table %s does not have its checksum", table))
	}
	c.count(table).add(1, checksum)
	return nil
}

// count returns the tally of a table.
func (c *checker) count(table string) *tally {
	if c.table != table || c.tally == nil {
		if c.table, c.tally = table, c.seen[table]; c.tally == nil {
			c.tally = &tally{}
			c.seen[table] = c.tally
		}
	}
	return c.tally
}

// column is how a query names the checksum of a row.
func (c *checker) column() string {
	if c.off {
		return "0 AS checksum"
	}
	return "checksum"
}

// whole makes sure that all rows of a table were seen, each once.
func (c *checker) whole(seals map[string]tally, tables ...string) error {
	if c.off {
		return nil
	}
	for _, table := range tables {
		if want, got := seals[table], *c.count(table); got != want {
			return damaged(fmt.Errorf("the table %s has %d rows that are not those of its seal, which counts %d", table, got.rows, want.rows))
		}
	}
	return nil
}

// readSeals reads the seals of all tables: nothing of a file without checksums.
func readSeals(ctx context.Context, q querier, c *checker) (map[string]tally, error) {
	seals := map[string]tally{}
	if c.off {
		return seals, nil
	}
	err := each(ctx, q, func(rows resultRow) error {
		var table string
		var t tally
		var checksum int64
		if err := rows.Scan(&table, &t.rows, &t.sum, &checksum); err != nil {
			return err
		}
		seals[table] = t
		return c.row("seal", checksum, table, t.rows, t.sum)
	}, `SELECT name, rows, sum, checksum FROM seal NOT INDEXED`)
	if err != nil {
		return nil, err
	}
	for table := range sealedColumns {
		if _, ok := seals[table]; !ok {
			return nil, damaged(fmt.Errorf("the table %s has no seal", table))
		}
	}
	if len(seals) != len(sealedColumns) {
		return nil, damaged(errors.New("there are seals of other tables"))
	}
	return seals, nil
}

// sealer writes rows with their checksums, and keeps what it adds to the seals.
type sealer struct {
	statements
	checksums
	added map[string]*tally
}

// note counts rows of a table, and what their checksums add to its seal.
func (s *sealer) note(table string, rows, checksum int64) {
	t := s.added[table]
	if t == nil {
		t = &tally{}
		s.added[table] = t
	}
	t.add(rows, checksum)
}

// sealed returns the columns of a new row with its checksum behind them.
func (s *sealer) sealed(table string, columns ...any) []any {
	checksum := s.of(table, columns...)
	s.note(table, 1, checksum)
	return append(columns, checksum)
}

// insertInto begins an INSERT of rows with all that a checksum is over, and the checksum.
func insertInto(table string) (insert string, columns int) {
	return `INSERT INTO ` + table + ` (` + sealedColumns[table] + `, checksum)`, strings.Count(sealedColumns[table], ",") + 2
}

// prepareRow returns what inserts a row; its columns are those that the checksum is over.
func (s *sealer) prepareRow(table string) (func(columns ...any) error, error) {
	insert, columns := insertInto(table)
	run, err := s.prepare(insert + ` VALUES ` + marks(columns))
	return func(columns ...any) error { return run(s.sealed(table, columns...)...) }, err
}

// seal changes the seals by what was added.
func (s *sealer) seal(seals map[string]tally) error {
	update, err := s.prepare(`UPDATE seal SET rows = ?, sum = ?, checksum = ? WHERE name = ?`)
	if err != nil {
		return err
	}
	for table, added := range s.added {
		t := seals[table]
		t.add(added.rows, added.sum)
		if err := update(t.rows, t.sum, s.of("seal", table, t.rows, t.sum), table); err != nil {
			return err
		}
	}
	clear(s.added)
	return nil
}

// sealAll writes the seals of a file that has none; of a table that is not given, that of an empty one.
func sealAll(ctx context.Context, conn *sql.Conn, seals map[string]tally) error {
	var c checksums
	for table := range sealedColumns {
		t := seals[table]
		if _, err := conn.ExecContext(ctx, `INSERT INTO seal (name, rows, sum, checksum) VALUES (?, ?, ?, ?)`, table, t.rows, t.sum,
			c.of("seal", table, t.rows, t.sum)); err != nil {
			return err
		}
	}
	return nil
}
