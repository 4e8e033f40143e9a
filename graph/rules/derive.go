package rules

import (
	"context"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Derive draws the conclusions of the ontology's rules from a snapshot; it is a snapshot.Pass, which runs until nothing new
// follows. A derived claim holds while all its premises do, has the confidence of the weakest and the sources of all. Of the
// proofs of one claim only the best are kept: see proof.
//
// Rules are joined over claims of all dates, separately for each stretch of recorded time in which the claims that rules look at
// did not change, so that as_of and known_at filter derived claims like any other. The error is that of the context.
func Derive(ctx context.Context, s *snapshot.Snapshot) ([]snapshot.Derived, error) {
	o := s.Ontology()
	if len(o.Rules) == 0 {
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
	found := newLedger()
	for _, epoch := range graph.Stretches(s.RecordingsOf(ruledPredicates(s))) {
		known := s.KnownMask(epoch.From)
		d := &derivation{s: s, l: l, index: index, known: known, bindings: NewBindings(s, known), chains: map[chainKey]*chain{}, drawn: newDrafts(s)}
		for _, r := range rules {
			d.rule = r
			if err := d.join(r.when, r.unbound(), proof{valid: graph.Always, confidence: graph.Official}); err != nil {
				return nil, err
			}
		}
		found.during(epoch, d.drawn.apart())
	}
	return found.all, ctx.Err()
}

// ruledPredicates are those that rules look at.
func ruledPredicates(s *snapshot.Snapshot) snapshot.Predicates {
	binding := s.Ontology().Binding
	names := append([]string{binding.Attribute}, binding.SuspendedBy...)
	names = append(names, binding.EndedBy...)
	var visit func([]graph.Condition)
	visit = func(conditions []graph.Condition) {
		for _, c := range conditions {
			names = append(names, c.Relation...)
			for _, branch := range c.Any {
				visit(branch)
			}
		}
	}
	for _, r := range s.Ontology().Rules {
		visit(r.When)
	}
	return s.Predicates(names...)
}
