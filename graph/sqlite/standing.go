package sqlite

import (
	"hash/maphash"

	"chokepoint/graph"
)

// seed is the process's own: hashes are compared within a load and never stored.
var seed = maphash.MakeSeed()

// standing is what a dataset says of one kind of thing before a load; what the batch says is struck off, so that what is
// left at the end is withdrawn. A claim takes about 80 bytes.
type standing[K comparable] struct {
	versions map[K]version
	ended    []int64 // places of versions that the batch replaces or that were there twice
}

type version struct {
	content uint64 // hash of everything but the key
	place   int64  // in the ledger
}

func newStanding[K comparable](size int64) *standing[K] {
	return &standing[K]{versions: make(map[K]version, size)}
}

// add adds a version that stands.
func (s *standing[K]) add(key K, v version) {
	if old, twice := s.versions[key]; twice {
		s.ended = append(s.ended, old.place)
	}
	s.versions[key] = v
}

// outcome is what a load does to one thing.
type outcome int

const (
	unchanged outcome = iota
	added
	changed
)

// say compares what the batch says with what stands, and counts it.
func (s *standing[K]) say(key K, content uint64, count *graph.Changes) outcome {
	old, ok := s.versions[key]
	if !ok {
		count.Added++
		return added
	}
	delete(s.versions, key)
	if old.content == content {
		count.Unchanged++
		return unchanged
	}
	s.ended = append(s.ended, old.place)
	count.Changed++
	return changed
}

// withdraw counts what the batch has not said and returns the places of it.
func (s *standing[K]) withdraw(count *graph.Changes) []int64 {
	count.Withdrawn = len(s.versions)
	places := make([]int64, 0, len(s.versions))
	for _, v := range s.versions {
		places = append(places, v.place)
	}
	return places
}

// hashTexts hashes texts, each with its length.
func hashTexts(texts ...string) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	for _, t := range texts {
		maphash.WriteComparable(&h, len(t))
		h.WriteString(t)
	}
	return h.Sum64()
}
