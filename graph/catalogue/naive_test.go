package catalogue_test

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/rules"
	"chokepoint/graph/snapshot"
)

// naive is the questions written without regard to speed, over plain slices, sharing nothing with the rooms but the words. Property
// tests compare the two on random graphs.
type naive struct {
	ontology *graph.Ontology
	ids      []string
	kinds    map[string]string // by id; of those that are not there, the kind that build is given
	said     []graph.Assertion
}

// lawOntology declares one relation for each way that the engine treats one. The names say which.
func lawOntology(t interface{ Fatal(...any) }) *graph.Ontology {
	o := &graph.Ontology{
		Kinds: []graph.Kind{{Name: "thing"}, {Name: "law"}},
		Attributes: []graph.Attribute{{Name: "status", Type: graph.TermValue, Terms: []string{"draft", "in-force", "paused", "over"}},
			{Name: "threshold", Type: graph.NumberValue}},
		Relations: []graph.Relation{
			{Name: "needs", Channel: "supply", Need: graph.NeedAll},
			{Name: "picks", Channel: "supply", Need: graph.NeedAny},
			{Name: "draws", Channel: "supply", Need: graph.NeedAny},
			{Name: "wants", Channel: "supply"},
			{Name: "allowed", Channel: "regulatory", Gates: []string{"picks", "needs"}},
			{Name: "owned", Channel: "ownership"},
			{Name: "sells", Channel: "revenue", Need: graph.NeedAll},
			{Name: "likes"},
			{Name: "pauses"}, {Name: "ends"}, {Name: "lists"}, {Name: "listed"},
		},
		Binding: graph.Binding{Kind: "law", Attribute: "status", InForce: []string{"in-force"}, Interrupted: []string{"paused"}, Ended: []string{"over"},
			SuspendedBy: []string{"pauses"}, EndedBy: []string{"ends"}, ListedBy: "listed", Threshold: "threshold"},
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	return o
}

// build compiles what was said, and draws the conclusions of the ontology's rules.
func (n *naive) build(t *rapid.T, kind string) *snapshot.Snapshot {
	t.Helper()
	return n.compile(t, kind, rules.Passes()...)
}

func (n *naive) compile(t *rapid.T, kind string, passes ...snapshot.Pass) *snapshot.Snapshot {
	t.Helper()
	b := snapshot.NewBuilder(n.ontology, "random")
	for _, id := range n.ids {
		b.Entity(graph.Entity{ID: id, Kind: cmp.Or(n.kinds[id], kind), Name: "name of " + id}, "curated", graph.Recording{})
	}
	for id, kind := range sourceKinds {
		b.Source(graph.Source{ID: id, Kind: kind}, graph.CuratedDataset)
	}
	for i := range n.said {
		if err := b.Claim(&n.said[i]); err != nil {
			t.Fatal(err)
		}
	}
	s, err := b.Build(context.Background(), passes...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// sourceKinds are the kinds of the sources of random claims; one of them speaks for itself.
var sourceKinds = map[string]string{"one": "press", "two": "filing"}

// isPrimary reports whether a claim cites the source that speaks for itself.
func isPrimary(c graph.Claim) bool {
	return slices.ContainsFunc(c.Sources, func(cited graph.Citation) bool { return sourceKinds[cited.Source] == "filing" })
}

// Days and instants of random graphs are few and small, so that bounds meet.
const (
	lastDay     = 6
	lastInstant = 4
)

func instantAt(n int) time.Time { return time.Unix(int64(n), 0).UTC() }

func drawDay(t *rapid.T) graph.Day { return graph.Day(rapid.IntRange(-1, lastDay+1).Draw(t, "day")) }

func drawInterval(t *rapid.T) graph.Interval {
	i := graph.Always
	if rapid.Bool().Draw(t, "always") {
		return i
	}
	if rapid.Bool().Draw(t, "has from") {
		i.From = graph.DateOf(graph.Day(rapid.IntRange(0, lastDay).Draw(t, "from")))
	}
	if rapid.Bool().Draw(t, "has to") {
		first := 0
		if i.From != graph.Beginning {
			first = int(i.From.Day()) + 1
		}
		i.To = graph.DateOf(graph.Day(rapid.IntRange(first, max(first, lastDay)).Draw(t, "to")))
	}
	return i
}

func drawRecording(t *rapid.T) graph.Recording {
	r := graph.Recording{From: instantAt(rapid.IntRange(0, lastInstant).Draw(t, "recorded"))}
	if rapid.IntRange(0, 2).Draw(t, "withdrawn") == 1 {
		r.To = r.From.Add(time.Duration(rapid.IntRange(1, 2).Draw(t, "stood")) * time.Second)
	}
	return r
}

// say adds a random saying of a claim, unless its dataset says the claim already at some of the time.
func (n *naive) say(t *rapid.T, c graph.Claim) {
	a := graph.Assertion{Claim: c, Dataset: rapid.SampledFrom([]string{graph.CuratedDataset, "other"}).Draw(t, "dataset"), Recorded: drawRecording(t)}
	a.Confidence = graph.Confidence(rapid.IntRange(1, 5).Draw(t, "confidence"))
	a.Sources = []graph.Citation{{Source: rapid.SampledFrom([]string{"one", "two"}).Draw(t, "source")}}
	n.add(a)
}

func (n *naive) add(a graph.Assertion) {
	for i := range n.said {
		b := &n.said[i]
		if b.Dataset == a.Dataset && b.ID() == a.ID() && overlap(a.Recorded, b.Recorded) {
			return
		}
	}
	n.said = append(n.said, a)
}

func overlap(x, y graph.Recording) bool {
	return (x.To.IsZero() || y.From.Before(x.To)) && (y.To.IsZero() || x.From.Before(y.To))
}

// drawGraph makes things n0, n1 … with random claims of the given relations.
func drawGraph(t *rapid.T, most int, relations ...string) *naive {
	n := &naive{ontology: lawOntology(t)}
	for i := range rapid.IntRange(2, most).Draw(t, "entities") {
		n.ids = append(n.ids, fmt.Sprintf("n%d", i))
	}
	one := rapid.SampledFrom(n.ids)
	for range rapid.IntRange(most, 6*most).Draw(t, "claims") {
		c := graph.Claim{Subject: one.Draw(t, "subject"), Predicate: rapid.SampledFrom(relations).Draw(t, "predicate"),
			Object: one.Draw(t, "object"), Share: graph.NoShare, Valid: drawInterval(t)}
		if rapid.IntRange(0, 3).Draw(t, "has item") == 1 {
			c.Item = one.Draw(t, "item")
		}
		c.Purpose = rapid.SampledFrom([]string{"", "", "training"}).Draw(t, "purpose")
		n.say(t, c)
	}
	return n
}

func drawFilter(t *rapid.T) graph.Filter {
	f := graph.Filter{AsOf: drawDay(t), MinConfidence: graph.Confidence(rapid.SampledFrom([]int{0, 0, 2, 3}).Draw(t, "least"))}
	f.Primary = rapid.IntRange(0, 4).Draw(t, "primary") == 1
	if rapid.IntRange(0, 2).Draw(t, "has known") == 1 {
		f.KnownAt = instantAt(rapid.IntRange(0, lastInstant+2).Draw(t, "known"))
	}
	switch rapid.IntRange(0, 5).Draw(t, "narrowed") {
	case 1:
		f.Channels = []string{"supply"}
	case 2:
		f.Relations = []string{"picks", "likes"}
	case 3:
		f.Channels, f.Relations = []string{"supply", "regulatory"}, []string{"needs", "picks", "likes", "allowed"}
	}
	return f
}

// known lists the claims that were said at an instant (zero: now). Datasets that say the same of a claim say it once, as sure as
// the surest of them, by the sources of all; those that say another share, quantity, end, purpose or note of it say it beside each other.
func (n *naive) known(at time.Time) []graph.Claim {
	said := slices.Clone(n.said)
	slices.SortStableFunc(said, func(x, y graph.Assertion) int { return cmp.Compare(x.Dataset, y.Dataset) }) // the curated dataset is the first
	var claims []graph.Claim
	for _, a := range said {
		if at.IsZero() && !a.Recorded.To.IsZero() || !at.IsZero() && (at.Before(a.Recorded.From) || !a.Recorded.To.IsZero() && !at.Before(a.Recorded.To)) {
			continue
		}
		same := slices.IndexFunc(claims, func(c graph.Claim) bool {
			return c.ID() == a.ID() && c.Shares() == a.Shares() && c.Quantity == a.Quantity && c.Valid.To == a.Valid.To && c.Purpose == a.Purpose && c.Note == a.Note
		})
		if same < 0 {
			claims = append(claims, a.Claim)
		} else {
			claims[same].Confidence = max(claims[same].Confidence, a.Confidence)
			claims[same].Sources = slices.Concat(claims[same].Sources, a.Sources)
		}
	}
	slices.SortStableFunc(claims, func(x, y graph.Claim) int { return cmp.Compare(x.ID().String(), y.ID().String()) })
	return claims
}

// on keeps the claims that hold on a day.
func on(claims []graph.Claim, d graph.Day) []graph.Claim {
	var held []graph.Claim
	for _, c := range claims {
		if (c.Valid.From == graph.Beginning || c.Valid.From.Day() <= d) && (c.Valid.To == graph.End || d < c.Valid.To.Day()) {
			held = append(held, c)
		}
	}
	return held
}

// admitted are the relation claims of the relations, channels, days, confidence and sources of a filter, while all that they name is there.
func (n *naive) admitted(f graph.Filter) []graph.Claim {
	var admitted []graph.Claim
	known := n.known(f.KnownAt)
	for _, c := range on(known, f.AsOf) {
		channels := f.Channels
		if len(channels) == 0 && len(f.Relations) == 0 {
			channels = []string{"supply", "ownership", "regulatory"}
		}
		if c.Object == "" || c.Confidence < f.MinConfidence || f.Primary && !isPrimary(c) || len(channels) > 0 && !slices.Contains(channels, n.ontology.Relation(c.Predicate).Channel) ||
			len(f.Relations) > 0 && !slices.Contains(f.Relations, c.Predicate) {
			continue
		}
		if n.isThere(known, c.Subject, f.AsOf) && n.isThere(known, c.Object, f.AsOf) && (c.Item == "" || n.isThere(known, c.Item, f.AsOf)) {
			admitted = append(admitted, c)
		}
	}
	return admitted
}
