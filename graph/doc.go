// Package graph is the model of Chokepoint and the questions asked of it. It does no I/O.
//
// The model: an [Entity] is a thing with an id; a [Claim] is one sourced statement about it, valid over an [Interval] of
// dates; an [Ontology] says, as data, which predicates exist and what each means for a question. A [Store] keeps claims
// dataset by dataset. A [Snapshot] is everything a store has recorded, compiled for answering: compressed sparse rows in
// both directions, with the claims in columns.
//
// The questions are methods of Snapshot, one file each: reach.go (dependents and dependencies), paths.go, impact.go,
// chokepoints.go, ownership.go, affiliates.go, decisions.go, check.go, timeline.go, changes.go, search.go; ask.go puts plain
// questions to them. [Engine] is the set of them, so
// that a store may answer some by its own means.
//
// One orientation holds throughout: a dependency points from the dependent to what it depends on. Dependents are found by
// walking backwards, dependencies by walking forwards.
package graph
