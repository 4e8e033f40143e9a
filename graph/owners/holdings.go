package owners

import (
	"cmp"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// Holding is what one entity holds of another: the other end, the share, and the claim that decides it.
type Holding struct {
	Node   snapshot.Node
	Shares graph.ShareRange
	Ref    snapshot.Ref
}

// Holdings returns the owners (graph.Dependencies) or holdings (graph.Dependents) of a node, each once, in order of node. Of
// several claims on one pair the one decides that gives a share, exactly or as a range, of these the best supported.
func Holdings(s *snapshot.Snapshot, n snapshot.Node, d graph.Direction, m *snapshot.Mask) []Holding {
	var all []snapshot.Step
	consider := func(ref snapshot.Ref, other snapshot.Node) {
		if m.Admits(ref) {
			all = append(all, snapshot.Step{Ref: ref, To: other})
		}
	}
	if d == graph.Dependencies {
		for ref, owner := range s.Out(n) {
			consider(ref, owner)
		}
	} else {
		for ref, owned := range s.In(n) {
			consider(ref, owned)
		}
	}
	slices.SortStableFunc(all, func(x, y snapshot.Step) int { return cmp.Compare(x.To, y.To) })
	var list []Holding
	for _, x := range all {
		object := n
		if d == graph.Dependencies {
			object = x.To
		}
		last := len(list) - 1
		if last < 0 || list[last].Node != x.To {
			list = append(list, Holding{x.To, s.Shares(x.Ref), x.Ref})
		} else if Overrules(s, x.Ref, list[last].Ref, object) {
			list[last] = Holding{x.To, s.Shares(x.Ref), x.Ref}
		}
	}
	return list
}

// Overrules reports whether of two claims that the same owner, their object, holds a part of the same entity, x decides: it
// gives a share and y does not, or it is as good in this and better supported.
func Overrules(s *snapshot.Snapshot, x, y snapshot.Ref, owner snapshot.Node) bool {
	if known := s.Share(x).Known(); known != s.Share(y).Known() {
		return known
	}
	return s.CompareSupport(x, y, owner) < 0
}

// Majority returns the owners that speak for a node: those whose share is not known to be below the threshold. An owner without
// a known share counts, since who is said to own or control a firm, and no more, mostly does so. One whose share is a range
// counts if its lower end reaches the threshold; MaybeMajority has those that may.
func Majority(s *snapshot.Snapshot, n snapshot.Node, threshold graph.Share, m *snapshot.Mask) []Holding {
	return holdingsThat(s, n, m, func(h graph.ShareRange) bool { return !below(h.Least, threshold) })
}

// MaybeMajority is Majority with the owners who may speak for the node: the upper end of whose share reaches the threshold.
func MaybeMajority(s *snapshot.Snapshot, n snapshot.Node, threshold graph.Share, m *snapshot.Mask) []Holding {
	return holdingsThat(s, n, m, func(h graph.ShareRange) bool { return h.Most >= threshold })
}

func holdingsThat(s *snapshot.Snapshot, n snapshot.Node, m *snapshot.Mask, count func(graph.ShareRange) bool) []Holding {
	all := Holdings(s, n, graph.Dependencies, m)
	return slices.DeleteFunc(all, func(h Holding) bool { return !count(h.Shares) })
}

// below reports whether a share is known to be too small; that of a range by its lower end.
func below(share, threshold graph.Share) bool { return share.Known() && share < threshold }

// Overruled returns the stretches in which a claim of ownership makes no majority owner of its object, although its own share is
// not below the threshold: another of the same claims on the pair decides then, and its share is below.
func Overruled(s *snapshot.Snapshot, ref snapshot.Ref, same []snapshot.Ref, owner snapshot.Node, threshold graph.Share) []graph.Interval {
	var overruled []graph.Interval
	for _, other := range same {
		if below(s.Share(other), threshold) && Overrules(s, other, ref, owner) {
			overruled = append(overruled, s.Valid(other))
		}
	}
	return overruled
}
