// Package export writes what a store holds in forms that other programs read, a file of this package a form, and reads back the
// one that carries all of it.
//
//   - JSONL ([JSONL]) is the ledger: every version of every thing that any dataset ever said, with when it was recorded. [ReadLines]
//     reads it, [Replay] makes of it a store that tells the same, and [Standing] the batches of what stands.
//   - CSV ([Tables.CSV]) and Parquet ([Tables.Parquet]) are three tables of what stands: entities, claims, sources.
//   - GraphML ([GraphML]) is what stands as a graph: entities are nodes, relation claims edges, attribute claims attributes of nodes.
//
// What stands is taken from a snapshot, where what several datasets say alike is one claim; conclusions of rules are left out, since
// whoever reads the file can't tell them from what somebody said.
package export
