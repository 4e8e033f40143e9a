package walk

import (
	"math"

	"chokepoint/graph/snapshot"
)

// Order returns all listed entities in the order of Page, without their paths: those who rank what was reached by something else
// ask for the paths of what they show, once the order is known. The error says that the context ended.
func (r *Reached) Order(listed snapshot.Lister) ([]snapshot.Node, error) {
	return r.settlePaths(listed, math.MaxInt)
}

// Distance is the length of the path of an entity in Order.
func (r *Reached) Distance(n snapshot.Node) int {
	return int(r.arrivalAt(n, snapshot.Terminal).distance)
}

// Path is the path of an entity in Order, as Found has it.
func (r *Reached) Path(n snapshot.Node) []snapshot.Ref { return r.pathOf(n) }
