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

// all is a visit to a node that opens all its rows that are walked.
func (c *Course) all(n Node) Visit { return Visit{Node: n, Latitude: c.start} }

// open appends the rows against the direction of dependency (0), or the places of those along it (1), that a visit opens.
func (s *Snapshot) open(into []opened, c *Course, way int, v Visit) []opened {
	x := &s.inBands
	if way == 1 {
		x = &s.outBands
	}
	first, end := x.first[v.Node], x.first[v.Node+1]
	switch {
	case first == end:
		return into
	case end-first > mostRows:
		return openBands(into, s, c, way, v, x.many[v.Node], first, end)
	}
	return openBands(into, s, c, way, v, x.begin[int(v.Node)*(x.count-1):int(v.Node+1)*(x.count-1)], first, end)
}

// openBands is open for a node with rows at [first, end), whose bands begin where begin says.
func openBands[T uint16 | uint32](into []opened, s *Snapshot, c *Course, way int, v Visit, begin []T, first, end uint32) []opened {
	bands := c.bands[way]
	for i := range bands {
		w := &bands[i]
		if !w.differ && !w.opens(v) {
			continue
		}
		switch row, stop := within(begin, first, end, w.first, w.last); {
		case row == stop:
		case w.differ:
			into = s.openLanes(into, c, way, v, row, stop)
		default:
			into = append(into, opened{row, stop, w.Passage, w.Arrival(v.Latitude)})
		}
	}
	return into
}

// openLanes appends those of the rows of a band that are of lanes that a visit opens.
func (s *Snapshot) openLanes(into []opened, c *Course, way int, v Visit, row, stop uint32) []opened {
	laneAt := s.laneOfRow
	if way == 1 {
		laneAt = func(place uint32) uint16 { return s.laneOfRow(uint32(s.outRow[place])) }
	}
	for row < stop {
		end, p := endOfLane(row, stop, laneAt), c.passages[way][laneAt(row)]
		if p.opens(v) {
			into = append(into, opened{row, end, p, p.Arrival(v.Latitude)})
		}
		row = end
	}
	return into
}
