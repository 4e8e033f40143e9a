package walk

import (
	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// Visits spread some at a time, and of their rows those that may do something are looked at some at a time: what is known of their
// nodes and claims lies anywhere in memory, of which several places can be fetched at once.
const (
	manyVisits = 32
	manyComing = 128
)

// spreading is the memory of that.
type spreading struct {
	stretches []snapshot.Stretch
	openedBy  []int32 // by stretch: the visit that opened it
	coming    [manyComing]coming
}

// coming is an effect's way by a claim to its subject.
type coming struct {
	claim     snapshot.Ref
	subject   snapshot.Node
	by        int32 // the visit of the object
	predicate snapshot.Predicate
	latitude  snapshot.Latitude // on arrival
}

// settle works losses off to their fixpoint, then what is weak, which depends on the losses.
func (r *removal) settle() {
	asked := 0
	for i := 0; i < len(r.lost) && r.goesOn(r.touched); {
		end := min(i+r.stride(), len(r.lost))
		asked += r.spread(r.lost[i:end])
		i = end
	}
	r.settled = true
	for i := 0; i < len(r.weak) && r.goesOn(r.touched); {
		end := min(i+r.stride(), len(r.weak))
		asked += r.spread(r.weak[i:end])
		i = end
	}
	r.c.Looked(asked)
	for at := range r.visits {
		if r.isReason(at) {
			r.reason[r.visits[at].node] = int32(at)
		}
	}
}

// stride is how many visits may spread between two looks at the limits.
func (r *removal) stride() int { return min(manyVisits, r.l.Stride()) }

// spread takes effects from visits to the subjects of all claims that the visits opened, in order, and returns of how many rows it
// asked whether they are admitted.
func (r *removal) spread(visits []int32) (asked int) {
	r.open(visits)
	n := 0
	for i := range r.stretches {
		x := &r.stretches[i]
		if !r.carries(x.Predicate, r.settled) {
			continue
		}
		if len(x.Ends) > every && !r.goesOn(0) {
			return asked
		}
		by, always := r.openedBy[i], !r.settled && r.takesMore(x.Predicate)
		a := x.Arrival(r.visits[by].latitude)
		for j, subject := range x.Ends {
			if !always && r.state[subject].isDone(a, r.settled) {
				continue
			}
			r.coming[n] = coming{x.Claim(j), subject, by, x.Predicate, a}
			if n++; n == manyComing {
				asked += n
				if n = 0; !r.goesOn(0) {
					return asked
				}
				r.comeBy(r.coming[:])
			}
		}
	}
	r.comeBy(r.coming[:n])
	return asked + n
}

// open finds the rows that visits opened. In what is weak, a visit whose loss went further opens nothing more.
func (r *removal) open(visits []int32) {
	r.stretches, r.openedBy = r.stretches[:0], r.openedBy[:0]
	for _, at := range visits {
		v := &r.visits[at]
		if r.settled && v.latitude <= r.state[v.node].lost() {
			continue
		}
		opens := snapshot.Visit{Node: v.node, Latitude: v.latitude, Before: v.before}
		if v.swept { // what is here is removed with it, whatever was lost before
			opens.Before = 0
		}
		r.stretches = r.s.Stretches(r.stretches, r.c, graph.Dependents, opens)
		for len(r.openedBy) < len(r.stretches) {
			r.openedBy = append(r.openedBy, at)
		}
	}
}

// isDone reports whether an effect that arrives with a latitude, by a claim that takes from its subject only what it is about, can do
// no more than was done. Most can't.
func (c condition) isDone(a snapshot.Latitude, settled bool) bool {
	if settled || c.acts() {
		return c.weak() >= a
	}
	return c.lost() >= a
}

// comeBy brings effects to the subjects of those claims that are admitted.
func (r *removal) comeBy(rows []coming) {
	admitted := rows[:0]
	for _, x := range rows {
		if r.c.Admits(x.claim) {
			admitted = append(admitted, x)
		}
	}
	for i := range admitted {
		r.come(&admitted[i])
	}
}

// come brings an effect to the subject of a claim.
func (r *removal) come(x *coming) {
	v, need := &r.visits[x.by], r.kind[x.predicate]
	if x.subject == v.node {
		need = graph.NeedNone
	}
	c := cause{need: x.claim, step: x.claim, by: x.by, distance: v.distance + 1}
	switch {
	case r.settled:
		r.weakenThrough(need, x.claim, x.subject, x.latitude, c)
	case need == graph.NeedWith:
		if v.swept {
			r.lose(x.subject, r.c.Start(), c, true)
		}
	default:
		if r.gates[x.predicate] != nil {
			r.fall(x.claim, x.subject, x.latitude, c)
		}
		r.loseThrough(need, x.claim, x.subject, x.latitude, c)
	}
}
