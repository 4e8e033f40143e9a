package walk

import (
	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Belongings returns an entity and what is its own on the day of a filter, at any distance: its products, its subsidiaries and
// theirs, by the relations that say so (graph.Relation.Belongs). The error is that of the limits, or wraps graph.ErrUnknownTerm.
func Belongings(l *limits.Limits, s *snapshot.Snapshot, of snapshot.Node, f graph.Filter) (map[snapshot.Node]bool, error) {
	b, err := newBelonging(s, f)
	if err != nil {
		return nil, err
	}
	return b.of(of, l.Work)
}

// belonging is by what something is another's own.
type belonging struct {
	s        *snapshot.Snapshot
	c        *snapshot.Course
	majority []graph.Share // by predicate: the share from which it is
}

// newBelonging compiles that, whatever a question walks.
func newBelonging(s *snapshot.Snapshot, f graph.Filter) (*belonging, error) {
	f.MinShare = nil
	c, err := s.CourseOf(f, func(r *graph.Relation) bool { return r.Belongs })
	if err != nil {
		return nil, err
	}
	b := &belonging{s, c, make([]graph.Share, s.PredicateCount())}
	for _, r := range s.Ontology().Relations {
		if number, ok := s.PredicateNumber(r.Name); ok {
			b.majority[number] = graph.ShareFrom(r.BelongsShare)
		}
	}
	return b, nil
}

// isOwn reports whether a claim of a belonging says that its subject is its object's own.
func (b *belonging) isOwn(claim snapshot.Ref) bool {
	least := b.majority[b.s.Predicate(claim)]
	return least == 0 || b.s.Share(claim).Known() && b.s.Share(claim) >= least
}

// of lists what belongs to a node, itself included; goesOn says when that must end.
func (b *belonging) of(n snapshot.Node, goesOn func() error) (map[snapshot.Node]bool, error) {
	own := map[snapshot.Node]bool{n: true}
	for queue := []snapshot.Node{n}; len(queue) > 0; queue = queue[1:] {
		for step := range b.s.Steps(b.c, graph.Dependents, queue[0]) {
			if err := goesOn(); err != nil {
				return nil, err
			}
			if !own[step.To] && b.isOwn(step.Ref) {
				own[step.To] = true
				queue = append(queue, step.To)
			}
		}
	}
	return own, nil
}

// belongings is what belongs to each node at once, for those who ask about many.
type belongings struct {
	ownAt []int32 // by node: the first of its own; one more at the end
	own   []snapshot.Node

	seen  []int32 // by node: the last question that found it
	asked int32
	queue []snapshot.Node
}

// all reads what belongs to every node at once.
func (b *belonging) all(l *limits.Limits) (*belongings, error) {
	n := b.s.Nodes()
	x := &belongings{ownAt: make([]int32, n+1), seen: make([]int32, n)}
	for owner := range snapshot.Node(n) {
		if err := l.Work(); err != nil {
			return nil, err
		}
		for step := range b.s.Steps(b.c, graph.Dependents, owner) {
			if step.To != owner && b.isOwn(step.Ref) {
				x.own = append(x.own, step.To)
			}
		}
		x.ownAt[owner+1] = int32(len(x.own))
	}
	return x, nil
}

// of lists what belongs to a node, itself included. The list is right until the next question.
func (x *belongings) of(n snapshot.Node) []snapshot.Node {
	x.asked++
	x.seen[n], x.queue = x.asked, append(x.queue[:0], n)
	for i := 0; i < len(x.queue); i++ {
		at := x.queue[i]
		for _, own := range x.own[x.ownAt[at]:x.ownAt[at+1]] {
			if x.seen[own] != x.asked {
				x.seen[own] = x.asked
				x.queue = append(x.queue, own)
			}
		}
	}
	return x.queue
}
