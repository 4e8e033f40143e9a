package catalogue_test

import (
	"cmp"
	"slices"

	"github.com/google/uuid"

	"chokepoint/graph"
)

// bounds are the days on which an entity is known to begin and to end: those of date attributes by their values, others by when
// their claims begin.
func (n *naive) bounds(known []graph.Claim, id string) (begins, ends []graph.Day) {
	kind := n.ontology.Kind(n.kinds[id])
	if kind == nil {
		return nil, nil
	}
	for _, c := range known {
		if c.Subject != id || c.Object != "" {
			continue
		}
		date := c.Valid.From
		if c.Value.Type == graph.DateValue {
			date = c.Value.Date
		}
		switch {
		case date == graph.Beginning:
		case slices.Contains(kind.Begins, c.Predicate):
			begins = append(begins, date.Day())
		case slices.Contains(kind.Ends, c.Predicate):
			ends = append(ends, date.Day())
		}
	}
	return begins, ends
}

// isThere reports whether an entity is there on a day, as far as is known.
func (n *naive) isThere(known []graph.Claim, id string, d graph.Day) bool {
	begins, ends := n.bounds(known, id)
	return (len(begins) == 0 || d >= slices.Min(begins)) && (len(ends) == 0 || d < slices.Max(ends))
}

// isUndated reports whether nothing is known of when a claim began.
func (n *naive) isUndated(known []graph.Claim, c *graph.Claim) bool {
	for _, id := range []string{c.Subject, c.Object, c.Item} {
		if begins, _ := n.bounds(known, id); len(begins) > 0 {
			return false
		}
	}
	return c.Valid.From == graph.Beginning
}

// link is a claim that may be a step, and what the ontology says of where it may stand.
type link struct {
	graph.Claim
	id      uuid.UUID
	stratum int // from the dependent down, or anywhere
	own     bool
}

const anywhere = -1

// links are the claims of which a filter lets chains be made.
func (n *naive) links(f graph.Filter) []link {
	var links []link
	for _, c := range n.admitted(f) {
		r := n.ontology.Relation(c.Predicate)
		l := link{Claim: c, id: c.ID(), stratum: anywhere}
		if !f.AnyOrder {
			l.own = r.Own || c.Role == sellerRole
			l.stratum = slices.Index(n.ontology.Strata, stratumName(r, n.kinds[c.Subject], n.kinds[c.Object]))
			for _, rule := range n.ontology.Rules {
				if c.Role != "" && c.Role == rule.Derive.Role && rule.Derive.Stratum != "" {
					l.stratum = slices.Index(n.ontology.Strata, rule.Derive.Stratum)
				}
			}
		}
		if r.LeastShare > 0 && c.Share.Known() {
			least := graph.ShareOf(r.LeastShare)
			if f.MinShare != nil {
				least = *f.MinShare
			}
			if c.Shares().Most < least {
				continue
			}
		}
		links = append(links, l)
	}
	return links
}

func stratumName(r *graph.Relation, from, to string) string {
	for _, w := range r.Strata {
		if (len(w.From) == 0 || slices.Contains(w.From, from)) && (len(w.To) == 0 || slices.Contains(w.To, to)) {
			return w.Stratum
		}
	}
	return r.Stratum
}

// chain is a chain of claims, from the dependent on.
type chain []link

// isDependence reports whether the strata never go up, and what counts for its subject alone is the first step.
func (c chain) isDependence() bool {
	lowest := 0
	for i, l := range c {
		if i > 0 && l.own || l.stratum != anywhere && l.stratum < lowest {
			return false
		}
		lowest = max(lowest, l.stratum)
	}
	return true
}

// nodes are the entities along a chain.
func (c chain) nodes() []string {
	nodes := []string{c[0].Subject}
	for _, l := range c {
		nodes = append(nodes, l.Object)
	}
	return nodes
}

func (c chain) weakest() graph.Confidence {
	least := graph.Official
	for _, l := range c {
		least = min(least, l.Confidence)
	}
	return least
}

func (c chain) ids() []uuid.UUID {
	var ids []uuid.UUID
	for _, l := range c {
		ids = append(ids, l.id)
	}
	return ids
}

// chains lists all dependences between different entities that visit nothing twice.
func (n *naive) chains(links []link) []chain {
	var all []chain
	var extend func(c chain, visited []string)
	extend = func(c chain, visited []string) {
		for _, l := range links {
			longer := append(slices.Clip(c), l)
			if l.Subject != visited[len(visited)-1] || slices.Contains(visited, l.Object) || !longer.isDependence() {
				continue
			}
			all = append(all, longer)
			extend(longer, append(slices.Clip(visited), l.Object))
		}
	}
	for _, id := range n.ids {
		extend(nil, []string{id})
	}
	return all
}

// compareLinks puts the better supported of two claims between the same entities first.
func compareLinks(x, y link) int {
	return cmp.Or(-cmp.Compare(x.Confidence, y.Confidence), slices.Compare(x.id[:], y.id[:]))
}

// walked is a chain in the order in which a walk that began at one of its ends made it.
type walked struct {
	steps []link
	back  bool // against the direction of dependency
}

func (w walked) weakest() graph.Confidence { return chain(w.steps).weakest() }

// by is the neighbour from which the last step was made.
func (w walked) by() string {
	last := w.steps[len(w.steps)-1]
	if w.back {
		return last.Object
	}
	return last.Subject
}

func (w walked) before() walked { return walked{w.steps[:len(w.steps)-1], w.back} }

// compareWalked puts the better of two ways of one length to one entity first: that of which the weakest claim is the best; then
// the one by the smaller neighbour; then the one by the better claim; then that with the better way to the neighbour.
func compareWalked(x, y walked) int {
	if len(x.steps) == 0 {
		return 0
	}
	return cmp.Or(-cmp.Compare(x.weakest(), y.weakest()), cmp.Compare(x.by(), y.by()),
		compareLinks(x.steps[len(x.steps)-1], y.steps[len(y.steps)-1]), compareWalked(x.before(), y.before()))
}

// shown is the chain that an answer about an entity shows of those between it and another: a shortest one, and of these the
// best way from the entity asked about.
func shown(between []chain, way graph.Direction) chain {
	shortest := slices.MinFunc(between, func(x, y chain) int { return cmp.Compare(len(x), len(y)) })
	var ways []walked
	for _, c := range between {
		if len(c) == len(shortest) {
			w := walked{slices.Clone(c), way == graph.Dependents}
			if w.back {
				slices.Reverse(w.steps)
			}
			ways = append(ways, w)
		}
	}
	best := slices.MinFunc(ways, compareWalked)
	if best.back {
		slices.Reverse(best.steps)
	}
	return best.steps
}

// alongEach lists, for each sequence of entities that some of the chains go along, the chain that is shown: at each step from the
// dependent the better supported claim, of those with which it can be gone on from what was chosen before. The shortest come
// first, then they are in order of ids.
func alongEach(chains []chain) []chain {
	var best []chain
	for _, c := range chains {
		at := slices.IndexFunc(best, func(b chain) bool { return slices.Equal(b.nodes(), c.nodes()) })
		switch {
		case at < 0:
			best = append(best, c)
		case slices.CompareFunc(c, best[at], compareLinks) < 0:
			best[at] = c
		}
	}
	slices.SortFunc(best, func(x, y chain) int { return cmp.Or(cmp.Compare(len(x), len(y)), slices.Compare(x.nodes(), y.nodes())) })
	return best
}
