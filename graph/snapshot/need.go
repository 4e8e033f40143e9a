package snapshot

import (
	"github.com/google/uuid"

	"chokepoint/graph"
)

// Need says which part of the facts a question looks at, so that a store may gather that part by its own means. A question
// that needs no more than the part has the same answer on it as on the whole: see Part. Entities are named by id. The ontology
// and the list of datasets are part of every part.
type Need struct {
	Filter  graph.Filter
	Also    *graph.Day // what walks need, they need on this day too
	Budget  graph.Budget
	Names   []string     // entities that the answer shows, whatever claims there are of them
	Walks   []NeededWalk // in turn
	About   []NeededClaims
	Claims  []uuid.UUID // of which all statements are needed, withdrawn ones too
	Sources []string    // that the answer shows
	Citing  string      // a source of which all claims that stand and cite it are needed
	Counts  bool        // how much there is of all
	Degrees bool        // how many claims there are, of every day, about each entity that the part shows: see Snapshot.Degree
	Looks   bool        // whatever the answer looks at, entity by entity: see Horizon
}

// NeededWalk is everything within Depth steps (0: any number) of an entity, along the relations that the filter lets a walk
// follow.
type NeededWalk struct {
	Start     string
	Direction graph.Direction
	Depth     int
	Unless    string // the walk is not needed if those before it came to this entity
	Page      *Page  // what is shown of what the walk comes to: the rest is counted; nil: all of it is needed
}

// Page is a part of a list.
type Page struct{ Offset, Limit int }

// Walked is what a walk came to of which a page is needed: how many entities of the kinds that the filter lists, and those of the
// page, in order of distance, then of the confidence of the path, then of name. The part has all shortest paths to them.
type Walked struct {
	Total int
	Page  []string
}

// NeededClaims are the claims of which an entity is subject or object.
type NeededClaims struct {
	Of         string
	Attributes bool     // those of attributes too
	Walked     bool     // only relations that the filter lets a walk follow, if it names any
	Ever       bool     // those of every day, withdrawn ones too, however sure they are
	Along      []string // the same claims of what these relations lead to from it, at any distance, too
	Into       []string // nothing but one claim of each of these relations with the entity as object, if there is one
}

// Counts are how much a store holds.
type Counts struct {
	Entities  int // that stand
	Claims    int // statements that stand, derived ones not counted
	Derived   int // that stand
	Withdrawn int // claims of which nothing stands any more
	Sources   int

	ByKind, ByPredicate map[string]int // of Entities, of Claims
}

// Period is a stretch of days, both ends included.
type Period struct{ Since, Until graph.Day }
