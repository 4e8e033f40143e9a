package catalogue

import (
	"chokepoint/graph"
	"chokepoint/graph/question"
)

var ontology = question.Define(question.Definition[struct{}, *graph.Ontology]{
	Name: "ontology", ID: "get-ontology", Path: "/v1/ontology", Tag: "Catalogue", Summary: "Kinds, attributes, relations and rules",
	Answer: func(a *question.Asking, _ *struct{}) (*graph.Ontology, error) { return a.Facts.Ontology(), nil },
})
