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
// A batch says most things in the order in which they stand, but for those that a load has changed since, which stand behind the others in
// that order. So it is looked at two places, one after each of the last two runs of things that were said, before a thing is looked up.
//
// Every Stand comes before the first Say, every Say before Withdraw.
type Difference[K comparable] struct {
	stood    []version[K]
	said     []bool    // by place in stood
	next     [2]int    // places in stood that may be said next
	last     int       // which of the two was right last
	at       map[K]int // what was not said when something first stood elsewhere, by key; nil until then
	ended    []int64
	replaced int64 // by the last Say that was Changed
	count    *graph.Changes
}

type version[K comparable] struct {
	key     K
	content uint64
	place   int64
}

// NewDifference makes a difference that counts into a report; size is about how many things stand.
func NewDifference[K comparable](size int, count *graph.Changes) *Difference[K] {
	return &Difference[K]{stood: make([]version[K], 0, max(size, 0)), count: count}
}

// Stand adds a version that stands before the load: content is a hash of everything but the key, and place what the store
// finds it by. Of several that stand under one key all but one are ended.
func (d *Difference[K]) Stand(key K, content uint64, place int64) {
	d.stood = append(d.stood, version[K]{key, content, place})
}

// Empty reports whether nothing stood: then all that the batch says is Added, and the store need not work out keys and
// contents to be told so. It counts what it is told by Add instead.
func (d *Difference[K]) Empty() bool { return len(d.stood) == 0 }

// Add counts a thing of which the store knows that nothing stood under its key.
func (d *Difference[K]) Add() Outcome {
	d.count.Added++
	return Added
}

// Say compares one thing that the batch says with what stood, and counts it. Unless it is Unchanged, the store records it.
func (d *Difference[K]) Say(key K, content uint64) Outcome {
	n, ok := d.find(key)
	if !ok {
		return d.Add()
	}
	d.said[n] = true
	old := &d.stood[n]
	if old.content == content {
		d.count.Unchanged++
		return Unchanged
	}
	d.ended, d.replaced = append(d.ended, old.place), old.place
	d.count.Changed++
	return Changed
}

// find returns the place in stood of what has a key and was not said.
func (d *Difference[K]) find(key K) (n int, ok bool) {
	if d.said == nil {
		d.said = make([]bool, len(d.stood))
	}
	for i, n := range d.next {
		if n < len(d.stood) && !d.said[n] && d.stood[n].key == key {
			d.next[i], d.last = n+1, i
			return n, true
		}
	}
	if d.at == nil {
		d.at = map[K]int{}
		d.eachLeft(func(n int) { d.at[d.stood[n].key] = n })
	}
	if n, ok = d.at[key]; !ok || d.said[n] {
		return 0, false
	}
	d.last = 1 - d.last
	d.next[d.last] = n + 1
	return n, true
}

// eachLeft calls f for the place in stood of each thing that was not said.
func (d *Difference[K]) eachLeft(f func(n int)) {
	for n := range d.stood {
		if d.said == nil || !d.said[n] {
			f(n)
		}
	}
}

// Replaced is the place of what the last Say replaced, if that was Changed.
func (d *Difference[K]) Replaced() int64 { return d.replaced }

// Withdraw counts what the batch has not said. It returns the places of that, and the places of all recordings that the
// load ends, which are those and the ones that were replaced; both in order.
func (d *Difference[K]) Withdraw() (withdrawn, ended []int64) {
	standsFor := map[K]int{} // of what was not said, the last under each key
	d.eachLeft(func(n int) { standsFor[d.stood[n].key] = n })
	if len(standsFor) > 0 {
		for n := range d.stood {
			if d.said != nil && d.said[n] {
				delete(standsFor, d.stood[n].key) // something else under that key was said
			}
		}
	}
	d.eachLeft(func(n int) {
		v := &d.stood[n]
		if last, ok := standsFor[v.key]; ok && last == n {
			withdrawn = append(withdrawn, v.place)
		} else {
			d.ended = append(d.ended, v.place)
		}
	})
	d.count.Withdrawn = len(withdrawn)
	slices.Sort(withdrawn)
	ended = slices.Concat(withdrawn, d.ended)
	slices.Sort(ended)
	return withdrawn, ended
}
