package walk

import (
	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Belongings returns an entity and what is its own on the day of a filter, at any distance: its products, its subsidiaries and
// theirs, by the relations that say so (graph.Relation.Belongs). The error is that of the limits, or wraps graph.ErrUnknownTerm.
func Belongings(l *limits.Limits, s *snapshot.Snapshot, of snapshot.Node, f graph.Filter) (map[snapshot.Node]bool, error) {
	x := &losses{needs: &needs{s: s}}
	if err := x.findBelongings(f); err != nil {
		return nil, err
	}
	own, queue := map[snapshot.Node]bool{of: true}, []snapshot.Node{of}
	for ; len(queue) > 0; queue = queue[1:] {
		for step := range s.Steps(x.belongs, graph.Dependents, queue[0]) {
			if err := l.Work(); err != nil {
				return nil, err
			}
			if !own[step.To] && x.isOwn(step.Ref) {
				own[step.To] = true
				queue = append(queue, step.To)
			}
		}
	}
	return own, nil
}
