package walk

import (
	"slices"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// laidGroup is a need of a node as the network takes it.
type laidGroup struct {
	need    graph.Need
	options []laidOption
}

// laidOption is something that serves a need, by one or several claims.
type laidOption struct {
	object snapshot.Node
	claims []laidClaim
}

type laidClaim struct {
	passage     snapshot.Passage
	permissions []laidPermission // with which it falls
}

// laidPermission is the decision behind a permission, and what its loss meets on its way to a claim that it permits.
type laidPermission struct {
	decision snapshot.Node
	passage  snapshot.Passage
	most     snapshot.Latitude // that the claim itself gives
}

// permission is a claim with which others fall.
type permission struct {
	claim    snapshot.Ref
	decision snapshot.Node
	item     snapshot.Node // that alone is permitted, or None
	gates    snapshot.Predicates
	toward   snapshot.Passage // of a loss of the decision to the holder
}

// groupsOf lists the needs of the node whose rows were read, places apart. The list is right until the next one is asked for.
func (x *losses) groupsOf(n snapshot.Node) []laidGroup {
	x.findPermissions()
	x.groups = x.groups[:0]
	last := int32(-1)
	for _, k := range x.sort(n, func(need graph.Need) bool { return need != graph.NeedNone && need != graph.NeedWith }) {
		if k.group != last {
			last = k.group
			x.groups = another(x.groups)
			g := &x.groups[len(x.groups)-1]
			g.need, g.options = x.kind[k.predicate], g.options[:0]
		}
		g := &x.groups[len(x.groups)-1]
		if at := len(g.options) - 1; at < 0 || g.options[at].object != k.object {
			g.options = another(g.options)
			o := &g.options[len(g.options)-1]
			o.object, o.claims = k.object, o.claims[:0]
		}
		o := &g.options[len(g.options)-1]
		o.claims = append(o.claims, laidClaim{k.toward, x.permitting(k)})
	}
	return x.groups
}

// another makes a list one longer, by what stood there when it was longer before: what that holds is memory to be used again.
func another[T any](list []T) []T {
	if len(list) < cap(list) {
		return list[:len(list)+1]
	}
	return slices.Grow(list, 1)[:len(list)+1]
}

// findPermissions finds those of the node whose rows were read.
func (x *losses) findPermissions() {
	x.permissions = x.permissions[:0]
	for i := range x.rows {
		rows := &x.rows[i]
		gates := x.gates[rows.Predicate]
		if gates == nil {
			continue
		}
		for j, decision := range rows.Ends {
			if claim := rows.Claim(j); x.c.Admits(claim) {
				x.permissions = append(x.permissions, permission{claim, decision, x.s.Item(claim), gates, rows.Back})
			}
		}
	}
}

// permitting lists those permissions with which a claim falls.
func (x *losses) permitting(k keyedClaim) (list []laidPermission) {
	for _, p := range x.permissions {
		if (p.item == snapshot.None || p.item == k.object) && p.claim != k.claim && p.gates[k.predicate] {
			list = append(list, laidPermission{p.decision, p.toward, k.toward.Arrival(x.c.Start())})
		}
	}
	return list
}

// failing is the slot for an alternative's being gone, or gone or weak, for its subject with at least a latitude, or noSlot if it
// never is.
func (x *losses) failing(o *laidOption, l snapshot.Latitude, weak bool) slot {
	var terms [][]slot
	whole := []slot{} // all claims fall
	for i := range o.claims {
		c := &o.claims[i]
		if in := x.arrives(o.object, c.passage, l, weak); in != noSlot {
			if len(o.claims) == 1 && len(c.permissions) == 0 {
				return in
			}
			terms = append(terms, []slot{in})
		}
		if falls := x.falls(c, l); falls != noSlot && whole != nil {
			whole = append(whole, falls)
		} else {
			whole = nil
		}
	}
	if len(whole) > 0 {
		terms = append(terms, whole)
	}
	return x.either(terms)
}

func (x *losses) arrives(object snapshot.Node, p snapshot.Passage, l snapshot.Latitude, weak bool) slot {
	from, ok := least(p, l)
	switch {
	case !ok:
		return noSlot
	case weak:
		return x.weakFrom(object, from)
	}
	return x.lostFrom(object, from)
}

// falls is the slot for a claim's falling with a permission, with at least a latitude, or noSlot.
func (x *losses) falls(c *laidClaim, l snapshot.Latitude) slot {
	var terms [][]slot
	for _, p := range c.permissions {
		if l <= p.most {
			if in := x.arrives(p.decision, p.passage, l, false); in != noSlot {
				terms = append(terms, []slot{in})
			}
		}
	}
	return x.either(terms)
}

// either is the slot that holds where one of some terms does: an extra one if need be, or noSlot if there is none.
func (x *losses) either(terms [][]slot) slot {
	switch {
	case len(terms) == 0:
		return noSlot
	case len(terms) == 1 && len(terms[0]) == 1:
		return terms[0][0]
	}
	x.extra = append(x.extra, terms)
	return x.nodeSlots + slot(len(x.extra)-1)
}
