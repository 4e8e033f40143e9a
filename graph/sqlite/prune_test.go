package sqlite

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chokepoint/graph"
)

// loadHistory loads editions of two datasets on the first days, with claims, entities and sources that go and come back.
func loadHistory(t *testing.T, s *Store) {
	t.Helper()
	load(t, s, 1, batch(t, "d", append(slices.Clone(first), "@old", "ghost", "ghost owned_by ghost old")...))
	load(t, s, 2, chainBatch(t, 1200, 0))
	load(t, s, 3, batch(t, "d", first...))
	load(t, s, 4, chainBatch(t, 1200, 1))
	load(t, s, 5, batch(t, "d", first[:9]...))
	load(t, s, 6, chainBatch(t, 1200, 2))
	load(t, s, 7, batch(t, "d", first...))
}

// knownAt lists what the store says that was known at an instant: claims, entities and what stands of them.
func knownAt(t *testing.T, s *Store, at time.Time) (lines []string) {
	t.Helper()
	builder, err := s.Read(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	snapshot, err := builder.Build(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for ref := range snapshot.Claims() {
		if snapshot.Recorded(ref).Contains(at) {
			lines = append(lines, fmt.Sprintf("%+v", snapshot.Claim(ref)))
		}
	}
	for d := range snapshot.Descriptions() {
		n, _ := snapshot.Lookup(d.ID)
		if snapshot.IsPresent(n, at) {
			lines = append(lines, fmt.Sprintf("%+v", d.Entity))
		}
	}
	slices.Sort(lines)
	return lines
}

// TestPrune prunes up to each day: what was known then and later is told as before, and the store passes for whole.
func TestPrune(t *testing.T) {
	ctx := context.Background()
	for n := 1; n <= 8; n++ {
		t.Run(fmt.Sprint("day ", n), func(t *testing.T) {
			s := openStore(t, filePath(t))
			loadHistory(t, s)
			var want [][]string
			for later := n; later <= 9; later++ {
				want = append(want, knownAt(t, s, day(later)))
			}
			version, _ := s.Version(ctx)
			would, err := s.Prune(ctx, day(n), true)
			if err != nil {
				t.Fatal(err)
			}
			if same, _ := s.Version(ctx); same != version {
				t.Error("a dry run has changed the version")
			}
			before, err := s.Verify(ctx)
			if err != nil {
				t.Fatal(err)
			}
			did, err := s.Prune(ctx, day(n), false)
			if would.DryRun = false; err != nil || did != would {
				t.Fatalf("pruned %+v, would have %+v, %v", did, would, err)
			}
			for i, lines := range want {
				if diff := cmp.Diff(lines, knownAt(t, s, day(n+i))); diff != "" {
					t.Errorf("on day %d:\n%s", n+i, diff)
				}
			}
			after, err := s.Verify(ctx)
			if err != nil || after.Recorded != before.Recorded-did.Claims || after.Claims != before.Claims || after.Entities != before.Entities {
				t.Errorf("%+v after %+v, %v", after, before, err)
			}
			if removed := did.Claims > 0; removed != (n > 2) || removed == after.Pruned.IsZero() || removed == (after.Version == before.Version) {
				t.Errorf("%+v: version %s, before %s", did, after.Version, before.Version)
			}
			if again, err := s.Prune(ctx, day(n), false); err != nil || again.Claims+again.Entities+again.Sources > 0 {
				t.Errorf("pruned again: %+v, %v", again, err)
			}
			// The store goes on: what was pruned can be said again.
			load(t, s, 8, batch(t, "d", append(slices.Clone(first), "@old", "ghost", "ghost owned_by ghost old")...))
			if _, err := s.Verify(ctx); err != nil {
				t.Error(err)
			}
			if said, err := s.Recorded(ctx, "ghost"); err != nil || len(said) == 0 {
				t.Errorf("%v, %v", said, err)
			}
			if n := viewed(t, s, "ghost"); n == 0 {
				t.Error("the view has no claims of a ghost")
			}
		})
	}
}

// TestPruneLeavesNothing makes sure that what was pruned is not among what questions are answered from.
func TestPruneLeavesNothing(t *testing.T) {
	ctx := context.Background()
	s := openStore(t, filePath(t))
	loadHistory(t, s)
	if _, err := s.Prune(ctx, day(20), false); err != nil {
		t.Fatal(err)
	}
	all, err := everything(ctx, s)
	if err != nil {
		t.Fatal(err)
	}
	fresh := openStore(t, filePath(t))
	load(t, fresh, 1, batch(t, "d", first...))
	load(t, fresh, 2, chainBatch(t, 1200, 2))
	builder, err := s.Read(ctx)
	if err != nil {
		t.Fatal(err)
	}
	snapshot, err := builder.Build(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := snapshot.Lookup("ghost"); ok || !snapshot.Pruned().Equal(day(20)) {
		t.Errorf("a ghost, or pruned until %v:\n%.300s", snapshot.Pruned(), all)
	}
	if _, _, ok := snapshot.Source("old"); ok {
		t.Error("a source that nobody cites is still there")
	}
	if diff := cmp.Diff(knownAt(t, fresh, time.Time{}), knownAt(t, s, time.Time{})); diff != "" {
		t.Errorf("a store that has been told only what stands differs:\n%s", diff)
	}
}

func TestPruneRefuses(t *testing.T) {
	s := openStore(t, "memory")
	if _, err := s.Prune(context.Background(), time.Now().Add(time.Hour), false); !errors.Is(err, ErrFuture) {
		t.Errorf("of the future: %v", err)
	}
	load(t, s, 1, batch(t, "d", first...))
	if p, err := s.Prune(context.Background(), day(1), false); err != nil || p.Claims > 0 {
		t.Errorf("%+v, %v", p, err)
	}
	if _, err := s.Load(context.Background(), graph.Batch{Dataset: graph.Dataset{Name: "d"}, Claims: func(func(graph.Claim) bool) {}}); err != nil {
		t.Error(err)
	}
}
