// Package neo4j keeps claims in a Neo4j database and answers questions about paths there, in Cypher.
//
// The database holds two things. The ledger is what each dataset said, and when: nodes labelled Assertion, EntityRecord and
// SourceRecord, which are only ever added or given an end. The graph is what answers rest on, made from the ledger in the
// same transaction, and is what an analyst writes Cypher on:
//
//   - (:Entity:Company {id, kind, name, aliases, country, uuid, …}), with its kind as a second label;
//   - (:Entity)-[:DESIGNED_BY {id, confidence, rank, valid_from, valid_to, from, to, sources, …}]->(:Entity), a relationship
//     for each relation claim, typed by its relation; where several datasets say a claim, they share one relationship;
//     share is the lower end of a range of shares, and share_most its upper;
//     derived claims have derived: true and derived_from, the ids of the claims that they rest on;
//   - (:Entity)-[:STATES]->(:Claim {predicate, value, …}) for each attribute claim;
//   - (:Claim)-[:CITES {locator}]->(:Source), and (:Assertion)-[:CITES {locator}]->(:Source) for claims of both sorts;
//   - (:Dataset), one (:Meta) with the version, the ontology as JSON and the secret that cursors are signed with, and one
//     (:Gate), which tells readers of commits.
//
// A claim that stands has no recorded_to. from and to are the bounds of validity as [chokepoint/graph.Date] numbers, with
// the unbounded ends at the ends of 32 bits, so that day d (counted from 1970) lies in a claim's validity exactly if
// r.from < 4*d+4 <= r.to. recorded_from and recorded_to are microseconds since 1970.
//
// Labels and types are parameters of the queries that write, which takes Neo4j 5.26 or later.
package neo4j
