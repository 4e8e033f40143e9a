package snapshot

import "chokepoint/graph"

// Stretch is rows side by side that a walk from a node decides on alike: claims of a predicate, each with its other end.
type Stretch struct {
	Ends []Node // memory of the snapshot
	Passage
	Back      Passage // of the same claims in the other direction
	Predicate Predicate

	first  Ref     // against the direction of dependency, where claims stand in order of object
	placed []int32 // along it: the claims; else nil
}

// Claim is the claim that has the end at place i.
func (x *Stretch) Claim(i int) Ref {
	if x.placed != nil {
		return Ref(x.placed[i])
	}
	return x.first + Ref(i)
}

// Stretches appends the rows by which a walk goes on from a visit in a direction (graph.Dependents or graph.Dependencies), those that
// the mask does not admit too: a stretch for each lane that the visit opens. It is for walks that leave most rows as soon as they see
// the predicate or the end, in memory that they use again; the others ask for Steps.
func (s *Snapshot) Stretches(into []Stretch, c *Course, d graph.Direction, v Visit) []Stretch {
	x, passages, back, side := &s.inRuns, c.passages[along(d)], c.passages[1-along(d)], AsObject
	if d == graph.Dependencies {
		x, side = &s.outRuns, AsSubject
	}
	s.look(v.Node, side)
	begin, end := x.begin[v.Node], x.begin[v.Node+1]
	if begin == end {
		return into
	}
	row := x.first[v.Node]
	for _, r := range x.of[begin:end] {
		first := row
		row += uint32(r.rows)
		p := passages[r.lane]
		if !p.opens(v) {
			continue
		}
		next := Stretch{Passage: p, Back: back[r.lane], Predicate: s.laneNumbers.lanes[r.lane].predicate}
		if d == graph.Dependencies {
			next.Ends, next.placed = s.outTo[first:row], s.outRow[first:row]
		} else {
			next.Ends, next.first = s.rows.subject[first:row], Ref(first)
		}
		into = append(into, next)
	}
	return into
}

// All is a visit to a node that opens all its rows that are walked.
func (c *Course) All(n Node) Visit { return Visit{Node: n, Latitude: c.start} }
