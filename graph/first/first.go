// Package first finds the first elements of a long list without sorting or keeping all of it: a page of an answer costs what
// the page is long, however much there is to choose from.
package first

// Of collects the first elements of those added, in the order of a comparison.
type Of[T any] struct {
	most    int
	compare func(x, y T) int
	kept    []T // a heap with the last of them on top
	added   int
}

// New begins to collect at most a number of elements; the comparison tells all elements apart.
func New[T any](most int, compare func(x, y T) int) *Of[T] {
	return &Of[T]{most: most, compare: compare}
}

// Add takes an element into account: one comparison for most, at most twice the logarithm of the number that is wanted.
func (f *Of[T]) Add(x T) {
	f.added++
	switch {
	case len(f.kept) < f.most:
		f.kept = append(f.kept, x)
		f.rise(len(f.kept) - 1)
	case f.most > 0 && f.compare(x, f.kept[0]) < 0:
		f.kept[0] = x
		f.sink(len(f.kept))
	}
}

// Last returns, once as many elements are there as are wanted, the last of them: what comes after it need not be added.
func (f *Of[T]) Last() (last T, ok bool) {
	if f.most == 0 || len(f.kept) < f.most {
		return last, false
	}
	return f.kept[0], true
}

// rise moves an element up until none below another comes after it.
func (f *Of[T]) rise(at int) {
	for up := (at - 1) / 2; at > 0 && f.compare(f.kept[at], f.kept[up]) > 0; at, up = up, (up-1)/2 {
		f.kept[at], f.kept[up] = f.kept[up], f.kept[at]
	}
}

// sink moves the element on top of the first n down.
func (f *Of[T]) sink(n int) {
	for at, below := 0, 1; below < n; at, below = below, 2*below+1 {
		if below+1 < n && f.compare(f.kept[below+1], f.kept[below]) > 0 {
			below++
		}
		if f.compare(f.kept[below], f.kept[at]) <= 0 {
			return
		}
		f.kept[at], f.kept[below] = f.kept[below], f.kept[at]
	}
}

// Added is how many elements were added.
func (f *Of[T]) Added() int { return f.added }

// From returns the first elements in order, without those before an offset. Nothing is added after.
func (f *Of[T]) From(offset int) []T {
	for n := len(f.kept) - 1; n > 0; n-- {
		f.kept[0], f.kept[n] = f.kept[n], f.kept[0]
		f.sink(n)
	}
	return f.kept[min(offset, len(f.kept)):]
}
