// Package first finds the first elements of a long list without sorting or keeping all of it: a page of an answer costs what
// the page is long, however much there is to choose from.
package first

import "slices"

// Of collects the first elements of those added, in the order of a comparison.
type Of[T any] struct {
	most    int
	compare func(x, y T) int
	kept    []T
	added   int
}

// spare is how many elements more than twice the wanted number are kept between two sortings.
const spare = 1024

// New begins to collect at most a number of elements; the comparison tells all elements apart.
func New[T any](most int, compare func(x, y T) int) *Of[T] {
	return &Of[T]{most: most, compare: compare}
}

// Add takes an element into account.
func (f *Of[T]) Add(x T) {
	f.added++
	if f.most == 0 {
		return
	}
	if f.kept = append(f.kept, x); len(f.kept) >= 2*f.most+spare {
		f.prune()
	}
}

func (f *Of[T]) prune() {
	slices.SortFunc(f.kept, f.compare)
	f.kept = f.kept[:min(f.most, len(f.kept))]
}

// Added is how many elements were added.
func (f *Of[T]) Added() int { return f.added }

// From returns the first elements in order, without those before an offset.
func (f *Of[T]) From(offset int) []T {
	f.prune()
	return f.kept[min(offset, len(f.kept)):]
}
