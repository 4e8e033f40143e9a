package snapshot

import (
	"sync"
	"sync/atomic"
	"time"

	"chokepoint/graph"
)

// courses keeps the courses that questions walk again and again, mostly that of today. Once walks along one have looked at the
// terms of as many rows as there are, it is worth a pass over all rows to note those that it admits, a bit each: a walk then
// looks at that bit, which is in the cache, and not at the terms, which lie anywhere in memory.
type courses struct {
	mu   sync.Mutex
	kept []*keptCourse // the one used last first
}

// mostCourses bounds the courses that are kept, and with them their bits: an eighth of a byte a row each.
const mostCourses = 8

type courseKey struct {
	asOf          graph.Day
	knownAt       time.Time
	minConfidence graph.Confidence
	primary       bool
	anyOrder      bool
	minShare      graph.Share
	walked        string // a byte for each predicate
}

type keptCourse struct {
	key    courseKey
	course atomic.Pointer[Course]
	once   sync.Once // of noting what is admitted
}

func keyOfCourse(f *graph.Filter, walked Predicates) courseKey {
	k := courseKey{asOf: f.AsOf, knownAt: f.KnownAt.UTC(), minConfidence: f.MinConfidence, primary: f.Primary, anyOrder: f.AnyOrder, minShare: graph.NoShare}
	if f.MinShare != nil {
		k.minShare = *f.MinShare
	}
	set := make([]byte, len(walked))
	for i, in := range walked {
		if in {
			set[i] = 1
		}
	}
	k.walked = string(set)
	return k
}

// find returns the course of a key, compiled by make if it is not kept.
func (x *courses) find(k courseKey, make func() *Course) *keptCourse {
	x.mu.Lock()
	defer x.mu.Unlock()
	for i, kept := range x.kept {
		if kept.key == k {
			copy(x.kept[1:i+1], x.kept[:i])
			x.kept[0] = kept
			return kept
		}
	}
	kept := &keptCourse{key: k}
	kept.course.Store(make())
	if len(x.kept) < mostCourses {
		x.kept = append(x.kept, nil)
	}
	copy(x.kept[1:], x.kept)
	x.kept[0] = kept
	return kept
}

// get returns the course, after noting what it admits if that has become worth it.
func (k *keptCourse) get() *Course {
	c := k.course.Load()
	if c.admitted == nil && c.looked.Load() > int64(len(c.terms)) {
		k.once.Do(func() { k.course.Store(c.noting()) })
		c = k.course.Load()
	}
	return c
}

// noting returns the same course with a bit for each row that it admits.
func (c *Course) noting() *Course {
	bits := make([]uint64, len(c.terms)/64+1)
	for row := range c.terms {
		if c.Admits(Ref(row)) {
			bits[row/64] |= 1 << (row % 64)
		}
	}
	return &Course{Mask: c.Mask, passages: c.passages, start: c.start, strata: c.strata, admitted: bits}
}

// Looked notes that a walk by Steps or Stretches asked of so many rows whether they are admitted.
func (c *Course) Looked(rows int) { c.looked.Add(int64(rows)) }
