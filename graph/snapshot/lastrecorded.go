package snapshot

import "time"

// LastRecorded is when a claim was last recorded or withdrawn at or before instant t, zero being now; zero if none was. What was
// known at t is what was known then.
func (s *Snapshot) LastRecorded(t time.Time) (last time.Time) {
	if s.horizon != nil {
		at := t.UTC().Format(time.RFC3339Nano)
		s.LookFor(at, Recorded)
		return s.horizon.within.Last[at]
	}
	for _, r := range s.recordings {
		for _, at := range []time.Time{r.From, r.To} {
			if at.After(last) && (t.IsZero() || !at.After(t)) {
				last = at
			}
		}
	}
	return last
}
