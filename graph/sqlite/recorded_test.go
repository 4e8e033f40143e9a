package sqlite

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chokepoint/graph"
	graphsnapshot "chokepoint/graph/snapshot"
)

// TestRecorded loads a dataset again and again, and holds what the store says of each entity against what it replays: by the
// method, and by the view for other programs.
func TestRecorded(t *testing.T) {
	ctx := context.Background()
	s := openStore(t, filePath(t))
	load(t, s, 1, batch(t, "d", append(slices.Clone(first), "a", "@press2", "chip-a supplied_by nvidia press item=chip-b", "a owned_by a press",
		"chip-b supplied_by chip-b press item=chip-b")...))
	load(t, s, 2, batch(t, "d", append(slices.Clone(first), "chip-a supplied_by nvidia filing item=chip-b")...))
	load(t, s, 3, batch(t, "d", first[:8]...))
	load(t, s, 4, chainBatch(t, 10*blockSize, 0))
	load(t, s, 5, chainBatch(t, 10*blockSize, 1))
	builder, err := s.Read(ctx)
	if err != nil {
		t.Fatal(err)
	}
	snapshot, err := builder.Build(ctx)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{}
	for ref := range snapshot.Claims() {
		a := graph.Assertion{Claim: snapshot.Claim(ref), Dataset: snapshot.SaidBy(ref)[0], Recorded: snapshot.Recorded(ref)}
		a.Sources = slices.Clone(a.Sources) // as the dataset calls them
		for i, c := range a.Sources {
			a.Sources[i].Source, _, _ = strings.Cut(c.Source, "@")
		}
		ends := []string{a.Subject, a.Object, a.Item}
		slices.Sort(ends)
		for _, id := range slices.Compact(ends) {
			want[id] = append(want[id], fmt.Sprintf("%+v", a))
		}
	}
	// Of the long chain, every seventh: a number that shares no factor with those of which blocks and groups are made.
	for n := range snapshot.Nodes() {
		id := snapshot.ID(graphsnapshot.Node(n))
		if strings.HasPrefix(id, "company-") && n%7 != 0 {
			continue
		}
		said, err := s.Recorded(ctx, id)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i, a := range said {
			got = append(got, fmt.Sprintf("%+v", a))
			if i > 0 && a.Recorded.From.Before(said[i-1].Recorded.From) {
				t.Errorf("%s: not in order of recording", id)
			}
		}
		slices.Sort(got)
		slices.Sort(want[id])
		if diff := cmp.Diff(want[id], got); diff != "" {
			t.Fatalf("%s (-replayed +asked):\n%s", id, diff)
		}
		if n := viewed(t, s, id); n != len(got) {
			t.Errorf("%s: the view has %d claims, want %d", id, n, len(got))
		}
	}
	if said, err := s.Recorded(ctx, "nobody"); len(said) > 0 || err != nil {
		t.Errorf("of nobody: %v, %v", said, err)
	}
}

// viewed counts the claims of an entity in the view claims_of.
func viewed(t testing.TB, s *Store, entity string) (n int) {
	t.Helper()
	err := s.db.QueryRow(`SELECT count(*) FROM claims_of WHERE entity = ? AND recorded_from IS NOT NULL`, entity).Scan(&n)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestViewsAgree makes sure that the view of an entity's claims shows each as the view of all does, and looks them up.
func TestViewsAgree(t *testing.T) {
	s := openStore(t, "memory")
	load(t, s, 1, batch(t, "d", first...))
	load(t, s, 2, batch(t, "d", first[:9]...))
	columns := `predicate, object, item, share, share_most, quantity, unit, purpose, note, valid_from, valid_to, confidence, sources, dataset, recorded_from, recorded_to`
	var differ int
	if err := s.db.QueryRow(`SELECT count(*) FROM (SELECT subject, ` + columns + ` FROM claims EXCEPT SELECT entity, ` + columns + ` FROM claims_of WHERE entity = subject)`).Scan(&differ); err != nil || differ > 0 {
		t.Errorf("%d claims differ, %v", differ, err)
	}
	if n := viewed(t, s, "nvidia"); n != 4 {
		t.Errorf("%d claims of nvidia, want 4", n)
	}
	var plan []string
	if err := each(context.Background(), s.db, func(rows resultRow) error {
		var id, parent, unused int
		var step string
		err := rows.Scan(&id, &parent, &unused, &step)
		plan = append(plan, step)
		return err
	}, `EXPLAIN QUERY PLAN SELECT * FROM claims_of WHERE entity = 'nvidia'`); err != nil {
		t.Fatal(err)
	}
	for _, step := range plan {
		if strings.HasPrefix(step, "SCAN") && !strings.Contains(step, "VIRTUAL TABLE") {
			t.Errorf("the view reads a whole table: %s", strings.Join(plan, "; "))
		}
	}
}

// TestCrowd names one entity in so many claims that it stands alone.
func TestCrowd(t *testing.T) {
	s := openStore(t, "memory")
	lines := []string{"@press", "hub", "a"}
	for i := range 2 * crowd {
		lines = append(lines, fmt.Sprintf("hub motto word%d press", i))
	}
	load(t, s, 1, batch(t, "d", append(lines, "a owned_by hub press")...))
	for entity, want := range map[string]int{"hub": 2*crowd + 1, "a": 1} {
		said, err := s.Recorded(context.Background(), entity)
		if n := viewed(t, s, entity); err != nil || len(said) != want || n != want {
			t.Errorf("%s: %d claims by the method, %d by the view, want %d; %v", entity, len(said), n, want, err)
		}
	}
	var rows int
	if err := s.db.QueryRow(`SELECT count(*) FROM mention WHERE shelf < 0`).Scan(&rows); err != nil || rows != 1 {
		t.Errorf("%d rows of crowds, want 1; %v", rows, err)
	}
}
