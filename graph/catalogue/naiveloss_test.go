package catalogue_test

import (
	"math"
	"slices"

	"chokepoint/graph"
)

// How far an effect may go on: up from a stratum, by its place; from the end of a path that counts for its subject alone, or of
// a permission, nowhere; from what was removed, everywhere.
const (
	untouched  = -2
	nowhere    = -1
	everywhere = math.MaxInt
)

// arrives is how far an effect may go on from the subject of a claim, that may go on so far from its object.
func (n *naive) arrives(from int, c *graph.Claim, anyOrder bool) int {
	r := n.ontology.Relation(c.Predicate)
	stratum := n.ontology.StratumOf(r, n.kinds[c.Subject], n.kinds[c.Object])
	switch {
	case anyOrder && from > nowhere:
		return from
	case from < max(stratum, 0):
		return untouched
	case r.Own:
		return nowhere
	case stratum < 0:
		return from
	}
	return stratum
}

// spread are the claims by which losses may spread: what is somewhere goes with the place unless the filter names what to walk.
func (n *naive) spread(f graph.Filter) []graph.Claim {
	claims := n.admitted(f)
	if len(f.Channels)+len(f.Relations) > 0 {
		return claims
	}
	f.Channels = []string{"place"}
	return append(claims, n.admitted(f)...)
}

// naiveNeed is a group: the claims by which each object serves it.
type naiveNeed struct {
	subject string
	kind    graph.Need
	objects map[string][]graph.Claim
}

// needsOf groups claims by subject, relation, item and purpose, and by object where each object is needed.
func (n *naive) needsOf(claims []graph.Claim) []naiveNeed {
	groups := map[[5]string]naiveNeed{}
	for _, c := range claims {
		key := [5]string{c.Subject, c.Predicate, c.Item, c.Purpose}
		switch need := n.ontology.Relation(c.Predicate).Need; {
		case need == graph.NeedNone || need == graph.NeedWith || c.Object == c.Subject:
			continue
		case need == graph.NeedAll:
			key[4] = c.Object
		}
		if groups[key].objects == nil {
			groups[key] = naiveNeed{c.Subject, n.ontology.Relation(c.Predicate).Need, map[string][]graph.Claim{}}
		}
		groups[key].objects[c.Object] = append(groups[key].objects[c.Object], c)
	}
	var list []naiveNeed
	for _, g := range groups {
		list = append(list, g)
	}
	return list
}

// naiveRemoval is what a removal does, each by how far it goes on.
type naiveRemoval struct {
	n       *naive
	any     bool
	lost    map[string]int
	weak    map[string]int // lost or weak
	cut     map[string]int // claims by id
	changed bool
}

func at(m map[string]int, id string) int {
	if l, ok := m[id]; ok {
		return l
	}
	return untouched
}

func (r *naiveRemoval) raise(m map[string]int, id string, l int) {
	if l > at(m, id) {
		m[id], r.changed = l, true
	}
}

// gone is how far the loss of an object goes that serves a need by some claims; orWeak counts what is weak too.
func (r *naiveRemoval) gone(object string, claims []graph.Claim, of map[string]int) int {
	reached, all := untouched, everywhere
	for i := range claims {
		reached = max(reached, r.n.arrives(at(of, object), &claims[i], r.any))
		all = min(all, at(r.cut, claims[i].ID().String()))
	}
	return max(reached, all)
}

// remove takes entities and claims away and passes over everything until nothing changes.
func (n *naive) remove(claims []graph.Claim, anyOrder bool, entities []string, taken []graph.Claim) *naiveRemoval {
	r := &naiveRemoval{n: n, any: anyOrder, lost: map[string]int{}, weak: map[string]int{}, cut: map[string]int{}}
	for _, id := range entities {
		r.lost[id] = everywhere
	}
	for r.changed = true; r.changed; {
		r.changed = false
		for _, c := range claims {
			if n.ontology.Relation(c.Predicate).Need == graph.NeedWith && at(r.lost, c.Object) == everywhere {
				r.raise(r.lost, c.Subject, everywhere)
			}
		}
	}
	for _, c := range taken {
		r.cut[c.ID().String()] = n.arrives(everywhere, &c, anyOrder)
	}
	needs := n.needsOf(claims)
	for r.changed = true; r.changed; {
		r.changed = false
		r.forbid(claims)
		for _, g := range needs {
			if g.kind == graph.NeedPart || n.acts(g.subject) {
				continue
			}
			all := everywhere
			for object, by := range g.objects {
				all = min(all, r.gone(object, by, r.lost))
			}
			r.raise(r.lost, g.subject, all)
		}
	}
	r.weaken(needs)
	return r
}

func (n *naive) acts(id string) bool { k := n.ontology.Kind(n.kinds[id]); return k != nil && k.Actor }

// forbid takes away what permissions permitted that fell.
func (r *naiveRemoval) forbid(claims []graph.Claim) {
	for _, p := range claims {
		gates := r.n.ontology.Relation(p.Predicate).Gates
		fell := max(at(r.cut, p.ID().String()), r.n.arrives(at(r.lost, p.Object), &p, r.any))
		if len(gates) == 0 || fell == untouched {
			continue
		}
		r.raise(r.weak, p.Subject, nowhere)
		for _, c := range claims {
			if c.Subject == p.Subject && slices.Contains(gates, c.Predicate) && (p.Item == "" || p.Item == c.Object) {
				r.raise(r.cut, c.ID().String(), min(fell, r.n.arrives(everywhere, &c, r.any)))
			}
		}
	}
}

// weaken works out what is weak once the losses are settled.
func (r *naiveRemoval) weaken(needs []naiveNeed) {
	for id, l := range r.lost {
		r.raise(r.weak, id, l)
	}
	for r.changed = true; r.changed; {
		r.changed = false
		for _, g := range needs {
			all := everywhere
			for object, by := range g.objects {
				gone := r.gone(object, by, r.lost)
				if g.kind == graph.NeedPart && gone > untouched {
					r.raise(r.weak, g.subject, nowhere)
					continue
				}
				r.raise(r.weak, g.subject, gone)
				all = min(all, max(gone, r.gone(object, by, r.weak)))
			}
			if g.kind != graph.NeedPart {
				r.raise(r.weak, g.subject, all)
			}
		}
	}
}

// stateOf says what became of an entity, or nothing.
func (r *naiveRemoval) stateOf(id string) string {
	switch {
	case at(r.weak, id) == untouched:
		return ""
	case r.n.acts(id):
		return "impaired"
	case at(r.lost, id) > untouched:
		return "lost"
	}
	return "degraded"
}

// states says what became of all entities but some.
func (r *naiveRemoval) states(but []string) map[string]string {
	states := map[string]string{}
	for _, id := range r.n.ids {
		if state := r.stateOf(id); state != "" && !slices.Contains(but, id) {
			states[id] = state
		}
	}
	return states
}

// belongings are an entity and all that belongs to it, at any distance.
func (n *naive) belongings(f graph.Filter, id string) []string {
	f.Channels, f.Relations = []string{"supply", "ownership", "regulatory"}, nil
	claims, own := n.admitted(f), []string{id}
	for i := 0; i < len(own); i++ {
		for _, c := range claims {
			r := n.ontology.Relation(c.Predicate)
			if r.Belongs && c.Object == own[i] && !slices.Contains(own, c.Subject) && (r.BelongsShare == 0 || c.Share.Known() && c.Share >= graph.ShareOf(r.BelongsShare)) {
				own = append(own, c.Subject)
			}
		}
	}
	return own
}
