package snapshot

import (
	"cmp"
	"slices"
	"sync"

	"chokepoint/graph"
)

// chain is the rows of the ontology's chain of relations to the state of an entity, by subject. Most rows are none of them.
type chain struct {
	first []uint32 // by node; one more at the end
	links []link
}

type link struct {
	row    Ref
	object Node
}

type chainKey struct{}

func (s *Snapshot) countryChain() *chain {
	return Memo(s, chainKey{}, func() *chain {
		set := s.Predicates(s.ontology.Country.Relations...)
		x := &chain{first: make([]uint32, len(s.ids)+1)}
		for ref := range s.RelationClaims(set) {
			x.first[s.Subject(ref)+1]++
		}
		for n := range s.ids {
			x.first[n+1] += x.first[n]
		}
		next := slices.Clone(x.first)
		x.links = make([]link, x.first[len(s.ids)])
		for ref, object := range s.RelationClaims(set) {
			n := s.Subject(ref)
			x.links[next[n]] = link{ref, object}
			next[n]++
		}
		return x
	})
}

// Countries finds the states of entities as of one day and one instant of recording. It remembers what it found, and is used by
// one goroutine.
type Countries struct {
	s      *Snapshot
	chain  *chain
	mask   *Mask
	scouts *sync.Pool
	kind   string
	found  map[Node]Node
}

// Countries prepares to find states; of the filter, AsOf and KnownAt count.
func (s *Snapshot) Countries(f graph.Filter) *Countries {
	mask := s.maskOf(graph.Filter{AsOf: f.AsOf, KnownAt: f.KnownAt}, s.everyPredicate())
	scouts := Memo(s, scoutKey{}, func() *sync.Pool {
		return &sync.Pool{New: func() any { return &scout{epoch: make([]uint32, len(s.ids)), place: make([]int32, len(s.ids))} }}
	})
	return &Countries{s: s, chain: s.countryChain(), mask: mask, scouts: scouts, kind: s.ontology.Country.Kind, found: map[Node]Node{}}
}

// Of returns the state of an entity, or None: the end of the ontology's chain of relations, if it is of the kind of states. Of
// several ends the nearest counts, then the one to which the claims are better supported, then the one with the smaller id. What
// leads on is no end: nothing in a circle is one.
func (c *Countries) Of(n Node) Node {
	country, ok := c.found[n]
	if !ok {
		x := c.scouts.Get().(*scout)
		country = x.search(c, n)
		c.scouts.Put(x)
		c.found[n] = country
	}
	return country
}

// scout is the memory of a search, used again and again: what it holds by node counts if it is of the epoch of the search.
type scout struct {
	now         uint32
	epoch       []uint32 // by node: of the search that came to it last
	place       []int32  // by node: in the level that it was come to in
	level, next []seat
}

type scoutKey struct{}

// seat is a place on the way to a state, with the confidence of the weakest claim on the best way to it.
type seat struct {
	node       Node
	confidence graph.Confidence
}

// search goes on from a node level by level, until a level has an end.
func (x *scout) search(c *Countries, n Node) Node {
	if x.now++; x.now == 0 {
		clear(x.epoch)
		x.now = 1
	}
	x.epoch[n], x.place[n] = x.now, 0
	x.level = append(x.level[:0], seat{n, graph.Official})
	for len(x.level) > 0 {
		best := seat{node: None}
		x.next = x.next[:0]
		for _, at := range x.level {
			leads := false
			for _, l := range c.chain.links[c.chain.first[at.node]:c.chain.first[at.node+1]] {
				if c.mask.Admits(l.row) {
					leads = true
					x.goOn(l.object, min(at.confidence, c.s.Confidence(l.row)))
				}
			}
			if !leads && c.kind != "" && c.s.Kind(at.node) == c.kind && (best.node == None || compareSeats(at, best) < 0) {
				best = at
			}
		}
		if best.node != None {
			return best.node
		}
		x.level, x.next = x.next, x.level
	}
	return None
}

// goOn notes a node for the next level, by the best way to it, unless a level before has it.
func (x *scout) goOn(to Node, confidence graph.Confidence) {
	if x.epoch[to] != x.now {
		x.epoch[to], x.place[to] = x.now, int32(len(x.next))
		x.next = append(x.next, seat{to, confidence})
	} else if i := int(x.place[to]); i < len(x.next) && x.next[i].node == to {
		x.next[i].confidence = max(x.next[i].confidence, confidence)
	}
}

// compareSeats orders by confidence, then by node, which is by id.
func compareSeats(x, y seat) int {
	return cmp.Or(-cmp.Compare(x.confidence, y.confidence), cmp.Compare(x.node, y.node))
}

// Ref returns an entity as it stands in lists.
func (c *Countries) Ref(n Node) graph.EntityRef {
	r := graph.EntityRef{ID: c.s.ids[n], Kind: c.s.entities[n].Kind, Name: c.s.entities[n].Name}
	if country := c.Of(n); country != None {
		r.Country = c.s.ids[country]
	}
	return r
}
