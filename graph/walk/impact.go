package walk

import (
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Removal is what is taken away. The removal of a decision takes its permissions with it; that of a claim of its effect takes
// the permissions and leaves the decision. What is given twice is taken away once, and the order does not matter.
type Removal struct {
	Nodes  []snapshot.Node
	Claims []snapshot.Ref // those for which CanRemove holds
}

// CanRemove reports whether a claim can be taken away: one of a relation, or of the effect of a decision.
func CanRemove(s *snapshot.Snapshot, claim snapshot.Ref) bool {
	return claim.IsRelation() || s.PredicateName(claim) == s.Ontology().Binding.Effect
}

// Fallout is what a removal loses and degrades. It holds memory of the snapshot until it is closed.
type Fallout struct{ r *removal }

// Impact works out what a removal does. The stop says why there may be more. It is the least fixpoint of: an entity is lost if
// it is removed, if something that it needs under all is lost, or if all the alternatives of one of its groups are. An entity
// that is not lost is degraded if an alternative of a group of its is lost, if something that it needs under all is degraded,
// or if all alternatives left in a group are. Time is linear in the rows of the entities touched (the AND/OR graph of
// W. F. Dowling and J. H. Gallier, "Linear-time algorithms for testing the satisfiability of propositional Horn formulae",
// Journal of Logic Programming 3, 1984).
func Impact(l *limits.Limits, s *snapshot.Snapshot, m *snapshot.Mask, what Removal) (*Fallout, limits.Stop, error) {
	r := newRemoval(l, s, m)
	r.remove(sortedOnce(what.Nodes))
	for _, claim := range what.Claims {
		r.claims = append(r.claims, r.counting(claim))
	}
	r.claims = sortedOnce(r.claims)
	for _, claim := range r.claims {
		r.removeClaim(claim)
	}
	r.settle()
	if r.err != nil {
		r.Close()
		return nil, r.stop, r.err
	}
	return &Fallout{r}, r.stop, nil
}

func sortedOnce[T ~int32](list []T) []T {
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}

// counting returns the version of a relation claim that counts, which need not be the given, latest one.
func (r *removal) counting(latest snapshot.Ref) snapshot.Ref {
	if !latest.IsRelation() {
		return latest
	}
	id, counts := r.s.ClaimID(latest), latest
	for claim, subject := range r.s.In(r.s.Object(latest)) {
		if subject == r.s.Subject(latest) && r.m.Admits(claim) && r.s.ClaimID(claim) == id {
			counts = claim
		}
	}
	return counts
}

// removeClaim takes a claim away; that of an effect takes what the decision permits.
func (r *removal) removeClaim(claim snapshot.Ref) {
	if claim.IsRelation() {
		r.cutClaim(claim, snapshot.NoRef, 1)
		return
	}
	for permission := range r.s.In(r.s.Subject(claim)) {
		if !r.goesOn(0) {
			return
		}
		if r.permits(permission) {
			r.cutClaim(permission, snapshot.NoRef, 1)
		}
	}
}

// Close gives the memory back.
func (f *Fallout) Close() { f.r.Close() }

// Removed returns what was taken away, each once: entities in order of id, and claims as they count on the day.
func (f *Fallout) Removed() ([]snapshot.Node, []snapshot.Ref) {
	nodes := make([]snapshot.Node, f.r.removed)
	for i, x := range f.r.lost[:f.r.removed] {
		nodes[i] = x.node
	}
	return nodes, f.r.claims
}

// Lost returns a part of what is lost and listed, nearest to the removal first, then by name, and how much there is in all.
// The error says that the context ended.
func (f *Fallout) Lost(listed snapshot.Lister, offset, limit int) (page []snapshot.Node, total int, err error) {
	return f.page(f.r.lost[f.r.removed:], listed, offset, limit)
}

// Degraded is Lost for what is degraded.
func (f *Fallout) Degraded(listed snapshot.Lister, offset, limit int) (page []snapshot.Node, total int, err error) {
	return f.page(f.r.degraded, listed, offset, limit)
}

func (f *Fallout) page(losses []loss, listed snapshot.Lister, offset, limit int) (page []snapshot.Node, total int, err error) {
	first := newSmallest(min(offset+limit, len(losses)))
	for i, x := range losses {
		if i%every == 0 {
			if err := f.r.l.Context().Err(); err != nil {
				return nil, 0, err
			}
		}
		if listed.Lists(x.node) {
			total++
			first.add(uint64(x.distance)<<32|uint64(f.r.s.NameRank(x.node)), x.node)
		}
	}
	page = first.inOrder()
	return page[min(offset, len(page)):], total, nil
}

// State is what became of an entity.
type State int

// The states. What was removed is not also lost.
const (
	Standing State = iota
	Degraded
	Lost
	Removed
)

// State says what became of an entity.
func (f *Fallout) State(n snapshot.Node) State {
	switch st := f.r.stateOf(n); {
	case st.lost > int32(f.r.removed):
		return Lost
	case st.lost > 0:
		return Removed
	case st.degraded > 0:
		return Degraded
	}
	return Standing
}

// Effect is why an entity is lost or degraded: what became of all that serves the need which failed first.
type Effect struct {
	Alternatives []Alternative  // in order of id
	Remaining    graph.Share    // the part of the need that is still served, if the shares of all alternatives are known
	Path         []snapshot.Ref // needs, from the entity to something removed
}

// Alternative is something that serves a need, and what became of it.
type Alternative struct {
	Node  snapshot.Node
	Claim snapshot.Ref // the best supported that says so
	State State
	// Cut reports that none of the claims that say so is left, for the reason of this one: it was taken away, or the
	// permission for it fell.
	Cut        bool
	Permission snapshot.Ref // that fell, or NoRef
}

// Effect explains what became of an entity that is lost or degraded.
func (f *Fallout) Effect(n snapshot.Node) Effect {
	e := Effect{Remaining: graph.NoShare}
	x := f.r.lossOf(n)
	if x == nil || x.group < 0 {
		return e
	}
	options := f.r.alternatives(&f.r.groups[x.group])
	for _, o := range options {
		permission, cut := f.r.fell[o.claim]
		if !cut {
			permission = snapshot.NoRef
		}
		e.Alternatives = append(e.Alternatives, Alternative{o.object, o.claim, f.State(o.object), cut, permission})
	}
	e.Remaining, e.Path = f.r.remaining(options), f.r.chain(n)
	return e
}

// WasTaken reports whether a claim was taken away itself, or fell with a permission.
func (f *Fallout) WasTaken(claim snapshot.Ref) bool { return f.r.cut[claim] }

// remaining adds up the shares of those alternatives that are left; it is not known if one of their shares is not.
func (r *removal) remaining(options []needOption) graph.Share {
	total := graph.Share(0)
	for _, o := range options {
		switch share := r.s.Share(o.claim); {
		case !share.Known():
			return graph.NoShare
		case !o.gone:
			total += min(share, graph.Whole-total)
		}
	}
	return total
}

// chain follows causes to a removal.
func (r *removal) chain(n snapshot.Node) []snapshot.Ref {
	var chain []snapshot.Ref
	for seen := map[snapshot.Node]bool{}; !seen[n]; {
		seen[n] = true
		x := r.lossOf(n)
		if x == nil || x.claim == snapshot.NoRef {
			break
		}
		claim, next := x.claim, x.object
		permission, end := r.fell[claim]
		if end && permission != snapshot.NoRef { // what failed is the permission
			claim, next, end = permission, r.s.Object(permission), r.cut[permission]
		}
		chain = append(chain, claim)
		if end {
			break
		}
		n = next
	}
	return chain
}
