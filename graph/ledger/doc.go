// Package ledger is what a load does to a dataset, for every store alike: which batches are refused, what is added, changed,
// withdrawn or left as it was, when it is recorded, and what the report says. What was said is ended, never changed, so
// that what was said at any time can be read back.
//
// A Load follows one batch. A store that keeps its records by numbers compares them with a Difference; one that holds them
// in memory gives them to Records and has all of it done.
package ledger
