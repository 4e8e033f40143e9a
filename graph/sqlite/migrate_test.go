package sqlite

import (
	"context"
	"errors"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chokepoint/graph"
)

// version1 copies testdata/version1.db, which the last program that wrote schema 1 made by loading two editions of a few facts.
func version1(t *testing.T) (path string) { return older(t, "testdata/version1.db") }

// version2 is the same of schema 2, whose sources do not say what they retell.
func version2(t *testing.T) (path string) { return older(t, "testdata/version2.db") }

func older(t *testing.T, file string) (path string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	path = filePath(t)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// said lists what the store recorded of an entity: its claims, each with its share and whether it stands.
func said(t *testing.T, s *Store, entity string) (lines []string) {
	t.Helper()
	as, err := s.Recorded(context.Background(), entity)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range as {
		line := a.String() + " " + a.Share.String()
		if !a.Recorded.Stands() {
			line += " withdrawn"
		}
		lines = append(lines, line)
	}
	return lines
}

var version1OfTSMC = []string{"nvidia supplied_by tsmc (item h200) ", "tsmc owned_by taiwan 0.06381234 withdrawn", "tsmc owned_by fund 0.00005",
	"tsmc owned_by taiwan 0.0638"}

func TestMigrate(t *testing.T) {
	path := version1(t)
	s := openStore(t, path)
	if diff := cmp.Diff(version1OfTSMC, said(t, s, "tsmc")); diff != "" {
		t.Errorf("after the migration:\n%s", diff)
	}
	if n := viewed(t, s, "tsmc"); n != len(version1OfTSMC) {
		t.Errorf("the view has %d claims, want %d", n, len(version1OfTSMC))
	}
	before, secret := recorded(t, s), readSecret(t, s)
	if len(before) != 15 || len(secret) != 32 {
		t.Errorf("%d lines recorded, a secret of %d bytes", len(before), len(secret))
	}
	s.Close()

	s = openStore(t, path) // the second time, nothing is left to do
	if diff := cmp.Diff(before, recorded(t, s)); diff != "" || string(secret) != string(readSecret(t, s)) {
		t.Errorf("opened again: %s", diff)
	}
	fresh := openStore(t, filePath(t))
	if diff := cmp.Diff(structure(t, fresh), structure(t, s)); diff != "" {
		t.Errorf("a new file and a migrated one differ:\n%s", diff)
	}
	r, err := s.Load(context.Background(), again(t, s))
	if err != nil || r.Claims != (graph.Changes{Unchanged: 7}) || r.Entities != (graph.Changes{Unchanged: 5}) {
		t.Errorf("loading the same again: %+v, %v", r, err)
	}
}

// again makes a batch of all that stands.
func again(t *testing.T, s *Store) graph.Batch {
	t.Helper()
	builder, err := s.Read(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	snapshot, err := builder.Build(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	b := graph.Batch{Dataset: snapshot.Datasets()[0].Dataset}
	for d := range snapshot.Descriptions() {
		b.Entities = append(b.Entities, d.Entity)
	}
	for _, id := range snapshot.SourceIDs() {
		source, _, _ := snapshot.Source(id)
		b.Sources = append(b.Sources, source)
	}
	b.Claims = func(yield func(graph.Claim) bool) {
		for ref := range snapshot.Claims() {
			if snapshot.Recorded(ref).Stands() && !yield(snapshot.Claim(ref)) {
				return
			}
		}
	}
	return b
}

func readSecret(t *testing.T, s *Store) (secret []byte) {
	t.Helper()
	if err := s.db.QueryRow(`SELECT secret FROM store`).Scan(&secret); err != nil {
		t.Fatal(err)
	}
	return secret
}

// structure lists the columns of all tables and views, and the indexes.
func structure(t *testing.T, s *Store) (lines []string) {
	t.Helper()
	if err := each(context.Background(), s.db, func(rows resultRow) error {
		var line string
		err := rows.Scan(&line)
		lines = append(lines, line)
		return err
	}, `SELECT s.type || ' ' || s.name || ' ' || coalesce(group_concat(c.name || ' ' || c.type || ' ' || c."notnull", ', '), '')
		FROM sqlite_schema s LEFT JOIN pragma_table_info(s.name) c GROUP BY s.name ORDER BY 1`); err != nil {
		t.Fatal(err)
	}
	return lines
}

// TestMigrateIsAllOrNothing interrupts a migration, and finds the file as it was.
func TestMigrateIsAllOrNothing(t *testing.T) {
	path := version1(t)
	s := openStore(t, path, "query_only", "1") // reads an old file as it is
	if _, err := s.db.Exec(`PRAGMA query_only = 0; UPDATE block SET claims = substr(claims, 1, 20) WHERE number = 2`); err != nil {
		t.Fatal(err)
	}
	s.Close()
	_, err := Open(context.Background(), path)
	unavailable(t, err, "damaged")
	s = openStore(t, path, "query_only", "1")
	var version, tables int
	if err := s.db.QueryRow(`SELECT user_version, (SELECT count(*) FROM sqlite_schema WHERE name = 'mention') FROM pragma_user_version`).
		Scan(&version, &tables); err != nil || version != 1 || tables != 0 {
		t.Errorf("schema %d, %d tables of mentions, %v", version, tables, err)
	}
}

// TestReadVersion1 reads an old file that can't be written to.
func TestReadVersion1(t *testing.T) {
	s := openStore(t, version1(t), "query_only", "1")
	if diff := cmp.Diff(version1OfTSMC, said(t, s, "tsmc")); diff != "" {
		t.Error(diff)
	}
	builder, err := s.Read(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	snapshot, err := builder.Build(context.Background())
	if err != nil || snapshot.Rows() != 6 || len(snapshot.Secret()) != 32 {
		t.Errorf("%d rows, a secret of %d bytes, %v", snapshot.Rows(), len(snapshot.Secret()), err)
	}
	if err := s.Ready(context.Background()); err != nil {
		t.Error(err)
	}
	if _, err := s.Load(context.Background(), graph.Batch{Dataset: graph.Dataset{Name: "d"}, Claims: func(func(graph.Claim) bool) {}}); !errors.Is(err, graph.ErrUnavailable) {
		t.Errorf("loading: %v", err)
	}
}

// TestMigrateSources loads what a source of an older file retells.
func TestMigrateSources(t *testing.T) {
	s := openStore(t, version2(t))
	fresh := openStore(t, filePath(t))
	if diff := cmp.Diff(structure(t, fresh), structure(t, s)); diff != "" {
		t.Errorf("a new file and a migrated one differ:\n%s", diff)
	}
	before := recorded(t, s)
	same := again(t, s)
	r, err := s.Load(context.Background(), same)
	if err != nil || r.Sources != (graph.Changes{Unchanged: 2}) {
		t.Fatalf("loading the same again: %+v, %v", r, err)
	}
	if diff := cmp.Diff(before, recorded(t, s)); diff != "" {
		t.Errorf("after loading the same again:\n%s", diff)
	}
	for i := range same.Sources {
		if same.Sources[i].Kind == graph.CopyKind {
			same.Sources[i].CopyOf = "press"
		}
	}
	if r, err = s.Load(context.Background(), same); err != nil || r.Sources != (graph.Changes{Changed: 1, Unchanged: 1}) {
		t.Fatalf("loading what it retells: %+v, %v", r, err)
	}
	now := again(t, s)
	if diff := cmp.Diff(same.Sources, now.Sources); diff != "" {
		t.Errorf("sources after the load:\n%s", diff)
	}
}

// TestReadVersion2 reads an old file that can't be written to.
func TestReadVersion2(t *testing.T) {
	s := openStore(t, version2(t), "query_only", "1")
	found := again(t, s)
	if len(found.Sources) != 2 || found.Sources[0].ID != "blog" || found.Sources[0].Kind != graph.CopyKind || found.Sources[0].CopyOf != "" {
		t.Errorf("sources %+v", found.Sources)
	}
	if _, err := s.Load(context.Background(), found); !errors.Is(err, graph.ErrUnavailable) {
		t.Errorf("loading: %v", err)
	}
}
