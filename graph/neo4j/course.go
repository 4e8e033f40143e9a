package neo4j

import (
	"fmt"
	"slices"
	"strings"

	"chokepoint/graph"
)

// course says in Cypher what snapshot.Course says of rows: from how open an entity a step may be made, and how open the entity
// is that it comes to. A walk comes to entities of openness 1 and more; its start is the most open.
type course struct {
	ontology  *graph.Ontology
	filter    *graph.Filter
	direction graph.Direction
}

// place is an entity that a walk came to, and with how much openness; it had come to it with that before, 0 if never.
type place struct {
	id           string
	open, before int
}

// start is the openness of the start of a walk.
func (c *course) start() int { return len(c.ontology.Strata) + 1 }

// needs is the openness that a step needs, of a relationship r.
func (c *course) needs() string {
	strata := len(c.ontology.Strata)
	switch {
	case c.filter.AnyOrder:
		return "1"
	case c.direction == graph.Dependents:
		return "coalesce(r.cp_stratum + 1, 1)"
	default:
		return fmt.Sprintf("CASE WHEN "+c.own()+" THEN %d WHEN r.cp_stratum IS NULL THEN 1 ELSE %d - r.cp_stratum END", strata+1, strata)
	}
}

// own is the condition on a relationship r to count for its subject alone. It is asked for where the relation or a rule can make it so:
// what a relationship does not have is looked for among all that it has.
func (c *course) own() string {
	var types []string
	for i := range c.ontology.Relations {
		r := &c.ontology.Relations[i]
		if r.Own || slices.ContainsFunc(c.ontology.Rules, func(x graph.Rule) bool { return x.Derive.Own && x.Derive.Relation == r.Name }) {
			types = append(types, fmt.Sprintf("%q, %q", relationType(r.Name), withdrawnType+relationType(r.Name)))
		}
	}
	return "type(r) IN [" + strings.Join(types, ", ") + "] AND r.own"
}

// gives is the openness that a step from an entity leaves; 0: none leads on.
func (c *course) gives(open int, st *graph.Statement) int {
	switch {
	case c.filter.AnyOrder:
		return open
	case c.direction == graph.Dependents && st.Own:
		return 0
	case st.Stratum < 0:
		return min(open, len(c.ontology.Strata))
	case c.direction == graph.Dependents:
		return st.Stratum + 1
	default:
		return len(c.ontology.Strata) - st.Stratum
	}
}

// condition is what a relationship r must be for a step from an entity at, which has an id, what it is open to and was before.
func (c *course) condition(types map[string]bool) (string, properties) {
	conditions, p := []string{fmt.Sprintf("at.before < at.open AND %[1]s <= at.open AND (r.cp_stratum IS NULL OR %[1]s > at.before)", c.needs())}, properties{}
	for i := range c.ontology.Relations {
		r := &c.ontology.Relations[i]
		least := graph.ShareFrom(r.LeastShare)
		if c.filter.MinShare != nil && least > 0 {
			least = *c.filter.MinShare
		}
		if t := relationType(r.Name); least > 0 && types[t] {
			key := fmt.Sprintf("least%d", i)
			p[key] = least.Float()
			conditions = append(conditions, fmt.Sprintf("(NOT type(r) IN [%q, %q] OR r.share IS NULL OR coalesce(r.share_most, r.share) >= $%s)", t, withdrawnType+t, key))
		}
	}
	return strings.Join(conditions, " AND "), p
}
