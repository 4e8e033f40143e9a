package names

import (
	"hash/maphash"
	"math/bits"
)

// lists are lists of numbers by number, one after another.
type lists struct {
	first []uint32 // where each begins; one more at the end
	all   []int32
}

func (x *lists) of(i int32) []int32 { return x.all[x.first[i]:x.first[i+1]] }

// listing makes lists: what goes into them is told twice, first to be counted and then to be put.
type listing struct {
	lists
	next []uint32
}

func newListing(n int) *listing { return &listing{lists: lists{first: make([]uint32, n+1)}} }

func (x *listing) count(i int32) { x.first[i+1]++ }

// counted makes room for what was counted.
func (x *listing) counted() {
	for i := 1; i < len(x.first); i++ {
		x.first[i] += x.first[i-1]
	}
	x.all, x.next = make([]int32, x.first[len(x.first)-1]), make([]uint32, len(x.first)-1)
	copy(x.next, x.first)
}

func (x *listing) put(i, value int32) {
	x.all[x.next[i]] = value
	x.next[i]++
}

// buckets are numbers by a text, of which the hash alone is kept: a bucket holds those of other texts too, which who looks tells apart.
// Numbers are in the order in which they were put.
type buckets struct {
	lists
	seed  maphash.Seed
	shift int
}

func (x *buckets) of(text string) []int32 {
	return x.lists.of(int32(maphash.String(x.seed, text) >> x.shift))
}

// bucketed is what goes into buckets.
type bucketed struct {
	seed maphash.Seed
	all  []hashed
}

// hashed is a number with the upper half of the hash of its text.
type hashed struct {
	hash  uint32
	value int32
}

func (x *bucketed) add(text string, value int32) {
	x.all = append(x.all, hashed{uint32(maphash.String(x.seed, text) >> 32), value})
}

// buckets puts all into buckets, some two in each.
func (x *bucketed) buckets() buckets {
	size := max(1, bits.Len(uint(len(x.all)/2)))
	at := func(h hashed) int32 { return int32(h.hash >> (32 - size)) }
	l := newListing(1 << size)
	for _, h := range x.all {
		l.count(at(h))
	}
	l.counted()
	for _, h := range x.all {
		l.put(at(h), h.value)
	}
	return buckets{l.lists, x.seed, 64 - size}
}
