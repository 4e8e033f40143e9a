package mcp

import (
	"sync"

	"chokepoint/graph/question"
)

// brief leaves to the whole answer what tells least of each row, where the question can.
var brief = question.Values{"detail": {"brief"}}

// tools are all tools, in the order in which a model is likely to need them.
var tools = sync.OnceValue(func() []*tool {
	all := []*tool{
		{
			name: "find", title: "Find entities by name",
			asks: []string{"search", "entities"}, takes: []string{"q", "kind", "country", "limit"}, renamed: map[string]string{"q": "name"}, rows: "15",
			choose: func(v question.Values) string {
				if len(v["name"]) > 0 && len(v["country"]) == 0 {
					return "search"
				}
				return "entities"
			},
			description: `Finds companies, chips, technologies, models, facilities, governments, groups, persons, places and government decisions by name, alias or a misspelling of one, in any script (华为, Huawei, "H20"), best match first; or lists all of a kind or country when no name is given.
Use it first whenever you are not sure of an id, when another tool says a name is unknown or ambiguous, and to list all of a kind (kind ["facility"], country "taiwan"). For the decisions of a state use decisions. Do not use it to check names against sanctions or entity lists: use screen.
The answer: entities with id, kind, name and a score (1 is the same name). A low score means something else may be meant. An entity that is absent here is not in the facts, which says nothing about the world.`,
		},
		{
			name: "entity", title: "What is known of an entity",
			asks: []string{"entity", "claims"}, takes: []string{"ref", "predicate", "as_of"}, needs: []string{"ref"}, given: brief, rows: "", grouped: map[string]bool{"claims": true}, renamed: map[string]string{"subject": "ref"},
			choose: func(v question.Values) string {
				if len(v["predicate"]) > 0 {
					return "claims"
				}
				return "entity"
			},
			description: `Shows one entity: names, and the claims about it on a day by predicate (designed_by, supplied_by, owned_by, market_share, listed_by, status, effect, citation …), each a sentence with confidence, dates and source ids. With predicate it lists all claims of that predicate alone.
Use it to learn what something is, or for one attribute or direct relation ("market share of TSMC": predicate ["market_share"]). Do not use it for indirect dependence (use dependence) or to judge an export (use check).
left_out counts claims of a predicate that are not shown: ask again with that predicate. A predicate that is absent is not recorded; it is not "none".`,
		},
		{
			name: "dependence", title: "Who depends on it, or what it depends on",
			asks: []string{"dependents", "dependencies"}, takes: []string{"ref", "kind", "country", "depth", "since", "as_of", "min_confidence", "limit"}, rows: "20",
			own: []question.Parameter{{Name: "direction", Type: question.Text, Required: true, Enum: []string{"dependents", "dependencies"},
				Doc: "dependents: who depends on it. dependencies: what it depends on."}},
			choose: func(v question.Values) string { return v["direction"][0] },
			description: `Lists who depends on an entity (direction "dependents") or what it depends on (direction "dependencies"), directly and through others, nearest first, each with the shortest chain of claims that shows it.
Use it for "who needs ASML", "what does DeepSeek rest on", "which Chinese companies depend on TSMC" (country, kind), "what changed since" (since). For how one named thing depends on another use paths; for what would stop if it were gone use impact: depending is not the same as being lost.
Each row is one entity with its chain; a chain goes from use to production to ownership to regulation and never back. Confidence of a chain is that of its weakest step. Rows are what is on record, not all there is.`,
		},
		{
			name: "paths", title: "How one depends on another",
			asks: []string{"paths"}, takes: []string{"from", "to", "k", "max_hops", "as_of", "order", "min_confidence"},
			description: `Shows the shortest chains of claims by which one entity (from: the dependent) depends on another (to), each step with its claim, confidence and sources.
Use it for "why does DeepSeek depend on Washington", "how is Huawei tied to ASML". If the answer says that the chain leads the other way, swap from and to. order "any" drops the rule that a chain descends from use to production to ownership to regulation: such a chain shows a connection, not a dependence.
No path means that none is on record on that day, not that there is none.`,
		},
		{
			name: "impact", title: "What stops if something is taken away",
			asks: []string{"impact"}, takes: []string{"remove", "on", "kind", "as_of", "limit"}, given: brief, rows: "10",
			description: `Says what would be lost (products, facilities, technologies and models without any other source), degraded (a part or one of several sources gone) or impaired (companies and governments, with what they lose and what remains) if entities were taken away.
Use it for "what stops if TSMC stops", "what would Apple lose without ASML" (on). Removing a place or state removes what is located there. For a ranking of what would hurt most use chokepoints.
It reasons over recorded claims alone: no stock, price, time or substitution that is not on record. total_lost, total_degraded and total_impaired count all; say so when you show a few.`,
		},
		{
			name: "chokepoints", title: "Whose loss takes most from others",
			asks: []string{"chokepoints"}, takes: []string{"for", "country", "kind", "since", "as_of", "limit"}, given: brief, rows: "8",
			description: `Ranks entities by what their loss alone would take from others: how many are lost and impaired, examples of them, and which alternatives are left. With "for" it ranks what one entity hangs on.
Use it for "the most critical suppliers", "Dutch chokepoints" (country), "what is Nvidia's weakest point" (for). For the consequences of one loss use impact.
Ranks count entities on record and weigh none of them by money or volume: a well documented company ranks higher. Do not present a rank as a measure of importance without saying so.`,
		},
		{
			name: "check", title: "Which decisions bear on an export",
			asks: []string{"check"}, takes: []string{"item", "figures", "seller", "to", "end_user", "as_of", "assume", "known_at"}, given: brief,
			order: []string{"item", "figures", "seller", "to", "end_user", "as_of", "outcome", "review_policy", "decisions", "may_apply", "unknowns", "exceptions", "items", "also_concerns", "not_applicable"},
			minor: map[string][]string{"not_applicable": {"decision", "in_force", "reason", "criteria"}, "also_concerns": {"decision", "in_force", "reason", "effects"},
				"items": {"item", "outcome", "review_policy", "decisions", "may_apply"}}, short: 3, said: []string{"text"},
			description: `Finds the government decisions (export controls, licence requirements, listings, prohibitions) that bear on an export on a day: an item on record, or figures of one that is not, or all items of a seller, to a destination and, if known, an end user.
Use it for "could Nvidia sell the H20 to China on 1 June 2025", "which rule caught the A800", "and if the rule were still in force" (assume). Give as_of for any past day: the law of that day is applied. For whether a party is on a list use screen.
decisions apply; may_apply could, and reason says what is unknown; not_applicable came near, and why not; unknowns say what to find out; for a seller, items say the outcome for each with the ids of the decisions, and check of one of them says the rest. outcome is the strictest that applies: "none-known" means only that no decision on record controls it, never that the sale is allowed. Not legal advice: say so, and cite the decisions.`,
		},
		{
			name: "screen", title: "Whether parties are listed",
			asks: []string{"screen"}, takes: []string{"queries", "list", "threshold", "as_of"}, given: brief,
			description: `Screens names of parties (one or many, each a name or an object with name, country, identifiers, address): which entity is meant, on which lists it is on the day, by which decision and citation, who owns it, and whether a list reaches it through its owners (50 % rule).
Use it for "is this customer on the Entity List", "was it listed in 2023" (as_of), whole lists of customers. For what may be exported to it use check with end_user.
resolution "sure": the entity is meant. "doubtful": a person has to decide among candidates; do not decide for them. "none": nobody of that name is in these facts, which hold a part of the lists and never clear anybody. Not legal advice.`,
		},
		{
			name: "decisions", title: "Which decisions bear on an entity",
			asks: []string{"decisions"}, takes: []string{"ref", "by", "effect", "status", "sort", "since", "as_of", "limit"}, given: brief, rows: "10",
			description: `Lists the government decisions that bear on an entity (company, chip, technology, state): those that cover, list, bind or permit it, or that it issued, with status on the day, effect, issuer and why they bear.
Use it for "which rules hit ASML", "what has Japan decided" (ref "japan"), "what did the Netherlands decide in 2024" (by, since, sort "date"). For one export of one item use check, which also does the arithmetic of thresholds.
in_force says how it stands on the day; total_in_force counts those. The text and sources of one decision are at chokepoint://decision/{id}.`,
		},
		{
			name: "changes", title: "What changed between two days",
			asks: []string{"changes"}, takes: []string{"since", "until", "of", "what", "kind", "limit"}, rows: "20", given: question.Values{"sort": {"latest"}},
			description: `Lists what began, ended, happened or was edited between two days: claims by their dates in the world, for all facts or for one entity and the decisions that bear on it (of), the latest first.
Use it for "what changed for Huawei in 2025", "export-control news since March" (kind ["decision"]). For how things stood on a day use the other tools with as_of.
A date may be known by year or month alone. What is not on record did not necessarily not happen; coverage says how far the facts reach.`,
		},
		{
			name: "coverage", title: "What the facts cover",
			asks: []string{"coverage"},
			description: `Says what these facts cover and do not: how many entities of each kind, claims of each predicate and confidence and sources, from which datasets, of which states' law how many decisions and until when, how many claims are undated, and what is not in them at all (limits).
Use it before you say that something does not exist or did not happen, when an answer is thin, and to learn which kinds and predicates there are.`,
		},
	}
	for _, t := range all {
		t.prepare()
	}
	return all
})
