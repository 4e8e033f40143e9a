package neo4j

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
	"chokepoint/graph/snapshot"
)

// mostLooked is how many claims are gathered look by look at most: some 100 MB. A question that looks at more takes a snapshot.
const mostLooked = 50_000

// lookByLook asks of what was gathered, and gathers what that looks at and is not there, until all of it is. Each time is one round of few
// queries, however many entities are looked at, whose texts are the same for every question. Refused is the error of the last asking.
// The error wraps graph.ErrWhole where that would be more than mostLooked claims.
func (g *gathering) lookByLook(ask func(*snapshot.Snapshot) error) (part *snapshot.Snapshot, refused, err error) {
	g.horizon = snapshot.NewHorizon()
	for _, ref := range g.references {
		g.horizon.Looks[snapshot.Look{Of: ref, From: snapshot.Called}] = true
	}
	chained := map[string]bool{}
	for {
		if err = g.chainsOfNew(chained); err == nil {
			err = g.recordNew()
		}
		if err == nil {
			part, err = g.compiled()
		}
		if err != nil {
			return nil, nil, err
		}
		refused = ask(part)
		if err := g.tx.ctx.Err(); err != nil {
			return nil, nil, context.Cause(g.tx.ctx)
		}
		looks, kinds := part.Beyond()
		if len(looks)+len(kinds) == 0 {
			return part, refused, nil
		}
		if err := g.lookAt(looks, kinds); err != nil {
			return nil, nil, err
		}
	}
}

// chainsOfNew takes the chains by which entities have their states, of those whose chains are not there: those of all times.
func (g *gathering) chainsOfNew(chained map[string]bool) error {
	fresh := map[string]bool{}
	for _, r := range g.recorded {
		g.names[r.ID] = true
	}
	for id := range g.names {
		if !chained[id] {
			fresh[id] = true
		}
	}
	if err := g.chains(fresh, there, properties{"version": g.at.loads}, true); err != nil {
		return err
	}
	for id := range g.names {
		chained[id] = true
	}
	return nil
}

// recordNew takes when entities were known, and as what, of those of which that is not there.
func (g *gathering) recordNew() error {
	ids := maps.Clone(g.names)
	for _, r := range g.recorded {
		delete(ids, r.ID)
	}
	return g.record(ids)
}

// record takes when entities were known, and as what.
func (g *gathering) record(ids map[string]bool) error {
	if len(ids) == 0 {
		return nil
	}
	var l ledger.Records
	err := entityForm.readThose(g.tx, g.at, `UNWIND $ids AS id MATCH (r:`+entityRecordLabel+` {id: id})`, properties{"ids": slices.Collect(maps.Keys(ids))}, &l.Entities)
	for _, r := range l.Entities.Records {
		g.recorded = append(g.recorded, snapshot.RecordedEntity{Entity: r.Said, Dataset: r.Dataset, Recorded: r.Recorded})
	}
	return err
}

// sights are what is seen of an entity from each side, in Cypher.
var sights = map[snapshot.Side]struct{ match, returned string }{
	snapshot.AsSubject: {`(:` + entityLabel + ` {id: id})-[r]->(:` + entityLabel + `) WHERE type(r) IN $types AND `, returned},
	snapshot.AsObject:  {`(:` + entityLabel + ` {id: id})<-[r]-(:` + entityLabel + `) WHERE type(r) IN $types AND `, returned},
	snapshot.InItself: {`(:` + entityLabel + ` {id: id})-[:` + statesType + `|` + withdrawnStatesType + `]->(r:` + claimLabel + `|` + withdrawnLabel + `) WHERE `,
		returnedClaim},
}

// lookAt takes what looks were at, and the entities of some kinds.
func (g *gathering) lookAt(looks []snapshot.Look, kinds []string) error {
	from := map[snapshot.Side][]string{}
	for _, l := range looks {
		g.horizon.Looks[l] = true
		from[l.From] = append(from[l.From], l.Of)
	}
	err := g.lookFor(from[snapshot.Called], from[snapshot.Alike])
	for side := range sights {
		if err == nil && len(from[side]) > 0 {
			err = g.see(side, from[side])
		}
	}
	if counted := from[snapshot.Counted]; err == nil && len(counted) > 0 {
		var counts map[string]int
		counts, err = g.degrees(counted)
		maps.Copy(g.horizon.Count, counts)
	}
	for _, at := range from[snapshot.Recorded] {
		if err == nil {
			err = g.lastRecorded(at)
		}
	}
	for _, kind := range kinds {
		if err == nil {
			err = g.ofKind(kind)
		}
	}
	return err
}

// see takes the claims of all times that are seen of entities from a side.
func (g *gathering) see(side snapshot.Side, ids []string) error {
	x, seen := sights[side], 0
	err := g.take(`UNWIND $ids AS id MATCH `+x.match+there+` `+x.returned+` LIMIT $most`,
		properties{"ids": ids, "types": allTypes(g.ontology, true), "version": g.at.loads, "most": int64(mostLooked + 1)}, func(*graph.Statement) { seen++ })
	if err == nil && max(seen, len(g.statements)) > mostLooked {
		err = fmt.Errorf("more than %d claims are looked at: %w", mostLooked, graph.ErrWhole)
	}
	return err
}

// lookFor takes the names of the entities that texts may mean, and of those whose names are like others: of the latter manyAlike of each sort. Where
// more are like a text, those are missing from a search that full text finds less likely; and what a word tells in a match is known from
// those names alone.
func (g *gathering) lookFor(called, alike []string) error {
	if len(called) > 0 {
		ids, err := g.called(called)
		if err != nil {
			return err
		}
		maps.Copy(g.names, ids)
	}
	if len(alike) > 0 && g.horizon.All == 0 {
		n, err := g.tx.count(`MATCH (:`+entityLabel+`) RETURN count(*)`, nil)
		if err != nil {
			return err
		}
		g.horizon.All = int(n)
	}
	for _, text := range alike {
		if err := g.alike(text, manyAlike, g.names); err != nil {
			return err
		}
	}
	return nil
}

// lastRecorded finds when a claim was last recorded or withdrawn at or before an instant, zero being now.
func (g *gathering) lastRecorded(instant string) error {
	at, err := time.Parse(time.RFC3339Nano, instant)
	if last := g.at.last(); at.IsZero() || at.After(last) {
		at = last
	}
	for _, key := range []string{"recorded_from", "recorded_to"} {
		if err != nil {
			break
		}
		err = g.tx.each(`MATCH (a:`+assertionLabel+`) WHERE a.`+key+` <= $at RETURN a.`+key+` ORDER BY a.`+key+` DESC LIMIT 1`, properties{"at": at}, func(row []any) error {
			if found, _ := row[0].(time.Time); found.After(g.horizon.Last[instant]) {
				g.horizon.Last[instant] = found.UTC()
			}
			return nil
		})
	}
	return err
}

// ofKind takes the names of all entities of a kind, and those that were of it before the last load, or after it.
func (g *gathering) ofKind(kind string) error {
	g.horizon.Kinds[kind] = true
	err := g.tx.each(`MATCH (n:`+entityLabel+`:`+quote(kindLabel(kind))+`) WHERE n.`+sinceKey+` <= $version RETURN n.id LIMIT $room
		UNION MATCH (n:`+entityLabel+`) WHERE n.`+nextSinceKey+` <= $version RETURN n.id LIMIT $room`,
		properties{"version": g.at.loads, "room": int64(mostLooked)}, func(row []any) error {
			id, _ := row[0].(string)
			g.names[id] = true
			return nil
		})
	if err == nil && len(g.names) >= mostLooked {
		err = fmt.Errorf("more than %d entities are looked at: %w", mostLooked, graph.ErrWhole)
	}
	return err
}
