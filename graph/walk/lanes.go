package walk

// lanes are the bits of one block of removals; one node's fill a line of memory.
type lanes [8]uint64

// blockSize is how many removals are found at once.
const blockSize = 64 * len(lanes{})

func (x *lanes) and(y *lanes) {
	for i := range x {
		x[i] &= y[i]
	}
}

func (x *lanes) without(y *lanes) {
	for i := range x {
		x[i] &^= y[i]
	}
}

// or reports whether it added anything.
func (x *lanes) or(y *lanes) (added bool) {
	fresh := uint64(0)
	for i := range x {
		fresh |= y[i] &^ x[i]
		x[i] |= y[i]
	}
	return fresh != 0
}

// verticalCounter counts in 64 columns at once: plane p holds bit p of each count. Adding takes two steps on average.
type verticalCounter [32]uint64

func (c *verticalCounter) add(word uint64) {
	for p := range c {
		c[p], word = c[p]^word, c[p]&word
		if word == 0 {
			return
		}
	}
}

func (c *verticalCounter) count(column int) int {
	n := 0
	for p := range c {
		n |= int(c[p]>>column&1) << p
	}
	return n
}
