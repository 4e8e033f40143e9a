package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"
	"time"

	"chokepoint/graph"
)

// Tell implements graph.Store. Memory is linear in entities, in sets of citations and in what was withdrawn.
func (s *Store) Tell(ctx context.Context, to graph.Listener) error {
	t := &teller{reader: reader{store: s}, to: to}
	err := s.view(ctx, func(ctx context.Context, tx *sql.Tx) (err error) {
		if t.reading, err = s.begin(ctx, tx); err != nil {
			return err
		}
		for _, step := range []func() error{
			t.readStore, t.readDatasets, t.tellBeginning, t.readIDs, t.readPredicates, t.readCitations, t.tellEntities, t.tellSources, t.tellClaims,
		} {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	})
	if t.refused != nil {
		return t.refused
	}
	return s.explain("telling what it recorded", err)
}

// teller is one telling under way. It looks numbers up as a reader does, whose builder is of no other use to it.
type teller struct {
	reader
	to      graph.Listener
	refused error // by the listener
}

// told keeps what the listener says to what it is told.
func (t *teller) told(err error) error {
	t.refused = err
	return err
}

func (t *teller) tellBeginning() error {
	if err := t.told(t.to.Begin(t.ontology, t.builder.Datasets())); err != nil {
		return err
	}
	if to, ok := t.to.(graph.PruneListener); ok && !t.pruned.IsZero() {
		return t.told(to.Pruned(t.pruned))
	}
	return nil
}

// PruneTo prunes like Prune, and notes so even where nothing was withdrawn before the instant: a store that is made of another knows no
// more than that did.
func (s *Store) PruneTo(ctx context.Context, before time.Time) error {
	p := pruning{before: before.UTC().Truncate(time.Microsecond)}
	err := s.write(ctx, func(w *sealer, stored *reading) (bool, error) {
		p.sealer, p.stored = w, stored
		return true, p.run()
	})
	return s.explain("pruning it", err)
}

func (t *teller) readIDs() error {
	t.ids = []string{""}
	return t.entities(func(_ int32, id string) { t.ids = append(t.ids, id) })
}

// tellEntities tells what was said of entities, in order: the rows are not kept in it.
func (t *teller) tellEntities() error {
	type version struct {
		graph.Entity
		dataset, opened, closed int64
	}
	var all []version
	if err := t.entityVersions(func(v *entityVersion) error {
		if v.entity < 1 || v.entity >= int64(len(t.ids)) {
			return errNumber
		}
		e := graph.Entity{ID: t.ids[v.entity], Kind: string(v.kind), Name: string(v.name)}
		err := decodeNames(v.aliases, v.identifiers, &e)
		all = append(all, version{e, v.dataset, v.opened, v.closed})
		return err
	}); err != nil {
		return err
	}
	slices.SortStableFunc(all, func(x, y version) int { return cmp.Or(cmp.Compare(x.opened, y.opened), strings.Compare(x.ID, y.ID)) })
	for i := range all {
		recorded, err := t.interval(all[i].opened, all[i].closed)
		if err == nil {
			err = t.told(t.to.Entity(&all[i].Entity, t.names[all[i].dataset], recorded))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *teller) tellSources() error {
	all, err := t.sourceVersions()
	if err != nil {
		return err
	}
	slices.SortStableFunc(all, func(x, y sourceVersion) int {
		return cmp.Or(cmp.Compare(x.opened, y.opened), strings.Compare(x.ID, y.ID))
	})
	for i := range all {
		recorded, err := t.interval(all[i].opened, all[i].closed)
		if err == nil {
			err = t.told(t.to.Source(&all[i].Source, t.names[all[i].dataset], recorded))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (t *teller) tellClaims() error {
	return t.allRecords(func(c *record) error {
		if int(c.predicate) >= len(t.predicates) || int(c.citations) >= len(t.cited) || int(max(c.subject, c.object, c.item)) >= len(t.ids) {
			return errNumber
		}
		a, err := t.assertion(c)
		if err != nil {
			return err
		}
		return t.told(t.to.Claim(&a))
	})
}

// assertion puts a claim together.
func (r *reader) assertion(c *record) (graph.Assertion, error) {
	recorded, err := r.interval(c.opened, c.closed)
	a := graph.Assertion{
		Claim: graph.Claim{
			Subject: r.ids[c.subject], Predicate: r.predicates[c.predicate], Object: r.ids[c.object], Item: r.ids[c.item],
			Share: c.share, Valid: c.valid, Confidence: c.confidence, Sources: r.cited[c.citations],
		},
		Dataset:  r.names[c.dataset],
		Recorded: recorded,
	}
	if err == nil && c.detail != nil {
		err = decodeDetail(c.detail, &a.Claim)
	}
	return a, err
}
