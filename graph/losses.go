package graph

import (
	"cmp"
	"context"
	"math/bits"
	"slices"
)

// losses finds what the loss of each of many candidates alone would lose: 64 removals at once, a bit each. A node's word holds
// the removals that lose it, and the fixpoint is the same as that of one removal, with "and" over the alternatives of a group
// and "or" over groups: removals that lose much share the walk over it, and those that lose little cost little.
type losses struct {
	*needs
	permits map[Node][]int32 // by holder: rows of its permissions
	word    []uint64         // by node
	waiting []bool           // by node: it is in the queue
	queue   []Node
	touched []Node
}

func (s *Snapshot) newLosses(m *mask) *losses {
	l := &losses{needs: s.newNeeds(m), permits: map[Node][]int32{}, word: make([]uint64, len(s.ids)), waiting: make([]bool, len(s.ids))}
	for row := range int32(s.rows.len()) {
		if len(l.gates[l.predicateOf(row)]) > 0 && m.admits(&s.rows, row) {
			holder := s.rows.subject[row]
			l.permits[holder] = append(l.permits[holder], row)
		}
	}
	return l
}

// serves reports whether anything needs a node, or is permitted by it.
func (l *losses) serves(n Node) bool {
	for row := int32(l.s.in[n]); row < int32(l.s.in[n+1]); row++ {
		if p := l.predicateOf(row); (l.kind[p] != NeedNone || len(l.gates[p]) > 0) && l.m.admits(&l.s.rows, row) {
			return true
		}
	}
	return false
}

// counts returns how many nodes each candidate's loss alone loses, itself not counted; with a target, 0 for those that do not
// lose it. The context is looked at between blocks.
func (l *losses) counts(ctx context.Context, candidates []Node, target Node) ([]int32, error) {
	counts := make([]int32, len(candidates))
	for first := 0; first < len(candidates); first += 64 {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		block := candidates[first:min(first+64, len(candidates))]
		l.spread(block)
		wanted := ^uint64(0)
		if target != None {
			wanted = l.word[target]
		}
		for _, n := range l.touched {
			for w := l.word[n] & wanted; w != 0; w &= w - 1 {
				if i := bits.TrailingZeros64(w); block[i] != n {
					counts[first+i]++
				}
			}
			l.word[n] = 0
		}
	}
	return counts, nil
}

// spread finds the fixpoint of a block of removals.
func (l *losses) spread(block []Node) {
	l.queue, l.touched = l.queue[:0], l.touched[:0]
	for i, n := range block {
		l.add(n, 1<<i)
	}
	for i := 0; i < len(l.queue); i++ {
		n := l.queue[i]
		l.waiting[n] = false
		for row := int32(l.s.in[n]); row < int32(l.s.in[n+1]); row++ {
			if !l.m.admits(&l.s.rows, row) {
				continue
			}
			if len(l.gates[l.predicateOf(row)]) > 0 {
				l.eachPermitted(row, l.weigh)
			}
			l.weigh(row)
		}
	}
}

func (l *losses) add(n Node, removals uint64) {
	fresh := removals &^ l.word[n]
	if fresh == 0 {
		return
	}
	if l.word[n] == 0 {
		l.touched = append(l.touched, n)
	}
	l.word[n] |= fresh
	if !l.waiting[n] {
		l.waiting[n] = true
		l.queue = append(l.queue, n)
	}
}

// weigh finds which removals lose the subject of a row through the group that the row belongs to.
func (l *losses) weigh(row int32) {
	o := l.optionOfRow(row)
	if o == nil {
		return
	}
	g := l.groupOf(o)
	permits := l.permits[g.subject]
	all := ^l.word[g.subject]
	for _, x := range l.alternatives(g) {
		w := l.word[x.object]
		for _, permission := range permits {
			w |= l.lostPermission(permission, &x)
		}
		if all &= w; all == 0 {
			return
		}
	}
	l.add(g.subject, all)
}

// lostPermission returns the removals that take away an alternative by taking the permission for it.
func (l *losses) lostPermission(permission int32, o *needOption) uint64 {
	item := l.s.detailOf(l.s.rows.detail[permission]).item
	if item != None && item != o.object || !slices.Contains(l.gates[l.predicateOf(permission)], l.predicateOf(o.row)) {
		return 0
	}
	return l.word[l.s.objectOf(permission)]
}

// candidates are the nodes that something needs, of those that keep lets pass: those that most need first, so that removals
// that lose much stand in one block.
func (l *losses) candidates(keep func(Node) bool) []Node {
	var nodes []Node
	for n := range l.s.ids {
		if keep(Node(n)) && l.serves(Node(n)) {
			nodes = append(nodes, Node(n))
		}
	}
	degree := func(n Node) uint32 { return l.s.in[n+1] - l.s.in[n] }
	slices.SortFunc(nodes, func(x, y Node) int { return cmp.Or(-cmp.Compare(degree(x), degree(y)), cmp.Compare(x, y)) })
	return nodes
}
