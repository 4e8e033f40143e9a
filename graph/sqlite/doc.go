// Package sqlite keeps claims in one SQLite file: the ledger of the embedded store. Questions are answered from a snapshot
// that graph.Memory compiles from it.
//
// A load appends claims in blocks and notes which claims of earlier blocks it withdrew; what was said is ended, never
// changed, so that what was said at any time can be read back. schema.sql describes the tables, and a view for reading by eye.
package sqlite
