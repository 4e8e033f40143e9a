package catalogue

import (
	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

var ontology = question.Define(question.Definition[struct{}, *graph.Ontology]{
	Name: "ontology", ID: "get-ontology", Path: "/v1/ontology", Tag: "Catalogue", Summary: "Kinds, attributes, relations and rules",
	Part:   justOntology[struct{}],
	Answer: func(a *question.Asking, _ *struct{}) (*graph.Ontology, error) { return a.Facts.Ontology(), nil },
})

// justOntology is the part of questions that ask for no more than what stands in every part.
func justOntology[P any](*question.Asking, *P) (snapshot.Need, error) { return snapshot.Need{}, nil }
