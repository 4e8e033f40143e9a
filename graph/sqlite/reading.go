package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"chokepoint/graph"
)

// reading reads tables, each row held against its checksum before anything is made of it. Tables that are read whole are read without
// their indexes, which have no checksums.
type reading struct {
	*checker
	ctx    context.Context
	q      querier
	schema int
	seals  map[string]tally
}

// begin begins to read by a transaction or a connection.
func (s *Store) begin(ctx context.Context, q querier) (*reading, error) {
	r := &reading{checker: s.newChecker(), ctx: ctx, q: q, schema: s.schema}
	var err error
	r.seals, err = readSeals(ctx, q, r.checker)
	return r, err
}

// seenAll makes sure that all rows of the tables were seen.
func (r *reading) seenAll(tables ...string) error { return r.whole(r.seals, tables...) }

// rows calls scan for each row of a table read whole: it scans what is read, and then its checksum. If the rows have a number, it is the
// order.
func (r *reading) rows(table, columns, order string, scan func(resultRow) error) error {
	if err := each(r.ctx, r.q, scan, `SELECT `+columns+`, `+r.column()+` FROM `+table+` NOT INDEXED `+order); err != nil {
		return err
	}
	return r.seenAll(table)
}

// numbered is rows for a table whose rows are numbered from 1 without a gap. The number is not read: a row of another does not have the
// checksum of one that has it.
func (r *reading) numbered(table string, scan func(rows resultRow, number int64) error) error {
	last := int64(0)
	return r.rows(table, strings.TrimPrefix(sealedColumns[table], "number, "), "ORDER BY number", func(rows resultRow) error {
		last++
		return scan(rows, last)
	})
}

// storeRow is the one row of the table store.
type storeRow struct {
	id       string
	ontology sql.NullString
	secret   []byte
	pruned   int64
}

func (w *storeRow) columns() []any {
	var ontology any
	if w.ontology.Valid {
		ontology = w.ontology.String
	}
	return []any{w.id, ontology, w.secret, w.pruned}
}

// store reads it.
func (r *reading) store() (w storeRow, err error) {
	columns, found := sealedColumns["store"], 0
	switch {
	case r.schema < 2:
		columns = `id, ontology, NULL, 0`
	case r.schema < sealedSchema:
		columns = `id, ontology, secret, 0`
	}
	err = r.rows("store", columns, "", func(rows resultRow) error {
		var checksum int64
		found++
		if err := rows.Scan(&w.id, &w.ontology, &w.secret, &w.pruned, &checksum); err != nil {
			return err
		}
		return r.row("store", checksum, w.columns()...)
	})
	if err == nil && found != 1 {
		err = damaged(fmt.Errorf("it says %d times which store it is", found))
	}
	return w, err
}

// loads returns when each load was recorded, by number; that of load 0 is zero.
func (r *reading) loads() ([]time.Time, error) {
	loads := []time.Time{{}}
	err := r.numbered("load", func(rows resultRow, number int64) error {
		var dataset, at, checksum int64
		if err := rows.Scan(&dataset, &at, &checksum); err != nil {
			return err
		}
		loads = append(loads, time.UnixMicro(at).UTC())
		return r.row("load", checksum, number, dataset, at)
	})
	return loads, err
}

// datasetRow is a row of the table dataset.
type datasetRow struct {
	number int64
	graph.DatasetState
	checksum int64
}

func (d *datasetRow) columns() []any {
	return []any{d.number, d.Name, d.Title, d.Licence, d.Origin, d.LoadedAt.UnixMicro(), d.Claims, d.Entities}
}

// datasets returns all in order of number.
func (r *reading) datasets() (all []datasetRow, err error) {
	err = r.rows("dataset", sealedColumns["dataset"], "ORDER BY number", func(rows resultRow) error {
		var d datasetRow
		var at int64
		if err := rows.Scan(&d.number, &d.Name, &d.Title, &d.Licence, &d.Origin, &at, &d.Claims, &d.Entities, &d.checksum); err != nil {
			return err
		}
		d.LoadedAt = time.UnixMicro(at).UTC()
		all = append(all, d)
		return r.row("dataset", d.checksum, d.columns()...)
	})
	return all, err
}

// entities calls f for each entity in order of number.
func (r *reading) entities(f func(number int32, id string)) error {
	return r.numbered("entity", func(rows resultRow, number int64) error {
		var id string
		var checksum integer
		if err := rows.Scan(&id, &checksum); err != nil {
			return err
		}
		f(int32(number), id)
		return r.row("entity", int64(checksum), number, id)
	})
}

// predicates calls f for each predicate in order of number.
func (r *reading) predicates(f func(name string)) error {
	return r.numbered("predicate", func(rows resultRow, number int64) error {
		var name string
		var checksum int64
		if err := rows.Scan(&name, &checksum); err != nil {
			return err
		}
		f(name)
		return r.row("predicate", checksum, number, name)
	})
}

// citations calls f for each set of citations, in order of number.
func (r *reading) citations(f func(int32, []graph.Citation)) error {
	return r.numbered("citations", func(rows resultRow, number int64) error {
		var text sql.RawBytes
		var checksum integer
		if err := rows.Scan(&text, &checksum); err != nil {
			return err
		}
		if err := r.row("citations", int64(checksum), number, []byte(text)); err != nil {
			return err
		}
		var cited []graph.Citation
		if err := json.Unmarshal(text, &cited); err != nil {
			return damaged(err)
		}
		f(int32(number), cited)
		return nil
	})
}

// entityVersion is what a dataset said of an entity. Its texts are its user's only until it returns.
type entityVersion struct {
	place                            int64 // rowid
	entity, dataset                  int64
	kind, name, aliases, identifiers []byte
	opened, closed                   int64
	checksum                         int64
}

// versionsAtOnce is how many versions are read before they are looked at.
const versionsAtOnce = 256

// entityVersions calls f for each.
func (r *reading) entityVersions(f func(*entityVersion) error) error {
	checksum := r.column()
	if err := ahead(func(give func([]entityVersion) error) error { return r.readVersions(checksum, give) }, func(versions []entityVersion) error {
		for i := range versions {
			v := &versions[i]
			if err := r.version("entity_version", v.checksum, v.closed, v.entity, v.dataset, v.kind, v.name, v.aliases, v.identifiers, v.opened); err != nil {
				return err
			}
			if err := f(v); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	return r.seenAll("entity_version")
}

// readVersions gives all versions, many at once.
func (r *reading) readVersions(checksum string, give func([]entityVersion) error) error {
	var versions []entityVersion
	var text []byte // of the versions
	keep := func(column sql.RawBytes) []byte {
		if column == nil {
			return nil
		}
		if text == nil || len(text)+len(column) > cap(text) {
			text = make([]byte, 0, max(versionsAtOnce*64, len(column)))
		}
		text = append(text, column...)
		return text[len(text)-len(column) : len(text) : len(text)]
	}
	var kind, name, aliases, identifiers sql.RawBytes
	if err := each(r.ctx, r.q, func(rows resultRow) error {
		var v entityVersion
		if err := rows.Scan((*integer)(&v.place), (*integer)(&v.closed), (*integer)(&v.entity), (*integer)(&v.dataset), &kind, &name, &aliases, &identifiers,
			(*integer)(&v.opened), (*integer)(&v.checksum)); err != nil {
			return err
		}
		v.kind, v.name, v.aliases, v.identifiers = keep(kind), keep(name), keep(aliases), keep(identifiers)
		if versions == nil {
			versions = make([]entityVersion, 0, versionsAtOnce)
		}
		if versions = append(versions, v); len(versions) < versionsAtOnce {
			return nil
		}
		full := versions
		versions, text = nil, nil
		return give(full)
	}, `SELECT rowid, coalesce(closed, 0), `+sealedColumns["entity_version"]+`, `+checksum+` FROM entity_version NOT INDEXED`); err != nil {
		return err
	}
	return give(versions)
}

// sourceVersion is what a dataset said of a source.
type sourceVersion struct {
	place, dataset, opened, closed int64
	checksum                       int64
	graph.Source
}

// sourceVersions returns all.
func (r *reading) sourceVersions() (all []sourceVersion, err error) {
	columns := sealedColumns["source_version"]
	if r.schema < 3 { // no word for what a source retells
		columns = `id, title, publisher, url, published, language, kind, '', dataset, opened`
	}
	err = r.rows("source_version", `rowid, coalesce(closed, 0), `+columns, "", func(rows resultRow) error {
		var v sourceVersion
		var published string
		if err := rows.Scan(&v.place, &v.closed, &v.ID, &v.Title, &v.Publisher, &v.URL, &published, &v.Language, &v.Kind, &v.CopyOf, &v.dataset, &v.opened,
			&v.checksum); err != nil {
			return err
		}
		if err := r.version("source_version", v.checksum, v.closed,
			v.ID, v.Title, v.Publisher, v.URL, published, v.Language, v.Kind, v.CopyOf, v.dataset, v.opened); err != nil {
			return err
		}
		v.Published = graph.Beginning
		if published != "" {
			var err error
			if v.Published, err = graph.ParseDate(published); err != nil {
				return damaged(err)
			}
		}
		all = append(all, v)
		return nil
	})
	return all, err
}
