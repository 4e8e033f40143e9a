// Package storetest is the conformance suite of stores: it loads the same facts into a store under test and into a double, a
// store in plain memory, asks both every question of the catalogue, and compares the answers as JSON, which is how the world
// sees them.
//
// The facts are small graphs written as text (testdata), random graphs drawn by rapid, and whatever a test adds. The values
// of questions are random too: what each parameter may be is said once, by its name, so that a new question is asked from the
// day that it is declared. Further tests hold the store to the discipline of datasets that [graph.Store] describes, whatever
// the double does.
package storetest
