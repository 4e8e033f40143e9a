package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
	"chokepoint/graph/snapshot"
)

// Read implements graph.Store. Withdrawn claims of a predicate that the ontology no longer declares are left out.
func (s *Store) Read(ctx context.Context) (*snapshot.Builder, error) {
	r := &reader{store: s}
	err := s.view(ctx, func(ctx context.Context, tx *sql.Tx) (err error) {
		if r.reading, err = s.begin(ctx, tx); err != nil {
			return err
		}
		for _, step := range []func() error{
			r.readStore, r.readDatasets, r.readSources, r.readPredicates, r.readCitations, r.countRows, r.readRows,
		} {
			if err := step(); err != nil {
				return err
			}
		}
		return forget(ctx, tx)
	})
	if err != nil {
		return nil, s.explain("reading it", err)
	}
	return r.builder, nil
}

// reader is one replay under way. It turns the ledger's numbers into the builder's by looking them up in slices.
type reader struct {
	*reading
	store    *Store
	ontology *graph.Ontology
	builder  *snapshot.Builder
	pruned   time.Time // zero: never

	loaded     []time.Time // by number of load; zero at 0
	names      map[int64]string
	said       map[int64]uint16 // datasets in the builder's numbers
	last       int              // number of an entity
	ids        []string         // of entities, by number
	nodes      []snapshot.Node  // None at 0
	straight   int32            // the nodes of the numbers from 1 to this one are those from 0
	predicates []string         // by number
	numbers    []snapshot.Predicate
	declared   []bool
	cited      [][]graph.Citation
	sets       []uint32            // of citations
	recordings map[[2]int64]uint32 // by load that opened and load that closed
	recorded   [2]int64            // the recording last looked up
	recording  uint32
}

// readStore reads what the store is, and when each load was.
func (r *reader) readStore() error {
	w, err := r.reading.store()
	if err != nil {
		return err
	}
	ontology, err := ledger.DecodeOntology(w.ontology.String)
	if err != nil {
		return damaged(err)
	}
	r.ontology = ontology
	if r.loaded, err = r.loads(); err != nil {
		return err
	}
	r.recordings = map[[2]int64]uint32{}
	r.builder = snapshot.NewBuilder(ontology, versionOf(w, int64(len(r.loaded)-1)))
	if w.secret == nil {
		w.secret = r.store.secret
	}
	r.builder.Secret(w.secret)
	if w.pruned != 0 {
		r.pruned = time.UnixMicro(w.pruned).UTC()
		r.builder.Pruned(r.pruned)
	}
	return nil
}

func (r *reader) readDatasets() error {
	datasets, err := r.datasets()
	if err != nil {
		return err
	}
	r.names, r.said = map[int64]string{}, map[int64]uint16{}
	slices.SortFunc(datasets, func(x, y datasetRow) int { return strings.Compare(x.Name, y.Name) })
	for _, d := range datasets {
		r.names[d.number], r.said[d.number] = d.Name, r.builder.DatasetNumber(d.Name)
		r.builder.Dataset(d.DatasetState)
	}
	return nil
}

// readSources replays sources in the order in which a builder should hear them: those that stand before those that don't,
// the curated dataset first, the newest version first.
func (r *reader) readSources() error {
	versions, err := r.sourceVersions()
	if err != nil {
		return err
	}
	stands := map[string]bool{}
	for i := range versions {
		stands[versions[i].ID] = stands[versions[i].ID] || versions[i].closed == 0
	}
	versions = slices.DeleteFunc(versions, func(v sourceVersion) bool { return v.closed != 0 && stands[v.ID] })
	later := func(is bool) int {
		if is {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(versions, func(x, y sourceVersion) int {
		a, b := r.names[x.dataset], r.names[y.dataset]
		return cmp.Or(later(x.closed != 0)-later(y.closed != 0), later(a != graph.CuratedDataset)-later(b != graph.CuratedDataset),
			strings.Compare(a, b), cmp.Compare(y.opened, x.opened))
	})
	for _, v := range versions {
		r.builder.Source(v.Source, r.names[v.dataset])
	}
	return nil
}

// countRows makes room for entities and claims.
func (r *reader) countRows() error {
	if err := r.q.QueryRowContext(r.ctx, `SELECT coalesce(max(number), 0) FROM entity`).Scan(&r.last); err != nil {
		return err
	}
	r.builder.GrowEntities(r.last)
	var size, blocks int
	if err := r.q.QueryRowContext(r.ctx, `SELECT coalesce(sum(size), 0), count(*) FROM block`).Scan(&size, &blocks); err != nil {
		return damaged(err)
	}
	r.builder.Grow(max(0, min(size, blocks*placesInBlock))) // the sizes are not yet held against their checksums
	return nil
}

// readRows reads entities and claims, side by side if there is another connection that sees the same.
func (r *reader) readRows() error {
	ctx, stop := context.WithCancel(r.ctx)
	defer stop()
	other, end := r.store.another(ctx, r.reading)
	defer end()
	claims := make(chan error, 1)
	if other != nil {
		go func() { claims <- other.allRecords(r.replay) }()
	}
	err := r.readEntities()
	switch {
	case other == nil && err == nil:
		err = r.allRecords(r.replay)
	case other != nil && err == nil:
		err = <-claims
	case other != nil:
		stop()
		<-claims
	}
	if err == nil {
		r.nameEnds()
	}
	return err
}

// forget gives back what a transaction's connection keeps of the file: a table that is read whole once is not read again soon.
func forget(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `PRAGMA shrink_memory`)
	return err
}

// another begins to read what r reads by a connection of its own, so that two goroutines can read. It is nil where no connection sees the
// same: a store in memory has one, and if a load has ended meanwhile, the seals are others.
func (s *Store) another(ctx context.Context, r *reading) (other *reading, end func()) {
	end = func() {}
	if s.file == nil || r.off {
		return nil, end
	}
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, end
	}
	end = func() {
		forget(ctx, tx) // if it can't, it is no worse to read from
		tx.Rollback()
	}
	if other, err = s.begin(ctx, tx); err != nil || !maps.Equal(other.seals, r.seals) {
		return nil, end
	}
	return other, end
}

func (r *reader) readEntities() error {
	r.ids, r.nodes = append(make([]string, 0, r.last+1), ""), append(make([]snapshot.Node, 0, r.last+1), snapshot.None)
	if err := r.entities(func(_ int32, id string) {
		r.ids, r.nodes = append(r.ids, id), append(r.nodes, snapshot.None)
	}); err != nil {
		return err
	}
	if len(r.ids) != r.last+1 {
		return damaged(fmt.Errorf("%d entities, and then %d", r.last, len(r.ids)-1))
	}
	return r.readEntityVersions()
}

// nameEnds gives claims, whose ends are one less than their numbers in the ledger, the builder's numbers of them.
func (r *reader) nameEnds() {
	if int(r.straight) < r.last { // else they are the same
		r.builder.Renumber(func(n snapshot.Node) snapshot.Node { return r.node(int32(n) + 1) })
	}
}

func (r *reader) readEntityVersions() error {
	kinds := map[string]string{} // one string for each kind
	return r.entityVersions(func(v *entityVersion) error {
		e := graph.Entity{Name: string(v.name)}
		var ok bool
		if e.Kind, ok = kinds[string(v.kind)]; !ok {
			e.Kind = string(v.kind)
			kinds[e.Kind] = e.Kind
		}
		if v.entity < 1 || v.entity >= int64(len(r.ids)) {
			return damaged(fmt.Errorf("no entity %d", v.entity))
		}
		e.ID = r.ids[v.entity]
		if err := decodeNames(v.aliases, v.identifiers, &e); err != nil {
			return err
		}
		recorded, err := r.interval(v.opened, v.closed)
		r.builder.Describe(r.node(int32(v.entity)), e, r.names[v.dataset], recorded)
		return err
	})
}

// interval returns the recorded interval between two loads; closed is 0 where there is none yet.
func (r *reader) interval(opened, closed int64) (graph.Recording, error) {
	if last := int64(len(r.loaded)) - 1; opened < 1 || opened > last || closed < 0 || closed > last {
		return graph.Recording{}, damaged(fmt.Errorf("recorded from load %d to load %d, and the last is %d", opened, closed, last))
	}
	return graph.Recording{From: r.loaded[opened], To: r.loaded[closed]}, nil
}

// node is the builder's number of an entity. One of which nothing is said any more, since its history was pruned, gets none.
func (r *reader) node(number int32) snapshot.Node {
	if 0 < number && number <= r.straight { // nearly always: nothing is looked up
		return snapshot.Node(number - 1)
	}
	if number > 0 && r.nodes[number] == snapshot.None {
		r.nodes[number] = r.builder.AddNode(r.ids[number])
		if number == r.straight+1 && r.nodes[number] == snapshot.Node(r.straight) {
			r.straight++
		}
	}
	return r.nodes[number]
}

// noSet is the number of a set of citations that the builder has not heard of yet.
const noSet = math.MaxUint32

// set is the builder's number of a set of citations.
func (r *reader) set(number int32) uint32 {
	if r.sets[number] == noSet {
		r.sets[number] = r.builder.Citations(r.cited[number])
	}
	return r.sets[number]
}

func (r *reader) readPredicates() error {
	r.predicates, r.numbers, r.declared = []string{""}, []snapshot.Predicate{0}, []bool{false}
	return r.reading.predicates(func(name string) {
		number, undeclared := r.builder.Predicate(name)
		r.predicates, r.numbers = append(r.predicates, name), append(r.numbers, number)
		r.declared = append(r.declared, undeclared == nil)
	})
}

func (r *reader) readCitations() error {
	r.cited, r.sets = [][]graph.Citation{nil}, []uint32{noSet}
	return r.citations(func(_ int32, cited []graph.Citation) {
		r.cited = append(r.cited, cited)
		r.sets = append(r.sets, noSet)
	})
}

// replay adds one claim to the builder.
func (r *reader) replay(c *record) error {
	if int(c.predicate) >= len(r.predicates) || int(c.citations) >= len(r.cited) || int(max(c.subject, c.object, c.item)) > r.last {
		return errNumber
	}
	if !r.declared[c.predicate] {
		return nil
	}
	recording, err := r.recordingOf(c)
	if err != nil {
		return err
	}
	row := snapshot.Numbered{ // ends as nameEnds finds them: 0, which is none, becomes snapshot.None
		Subject: snapshot.Node(c.subject - 1), Object: snapshot.Node(c.object - 1), Item: snapshot.Node(c.item - 1),
		Predicate: r.numbers[c.predicate], Valid: c.valid, Confidence: c.confidence, Share: c.share,
		Dataset: r.said[c.dataset], Recording: recording, Citations: r.set(c.citations),
	}
	if c.detail != nil {
		var claim graph.Claim
		if err := decodeDetail(c.detail, &claim); err != nil {
			return err
		}
		row.Value, row.ShareMost, row.Quantity, row.Purpose, row.Note = claim.Value, claim.ShareMost, claim.Quantity, claim.Purpose, claim.Note
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
