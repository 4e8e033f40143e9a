package catalogue

import (
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// asLookedAt is the need of a question that goes from entity to entity by what is said of each: whatever it looks at.
func asLookedAt[P any](a *question.Asking, _ *P) (snapshot.Need, error) {
	return snapshot.Need{Budget: a.Budget, Looks: true}, nil
}
