package ledger

import (
	"slices"

	"chokepoint/graph"
)

// Outcome is what a load does to one thing.
type Outcome int

// The outcomes.
const (
	Unchanged Outcome = iota
	Added
	Changed
	Withdrawn
)

// Difference is what a dataset said of one sort of thing before a load; what the batch says is struck off, so that what is
// left at the end is withdrawn. It keeps a key, a hash of the content and a place for each thing, and nothing of the thing
// itself, so that a store can compare millions without holding them.
//
// Every Stand comes before the first Say, every Say before Withdraw.
type Difference[K comparable] struct {
	stood    map[K]version
	ended    []int64
	replaced int64 // by the last Say that was Changed
	count    *graph.Changes
}

type version struct {
	content uint64
	place   int64
}

// NewDifference makes a difference that counts into a report; size is about how many things stand.
func NewDifference[K comparable](size int, count *graph.Changes) *Difference[K] {
	return &Difference[K]{stood: make(map[K]version, size), count: count}
}

// Stand adds a version that stands before the load: content is a hash of everything but the key, and place what the store
// finds it by. Of two that stand under one key the first is ended.
func (d *Difference[K]) Stand(key K, content uint64, place int64) {
	if old, twice := d.stood[key]; twice {
		d.ended = append(d.ended, old.place)
	}
	d.stood[key] = version{content, place}
}

// Empty reports whether nothing stood: then all that the batch says is Added, and the store need not work out keys and
// contents to be told so. It counts what it is told by Add instead.
func (d *Difference[K]) Empty() bool { return len(d.stood) == 0 && len(d.ended) == 0 }

// Add counts a thing of which the store knows that nothing stood under its key.
func (d *Difference[K]) Add() Outcome {
	d.count.Added++
	return Added
}

// Say compares one thing that the batch says with what stood, and counts it. Unless it is Unchanged, the store records it.
func (d *Difference[K]) Say(key K, content uint64) Outcome {
	old, ok := d.stood[key]
	if !ok {
		return d.Add()
	}
	delete(d.stood, key)
	if old.content == content {
		d.count.Unchanged++
		return Unchanged
	}
	d.ended, d.replaced = append(d.ended, old.place), old.place
	d.count.Changed++
	return Changed
}

// Replaced is the place of what the last Say replaced, if that was Changed.
func (d *Difference[K]) Replaced() int64 { return d.replaced }

// Withdraw counts what the batch has not said. It returns the places of that, and the places of all recordings that the
// load ends, which are those and the ones that were replaced; both in order.
func (d *Difference[K]) Withdraw() (withdrawn, ended []int64) {
	d.count.Withdrawn = len(d.stood)
	withdrawn = make([]int64, 0, len(d.stood))
	for _, v := range d.stood {
		withdrawn = append(withdrawn, v.place)
	}
	slices.Sort(withdrawn)
	ended = slices.Concat(withdrawn, d.ended)
	slices.Sort(ended)
	return withdrawn, ended
}
