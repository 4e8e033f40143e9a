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
)

// gathering collects the part of the graph that a question needs. The database walks, and applies the question's filter;
// what it returns is compiled into a snapshot of the part, so that ties are broken and sentences made by the same code
// whichever way a question is answered.
type gathering struct {
	tx         *transaction
	ontology   *graph.Ontology
	filter     graph.Filter
	need       *snapshot.Need
	deadline   time.Time                  // of walks; zero: none
	reached    map[string]bool            // entities that walks came to
	names      map[string]bool            // ids of entities that the part shows
	statements map[string]graph.Statement // by key
}

func newGathering(tx *transaction, o *graph.Ontology, need *snapshot.Need) *gathering {
	g := &gathering{tx: tx, ontology: o, filter: need.Filter, need: need, reached: map[string]bool{}, names: map[string]bool{},
		statements: map[string]graph.Statement{}}
	if need.Budget.Time > 0 {
		g.deadline = time.Now().Add(need.Budget.Time)
	}
	for _, id := range need.Names {
		g.names[id] = true
	}
	return g
}

// gather takes what is needed. The stop says that it ended early.
func (g *gathering) gather() (limits.Stop, error) {
	for _, w := range g.need.Walks {
		g.names[w.Start] = true
		if w.Unless != "" && g.reached[w.Unless] {
			continue
		}
		if stop, err := g.walk(w); err != nil || !stop.None() {
			return stop, err
		}
	}
	for _, c := range g.need.About {
		g.names[c.Of] = true
		if err := g.about(c); err != nil {
			return limits.Stop{}, err
		}
	}
	return limits.Stop{}, nil
}

// admitted is the condition on a relationship or claim r to pass the filter. It means what
// graph.Interval.Contains and graph.Recording.Contains do.
func admitted(f *graph.Filter) (string, properties) {
	p := properties{"rank": int64(f.MinConfidence), "instant": int64(graph.DateOf(f.AsOf + 1))}
	conditions := []string{`r.rank >= $rank`, `r.from < $instant`, `$instant <= r.to`}
	if f.Primary {
		conditions = append(conditions, `coalesce(r.primary, true)`) // an older graph does not say: the part will tell
	}
	if f.KnownAt.IsZero() {
		conditions = append(conditions, `r.recorded_to IS NULL`)
	} else {
		p["known"] = f.KnownAt.UnixMicro()
		conditions = append(conditions, `r.recorded_from <= $known`, `(r.recorded_to IS NULL OR $known < r.recorded_to)`)
	}
	return strings.Join(conditions, ` AND `), p
}

// walkedTypes are the relationship types that a filter lets a walk follow.
func walkedTypes(o *graph.Ontology, f graph.Filter) []string {
	var types []string
	for _, relation := range o.Walked(f) {
		types = append(types, relationType(relation))
	}
	return types
}

// anyOf writes relationship types as a pattern has them.
func anyOf(types []string) string {
	quoted := make([]string, len(types))
	for i, t := range types {
		quoted[i] = quote(t)
	}
	return strings.Join(quoted, "|")
}

// step takes the relationships one step on from the places of a level, and yields where each leads, with how much openness.
func (g *gathering) step(c *course, types []string, level []place, yield func(id string, open int)) error {
	pattern := `(:Entity {id: at.id})-[r:%s]->(:Entity)`
	if c.direction == graph.Dependents {
		pattern = `(:Entity {id: at.id})<-[r:%s]-(:Entity)`
	}
	walked, openTo, rows := map[string]bool{}, map[string]int{}, make([]any, len(level))
	for _, t := range types {
		walked[t] = true
	}
	for i, at := range level {
		rows[i], openTo[at.id] = properties{"id": at.id, "open": at.open, "before": at.before}, at.open
	}
	admitted, p := admitted(&g.filter)
	onCourse, least := c.condition(walked)
	maps.Copy(p, least)
	p["level"] = rows
	query := fmt.Sprintf(`UNWIND $level AS at MATCH `+pattern+` WHERE `+admitted+` AND `+onCourse+` RETURN r.key, properties(r)`, anyOf(types))
	return g.take(query, p, func(st *graph.Statement) {
		from, to := st.Subject, st.Object
		if c.direction == graph.Dependents {
			from, to = to, from
		}
		yield(to, c.gives(openTo[from], st))
	})
}

// take collects the statements that a query returns, each as its key and its properties.
func (g *gathering) take(query string, p properties, each func(*graph.Statement)) error {
	return g.tx.each(query, p, func(row []any) error {
		st, err := decodeStatement(row[1].(properties))
		if err != nil {
			return err
		}
		g.statements[row[0].(string)] = st
		for _, id := range []string{st.Subject, st.Object, st.Item} {
			if id != "" {
				g.names[id] = true
			}
		}
		if each != nil {
			each(&st)
		}
		return nil
	})
}

// walk takes everything within the depth of a walk, level by level. Beyond the budget of entities it goes one level further
// than a walk in memory, which stops in the middle of a level and may look at any relationship of what it has reached. Beyond
// the deadline it stops and says so.
func (g *gathering) walk(w snapshot.NeededWalk) (limits.Stop, error) {
	c := &course{g.ontology, &g.filter, w.Direction}
	types, budget := walkedTypes(g.ontology, g.filter), g.need.Budget
	reached, level, over := map[string]int{w.Start: c.start()}, []place{{w.Start, c.start(), 0}}, false
	defer func() {
		for id := range reached {
			g.reached[id] = true
		}
	}()
	for dist := 0; len(level) > 0 && len(types) > 0 && (w.Depth <= 0 || dist < w.Depth); dist++ {
		if !g.deadline.IsZero() && time.Now().After(g.deadline) {
			return limits.Stop{Time: budget.Time}, nil
		}
		next := map[string]place{}
		err := g.step(c, types, level, func(id string, open int) {
			before, visited := reached[id]
			if visited && open <= before {
				return
			}
			if at, again := next[id]; again {
				before = at.before
			}
			next[id], reached[id] = place{id, open, before}, open
		})
		if err != nil || over {
			return limits.Stop{}, err
		}
		level = slices.Collect(maps.Values(next))
		over = budget.Nodes > 0 && len(reached) > budget.Nodes
	}
	return limits.Stop{}, nil
}

// about takes the claims of an entity.
func (g *gathering) about(c snapshot.NeededClaims) error {
	admitted, p := admitted(&g.filter)
	p["id"] = c.Of
	if c.Attributes {
		err := g.take(`MATCH (:Entity {id: $id})-[:STATES]->(r:Claim) WHERE `+admitted+` RETURN r.key, properties(r)`, p, nil)
		if err != nil {
			return err
		}
	}
	types := ""
	if c.Walked && len(g.filter.Channels)+len(g.filter.Relations) > 0 {
		walked := walkedTypes(g.ontology, g.filter)
		if len(walked) == 0 {
			return nil
		}
		types = ":" + anyOf(walked)
	}
	return g.take(`MATCH (:Entity {id: $id})-[r`+types+`]-(:Entity) WHERE `+admitted+` RETURN r.key, properties(r)`, p, nil)
}

// countries takes the chains by which the entities that the part shows have their states.
func (g *gathering) countries() error {
	var types []string
	for _, relation := range g.ontology.Country.Relations {
		types = append(types, quote(relationType(relation)))
	}
	admitted, p := admitted(&graph.Filter{AsOf: g.filter.AsOf, KnownAt: g.filter.KnownAt}) // a state counts however sure it is
	query := `UNWIND $level AS id MATCH (:Entity {id: id})-[r:` + strings.Join(types, "|") + `]->(:Entity) WHERE ` + admitted + ` RETURN r.key, properties(r)`
	seen := maps.Clone(g.names)
	for level := slices.Collect(maps.Keys(seen)); len(types) > 0 && len(level) > 0; {
		p["level"] = level
		level = nil
		err := g.take(query, p, func(st *graph.Statement) {
			if !seen[st.Object] {
				seen[st.Object] = true
				level = append(level, st.Object)
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// part compiles what was gathered.
func (g *gathering) part(version string) (*snapshot.Snapshot, error) {
	if err := g.countries(); err != nil {
		return nil, err
	}
	cited := map[string]bool{}
	for _, st := range g.statements {
		for _, c := range st.Sources {
			cited[c.Source] = true
		}
	}
	var entities []graph.Description
	var sources []graph.Source
	err := g.tx.each(`UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN properties(e)`, properties{"ids": slices.Collect(maps.Keys(g.names))},
		func(row []any) error {
			entities = append(entities, decodeDescription(row[0].(properties)))
			return nil
		})
	if err != nil {
		return nil, err
	}
	err = g.tx.each(`UNWIND $ids AS id MATCH (s:Source {id: id}) RETURN properties(s)`, properties{"ids": slices.Collect(maps.Keys(cited))},
		func(row []any) error {
			src, err := decodeSource(row[0].(properties))
			sources = append(sources, src)
			return err
		})
	if err != nil {
		return nil, err
	}
	return snapshot.Part(g.tx.ctx, g.ontology, version, sources, entities, slices.Collect(maps.Values(g.statements)))
}
