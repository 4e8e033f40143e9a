package names

import (
	"time"

	"chokepoint/graph"
	"chokepoint/graph/fold"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Threshold is the score from which a candidate counts as the party that is meant.
const Threshold = 0.8

// Party is what somebody says of a party that is looked for.
type Party struct {
	Name        string
	Country     snapshot.Node            // its state; None: not said
	Identifiers map[string]string        // by scheme; an entity that has one of them is the one that is meant
	KnownAt     time.Time                // entities known at this instant; zero is now
	Keep        func(snapshot.Node) bool // entities that count; nil: all
	Most        int                      // how many candidates are returned
}

// Match finds the entities that a party may be, the likeliest first. The error is that of the limits.
func Match(l *limits.Limits, s *snapshot.Snapshot, p Party) ([]Candidate, error) {
	best, _, err := Search(l, s, Query{Text: p.Name, KnownAt: p.KnownAt, Keep: p.Keep, Most: p.Most})
	return best, err
}

// Resolution says how sure it is whom candidates mean.
type Resolution string

// The resolutions.
const (
	Sure     Resolution = "sure"     // the first candidate is meant
	Doubtful Resolution = "doubtful" // a person has to look at the candidates
	None     Resolution = "none"     // nobody known here is meant
)

// ResolutionOf decides whom candidates, the best first, mean.
func ResolutionOf(found []Candidate) Resolution {
	switch {
	case len(found) == 0:
		return None
	case found[0].Score >= Threshold && (len(found) == 1 || found[1].Score < found[0].Score):
		return Sure
	}
	return Doubtful
}

// Exact returns all entities that a text is the id, name, alias or identifier of, in order. The error is that of the limits.
func Exact(l *limits.Limits, s *snapshot.Snapshot, text string, f graph.Filter) ([]snapshot.Node, error) {
	x, err := indexOf(l, s)
	if err != nil {
		return nil, err
	}
	var found []snapshot.Node
	for _, n := range x.exact[fold.Name(text)] {
		if s.IsPresent(n, f.KnownAt) {
			found = append(found, n)
		}
	}
	return found, nil
}

// Slip returns the one entity of which a text is a name with a slip of the pen, if one candidate stands out. The error is that of
// the limits.
func Slip(l *limits.Limits, s *snapshot.Snapshot, text string, f graph.Filter) (n snapshot.Node, ok bool, err error) {
	best, _, err := Search(l, s, Query{Text: text, KnownAt: f.KnownAt, Most: 2})
	if err != nil || len(best) == 0 || best[0].Score < 0.79 || len(best) == 2 && best[1].Score > best[0].Score-0.05 {
		return snapshot.None, false, err
	}
	return best[0].Node, true, nil
}
