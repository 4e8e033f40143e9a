// Package storetest is the conformance suite of stores and engines: it loads the same facts into a store under test and
// into a reference, asks both engines the same questions, and compares the answers as JSON, which is how the world sees them.
//
// The facts are small graphs written as text (testdata), random graphs drawn by rapid, and whatever a test adds. Further
// tests hold the store to the discipline of datasets that [graph.Store] describes, whatever the reference does.
package storetest
