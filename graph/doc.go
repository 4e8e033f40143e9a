// Package graph is the words of the model. It imports nothing of the project, does no I/O and holds no algorithms.
//
// An [Entity] is a thing with an id; a [Claim] is one sourced statement about it, valid over an [Interval] of dates; an
// [Ontology] says, as data, which predicates exist and what each means for a question; a [Filter] says which claims a question
// may rest on. A [Store] keeps claims dataset by dataset.
//
// One orientation holds throughout: a dependency points from the dependent to what it depends on. Dependents are found by
// walking backwards, dependencies by walking forwards.
//
// The rooms below this one each hold one idea; docs/contributors.md has them in one picture. Facts are compiled in
// graph/snapshot, answered in graph/walk, graph/owners, graph/control, graph/history and graph/names, and asked through
// graph/question and graph/catalogue.
package graph
