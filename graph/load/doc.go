// Package load reads facts from files into batches for a store, and finds every mistake in them at once.
//
// A reader turns files of one format into a [Draft]: entities, sources and claims as they were written, each with its place.
// [Draft.Batch] checks a draft against the ontology and against itself. A new format is a new reader; what a claim may say
// is checked in one place for all of them.
package load
