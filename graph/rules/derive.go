package rules

import (
	"context"
	"math/bits"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/criteria"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Passes are those that a snapshot is built with: what criteria cover, and what follows by rules.
func Passes() []snapshot.Pass { return []snapshot.Pass{criteria.Derive, Derive} }

// Derive draws the conclusions of the ontology's rules from a snapshot; it is a snapshot.Pass, which runs until nothing new
// follows. A derived claim holds while all its premises do, has the confidence of the weakest and the sources of all; one about
// a decision that binds again on the mere Terms of an interruption is an estimate at best. Of the proofs of one claim only the
// best are kept: see proof.
//
// Rules are joined over claims of all dates, separately for each stretch of recorded time in which the claims that rules look at
// did not change, so that as_of and known_at filter derived claims like any other. Where there is nothing to look at that was not
// there the last time, nothing is drawn again. The error is that of the context.
func Derive(ctx context.Context, s *snapshot.Snapshot) ([]snapshot.Derived, error) {
	o := s.Ontology()
	if len(o.Rules) == 0 {
		return nil, ctx.Err()
	}
	looked := ruledPredicates(s)
	last, mark := snapshot.Memo(s, lastKey{}, func() *uint64 { return new(uint64) }), fingerprint(s, looked)
	if *last == mark {
		return nil, ctx.Err()
	}
	index := newRelationIndex(s)
	rules := make([]*rule, 0, len(o.Rules))
	for i := range o.Rules {
		if r := compile(index, &o.Rules[i]); r.canHold() {
			rules = append(rules, r)
		}
	}
	l := limits.New(ctx, graph.Budget{})
	found := snapshot.NewDrawn()
	for _, epoch := range graph.Stretches(s.RecordingsOf(looked)) {
		d, drawn := newDerivation(l, index, s.KnownMask(epoch.From)), newDrafts(s)
		for _, r := range rules {
			err := d.prove(r.when, r.unbound(), func(b bound, p proof) { drawn.conclude(r, b, p) })
			if err != nil {
				return nil, err
			}
		}
		found.During(epoch, drawn.apart())
	}
	*last = mark
	return found.All(), ctx.Err()
}

// lastKey is that of the fingerprint of what was looked at last, while the snapshot was built by one goroutine.
type lastKey struct{}

// fingerprint sums up the relation claims of a set of predicates: claims of attributes are never derived. It is never 0.
func fingerprint(s *snapshot.Snapshot, set snapshot.Predicates) uint64 {
	sum := uint64(1)
	add := func(n int64) {
		high, low := bits.Mul64(sum^uint64(n), 0x9e3779b97f4a7c15) // as wyhash mixes: a byte at a time would take longer than the rules
		sum = high ^ low + 0x2545f4914f6cdd1d
	}
	for ref, object := range s.RelationClaims(set) {
		valid, recorded := s.Valid(ref), s.Recorded(ref)
		for _, n := range [...]int64{int64(s.Predicate(ref)), int64(s.Subject(ref)), int64(object), int64(s.Item(ref)), int64(valid.From), int64(valid.To),
			int64(s.Confidence(ref)), int64(s.Share(ref)), int64(s.Shares(ref).Most), recorded.From.UnixMicro(), recorded.To.UnixMicro()} {
			add(n)
		}
	}
	return max(sum, 1)
}

// ruledPredicates are those that rules look at.
func ruledPredicates(s *snapshot.Snapshot) snapshot.Predicates {
	o := s.Ontology()
	names := slices.Concat([]string{o.Binding.Attribute}, o.Binding.SuspendedBy, o.Binding.EndedBy)
	var visit func([]graph.Condition)
	visit = func(conditions []graph.Condition) {
		for _, c := range conditions {
			names = append(append(names, c.Relation...), c.Attribute)
			if c.Threshold != "" {
				names = append(append(names, reachedBy(o)...), ownership(o)...)
			}
			for _, branch := range slices.Concat(c.Any, [][]graph.Condition{c.Not}) {
				visit(branch)
			}
		}
	}
	for _, r := range o.Rules {
		visit(r.When)
	}
	return s.Predicates(names...)
}
