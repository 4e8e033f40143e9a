package neo4j

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// gathering collects the part of the graph that a question needs. The database walks, and applies the question's filter;
// what it returns is compiled into a snapshot of the part, so that ties are broken and sentences made by the same code
// whichever way a question is answered.
type gathering struct {
	tx         *transaction
	at         *state
	ontology   *graph.Ontology
	filter     graph.Filter
	need       *snapshot.Need
	deadline   time.Time       // of walks; zero: none
	reached    map[string]bool // entities that walks came to
	names      map[string]bool // ids of entities that the part shows
	statements map[identity]graph.Statement
	references []string                  // of whose entities all are recorded
	recorded   []snapshot.RecordedEntity // of what references may mean; it is not among names
	sources    map[string]bool           // ids of sources that the part shows, besides those that statements cite
	walked     *snapshot.Walked          // by the walk of which a page is needed
	horizon    *snapshot.Horizon         // of what is gathered look by look; nil: nothing is
}

func newGathering(tx *transaction, at *state, o *graph.Ontology) *gathering {
	return &gathering{tx: tx, at: at, ontology: o, reached: map[string]bool{}, names: map[string]bool{},
		statements: map[identity]graph.Statement{}, sources: map[string]bool{}}
}

// gather takes what is needed. The stop says that it ended early.
func (g *gathering) gather(need *snapshot.Need) (stop limits.Stop, err error) {
	g.need, g.filter = need, need.Filter
	if need.Budget.Time > 0 {
		g.deadline = time.Now().Add(need.Budget.Time)
	}
	for _, id := range need.Names {
		g.names[id] = true
	}
	for _, id := range need.Sources {
		g.sources[id] = true
	}
	if stop, err = g.walks(); err != nil {
		return stop, err
	}
	if need.Also != nil {
		g.filter.AsOf = *need.Also
		if _, err := g.walks(); err != nil {
			return stop, err
		}
		g.filter.AsOf = need.Filter.AsOf
	}
	for _, id := range need.Claims {
		if err := g.claim(id); err != nil {
			return stop, err
		}
	}
	if need.Citing != "" {
		if err := g.citing(need.Citing); err != nil {
			return stop, err
		}
	}
	for _, c := range g.need.About {
		g.names[c.Of] = true
		if err := g.about(c); err != nil {
			return stop, err
		}
	}
	return stop, nil
}

// walks makes the walks that are needed.
func (g *gathering) walks() (limits.Stop, error) {
	for _, w := range g.need.Walks {
		g.names[w.Start] = true
		if w.Unless != "" && g.reached[w.Unless] {
			continue
		}
		walk := g.walk
		if w.Page != nil {
			walk = g.walkPage
		}
		if stop, err := walk(w); err != nil || !stop.None() {
			return stop, err
		}
	}
	return limits.Stop{}, nil
}

// there is the condition on a relationship or claim r to be one of ours, and there at a version.
const there = `r.` + sinceKey + ` <= $version AND (r.` + untilKey + ` IS NULL OR $version < r.` + untilKey + `)`

// there is the condition there; where nothing has an end, none is looked for among all that a relationship has.
func (s *state) there() string {
	if s.quiet {
		return `r.` + sinceKey + ` <= $version`
	}
	return there
}

// undisturbed returns errMoved if the reading rests on that no load was under way, and one has begun.
func (t *transaction) undisturbed(at *state) error {
	if !at.quiet {
		return nil
	}
	n, err := t.count(`MATCH (m:`+metaLabel+` {name: $name}) WHERE coalesce(m.`+loadingKey+`, '') = $loading AND NOT coalesce(m.`+untidyKey+`, false) RETURN count(m)`,
		properties{"name": metaName, "loading": at.loading})
	if err == nil && n == 0 {
		err = errMoved
	}
	return err
}

// admitted is the condition on a relationship or claim r to be there at a version and to pass the filter. It means what
// graph.Interval.Contains and graph.Recording.Contains do; without a time at which it was known, only what stands is to be asked.
func (s *state) admitted(f *graph.Filter) (string, properties) {
	conditions, p := passes(f)
	p["version"] = s.loads
	return s.there() + ` AND ` + strings.Join(conditions, ` AND `), p
}

// passes is admitted without the version.
func passes(f *graph.Filter) (conditions []string, p properties) {
	p = properties{"rank": int64(f.MinConfidence), "instant": int64(graph.DateOf(f.AsOf + 1))}
	conditions = []string{`r.from < $instant`, `$instant <= r.to`}
	if f.MinConfidence > 0 {
		conditions = append(conditions, `r.rank >= $rank`)
	}
	if f.Primary {
		conditions = append(conditions, `r.primary`)
	}
	if !f.KnownAt.IsZero() {
		p["known"] = f.KnownAt.UTC()
		conditions = append(conditions, `r.recorded_from <= $known`, `(r.recorded_to IS NULL OR $known < r.recorded_to)`)
	}
	return conditions, p
}

// typesOf are the relationship types of some relations: those of what stands, and of what was withdrawn if the past counts.
func typesOf(relations []string, past bool) []string {
	types := make([]string, len(relations))
	for i, relation := range relations {
		types[i] = relationType(relation)
	}
	if past {
		types = bothTypes(types)
	}
	return types
}

// walkedTypes are the relationship types that a filter lets a walk follow.
func walkedTypes(o *graph.Ontology, f *graph.Filter) []string {
	return typesOf(o.Walked(*f), !f.KnownAt.IsZero())
}

// allTypes are the relationship types of all relations.
func allTypes(o *graph.Ontology, past bool) []string {
	var relations []string
	for i := range o.Relations {
		relations = append(relations, o.Relations[i].Name)
	}
	return typesOf(relations, past)
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
	pattern := `(:` + entityLabel + ` {id: at.id})-[r:%s]->(:` + entityLabel + `)`
	if c.direction == graph.Dependents {
		pattern = `(:` + entityLabel + ` {id: at.id})<-[r:%s]-(:` + entityLabel + `)`
	}
	walked, openTo, rows := map[string]bool{}, map[string]int{}, make([]any, len(level))
	for _, t := range types {
		walked[t] = true
	}
	for i, at := range level {
		rows[i], openTo[at.id] = properties{"id": at.id, "open": at.open, "before": at.before}, at.open
	}
	admitted, p := g.at.admitted(&g.filter)
	onCourse, least := c.condition(walked)
	maps.Copy(p, least)
	p["level"] = rows
	query := fmt.Sprintf(`UNWIND $level AS at MATCH `+pattern+` WHERE `+admitted+` AND `+onCourse+` `+returned, anyOf(types))
	return g.take(query, p, func(st *graph.Statement) {
		from, to := st.Subject, st.Object
		if c.direction == graph.Dependents {
			from, to = to, from
		}
		yield(to, c.gives(openTo[from], st))
	})
}

// What a query returns of a relationship r, and of a claim.
const (
	returned      = `RETURN properties(r), startNode(r).id, type(r), endNode(r).id`
	returnedClaim = `RETURN properties(r), r.subject, r.predicate, null`
)

// take collects the statements that a query returns.
func (g *gathering) take(query string, p properties, each func(*graph.Statement)) error {
	return g.tx.each(query, p, func(row []any) error {
		said := row[0].(properties)
		st, err := decodeStatement(said)
		if err != nil {
			return err
		}
		st.Subject, _ = row[1].(string)
		predicate, _ := row[2].(string)
		st.Predicate = relationOf(predicate)
		st.Object, _ = row[3].(string)
		id, err := uuid.Parse(text(said, "id"))
		g.statements[identity{id, whole(said, keyKey)}] = st
		for _, id := range []string{st.Subject, st.Object, st.Item} {
			if id != "" {
				g.names[id] = true
			}
		}
		if each != nil {
			each(&st)
		}
		return err
	})
}

// walk takes everything within the depth of a walk, level by level. Beyond the budget of entities it goes one level further
// than a walk in memory, which stops in the middle of a level and may look at any relationship of what it has reached. Beyond
// the deadline it stops and says so.
func (g *gathering) walk(w snapshot.NeededWalk) (limits.Stop, error) {
	c := &course{g.ontology, &g.filter, w.Direction}
	types, budget := walkedTypes(g.ontology, &g.filter), g.need.Budget
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

// about takes the claims of an entity, and of what they lead on to.
func (g *gathering) about(c snapshot.NeededClaims) error {
	for _, relation := range c.Into {
		admitted, p := g.at.admitted(&g.filter)
		p["id"] = c.Of
		err := g.take(`MATCH (:`+entityLabel+` {id: $id})<-[r:`+anyOf(typesOf([]string{relation}, !g.filter.KnownAt.IsZero()))+`]-(:`+entityLabel+`)
			WHERE `+admitted+` `+returned+` LIMIT 1`, p, nil)
		if err != nil {
			return err
		}
	}
	if len(c.Into) > 0 {
		return nil
	}
	along, seen := setOf(c.Along), map[string]bool{c.Of: true}
	for queue := []string{c.Of}; len(queue) > 0; queue = queue[1:] {
		of := c
		of.Of = queue[0]
		err := g.claimsOf(of, func(st *graph.Statement) {
			if st.Subject == of.Of && along[st.Predicate] && !seen[st.Object] {
				seen[st.Object] = true
				queue = append(queue, st.Object)
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// claimsOf takes the claims of an entity.
func (g *gathering) claimsOf(c snapshot.NeededClaims, each func(*graph.Statement)) error {
	admitted, p := g.at.admitted(&g.filter)
	past := c.Ever || !g.filter.KnownAt.IsZero()
	if c.Ever {
		admitted = there
	}
	p["id"] = c.Of
	if c.Attributes {
		states, labels := statesType, claimLabel
		if past {
			states, labels = statesType+"|"+withdrawnStatesType, claimLabel+"|"+withdrawnLabel
		}
		err := g.take(`MATCH (:`+entityLabel+` {id: $id})-[:`+states+`]->(r:`+labels+`) WHERE `+admitted+` `+returnedClaim, p, nil)
		if err != nil {
			return err
		}
	}
	types := allTypes(g.ontology, past)
	if c.Walked && len(g.filter.Channels)+len(g.filter.Relations) > 0 {
		types = walkedTypes(g.ontology, &g.filter)
	}
	if len(types) == 0 {
		return nil
	}
	return g.take(`MATCH (:`+entityLabel+` {id: $id})-[r:`+anyOf(types)+`]-(:`+entityLabel+`) WHERE `+admitted+` `+returned, p, each)
}

// countries takes the chains by which the entities that the part shows have their states.
func (g *gathering) countries() error {
	admitted, p := g.at.admitted(&graph.Filter{AsOf: g.filter.AsOf, KnownAt: g.filter.KnownAt}) // a state counts however sure it is
	return g.chains(g.names, admitted, p, !g.filter.KnownAt.IsZero())
}

// chains takes the chains of claims that fulfil a condition by which entities have their states.
func (g *gathering) chains(of map[string]bool, admitted string, p properties, past bool) error {
	types := typesOf(g.ontology.Country.Relations, past)
	query := `UNWIND $level AS id MATCH (:` + entityLabel + ` {id: id})-[r:` + anyOf(types) + `]->(:` + entityLabel + `) WHERE ` + admitted + ` ` + returned
	seen := maps.Clone(of)
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
func (g *gathering) part() (*snapshot.Snapshot, error) {
	if err := g.countries(); err != nil {
		return nil, err
	}
	return g.compiled()
}

// compiled compiles what was gathered, as it is.
func (g *gathering) compiled() (*snapshot.Snapshot, error) {
	x := &snapshot.Portion{Ontology: g.ontology, Version: g.at.version(), Secret: g.at.secret, Datasets: g.at.described(), Recorded: g.recorded,
		Statements: slices.Collect(maps.Values(g.statements)), Horizon: g.horizon}
	cited := map[string]bool{}
	for _, st := range x.Statements {
		for _, c := range st.Sources {
			cited[c.Source] = true
		}
	}
	for id := range g.sources {
		delete(cited, id) // what each dataset says of it is recorded
	}
	for _, r := range g.recorded {
		delete(g.names, r.ID)
	}
	err := g.things(entityLabel, g.names, func(p properties) error {
		stands, _ := p["stands"].(bool)
		x.Entities = append(x.Entities, graph.Description{Entity: decodeEntity(p), Stands: stands})
		return nil
	})
	if err == nil {
		err = g.things(sourceLabel, cited, func(p properties) error {
			source, err := decodeSource(p)
			x.Sources = append(x.Sources, snapshot.SaidSource{Source: source})
			return err
		})
	}
	if err == nil {
		err = g.saidSources(&x.Sources)
	}
	if err != nil {
		return nil, err
	}
	return snapshot.Part(g.tx.ctx, x)
}

// saidSources takes what each dataset says of the sources that the part shows.
func (g *gathering) saidSources(into *[]snapshot.SaidSource) error {
	var said ledger.Records
	err := sourceForm.readThose(g.tx, g.at, `UNWIND $ids AS id MATCH (r:`+sourceRecordLabel+` {id: id})`, properties{"ids": slices.Collect(maps.Keys(g.sources))}, &said.Sources)
	for _, r := range said.HeardSources() {
		*into = append(*into, snapshot.SaidSource{Source: r.Said, Dataset: r.Dataset})
	}
	return err
}

// things takes entities or sources of some ids.
func (g *gathering) things(label string, ids map[string]bool, each func(properties) error) error {
	if len(ids) == 0 {
		return nil
	}
	return g.tx.each(`UNWIND $ids AS id MATCH (n:`+label+` {id: id}) RETURN properties(n)`, properties{"ids": slices.Collect(maps.Keys(ids))},
		func(row []any) error {
			p, err := g.at.properties(row[0].(properties))
			if err != nil {
				return err
			}
			return each(p)
		})
}
