// Package compare sets two things beside each other: an entity and another, or one on two days. What claims say of each is compared
// attribute by attribute, relation by relation and decision by decision. What no claim gives is unknown on that side; nothing
// is taken for nought.
package compare

import (
	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Side is an entity under a filter, whose day is that of the side.
type Side struct {
	Node   snapshot.Node
	Filter graph.Filter
}

// Outcome is how something stands on the two sides.
type Outcome string

// The outcomes.
const (
	Same      Outcome = "same"
	Differs   Outcome = "differs"
	OnlyOne   Outcome = "only-in-one"   // known of the first side only
	OnlyOther Outcome = "only-in-other" // of the second
)

// outcomeOf is the outcome for what is known of either side or of both.
func outcomeOf(one, other, same bool) Outcome {
	switch {
	case !other:
		return OnlyOne
	case !one:
		return OnlyOther
	case same:
		return Same
	}
	return Differs
}

// pair is a snapshot with two sides, and the claims that are admitted on each.
type pair struct {
	l     *limits.Limits
	s     *snapshot.Snapshot
	sides [2]Side
	masks [2]*snapshot.Mask
}

// newPair compiles the filters of two sides. The error wraps graph.ErrUnknownTerm.
func newPair(l *limits.Limits, s *snapshot.Snapshot, one, other Side) (*pair, error) {
	p := &pair{l: l, s: s, sides: [2]Side{one, other}}
	for i, side := range p.sides {
		var err error
		compiled := s.ClaimMask
		if f := side.Filter; len(f.Channels) > 0 || len(f.Relations) > 0 {
			compiled = s.WalkMask
		}
		if p.masks[i], err = compiled(side.Filter); err != nil {
			return nil, err
		}
	}
	return p, nil
}
