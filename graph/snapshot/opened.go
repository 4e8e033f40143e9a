package snapshot

// opened is rows of a node, or places of them, that a visit opens to a walk, and that it decides on alike.
type opened struct {
	row, stop uint32
	Passage
	want Latitude // with which they are passed
}

// opens reports whether a visit lets steps be made that those before it did not, or others than they did.
func (p Passage) opens(v Visit) bool {
	return p.Needs != 0 && p.Needs <= v.Latitude && (p.Needs > v.Before || p.Gives == 0)
}

// open appends the rows against the direction of dependency (0), or the places of those along it (1), that a visit opens.
func (s *Snapshot) open(into []opened, c *Course, way int, v Visit) []opened {
	x, passages, side := &s.inRuns, c.passages[way], AsObject
	if way == 1 {
		x, side = &s.outRuns, AsSubject
	}
	s.look(v.Node, side)
	begin, end := x.begin[v.Node], x.begin[v.Node+1]
	if begin == end {
		return into
	}
	before := len(into)
	row := x.first[v.Node]
	for _, r := range x.of[begin:end] {
		first := row
		row += uint32(r.rows)
		p := passages[r.lane]
		if !p.opens(v) {
			continue
		}
		if last := len(into) - 1; last >= before && into[last].stop == first && into[last].Passage == p {
			into[last].stop = row
		} else {
			into = append(into, opened{first, row, p, p.Arrival(v.Latitude)})
		}
	}
	return into
}
