package layers

import "math"

// How far apart, in hundredths of a row, neighbours in a column stand: two nodes, a node and the place of an edge, two such places.
const (
	apartNodes  = 100
	apartMixed  = 75
	apartPlaces = 25
)

// settling is how often rows are settled from the left and from the right.
const settling = 4

// rows gives each item of a column a row, in the order of the column and as near as that allows to what it is joined to, and returns
// how many rows there are.
func (x *order) rows() (rows []float64, height float64) {
	y := make([]float64, len(x.column))
	for _, column := range x.columns {
		at := 0.0
		for place, i := range column {
			if place > 0 {
				at += x.apart(column[place-1], i)
			}
			y[i] = at
		}
	}
	for range settling {
		for c := 1; c < len(x.columns); c++ {
			x.settle(x.columns[c], y, true, false)
		}
		for c := len(x.columns) - 2; c >= 0; c-- {
			x.settle(x.columns[c], y, false, true)
		}
	}
	for _, column := range x.columns {
		x.settle(column, y, true, true)
	}
	return x.rounded(y)
}

// apart is how far below an item the next in its column stands at least, in hundredths.
func (x *order) apart(above, below int32) float64 {
	switch nodes := x.isNode(above) + x.isNode(below); nodes {
	case 2:
		return apartNodes
	case 1:
		return apartMixed
	}
	return apartPlaces
}

func (x *order) isNode(i int32) int {
	if int(i) < x.nodes {
		return 1
	}
	return 0
}

// pull is how much a segment draws its ends to one row: the more, the fewer nodes it ends at, so that long edges are straight, by the
// figures of Gansner and others.
func (x *order) pull(i, j int32) float64 {
	return [...]float64{8, 2, 1}[x.isNode(i)+x.isNode(j)]
}

// block is items side by side as near to each other as they may be: they move together.
type block struct {
	sum, weight float64 // of where its items would be, less how far they are below the first of the column
	count       int
}

func (b *block) at() float64 { return b.sum / b.weight }

// settle moves the items of a column to the mean row of what they are joined to on sides, or as near as the distances allow: least
// squares under an order, by pooling neighbours that are in each other's way (M. Ayer and others, Annals of Mathematical Statistics 26, 1955).
func (x *order) settle(column []int32, y []float64, left, right bool) {
	blocks := make([]block, 0, len(column))
	below := 0.0
	for place, i := range column {
		if place > 0 {
			below += x.apart(column[place-1], i)
		}
		wish, weight := 0.0, 0.0
		draw := func(to int32) {
			w := x.pull(i, to)
			wish, weight = wish+w*y[to], weight+w
		}
		if left {
			for _, s := range x.left.of(i) {
				draw(x.from[s])
			}
		}
		if right {
			for _, s := range x.right.of(i) {
				draw(x.to[s])
			}
		}
		if weight == 0 { // it stays, unless something else is in its place
			wish, weight = y[i]/100, 1.0/100
		}
		b := block{wish - weight*below, weight, 1}
		for len(blocks) > 0 && blocks[len(blocks)-1].at() >= b.at() {
			last := blocks[len(blocks)-1]
			b, blocks = block{last.sum + b.sum, last.weight + b.weight, last.count + b.count}, blocks[:len(blocks)-1]
		}
		blocks = append(blocks, b)
	}
	below = 0
	place := 0
	for _, b := range blocks {
		for range b.count {
			if place > 0 {
				below += x.apart(column[place-1], column[place])
			}
			y[column[place]] = b.at() + below
			place++
		}
	}
}

// rounded are rows, from 0, to the hundredth: rounding brings nothing nearer than it may be.
func (x *order) rounded(y []float64) (rows []float64, height float64) {
	rows = make([]float64, len(y))
	top := math.Inf(1)
	for _, at := range y {
		top = min(top, at)
	}
	lowest := -100.0
	for _, column := range x.columns {
		above := 0.0
		for place, i := range column {
			at := math.Round(y[i] - top)
			if place > 0 {
				at = max(at, above+x.apart(column[place-1], i))
			}
			above, rows[i] = at, at/100
			lowest = max(lowest, at)
		}
	}
	return rows, (lowest + 100) / 100
}
