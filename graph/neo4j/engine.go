package neo4j

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"chokepoint/graph"
	"chokepoint/graph/engine"
	"chokepoint/graph/ledger"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// Mode is what questions are answered from.
type Mode string

// The modes.
const (
	Auto   Mode = "auto"   // a snapshot while one is expected to fit into a limit, else Cypher
	Memory Mode = "memory" // a snapshot
	Cypher Mode = "cypher" // Cypher, without a snapshot
)

// Engine answers from a snapshot of the database, read again when a load has changed the data; or, where a snapshot is not wanted or
// would be too large, from the part of the facts that a question needs, gathered for it in Cypher. Then it holds nothing but the ontology,
// and questions that say of no part that it is enough have no answer.
type Engine struct {
	store *Store
	mode  Mode
	limit int64 // of a snapshot, in bytes

	refreshing chan struct{}                 // holds a token while a refresh is under way
	memory     atomic.Pointer[engine.Memory] // nil: answers are gathered
	version    atomic.Pointer[string]        // of the last refresh
	kept       atomic.Pointer[kept]          // of the version that was asked last; nil: none was
}

var _ question.PartSource = (*Engine)(nil)

// NewEngine looks at the database, reads a snapshot if there is to be one, and returns the engine. The limit is that of Auto, in bytes.
func NewEngine(ctx context.Context, s *Store, mode Mode, limit int64) (*Engine, error) {
	e := &Engine{store: s, mode: mode, limit: limit, refreshing: make(chan struct{}, 1)}
	return e, e.Refresh(ctx)
}

// Refresh brings the engine up to date with what was loaded. What has grown beyond the limit is answered by Cypher from then on, and
// what has shrunk below it from a snapshot again.
func (e *Engine) Refresh(ctx context.Context) error {
	select {
	case e.refreshing <- struct{}{}:
		defer func() { <-e.refreshing }()
	case <-ctx.Done():
		return ctx.Err()
	}
	version, err := e.store.Version(ctx)
	if err != nil {
		return err
	}
	if now := e.version.Load(); now != nil && *now == version {
		return nil
	}
	fits := e.mode == Memory
	if e.mode == Auto {
		size, err := e.store.SnapshotSize(ctx)
		if err != nil {
			return err
		}
		fits = size <= e.limit
	}
	if !fits {
		e.memory.Store(nil)
	} else if err := e.read(ctx); err != nil {
		return err
	}
	e.version.Store(&version)
	return nil
}

// read reads the snapshot.
func (e *Engine) read(ctx context.Context) error {
	if m := e.memory.Load(); m != nil {
		return m.Refresh(ctx)
	}
	m, err := engine.New(ctx, e.store)
	if err == nil {
		e.memory.Store(m)
	}
	return err
}

// Snapshot implements question.Source.
func (e *Engine) Snapshot(ctx context.Context) (*snapshot.Snapshot, error) {
	if m := e.memory.Load(); m != nil {
		return m.Snapshot(ctx)
	}
	return nil, graph.ErrWhole
}

// Version implements question.Source.
func (e *Engine) Version(ctx context.Context) (string, error) {
	if m := e.memory.Load(); m != nil {
		return m.Version(ctx)
	}
	return *e.version.Load(), nil
}

// Ready implements question.Source.
func (e *Engine) Ready(ctx context.Context) error { return e.store.Ready(ctx) }

// StoreName implements question.Source.
func (e *Engine) StoreName() string { return e.store.Name() }

// Gathers implements question.PartSource.
func (e *Engine) Gathers() bool { return e.memory.Load() == nil }

// kept is what is not read anew with every question.
type kept struct {
	version  string
	ontology *graph.Ontology

	counting sync.Mutex
	counts   *snapshot.Counts // nil: nobody has asked yet
}

// keep returns what is kept of a version.
func (e *Engine) keep(at *state) (*kept, error) {
	if k := e.kept.Load(); k != nil && k.version == at.version() {
		return k, nil
	}
	o, err := ledger.DecodeOntology(at.ontology)
	if err != nil {
		return nil, err
	}
	if o == nil { // of an empty store
		o = snapshot.NewBuilder(nil, "").Ontology()
	}
	k := &kept{version: at.version(), ontology: o}
	e.kept.Store(k)
	return k, nil
}

// Part implements question.PartSource.
func (e *Engine) Part(ctx context.Context, references []string, need func(*snapshot.Snapshot) (snapshot.Need, error), ask func(*snapshot.Snapshot) error) (part question.Gathered, err error) {
	var refused error // by the question itself: it is no fault of the database
	err = e.store.consistently(ctx, graphFloor, func(tx *transaction, at *state) error {
		k, err := e.keep(at)
		if err != nil {
			return err
		}
		g := newGathering(tx, at, k.ontology)
		named, err := g.lexicon(references)
		if err != nil {
			return err
		}
		var needed snapshot.Need
		if needed, refused = need(named); refused == nil {
			refused = k.ontology.CheckFilter(needed.Filter)
		}
		if refused != nil {
			return nil
		}
		part = question.Gathered{}
		if part.Stop, err = g.gather(&needed); err != nil {
			return err
		}
		if needed.Counts {
			if part.Counts, err = k.count(tx, at); err != nil {
				return err
			}
		}
		if needed.Degrees {
			if part.Degrees, err = g.degrees(slices.Collect(maps.Keys(g.names))); err != nil {
				return err
			}
		}
		part.Walked = g.walked
		if needed.Looks {
			part.Facts, refused, err = g.lookByLook(ask)
		} else {
			part.Facts, err = g.part()
		}
		if err != nil {
			return err
		}
		return tx.undisturbed(at)
	})
	if err == nil && refused != nil {
		return question.Gathered{}, refused
	}
	return part, explain(e.store.uri, "asking it", err)
}

// What a claim and an entity of usual length take in memory while a snapshot of them is read and compiled, in bytes: see
// docs/operators.md.
const (
	bytesAClaim   = 1000
	bytesAnEntity = 2200
)

// SnapshotSize estimates how much memory a snapshot takes while it is read, from counts that the database keeps.
func (s *Store) SnapshotSize(ctx context.Context) (size int64, err error) {
	err = s.consistently(ctx, graphFloor, func(tx *transaction, _ *state) error {
		for label, bytes := range map[string]int64{claimForm.label: bytesAClaim, entityForm.label: bytesAnEntity} {
			err := tx.each(fmt.Sprintf(`MATCH (:%s) RETURN count(*)`, label), nil, func(row []any) error {
				n, _ := row[0].(int64)
				size += n * bytes
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return size, explain(s.uri, "counting what it holds", err)
}
