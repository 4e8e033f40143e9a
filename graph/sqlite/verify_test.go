package sqlite

import (
	"context"
	"testing"
)

// reseal gives all rows and tables the checksums that they would have if a program had written what they hold.
func reseal(t *testing.T, s *Store) {
	t.Helper()
	ctx := context.Background()
	conn, err := s.db.Conn(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	seals := map[string]tally{}
	for table := range sealedColumns {
		if seals[table], err = addChecksumsTo(ctx, conn, table); err != nil {
			t.Fatal(err)
		}
	}
	if err := execute(ctx, conn, `DELETE FROM seal`); err != nil {
		t.Fatal(err)
	}
	if err := sealAll(ctx, conn, seals); err != nil {
		t.Fatal(err)
	}
}

// TestVerify finds what contradicts itself though all checksums are right, as a program with a fault would write it.
func TestVerify(t *testing.T) {
	ctx := context.Background()
	for _, spoil := range []string{
		``,
		`UPDATE dataset SET claims = claims + 1`,
		`UPDATE dataset SET entities = 0`,
		`UPDATE load SET at = 0 WHERE number = 2`,
		`UPDATE load SET number = 9 WHERE number = 3`,
		`UPDATE store SET ontology = '{'`,
		`INSERT INTO store SELECT * FROM store`,
		`UPDATE entity SET number = 99 WHERE number = 2`,
		`UPDATE entity_version SET entity = 99 WHERE rowid = 1`,
		`UPDATE entity_version SET dataset = 7 WHERE rowid = 1`,
		`UPDATE entity_version SET closed = opened WHERE rowid = 1`,
		`UPDATE entity_version SET closed = 3 WHERE rowid = 1`,
		`UPDATE entity_version SET aliases = '{' WHERE rowid = 1`,
		`UPDATE source_version SET closed = 1 WHERE rowid = 1`,
		`UPDATE source_version SET closed = 3 WHERE closed IS NULL`,
		`DELETE FROM source_version`,
		`DELETE FROM citations`,
		`DELETE FROM predicate`,
		`DELETE FROM predicate_use WHERE predicate = 1`,
		`UPDATE predicate_use SET claims = claims + 1`,
		`UPDATE block SET size = 3`,
		`UPDATE block SET opened = 99`,
		`UPDATE block SET claims = replace(claims, '[[3', '[[99')`,
		`DELETE FROM block WHERE number = 1`,
		`UPDATE withdrawal SET positions = '[400]'`,
		`UPDATE withdrawal SET closed = 1`,
		`DELETE FROM withdrawal`,
		`DELETE FROM mention`,
		`UPDATE mention SET places = replace(places, '40', '41')`,
		`UPDATE mention SET shelf = shelf + 1`,
	} {
		t.Run(spoil, func(t *testing.T) {
			s := openStore(t, filePath(t), "foreign_keys", "0")
			load(t, s, 1, batch(t, "d", first...))
			load(t, s, 2, batch(t, "d", first[:9]...))
			load(t, s, 3, batch(t, "e", first...))
			if _, err := s.db.Exec(`PRAGMA foreign_keys = 0; ` + spoil); err != nil {
				t.Fatal(err)
			}
			if spoil != "" {
				_, err := s.Verify(ctx)
				unavailable(t, err, "the file is damaged")
			}
			reseal(t, s)
			census, err := s.Verify(ctx)
			if spoil != "" {
				unavailable(t, err, "the file is damaged")
				return
			}
			want := Census{Version: census.Version, LastLoad: day(3), Loads: 3, Datasets: 2, Entities: census.Entities, Sources: 2, Claims: census.Claims, Recorded: census.Recorded}
			if err != nil || census != want || census.Claims == 0 || census.Recorded <= census.Claims || census.Version == "" {
				t.Errorf("%+v, %v", census, err)
			}
		})
	}
}

// TestVerifyOlder verifies files of older schemas that can't be written to, and what becomes of them.
func TestVerifyOlder(t *testing.T) {
	ctx := context.Background()
	for _, path := range []string{version1(t), version2(t)} {
		old := openStore(t, path, "query_only", "1")
		before, err := old.Verify(ctx)
		if err != nil || before.Claims == 0 {
			t.Errorf("%+v, %v", before, err)
		}
		old.Close()
		after, err := openStore(t, path).Verify(ctx)
		if err != nil || after != before {
			t.Errorf("%+v after %+v, %v", after, before, err)
		}
	}
}
