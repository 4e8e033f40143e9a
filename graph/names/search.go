package names

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"chokepoint/graph/first"
	"chokepoint/graph/fold"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Candidate is an entity that a name may mean.
type Candidate struct {
	Node    snapshot.Node
	Score   float64 // 1 is the same name
	Matched string  // the name, alias or identifier that matched
}

// Query says which names are looked for.
type Query struct {
	Text    string
	KnownAt time.Time                // entities known at this instant; zero is now
	Keep    func(snapshot.Node) bool // entities that count; nil: all
	Most    int                      // how many candidates are returned; 0: they are only counted
}

// leastScore is the resemblance below which a name is no candidate.
const leastScore = 0.45

// Search finds names, aliases and identifiers that are, begin with, contain or resemble a text, in any script: the best
// candidates in order, and how many there are. The error is that of the limits.
func Search(l *limits.Limits, s *snapshot.Snapshot, q Query) (best []Candidate, total int, err error) {
	x, err := indexOf(l, s)
	if err != nil {
		return nil, 0, err
	}
	found := map[snapshot.Node]Candidate{}
	offer := func(c Candidate) {
		if c.Score < leastScore || !s.IsPresent(c.Node, q.KnownAt) || q.Keep != nil && !q.Keep(c.Node) {
			return
		}
		if before, ok := found[c.Node]; !ok || compareNames(c, before) < 0 {
			found[c.Node] = c
		}
	}
	asked := newAsked(q.Text)
	for _, n := range x.exact[asked.folded] {
		offer(Candidate{n, 1, writtenAs(s, n, asked.folded)})
	}
	if err := x.resembling(l, asked, offer); err != nil {
		return nil, 0, err
	}
	leading := first.New(q.Most, compareCandidates)
	for _, c := range found {
		leading.Add(c)
		if err := l.Work(); err != nil {
			return nil, 0, err
		}
	}
	return leading.From(0), len(found), nil
}

// compareCandidates orders entities that a name may mean: the likeliest first.
func compareCandidates(x, y Candidate) int {
	return cmp.Or(-cmp.Compare(x.Score, y.Score), cmp.Compare(len(x.Matched), len(y.Matched)), cmp.Compare(x.Node, y.Node))
}

// compareNames orders the names by which one entity is found: the best first.
func compareNames(x, y Candidate) int {
	return cmp.Or(-cmp.Compare(x.Score, y.Score), cmp.Compare(len(x.Matched), len(y.Matched)), cmp.Compare(x.Matched, y.Matched))
}

// resembling offers the names that share bigrams with a text.
func (x *index) resembling(l *limits.Limits, a *asked, offer func(Candidate)) error {
	t := x.tally.Get().(*tally)
	defer func() {
		t.clear()
		x.tally.Put(t)
	}()
	for _, g := range a.grams {
		if err := t.count(l, x.grams[g]); err != nil {
			return err
		}
	}
	for _, i := range t.found {
		name := &x.names[i]
		offer(Candidate{name.node, a.resemblance(name, int(t.shared[i])), name.name})
		if err := l.Work(); err != nil {
			return err
		}
	}
	return nil
}

// writtenAs returns the name, alias or identifier of an entity that folds to the given text.
func writtenAs(s *snapshot.Snapshot, n snapshot.Node, folded string) string {
	e := s.Entity(n)
	if fold.Name(e.Name) == folded {
		return e.Name
	}
	for _, a := range e.Aliases {
		if fold.Name(a.Name) == folded {
			return a.Name
		}
	}
	for _, scheme := range slices.Sorted(maps.Keys(e.Identifiers)) {
		if id := e.Identifiers[scheme]; fold.Name(id) == folded {
			return id
		}
	}
	return e.ID
}
