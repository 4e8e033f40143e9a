package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chokepoint/graph"
	"chokepoint/graph/question"
)

func (s *Suite) testDiscipline(t *testing.T) {
	for name, test := range map[string]func(*bench){
		"empty": empty, "the same again": sameAgain, "replaced as a whole": replaced, "two datasets": twoDatasets,
		"known at": knownAt, "dry run": dryRun, "failures": failures, "entities of others": entitiesOfOthers,
		"side by side": sideBySide, "two kinds": twoKinds, "guarded": guarded, "renamed": renamed, "tells": tells,
		"times": times, "closed": closed, "budgets": budgets,
	} {
		t.Run(name, func(t *testing.T) { test(s.bench(t)) })
	}
}

func empty(b *bench) {
	if v := b.version(); v != "" {
		b.Errorf("an empty store has version %q", v)
	}
	b.want()
	if err := b.ask("dependents", question.Values{"ref": {"nvidia"}}, new(any)); !errors.Is(err, graph.ErrNotFound) {
		b.Errorf("asking an empty store: %v, want ErrNotFound", err)
	}
}

func sameAgain(b *bench) {
	const content = small + "h200 designed_by nvidia\nh200 made_by tsmc share=0.5"
	first := b.load("curated", content)
	if first.Claims != (graph.Changes{Added: 2}) || first.Entities != (graph.Changes{Added: 3}) || first.Sources != (graph.Changes{Added: 1}) {
		b.Errorf("first load: %+v", first)
	}
	v := b.version()
	if v == "" || v != first.Version {
		b.Errorf("version %q, the report says %q", v, first.Version)
	}
	again := b.load("curated", content)
	if again.Claims != (graph.Changes{Unchanged: 2}) || again.Version != v || b.version() != v {
		b.Errorf("the same again: %+v, version %q, want %q", again, b.version(), v)
	}
	b.want("h200 designed_by nvidia [1,) curated: press", "h200 made_by tsmc [1,) share 0.5 curated: press")
}

func replaced(b *bench) {
	b.load("curated", small+"h200 designed_by nvidia\nh200 made_by tsmc share=0.5\nh200 made_by nvidia share=0.1-0.2")
	v := b.version()
	r := b.load("curated", small+"h200 made_by tsmc share=0.6\nh200 made_by nvidia share=0.1-0.3\ntsmc supplied_by nvidia")
	if r.Claims != (graph.Changes{Added: 1, Changed: 2, Withdrawn: 1}) || b.version() == v {
		b.Errorf("%+v, version %q after %q", r, b.version(), v)
	}
	if len(r.Added) != 1 || len(r.Changed) != 2 || len(r.Withdrawn) != 1 || !strings.HasPrefix(r.Withdrawn[0], "h200 designed_by nvidia") {
		b.Errorf("the report names %q, %q, %q", r.Added, r.Changed, r.Withdrawn)
	}
	edited := []graph.Edit{{Claim: "h200 made_by tsmc", Fields: []graph.FieldEdit{{Field: "share", Before: "0.5", After: "0.6"}}},
		{Claim: "h200 made_by nvidia", Fields: []graph.FieldEdit{{Field: "share", Before: "0.1-0.2", After: "0.1-0.3"}}}}
	if diff := cmp.Diff(edited, r.Edited); diff != "" {
		b.Errorf("what is other in the claims that were edited:%s", diff)
	}
	b.load("curated", small+"h200 designed_by nvidia")
	b.want("h200 designed_by nvidia [1,2) curated: press", "h200 designed_by nvidia [3,) curated: press",
		"h200 made_by tsmc [1,2) share 0.5 curated: press", "h200 made_by tsmc [2,3) share 0.6 curated: press",
		"h200 made_by nvidia [1,2) share 0.1-0.2 curated: press", "h200 made_by nvidia [2,3) share 0.1-0.3 curated: press",
		"tsmc supplied_by nvidia [2,3) curated: press")
}

func twoDatasets(b *bench) {
	b.load("curated", small+"h200 designed_by nvidia")
	b.load("other", small+"h200 designed_by nvidia source=wire")
	b.want("h200 designed_by nvidia [1,2) curated: press", "h200 designed_by nvidia [2,) curated+other: press+wire")
	b.load("curated", small)
	b.want("h200 designed_by nvidia [1,2) curated: press", "h200 designed_by nvidia [2,3) curated+other: press+wire",
		"h200 designed_by nvidia [3,) other: wire")
	b.load("other", small)
	if got := b.says("h200", time.Time{}); len(got) > 0 {
		b.Errorf("nobody says anything, yet %q", got)
	}
}

func sideBySide(b *bench) {
	b.load("curated", small+"h200 made_by tsmc share=0.5\nh200 designed_by nvidia")
	b.load("other", small+"h200 made_by tsmc share=0.4 source=wire")
	b.want("h200 designed_by nvidia [1,) curated: press", "h200 made_by tsmc [1,) share 0.5 curated: press", "h200 made_by tsmc [2,) share 0.4 other: wire")
	b.load("third", small+"h200 made_by tsmc share=0.4 source=wire")
	b.load("curated", small+"h200 designed_by nvidia")
	b.want("h200 designed_by nvidia [1,) curated: press", "h200 made_by tsmc [1,4) share 0.5 curated: press",
		"h200 made_by tsmc [2,3) share 0.4 other: wire", "h200 made_by tsmc [3,) share 0.4 other+third: wire")
}

func twoKinds(b *bench) {
	b.load("curated", small)
	before, v := b.ledger(), b.version()
	_, err := b.store.Load(context.Background(), b.batch("other", "chip: h200 tsmc nvidia"))
	if !errors.Is(err, graph.ErrKinds) || !strings.Contains(err.Error(), `"nvidia" is a company in dataset curated and a chip in dataset other`) {
		b.Errorf("an entity of another kind: %v", err)
	}
	b.unchanged(before, v)
	r := b.load("curated", "chip: h200 tsmc nvidia") // it may change its own, and that is told
	if diff := cmp.Diff([]graph.NewKind{{Entity: "nvidia", Before: "company", After: "chip"}, {Entity: "tsmc", Before: "company", After: "chip"}}, r.NewKinds); diff != "" {
		b.Error(diff)
	}
}

// guarded holds that a guard sees all that a load is about to do, and that nothing is done if it says so.
func guarded(b *bench) {
	b.load("curated", small+"h200 designed_by nvidia\nh200 made_by tsmc")
	before, v := b.ledger(), b.version()
	batch := b.batch("curated", small+"h200 made_by tsmc share=0.5")
	stop := errors.New("stop")
	var seen graph.Report
	batch.Guard = func(r *graph.Report) error { seen = *r; return stop }
	if _, err := b.store.Load(context.Background(), batch); !errors.Is(err, stop) {
		b.Errorf("a guard that stops a load: %v", err)
	}
	if seen.Claims.Withdrawn != 1 || seen.Claims.Changed != 1 || len(seen.Edited) != 1 || len(seen.Withdrawn) != 1 || seen.Dataset != "curated" {
		b.Errorf("the guard saw %+v", seen)
	}
	b.unchanged(before, v)
	batch.Guard = func(*graph.Report) error { return nil }
	if r, err := b.store.Load(context.Background(), batch); err != nil || r.Version == v {
		b.Errorf("a guard that lets a load through: %+v, %v", r, err)
	}
}

func knownAt(b *bench) {
	b.load("curated", small+"h200 designed_by nvidia")
	b.load("curated", small+"chip: h300\nh200 made_by tsmc")
	b.load("curated", small)
	for _, c := range []struct {
		entity string
		at     time.Time
		want   string
	}{
		{"h200", day(1).Add(-time.Microsecond), "nothing of this name"},
		{"h200", day(1), "designed_by nvidia"},
		{"h200", day(2).Add(-time.Microsecond), "designed_by nvidia"},
		{"h200", day(2), "made_by tsmc"},
		{"h200", day(3), ""},
		{"h200", time.Time{}, ""},
		{"h300", day(1), "nothing of this name"},
		{"h300", day(2), ""},
		{"h300", time.Time{}, "nothing of this name"},
		{"tsmc", day(2), "makes h200"},
	} {
		if got := strings.Join(b.says(c.entity, c.at), ", "); got != c.want {
			b.Errorf("%s as known at %v: %q, want %q", c.entity, c.at, got, c.want)
		}
	}
}

func entitiesOfOthers(b *bench) {
	b.load("curated", small)
	b.load("other", "h200 designed_by nvidia source=wire") // names entities of curated
	before, v := b.ledger(), b.version()
	if _, err := b.store.Load(context.Background(), b.batch("curated", "company: nvidia tsmc")); !errors.Is(err, graph.ErrDangling) {
		b.Errorf("withdrawing an entity that another dataset names: %v, want ErrDangling", err)
	}
	b.unchanged(before, v)
	b.load("third", "chip: h200=H200")
	b.load("curated", "company: nvidia tsmc")
	if got := b.says("h200", time.Time{}); len(got) != 1 {
		b.Errorf("h200 is still there: %q", got)
	}
}

// times makes sure that loads are recorded one after the other whatever times they bring.
func times(b *bench) {
	ctx := context.Background()
	for _, text := range []string{"", "h200 designed_by nvidia", "h200 made_by tsmc"} {
		batch := b.batch("curated", small+text)
		batch.At = day(5)
		if r, err := b.store.Load(ctx, batch); err != nil || !r.ClockBehind.IsZero() {
			b.Fatal(r.ClockBehind, err)
		}
	}
	if got := b.says("h200", day(5).Add(time.Microsecond)); !slices.Equal(got, []string{"designed_by nvidia"}) {
		b.Errorf("a microsecond after the first load: %q", got)
	}
	if got := b.says("h200", day(5).Add(2*time.Microsecond)); !slices.Equal(got, []string{"made_by tsmc"}) {
		b.Errorf("two microseconds after the first load: %q", got)
	}
	// A clock that went backwards is said, and what was loaded under it is known from right after the load before.
	batch := b.batch("curated", small+"h200 supplied_by tsmc")
	batch.At = day(3)
	r, err := b.store.Load(ctx, batch)
	if err != nil || !r.ClockBehind.Equal(day(5).Add(2*time.Microsecond)) {
		b.Errorf("the clock is behind %v, %v", r.ClockBehind, err)
	}
	if got := b.says("h200", day(5).Add(3*time.Microsecond)); !slices.Equal(got, []string{"supplied_by tsmc"}) {
		b.Errorf("three microseconds after the first load: %q", got)
	}
}

func closed(b *bench) {
	store, err := b.suite.Subject.Open(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	if err := store.Close(); err != nil {
		b.Fatal(err)
	}
	if _, err := store.Version(context.Background()); !errors.Is(err, graph.ErrUnavailable) {
		b.Errorf("asking a closed store: %v, want ErrUnavailable", err)
	}
	if _, err := store.Load(context.Background(), b.batch("curated", small)); !errors.Is(err, graph.ErrUnavailable) {
		b.Errorf("loading into a closed store: %v, want ErrUnavailable", err)
	}
}

// budgets makes sure that a question says when it stopped early, and ends when nobody waits for it.
func budgets(b *bench) {
	var chain strings.Builder
	chain.WriteString("technology:")
	for n := range 30 {
		fmt.Fprintf(&chain, " t-%d", n)
	}
	for n := range 29 {
		fmt.Fprintf(&chain, "\nt-%d requires t-%d", n, n+1)
	}
	b.load("curated", chain.String())
	source, of := b.now(b), question.Values{"ref": {"t-29"}}
	var r struct {
		Total   int
		Partial bool
		Why     string `json:"why_partial"`
	}
	few := question.Terms{Budget: graph.Budget{Nodes: 5}}
	if err := askOf(context.Background(), source, "dependents", of, few, &r); err != nil || !r.Partial || r.Why == "" || r.Total >= 29 {
		b.Errorf("within a budget of 5 entities: %d of them, partial %v (%q), %v", r.Total, r.Partial, r.Why, err)
	}
	gone, leave := context.WithCancel(context.Background())
	leave()
	if err := askOf(gone, source, "dependents", of, few, new(any)); !errors.Is(err, context.Canceled) {
		b.Errorf("a question that nobody waits for: %v", err)
	}
	ends := question.Values{"from": {"t-0"}, "to": {"t-29"}}
	if err := askOf(gone, source, "paths", ends, question.Terms{}, new(any)); !errors.Is(err, context.Canceled) {
		b.Errorf("a question of paths that nobody waits for: %v", err)
	}
}

// renamed holds that a dataset goes on under another name as if it had always had it.
func renamed(b *bench) {
	ctx := context.Background()
	b.load("first", small+"h200 designed_by nvidia\nh200 made_by tsmc share=0.5")
	b.load("first", small+"h200 designed_by nvidia\nh200 made_by tsmc share=0.6")
	b.load("other", small+"h200 made_by tsmc share=0.4 source=wire")
	before, v := b.ledger(), b.version()
	for _, c := range []struct {
		from, to string
		want     error
	}{{"nowhere", "second", graph.ErrNoDataset}, {"first", "other", graph.ErrDataset}, {"first", "first", graph.ErrDataset}} {
		if _, err := b.store.Rename(ctx, c.from, c.to, day(4)); !errors.Is(err, c.want) {
			b.Errorf("renaming %s to %s: %v, want %v", c.from, c.to, err, c.want)
		}
	}
	b.unchanged(before, v)
	again, err := b.store.Rename(ctx, "first", "second", day(4))
	if err != nil || again == v || again != b.version() {
		b.Fatalf("renaming: version %q after %q, %v", again, v, err)
	}
	b.want("h200 designed_by nvidia [1,) second: press", "h200 made_by tsmc [1,2) share 0.5 second: press", "h200 made_by tsmc [2,) share 0.6 second: press",
		"h200 made_by tsmc [3,) share 0.4 other: wire")
	if r := b.load("second", small+"h200 designed_by nvidia\nh200 made_by tsmc share=0.6"); r.Claims != (graph.Changes{Unchanged: 2}) {
		b.Errorf("the same under the new name: %+v", r)
	}
}
