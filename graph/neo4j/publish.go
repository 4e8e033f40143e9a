package neo4j

import (
	"encoding/json"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"

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

// identity is that of a statement: those of one claim differ in their fingerprints.
type identity struct {
	id  uuid.UUID
	key int64
}

// location is where a statement is: its relationship, or the label of its node, which the id of the claim then finds.
type location struct{ relationship, label string }

// publishedStatements finds where statements are.
func (p *publication) publishedStatements() (map[identity]location, error) {
	there := map[identity]location{}
	scan := func(row []any) error {
		written, _ := row[0].(string)
		id, err := uuid.Parse(written)
		if err != nil {
			return err
		}
		key, _ := row[1].(int64)
		var at location
		at.relationship, _ = row[2].(string)
		at.label, _ = row[3].(string)
		there[identity{id, key}] = at
		return nil
	}
	return there, p.turn.store.reading(p.turn.ctx, func(tx *transaction) error {
		err := tx.each(`MATCH (:`+entityLabel+`)-[r]->(:`+entityLabel+`) WHERE r.`+sinceKey+` IS NOT NULL RETURN r.id, r.`+keyKey+`, elementId(r), null`, nil, scan)
		for _, label := range []string{claimLabel, withdrawnLabel} {
			if err == nil {
				err = tx.each(`MATCH (c:`+label+`) WHERE c.`+sinceKey+` IS NOT NULL RETURN c.id, c.`+keyKey+`, null, $label`, properties{"label": label}, scan)
			}
		}
		return err
	})
}

// publishStatements writes relationships and claims.
func (p *publication) publishStatements() error {
	there, err := p.publishedStatements()
	if err != nil {
		return err
	}
	p.types, p.ended = map[string]bool{}, newEndings()
	for st := range p.facts.Statements() {
		said := encodeStatement(&st, p.terms[st.Predicate])
		at := identity{st.ID(), fingerprint(said)}
		if _, known := there[at]; known {
			delete(there, at)
			continue
		}
		said[keyKey], said[sinceKey] = at.key, p.number
		if err := p.create(&st, said); err != nil {
			return err
		}
	}
	for said, at := range there {
		if err := p.end(said, at); err != nil {
			return err
		}
	}
	return nil
}

// end ends a statement. Of a relationship on which others have noted something it returns the type and the id of the claim.
func (p *publication) end(said identity, at location) error {
	id := said.id.String()
	if at.label != "" {
		p.ended.claims[at.label] = append(p.ended.claims[at.label], id)
		return p.writer.add(`UNWIND $rows AS row MATCH (r:`+at.label+` {id: row.id}) WHERE r.`+keyKey+` = row.key SET r.`+untilKey+` = row.until`,
			properties{"id": id, "key": said.key, "until": p.number})
	}
	p.ended.relationships = append(p.ended.relationships, at.relationship)
	return p.writer.add(`UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row.at AND r.id = row.id AND r.`+keyKey+` = row.key SET r.`+untilKey+` = row.until
		WITH r WHERE `+noted+` RETURN type(r), r.id`, properties{"at": at.relationship, "id": id, "key": said.key, "until": p.number})
}

// create adds a statement that is new.
func (p *publication) create(st *graph.Statement, said properties) error {
	if st.Object == "" {
		said["subject"], said["predicate"] = st.Subject, st.Predicate
		label, states := claimLabel, statesType
		if !st.Recorded.Stands() {
			label, states = withdrawnLabel, withdrawnStatesType
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
	if err := p.turn.store.declare(p.turn.ctx, append(missing, `CALL db.awaitIndexes(600)`)); err != nil {
		return err
	}
	for name := range p.types {
		p.turn.store.indexed.types[name] = true
	}
	return nil
}
