package history

import (
	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Timeline finds what began and ended for an entity, whenever, the future included: the first events in order of day, then of
// kind, at most so many, and how many there are. Of the filter, KnownAt, MinConfidence, Relations and Channels count, dates do
// not. The error wraps graph.ErrUnknownTerm if the filter names what is not there.
func Timeline(l *limits.Limits, s *snapshot.Snapshot, n snapshot.Node, f graph.Filter, most int) (events []Event, total int, err error) {
	m, err := s.ClaimMask(f)
	if err != nil {
		return nil, 0, err
	}
	about, found := chosen(s, f), newCollector(s, most)
	for ref := range s.ClaimsOf(n) {
		if err := l.Work(); err != nil {
			return nil, 0, err
		}
		if !m.AdmitsEver(ref) || !s.Is(ref, about) {
			continue
		}
		dated(s, ref, func(at graph.Date, what What) {
			if at.Bounded() {
				found.add(Event{at, what, ref})
			}
		})
	}
	events, total = found.events()
	return events, total, nil
}
