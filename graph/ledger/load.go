package ledger

import (
	"context"
	"errors"
	"fmt"
	"time"

	"chokepoint/graph"
)

// Load is one load under way.
type Load struct {
	Batch   *graph.Batch
	At      time.Time    // of recording
	Report  graph.Report // as far as the load has come
	Missing Missing      // what claims name and no dataset asserts
	Kinds   Kinds        // of the entities of the batch
}

// Begin begins the load of a batch into a store of the given version, empty before the first load, that recorded its last
// load at last. It refuses a batch whose dataset has no name, or that has an entity or a source twice.
func Begin(batch *graph.Batch, version string, last time.Time) (*Load, error) {
	l := &Load{Batch: batch, At: TimeAfter(last, batch.At),
		Report: graph.Report{Dataset: batch.Dataset.Name, DryRun: batch.DryRun, Version: version}}
	if !last.IsZero() && last.Sub(givenTime(batch.At)) >= clockSlack {
		l.Report.ClockBehind = last.UTC()
	}
	if batch.Dataset.Name == "" {
		return nil, errors.New("a dataset needs a name")
	}
	l.Kinds = Kinds{dataset: batch.Dataset.Name, of: make(map[string]string, len(batch.Entities))}
	for i := range batch.Entities {
		e := &batch.Entities[i]
		if _, twice := l.Kinds.of[e.ID]; twice {
			return nil, fmt.Errorf("the batch has entity %q twice", e.ID)
		}
		l.Kinds.of[e.ID] = e.Kind
	}
	sources := make(map[string]struct{}, len(batch.Sources))
	for i := range batch.Sources {
		id := batch.Sources[i].ID
		if _, twice := sources[id]; twice {
			return nil, fmt.Errorf("the batch has source %q twice", id)
		}
		sources[id] = struct{}{}
	}
	return l, nil
}

// TimeAfter is when a load is recorded: at the time that the batch gives, now if it gives none, and a microsecond after the
// last load if that would not be later. Recorded time has the precision of a microsecond.
func TimeAfter(last, at time.Time) time.Time {
	at = givenTime(at).UTC().Truncate(time.Microsecond)
	if !last.IsZero() && !at.After(last) {
		at = last.UTC().Truncate(time.Microsecond).Add(time.Microsecond)
	}
	return at
}

// clockSlack is how far a clock may be behind that of the load before without a word: clocks are set right by less all the time.
const clockSlack = time.Second

// givenTime is the time that a batch gives, or now.
func givenTime(at time.Time) time.Time {
	if at.IsZero() {
		return time.Now()
	}
	return at
}

// checkEvery is how many claims lie between two looks at the context.
const checkEvery = 1024

// EachClaim calls say for each claim of the batch, which is say's until it returns. It refuses a claim without a source, or with neither object nor value,
// and, at the end, one that the batch says twice. It ends with the first error of say, with the context, or when enough is
// missing; its error tells of what is missing too.
func (l *Load) EachClaim(ctx context.Context, say func(*graph.Claim) error) error {
	said, n := said{}, 0
	var c graph.Claim // one place for all of them
	for c = range l.Batch.Claims {
		if n++; n%checkEvery == 0 && ctx.Err() != nil {
			break
		}
		switch {
		case len(c.Sources) == 0:
			return fmt.Errorf("claim %q: it has no source", c.String())
		case c.Object == "" && c.Value.IsZero():
			return fmt.Errorf("claim %q: it has neither an object nor a value", c.String())
		}
		said.add(&c)
		if err := say(&c); err != nil {
			return err
		}
		if l.Missing.Enough() {
			break
		}
	}
	if err := ctx.Err(); err != nil { // the claims may have ended early because of it
		return err
	}
	if err := l.Missing.Err(); err != nil {
		return err
	}
	return l.checkTwice(&said)
}

// List adds a claim to the line of the report under which its outcome stands.
func (l *Load) List(did Outcome, c *graph.Claim) {
	switch did {
	case Added:
		l.Report.Added = graph.ListClaim(l.Report.Added, c)
	case Changed:
		l.Report.Changed = graph.ListClaim(l.Report.Changed, c)
	case Withdrawn:
		l.Report.Withdrawn = graph.ListClaim(l.Report.Withdrawn, c)
	}
}

// Edits reports whether the report has room for one more edit.
func (l *Load) Edits() bool { return len(l.Report.Edited) < graph.ReportLimit }

// Edit adds an edit to the report, while there is room.
func (l *Load) Edit(before, after *graph.Claim) {
	if l.Edits() {
		l.Report.Edited = append(l.Report.Edited, graph.EditOf(before, after))
	}
}

// Guard asks the batch's guard, once all is counted and before anything is visible.
func (l *Load) Guard() error {
	l.Report.NewKinds = l.Kinds.changes()
	if l.Batch.Guard == nil {
		return nil
	}
	return l.Batch.Guard(&l.Report)
}

// Changes reports whether the load changes something, so that it is to be recorded: what is said, the description that the
// dataset had before it (zero if it is new), or the ontology.
func (l *Load) Changes(before graph.Dataset, ontologyReplaced bool) bool {
	changed := ontologyReplaced || before != l.Batch.Dataset
	for _, c := range []graph.Changes{l.Report.Entities, l.Report.Sources, l.Report.Claims} {
		changed = changed || c.Added+c.Changed+c.Withdrawn > 0
	}
	return changed
}

// State is the dataset as it stands after the load.
func (l *Load) State() graph.DatasetState {
	return graph.DatasetState{Dataset: l.Batch.Dataset, LoadedAt: l.At,
		Claims: standing(l.Report.Claims), Entities: standing(l.Report.Entities)}
}

func standing(c graph.Changes) int { return c.Added + c.Changed + c.Unchanged }
