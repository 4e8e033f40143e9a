package neo4j

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/walk"
)

// pageWalk is a walk of which a page is shown. The database returns of each level which entities it comes to and with how much openness,
// and nothing else; up to the level in which the page ends also by which relationships, with what tells which path is the best. Only
// those on the shortest paths to the entities of the page are taken as a whole.
type pageWalk struct {
	*gathering
	needed  snapshot.NeededWalk
	course  *course
	reached map[int64]int // openness by node
	listed  int           // entities that were come to, of the kinds that are listed
	kinds   map[string]bool
	levels  [][]thin // the relationships between each level and the next, as far as they are needed
}

// stand is a node that the walk came to, by the number that the database has for it while a transaction lasts, with how much openness, and with
// how much before, 0 if never.
type stand struct {
	node         int64
	open, before int
}

// thin is a relationship of which no more is known than what orders what a walk comes to.
type thin struct {
	element, from, to, name, role string // the type is the name
	rank                          graph.Confidence
}

// walkPage counts what a walk comes to, and takes the page of it that is needed. Within a bound on the number of entities it takes all of it,
// as walk does, since a walk in memory stops there in the middle of a level.
func (g *gathering) walkPage(needed snapshot.NeededWalk) (limits.Stop, error) {
	x := &pageWalk{gathering: g, needed: needed, course: &course{g.ontology, &g.filter, needed.Direction}, kinds: map[string]bool{}}
	for _, kind := range g.filter.Kinds {
		x.kinds[kind] = true
	}
	stop, over, err := x.walk()
	switch {
	case err != nil:
		return stop, err
	case over:
		return g.walk(needed)
	}
	g.walked = &snapshot.Walked{Total: x.listed}
	if needed.Page.Limit == 0 || x.listed == 0 {
		return stop, nil
	}
	if g.walked.Page, err = x.page(); err != nil {
		return stop, err
	}
	return stop, x.takePaths(g.walked.Page)
}

// walk goes level by level. It reports whether there are more entities than the budget allows.
func (x *pageWalk) walk() (stop limits.Stop, over bool, err error) {
	w, budget := x.needed, x.need.Budget
	types := walkedTypes(x.ontology, &x.filter)
	level, err := x.start()
	if err != nil {
		return stop, false, err
	}
	for dist := 0; len(level) > 0 && len(types) > 0 && (w.Depth <= 0 || dist < w.Depth); dist++ {
		if !x.deadline.IsZero() && time.Now().After(x.deadline) {
			return limits.Stop{Time: budget.Time}, false, nil
		}
		next, fresh := map[int64]stand{}, []int64(nil)
		come := func(node int64, open int) {
			before, visited := x.reached[node]
			if visited && open <= before {
				return
			}
			if !visited {
				fresh = append(fresh, node)
			}
			if at, again := next[node]; again {
				before = at.before
			}
			next[node], x.reached[node] = stand{node, open, before}, open
		}
		if x.listed < w.Page.Offset+w.Page.Limit {
			err = x.thinStep(types, level, come)
		} else {
			err = x.bareStep(types, level, come)
		}
		if err != nil {
			return stop, false, err
		}
		if budget.Nodes > 0 && len(x.reached) > budget.Nodes {
			return stop, true, nil
		}
		n, err := x.count(fresh)
		if err != nil {
			return stop, false, err
		}
		x.listed += n
		level = slices.Collect(maps.Values(next))
	}
	return stop, false, nil
}

// start is where the walk begins; nowhere, if there is no such entity.
func (x *pageWalk) start() (level []stand, err error) {
	x.reached = map[int64]int{}
	err = x.tx.each(`MATCH (n:`+entityLabel+` {id: $id}) RETURN id(n)`, properties{"id": x.needed.Start}, func(row []any) error {
		node, _ := row[0].(int64)
		x.reached[node] = x.course.start()
		level = append(level, stand{node, x.course.start(), 0})
		return nil
	})
	return level, err
}

// count counts those entities that are listed.
func (x *pageWalk) count(nodes []int64) (n int, err error) {
	if len(x.kinds) == 0 || len(nodes) == 0 {
		return len(nodes), nil
	}
	err = x.tx.each(`UNWIND $nodes AS node MATCH (n) WHERE id(n) = node
		RETURN CASE WHEN n.`+nextSinceKey+` <= $version THEN properties(n) ELSE {kind: n.kind} END, count(*)`, properties{"nodes": nodes, "version": x.at.loads},
		func(row []any) error {
			p, err := x.at.properties(row[0].(properties))
			if x.kinds[text(p, "kind")] {
				listed, _ := row[1].(int64)
				n += int(listed)
			}
			return err
		})
	return n, err
}

func setOf(ids []string) map[string]bool {
	set := make(map[string]bool, len(ids))
	for _, id := range ids {
		set[id] = true
	}
	return set
}

// from begins a query for the steps from the nodes n of a level to entities e, by relationships r. Nothing that is ours leads to other nodes.
func (x *pageWalk) from(types []string, level []stand) (query string, p properties) {
	walked := map[string]bool{}
	for _, t := range types {
		walked[t] = true
	}
	admitted, p := x.at.admitted(&x.filter)
	onCourse, least := x.course.condition(walked)
	maps.Copy(p, least)
	p["level"] = alikeOpen(level)
	pattern := `(n)-[r:%s]->(e)`
	if x.course.direction == graph.Dependents {
		pattern = `(n)<-[r:%s]-(e)`
	}
	return `UNWIND $level AS at UNWIND at.nodes AS node MATCH (n) WHERE id(n) = node MATCH ` + fmt.Sprintf(pattern, anyOf(types)) + ` WHERE ` + admitted + ` AND ` + onCourse + ` `, p
}

// alikeOpen puts the nodes of a level together that the walk came to alike: they are few rows then, however many nodes.
func alikeOpen(level []stand) (rows []any) {
	together := map[stand][]int64{}
	for _, at := range level {
		alike := stand{0, at.open, at.before}
		together[alike] = append(together[alike], at.node)
	}
	for alike, nodes := range together {
		rows = append(rows, properties{"nodes": nodes, "open": int64(alike.open), "before": int64(alike.before)})
	}
	return rows
}

// bareStep yields where the steps from a level lead. The nodes are lists in few rows, which take far less than a row each.
func (x *pageWalk) bareStep(types []string, level []stand, yield func(node int64, open int)) error {
	query, p := x.from(types, level)
	return x.tx.each(query+`WITH e, max(`+x.course.leaves()+`) AS open RETURN open, collect(id(e))`, p, func(row []any) error {
		open, _ := row[0].(int64)
		for _, e := range row[1].([]any) {
			node, _ := e.(int64)
			yield(node, int(open))
		}
		return nil
	})
}

// thinStep is bareStep that keeps the relationships.
func (x *pageWalk) thinStep(types []string, level []stand, yield func(node int64, open int)) error {
	query, p := x.from(types, level)
	var steps []thin
	err := x.tx.each(query+`RETURN id(e), `+x.course.leaves()+`, n.id, e.id, elementId(r), type(r), r.role, r.rank`, p, func(row []any) error {
		node, _ := row[0].(int64)
		open, _ := row[1].(int64)
		var s thin
		s.from, _ = row[2].(string)
		s.to, _ = row[3].(string)
		s.element, _ = row[4].(string)
		s.name, _ = row[5].(string)
		s.role, _ = row[6].(string)
		rank, _ := row[7].(int64)
		s.rank = graph.Confidence(rank)
		steps = append(steps, s)
		yield(node, int(open))
		return nil
	})
	x.levels = append(x.levels, steps)
	return err
}

// page puts what the levels hold in order as the walk in memory does, along the same relationships, and returns the page of it.
func (x *pageWalk) page() (ids []string, err error) {
	some := &snapshot.Portion{Ontology: x.ontology}
	entities := map[string]bool{x.needed.Start: true}
	for _, steps := range x.levels {
		for _, s := range steps {
			entities[s.to] = true
			some.Statements = append(some.Statements, x.statement(s))
		}
	}
	err = x.things(entityLabel, entities, func(p properties) error {
		some.Entities = append(some.Entities, graph.Description{Entity: graph.Entity{ID: text(p, "id"), Kind: text(p, "kind"), Name: text(p, "name")}})
		return nil
	})
	if err != nil {
		return nil, err
	}
	s, err := snapshot.Part(x.tx.ctx, some)
	if err != nil {
		return nil, err
	}
	c, err := s.Course(x.filter)
	if err != nil {
		return nil, err
	}
	start, _ := s.Lookup(x.needed.Start)
	found, _, err := walk.Reach(limits.New(x.tx.ctx, graph.Budget{}), s, start, x.needed.Direction, len(x.levels), c)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	page, err := found.Page(s.Lister(x.filter), x.needed.Page.Offset, x.needed.Page.Limit)
	for _, f := range page {
		ids = append(ids, s.ID(f.Node))
	}
	return ids, err
}

// statement is what a thin relationship says: that it is admitted is known already.
func (x *pageWalk) statement(s thin) graph.Statement {
	from, to := s.from, s.to
	if x.course.direction == graph.Dependents {
		from, to = to, from
	}
	st := graph.Statement{Assertion: graph.Assertion{Claim: graph.Claim{Subject: from, Predicate: relationOf(s.name), Object: to, Share: graph.NoShare,
		Confidence: s.rank, Valid: graph.Always}}, Effective: graph.Always, Primary: true, Derived: s.role != ""}
	st.Role = s.role
	return st
}

// takePaths takes the relationships on all shortest paths to the entities of a page: of each level those that lead to what is on a path.
func (x *pageWalk) takePaths(page []string) error {
	wanted, elements := setOf(page), []any(nil)
	for i := len(x.levels) - 1; i >= 0; i-- {
		before := map[string]bool{}
		for _, s := range x.levels[i] {
			if wanted[s.to] {
				elements = append(elements, s.element)
				before[s.from] = true
			}
		}
		maps.Copy(wanted, before)
	}
	return x.take(`UNWIND $elements AS element MATCH ()-[r]->() WHERE elementId(r) = element `+returned, properties{"elements": elements}, nil)
}

// leaves is gives in Cypher, of a relationship r from a place at.
func (c *course) leaves() string {
	strata := len(c.ontology.Strata)
	unordered := fmt.Sprintf(`CASE WHEN at.open < %[1]d THEN at.open ELSE %[1]d END`, strata)
	switch {
	case c.filter.AnyOrder:
		return `at.open`
	case c.direction == graph.Dependents:
		return strings.Join([]string{`CASE WHEN ` + c.own() + ` THEN 0 WHEN r.` + stratumKey + ` IS NULL THEN`, unordered, `ELSE r.` + stratumKey + ` + 1 END`}, " ")
	default:
		return fmt.Sprintf(`CASE WHEN r.`+stratumKey+` IS NULL THEN %s ELSE %d - r.`+stratumKey+` END`, unordered, strata)
	}
}
