package neo4j

import (
	"slices"

	"github.com/google/uuid"
)

// claim takes all statements of a claim, withdrawn ones too.
func (g *gathering) claim(id uuid.UUID) error {
	p := properties{"id": id.String(), "version": g.at.loads, "numbers": g.at.numbers}
	err := g.take(`MATCH (r:`+claimLabel+` {id: $id}) WHERE `+there+` `+returnedClaim, p, nil)
	if err == nil {
		err = g.take(`MATCH (r:`+withdrawnLabel+` {id: $id}) WHERE `+there+` `+returnedClaim, p, nil)
	}
	relations := g.concluded()
	if err == nil {
		err = g.tx.each(`MATCH (a:`+assertionLabel+` {id: $id}) WHERE a.number <= $numbers RETURN a.predicate LIMIT 1`, p, func(row []any) error {
			predicate, _ := row[0].(string)
			relations = []string{predicate}
			return nil
		})
	}
	for _, t := range typesOf(relations, true) { // the index on ids is by type
		if err == nil {
			err = g.take(`MATCH (:`+entityLabel+`)-[r:`+quote(t)+` {id: $id}]->(:`+entityLabel+`) WHERE `+there+` `+returned, p, nil)
		}
	}
	return err
}

// concluded are the relations of which claims are derived.
func (g *gathering) concluded() (relations []string) {
	for _, r := range g.ontology.Rules {
		if name := r.Derive.Relation; g.ontology.Relation(name) != nil && !slices.Contains(relations, name) {
			relations = append(relations, name)
		}
	}
	return relations
}

// citing takes the claims that stand, cite a source and are not derived.
func (g *gathering) citing(source string) error {
	p := properties{"id": source, "version": g.at.loads, "numbers": g.at.numbers, "last": g.at.last()}
	err := g.take(`MATCH (:`+sourceLabel+` {id: $id})<-[:`+citesType+`]-(r:`+claimLabel+`) WHERE `+there+` `+returnedClaim, p, nil)
	if err != nil {
		return err
	}
	byType := map[string][]any{}
	err = g.tx.each(`MATCH (:`+sourceLabel+` {id: $id})<-[:`+citesType+`]-(a:`+assertionLabel+`)
		WHERE a.number <= $numbers AND (a.recorded_to IS NULL OR a.recorded_to > $last) RETURN DISTINCT a.predicate, a.id`, p, func(row []any) error {
		predicate, _ := row[0].(string)
		if g.ontology.Relation(predicate) != nil {
			t := relationType(predicate)
			byType[t] = append(byType[t], row[1])
		}
		return nil
	})
	for t, ids := range byType {
		if err != nil {
			break
		}
		err = g.take(`UNWIND $ids AS id MATCH (:`+entityLabel+`)-[r:`+quote(t)+` {id: id}]->(:`+entityLabel+`) WHERE `+there+` `+returned,
			properties{"ids": ids, "version": g.at.loads}, nil)
	}
	return err
}
