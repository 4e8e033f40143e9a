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

// Fallout is what a removal loses and weakens. It holds memory of the snapshot until it is closed.
type Fallout struct {
	r     *removal
	lists [Removed][]int32 // by state: the first visits of those that are in it
}

// Impact works out what a removal does, by the relations that a filter lets a walk follow. The stop says why there may be more;
// the error wraps graph.ErrUnknownTerm, or says that the context ended.
//
// What is where a removed place is, is removed with it. Otherwise it is the least fixpoint of: an entity that is no actor is lost
// if something that it needs under all is gone, or if all the alternatives of one of its groups are. Then: an entity that is not
// lost is weak if an alternative of a group of its, a part or a permission is gone, or if all that is left of a group is weak;
// an actor is called impaired, anything else degraded. The loss of a part or of a permission goes no further than its subject.
// Every other effect carries a latitude, against the direction of dependency, and
// goes on by the claims that this leaves open: who works with a thing that is lost does not take what he makes with him.
//
// Time is linear in the rows of the entities touched, for each latitude (the AND/OR graph of W. F. Dowling and J. H. Gallier,
// "Linear-time algorithms for testing the satisfiability of propositional Horn formulae", Journal of Logic Programming 3, 1984).
func Impact(l *limits.Limits, s *snapshot.Snapshot, f graph.Filter, what Removal) (*Fallout, limits.Stop, error) {
	n, err := newNeeds(s, f)
	if err != nil {
		return nil, limits.Stop{}, err
	}
	r := newRemoval(l, n)
	r.remove(sortedOnce(what.Nodes))
	r.removeClaims(what.Claims)
	r.settle()
	if r.err != nil {
		r.Close()
		return nil, r.stop, r.err
	}
	x := &Fallout{r: r}
	x.list()
	return x, r.stop, nil
}

func sortedOnce[T ~int32](list []T) []T {
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}

func (r *removal) removeClaims(claims []snapshot.Ref) {
	for _, claim := range claims {
		r.claims = append(r.claims, r.counting(claim)...)
	}
	r.claims = sortedOnce(r.claims)
	for _, claim := range r.claims {
		if r.goesOn(r.touched) {
			r.removeClaim(claim)
		}
	}
}

// counting returns the versions of a relation claim that count, which need not be the given, latest one.
func (r *removal) counting(latest snapshot.Ref) []snapshot.Ref {
	if !latest.IsRelation() {
		return []snapshot.Ref{latest}
	}
	var versions []snapshot.Ref
	id := r.s.ClaimID(latest)
	for claim, subject := range r.s.In(r.s.Object(latest)) {
		if subject == r.s.Subject(latest) && r.c.Admits(claim) && r.s.ClaimID(claim) == id {
			versions = append(versions, claim)
		}
	}
	if versions == nil {
		return []snapshot.Ref{latest}
	}
	return versions
}

// removeClaim takes a claim away; that of an effect takes what the decision permits.
func (r *removal) removeClaim(claim snapshot.Ref) {
	cut := func(claim snapshot.Ref, subject, object snapshot.Node) {
		if l := r.toward(claim, object).Arrival(r.c.Start()); l > 0 && r.c.Admits(claim) {
			r.cutClaim(snapshot.Step{Ref: claim, To: object}, subject, l, snapshot.NoRef, cause{need: claim, step: claim, by: -1, distance: 1})
		}
	}
	if claim.IsRelation() {
		cut(claim, r.s.Subject(claim), r.s.Object(claim))
		return
	}
	decision := r.s.Subject(claim)
	for step := range r.s.Steps(r.c, graph.Dependents, decision) {
		if r.permits(step.Ref) {
			cut(step.Ref, step.To, decision)
		}
	}
}

// Close gives the memory back.
func (f *Fallout) Close() { f.r.Close() }

// Removed returns what was taken away, each once: entities in order of id, and claims as they count on the day.
func (f *Fallout) Removed() ([]snapshot.Node, []snapshot.Ref) {
	nodes := make([]snapshot.Node, f.r.removed)
	for i, at := range f.r.lost[:f.r.removed] {
		nodes[i] = f.r.visits[at].node
	}
	return nodes, f.r.claims
}

// State is what became of an entity.
type State int

// The states. What was removed is not also lost.
const (
	Standing State = iota
	Degraded
	Impaired // an actor that has lost something
	Lost
	Removed
)

// State says what became of an entity.
func (f *Fallout) State(n snapshot.Node) State { return f.r.stateNow(n) }

func (r *removal) stateNow(n snapshot.Node) State {
	st := r.stateOf(n)
	switch {
	case st.stands():
		return Standing
	case st.swept() && r.visits[r.reason[n]].step == snapshot.NoRef:
		return Removed
	case st.acts():
		return Impaired
	case st.lost() > 0:
		return Lost
	}
	return Degraded
}

// list sorts what was touched by what became of it.
func (f *Fallout) list() {
	r := f.r
	for at := range r.visits {
		if !r.isReason(at) {
			continue
		}
		if state := r.stateNow(r.visits[at].node); state < Removed {
			f.lists[state] = append(f.lists[state], int32(at))
		}
	}
}

// isReason reports whether a visit says why its node was lost, or else weakened: it is the first that did.
func (r *removal) isReason(at int) bool {
	v := &r.visits[at]
	return v.before == 0 && (v.lost || r.stateOf(v.node).lost() == 0)
}

// reasonOf returns the visit that says why a node was lost, or else weakened, once all is settled, or -1.
func (r *removal) reasonOf(n snapshot.Node) int32 {
	if r.stateOf(n).stands() {
		return -1
	}
	return r.reason[n]
}

// List returns a part of what is in a state (Lost, Degraded or Impaired) and listed, nearest to the removal first, then by name,
// and how much there is in all. The error says that the context ended.
func (f *Fallout) List(state State, listed snapshot.Lister, offset, limit int) (page []snapshot.Node, total int, err error) {
	visits := f.lists[state]
	first := newSmallest(min(offset+limit, len(visits)))
	for i, at := range visits {
		if i%every == 0 {
			if err := f.r.l.Context().Err(); err != nil {
				return nil, 0, err
			}
		}
		if v := &f.r.visits[at]; listed.Lists(v.node) {
			total++
			first.add(uint64(v.distance)<<32|uint64(f.r.s.NameRank(v.node)), v.node)
		}
	}
	page = first.inOrder()
	return page[min(offset, len(page)):], total, nil
}
