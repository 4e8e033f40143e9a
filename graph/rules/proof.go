package rules

import (
	"cmp"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// proof is what a conclusion rests on so far: when all its claims hold, and the confidence of the weakest.
//
// One proof of the same thing is no better than another, and is dropped, if it holds at no time when the other does not, is no
// more confident and has no fewer claims. So a chain that goes in a circle is dropped where it comes back, and a fact that can
// be shown in a million ways costs no more than the few among them that differ in time and confidence.
type proof struct {
	valid      graph.Interval
	confidence graph.Confidence
	claims     *claims
}

// claims is a list of claims that proofs share, last first: a claim, or the claims of a chain, and what went before.
type claims struct {
	before *claims
	ref    snapshot.Ref
	chain  *claims // in place of ref
	back   bool    // the chain was followed from its end
	place  int     // of the condition in its rule
}

// maxProofs is how many proofs are kept of one thing, none of which is as good as another in everything: the shortest, of these
// the most confident, of these those that hold longest. Beyond it one is kept only if it holds on a day on which none of these
// does, so that no day on which the thing can be shown is lost.
const maxProofs = 64

// with adds a claim that counts during a stretch of time, for a condition; ok is false if the claims never hold together.
func (p proof) with(s *snapshot.Snapshot, c *condition, ref snapshot.Ref, valid graph.Interval) (proof, bool) {
	p.valid, p.confidence = p.valid.Intersect(valid), min(p.confidence, s.Confidence(ref))
	p.claims = &claims{before: p.claims, ref: ref, place: c.place}
	return p, !p.valid.Empty()
}

// along adds the claims of a chain.
func (p proof) along(c *condition, q *proof, back bool) (proof, bool) {
	p.valid, p.confidence = p.valid.Intersect(q.valid), min(p.confidence, q.confidence)
	if q.claims != nil {
		p.claims = &claims{before: p.claims, chain: q.claims, back: back, place: c.place}
	}
	return p, !p.valid.Empty()
}

// refs lists the claims in the order of the rule's conditions, whatever the order in which these were satisfied, each once.
func (p *proof) refs() []snapshot.Ref {
	var parts []*claims
	for c := p.claims; c != nil; c = c.before {
		parts = append(parts, c)
	}
	slices.Reverse(parts)
	slices.SortStableFunc(parts, func(x, y *claims) int { return cmp.Compare(x.place, y.place) })
	var all []snapshot.Ref
	for _, c := range parts {
		if c.chain == nil {
			all = append(all, c.ref)
			continue
		}
		first := len(all)
		for k := c.chain; k != nil; k = k.before {
			all = append(all, k.ref)
		}
		if !c.back {
			slices.Reverse(all[first:])
		}
	}
	return distinct(all)
}

// few is how many claims are looked through one by one.
const few = 32

func distinct(all []snapshot.Ref) []snapshot.Ref {
	kept := all[:0]
	if len(all) <= few {
		for _, ref := range all {
			if !slices.Contains(kept, ref) {
				kept = append(kept, ref)
			}
		}
		return kept
	}
	seen := make(map[snapshot.Ref]bool, len(all))
	for _, ref := range all {
		if !seen[ref] {
			seen[ref] = true
			kept = append(kept, ref)
		}
	}
	return kept
}

// merit is what proofs of one thing are compared by.
type merit struct {
	valid      graph.Interval
	confidence graph.Confidence
	claims     int
}

// asGood reports whether m is at least as good as another in everything.
func (m *merit) asGood(other *merit) bool {
	return m.valid.From <= other.valid.From && m.valid.To >= other.valid.To && m.confidence >= other.confidence && m.claims <= other.claims
}

// covered reports whether on each of the days some of the merits hold.
func covered(days graph.Interval, by []*merit) bool {
	held := make([]graph.Interval, len(by))
	for i, m := range by {
		held[i] = m.valid
	}
	return len(days.Without(graph.JoinIntervals(held))) == 0
}

// compare orders merits so that what is as good in everything comes first: the shortest, then the most confident, then by the
// first day, then the longest.
func (m *merit) compare(other *merit) int {
	return cmp.Or(cmp.Compare(m.claims, other.claims), -cmp.Compare(m.confidence, other.confidence),
		cmp.Compare(m.valid.From, other.valid.From), -cmp.Compare(m.valid.To, other.valid.To))
}
