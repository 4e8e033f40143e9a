package neo4j

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// publication brings the graph up to a snapshot, behind the version that readers see: what is new has the number of the load from
// which on it is there, what is no longer so the number of that from which on it is not, and the rest is not touched. Entities
// and sources are nodes that others tie theirs to: how they change is noted on them, and done when the version is published.
type publication struct {
	turn   *turn
	writer *writer
	facts  *snapshot.Snapshot
	at     time.Time // of the load: entities have the states of its day
	number int64     // of the load
	terms  map[string]relationTerms
	types  map[string]bool // of relationships that are new
	ended  endings
}

// published are the fingerprints of things that are there, by id.
func (p *publication) published(label string) (map[string]int64, error) {
	there := map[string]int64{}
	err := p.turn.store.reading(p.turn.ctx, func(tx *transaction) error {
		return tx.each(`MATCH (n:`+label+`) WHERE n.`+sinceKey+` IS NOT NULL RETURN n.id, n.`+keyKey, nil, func(row []any) error {
			id, _ := row[0].(string)
			there[id], _ = row[1].(int64)
			return nil
		})
	})
	return there, err
}

func (p *publication) publishEntities() error {
	there, err := p.published(entityLabel)
	if err != nil {
		return err
	}
	countries := p.facts.Countries(graph.Filter{AsOf: graph.DayOf(p.at)})
	for d := range p.facts.Descriptions() {
		said := encodeEntity(&d.Entity)
		said["uuid"] = graph.EntityUUID(d.ID).String()
		said["stands"] = d.Stands
		if n, ok := p.facts.Lookup(d.ID); ok {
			setText(said, "country", countries.Ref(n).Country)
		}
		if err := p.thing(entityLabel+":"+quote(kindLabel(d.Kind)), said, there); err != nil {
			return err
		}
	}
	return nil
}

func (p *publication) publishSources() error {
	there, err := p.published(sourceLabel)
	if err != nil {
		return err
	}
	for _, id := range p.facts.SourceIDs() {
		source, _, _ := p.facts.Source(id)
		if err := p.thing(sourceLabel, encodeSource(&source), there); err != nil {
			return err
		}
	}
	return nil
}

// thing publishes an entity or a source, by its labels and properties, among those that are there.
func (p *publication) thing(labels string, said properties, there map[string]int64) error {
	id, key := said["id"].(string), fingerprint(said)
	said[keyKey] = key
	before, known := there[id]
	switch {
	case !known:
		said[sinceKey] = p.number
		return p.writer.add(`UNWIND $rows AS row CREATE (n:`+labels+`) SET n = row`, said)
	case before == key:
		return nil
	}
	next, err := json.Marshal(said)
	if err != nil {
		return err
	}
	names := []string{text(said, "name")}
	if aliases, ok := said["aliases"].([]string); ok {
		names = append(names, aliases...)
	}
	label := entityLabel
	if labels == sourceLabel {
		label = sourceLabel
	}
	return p.writer.add(`UNWIND $rows AS row MATCH (n:`+label+` {id: row.id}) SET n.`+nextKey+` = row.next, n.`+nextSinceKey+` = row.since, n.`+nextNamesKey+` = row.names`,
		properties{"id": id, "next": string(next), "since": p.number, "names": names})
}

// publishStatements writes relationships and claims.
func (p *publication) publishStatements() error {
	there, err := p.publishedStatements()
	if err != nil {
		return err
	}
	p.types, p.ended = map[string]bool{}, newEndings()
	made, ended := statementBlock{p: p}, statementBlock{p: p, ends: true}
	var marker marker
	for st := range p.facts.Statements() {
		terms := p.terms[st.Predicate]
		at := identity{st.ID(), marker.mark(&st, terms)}
		if _, known := there[at]; known {
			delete(there, at)
			continue
		}
		said := encodeStatement(&st, terms)
		said[keyKey], said[sinceKey] = at.key, p.number
		if err := cmp.Or(p.create(&st, said), made.add(at, locationOf(&st))); err != nil {
			return err
		}
	}
	for said, at := range there {
		if err := cmp.Or(p.end(said, at), ended.add(said, at)); err != nil {
			return err
		}
	}
	return cmp.Or(made.flush(), ended.flush())
}

// end ends a statement. Of a relationship it returns where it is, and whether others have noted something on it.
func (p *publication) end(said identity, at location) error {
	row := properties{"id": said.id.String(), "key": said.key, "until": p.number}
	if at.label != "" {
		p.ended.claims[at.label] = append(p.ended.claims[at.label], said.id.String())
		return p.writer.add(`UNWIND $rows AS row MATCH (r:`+at.label+` {id: row.id}) WHERE r.`+keyKey+` = row.key SET r.`+untilKey+` = row.until`, row)
	}
	row["s"], row["o"] = at.subject, at.object
	return p.writer.add(`UNWIND $rows AS row MATCH (:`+entityLabel+` {id: row.s})-[r]->(:`+entityLabel+` {id: row.o}) WHERE r.id = row.id AND r.`+keyKey+` = row.key
		SET r.`+untilKey+` = row.until RETURN elementId(r), type(r), r.id, `+noted, row)
}

// create adds a statement that is new.
func (p *publication) create(st *graph.Statement, said properties) error {
	if st.Object == "" {
		said["subject"], said["predicate"] = st.Subject, st.Predicate
		label, states := locationOf(st).label, statesType
		if label == withdrawnLabel {
			states = withdrawnStatesType
		}
		return p.writer.add(`UNWIND $rows AS row MATCH (s:`+entityLabel+` {id: row.subject}) CREATE (s)-[:`+states+`]->(c:`+label+`) SET c = row
			WITH c, row UNWIND range(0, size(row.sources) - 1) AS i MATCH (s:`+sourceLabel+` {id: row.sources[i]})
			CREATE (c)-[q:`+citesType+`]->(s) SET q.locator = row.locators[i]`, said)
	}
	name := relationType(st.Predicate)
	if !st.Recorded.Stands() {
		name = withdrawnType + name
	}
	p.types[name] = true
	return p.writer.add(`UNWIND $rows AS row MATCH (s:`+entityLabel+` {id: row.s}) MATCH (o:`+entityLabel+` {id: row.o}) CREATE (s)-[r:$(row.type)]->(o) SET r = row.p`,
		properties{"s": st.Subject, "o": st.Object, "type": name, "p": said})
}

// indexTypes makes sure that the relationships of each type have an index on their ids.
func (p *publication) indexTypes() error {
	var missing []string
	p.turn.store.indexed.Lock()
	defer p.turn.store.indexed.Unlock()
	for _, name := range slices.Sorted(maps.Keys(p.types)) {
		if !p.turn.store.indexed.types[name] {
			missing = append(missing, indexOfType(name))
		}
	}
	if len(missing) == 0 {
		return nil
	}
	const seconds = 24 * 60 * 60 // the first indexes of many millions take their time
	if err := p.turn.store.declare(p.turn.ctx, append(missing, fmt.Sprintf(`CALL db.awaitIndexes(%d)`, seconds))); err != nil {
		return err
	}
	for name := range p.types {
		p.turn.store.indexed.types[name] = true
	}
	return nil
}
