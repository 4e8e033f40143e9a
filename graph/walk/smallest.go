package walk

import (
	"cmp"
	"container/heap"
	"slices"

	"chokepoint/graph/snapshot"
)

// smallest keeps the n nodes of the smallest keys that it is given, in time linear in what it is given but for those that
// it keeps for a while.
type smallest struct {
	n    int
	kept keyedNodes // a heap, the greatest key on top, once there are n
}

type keyedNode struct {
	key  uint64
	node snapshot.Node
}

type keyedNodes []keyedNode

func (k keyedNodes) Len() int           { return len(k) }
func (k keyedNodes) Less(i, j int) bool { return k[i].key > k[j].key }
func (k keyedNodes) Swap(i, j int)      { k[i], k[j] = k[j], k[i] }
func (k *keyedNodes) Push(x any)        { *k = append(*k, x.(keyedNode)) }
func (k *keyedNodes) Pop() any          { panic("a bounded heap does not shrink") }

func newSmallest(n int) *smallest { return &smallest{n: n, kept: make(keyedNodes, 0, n)} }

func (s *smallest) add(key uint64, node snapshot.Node) {
	switch {
	case s.n == 0:
	case len(s.kept) < s.n:
		s.kept = append(s.kept, keyedNode{key, node})
		if len(s.kept) == s.n {
			heap.Init(&s.kept)
		}
	case key < s.kept[0].key:
		s.kept[0] = keyedNode{key, node}
		heap.Fix(&s.kept, 0)
	}
}

func (s *smallest) inOrder() []snapshot.Node {
	slices.SortFunc(s.kept, func(x, y keyedNode) int { return cmp.Compare(x.key, y.key) })
	nodes := make([]snapshot.Node, len(s.kept))
	for i, k := range s.kept {
		nodes[i] = k.node
	}
	return nodes
}
