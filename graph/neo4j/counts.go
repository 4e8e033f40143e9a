package neo4j

import (
	"chokepoint/graph/snapshot"
)

// count counts all that there is at a version, once: it looks at everything.
func (k *kept) count(tx *transaction, at *state) (*snapshot.Counts, error) {
	k.counting.Lock()
	defer k.counting.Unlock()
	if k.counts != nil {
		return k.counts, nil
	}
	c := &snapshot.Counts{Sources: int(at.sources), ByKind: map[string]int{}, ByPredicate: map[string]int{}}
	p := properties{"version": at.loads}
	add := func(query string, one func(name string, derived bool, n int)) error {
		return tx.each(query, p, func(row []any) error {
			name, _ := row[0].(string)
			derived, _ := row[1].(bool)
			n, _ := row[2].(int64)
			one(name, derived, int(n))
			return nil
		})
	}
	stands := func(name string, derived bool, n int) {
		if derived {
			c.Derived += n
			return
		}
		c.Claims += n
		c.ByPredicate[name] += n
	}
	types := allTypes(k.ontology, false)
	err := add(`MATCH (r:`+claimLabel+`) WHERE `+there+` RETURN r.predicate, r.derived, count(*)`, stands)
	if err == nil && len(types) > 0 {
		err = add(`MATCH (:`+entityLabel+`)-[r:`+anyOf(types)+`]->(:`+entityLabel+`) WHERE `+there+` RETURN type(r), r.derived, count(*)`,
			func(name string, derived bool, n int) { stands(relationOf(name), derived, n) })
	}
	if err == nil {
		err = k.countEntities(tx, at, c)
	}
	if err == nil {
		c.Withdrawn, err = k.countWithdrawn(tx, at)
	}
	if err == nil {
		k.counts = c
	}
	return c, err
}

// countEntities counts those that stand.
func (k *kept) countEntities(tx *transaction, at *state, c *snapshot.Counts) error {
	return tx.each(`MATCH (n:`+entityLabel+`) WHERE n.`+sinceKey+` <= $version
		RETURN CASE WHEN n.`+nextSinceKey+` <= $version THEN properties(n) ELSE {kind: n.kind, stands: n.stands} END, count(*)`, properties{"version": at.loads},
		func(row []any) error {
			p, err := at.properties(row[0].(properties))
			if err != nil {
				return err
			}
			if stands, _ := p["stands"].(bool); stands {
				n, _ := row[1].(int64)
				c.Entities += int(n)
				c.ByKind[text(p, "kind")] += int(n)
			}
			return nil
		})
}

// countWithdrawn counts the claims of which nothing stands any more.
func (k *kept) countWithdrawn(tx *transaction, at *state) (n int, err error) {
	gone := map[string]bool{}
	into := func(there bool) func([]any) error {
		return func(row []any) error {
			id, _ := row[0].(string)
			if there {
				delete(gone, id)
			} else {
				gone[id] = true
			}
			return nil
		}
	}
	p := properties{"version": at.loads}
	ids := func(query string, stands bool) {
		if err == nil {
			err = tx.each(query, p, into(stands))
		}
	}
	ids(`MATCH (r:`+withdrawnLabel+`) WHERE `+there+` AND NOT r.derived RETURN DISTINCT r.id`, false)
	var withdrawn []string
	types := allTypes(k.ontology, false)
	for _, t := range types {
		withdrawn = append(withdrawn, withdrawnType+t)
	}
	if len(types) == 0 {
		return 0, err
	}
	ids(`MATCH (:`+entityLabel+`)-[r:`+anyOf(withdrawn)+`]->(:`+entityLabel+`) WHERE `+there+` AND NOT r.derived RETURN DISTINCT r.id`, false)
	if len(gone) == 0 {
		return 0, err
	}
	ids(`MATCH (r:`+claimLabel+`) WHERE `+there+` RETURN r.id`, true)
	ids(`MATCH (:`+entityLabel+`)-[r:`+anyOf(types)+`]->(:`+entityLabel+`) WHERE `+there+` RETURN r.id`, true)
	return len(gone), err
}

// degrees counts the claims about entities: those of which they are the subject, and those of which they are the object.
func (g *gathering) degrees(ids []string) (map[string]int, error) {
	degrees := make(map[string]int, len(ids))
	query := `UNWIND $ids AS id MATCH (e:` + entityLabel + ` {id: id})
		RETURN id, COUNT { (e)-[r]->(:` + entityLabel + `) WHERE ` + g.at.there() + ` } + COUNT { (e)<-[r]-(:` + entityLabel + `) WHERE ` + g.at.there() + ` }
			+ COUNT { (e)-[:` + statesType + `|` + withdrawnStatesType + `]->(r) WHERE ` + g.at.there() + ` }`
	err := g.tx.each(query, properties{"ids": ids, "version": g.at.loads}, func(row []any) error {
		n, _ := row[1].(int64)
		degrees[row[0].(string)] = int(n)
		return nil
	})
	return degrees, err
}
