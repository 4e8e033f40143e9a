package snapshot

import "chokepoint/graph"

// Need says which part of the facts a question looks at, so that a store may gather that part by its own means. A question
// that needs no more than the part has the same answer on it as on the whole: see Part. Entities are named by id.
type Need struct {
	Filter graph.Filter
	Budget graph.Budget
	Names  []string     // entities that the answer shows, whatever claims there are of them
	Walks  []NeededWalk // in turn
	About  []NeededClaims
}

// NeededWalk is everything within Depth steps (0: any number) of an entity, along the relations that the filter lets a walk
// follow.
type NeededWalk struct {
	Start     string
	Direction graph.Direction
	Depth     int
	Unless    string // the walk is not needed if those before it came to this entity
}

// NeededClaims are the claims of which an entity is subject or object.
type NeededClaims struct {
	Of         string
	Attributes bool // those of attributes too
	Walked     bool // only relations that the filter lets a walk follow, if it names any
}

// Period is a stretch of days, both ends included.
type Period struct{ Since, Until graph.Day }
