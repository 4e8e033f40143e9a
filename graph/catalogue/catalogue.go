// Package catalogue is the list of all questions. Each stands in a file of its own: the struct of its parameters, its answer as it
// is shown over HTTP, what of the facts it needs, what finds the answer (a room below), and how the answer reads as a table, on
// a terminal and as a sentence. Faces know nothing but the list: a question that is added here is asked over HTTP, on the
// command line and in plain words.
package catalogue

import "chokepoint/graph/question"

// list is filled when the program starts: two questions, ask and stats, look at it themselves.
var list []question.Question

func init() {
	list = []question.Question{
		askQuestion,
		dependents, dependencies, neighbours, paths, graphQuestion,
		entities, entity, decisions, owners, holdings, affiliates, listingsQuestion,
		impact, chokepoints, check, lines, comparison, changes, timeline,
		search, match, screen,
		sources, source, claims, claim, datasets, ontology, stats, coverage, query,
	}
}

// All returns all questions.
func All() []question.Question { return list }

// Find returns the question of a name.
func Find(name string) (question.Question, bool) {
	for _, q := range list {
		if q.Info().Name == name {
			return q, true
		}
	}
	return nil, false
}
