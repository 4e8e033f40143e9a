package ledger

import (
	"cmp"
	"context"
	"hash/maphash"
	"iter"
	"maps"
	"slices"

	"chokepoint/graph"
)

// Record is what one dataset said of one thing, for a stretch of time.
type Record[T any] struct {
	Number   int64 // the store's own; no record of it is numbered here
	Dataset  string
	Recorded graph.Recording
	Said     T
}

// List holds all records of one sort of thing, in order of recording.
type List[T any] struct {
	Records []Record[T]
	Ended   []int // by the last Load: where records that it ended stand
	Fresh   int   // by the last Load: where its own records begin
}

// Records are all that a store has recorded, for stores that hold it in memory. A Load changes them and makes no copy:
// if it fails, or was a dry run, they are to be thrown away.
type Records struct {
	Entities List[graph.Entity]
	Sources  List[graph.Source]
	Claims   List[graph.Claim]
}

// Load makes the dataset hold what the batch says. The ontology is the one that the store has after the load, or nil.
func (r *Records) Load(ctx context.Context, l *Load, o *graph.Ontology) error {
	for i := range r.Entities.Records {
		if e := &r.Entities.Records[i]; e.Recorded.Stands() {
			l.Kinds.Stand(e.Said.ID, e.Said.Kind, e.Dataset)
		}
	}
	if err := l.Kinds.Err(); err != nil {
		return err
	}
	replaceAll(&r.Entities, l, l.Batch.Entities, entityID, hashEntity, &l.Report.Entities)
	replaceAll(&r.Sources, l, l.Batch.Sources, sourceID, hashSource, &l.Report.Sources)
	if err := r.replaceClaims(ctx, l); err != nil {
		return err
	}
	entities, sources := r.EntitiesStanding(), r.SourcesStanding()
	for i := range r.Claims.Records {
		if c := &r.Claims.Records[i]; c.Recorded.Stands() && c.Dataset != l.Batch.Dataset.Name {
			l.check(&c.Said, c.Dataset, entities, sources)
		}
	}
	if err := l.Missing.Err(); err != nil {
		return err
	}
	if err := CheckDeclared(o, standingOf(&r.Entities, func(e *graph.Entity) string { return e.Kind }),
		standingOf(&r.Claims, func(c *graph.Claim) string { return c.Predicate })); err != nil {
		return err
	}
	return l.Guard()
}

func (r *Records) replaceClaims(ctx context.Context, l *Load) error {
	entities, sources := r.EntitiesStanding(), r.SourcesStanding()
	claims := replace(&r.Claims, l, claimID, hashClaim, &l.Report.Claims)
	err := l.EachClaim(ctx, func(c *graph.Claim) error {
		l.check(c, "", entities, sources)
		did := claims.say(c)
		if did == Changed {
			l.Edit(&r.Claims.Records[claims.Replaced()].Said, c)
		}
		l.List(did, c)
		return nil
	})
	if err != nil {
		return err
	}
	for _, i := range claims.withdraw() {
		l.List(Withdrawn, &r.Claims.Records[i].Said)
	}
	return nil
}

// check notes what a claim names that nothing asserts.
func (l *Load) check(c *graph.Claim, dataset string, entities, sources map[string]bool) {
	for _, id := range [...]string{c.Subject, c.Object, c.Item} {
		if id != "" && !entities[id] {
			l.Missing.Entity(id, c, dataset)
		}
	}
	for _, cited := range c.Sources {
		if !sources[cited.Source] {
			l.Missing.Source(cited.Source, c, dataset)
		}
	}
}

// EntitiesStanding is the set of the ids of the entities that some dataset asserts.
func (r *Records) EntitiesStanding() map[string]bool { return setOf(standingOf(&r.Entities, entityID)) }

// SourcesStanding is EntitiesStanding for sources.
func (r *Records) SourcesStanding() map[string]bool { return setOf(standingOf(&r.Sources, sourceID)) }

// HeardSources returns the records of sources in the order in which a snapshot's builder should hear them: those that stand,
// and those of sources of which none does; the curated dataset first, the newest first.
func (r *Records) HeardSources() []Record[graph.Source] {
	standing := r.SourcesStanding()
	heard := slices.DeleteFunc(slices.Clone(r.Sources.Records), func(s Record[graph.Source]) bool {
		return !s.Recorded.Stands() && standing[s.Said.ID]
	})
	slices.Reverse(heard)
	slices.SortStableFunc(heard, func(x, y Record[graph.Source]) int {
		return cmp.Or(cmp.Compare(rank(x.Dataset), rank(y.Dataset)), cmp.Compare(x.Dataset, y.Dataset))
	})
	return heard
}

func rank(dataset string) int {
	if dataset == graph.CuratedDataset {
		return 0
	}
	return 1
}

// standingOf yields something of each record that stands.
func standingOf[T any](l *List[T], of func(*T) string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range l.Records {
			if r := &l.Records[i]; r.Recorded.Stands() && !yield(of(&r.Said)) {
				return
			}
		}
	}
}

func setOf(ids iter.Seq[string]) map[string]bool {
	set := map[string]bool{}
	for id := range ids {
		set[id] = true
	}
	return set
}

// replacement puts what a batch says in the place of what its dataset said before.
type replacement[T any, K comparable] struct {
	*List[T]
	*Difference[K]
	load *Load
	key  func(*T) K
	hash func(*T) uint64
}

func replace[T any, K comparable](list *List[T], l *Load, key func(*T) K, hash func(*T) uint64, count *graph.Changes) *replacement[T, K] {
	list.Ended, list.Fresh = nil, len(list.Records)
	r := &replacement[T, K]{list, NewDifference[K](0, count), l, key, hash}
	for i := range list.Records {
		if old := &list.Records[i]; old.Recorded.Stands() && old.Dataset == l.Batch.Dataset.Name {
			r.Stand(key(&old.Said), hash(&old.Said), int64(i))
		}
	}
	return r
}

// replaceAll does all of it for things at hand.
func replaceAll[T any](list *List[T], l *Load, things []T, key func(*T) string, hash func(*T) uint64, count *graph.Changes) {
	r := replace(list, l, key, hash, count)
	for i := range things {
		r.say(&things[i])
	}
	r.withdraw()
}

func (r *replacement[T, K]) say(thing *T) Outcome {
	did := r.Say(r.key(thing), r.hash(thing))
	if did != Unchanged {
		r.Records = append(r.Records, Record[T]{Dataset: r.load.Batch.Dataset.Name, Recorded: graph.Recording{From: r.load.At}, Said: *thing})
	}
	return did
}

// withdraw ends what the batch replaces or has not said again, and returns where the latter stands.
func (r *replacement[T, K]) withdraw() []int64 {
	withdrawn, ended := r.Withdraw()
	for _, i := range ended {
		r.Records[i].Recorded.To = r.load.At
		r.Ended = append(r.Ended, int(i))
	}
	return withdrawn
}

func entityID(e *graph.Entity) string   { return e.ID }
func sourceID(s *graph.Source) string   { return s.ID }
func claimID(c *graph.Claim) [16]byte   { return c.ID() }
func hashSource(s *graph.Source) uint64 { return maphash.Comparable(seed, *s) }

func hashEntity(e *graph.Entity) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	maphash.WriteComparable(&h, [2]string{e.Kind, e.Name})
	for _, a := range e.Aliases {
		maphash.WriteComparable(&h, a)
	}
	for _, scheme := range slices.Sorted(maps.Keys(e.Identifiers)) {
		maphash.WriteComparable(&h, [2]string{scheme, e.Identifiers[scheme]})
	}
	return h.Sum64()
}

// hashClaim hashes the value too: a number 4800 GB/s is not the text "4800 GB/s", though the ids of both are equal.
func hashClaim(c *graph.Claim) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	maphash.WriteComparable(&h, struct {
		value    graph.Value
		share    graph.ShareRange
		quantity graph.Quantity
		texts    [2]string
		to       graph.Date
		grade    graph.Confidence
	}{c.Value, c.Shares(), c.Quantity, [2]string{c.Purpose, c.Note}, c.Valid.To, c.Confidence})
	for _, cited := range c.Sources {
		maphash.WriteComparable(&h, cited)
	}
	return h.Sum64()
}
