package rules

import (
	"cmp"
	"iter"
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/owners"
	"chokepoint/graph/snapshot"
)

// chain is what a repeated relation leads to from a node, with the best proofs of each end.
type chain struct {
	ends   []snapshot.Node // in order of distance
	proofs map[snapshot.Node][]proof
}

type chainKey struct {
	c    *condition
	from snapshot.Node
	back bool // from object to subject
	said bool // by what is said alone
}

// maxChained bounds the proofs of chains that are kept for the next time that they are asked for.
const maxChained = 1 << 20

// chainFrom follows a condition's relations from a node, any number of times, or to the ends of the chains.
func (d *derivation) chainFrom(c *condition, from snapshot.Node, back bool) (*chain, error) {
	key := chainKey{c, from, back, d.said}
	if found, ok := d.chains[key]; ok {
		return found, nil
	}
	found, err := d.search(c, from, back)
	if err == nil && c.repeat == graph.RepeatUltimate {
		found, err = d.ultimate(c, from, found)
	}
	if err != nil {
		return nil, err
	}
	for _, proofs := range found.proofs {
		d.chained += len(proofs)
	}
	if d.chained > maxChained {
		clear(d.chains)
		d.chained = 0
	}
	d.chains[key] = found
	return found, nil
}

// arrival is a proof that a chain leads to a node.
type arrival struct {
	at snapshot.Node
	merit
	claims *claims
}

// search finds the best proofs by which a chain leads from a node to others, no step included. It goes step by step, so that
// what arrives first is never bettered by what arrives later, which is longer; an arrival that is no better in anything than one
// before it leads nowhere new.
func (d *derivation) search(c *condition, from snapshot.Node, back bool) (*chain, error) {
	found := &chain{proofs: map[snapshot.Node][]proof{}}
	best := map[snapshot.Node][]*merit{}
	level := []*arrival{{at: from, merit: merit{valid: graph.Always, confidence: graph.Official}}}
	for len(level) > 0 {
		slices.SortStableFunc(level, func(x, y *arrival) int { return cmp.Or(cmp.Compare(x.at, y.at), x.compare(&y.merit)) })
		var next []*arrival
		for _, a := range level {
			if slices.ContainsFunc(best[a.at], func(m *merit) bool { return m.asGood(&a.merit) }) || len(best[a.at]) >= maxProofs && covered(a.valid, best[a.at]) {
				continue
			}
			if best[a.at] == nil {
				found.ends = append(found.ends, a.at)
			}
			best[a.at] = append(best[a.at], &a.merit)
			found.proofs[a.at] = append(found.proofs[a.at], proof{a.valid, a.confidence, a.claims})
			for _, st := range d.steps(c, a.at, back) {
				if err := d.l.Work(); err != nil {
					return nil, err
				}
				p, ok := (proof{a.valid, a.confidence, a.claims}).with(d.s, c, st.ref, st.valid)
				if ok && st.to != from {
					next = append(next, &arrival{st.to, merit{p.valid, p.confidence, a.merit.claims + 1}, p.claims})
				}
			}
		}
		level = next
	}
	return found, nil
}

// ultimate keeps of a chain the start, and of the rest the nodes from which no step leads on, for the time when none does. A
// chain into a circle has no end.
func (d *derivation) ultimate(c *condition, from snapshot.Node, all *chain) (*chain, error) {
	last := &chain{ends: []snapshot.Node{from}, proofs: map[snapshot.Node][]proof{from: all.proofs[from]}}
	for _, end := range all.ends[1:] {
		if err := d.l.Work(); err != nil {
			return nil, err
		}
		var onward []graph.Interval
		for _, st := range d.steps(c, end, false) {
			onward = append(onward, st.valid)
		}
		onward = graph.JoinIntervals(onward)
		for _, p := range all.proofs[end] {
			for _, free := range p.valid.Without(onward) {
				last.proofs[end] = append(last.proofs[end], proof{free, p.confidence, p.claims})
			}
		}
		if last.proofs[end] != nil {
			last.ends = append(last.ends, end)
		}
	}
	return last, nil
}

// step is a claim that a condition lets follow, the node that it leads to, and a stretch of time in which it counts.
type step struct {
	ref   snapshot.Ref
	to    snapshot.Node
	valid graph.Interval
}

// steps lists the steps from a node as subject, or back from it as object.
func (d *derivation) steps(c *condition, n snapshot.Node, back bool) []step {
	if back {
		return d.follow(c, d.s.In(n), n)
	}
	return d.follow(c, d.s.Out(n), snapshot.None)
}

// end is a claim and its other end.
type end struct {
	ref   snapshot.Ref
	other snapshot.Node
}

// follow lists the steps among claims. Object is that of all claims, or
// snapshot.None if the other end is it. Where a condition asks for a least share, a claim counts while no other on the same
// pair overrules it.
func (d *derivation) follow(c *condition, all iter.Seq2[snapshot.Ref, snapshot.Node], object snapshot.Node) []step {
	var steps []step
	var same []snapshot.Ref
	var with snapshot.Node
	settle := func() {
		owner := object
		if owner == snapshot.None {
			owner = with
		}
		for _, ref := range same {
			steps = d.count(steps, c, step{ref, with, d.s.Valid(ref)}, same, owner)
		}
		same = same[:0]
	}
	var found []end
	for ref, other := range all {
		if d.s.Is(ref, c.relations) && d.known.AdmitsEver(ref) && !(d.said && d.s.IsDerived(ref)) {
			found = append(found, end{ref, other})
		}
	}
	slices.SortStableFunc(found, func(x, y end) int { return cmp.Compare(x.other, y.other) })
	for _, x := range found {
		if len(same) > 0 && x.other != with {
			settle()
		}
		same, with = append(same, x.ref), x.other
	}
	settle()
	return steps
}

// count adds a step for each stretch in which it counts for a condition, given all claims on the same pair.
func (d *derivation) count(steps []step, c *condition, st step, same []snapshot.Ref, owner snapshot.Node) []step {
	if share := d.s.Share(st.ref); share.Known() && share < c.majority {
		return steps
	}
	if c.majority == 0 || len(same) == 1 {
		return append(steps, st)
	}
	for _, valid := range st.valid.Without(graph.JoinIntervals(owners.Overruled(d.s, st.ref, same, owner, c.majority))) {
		steps = append(steps, step{st.ref, st.to, valid})
	}
	return steps
}
