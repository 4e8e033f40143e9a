// Package neo4j keeps claims in a Neo4j database and answers questions about paths there, in Cypher.
//
// The database holds three things. The ledger is what each dataset said, and when: nodes labelled CpAssertion, CpEntityRecord and
// CpSourceRecord, which are only ever added or given an end, by which analysts and gathered answers find single records. The log
// is the same packed, with a list of what is published: nodes labelled CpBlock of up to a thousand things each, only ever added.
// Whatever reads all, a snapshot or the next load, reads the log: a thousandth of the rows. The graph
// is what answers rest on, made from the ledger, and is what an analyst writes Cypher on; docs/neo4j.md describes it with queries:
//
//   - (:CpEntity:Company {id, kind, name, aliases, country, uuid, …}), with its kind as a second label;
//   - (:CpEntity)-[:DESIGNED_BY {id, confidence, valid_from, from, to, sources, …}]->(:CpEntity), a relationship for each
//     relation claim that stands, typed by its relation; where several datasets say a claim alike, they share one. What was
//     withdrawn is [:CP_WITHDRAWN_DESIGNED_BY]. Derived claims have derived: true and derived_from, the ids of the claims that
//     they rest on;
//   - (:CpEntity)-[:CP_STATES]->(:CpClaim {predicate, value, …}) for each attribute claim that stands; withdrawn ones are
//     [:CP_WITHDRAWN_STATES] and CpWithdrawnClaim;
//   - (:CpClaim)-[:CP_CITES {locator}]->(:CpSource), and (:CpAssertion)-[:CP_CITES {locator}]->(:CpSource) for claims of both
//     sorts, (:CpAssertion)-[:CP_SUBJECT]->(:CpEntity) and [:CP_OBJECT];
//   - (:CpDataset), and one (:CpMeta) with the number of the published version and the secret that cursors are signed with.
//
// from and to are the bounds of validity as [chokepoint/graph.Date] numbers, with the unbounded ends at the ends of 32 bits, so
// that day d (counted from 1970) lies in a claim's validity exactly if r.from < 4*d+4 <= r.to; valid_from and valid_to are the
// same as DATE, as far as they are bounded.
//
// # Versions
//
// A reader looks at one version: the number of a load. What a load brings to the graph carries its number as cp_since, what it
// takes away as cp_until; records of the ledger have numbers, and ends that are later than the load that a reader looks at. So a
// load writes in transactions of bounded size what no reader looks at, writes the node of its version (CpVersion), and
// publishes it by setting one number. Then it clears away what ended, having raised a floor by which readers of the version
// before find out, and ask again. Entities and sources are nodes that others tie theirs to, and stay: how a load changes them
// waits in cp_next until it is published. Loads take turns (see turn); one that is cut off is cleared away by the next.
//
// # A guest
//
// Others may keep theirs in the database. All our labels begin with Cp, but for the kinds, by which nothing is looked for; what
// carries no cp_since is not ours, whatever its type or its properties. Each query says which version of Cypher it is in.
//
// Labels and types are parameters of the queries that write, which takes Neo4j 5.26 or later.
package neo4j
