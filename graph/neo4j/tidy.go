package neo4j

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// endings are statements that a load has ended.
type endings struct {
	relationships []string
	claims        map[string][]string // ids, by the label of the nodes
	noted         map[string][]string // ids of those on whose relationships others have noted something, by type
}

func newEndings() endings { return endings{nil, map[string][]string{}, map[string][]string{}} }

// add takes rows of relationships: where each is, its type, the id of the claim, and whether others have noted something on it.
func (e *endings) add(rows [][]any) {
	for _, row := range rows {
		at, _ := row[0].(string)
		name, _ := row[1].(string)
		id, _ := row[2].(string)
		e.relationships = append(e.relationships, at)
		if others, _ := row[3].(bool); others {
			e.noted[name] = append(e.noted[name], id)
		}
	}
}

// tidy clears away what readers of the published version don't see, so that analysts don't either: statements that ended, and how
// entities and sources were. Readers of a version before find that out by the floor. It may be begun again at any time.
func (t *turn) tidy(ended endings) error {
	floors := `SET m.floor = $loads`
	if t.base.renamed != [2]string{} {
		floors += `, m.ledger_floor = $loads`
	}
	p := properties{"name": metaName, "loads": t.base.loads}
	if err := t.run(`MATCH (m:`+metaLabel+` {name: $name}) `+floors, p); err != nil {
		return err
	}
	w := &writer{turn: t}
	for _, step := range []func() error{
		func() error { return w.removeEnded(ended) },
		func() error { return w.changeThings(entityLabel, entityKeys) },
		func() error { return w.changeThings(sourceLabel, sourceKeys) },
		w.flush,
		t.renameRecords,
		func() error { return t.write(t.describe) },
	} {
		if err := step(); err != nil {
			_ = w.wait()
			return err
		}
	}
	return nil
}

// removeEnded removes those of the statements given that have ended. What others have noted on a relationship goes on to what
// replaces it; of claims to which they have tied something the node stays.
func (w *writer) removeEnded(ended endings) error {
	row := func(id string) properties { return properties{"id": id, "loads": w.turn.base.loads} }
	const isOver = ` WHERE r.` + untilKey + ` <= row.loads `
	for _, name := range slices.Sorted(maps.Keys(ended.noted)) {
		for _, id := range ended.noted[name] {
			if err := w.add(handOn(name), row(id)); err != nil {
				return err
			}
		}
	}
	for _, at := range ended.relationships {
		if err := w.add(`UNWIND $rows AS row MATCH ()-[r]->() `+isOver+`AND elementId(r) = row.id DELETE r`, row(at)); err != nil {
			return err
		}
	}
	for _, label := range slices.Sorted(maps.Keys(ended.claims)) {
		for _, id := range ended.claims[label] {
			if err := w.add(`UNWIND $rows AS row MATCH (r:`+label+` {id: row.id})`+isOver+removeNode, row(id)); err != nil {
				return err
			}
		}
	}
	return nil
}

// removeNode removes a claim r: our relationships, and the node if it has no other.
var removeNode = fmt.Sprintf(`OPTIONAL MATCH (r)-[x:%s|%s|%s]-() DELETE x WITH DISTINCT r REMOVE r:%s:%s SET r:%s WITH r WHERE NOT (r)--() DELETE r`,
	statesType, withdrawnStatesType, citesType, claimLabel, withdrawnLabel, formerLabel)

// noted is the condition on a relationship r to have properties of others.
var noted = `any(key IN keys(r) WHERE NOT key IN ['` + strings.Join(statementKeys, "', '") + `'])`

// handOn gives what others have noted on relationships of a type to those of the same claim that replace them: one that stands,
// else one that is withdrawn.
func handOn(name string) string {
	live := strings.TrimPrefix(name, withdrawnType)
	return fmt.Sprintf(`UNWIND $rows AS row MATCH (s)-[r:%s {id: row.id}]->(o) WHERE r.%[2]s <= row.loads
		MATCH (s)-[n:%[3]s {id: row.id}]->(o) WHERE n.%[2]s IS NULL AND n.%[4]s IS NOT NULL WITH r, n ORDER BY n.recorded_to IS NOT NULL
		WITH r, collect(n)[0] AS n WITH n, properties(r) AS noted, properties(n) AS said SET n = noted SET n += {%[5]s} SET n += said`,
		quote(name), untilKey, anyOf(bothTypes([]string{live})), sinceKey, strings.Join(statementKeys, ": null, ")+": null")
}

// The properties of relationships, entities and sources that are ours; others are not touched.
var (
	statementKeys = []string{"id", "dataset", "also_in", "primary", "derived", "derived_from", "confidence", "rank", "item", "purpose", "note", "share",
		"share_most", "quantity", "unit", "sources", "locators", "role", "from", "to", "valid_from", "valid_from_precision", "valid_from_written", "valid_to",
		"valid_to_precision", "valid_to_written", "written_from", "written_to", "recorded_from", "recorded_to", "said_from", "said_to", "stratum", stratumKey, "channel",
		"need", "own", keyKey, sinceKey, untilKey}
	entityKeys = []string{"kind", "name", "aliases", "alias_langs", "identifiers", "uuid", "stands", "country", keyKey}
	sourceKeys = []string{"title", "publisher", "url", "published", "language", "kind", "copy_of", keyKey}
)

// changeThings gives entities or sources the properties that wait for them.
func (w *writer) changeThings(label string, keys []string) error {
	return w.turn.store.reading(w.turn.ctx, func(tx *transaction) error {
		return tx.each(`MATCH (n:`+label+`) WHERE n.`+nextSinceKey+` <= $loads RETURN n.id, n.`+nextKey+`, n.kind`, properties{"loads": w.turn.base.loads}, func(row []any) error {
			id, _ := row[0].(string)
			written, _ := row[1].(string)
			before, _ := row[2].(string)
			next, err := decodeNext(written)
			if err != nil {
				return err
			}
			labels := ``
			if after := text(next, "kind"); label == entityLabel && before != after {
				labels = ` REMOVE n:` + quote(kindLabel(before)) + ` SET n:` + quote(kindLabel(after))
			}
			for _, key := range keys {
				if _, set := next[key]; !set {
					next[key] = nil
				}
			}
			return w.add(`UNWIND $rows AS row MATCH (n:`+label+` {id: row.id}) SET n += row.next REMOVE n.`+nextKey+`, n.`+nextSinceKey+`, n.`+nextNamesKey+labels,
				properties{"id": id, "next": next})
		})
	})
}

// decodeNext reads properties that wait.
func decodeNext(written string) (properties, error) {
	var p properties
	if err := json.Unmarshal([]byte(written), &p); err != nil {
		return nil, fmt.Errorf("reading %s: %w", nextKey, err)
	}
	var key struct {
		Key int64 `json:"cp_key"` // a float64 would not hold it
	}
	err := json.Unmarshal([]byte(written), &key)
	p[keyKey] = key.Key
	return p, err
}

// renameRecords gives records the new name of their dataset.
func (t *turn) renameRecords() error {
	if t.base.renamed == [2]string{} {
		return nil
	}
	p := properties{"from": t.base.renamed[0], "to": t.base.renamed[1]}
	if err := t.run(`MATCH (d:`+datasetLabel+` {name: $from}) SET d.name = $to`, p); err != nil {
		return err
	}
	for _, label := range []string{entityRecordLabel, sourceRecordLabel, assertionLabel, blockLabel} {
		if err := t.everywhere(`(r:`+label+` {dataset: $from})`, "r", `SET r.dataset = $to`, p); err != nil {
			return err
		}
	}
	return nil
}

// describe describes the datasets for analysts, forgets other versions, and says that all is tidy.
func (t *turn) describe(tx *transaction) error {
	var rows []any
	for _, d := range t.base.datasets {
		rows = append(rows, encodeDataset(&d.DatasetState))
	}
	for _, query := range []string{
		`UNWIND $rows AS row MERGE (d:` + datasetLabel + ` {name: row.name}) SET d += row, d.` + sinceKey + ` = $loads`,
		`MATCH (v:` + versionLabel + `) WHERE v.number <> $loads DELETE v`,
		`MATCH (m:` + metaLabel + ` {name: $name}) SET m.version = $version REMOVE m.untidy`,
	} {
		p := properties{"name": metaName, "loads": t.base.loads, "version": t.base.version(), "rows": rows}
		if err := tx.run(query, p); err != nil {
			return err
		}
	}
	return nil
}

// mend clears away what a load that was cut off has left: all that the published version does not have. It looks at everything.
func (t *turn) mend() error {
	err := t.store.reading(t.ctx, func(tx *transaction) (err error) {
		t.base, err = tx.readState() // which a load may have published before it failed
		return err
	})
	if err != nil {
		return err
	}
	p := properties{"loads": t.base.loads, "numbers": t.base.numbers, "last": t.base.last()}
	const later, ending = sinceKey + ` > $loads`, untilKey + ` > $loads`
	for _, x := range []struct{ match, variable, do string }{
		{`(:` + entityLabel + `)-[r]->(:` + entityLabel + `) WHERE r.` + later, "r", `DELETE r`},
		{`(:` + entityLabel + `)-[r]->(:` + entityLabel + `) WHERE r.` + ending, "r", `REMOVE r.` + untilKey},
		{`(n:` + claimLabel + `|` + withdrawnLabel + `) WHERE n.` + later, "n", `DETACH DELETE n`},
		{`(n:` + claimLabel + `|` + withdrawnLabel + `) WHERE n.` + ending, "n", `REMOVE n.` + untilKey},
		{`(n:` + assertionLabel + `|` + entityRecordLabel + `|` + sourceRecordLabel + `) WHERE n.number > $numbers`, "n", `DETACH DELETE n`},
		{`(n:` + assertionLabel + `|` + entityRecordLabel + `|` + sourceRecordLabel + `) WHERE n.recorded_to > $last`, "n", `REMOVE n.recorded_to`},
		{`(n:` + entityLabel + `|` + sourceLabel + `) WHERE n.` + later, "n", `DETACH DELETE n`},
		{`(n:` + entityLabel + `|` + sourceLabel + `) WHERE n.` + nextSinceKey + ` > $loads`, "n", `REMOVE n.` + nextKey + `, n.` + nextSinceKey + `, n.` + nextNamesKey},
		{`(n:` + blockLabel + `) WHERE n.` + later, "n", `DELETE n`},
		{`(n:` + versionLabel + `) WHERE n.number > $loads`, "n", `DELETE n`},
	} {
		if err := t.everywhere(x.match, x.variable, x.do, p); err != nil {
			return err
		}
	}
	ended, err := t.findEnded()
	if err != nil {
		return err
	}
	return t.tidy(ended)
}

// findEnded looks for statements that the published version no longer has.
func (t *turn) findEnded() (endings, error) {
	ended := newEndings()
	scan := func(row []any) error {
		ended.add([][]any{row})
		return nil
	}
	p := properties{"loads": t.base.loads}
	return ended, t.store.reading(t.ctx, func(tx *transaction) error {
		err := tx.each(`MATCH (:`+entityLabel+`)-[r]->(:`+entityLabel+`) WHERE r.`+untilKey+` <= $loads RETURN elementId(r), type(r), r.id, `+noted, p, scan)
		for _, label := range []string{claimLabel, withdrawnLabel} {
			if err == nil {
				err = tx.each(`MATCH (n:`+label+`) WHERE n.`+untilKey+` <= $loads RETURN n.id`, p, func(row []any) error {
					id, _ := row[0].(string)
					ended.claims[label] = append(ended.claims[label], id)
					return nil
				})
			}
		}
		return err
	})
}
