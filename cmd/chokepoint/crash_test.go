package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/sqlite"
)

// dishes is how many entities an edition of the dataset has; each but the last ones has a claim, another one in each edition.
const dishes = 200

// writeEdition writes edition n of a dataset: dish-7 is made of dish-8 in the first, of dish-9 in the second.
func writeEdition(t *testing.T, folder string, n int) {
	t.Helper()
	nodes, edges := &strings.Builder{}, &strings.Builder{}
	fmt.Fprintln(nodes, "id,kind,name")
	fmt.Fprintln(edges, "subject,predicate,object")
	for i := range dishes {
		fmt.Fprintf(nodes, "dish-%d,dish,Dish %d\n", i, i)
		if i+2 < dishes {
			fmt.Fprintf(edges, "dish-%d,made_of,dish-%d\n", i, i+n)
		}
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"nodes.csv": nodes.String(), "edges.csv": edges.String(),
		"ontology.yaml": "kinds: [{name: dish}]\nrelations: [{name: made_of, from: [dish], to: [dish], channel: supply, sentence: {en: \"{subject} is made of {object}\"}}]\n"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// editionIn returns the edition that a store holds, every claim of it and nothing else.
func editionIn(t *testing.T, path string) int {
	t.Helper()
	ctx := context.Background()
	store, err := sqlite.OpenExisting(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	builder, err := store.Read(ctx)
	if err != nil {
		t.Fatal(err)
	}
	facts, err := builder.Build(ctx)
	if err != nil {
		t.Fatal(err)
	}
	counts := map[int]int{}
	for ref := range facts.Claims() {
		if facts.Recorded(ref).Stands() {
			counts[step(t, facts, ref)]++
		}
	}
	for n, count := range counts {
		if len(counts) == 1 && count == dishes-2 {
			return n
		}
	}
	t.Fatalf("a mixture: %v claims by edition", counts)
	return 0
}

// step is how far from its subject the object of a claim is: the edition that it is of.
func step(t *testing.T, facts *snapshot.Snapshot, ref snapshot.Ref) int {
	t.Helper()
	c := facts.Claim(ref)
	var from, to int
	if _, err := fmt.Sscanf(c.Subject+" "+c.Object, "dish-%d dish-%d", &from, &to); err != nil {
		t.Fatal(err)
	}
	return to - from
}

// kills is how many loads TestKilledLoads ends by a signal that can't be caught.
const kills = 100

// TestKilledLoads kills loads at random moments: afterwards the store holds exactly what it held, or exactly what was loaded.
func TestKilledLoads(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "facts.db")
	begin := func(ctx context.Context, n int) *exec.Cmd {
		return exec.CommandContext(ctx, "chokepoint", "load", "--store", path, "--dataset", "dishes", "--allow-shrink", "--allow-names",
			"--review", filepath.Join(folder, "review.yaml"), filepath.Join(folder, fmt.Sprint(n)))
	}
	for n := 1; n <= 2; n++ {
		writeEdition(t, filepath.Join(folder, fmt.Sprint(n)), n)
	}
	var whole time.Duration // of a load, the longest
	for _, n := range []int{1, 2, 1} {
		begun := time.Now()
		if out, err := begin(t.Context(), n).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		whole = max(whole, time.Since(begun))
	}
	random := rand.New(rand.NewPCG(15, 13))
	held, killed, took := 1, 0, 0
	for killed < kills {
		ctx, cancel := context.WithTimeout(t.Context(), time.Duration(random.Int64N(int64(whole))))
		err := begin(ctx, 3-held).Run()
		was := ctx.Err() != nil && err != nil
		cancel()
		now := editionIn(t, path)
		switch {
		case !was && err != nil:
			t.Fatal(err)
		case !was && now == held:
			t.Fatal("a load that was done has done nothing")
		case was:
			killed++
			if now != held {
				took++
			}
		}
		held = now
	}
	if out, err := exec.Command("chokepoint", "verify", "--store", path).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	t.Logf("of %d loads that were killed, %d had been done", killed, took)
}

// TestClockBehind loads after a load by a clock that was ahead.
func TestClockBehind(t *testing.T) {
	path := filepath.Join(t.TempDir(), "facts.db")
	store, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	ontology, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	ahead := time.Now().AddDate(0, 0, 1).UTC().Truncate(time.Microsecond)
	if _, err := store.Load(t.Context(), graph.Batch{Dataset: graph.Dataset{Name: "ahead"}, Ontology: ontology, Claims: func(func(graph.Claim) bool) {}, At: ahead}); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	c := exec.Command("chokepoint", "load", "--store", path, "testdata/facts")
	c.Stderr = &said
	if err := c.Run(); err != nil || !strings.Contains(said.String(), ahead.Format(time.RFC3339)) || !strings.Contains(said.String(), "later than this clock") {
		t.Errorf("%v, %s", err, said.String())
	}
	out, err := exec.Command("chokepoint", "verify", "--store", path).Output()
	if err != nil || !strings.Contains(string(out), "later than this clock") {
		t.Errorf("%v, %s", err, out)
	}
}
