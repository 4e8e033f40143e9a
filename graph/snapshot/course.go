package snapshot

import (
	"sync/atomic"

	"chokepoint/graph"
)

// Latitude is how much of the strata is open to a walk that has come to a node: the more, the greater. A walk from the dependent
// goes down the strata, so that each step leaves it those of its own stratum and below; one against the direction of dependency
// goes up. Where a node is reached twice, the greater latitude includes the less. The zero Latitude is that of a node that was
// not reached.
type Latitude uint8

// Terminal is the latitude of an end from which no step leads on.
const Terminal Latitude = 1

// Passage is what a step of a lane asks of a walk and leaves to it.
type Passage struct {
	Needs Latitude // least latitude from which it may be made; 0: never
	Gives Latitude // on arrival; 0: as before, but at most Keeps
	Keeps Latitude
}

// Course is a filter compiled for walks over one snapshot: which claims count, and in which order of strata.
type Course struct {
	*Mask
	passages [2][]Passage // against the direction of dependency, and along it; by lane
	start    Latitude
	strata   int // that are walked

	looked   atomic.Int64 // at the terms of so many rows
	admitted []uint64     // by row, a bit: the mask admits it; nil until that is worth it, see courses
}

// Start is the latitude at the start of a walk: all there is.
func (c *Course) Start() Latitude { return c.start }

// Latitudes is more than the greatest latitude.
func (c *Course) Latitudes() int { return int(c.start) + 1 }

// Meets is the latitude at which a walk against the direction of dependency must have come to a node so that the path that it
// found goes on from one along it that has come there with latitude l.
func (c *Course) Meets(l Latitude) Latitude { return c.start + 1 - l }

// Toward returns what a claim asks of a walk in a direction (graph.Dependents or graph.Dependencies) and leaves to it, whether
// the mask admits it or not.
func (s *Snapshot) Toward(c *Course, d graph.Direction, ref Ref) Passage {
	return c.passages[along(d)][s.laneOfRow(uint32(ref))]
}

// Between is Toward for a claim whose object is known already.
func (s *Snapshot) Between(c *Course, d graph.Direction, ref Ref, object Node) Passage {
	return c.passages[along(d)][s.laneNumbers.of(s.rows.terms[ref].class, s.rows.subject[ref], object)]
}

func along(d graph.Direction) int {
	if d == graph.Dependencies {
		return 1
	}
	return 0
}

// Arrival is the latitude after a step from latitude l, or 0 if it can't be made.
func (p Passage) Arrival(l Latitude) Latitude {
	switch {
	case p.Needs == 0 || l < p.Needs:
		return 0
	case p.Gives == 0:
		return min(l, p.Keeps)
	}
	return p.Gives
}

// Course compiles a filter for walks. The error wraps ErrUnknownTerm.
func (s *Snapshot) Course(f graph.Filter) (*Course, error) {
	return s.CourseOf(f, func(r *graph.Relation) bool { return f.Walks(r) })
}

// CourseOf is Course over the relations that walks picks, whatever the filter says of relations and channels.
func (s *Snapshot) CourseOf(f graph.Filter, walks func(*graph.Relation) bool) (*Course, error) {
	if err := s.ontology.CheckFilter(f); err != nil {
		return nil, err
	}
	walked := make(Predicates, len(s.predicates))
	for i := range s.ontology.Relations {
		walked[i] = walks(&s.ontology.Relations[i])
	}
	compile := func() *Course {
		c := &Course{Mask: s.maskOf(f, walked)}
		s.shareMask(c.Mask, f)
		c.lay(s.laneNumbers.lanes, walked, f.AnyOrder, len(s.ontology.Strata))
		return c
	}
	if s.courses == nil { // it is being built
		return compile(), nil
	}
	return s.courses.find(keyOfCourse(&f, walked), compile).get(), nil
}

// lay gives each lane its passages. Strata that are not walked do not count.
func (c *Course) lay(lanes []lane, walked Predicates, any bool, strata int) {
	place := make([]int, strata+1)
	for _, l := range lanes {
		if walked[l.predicate] && l.stratum < strata {
			place[l.stratum] = 1
		}
	}
	for i, there := range place {
		if place[i] = c.strata; there == 1 {
			c.strata++
		}
	}
	if any {
		c.strata = 0
	}
	// What counts for its subject alone needs a start that tells itself from all that is come to, even without strata.
	c.start = Terminal + 1 + Latitude(max(c.strata, 1))
	for d := range c.passages {
		c.passages[d] = make([]Passage, len(lanes))
	}
	for i, l := range lanes {
		if !walked[l.predicate] {
			continue
		}
		up, down := Passage{Needs: Terminal + 1, Keeps: c.start}, Passage{Needs: Terminal + 1, Keeps: c.start - 1}
		if !any && l.stratum < strata {
			above, below := Terminal+1+Latitude(place[l.stratum]), c.start-1-Latitude(place[l.stratum])
			up, down = Passage{Needs: above, Gives: above}, Passage{Needs: below, Gives: below}
		}
		if !any && l.own {
			up.Gives, down.Needs = Terminal, c.start
		}
		c.passages[0][i], c.passages[1][i] = up, down
	}
}

// Admits reports whether a claim passes the filter.
func (c *Course) Admits(ref Ref) bool {
	if c.admitted != nil && ref >= 0 {
		return c.admitted[ref/64]>>(ref%64)&1 != 0
	}
	return c.Mask.Admits(ref)
}

// shareMask makes a mask ask, of claims of relations with a least share, for that share: one that may be as great will do.
func (s *Snapshot) shareMask(m *Mask, f graph.Filter) {
	for i, k := range s.classes {
		if int(k.predicate) >= len(s.ontology.Relations) || m.pass[i] == 0 {
			continue
		}
		r := &s.ontology.Relations[k.predicate]
		least := graph.ShareFrom(r.LeastShare)
		if f.MinShare != nil && least > 0 {
			least = *f.MinShare
		}
		if least > 0 {
			if m.least == nil {
				m.least, m.s = make([]graph.Share, len(s.classes)), s
			}
			m.pass[i], m.least[i] = passShare, least
		}
	}
}
