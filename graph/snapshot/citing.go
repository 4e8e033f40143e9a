package snapshot

import (
	"iter"
	"slices"
	"sort"
)

// citations find the claims that cite a source: four bytes for each source of each claim.
type citations struct {
	number map[string]uint32 // by source that is cited
	first  []uint32          // by number: its first claim; one more at the end
	claims []Ref             // of each source in the order of all
}

// indexCitations lists the claims of each source, in two passes over all claims.
func (s *Snapshot) indexCitations() *citations {
	x := &citations{number: map[string]uint32{}}
	ofSet, numbers := make([]uint32, len(s.cited)+1), []uint32(nil) // by citation set: the first of its numbers, each once
	for i, set := range s.cited {
		for _, c := range set {
			n, ok := x.number[c.Source]
			if !ok {
				n = uint32(len(x.number))
				x.number[c.Source] = n
			}
			if !slices.Contains(numbers[ofSet[i]:], n) {
				numbers = append(numbers, n)
			}
		}
		ofSet[i+1] = uint32(len(numbers))
	}
	x.first = make([]uint32, len(x.number)+1)
	each := func(count func(n uint32, ref Ref)) {
		for r, set := range s.rows.sources {
			for _, n := range numbers[ofSet[set]:ofSet[set+1]] {
				count(n, Ref(r))
			}
		}
		for i := range s.attrs {
			set := s.attrs[i].sources
			for _, n := range numbers[ofSet[set]:ofSet[set+1]] {
				count(n, ^Ref(i))
			}
		}
	}
	each(func(n uint32, _ Ref) { x.first[n+1]++ })
	for n := 1; n < len(x.first); n++ {
		x.first[n] += x.first[n-1]
	}
	next := slices.Clone(x.first)
	x.claims = make([]Ref, x.first[len(x.first)-1])
	each(func(n uint32, ref Ref) {
		x.claims[next[n]] = ref
		next[n]++
	})
	return x
}

// of are the claims that cite a source.
func (x *citations) of(source string) []Ref {
	n, ok := x.number[source]
	if !ok {
		return nil
	}
	return x.claims[x.first[n]:x.first[n+1]]
}

// Citing yields the claims that cite a source, in the order of Claims, and looks at no other.
func (s *Snapshot) Citing(source string) iter.Seq[Ref] {
	return slices.Values(s.byCitation().of(source))
}

// Cites reports whether a claim cites a source.
func (s *Snapshot) Cites(ref Ref, source string) bool {
	for _, c := range s.Citations(ref) {
		if c.Source == source {
			return true
		}
	}
	return false
}

// AdmittedCiting yields the claims that cite a source and that a mask admits, each with its object or none, as AdmittedIn does.
func (s *Snapshot) AdmittedCiting(m *Mask, source string) iter.Seq[[]Step] {
	return func(yield func([]Step) bool) {
		var some []Step
		object := Node(0) // of the row before
		for ref := range s.Citing(source) {
			if !m.Admits(ref) {
				continue
			}
			step := Step{ref, None}
			if ref.IsRelation() {
				object = s.objectFrom(ref, object)
				step.To = object
			}
			if some = append(some, step); len(some) == someSteps {
				if !yield(some) {
					return
				}
				some = some[:0]
			}
		}
		yieldSome(some, yield)
	}
}

// objectFrom is Object of a row, where a node is known that does not come after it: in time logarithmic in the nodes between.
func (s *Snapshot) objectFrom(ref Ref, from Node) Node {
	within, last := func(n Node) bool { return s.in[n+1] > uint32(ref) }, Node(len(s.ids)-1)
	step := Node(1)
	for ; !within(min(from+step, last)); step *= 2 {
		from += step
	}
	return from + Node(sort.Search(int(min(step, last-from)), func(i int) bool { return within(from + Node(i)) }))
}
