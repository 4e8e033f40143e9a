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
)

// small is a dataset of two entities; tests add claims to it.
const small = `
company: nvidia=Nvidia tsmc=TSMC
chip: h200=H200
`

// bench holds one store to the discipline of datasets. Loads are recorded on successive days.
type bench struct {
	*testing.T
	suite *Suite
	store graph.Store
	loads int
}

func (s *Suite) bench(t *testing.T) *bench { return &bench{t, s, open(t, s.Subject), 0} }

// day is the time of the n-th load.
func day(n int) time.Time { return time.Date(2026, 1, n, 0, 0, 0, 0, time.UTC) }

func (b *bench) batch(dataset, text string) graph.Batch {
	b.Helper()
	batch := readBatch(b, b.suite.Ontology, text)
	batch.Dataset.Name = dataset
	b.loads++
	batch.At = day(b.loads)
	return batch
}

func (b *bench) load(dataset, text string) graph.Report {
	b.Helper()
	r, err := b.store.Load(context.Background(), b.batch(dataset, text))
	if err != nil {
		b.Fatal(err)
	}
	return r
}

func (b *bench) version() string {
	b.Helper()
	v, err := b.store.Version(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	return v
}

// ledger is all that is recorded: a line a version of a claim, with who says it and the days of its recording.
func (b *bench) ledger() []string {
	b.Helper()
	return ledgerOf(b, b.store)
}

func ledgerOf(t testing.TB, store graph.Store) []string {
	t.Helper()
	s := build(t, store)
	var lines []string
	for st := range s.Statements() {
		if st.Derived {
			continue
		}
		object := st.Object
		if object == "" {
			object = st.Value.String()
		}
		line := fmt.Sprintf("%s %s %s [%s,%s)", st.Subject, st.Predicate, object, days(st.Recorded.From), days(st.Recorded.To))
		if st.Share.Known() {
			line += fmt.Sprintf(" share %.1f", st.Share)
		}
		var cited []string
		for _, c := range st.Sources {
			cited = append(cited, c.Source)
		}
		said := append([]string{st.Dataset}, st.AlsoIn...)
		lines = append(lines, line+" "+strings.Join(said, "+")+": "+strings.Join(cited, "+"))
	}
	slices.Sort(lines)
	return lines
}

// days is a time as the number of the load's day, or nothing for the end of what stands.
func days(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return fmt.Sprint(t.Day())
}

func build(t testing.TB, store graph.Store) *graph.Snapshot {
	t.Helper()
	b, err := store.Read(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	s, err := b.Build()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (b *bench) want(lines ...string) {
	b.Helper()
	slices.Sort(lines)
	if diff := cmp.Diff(lines, b.ledger()); diff != "" {
		b.Fatalf("what is recorded (-want +got):\n%s", diff)
	}
}

// says asks the engine for the claims on an entity at a moment.
func (b *bench) says(entity string, known time.Time) []string {
	b.Helper()
	card, err := engineOf(b, b.suite.Subject, b.store).Card(context.Background(), graph.CardQuery{Of: entity, Filter: graph.Filter{KnownAt: known}})
	if errors.Is(err, graph.ErrNotFound) {
		return []string{"nothing of this name"}
	}
	if err != nil {
		b.Fatal(err)
	}
	lines := []string{}
	for predicate, claims := range card.Claims {
		for _, c := range claims {
			other := c.Object
			if c.Subject != entity {
				other = c.Subject
			}
			lines = append(lines, predicate+" "+other)
		}
	}
	slices.Sort(lines)
	return lines
}

func (s *Suite) testDiscipline(t *testing.T) {
	for name, test := range map[string]func(*bench){
		"empty": empty, "the same again": sameAgain, "replaced as a whole": replaced, "two datasets": twoDatasets,
		"known at": knownAt, "dry run": dryRun, "failures": failures, "entities of others": entitiesOfOthers,
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
	if _, err := engineOf(b, b.suite.Subject, b.store).Reach(context.Background(), graph.ReachQuery{Of: "nvidia"}); !errors.Is(err, graph.ErrNotFound) {
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
	b.load("curated", small+"h200 designed_by nvidia\nh200 made_by tsmc share=0.5")
	v := b.version()
	r := b.load("curated", small+"h200 made_by tsmc share=0.6\ntsmc supplied_by nvidia")
	if r.Claims != (graph.Changes{Added: 1, Changed: 1, Withdrawn: 1}) || b.version() == v {
		b.Errorf("%+v, version %q after %q", r, b.version(), v)
	}
	if len(r.Added) != 1 || len(r.Changed) != 1 || len(r.Withdrawn) != 1 || !strings.HasPrefix(r.Withdrawn[0], "h200 designed_by nvidia") {
		b.Errorf("the report names %q, %q, %q", r.Added, r.Changed, r.Withdrawn)
	}
	b.load("curated", small+"h200 designed_by nvidia")
	b.want("h200 designed_by nvidia [1,2) curated: press", "h200 designed_by nvidia [3,) curated: press",
		"h200 made_by tsmc [1,2) share 0.5 curated: press", "h200 made_by tsmc [2,3) share 0.6 curated: press",
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

func dryRun(b *bench) {
	b.load("curated", small+"h200 designed_by nvidia")
	before, v := b.ledger(), b.version()
	batch := b.batch("curated", small+"h200 made_by tsmc")
	batch.DryRun = true
	r, err := b.store.Load(context.Background(), batch)
	if err != nil || !r.DryRun || r.Claims != (graph.Changes{Added: 1, Withdrawn: 1}) || r.Version != v {
		b.Errorf("%+v, %v", r, err)
	}
	b.unchanged(before, v)
}

// unchanged makes sure that a load left no trace.
func (b *bench) unchanged(before []string, version string) {
	b.Helper()
	if v := b.version(); v != version {
		b.Errorf("the version went from %q to %q", version, v)
	}
	if diff := cmp.Diff(before, b.ledger()); diff != "" {
		b.Errorf("the load changed what is recorded:\n%s", diff)
	}
	if _, err := engineOf(b, b.suite.Subject, b.store).Card(context.Background(), graph.CardQuery{Of: "intel"}); !errors.Is(err, graph.ErrNotFound) {
		b.Errorf("the load left an entity behind: %v", err)
	}
}

// spoilers make a batch one that a store must refuse.
var spoilers = []struct {
	name    string
	dangles bool
	spoil   func(*graph.Batch)
}{
	{"unknown object", true, func(g *graph.Batch) { g.Claims = with(g, func(c *graph.Claim) { c.Object = "nobody" }) }},
	{"unknown subject", true, func(g *graph.Batch) { g.Claims = with(g, func(c *graph.Claim) { c.Subject = "nobody" }) }},
	{"unknown item", true, func(g *graph.Batch) { g.Claims = with(g, func(c *graph.Claim) { c.Item = "nothing" }) }},
	{"unknown source", true, func(g *graph.Batch) { g.Claims = with(g, func(c *graph.Claim) { c.Sources[0].Source = "rumour" }) }},
	{"no source", false, func(g *graph.Batch) { g.Claims = with(g, func(c *graph.Claim) { c.Sources = nil }) }},
	{"no object", false, func(g *graph.Batch) { g.Claims = with(g, func(c *graph.Claim) { c.Object = "" }) }},
	{"unknown predicate", false, func(g *graph.Batch) { g.Claims = with(g, func(c *graph.Claim) { c.Predicate = "no_such_predicate" }) }},
	{"unknown kind", false, func(g *graph.Batch) { g.Entities[0].Kind = "no-such-kind" }},
	{"an entity twice", false, func(g *graph.Batch) { g.Entities = append(g.Entities, g.Entities[0]) }},
	{"a source twice", false, func(g *graph.Batch) { g.Sources = append(g.Sources, g.Sources[0]) }},
	{"a dataset without a name", false, func(g *graph.Batch) { g.Dataset.Name = "" }},
	{"an ontology without a relation in use", false, func(g *graph.Batch) { g.Ontology = without(g.Ontology, "designed_by", "made_by") }},
}

func failures(b *bench) {
	b.load("curated", small+"h200 designed_by nvidia")
	before, v := b.ledger(), b.version()
	const intel = small + "company: intel\nh200 made_by intel\n"
	for _, c := range spoilers {
		for _, dataset := range []string{"curated", "other"} {
			batch := b.batch(dataset, intel)
			c.spoil(&batch)
			if _, err := b.store.Load(context.Background(), batch); err == nil || errors.Is(err, graph.ErrDangling) != c.dangles {
				b.Errorf("%s: %v; want an error that is ErrDangling: %v", c.name, err, c.dangles)
			}
			b.unchanged(before, v)
		}
	}
	b.cancelled()
	b.unchanged(before, v)
}

// with changes the claims of a batch.
func with(g *graph.Batch, change func(*graph.Claim)) func(func(graph.Claim) bool) {
	claims := slices.Collect(g.Claims)
	for i := range claims {
		change(&claims[i])
	}
	return slices.Values(claims)
}

// without returns an ontology without some relations.
func without(o *graph.Ontology, relations ...string) *graph.Ontology {
	less := &graph.Ontology{Kinds: o.Kinds, Units: o.Units, Attributes: o.Attributes, Languages: o.Languages}
	for _, r := range o.Relations {
		if r.Gates = nil; !slices.Contains(relations, r.Name) {
			less.Relations = append(less.Relations, r)
		}
	}
	if err := less.Init(); err != nil {
		panic(err) // nothing in it names what was taken out
	}
	return less
}

// cancelled ends the context of a load while the store takes its claims.
func (b *bench) cancelled() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	batch := b.batch("curated", small+"company: intel\nh200 made_by intel\nh200 made_by tsmc")
	claims := slices.Collect(batch.Claims)
	batch.Claims = func(yield func(graph.Claim) bool) {
		if yield(claims[0]) {
			cancel()
			yield(claims[1])
		}
	}
	if _, err := b.store.Load(ctx, batch); !errors.Is(err, context.Canceled) {
		b.Errorf("a load whose context ended: %v", err)
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
		if _, err := b.store.Load(ctx, batch); err != nil {
			b.Fatal(err)
		}
	}
	if got := b.says("h200", day(5).Add(time.Microsecond)); !slices.Equal(got, []string{"designed_by nvidia"}) {
		b.Errorf("a microsecond after the first load: %q", got)
	}
	if got := b.says("h200", day(5).Add(2*time.Microsecond)); !slices.Equal(got, []string{"made_by tsmc"}) {
		b.Errorf("two microseconds after the first load: %q", got)
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
	e := engineOf(b, b.suite.Subject, b.store)
	q := graph.ReachQuery{Of: "t-29", Direction: graph.Dependents, Budget: graph.Budget{Nodes: 5}}
	r, err := e.Reach(context.Background(), q)
	if err != nil || !r.Partial || r.Why == "" || r.Total >= 29 {
		b.Errorf("within a budget of 5 entities: %d of them, partial %v (%q), %v", r.Total, r.Partial, r.Why, err)
	}
	gone, leave := context.WithCancel(context.Background())
	leave()
	if _, err := e.Reach(gone, q); !errors.Is(err, context.Canceled) {
		b.Errorf("a question that nobody waits for: %v", err)
	}
	if _, err := e.Paths(gone, graph.PathsQuery{From: "t-0", To: "t-29"}); !errors.Is(err, context.Canceled) {
		b.Errorf("a question of paths that nobody waits for: %v", err)
	}
}
