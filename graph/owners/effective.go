package owners

import (
	"cmp"
	"math"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/scc"
	"chokepoint/graph/snapshot"
)

// Effective is what one entity holds of another through all chains of ownership.
type Effective struct {
	Share   float64 // from 0 to 1, by the lower ends of ranges; it means nothing unless Known
	Known   bool    // some chain has all its shares known
	AtLeast bool    // some chain has a share that is not known, or known as a range
}

// Shares are the effective shares between one entity and its owners, or its holdings.
type Shares struct {
	place        map[snapshot.Node]int32
	found        []Effective // by place
	overRecorded []snapshot.Node
}

// Of returns the share of one of the owners or holdings.
func (x *Shares) Of(n snapshot.Node) Effective { return x.found[x.place[n]] }

// OverRecorded lists the entities, in order of node, of which the owners that were looked at hold more than all by the claims:
// the start and the owners of a walk to owners are looked at whole, of holdings the owners that the walk came by.
func (x *Shares) OverRecorded() []snapshot.Node { return x.overRecorded }

// EffectiveShares finds what the owners of start hold of it (graph.Dependencies), or what start holds of its holdings
// (graph.Dependents). Others are all that a walk from start in that direction comes to under the mask.
//
// A share is the sum, over all chains of ownership, of the product of the shares along them: M. Brioschi, L. Buzzacchi and
// M. Colombo, "Risk capital financing and the separation of ownership and control in business groups", Journal of Banking and
// Finance 13 (1989). Chains on which the owner comes to own itself are left out, as in S. Vitali, J. Glattfelder and S. Battiston,
// "The network of global corporate control", PLoS ONE 6 (2011), appendix. In other words: who goes from the owned upwards, at
// each step to an owner with the probability of its share, comes to the owner with this probability. So it is never above the
// whole, also where companies own each other whole in a circle. Only where a company is over-recorded may the sum be greater,
// or endless: then the share is 1.
//
// The sums are solved for, one strongly connected part after another, so that chains cost time and memory linear in their
// length; see block for the cost of a part. The error is that of the limits.
func EffectiveShares(l *limits.Limits, s *snapshot.Snapshot, start snapshot.Node, others []snapshot.Node, d graph.Direction, m *snapshot.Mask) (*Shares, error) {
	nodes := append([]snapshot.Node{start}, others...)
	x := &Shares{place: make(map[snapshot.Node]int32, len(nodes)), found: make([]Effective, len(nodes))}
	for i, n := range nodes {
		x.place[n] = int32(i)
	}
	nw := newNetwork(l, len(nodes))
	for i, n := range nodes {
		total := int64(0)
		for _, h := range Holdings(s, n, graph.Dependencies, m) {
			if err := l.Work(); err != nil {
				return nil, err
			}
			if owner, walked := x.place[h.Node]; walked {
				nw.owners[i] = append(nw.owners[i], stake{owner, h.Shares.Least, !h.Shares.Exact()})
				total += int64(max(0, h.Shares.Least))
			}
		}
		if total > int64(graph.Whole) {
			x.overRecorded = append(x.overRecorded, n)
		}
	}
	slices.Sort(x.overRecorded)
	sums, err := nw.sums(d)
	if err != nil {
		return nil, err
	}
	for i, sum := range sums {
		x.found[i].Share = min(1, sum)
	}
	return x, nw.flags(d, x.found)
}

// network is who owns whom in a walk. Its nodes are numbered; the start is node 0.
type network struct {
	l      *limits.Limits
	owners [][]stake
	member []int32 // scratch: place of a node in the set that is solved for, or -1
	place  []int32 // scratch: place of a node in the component that is solved for, or -1
}

// stake is what an owner holds.
type stake struct {
	owner int32
	share graph.Share // at the least
	open  bool        // it is not known exactly
}

func newNetwork(l *limits.Limits, nodes int) *network {
	return &network{l, make([][]stake, nodes), slices.Repeat([]int32{-1}, nodes), slices.Repeat([]int32{-1}, nodes)}
}

// counts reports whether a stake adds to a sum.
func (st stake) counts() bool { return st.share > 0 }

func (nw *network) sums(d graph.Direction) ([]float64, error) {
	if d == graph.Dependencies {
		return nw.ownersOfStart()
	}
	rest := make([]int32, 0, len(nw.owners))
	for i := 1; i < len(nw.owners); i++ {
		rest = append(rest, int32(i))
	}
	held := make([]float64, len(nw.owners))
	return held, nw.heldBy(0, rest, held)
}

// heldBy sets what one owner holds of each of a set of nodes, to which it does not belong, through chains within the set.
func (nw *network) heldBy(owner int32, set []int32, held []float64) error {
	for i, n := range set {
		nw.member[n] = int32(i)
	}
	components := scc.Components(len(set), func(i int32, yield func(int32)) {
		for _, st := range nw.owners[set[i]] {
			if to := nw.member[st.owner]; to >= 0 && st.counts() {
				yield(to)
			}
		}
	})
	held[owner] = 1
	for _, component := range components { // owners first
		for i, at := range component {
			component[i] = set[at]
		}
		if err := nw.heldOf(owner, component, held); err != nil {
			return err
		}
	}
	for _, n := range set {
		nw.member[n] = -1
	}
	return nil
}

// heldOf sets what is held of the nodes of one component, given what is held of those that own them.
func (nw *network) heldOf(owner int32, component []int32, held []float64) error {
	direct, any := make([]float64, len(component)), 0.0
	nw.enter(component)
	defer nw.leave(component)
	for i, n := range component {
		if err := nw.l.Work(); err != nil {
			return err
		}
		for _, st := range nw.owners[n] {
			if st.counts() && nw.place[st.owner] < 0 && (st.owner == owner || nw.member[st.owner] >= 0) {
				direct[i] += st.share.Float() * held[st.owner]
			}
		}
		any += direct[i]
	}
	b, converges, err := nw.block(component)
	switch {
	case err != nil:
		return err
	case any == 0:
	case !converges || math.IsInf(any, 1):
		for i := range direct {
			direct[i] = math.Inf(1)
		}
	case b != nil:
		direct = b.down(direct)
	}
	for i, n := range component {
		held[n] = direct[i]
	}
	return nil
}

// ownersOfStart finds what each node holds of the start. What comes to a component from below is spread in it: to the visits of
// each of its nodes, and to the first visit, which is the share.
func (nw *network) ownersOfStart() ([]float64, error) {
	components := scc.Components(len(nw.owners), func(n int32, yield func(int32)) {
		for _, st := range nw.owners[n] {
			if st.counts() {
				yield(st.owner)
			}
		}
	})
	entering, shares := make([]float64, len(nw.owners)), make([]float64, len(nw.owners))
	entering[0] = 1
	slices.Reverse(components) // what is owned first
	for _, component := range components {
		visits, err := nw.spread(component, entering, shares)
		if err != nil {
			return nil, err
		}
		nw.enter(component)
		for i, n := range component {
			for _, st := range nw.owners[n] {
				if err := nw.l.Work(); err != nil {
					return nil, err
				}
				if st.counts() && visits[i] > 0 && nw.place[st.owner] < 0 {
					entering[st.owner] += visits[i] * st.share.Float()
				}
			}
		}
		nw.leave(component)
	}
	return shares, nil
}

// spread sets the shares of a component's nodes, and returns how often each is visited.
func (nw *network) spread(component []int32, entering, shares []float64) (visits []float64, err error) {
	from, total := make([]float64, len(component)), 0.0
	for i, n := range component {
		from[i] = entering[n]
		total += from[i]
	}
	nw.enter(component)
	defer nw.leave(component)
	b, converges, err := nw.block(component)
	if err != nil {
		return nil, err
	}
	switch {
	case total == 0 || b == nil && converges:
		for i, n := range component {
			shares[n] = from[i]
		}
		return from, nil
	case converges && !math.IsInf(total, 1):
		visits = b.up(from)
		returns, err := b.returns(nw.l)
		if err != nil {
			return nil, err
		}
		for i, n := range component {
			shares[n] = visits[i] / returns[i]
		}
		return visits, nil
	case nw.closed(component): // nothing leaves it: it is visited for ever, and each node of it some time
		for _, n := range component {
			shares[n] = total
		}
	case math.IsInf(total, 1):
		for _, n := range component {
			shares[n] = total
		}
	default:
		nw.leave(component)
		if err := nw.spreadEach(component, entering, shares); err != nil {
			return nil, err
		}
	}
	return slices.Repeat([]float64{math.Inf(1)}, len(component)), nil
}

// spreadEach sets the shares of a component in which the visits have no end because companies in it are over-recorded: the
// chains to one owner, which go no further from there, may still have a sum.
func (nw *network) spreadEach(component []int32, entering, shares []float64) error {
	held := make([]float64, len(nw.owners))
	for _, owner := range component {
		rest := slices.DeleteFunc(slices.Clone(component), func(n int32) bool { return n == owner })
		if err := nw.heldBy(owner, rest, held); err != nil {
			return err
		}
		for _, n := range component {
			if entering[n] > 0 && held[n] > 0 {
				shares[owner] += entering[n] * held[n]
			}
		}
	}
	return nil
}

func (nw *network) enter(component []int32) {
	for i, n := range component {
		nw.place[n] = int32(i)
	}
}

func (nw *network) leave(component []int32) {
	for _, n := range component {
		nw.place[n] = -1
	}
}

// closed reports whether the companies of the component that was entered hold all of each other.
func (nw *network) closed(component []int32) bool {
	return !slices.ContainsFunc(component, func(n int32) bool { return nw.within(n) != int64(graph.Whole) })
}

// within is how much of a node those of the component that was entered hold, in billionths.
func (nw *network) within(n int32) int64 {
	sum := int64(0)
	for _, st := range nw.owners[n] {
		if st.counts() && nw.place[st.owner] >= 0 {
			sum += int64(st.share)
		}
	}
	return sum
}

// block prepares to solve for the component that was entered: nil if its node does not own itself. Converges is false if the
// chains within it have no finite sum.
func (nw *network) block(component []int32) (b *block, converges bool, err error) {
	if len(component) == 1 && nw.within(component[0]) == 0 {
		return nil, true, nil
	}
	b = &block{exit: make([]float64, len(component))}
	var entries []entry
	for i, n := range component {
		b.exit[i] = float64(int64(graph.Whole)-nw.within(n)) / float64(graph.Whole)
		for _, st := range nw.owners[n] {
			if j := nw.place[st.owner]; st.counts() && j >= 0 && j != int32(i) {
				entries = append(entries, entry{int32(i), j, st.share.Float()})
			}
		}
	}
	slices.SortFunc(entries, func(x, y entry) int { return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(x.to, y.to)) })
	converges, err = b.factorise(nw.l, entries)
	return b, converges, err
}
