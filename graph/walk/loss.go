package walk

import (
	"cmp"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Loss is what stands beside a chokepoint in a list.
type Loss struct {
	Lost, Impaired []snapshot.Node // the first others, nearest first
	// Left is what else serves the needs of others that it serves and is not lost with it, what serves most of them first, and
	// how many there are.
	Left         []snapshot.Node
	Alternatives int
}

// looked is how many entities an account of a loss looks at before it has found enough.
const looked = 1000

// Loss says what the loss of n takes from others: at most so many names of each sort, and of what is left. The error says that
// the context ended.
func (r *Ranking) Loss(n snapshot.Node, names, left int) (Loss, error) {
	needs := *r.x.needs
	needs.borrow()
	one := newRemoval(limits.New(r.l.Context(), graph.Budget{Nodes: looked}), &needs)
	defer one.Close()
	one.remove([]snapshot.Node{n})
	one.settle()
	if one.err != nil {
		return Loss{}, one.err
	}
	own, err := r.x.belonging.of(n, r.l.Context().Err)
	if err != nil {
		return Loss{}, err
	}
	var loss Loss
	for at := range one.visits {
		x := one.visits[at].node
		if !one.isReason(at) || own[x] {
			continue
		}
		switch state := one.stateNow(x); {
		case state == Lost && len(loss.Lost) < names:
			loss.Lost = append(loss.Lost, x)
		case state == Impaired && len(loss.Impaired) < names:
			loss.Impaired = append(loss.Impaired, x)
		}
	}
	counts, err := r.x.alternatives(r.l, n, own)
	if err != nil {
		return Loss{}, err
	}
	for x := range counts {
		if one.stateOf(x).lost() > 0 {
			delete(counts, x)
		}
	}
	loss.Left, loss.Alternatives = mostCounted(r.x.s, counts, left), len(counts)
	return loss, nil
}

// alternatives counts, of everything else, how many needs of others it serves that n serves too.
func (x *losses) alternatives(l *limits.Limits, n snapshot.Node, own map[snapshot.Node]bool) (map[snapshot.Node]int, error) {
	counts, seen := map[snapshot.Node]int{}, map[snapshot.Node]bool{}
	i := 0
	for step := range x.s.Steps(x.c, graph.Dependents, n) {
		if i++; i%every == 0 {
			if err := l.Context().Err(); err != nil {
				return nil, err
			}
		}
		need := x.needOf(step.Ref, step.To, n)
		if need != graph.NeedAny && need != graph.NeedPart || own[step.To] || seen[step.To] {
			continue
		}
		seen[step.To] = true
		x.countAlternatives(step.To, n, own, counts)
	}
	return counts, nil
}

func (x *losses) countAlternatives(subject, n snapshot.Node, own map[snapshot.Node]bool, counts map[snapshot.Node]int) {
	claims := x.sort(subject, func(need graph.Need) bool { return need == graph.NeedAny || need == graph.NeedPart })
	for first := 0; first < len(claims); {
		end := first
		serves := false
		for ; end < len(claims) && claims[end].group == claims[first].group; end++ {
			serves = serves || claims[end].object == n
		}
		for i := first; i < end && serves; i++ {
			if o := claims[i].object; !own[o] && (i == first || o != claims[i-1].object) {
				counts[o]++
			}
		}
		first = end
	}
}

// mostCounted orders nodes by how many there are of each, then by name, and returns the first few.
func mostCounted(s *snapshot.Snapshot, counts map[snapshot.Node]int, most int) []snapshot.Node {
	nodes := make([]snapshot.Node, 0, len(counts))
	for n := range counts {
		nodes = append(nodes, n)
	}
	slices.SortFunc(nodes, func(x, y snapshot.Node) int {
		return cmp.Or(cmp.Compare(counts[y], counts[x]), cmp.Compare(s.NameRank(x), s.NameRank(y)))
	})
	return nodes[:min(most, len(nodes))]
}
