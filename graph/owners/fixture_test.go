package owners

import (
	"context"
	"fmt"
	"testing"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// deed is a claim that an owner holds a share of a company.
type deed struct {
	owned, owner string
	share        graph.Share
	confidence   graph.Confidence
	most         graph.Share // the upper end of a range; else 0
}

// between is a deed of a share that is known as a range, in percent.
func between(owned, owner string, least, most float64) deed {
	return deed{owned: owned, owner: owner, share: percent(least), most: percent(most)}
}

func (d *deed) shares() graph.ShareRange { return graph.SharesFrom(d.share, d.most) }

func percent(x float64) graph.Share { return graph.ShareOf(x / 100) }

// build compiles deeds, and claims that parties are listed.
func build(t testing.TB, deeds []deed, listed ...string) *snapshot.Snapshot {
	t.Helper()
	o := &graph.Ontology{
		Kinds:     []graph.Kind{{Name: "company"}},
		Relations: []graph.Relation{{Name: "owned_by", Channel: graph.OwnershipChannel}, {Name: "controlled_by", Channel: graph.OwnershipChannel}, {Name: "listed"}},
		Binding:   graph.Binding{Kind: "company", ListedBy: "listed"},
	}
	if err := o.Init(); err != nil {
		t.Fatal(err)
	}
	b := snapshot.NewBuilder(o, "test")
	known := map[string]bool{}
	entity := func(id string) {
		if !known[id] {
			known[id] = true
			b.Entity(graph.Entity{ID: id, Kind: "company", Name: id}, graph.CuratedDataset, graph.Recording{From: time.Unix(0, 0)})
		}
	}
	say := func(c graph.Claim) {
		entity(c.Subject)
		entity(c.Object)
		c.Valid, c.Sources = graph.Always, []graph.Citation{{Source: "register"}}
		if err := b.Claim(&graph.Assertion{Claim: c, Dataset: graph.CuratedDataset, Recorded: graph.Recording{From: time.Unix(0, 0)}}); err != nil {
			t.Fatal(err)
		}
	}
	said := map[string]bool{}
	for _, d := range deeds {
		predicate := "owned_by"
		if pair := fmt.Sprint(d.owned, " ", d.owner); said[pair] {
			predicate = "controlled_by"
		} else {
			said[pair] = true
		}
		say(graph.Claim{Subject: d.owned, Predicate: predicate, Object: d.owner, Share: d.share, ShareMost: d.most, Confidence: max(d.confidence, graph.Disputed)})
	}
	for _, id := range listed {
		say(graph.Claim{Subject: id, Predicate: "listed", Object: "the-list", Share: graph.NoShare, Confidence: graph.Official})
	}
	s, err := b.Build(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func unlimited() *limits.Limits { return limits.New(context.Background(), graph.Budget{}) }

func node(t testing.TB, s *snapshot.Snapshot, id string) snapshot.Node {
	t.Helper()
	n, ok := s.Lookup(id)
	if !ok {
		t.Fatalf("there is no %s", id)
	}
	return n
}

func owning(t testing.TB, s *snapshot.Snapshot) *snapshot.Mask {
	t.Helper()
	m, err := OwningMask(s, graph.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// walked lists what a walk comes to.
func walked(s *snapshot.Snapshot, start snapshot.Node, d graph.Direction, m *snapshot.Mask) []snapshot.Node {
	seen, queue := map[snapshot.Node]bool{start: true}, []snapshot.Node{start}
	for i := 0; i < len(queue); i++ {
		for _, h := range Holdings(s, queue[i], d, m) {
			if !seen[h.Node] {
				seen[h.Node] = true
				queue = append(queue, h.Node)
			}
		}
	}
	return queue[1:]
}

// effective returns the effective shares by id, and the ids of what is over-recorded.
func effective(t testing.TB, s *snapshot.Snapshot, of string, d graph.Direction) (map[string]Effective, []string) {
	t.Helper()
	m, start := owning(t, s), node(t, s, of)
	others := walked(s, start, d, m)
	shares, err := EffectiveShares(unlimited(), s, start, others, d, m)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]Effective{}
	for _, n := range others {
		found[s.ID(n)] = shares.Of(n)
	}
	var over []string
	for _, n := range shares.OverRecorded() {
		over = append(over, s.ID(n))
	}
	return found, over
}
