package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"hash/maphash"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
)

// Census counts what a store holds.
type Census struct {
	Version  string    `json:"version"`
	Loads    int       `json:"loads"`
	LastLoad time.Time `json:"last_load,omitzero"`
	Datasets int       `json:"datasets"`
	Entities int       `json:"entities"` // that stand
	Sources  int       `json:"sources"`  // that stand
	Claims   int       `json:"claims"`   // that stand
	Recorded int       `json:"recorded"` // claims, withdrawn ones included
	Pruned   time.Time `json:"pruned,omitzero"`
}

// Verify looks at everything in the file: every row has its checksum and every table its rows, what is referred to is there, what is
// counted twice is the same, and SQLite finds tables and indexes in agreement. The error says what is wrong first.
func (s *Store) Verify(ctx context.Context) (Census, error) {
	v := &verification{seed: maphash.MakeSeed()}
	err := s.fresh(ctx, func(_ context.Context, r *reading) error {
		v.reading = r
		return v.run()
	})
	return v.census, err
}

// verification is one under way.
type verification struct {
	*reading
	census   Census
	loaded   []time.Time
	datasets map[int64]*datasetRow
	entities int32              // how many are numbered
	standing []bool             // by number of entity
	sources  map[string]bool    // by id: whether it stands
	cited    [][]graph.Citation // by number
	used     []map[int64]int64  // by predicate: standing claims of each dataset
	named    mentionSum
	seed     maphash.Seed
}

// mentionSum adds up where entities are named, whatever the order.
type mentionSum struct {
	count int
	sum   uint64
}

func (v *verification) name(entity int32, place int64) {
	v.named.count++
	v.named.sum += maphash.Comparable(v.seed, [2]int64{int64(entity), place})
}

// wrong is an error about what the file holds.
func wrong(format string, args ...any) error { return damaged(fmt.Errorf(format, args...)) }

// run takes all steps.
func (v *verification) run() error {
	steps := []func() error{v.structure, v.readNames, v.readVersions, v.readClaims, v.readUse, v.readMentions}
	if !v.off {
		steps = append([]func() error{v.checkRows}, steps...)
	}
	for _, step := range steps {
		v.seen, v.tally = map[string]*tally{}, nil // each reads anew
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// structure has SQLite look at its pages, its indexes, and what rows of one table say of rows of another.
func (v *verification) structure() error {
	err := each(v.ctx, v.q, func(rows resultRow) error {
		var line string
		if err := rows.Scan(&line); err != nil || line == "ok" {
			return err
		}
		return wrong("%s", line)
	}, `PRAGMA integrity_check(1)`)
	if err != nil {
		return err
	}
	if err := each(v.ctx, v.q, func(rows resultRow) error {
		var table, parent string
		var row sql.NullInt64
		var key int
		if err := rows.Scan(&table, &row, &parent, &key); err != nil {
			return err
		}
		return wrong("row %d of the table %s names one of the table %s that is not there", row.Int64, table, parent)
	}, `PRAGMA foreign_key_check`); err != nil {
		return err
	}
	return each(v.ctx, v.q, func(rows resultRow) error {
		var block int64
		err := rows.Scan(&block)
		return cmp.Or(err, wrong("block %d has not as many claims as it says", block))
	}, `SELECT number FROM block WHERE size <> json_array_length(claims) LIMIT 1`)
}

// readNames reads what numbers stand for.
func (v *verification) readNames() error {
	w, err := v.store()
	if err != nil {
		return err
	}
	if _, err := ledger.DecodeOntology(w.ontology.String); err != nil {
		return damaged(err)
	}
	if w.pruned != 0 {
		v.census.Pruned = time.UnixMicro(w.pruned).UTC()
	}
	if v.loaded, err = v.loads(); err != nil {
		return err
	}
	for n := 2; n < len(v.loaded); n++ {
		if !v.loaded[n].After(v.loaded[n-1]) {
			return wrong("load %d is not later than the one before", n)
		}
	}
	v.census.LastLoad = v.loaded[len(v.loaded)-1]
	rows, err := v.reading.datasets()
	if err != nil {
		return err
	}
	v.datasets = map[int64]*datasetRow{}
	for i := range rows {
		v.datasets[rows[i].number] = &rows[i]
	}
	v.cited, v.used = [][]graph.Citation{nil}, []map[int64]int64{nil}
	v.census.Version, v.census.Loads, v.census.Datasets = versionOf(w, int64(len(v.loaded)-1)), len(v.loaded)-1, len(rows)
	return errors.Join(
		v.reading.entities(func(number int32, _ string) { v.entities = number }),
		v.predicates(func(string) { v.used = append(v.used, map[int64]int64{}) }),
		v.citations(func(_ int32, cited []graph.Citation) { v.cited = append(v.cited, cited) }))
}

// isInterval reports whether something may have been recorded between two loads, of which the second may be none.
func (v *verification) isInterval(opened, closed int64) bool {
	last := int64(len(v.loaded) - 1)
	return 1 <= opened && opened <= last && (closed == 0 || opened < closed && closed <= last)
}

// readVersions reads what was said of entities and sources.
func (v *verification) readVersions() error {
	v.standing = make([]bool, v.entities+1)
	counts := map[int64]int{}
	if err := v.entityVersions(func(e *entityVersion) error {
		if e.entity < 1 || e.entity > int64(v.entities) || v.datasets[e.dataset] == nil || !v.isInterval(e.opened, e.closed) {
			return wrong("a version of entity %d, of dataset %d, from load %d to %d", e.entity, e.dataset, e.opened, e.closed)
		}
		if e.closed == 0 {
			counts[e.dataset]++
			if !v.standing[e.entity] {
				v.standing[e.entity] = true
				v.census.Entities++
			}
		}
		return decodeNames(e.aliases, e.identifiers, &graph.Entity{})
	}); err != nil {
		return err
	}
	for number, d := range v.datasets {
		if counts[number] != d.Entities {
			return wrong("dataset %s has %d entities and counts %d", d.Name, counts[number], d.Entities)
		}
	}
	versions, err := v.sourceVersions()
	v.sources = map[string]bool{}
	for _, s := range versions {
		if v.datasets[s.dataset] == nil || !v.isInterval(s.opened, s.closed) {
			return wrong("a version of source %s, of dataset %d, from load %d to %d", s.ID, s.dataset, s.opened, s.closed)
		}
		if s.closed == 0 && !v.sources[s.ID] {
			v.census.Sources++
		}
		v.sources[s.ID] = v.sources[s.ID] || s.closed == 0
	}
	return err
}

// readClaims reads all claims.
func (v *verification) readClaims() error {
	ends, err := v.allClosures()
	if err != nil {
		return err
	}
	ended, counts := 0, map[int64]int{}
	for _, of := range ends {
		ended += len(of)
	}
	if err := v.records(ends, func(c *record) error {
		v.census.Recorded++
		if err := v.checkClaim(c); err != nil {
			return err
		}
		if c.closed != 0 {
			ended--
			return nil
		}
		counts[c.dataset]++
		v.census.Claims++
		v.used[c.predicate][c.dataset]++
		return nil
	}, `true`); err != nil {
		return err
	}
	if ended != 0 {
		return wrong("%d ends of claims that are not there", ended)
	}
	for number, d := range v.datasets {
		if counts[number] != d.Claims {
			return wrong("dataset %s has %d claims and counts %d", d.Name, counts[number], d.Claims)
		}
	}
	return nil
}

// checkClaim makes sure that what a claim names is there, and notes which entities it names.
func (v *verification) checkClaim(c *record) error {
	if max(c.subject, c.object, c.item) > v.entities || int(c.predicate) >= len(v.used) || int(c.citations) >= len(v.cited) ||
		v.datasets[c.dataset] == nil || !v.isInterval(c.opened, c.closed) {
		return errNumber
	}
	for _, cited := range v.cited[c.citations] {
		if stands, known := v.sources[cited.Source]; !known || !stands && c.closed == 0 {
			return wrong("a claim cites source %s, which is not there", cited.Source)
		}
	}
	for _, n := range []int32{c.subject, c.object, c.item} {
		if n > 0 && c.closed == 0 && !v.standing[n] {
			return wrong("a claim names entity %d, which is not there", n)
		}
	}
	if c.detail != nil {
		if err := decodeDetail(c.detail, &graph.Claim{}); err != nil {
			return err
		}
	}
	eachNamed(&c.row, func(entity int32) { v.name(entity, c.place) })
	return nil
}

// readUse holds the number of claims that use each predicate against the claims.
func (v *verification) readUse() error {
	used := v.used
	if err := v.rows("predicate_use", sealedColumns["predicate_use"], "", func(rows resultRow) error {
		var dataset, predicate, claims, checksum int64
		if err := rows.Scan(&dataset, &predicate, &claims, &checksum); err != nil {
			return err
		}
		if predicate < 1 || predicate >= int64(len(used)) || used[predicate][dataset] != claims {
			return wrong("dataset %d counts %d claims of predicate %d", dataset, claims, predicate)
		}
		delete(used[predicate], dataset)
		return v.row("predicate_use", checksum, dataset, predicate, claims)
	}); err != nil {
		return err
	}
	for predicate, left := range used {
		if len(left) > 0 {
			return wrong("claims of predicate %d are not counted", predicate)
		}
	}
	return nil
}

// readMentions holds where each entity is named against the claims.
func (v *verification) readMentions() error {
	if v.schema < 2 {
		return nil
	}
	want := v.named
	v.named = mentionSum{}
	if err := v.rows("mention", sealedColumns["mention"], "", func(rows resultRow) error {
		var shelf, checksum int64
		var text sql.RawBytes
		if err := rows.Scan(&shelf, &text, &checksum); err != nil {
			return err
		}
		places := map[int32][]int64{}
		if err := json.Unmarshal(text, &places); err != nil {
			return damaged(err)
		}
		for entity, in := range places {
			if shelf != int64(entity)/shelfSize && shelf != -int64(entity) {
				return wrong("entity %d is on shelf %d", entity, shelf)
			}
			for _, place := range in {
				v.name(entity, place)
			}
		}
		return v.row("mention", checksum, shelf, []byte(text))
	}); err != nil {
		return err
	}
	if v.named != want {
		return wrong("entities are named at %d places and noted at %d", want.count, v.named.count)
	}
	return nil
}
