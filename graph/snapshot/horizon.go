package snapshot

import (
	"iter"
	"slices"
	"sync"
	"time"
)

// Side is a side of an entity from which claims are seen.
type Side uint8

// The sides.
const (
	AsSubject Side = iota // relation claims of which it is the subject
	AsObject              // relation claims of which it is the object
	InItself              // claims that give it attributes
	Counted               // how many claims there are about it, not which
	sides
	Called   // of a text: what it is called as a whole, in one form or another
	Alike    // of a text: names that have its words, or some like them
	Recorded // of an instant, as RFC 3339 writes it: when a claim was last recorded
)

// Look is a look at an entity from a side, at the entities that a text may name, or at an instant.
type Look struct {
	Of   string
	From Side
}

// Horizon is how far a part of the facts goes that was gathered look by look.
type Horizon struct {
	Looks map[Look]bool        // of which the part has all claims, or all entities
	Kinds map[string]bool      // of which the part has all entities
	Count map[string]int       // by id of an entity: how many claims there are about it
	All   int                  // how many entities there are, if names are looked for
	Last  map[string]time.Time // by instant: see Snapshot.LastRecorded
}

// NewHorizon returns a horizon within which nothing is.
func NewHorizon() *Horizon {
	return &Horizon{map[Look]bool{}, map[string]bool{}, map[string]int{}, 0, map[string]time.Time{}}
}

// horizon notes what is looked at beyond a Horizon.
type horizon struct {
	within *Horizon
	seen   [sides][]bool // by node
	noting sync.Mutex
	looks  map[Look]bool
	kinds  map[string]bool
}

func (h *Horizon) of(ids []string) *horizon {
	x := &horizon{within: h, looks: map[Look]bool{}, kinds: map[string]bool{}}
	for side := range x.seen {
		x.seen[side] = make([]bool, len(ids))
		for n, id := range ids {
			x.seen[side][n] = h.Looks[Look{id, Side(side)}]
		}
	}
	return x
}

// look notes a look that goes beyond the horizon, if there is one.
func (s *Snapshot) look(n Node, from Side) {
	if s.horizon != nil && !s.horizon.seen[from][n] {
		s.horizon.note(Look{s.ids[n], from})
	}
}

// LookFor notes a look by a text, Called, Alike or Recorded, of which the part may not have all.
func (s *Snapshot) LookFor(text string, from Side) {
	if l := (Look{text, from}); s.horizon != nil && !s.horizon.within.Looks[l] {
		s.horizon.note(l)
	}
}

// Population is how many entities there are in all, beyond the horizon too.
func (s *Snapshot) Population() int {
	if s.horizon != nil {
		return max(s.horizon.within.All, len(s.ids))
	}
	return len(s.ids)
}

func (x *horizon) note(l Look) {
	x.noting.Lock()
	defer x.noting.Unlock()
	x.looks[l] = true
}

// Beyond lists the looks that went beyond the horizon of a part, and the kinds of which not all entities were there: what the answer
// says is right if there are none. Who gathers them and asks again comes to such an answer, since each time there is more of what
// the first looks were at.
func (s *Snapshot) Beyond() (looks []Look, kinds []string) {
	if s.horizon == nil {
		return nil, nil
	}
	s.horizon.noting.Lock()
	defer s.horizon.noting.Unlock()
	for l := range s.horizon.looks {
		looks = append(looks, l)
	}
	for kind := range s.horizon.kinds {
		kinds = append(kinds, kind)
	}
	return looks, kinds
}

// OfKinds yields all entities of some kinds, in order; of none: all there are.
func (s *Snapshot) OfKinds(kinds []string) iter.Seq[Node] {
	s.lookForKinds(kinds)
	return func(yield func(Node) bool) {
		for n := range Node(len(s.ids)) {
			if (len(kinds) == 0 || slices.Contains(kinds, s.Kind(n))) && !yield(n) {
				return
			}
		}
	}
}

// lookForKinds notes kinds of which a part may not have all entities; none: all.
func (s *Snapshot) lookForKinds(kinds []string) {
	x := s.horizon
	if x == nil {
		return
	}
	x.noting.Lock()
	defer x.noting.Unlock()
	if len(kinds) == 0 {
		for _, k := range s.ontology.Kinds {
			kinds = append(kinds, k.Name)
		}
	}
	for _, kind := range kinds {
		if !x.within.Kinds[kind] {
			x.kinds[kind] = true
		}
	}
}
