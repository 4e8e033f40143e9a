package history

import (
	"cmp"
	"slices"
	"time"

	"github.com/google/uuid"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// Load counts what one load did to the claims of a dataset.
type Load struct {
	At                          time.Time
	Dataset                     string
	Recorded, Withdrawn, Edited int
}

// loads counts what loads did.
type loads struct {
	counts func(time.Time) bool // whether a load at an instant is one that the question is about
	by     map[loadKey]*Load
}

type loadKey struct {
	at      int64 // in microseconds
	dataset string
}

func newLoads(known time.Time, in func(graph.Day) bool) loads {
	return loads{by: map[loadKey]*Load{}, counts: func(when time.Time) bool {
		return in(graph.DayOf(when)) && (known.IsZero() || !when.After(known))
	}}
}

func (l *loads) add(when time.Time, dataset string, what What) {
	key := loadKey{when.UnixMicro(), dataset}
	load := l.by[key]
	if load == nil {
		load = &Load{At: when, Dataset: dataset}
		l.by[key] = load
	}
	switch what {
	case Recorded:
		load.Recorded++
	case Withdrawn:
		load.Withdrawn++
	case Edited:
		load.Edited++
	}
}

// list lists loads in order of time.
func (l *loads) list() []Load {
	all := make([]Load, 0, len(l.by))
	for _, load := range l.by {
		all = append(all, *load)
	}
	slices.SortFunc(all, func(x, y Load) int { return cmp.Or(x.At.Compare(y.At), cmp.Compare(x.Dataset, y.Dataset)) })
	return all
}

// edits pairs the versions of a claim that a load replaced with those that it put in their place.
type edits struct {
	s     *snapshot.Snapshot
	both  map[int64]bool // instants, in microseconds, at which claims were withdrawn and others recorded
	pairs map[edit]*pair
}

// edit is a claim of a dataset and an instant.
type edit struct {
	id      uuid.UUID
	dataset string
	when    int64
}

// pair is what a claim was until an instant and is from then on; NoRef if it was not said.
type pair struct{ before, after snapshot.Ref }

// newEdits finds the instants that may have edits, among those that count.
func newEdits(s *snapshot.Snapshot, about snapshot.Predicates, counts func(time.Time) bool) edits {
	e := edits{s, map[int64]bool{}, map[edit]*pair{}}
	began, recordings := map[int64]bool{}, s.RecordingsOf(about)
	for _, r := range recordings {
		began[r.From.UnixMicro()] = true
	}
	for _, r := range recordings {
		if when := r.To.UnixMicro(); !r.Stands() && began[when] && counts(r.To) {
			e.both[when] = true
		}
	}
	return e
}

func (e *edits) key(ref snapshot.Ref, when time.Time) edit {
	return edit{e.s.ClaimID(ref), e.s.SaidBy(ref)[0], when.UnixMicro()}
}

// see looks at a claim that may be a side of an edit.
func (e *edits) see(ref snapshot.Ref) {
	if len(e.both) == 0 || e.s.IsDerived(ref) {
		return
	}
	r := e.s.Recorded(ref)
	if e.both[r.From.UnixMicro()] {
		e.pair(ref, r.From).after = ref
	}
	if !r.Stands() && e.both[r.To.UnixMicro()] {
		e.pair(ref, r.To).before = ref
	}
}

func (e *edits) pair(ref snapshot.Ref, when time.Time) *pair {
	key := e.key(ref, when)
	if e.pairs[key] == nil {
		e.pairs[key] = &pair{snapshot.NoRef, snapshot.NoRef}
	}
	return e.pairs[key]
}

// before returns what a claim was said as until it was recorded; edited is false if it was not said. It is NoRef if it was said
// with the same contents.
func (e *edits) before(ref snapshot.Ref) (before snapshot.Ref, edited bool) {
	when := e.s.Recorded(ref).From
	if !e.both[when.UnixMicro()] {
		return snapshot.NoRef, false
	}
	p := e.pairs[e.key(ref, when)]
	switch {
	case p == nil || p.before == snapshot.NoRef:
		return snapshot.NoRef, false
	case sameContents(e.s.Claim(p.before), e.s.Claim(ref)):
		return snapshot.NoRef, true
	}
	return p.before, true
}

// goesOn reports whether a claim that was withdrawn was recorded anew at the same instant.
func (e *edits) goesOn(ref snapshot.Ref) bool {
	when := e.s.Recorded(ref).To
	if !e.both[when.UnixMicro()] {
		return false
	}
	p := e.pairs[e.key(ref, when)]
	return p != nil && p.after != snapshot.NoRef
}

// sameContents compares what two versions of one claim say beyond what identifies it.
func sameContents(x, y graph.Claim) bool {
	return x.Share == y.Share && x.Quantity == y.Quantity && x.Purpose == y.Purpose && x.Note == y.Note && x.Valid.To == y.Valid.To &&
		x.Confidence == y.Confidence && slices.Equal(x.Sources, y.Sources)
}
