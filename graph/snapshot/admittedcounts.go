package snapshot

import (
	"sync"

	"chokepoint/graph"
)

// keptCounts is for how many filters counts are kept.
const keptCounts = 32

// counts are how many claims filters admit.
type counts struct {
	sync.Mutex
	of map[counted][]int // by predicate
}

// counted is what of a filter decides which claims a mask of all predicates admits.
type counted struct {
	asOf    graph.Day
	knownAt int64 // in microseconds
	least   graph.Confidence
	primary bool
}

type admittedCountsKey struct{}

// CountAdmitted counts the claims of each predicate, by number, that ClaimMask of a filter admits. It is one pass over the dates of all
// claims, kept for the last few filters; now and then it asks whether to go on. The counts must not be changed. The error is what it was told
// then, or that of ClaimMask.
func (s *Snapshot) CountAdmitted(f graph.Filter, proceed func() error) ([]int, error) {
	kept := Memo(s, admittedCountsKey{}, func() *counts { return &counts{of: map[counted][]int{}} })
	key := counted{f.AsOf, f.KnownAt.UnixMicro(), f.MinConfidence, f.Primary}
	kept.Lock()
	byPredicate, ok := kept.of[key]
	kept.Unlock()
	if ok {
		return byPredicate, nil
	}
	m, err := s.ClaimMask(f)
	if err != nil {
		return nil, err
	}
	if byPredicate, err = s.countAdmitted(m, proceed); err != nil {
		return nil, err
	}
	kept.Lock()
	defer kept.Unlock()
	if len(kept.of) == keptCounts {
		clear(kept.of)
	}
	kept.of[key] = byPredicate
	return byPredicate, nil
}

func (s *Snapshot) countAdmitted(m *Mask, proceed func() error) ([]int, error) {
	ofClass, byPredicate := make([]int, len(s.classes)), make([]int, len(s.predicates))
	for r := range m.terms {
		if t := &m.terms[r]; t.valid.From < m.instant && m.instant <= t.valid.To {
			ofClass[t.class]++
		}
		if r%someRows == someRows-1 {
			if err := proceed(); err != nil {
				return nil, err
			}
		}
	}
	for i := range m.attrs {
		if t := &m.attrs[i]; t.valid.From < m.instant && m.instant <= t.valid.To {
			ofClass[t.class]++
		}
		if i%someRows == someRows-1 {
			if err := proceed(); err != nil {
				return nil, err
			}
		}
	}
	for class, n := range ofClass {
		if m.pass[class] != passNone {
			byPredicate[s.classes[class].predicate] += n
		}
	}
	return byPredicate, nil
}
