package history

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// pastWorld makes worlds of two datasets that load, edit and withdraw claims, and of conclusions drawn from some of them.
type pastWorld struct {
	ontology *graph.Ontology
	kinds    map[string]string
	ids      []string
	dice     func(int) int
}

func drawWorld(t *rapid.T) *pastWorld {
	o := &graph.Ontology{
		Kinds: []graph.Kind{{Name: "company", Begins: []string{"founded"}}, {Name: "chip"}, {Name: "decision"}},
		Attributes: []graph.Attribute{{Name: "founded", Type: graph.DateValue}, {Name: "released", Type: graph.DateValue}, {Name: "status", Type: graph.TermValue, Terms: []string{"in-force", "over"}},
			{Name: "motto", Type: graph.TextValue, Many: true}},
		Relations: []graph.Relation{{Name: "buys", Channel: "supply"}, {Name: "owned_by", Channel: graph.OwnershipChannel}, {Name: "covers"}, {Name: "subject_to", Channel: "regulation"}, {Name: "suspends"}},
		Binding:   graph.Binding{Kind: "decision", Attribute: "status", InForce: []string{"in-force"}, Ended: []string{"over"}, Covers: "covers", SuspendedBy: []string{"suspends"}},
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	return &pastWorld{ontology: o, kinds: map[string]string{"a": "company", "b": "company", "x": "chip", "d": "decision", "e": "decision"}, ids: []string{"a", "b", "d", "e", "x"},
		dice: rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1)).IntN}
}

func (w *pastWorld) date() graph.Date {
	d, err := graph.ParseDate([]string{"2024", "2024-03", "2024-03-01", "2024-03-02", "2024-05-05", "2025"}[w.dice(6)])
	if err != nil {
		panic(err)
	}
	return d
}

func (w *pastWorld) claim() graph.Claim {
	c := graph.Claim{Subject: w.ids[w.dice(5)], Share: graph.NoShare, Valid: graph.Always, Confidence: graph.Confidence(1 + w.dice(4)), Note: []string{"", "", "noted"}[w.dice(3)],
		Sources: []graph.Citation{{Source: []string{"law", "paper"}[w.dice(2)]}}}
	if w.dice(3) > 0 {
		c.Valid.From = w.date()
	}
	if to := w.date(); w.dice(2) == 0 && !(graph.Interval{From: c.Valid.From, To: to}).Empty() {
		c.Valid.To = to
	}
	if w.dice(4) == 0 { // decisions on one entity that say something of each other
		x := [][3]string{{"d", "covers", "a"}, {"e", "covers", "a"}, {"e", "suspends", "d"}}[w.dice(3)]
		c.Subject, c.Predicate, c.Object = x[0], x[1], x[2]
		return c
	}
	if w.dice(2) > 0 {
		c.Predicate, c.Object = w.ontology.Relations[w.dice(5)].Name, w.ids[w.dice(5)]
		return c
	}
	a := w.ontology.Attributes[w.dice(4)]
	c.Predicate, c.Value = a.Name, graph.Value{Type: a.Type, Text: []string{"in-force", "over"}[w.dice(2)]}
	if a.Type == graph.DateValue {
		c.Value = graph.Value{Type: a.Type, Date: w.date()}
	}
	return c
}

// loadedOn is the instant of the n-th load.
func loadedOn(n int) time.Time { return time.Date(2024, 3, n, 0, 0, 0, 0, time.UTC) }

// build has each of two datasets say claims for stretches of time: one claim at a time once.
func (w *pastWorld) build(t *rapid.T, claims int) *snapshot.Snapshot {
	b := snapshot.NewBuilder(w.ontology, "1")
	b.Source(graph.Source{ID: "paper", Kind: "press"}, "one")
	b.Source(graph.Source{ID: "law", Kind: "law"}, "one")
	for id, kind := range w.kinds {
		b.Entity(graph.Entity{ID: id, Kind: kind, Name: id}, "one", graph.Recording{From: loadedOn(1)})
	}
	busy := map[string]int{}
	for range claims {
		c, dataset, from := w.claim(), w.dice(2), 1+2*w.dice(2)
		for range 1 + w.dice(2) {
			r := graph.Recording{From: loadedOn(from + dataset)}
			if w.dice(2) == 0 {
				r.To = loadedOn(from + 2 + dataset)
			}
			key := fmt.Sprint(c.ID(), dataset)
			if from+dataset < busy[key] {
				break
			}
			busy[key] = 100
			if !r.Stands() {
				busy[key] = from + 2 + dataset
			}
			if err := b.Claim(&graph.Assertion{Claim: c, Dataset: []string{"one", "two"}[dataset], Recorded: r}); err != nil {
				t.Fatal(err)
			}
			c.Confidence, c.Note, from = graph.Confidence(1+w.dice(4)), "edited", from+2
		}
	}
	s, err := b.Build(context.Background(), conclude)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// conclude has who buys subject to what it buys, in two roles.
func conclude(_ context.Context, s *snapshot.Snapshot) (drawn []snapshot.Derived, _ error) {
	subjectTo, _ := s.PredicateNumber("subject_to")
	for ref, object := range s.RelationClaims(s.Predicates("buys")) {
		for _, role := range []string{"buyer", "user"} {
			drawn = append(drawn, snapshot.Derived{Subject: s.Subject(ref), Object: object, Item: snapshot.None, Predicate: subjectTo, Role: role, Valid: s.Valid(ref), Confidence: s.Confidence(ref),
				Primary: s.IsPrimary(ref), Premises: []uuid.UUID{s.ClaimID(ref)}, Citations: s.Citations(ref), Recorded: []graph.Recording{s.Recorded(ref)}})
		}
	}
	return drawn, nil
}

// naive finds what happened by looking at all claims for each, and sorts all of it.
type naive struct {
	s      *snapshot.Snapshot
	events []Event
}

// add adds the events of claims that are asked for, unless another claim makes it none.
func (x *naive) add(refs []snapshot.Ref, asked func(Event) bool) {
	same := func(p, q snapshot.Ref) bool {
		return samenessOf(x.s, p, x.s.Object(p)) == samenessOf(x.s, q, x.s.Object(q))
	}
	var before []Event
	for _, ref := range refs {
		dated(x.s, ref, func(at graph.Date, what What) {
			e := Event{at, what, ref, snapshot.NoRef}
			if !at.Bounded() || !asked(e) {
				return
			}
			if i := slices.IndexFunc(before, func(b Event) bool { return same(b.Ref, ref) && b.What == what && b.At.Day() == at.Day() }); i >= 0 && what <= Ended {
				if x.s.IsDerived(ref) || x.s.IsDerived(before[i].Ref) {
					return
				}
				before[i] = e
			} else {
				before = append(before, e)
			}
			beside := at.Day()
			if what == Began {
				beside--
			}
			if (what == Ended || what == Began && x.s.IsDerived(ref)) && slices.ContainsFunc(refs, func(r snapshot.Ref) bool { return r != ref && same(r, ref) && x.s.Valid(r).Contains(beside) }) {
				return
			}
			x.events = append(x.events, e)
		})
	}
}

// found are the first events, and those that are told.
func (x *naive) found(most int, tell Headlines) Found {
	all := make([]identified, len(x.events))
	for i, e := range x.events {
		all[i] = identified{e, x.s.ClaimID(e.Ref)}
	}
	slices.SortFunc(all, compare)
	h := newHeadlines(x.s, tell)
	told := func(future bool, most int) (kept []headline) {
		var some []headline
		for _, e := range all {
			w := ofStore
			if e.What < Edited {
				w = weightOf(x.s, x.s.PredicateName(e.Ref))
			}
			if e.At.Day() > tell.Today == future {
				some = append(some, headline{e, w, h.topicOf(e.Event)})
			}
		}
		slices.SortFunc(some, func(p, q headline) int {
			return cmp.Or(h.compare(&p, &q, !future), compare(p.identified, q.identified))
		})
		topics := map[topic]bool{}
		for _, s := range some {
			if !topics[s.topic] && len(kept) < most {
				topics[s.topic], kept = true, append(kept, s)
			}
		}
		return kept
	}
	h.past, h.next = told(false, tell.Most), told(true, min(1, tell.Most))
	return Found{Events: eventsOf(all[:min(most, len(all))]), Total: len(all), Headlines: h.events()}
}

// claimsOf are the claims that pass, in the order of all.
func claimsOf(s *snapshot.Snapshot, pass func(snapshot.Ref) bool) (refs []snapshot.Ref) {
	for ref := range s.Claims() {
		if pass(ref) {
			refs = append(refs, ref)
		}
	}
	return refs
}

func (w *pastWorld) filter() graph.Filter {
	f := graph.Filter{MinConfidence: graph.Confidence(w.dice(2) * w.dice(5)), Primary: w.dice(4) == 0}
	if w.dice(3) == 0 {
		f.KnownAt = loadedOn(1 + w.dice(5))
	}
	if w.dice(3) == 0 {
		f.Relations = []string{"buys", "subject_to", "owned_by"}
	}
	if w.dice(4) == 0 {
		f.Kinds = []string{"company"}
	}
	return f
}

func agree(t *rapid.T, s *snapshot.Snapshot, what string, got, want Found) {
	t.Helper()
	if got.Total != want.Total || !slices.Equal(got.Events, want.Events) || !slices.Equal(got.Headlines, want.Headlines) {
		t.Fatalf("%s: %d events, %q, told %q\nwant %d, %q, told %q", what, got.Total, texts(s, got.Events), texts(s, got.Headlines), want.Total, texts(s, want.Events), texts(s, want.Headlines))
	}
	if !slices.Equal(got.Loads, want.Loads) {
		t.Fatalf("%s: loads %v, want %v", what, got.Loads, want.Loads)
	}
}

// A timeline tells what one does that compares each claim with every other and sorts all.
func TestTimelineAgreesWithAllClaims(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		s, f := w.build(t, rapid.IntRange(1, 25).Draw(t, "claims")), w.filter()
		n, most, tell := snapshot.Node(w.dice(s.Nodes())), w.dice(6), Headlines{Most: w.dice(4), Today: graph.DayOf(loadedOn(w.dice(200)))}
		got, err := Timeline(limits.New(context.Background(), graph.Budget{}), s, n, f, tell, most)
		if err != nil {
			t.Fatal(err)
		}
		m, _ := s.ClaimMask(f)
		decisions, _ := bearing(limits.New(context.Background(), graph.Budget{}), s, n, m)
		about, stood := chosen(s, f), newOfDecision(s)
		x := naive{s: s}
		x.add(claimsOf(s, func(ref snapshot.Ref) bool {
			bears := !narrowed(f) && stood.is(s, ref) && (decisions[s.Subject(ref)] || decisions[s.Object(ref)])
			return m.AdmitsEver(ref) && s.Is(ref, about) && (s.Subject(ref) == n || s.Object(ref) == n || bears)
		}), func(Event) bool { return true })
		agree(t, s, fmt.Sprintf("%s, %+v", s.ID(n), f), got, x.found(most, tell))
	})
}

// Changes are those that one finds who looks at every claim.
func TestChangesAgreeWithAllClaims(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		s, f := w.build(t, rapid.IntRange(1, 25).Draw(t, "claims")), w.filter()
		since := graph.DayOf(loadedOn(-60 + w.dice(70)))
		q := Query{In: snapshot.Period{Since: since, Until: since + graph.Day(w.dice(40))}, Of: snapshot.None, Filter: f, Kinds: [][]What{News(), {Recorded, Withdrawn, Edited}, {Began, Ended, Recorded}}[w.dice(3)],
			Tell: Headlines{Most: w.dice(4), Today: since + graph.Day(w.dice(60)), Weighed: w.dice(2) == 0}}
		if w.dice(3) == 0 {
			q.Of = snapshot.Node(w.dice(s.Nodes()))
		}
		most := w.dice(6)
		got, err := Changes(limits.New(context.Background(), graph.Budget{}), s, q, most)
		if err != nil {
			t.Fatal(err)
		}
		agree(t, s, fmt.Sprintf("%+v", q), got, naiveChanges(s, q, most))
	})
}

func naiveChanges(s *snapshot.Snapshot, q Query, most int) Found {
	c := changes{s: s, q: &q, listed: s.Lister(q.Filter), about: chosen(s, q.Filter)}
	if err := c.concern(limits.New(context.Background(), graph.Budget{})); err != nil {
		panic(err)
	}
	about := claimsOf(s, func(ref snapshot.Ref) bool {
		return c.listed.Lists(s.Subject(ref)) && s.Is(ref, c.about) && c.concerns(ref)
	})
	for _, ref := range about {
		if !s.IsDerived(ref) {
			c.edits.see(ref)
		}
	}
	c.edits.attribute()
	about = slices.DeleteFunc(about, func(ref snapshot.Ref) bool { return !isSure(q.Filter, s.Confidence(ref), s.IsPrimary(ref)) })
	x, asked := naive{s: s}, func(e Event) bool { return c.in(e.At.Day()) && slices.Contains(q.Kinds, e.What) }
	x.add(slices.DeleteFunc(slices.Clone(about), func(ref snapshot.Ref) bool { return !s.Recorded(ref).Contains(q.Filter.KnownAt) }), asked)
	for _, ref := range about {
		r := s.Recorded(ref)
		if !s.IsDerived(ref) && c.loads.counts(r.From) {
			if what, dataset, before, did := c.edits.recorded(ref); did {
				c.loads.add(r.From, dataset, what, 1)
				x.events = append(x.events, Event{graph.DateOf(graph.DayOf(r.From)), what, ref, before})
			}
		}
		if !s.IsDerived(ref) && !r.Stands() && c.loads.counts(r.To) {
			if dataset, did := c.edits.withdrawn(ref); did {
				c.loads.add(r.To, dataset, Withdrawn, 1)
				x.events = append(x.events, Event{graph.DateOf(graph.DayOf(r.To)), Withdrawn, ref, snapshot.NoRef})
			}
		}
	}
	x.events = slices.DeleteFunc(x.events, func(e Event) bool { return !asked(e) })
	found := x.found(most, q.Tell)
	found.Loads = c.loads.list()
	return found
}
