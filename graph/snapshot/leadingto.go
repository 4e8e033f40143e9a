package snapshot

// NodeSet is a set of nodes, a bit for each of all.
type NodeSet []uint64

// Has reports whether a node is in the set.
func (x NodeSet) Has(n Node) bool { return x[n/64]>>(n%64)&1 != 0 }

// add puts a node into the set, and reports whether it was not in it.
func (x NodeSet) add(n Node) bool {
	is := x.Has(n)
	x[n/64] |= 1 << (n % 64)
	return !is
}

// LeadingTo finds the entities from which claims of some relations, whenever they hold and in any number, none included, lead to an end of a
// claim of others. It takes one pass over the runs of all entities, and one over the claims that lead there. Of a part it is
// nil, which says nothing: beyond its horizon others may lead there.
func (s *Snapshot) LeadingTo(ends, along Predicates) NodeSet {
	if s.horizon != nil {
		return nil
	}
	x := make(NodeSet, (len(s.ids)+63)/64)
	var queue []Node
	visit := func(n Node) {
		if x.add(n) {
			queue = append(queue, n)
		}
	}
	for object := range Node(len(s.ids)) {
		for _, subject := range s.InBy(object, ends) {
			visit(subject)
			visit(object)
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, subject := range s.InBy(queue[0], along) {
			visit(subject)
		}
	}
	return x
}
