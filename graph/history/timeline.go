package history

import (
	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// Timeline finds what began and ended for an entity, whenever, the future included, and how the decisions that bear on it stood:
// when they were announced, came into force, were suspended and ended. It returns the first events in order of day, then of
// kind, at most so many, how many there are, and the headlines. Of the filter, KnownAt, MinConfidence, Primary, Relations and Channels count, dates do
// not; a filter that names relations or channels leaves decisions as such out. The error wraps graph.ErrUnknownTerm if the filter
// names what is not there.
func Timeline(l *limits.Limits, s *snapshot.Snapshot, n snapshot.Node, f graph.Filter, tell Headlines, most int) (Found, error) {
	m, err := s.ClaimMask(f)
	if err != nil {
		return Found{}, err
	}
	refs, err := claimsFor(l, s, n, f, m)
	if err != nil {
		return Found{}, err
	}
	found, ends, told := newCollector(s, most, tell, false), newEndings(s), newTold(s)
	for _, ref := range refs {
		dated(s, ref, func(at graph.Date, what What) {
			switch e := (Event{at, what, ref, snapshot.NoRef}); {
			case !at.Bounded() || told.again(e):
			case ends.waits(e):
				ends.add(e)
			default:
				found.add(e)
			}
		})
	}
	if err := ends.settle(l, m.AdmitsEver, found.add); err != nil {
		return Found{}, err
	}
	return found.found(), nil
}

// claimsFor lists the claims that a timeline of an entity tells, each once.
func claimsFor(l *limits.Limits, s *snapshot.Snapshot, n snapshot.Node, f graph.Filter, m *snapshot.Mask) (refs []snapshot.Ref, err error) {
	about := chosen(s, f)
	for ref := range s.ClaimsOf(n) {
		if err := l.Work(); err != nil {
			return nil, err
		}
		if m.AdmitsEver(ref) && s.Is(ref, about) {
			refs = append(refs, ref)
		}
	}
	if narrowed(f) {
		return refs, nil
	}
	decisions, err := bearing(l, s, n, m)
	if err != nil {
		return nil, err
	}
	stood, seen := newOfDecision(s), map[snapshot.Ref]bool{}
	for d := range decisions {
		if err := stood.each(l, s, d, func(ref snapshot.Ref) {
			if m.AdmitsEver(ref) && !seen[ref] && s.Subject(ref) != n && s.Object(ref) != n {
				seen[ref] = true
				refs = append(refs, ref)
			}
		}); err != nil {
			return nil, err
		}
	}
	return refs, nil
}
