package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
	"chokepoint/graph/snapshot"
)

// Read implements graph.Store. Withdrawn claims of a predicate that the ontology no longer declares are left out.
func (s *Store) Read(ctx context.Context) (*snapshot.Builder, error) {
	r := &reader{store: s}
	err := s.view(ctx, func(ctx context.Context, tx *sql.Tx) error {
		r.ctx, r.tx = ctx, tx
		for _, step := range []func() error{
			r.begin, r.readLoads, r.readDatasets, r.readSources, r.readEntities, r.readPredicates, r.readCitations, r.readClaims,
		} {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, s.explain("reading it", err)
	}
	return r.builder, nil
}

// reader is one replay under way. It turns the ledger's numbers into the builder's by looking them up in slices.
type reader struct {
	store   *Store
	ctx     context.Context
	tx      *sql.Tx
	builder *snapshot.Builder

	loads      []time.Time // by number; zero at 0
	datasets   map[int64]string
	said       map[int64]uint16 // datasets in the builder's numbers
	ids        []string         // of entities, by number
	nodes      []snapshot.Node  // None at 0
	names      []string         // of predicates
	predicates []snapshot.Predicate
	declared   []bool
	cited      [][]graph.Citation
	citations  []uint32
	recordings map[[2]int64]uint32 // by load that opened and load that closed
	recorded   [2]int64            // the recording last looked up
	recording  uint32
}

func (r *reader) begin() error {
	version, err := readVersion(r.ctx, r.tx)
	if err != nil {
		return err
	}
	text, err := readOntology(r.ctx, r.tx)
	if err != nil {
		return err
	}
	ontology, err := ledger.DecodeOntology(text)
	if err != nil {
		return damaged(err)
	}
	r.builder = snapshot.NewBuilder(ontology, version)
	secret := r.store.secret
	if r.store.schema >= 2 {
		if err := r.tx.QueryRowContext(r.ctx, `SELECT secret FROM store`).Scan(&secret); err != nil {
			return err
		}
	}
	r.builder.Secret(secret)
	return nil
}

func (r *reader) readLoads() error {
	r.loads, r.recordings = []time.Time{{}}, map[[2]int64]uint32{}
	return each(r.ctx, r.tx, func(rows resultRow) error {
		var at int64
		err := rows.Scan(&at)
		r.loads = append(r.loads, time.UnixMicro(at).UTC())
		return err
	}, `SELECT at FROM load ORDER BY number`)
}

func (r *reader) readDatasets() error {
	r.datasets, r.said = map[int64]string{}, map[int64]uint16{}
	return each(r.ctx, r.tx, func(rows resultRow) error {
		var d graph.DatasetState
		var number, at int64
		if err := rows.Scan(&number, &d.Name, &d.Title, &d.Licence, &d.Origin, &at, &d.Claims, &d.Entities); err != nil {
			return err
		}
		d.LoadedAt = time.UnixMicro(at).UTC()
		r.datasets[number], r.said[number] = d.Name, r.builder.DatasetNumber(d.Name)
		r.builder.Dataset(d)
		return nil
	}, `SELECT number, name, title, licence, origin, loaded_at, claims, entities FROM dataset ORDER BY name`)
}

// readSources replays sources in the order in which a builder should hear them: those that stand before those that don't,
// the curated dataset first, the newest version first.
func (r *reader) readSources() error {
	columns := sourceColumns
	if r.store.schema < 3 {
		columns = sourceColumnsOfSchema2
	}
	return each(r.ctx, r.tx, func(rows resultRow) error {
		var dataset string
		s, err := scanSource(rows, &dataset)
		if err == nil {
			r.builder.Source(s, dataset)
		}
		return err
	}, `SELECT `+columns+`, (SELECT name FROM dataset WHERE number = v.dataset) AS dataset FROM source_version v
		WHERE closed IS NULL OR NOT EXISTS (SELECT * FROM source_version o WHERE o.id = v.id AND o.closed IS NULL)
		ORDER BY closed IS NOT NULL, dataset <> ?, dataset, opened DESC`, graph.CuratedDataset)
}

func (r *reader) readEntities() error {
	var size int
	if err := r.tx.QueryRowContext(r.ctx, `SELECT coalesce(max(number), 0) + 1 FROM entity`).Scan(&size); err != nil {
		return err
	}
	r.builder.GrowEntities(size)
	r.ids, r.nodes = append(make([]string, 0, size), ""), append(make([]snapshot.Node, 0, size), snapshot.None)
	err := each(r.ctx, r.tx, func(rows resultRow) error {
		var id string
		err := rows.Scan(&id)
		r.ids, r.nodes = append(r.ids, id), append(r.nodes, r.builder.Node(id))
		return err
	}, `SELECT id FROM entity ORDER BY number`)
	if err != nil {
		return err
	}
	return r.readEntityVersions()
}

func (r *reader) readEntityVersions() error {
	kinds := map[string]string{} // one string for each kind
	return each(r.ctx, r.tx, func(rows resultRow) error {
		var number, dataset, opened, closed int64
		var kind, aliases, identifiers sql.RawBytes
		var e graph.Entity
		if err := rows.Scan(&number, &dataset, &kind, &e.Name, &aliases, &identifiers, &opened, &closed); err != nil {
			return err
		}
		var ok bool
		if e.Kind, ok = kinds[string(kind)]; !ok {
			e.Kind = string(kind)
			kinds[e.Kind] = e.Kind
		}
		if number < 1 || number >= int64(len(r.ids)) {
			return damaged(fmt.Errorf("no entity %d", number))
		}
		e.ID = r.ids[number]
		if err := decodeNames(aliases, identifiers, &e); err != nil {
			return err
		}
		recorded, err := r.interval(opened, closed)
		r.builder.Entity(e, r.datasets[dataset], recorded)
		return err
	}, `SELECT entity, dataset, kind, name, aliases, identifiers, opened, coalesce(closed, 0) FROM entity_version`)
}

// interval returns the recorded interval between two loads; closed is 0 where there is none yet.
func (r *reader) interval(opened, closed int64) (graph.Recording, error) {
	if last := int64(len(r.loads)) - 1; opened < 1 || opened > last || closed < 0 || closed > last {
		return graph.Recording{}, damaged(fmt.Errorf("recorded from load %d to load %d, and the last is %d", opened, closed, last))
	}
	return graph.Recording{From: r.loads[opened], To: r.loads[closed]}, nil
}

func (r *reader) readPredicates() error {
	r.names, r.predicates, r.declared = []string{""}, []snapshot.Predicate{0}, []bool{false}
	return each(r.ctx, r.tx, func(rows resultRow) error {
		var name string
		if err := rows.Scan(&name); err != nil {
			return err
		}
		number, undeclared := r.builder.Predicate(name)
		r.names, r.predicates = append(r.names, name), append(r.predicates, number)
		r.declared = append(r.declared, undeclared == nil)
		return nil
	}, `SELECT name FROM predicate ORDER BY number`)
}

func (r *reader) readCitations() error {
	r.cited, r.citations = [][]graph.Citation{nil}, []uint32{0}
	return eachCitations(r.ctx, r.tx, func(_ int32, cited []graph.Citation) {
		r.cited = append(r.cited, cited)
		r.citations = append(r.citations, r.builder.Citations(cited))
	})
}

func (r *reader) readClaims() error {
	var size int
	if err := r.tx.QueryRowContext(r.ctx, `SELECT coalesce(sum(size), 0) FROM block`).Scan(&size); err != nil {
		return err
	}
	r.builder.Grow(size)
	return eachRecord(r.ctx, r.tx, r.replay, `true`)
}

// replay adds one claim to the builder.
func (r *reader) replay(c *record) error {
	if int(c.predicate) >= len(r.names) || int(c.citations) >= len(r.cited) || int(max(c.subject, c.object, c.item)) >= len(r.ids) {
		return errNumber
	}
	if !r.declared[c.predicate] {
		return nil
	}
	if c.object == 0 {
		return r.replayAttribute(c)
	}
	recording, err := r.recordingOf(c)
	if err != nil {
		return err
	}
	row := snapshot.Numbered{
		Subject: r.nodes[c.subject], Object: r.nodes[c.object], Item: r.nodes[c.item],
		Predicate: r.predicates[c.predicate], Valid: c.valid, Confidence: c.confidence, Share: c.share,
		Dataset: r.said[c.dataset], Recording: recording, Citations: r.citations[c.citations],
	}
	if c.detail != nil {
		var claim graph.Claim
		if err := decodeDetail(c.detail, &claim); err != nil {
			return err
		}
		row.ShareMost, row.Quantity, row.Purpose, row.Note = claim.ShareMost, claim.Quantity, claim.Purpose, claim.Note
	}
	r.builder.Add(&row)
	return nil
}

func (r *reader) recordingOf(c *record) (uint32, error) {
	key := [2]int64{c.opened, c.closed}
	if key == r.recorded {
		return r.recording, nil
	}
	number, ok := r.recordings[key]
	if !ok {
		recorded, err := r.interval(c.opened, c.closed)
		if err != nil {
			return 0, err
		}
		number = r.builder.Recording(recorded)
		r.recordings[key] = number
	}
	r.recorded, r.recording = key, number
	return number, nil
}

func (r *reader) replayAttribute(c *record) error {
	recorded, err := r.interval(c.opened, c.closed)
	if err != nil {
		return err
	}
	a := graph.Assertion{
		Claim: graph.Claim{
			Subject: r.ids[c.subject], Predicate: r.names[c.predicate], Item: r.ids[c.item],
			Share: c.share, Valid: c.valid, Confidence: c.confidence, Sources: r.cited[c.citations],
		},
		Dataset:  r.datasets[c.dataset],
		Recorded: recorded,
	}
	if err := decodeDetail(c.detail, &a.Claim); err != nil {
		return err
	}
	return r.builder.Claim(&a)
}
