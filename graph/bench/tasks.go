package bench

// task is a question as it is measured. Its values are written as the query of a URL; a value $hub is what the graph has for that,
// see places. Those of which the graph has several are asked one after another.
type task struct {
	question, name, values string

	bare    search // in Go, on the rows that the question may walk
	peers   search // by other programs, which keep to no order of strata and ask for no least share
	alike   bool   // what the bare search and peers find is as much as what the answer does
	facts   bool   // it is about the built-in facts
	refused bool   // the answer may be an error that says that there is no such entity, and what is like it
}

// search is what is compared with a question.
type search struct {
	kind  searchKind
	depth int // greatest length; 0: any
	k     int // greatest number of paths
}

type searchKind int

const (
	noSearch     searchKind = iota
	dependentsOf            // how many depend on the second end
	dependenciesOf
	shortest   // the length of a shortest path from the first end to the second
	several    // k shortest paths
	simple     // k simple paths of at most a length, any
	neighbours // what is joined to the second end
)

// anyOrder are the values with which a question walks as peers do.
const anyOrder = "&order=any&min_share=0"

// tasks are those of all questions, in the order of the table. What the names leave unsaid is about the hub, the entity on which most
// depend directly.
var tasks = []task{
	{question: "dependents", name: "dependents, counted", values: "ref=$hub&limit=0", bare: search{kind: dependentsOf}, alike: true},
	{question: "dependents", name: "dependents within 3, counted", values: "ref=$hub&limit=0&depth=3", bare: search{kind: dependentsOf, depth: 3}, alike: true},
	{question: "dependents", name: "dependents within 2, counted", values: "ref=$hub&limit=0&depth=2", bare: search{kind: dependentsOf, depth: 2}, alike: true},
	{question: "dependents", name: "dependents in any order, counted", values: "ref=$hub&limit=0" + anyOrder, bare: search{kind: dependentsOf}, peers: search{kind: dependentsOf}, alike: true},
	{question: "dependents", name: "… within 2", values: "ref=$hub&limit=0&depth=2" + anyOrder, bare: search{kind: dependentsOf, depth: 2}, peers: search{kind: dependentsOf, depth: 2}, alike: true},
	{question: "dependents", name: "dependents, 25 with their paths", values: "ref=$hub", bare: search{kind: dependentsOf}, alike: true},
	{question: "dependents", name: "dependents, 100 with their paths", values: "ref=$hub&limit=100", bare: search{kind: dependentsOf}, alike: true},
	{question: "dependents", name: "dependents of any entity, counted", values: "ref=$some&limit=0", bare: search{kind: dependentsOf}, alike: true},
	{question: "dependencies", name: "dependencies of any entity, counted", values: "ref=$some&limit=0", bare: search{kind: dependenciesOf}, alike: true},
	{question: "dependencies", name: "dependencies of any entity", values: "ref=$some", bare: search{kind: dependenciesOf}, alike: true},
	{question: "neighbours", name: "neighbours", values: "ref=$hub", peers: search{kind: neighbours, k: 25}},
	{question: "neighbours", name: "neighbours of any entity", values: "ref=$some", peers: search{kind: neighbours, k: 25}},
	{question: "paths", name: "shortest path", values: "from=$below&to=$hub&k=1", bare: search{kind: shortest}, alike: true},
	{question: "paths", name: "shortest path in any order", values: "from=$below&to=$hub&k=1" + anyOrder, bare: search{kind: shortest}, peers: search{kind: shortest, k: 1}, alike: true},
	{question: "paths", name: "five shortest", values: "from=$below&to=$hub&k=5"},
	{question: "paths", name: "five shortest in any order", values: "from=$below&to=$hub&k=5" + anyOrder, peers: search{kind: several, k: 5}, alike: true},
	{question: "paths", name: "100 paths of at most 4, in any order", values: "from=$below&to=$hub&k=100&limit=100&max_hops=4" + anyOrder, peers: search{kind: simple, depth: 4, k: 100}, alike: true},
	{question: "graph", name: "claims between two entities", values: "entity=$hub&entity=$below"},
	{question: "impact", name: "impact", values: "remove=$hub", bare: search{kind: dependentsOf}},
	{question: "impact", name: "impact of any entity", values: "remove=$some", bare: search{kind: dependentsOf}},
	{question: "impact", name: "impact on an entity", values: "remove=$hub&on=$below", bare: search{kind: dependentsOf}},
	{question: "chokepoints", name: "chokepoints of all", values: ""},
	{question: "chokepoints", name: "chokepoints for an entity", values: "for=$below"},
	{question: "owners", name: "owners of any entity", values: "ref=$some"},
	{question: "holdings", name: "holdings of any entity", values: "ref=$some"},
	{question: "affiliates", name: "affiliates", values: "ref=$hub"},
	{question: "decisions", name: "decisions on any entity", values: "ref=$some"},
	{question: "decisions", name: "decisions on a chip", values: "ref=nvidia-h200", facts: true},
	{question: "listings", name: "listings of a party", values: "ref=smic", facts: true},
	{question: "check", name: "check of a chip", values: "item=nvidia-h20&to=china", facts: true},
	{question: "check", name: "check of tools for a listed party", values: "item=etching&to=china&end_user=smic", facts: true},
	{question: "lines", name: "chips of a maker against the lines of a day", values: "maker=nvidia", facts: true},
	{question: "lines", name: "all chips against the lines of a day", values: "", facts: true},
	{question: "compare", name: "comparison of two chips", values: "one=nvidia-h20&other=nvidia-h200", facts: true},
	{question: "timeline", name: "timeline", values: "ref=$hub"},
	{question: "timeline", name: "timeline of any entity", values: "ref=$some"},
	{question: "changes", name: "changes of a month", values: "since=2025-12-15&until=2026-01-15"},
	{question: "entities", name: "entities, the first 25", values: ""},
	{question: "entities", name: "entities with a part of a name", values: "q=$part"},
	{question: "entity", name: "entity", values: "ref=$hub"},
	{question: "entity", name: "any entity", values: "ref=$some"},
	{question: "entity", name: "an entity by a name that none has", values: "ref=$close", refused: true},
	{question: "claims", name: "claims on the hub", values: "object=$hub"},
	{question: "claims", name: "claims of any entity", values: "subject=$some"},
	{question: "claims", name: "claims of a source", values: "source=$source"},
	{question: "claims", name: "claims, the first 25", values: ""},
	{question: "claim", name: "a claim by its id", values: "id=$claim"},
	{question: "search", name: "search for a name", values: "q=$name"},
	{question: "search", name: "search for a name with a slip", values: "q=$close"},
	{question: "match", name: "match of a name", values: "queries=$name"},
	{question: "match", name: "match of a name with a slip", values: "queries=$close"},
	{question: "screen", name: "screen of a name", values: "queries=$name"},
	{question: "screen", name: "screen of a name with a slip", values: "queries=$close"},
	{question: "ask", name: "a question in plain words", values: "q=$asked"},
	{question: "sources", name: "sources, the first 25", values: ""},
	{question: "source", name: "a source by its id", values: "id=$source"},
	{question: "datasets", name: "datasets", values: ""},
	{question: "ontology", name: "ontology", values: ""},
	{question: "query", name: "a call in Cypher", values: "call=/v1/entities/nvidia/dependents", facts: true},
	{question: "stats", name: "stats", values: ""},
	{question: "coverage", name: "coverage", values: ""},
}
