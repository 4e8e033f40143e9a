// Package sqlite keeps claims in one SQLite file: the ledger of the embedded store. Questions are answered from a snapshot
// that is compiled from it.
//
// A load appends claims in blocks, notes which claims of earlier blocks it withdrew, and where the claims of each entity are;
// what was said is ended, never changed, so that what was said at any time can be read back. Every row has a checksum and every table a seal
// (checksum.go), which are held against what is read: damage is an error and never an answer. The files in schema describe
// the tables, and the views by which people and other programs read them.
package sqlite
