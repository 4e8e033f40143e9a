package snapshot_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// saying is a claim with the stretch in which it was recorded.
type saying struct {
	graph.Claim
	recorded graph.Recording
}

func at(second int) time.Time { return time.Unix(int64(second), 0).UTC() }

// Entities of kind firm begin by founded and end by closed; rules begin by their status, or by when they were founded; those of
// kind place are always there.
func existing(t *rapid.T) *graph.Ontology {
	o := &graph.Ontology{
		Kinds: []graph.Kind{{Name: "firm", Begins: []string{"founded"}, Ends: []string{"closed", "over"}}, {Name: "rule", Begins: []string{"status", "founded"}},
			{Name: "place"}},
		Attributes: []graph.Attribute{{Name: "founded", Type: graph.DateValue}, {Name: "closed", Type: graph.DateValue}, {Name: "over", Type: graph.TextValue},
			{Name: "status", Type: graph.TextValue}},
		Relations: []graph.Relation{{Name: "needs", Channel: "supply"}},
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	return o
}

// dates are few, of every precision, so that some are of one day.
var dates = []string{"2020", "2020-01-01", "2020-06", "2021-01", "2021", "2021-03-05", "2022"}

const lastSecond = 5

// TestIntervalsAreCutToExistence compares each day and each instant with what a reader of the claims would say.
func TestIntervalsAreCutToExistence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := &existence{ontology: existing(t), kinds: map[string]string{}, dice: rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1)).IntN}
		for i := range 4 {
			id := fmt.Sprint("n", i)
			x.ids, x.kinds[id] = append(x.ids, id), []string{"firm", "firm", "rule", "place"}[x.dice(4)]
		}
		for range rapid.IntRange(1, 8).Draw(t, "claims") {
			x.add(x.relation(t))
		}
		for range rapid.IntRange(0, 8).Draw(t, "boundaries") {
			x.add(x.boundary(t))
		}
		s := x.build(t)
		for _, known := range append([]time.Time{{}}, instants()...) {
			x.check(t, s, known)
		}
	})
}

func instants() (all []time.Time) {
	for i := range lastSecond + 1 {
		all = append(all, at(i))
	}
	return all
}

type existence struct {
	ontology *graph.Ontology
	ids      []string
	kinds    map[string]string
	said     []saying
	dice     func(int) int
}

func (x *existence) id() string { return x.ids[x.dice(len(x.ids))] }

func (x *existence) date(t *rapid.T) graph.Date {
	d, err := graph.ParseDate(dates[x.dice(len(dates))])
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func (x *existence) interval(t *rapid.T) graph.Interval {
	i := graph.Always
	if x.dice(2) == 0 {
		i.From = x.date(t)
	}
	if to := x.date(t); x.dice(2) == 0 && !(graph.Interval{From: i.From, To: to}).Empty() {
		i.To = to
	}
	return i
}

func (x *existence) relation(t *rapid.T) graph.Claim {
	c := graph.Claim{Subject: x.id(), Predicate: "needs", Object: x.id(), Share: graph.NoShare, Valid: x.interval(t)}
	if x.dice(3) == 0 {
		c.Item = x.id()
	}
	return c
}

func (x *existence) boundary(t *rapid.T) graph.Claim {
	c := graph.Claim{Subject: x.id(), Predicate: []string{"founded", "closed", "over", "status"}[x.dice(4)], Share: graph.NoShare, Valid: x.interval(t),
		Value: graph.Value{Type: graph.TextValue, Text: "so"}}
	if x.ontology.Attribute(c.Predicate).Type == graph.DateValue {
		c.Value = graph.Value{Type: graph.DateValue, Date: x.date(t)}
	}
	return c
}

// add has a claim said for a stretch of time, unless it was said in some of that already.
func (x *existence) add(c graph.Claim) {
	c.Confidence = graph.Reported
	s := saying{c, graph.Recording{From: at(x.dice(lastSecond))}}
	if x.dice(3) == 0 {
		s.recorded.To = s.recorded.From.Add(time.Duration(1+x.dice(3)) * time.Second)
	}
	if !slices.ContainsFunc(x.said, func(o saying) bool {
		return o.ID() == s.ID() && (o.recorded.Stands() || s.recorded.From.Before(o.recorded.To)) && (s.recorded.Stands() || o.recorded.From.Before(s.recorded.To))
	}) {
		x.said = append(x.said, s)
	}
}

func (x *existence) build(t *rapid.T) *snapshot.Snapshot {
	b := snapshot.NewBuilder(x.ontology, "existence")
	for _, id := range x.ids {
		b.Entity(graph.Entity{ID: id, Kind: x.kinds[id], Name: id}, "curated", graph.Recording{})
	}
	for _, s := range x.said {
		if err := b.Claim(&graph.Assertion{Claim: s.Claim, Dataset: "curated", Recorded: s.recorded}); err != nil {
			t.Fatal(err)
		}
	}
	s, err := b.Build(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// thereOn reports whether an entity is there on a day, by what was known of it at an instant, and whether its beginning was known.
func (x *existence) thereOn(id string, d graph.Day, known time.Time) (there, begun bool) {
	kind, ended, there := x.ontology.Kind(x.kinds[id]), false, false
	ends := false
	for _, s := range x.said {
		if s.Subject != id || s.Object != "" || !s.recorded.Contains(known) {
			continue
		}
		date := s.Valid.From
		if s.Value.Type == graph.DateValue {
			date = s.Value.Date
		}
		if date == graph.Beginning {
			continue
		}
		if slices.Contains(kind.Begins, s.Predicate) {
			begun, there = true, there || d >= date.Day()
		}
		if slices.Contains(kind.Ends, s.Predicate) {
			ends, ended = true, ended || d < date.Day()
		}
	}
	return (!begun || there) && (!ends || ended), begun
}

// check looks at every day around the dates, as known at an instant.
func (x *existence) check(t *rapid.T, s *snapshot.Snapshot, known time.Time) {
	t.Helper()
	undated := map[string]bool{} // by id of claim
	first, last := graph.DayOf(time.Date(2019, 12, 30, 0, 0, 0, 0, time.UTC)), graph.DayOf(time.Date(2022, 1, 3, 0, 0, 0, 0, time.UTC))
	for d := first; d <= last; d++ {
		var want, got []string
		for _, c := range x.said {
			if c.Object == "" || !c.recorded.Contains(known) {
				continue
			}
			holds, dated := c.Valid.Contains(d), c.Valid.From != graph.Beginning
			for _, id := range []string{c.Subject, c.Object, c.Item} {
				if id != "" {
					there, begun := x.thereOn(id, d, known)
					holds, dated = holds && there, dated || begun
				}
			}
			if undated[c.ID().String()] = !dated; holds {
				want = append(want, fmt.Sprint(c.String(), " to ", c.Valid.To))
			}
		}
		m, err := s.WalkMask(graph.Filter{AsOf: d, KnownAt: known})
		if err != nil {
			t.Fatal(err)
		}
		for ref := range s.Claims() {
			if !ref.IsRelation() || !m.Admits(ref) {
				continue
			}
			c := s.Claim(ref)
			if got = append(got, fmt.Sprint(c.String(), " to ", c.Valid.To)); s.Valid(ref).Contains(d) != true || s.IsUndated(ref) != undated[c.ID().String()] {
				t.Fatalf("on %s, known at %v: %s holds in %v, undated %v\n%v", d, known, c.String(), s.Valid(ref), s.IsUndated(ref), x.said)
			}
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(want, got) {
			t.Fatalf("on %s, known at %v:\n%q\nwant:\n%q\n%v", d, known, got, want, x.said)
		}
	}
}
