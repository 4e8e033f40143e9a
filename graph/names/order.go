package names

import "chokepoint/graph/snapshot"

type orderKey struct{}

// InOrder lists all entities of a snapshot in order of folded name. The list must not be changed.
func InOrder(s *snapshot.Snapshot) []snapshot.Node {
	return snapshot.Memo(s, orderKey{}, func() []snapshot.Node {
		order := make([]snapshot.Node, s.Nodes())
		for n := range snapshot.Node(s.Nodes()) {
			order[s.NameRank(n)] = n
		}
		return order
	})
}
