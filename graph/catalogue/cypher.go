package catalogue

import (
	"fmt"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/cypher"
	"chokepoint/graph/question"
)

// What queries say of an entity e that a path leads to, and of a relationship r.
const (
	returnedWalk  = "[n IN nodes(path) | n.name] AS names, [r IN relationships(path) | type(r)] AS relations"
	returnedClaim = "r.confidence AS confidence, r.valid_from_written AS since, r.valid_to_written AS until, r.id AS claim, r.sources AS sources"
)

// node is the pattern of an entity by its id.
func node(name, id string) string {
	return fmt.Sprintf("(%s:%s {id: %s})", name, cypher.Entity, cypher.Text(id))
}

// cypherOfReach finds what a walk comes to. As elsewhere, a state is that of the day of the load.
func cypherOfReach(a *question.Asking, p *reachParameters, d graph.Direction) (string, error) {
	f := p.Filter(a)
	id, err := a.ResolveID(p.Ref, f.KnownAt)
	if err != nil || p.Since != nil {
		return "", err
	}
	where := "e <> s" + cypher.OfKinds(&f, "e")
	if p.Depth > 0 {
		where += fmt.Sprintf(" AND length(path) <= %d", p.Depth)
	}
	if p.Country != "" {
		state, err := a.ResolveID(p.Country, f.KnownAt)
		if err != nil {
			return "", err
		}
		where += fmt.Sprintf(" AND (e.country = %[1]s OR e.id = %[1]s)", cypher.Text(state))
	}
	return reachInCypher(a, f, id, d, where, ""), a.Facts.Ontology().CheckFilter(f)
}

// cypherOfOwnership finds owners or holdings, with the share along one chain.
func cypherOfOwnership(a *question.Asking, p *ownershipParameters, d graph.Direction) (string, error) {
	f := p.owning(a)
	id, err := a.ResolveID(p.Ref, f.KnownAt)
	if err != nil {
		return "", err
	}
	return reachInCypher(a, f, id, d, "e <> s"+cypher.OfKinds(&f, "e"), "reduce(part = 1.0, r IN relationships(path) | part * r.share) AS share, "),
		a.Facts.Ontology().CheckFilter(f)
}

func reachInCypher(a *question.Asking, f graph.Filter, id string, d graph.Direction, where, also string) string {
	from, to, e := node("s", id), "(e:"+cypher.Entity+")", "nodes(path)[-1]"
	if d == graph.Dependents {
		from, to, e = "(e:"+cypher.Entity+")", node("s", id), "nodes(path)[0]"
	}
	paths := cypher.NewWalk(a.Facts.Ontology(), &f).Paths("ANY SHORTEST", from, to)
	if paths == "" {
		return ""
	}
	return fmt.Sprintf(`MATCH %s
%sWITH s, path, %s AS e WHERE %s
WITH e, path ORDER BY length(path)
WITH e, collect(path)[0] AS path
RETURN e.id AS id, e.name AS name, e.kind AS kind, %slength(path) AS distance, %s
ORDER BY distance, name`, node("s", id), paths, e, where, also, returnedWalk)
}

// cypherOfPaths finds paths in the order of the answer.
func cypherOfPaths(a *question.Asking, p *pathsParameters) (string, error) {
	f := p.Filter(a)
	from, err := a.ResolveID(p.From, f.KnownAt)
	if err != nil {
		return "", err
	}
	to, err := a.ResolveID(p.To, f.KnownAt)
	if err != nil {
		return "", err
	}
	paths := cypher.NewWalk(a.Facts.Ontology(), &f).Paths(fmt.Sprintf("SHORTEST %d GROUPS", p.K), node("", from), node("", to))
	if paths == "" || from == to || p.most() == 0 {
		return "", a.Facts.Ontology().CheckFilter(f)
	}
	most := ""
	if p.MaxHops > 0 {
		most = fmt.Sprintf(" AND length(path) <= %d", p.MaxHops)
	}
	return fmt.Sprintf(`%sWITH path, [n IN nodes(path) | n.id] AS ids
WHERE all(id IN ids WHERE single(other IN ids WHERE other = id))%s
WITH ids, path, all(r IN relationships(path) WHERE r.rank >= %d) AS firm ORDER BY firm DESC
WITH ids, max(CASE WHEN firm THEN 1 ELSE 0 END) AS firm, collect(path)[0] AS path
RETURN ids, %s
ORDER BY size(ids), firm DESC, ids LIMIT %d`, paths, most, graph.Reported, returnedWalk, p.most()), nil
}

// narrowed are the types of the relations that a filter names, by name or channel, as a pattern has them behind a colon, and the condition to be a
// claim: without such, all relations count.
func narrowed(a *question.Asking, f *graph.Filter) (types, condition string) {
	if len(f.Channels)+len(f.Relations) == 0 {
		return "", cypher.Stands(f, "r") + " AND " + cypher.Admits(f, "r")
	}
	return ":" + cypher.Types(a.Facts.Ontology().Walked(*f), f), cypher.Admits(f, "r")
}

func cypherOfNeighbours(a *question.Asking, p *neighboursParameters) (string, error) {
	f := p.Filter(a)
	id, err := a.ResolveID(p.Ref, f.KnownAt)
	if err != nil {
		return "", err
	}
	types, condition := narrowed(a, &f)
	switch p.Direction {
	case graph.Dependents:
		condition += " AND startNode(r) <> s"
	case graph.Dependencies:
		condition += " AND startNode(r) = s"
	}
	if types == ":" {
		return "", a.Facts.Ontology().CheckFilter(f)
	}
	return fmt.Sprintf(`MATCH %s-[r%s]-(e:%s)
WHERE %s%s
RETURN CASE WHEN startNode(r) = s THEN 'dependencies' ELSE 'dependents' END AS direction, type(r) AS relation, e.id AS id, e.name AS name, e.kind AS kind, %s
ORDER BY relation, name`, node("s", id), types, cypher.Entity, condition, cypher.OfKinds(&f, "e"), returnedClaim), a.Facts.Ontology().CheckFilter(f)
}

func cypherOfGraph(a *question.Asking, p *graphParameters) (string, error) {
	f := p.Filter(a)
	nodes, err := namedNodes(a, p.Entity, f)
	if err != nil {
		return "", err
	}
	ids := make([]string, len(nodes))
	for i, n := range nodes {
		ids[i] = a.Facts.ID(n)
	}
	types, condition := narrowed(a, &f)
	if len(p.Claim) > 0 {
		condition += " AND r.id IN " + cypher.Texts(p.Claim)
	} else {
		walk := cypher.NewWalk(a.Facts.Ontology(), &f)
		types, condition = ":"+cypher.Types(a.Facts.Ontology().Walked(f), &f), cypher.Admits(&f, "r")+walk.Shares()
	}
	if types == ":" {
		return "", a.Facts.Ontology().CheckFilter(f)
	}
	return fmt.Sprintf(`WITH %s AS ids
MATCH (from:%[2]s)-[r%[3]s]->(to:%[2]s)
WHERE from.id IN ids AND to.id IN ids AND %[4]s
RETURN from.id AS from, type(r) AS relation, to.id AS to, %[5]s
ORDER BY from, relation, to`, cypher.Texts(ids), cypher.Entity, types, condition, returnedClaim), a.Facts.Ontology().CheckFilter(f)
}

// cypherOfEntities lists entities. Names are compared elsewhere; so are other times than now.
func cypherOfEntities(a *question.Asking, p *entitiesParameters) (string, error) {
	f := p.Filter(a)
	if p.Q != "" || !f.KnownAt.IsZero() {
		return "", nil
	}
	where := "e.stands" + cypher.OfKinds(&f, "e")
	if p.Country != "" {
		state, err := a.ResolveID(p.Country, f.KnownAt)
		if err != nil {
			return "", err
		}
		where += " AND e.country = " + cypher.Text(state)
	}
	return fmt.Sprintf(`MATCH (e:%s)
WHERE %s
RETURN e.id AS id, e.kind AS kind, e.country AS country, e.name AS name
ORDER BY name`, cypher.Entity, where), a.Facts.Ontology().CheckFilter(f)
}

func cypherOfEntity(a *question.Asking, p *entityParameters) (string, error) {
	f := p.Filter(a)
	id, err := a.ResolveID(p.Ref, f.KnownAt)
	if err != nil {
		return "", err
	}
	types, condition := narrowed(a, &f)
	var parts []string
	if types == "" {
		parts = append(parts, attributesInCypher(&f, id, ""))
	}
	if types != ":" {
		parts = append(parts, relationsInCypher(id, types, "-", condition))
	}
	return inTurn(parts), a.Facts.Ontology().CheckFilter(f)
}

// cypherOfClaims lists the claims of a subject, or of an object. What is sought in words and by kinds is compared elsewhere.
func cypherOfClaims(a *question.Asking, p *claimsParameters) (string, error) {
	f, o := p.Filter(a), a.Facts.Ontology()
	if p.Subject == "" || p.Object != "" || p.About != "" || p.Source != "" || len(p.ObjectKind)+len(f.Kinds)+len(f.Channels)+len(f.Relations) > 0 {
		return "", nil
	}
	id, err := a.ResolveID(p.Subject, f.KnownAt)
	if err != nil {
		return "", err
	}
	if len(p.Predicate) == 0 {
		return inTurn([]string{attributesInCypher(&f, id, ""), relationsInCypher(id, "", "->", cypher.Stands(&f, "r")+" AND "+cypher.Admits(&f, "r"))}), nil
	}
	var attributes, forward, inverse, parts []string
	for _, name := range p.Predicate {
		switch r := o.InverseOf(name); {
		case r != nil:
			inverse = append(inverse, r.Name)
		case o.Relation(name) != nil:
			forward = append(forward, name)
		case o.Attribute(name) != nil:
			attributes = append(attributes, name)
		default:
			return "", &graph.UnknownTerm{What: "predicate", Name: name}
		}
	}
	if len(attributes) > 0 {
		parts = append(parts, attributesInCypher(&f, id, " AND r.predicate IN "+cypher.Texts(attributes)))
	}
	if len(forward) > 0 {
		parts = append(parts, relationsInCypher(id, ":"+cypher.Types(forward, &f), "->", cypher.Admits(&f, "r")))
	}
	if len(inverse) > 0 {
		parts = append(parts, relationsInCypher(id, ":"+cypher.Types(inverse, &f), "<-", cypher.Admits(&f, "r")))
	}
	return inTurn(parts), nil
}

// inTurn puts the rows of some queries one after another.
func inTurn(parts []string) string { return strings.Join(parts, "\nUNION ALL\n") }

// attributesInCypher finds the claims that give an entity attributes.
func attributesInCypher(f *graph.Filter, id, also string) string {
	states, claim := cypher.States, cypher.Claim
	if !f.KnownAt.IsZero() {
		states, claim = states+"|"+cypher.WithdrawnStates, claim+"|"+cypher.WithdrawnClaim
	}
	return fmt.Sprintf(`MATCH %s-[:%s]->(r:%s)
WHERE %s%s
RETURN s.id AS subject, r.predicate AS predicate, null AS object, toString(r.value) AS value, %s`, node("s", id), states, claim, cypher.Admits(f, "r"), also, returnedClaim)
}

// relationsInCypher finds the claims that join an entity to another, by an arrow: from it, to it, or both.
func relationsInCypher(id, types, arrow, condition string) string {
	before, after := "-", "-"
	switch arrow {
	case "->":
		after = "->"
	case "<-":
		before = "<-"
	}
	return fmt.Sprintf(`MATCH %s%s[r%s]%s(e:%s)
WHERE %s
RETURN startNode(r).id AS subject, toLower(type(r)) AS predicate, endNode(r).id AS object, null AS value, %s`, node("s", id), before, types, after, cypher.Entity, condition, returnedClaim)
}
