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

// add counts what a load did to so many claims.
func (l *loads) add(when time.Time, dataset string, what What, n int) {
	key := loadKey{when.UnixMicro(), dataset}
	load := l.by[key]
	if load == nil {
		load = &Load{At: when, Dataset: dataset}
		l.by[key] = load
	}
	switch what {
	case Recorded:
		load.Recorded += n
	case Withdrawn:
		load.Withdrawn += n
	case Edited:
		load.Edited += n
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

// edits pairs the statements of a claim that a load replaced with those that it put in their place.
//
// A load is of one dataset, and no two have one instant. Since what several datasets say alike is one statement, a load may end a
// statement of others and put another in its place, though they said nothing: only what changed for the dataset that was loaded
// then is an event.
type edits struct {
	s     *snapshot.Snapshot
	both  map[int64]bool // instants, in microseconds, at which claims were withdrawn and others recorded
	sides map[edit]*sides
	by    map[int64]string // by instant of both: the dataset that was loaded
}

// edit is a claim and an instant.
type edit struct {
	id   uuid.UUID
	when int64
}

// sides are the statements of a claim that ended at an instant, and those that began.
type sides struct{ before, after []snapshot.Ref }

// newEdits finds the instants that may have edits, among those that count.
func newEdits(s *snapshot.Snapshot, about snapshot.Predicates, counts func(time.Time) bool) edits {
	e := edits{s, map[int64]bool{}, map[edit]*sides{}, map[int64]string{}}
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

// interest is which statements may be sides of an edit.
func (e *edits) interest(x snapshot.Common) snapshot.Interest {
	if !x.Derived && (e.both[x.Recorded.From.UnixMicro()] || !x.Recorded.Stands() && e.both[x.Recorded.To.UnixMicro()]) {
		return snapshot.Always
	}
	return snapshot.Never
}

// see looks at a statement that may be a side of an edit.
func (e *edits) see(ref snapshot.Ref) {
	r := e.s.Recorded(ref)
	if e.both[r.From.UnixMicro()] {
		x := e.at(ref, r.From)
		x.after = append(x.after, ref)
	}
	if !r.Stands() && e.both[r.To.UnixMicro()] {
		x := e.at(ref, r.To)
		x.before = append(x.before, ref)
	}
}

func (e *edits) at(ref snapshot.Ref, when time.Time) *sides {
	key := edit{e.s.ClaimID(ref), when.UnixMicro()}
	if e.sides[key] == nil {
		e.sides[key] = &sides{}
	}
	return e.sides[key]
}

// attribute finds which dataset was loaded at each instant, once all statements have been seen: one whose saying of some claim
// changed. Where none surely did, since of what is said alike only the support of all is known, it is the one that was last
// loaded then, or else the first by name of those that say a claim.
func (e *edits) attribute() {
	for key, x := range e.sides {
		for _, ref := range slices.Concat(x.before, x.after) {
			for _, dataset := range e.s.SaidBy(ref) {
				if dataset != snapshot.DerivedDataset && e.changed(x, dataset) {
					name(e.by, key.when, dataset)
				}
			}
		}
	}
	likely := map[int64]string{}
	for key, x := range e.sides {
		for _, ref := range x.after {
			name(likely, key.when, e.s.SaidBy(ref)[0])
		}
	}
	for _, d := range e.s.Datasets() {
		likely[d.LoadedAt.UnixMicro()] = d.Name
	}
	for when := range e.both {
		name(e.by, when, cmp.Or(e.by[when], likely[when]))
	}
}

// name notes a dataset of an instant; of several the first by name.
func name(by map[int64]string, when int64, dataset string) {
	if by[when] == "" || dataset < by[when] {
		by[when] = dataset
	}
}

// changed reports whether a dataset surely says something else of a claim than it did.
func (e *edits) changed(x *sides, dataset string) bool {
	before, after := e.saying(x.before, dataset), e.saying(x.after, dataset)
	return before == snapshot.NoRef || after == snapshot.NoRef || !sameStatement(e.s.Claim(before), e.s.Claim(after))
}

// saying is the statement, among some of one claim, that a dataset says, or NoRef.
func (e *edits) saying(refs []snapshot.Ref, dataset string) snapshot.Ref {
	for _, ref := range refs {
		if slices.Contains(e.s.SaidBy(ref), dataset) {
			return ref
		}
	}
	return snapshot.NoRef
}

// recorded tells what the load that began a statement did, and whose it was; before is what an edit replaced. It did nothing
// if it only changed who else says it.
func (e *edits) recorded(ref snapshot.Ref) (what What, dataset string, before snapshot.Ref, did bool) {
	when := e.s.Recorded(ref).From.UnixMicro()
	if !e.both[when] {
		return Recorded, e.s.SaidBy(ref)[0], snapshot.NoRef, true
	}
	dataset = e.by[when]
	x := e.sides[edit{e.s.ClaimID(ref), when}]
	if x == nil || !slices.Contains(e.s.SaidBy(ref), dataset) {
		return Recorded, dataset, snapshot.NoRef, false
	}
	before = e.saying(x.before, dataset)
	switch {
	case before == snapshot.NoRef:
		return Recorded, dataset, before, true
	case sameContents(e.s.Claim(before), e.s.Claim(ref)):
		return Edited, dataset, before, false
	}
	return Edited, dataset, before, true
}

// withdrawn tells whether the load that ended a statement withdrew it, and whose it was.
func (e *edits) withdrawn(ref snapshot.Ref) (dataset string, did bool) {
	when := e.s.Recorded(ref).To.UnixMicro()
	if !e.both[when] {
		return e.s.SaidBy(ref)[0], true
	}
	dataset = e.by[when]
	x := e.sides[edit{e.s.ClaimID(ref), when}]
	return dataset, x != nil && slices.Contains(e.s.SaidBy(ref), dataset) && e.saying(x.after, dataset) == snapshot.NoRef
}

// sameStatement reports whether two versions of one claim may stand as one statement.
func sameStatement(x, y graph.Claim) bool {
	return x.Shares() == y.Shares() && x.Quantity == y.Quantity && x.Purpose == y.Purpose && x.Note == y.Note && x.Valid.To == y.Valid.To
}

// sameContents compares what two versions of one claim say beyond what identifies it.
func sameContents(x, y graph.Claim) bool {
	return sameStatement(x, y) && x.Confidence == y.Confidence && slices.Equal(x.Sources, y.Sources)
}
