package question

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
)

// Definition declares a question with parameters P, a struct of fields tagged as Parameter says, and an answer A, which is
// shown as JSON.
type Definition[P, A any] struct {
	Name    string   // of the command and of the question in answers: dependents
	ID      string   // of the HTTP operation: list-dependents
	Path    string   // of the HTTP operation; its {variables} are parameters
	Tag     string   // under which the HTTP operation is listed
	Summary string   // one line, without a full stop
	Posted  bool     // over HTTP it is asked by POST, with the parameters as a JSON object in the body
	Either  []string // parameters of which one is given, and no more
	Legal   bool     // its answer says at a terminal that it is no legal advice
	Asks    bool     // it asks another question, or is about the asking of one: what that does not find, it does not either
	GetToo  bool     // a posted one can be asked by GET too, with parameters in the query

	// Part says what part of the facts the question needs; nil: the whole. With some parameters it may be the whole: then the error
	// wraps graph.ErrWhole.
	Part func(*Asking, *P) (snapshot.Need, error)
	// Answer answers it.
	Answer func(*Asking, *P) (A, error)
	// Table is the answer as rows; nil: it has none.
	Table func(A) *Table
	// Print writes the answer for people at a terminal; nil: the table.
	Print func(*Sheet, A)
	// Sentence puts the answer in a few words of the language of the asking; nil: it has none.
	Sentence func(*Asking, *P, A) string
	// Brief is the answer as JSON with less of each row, and how many claims the whole has; it leaves the whole as it is. nil: there is
	// only the whole.
	Brief func(A) (brief A, claims int)
	// LimitDoc says how long a page without a limit is, if that is not the default of the parameter.
	LimitDoc string
	// Incomplete says which part of what was asked the answer leaves open, or nil; nil: it never does.
	Incomplete func(A) say.Told
	// Cypher writes the question as one query on a graph database that keeps the facts, with the rows of the answer but for their pages; empty:
	// with such parameters none has them. nil: none ever has.
	Cypher func(*Asking, *P) (string, error)
	// Heavy reports whether answering looks at much of all facts, or at as much; nil: it never does.
	Heavy func(*P) bool
}

// Question is a declared question, whatever the types of its parameters and its answer.
type Question interface {
	Info() *Info
	// Read reads and validates values; the error is an *Invalid. The result is what Prepared.Ask asks.
	Read(Values) (Prepared, error)
	// ReadFile is Read with the values of one parameter, that of Info.FromFile, taken from the rows of a file. A question without
	// such a parameter reads no file.
	ReadFile(Values, File) (Prepared, error)
}

// Info is what faces know of a question.
type Info struct {
	Name, ID, Path, Tag, Summary string
	Posted, GetToo, Asks         bool
	Either                       []string
	Tabular                      bool // it has a table
	Parted                       bool // it needs only a part of the facts
	Parameters                   []Parameter
	Answer                       reflect.Type
}

// Prepared is a question with its parameters.
type Prepared interface {
	Ask(context.Context, Source, Terms) (*Reply, error)
	// AskOn asks within another question, of the snapshot and with the limits of that; where that has only a part of the facts, of what this one
	// needs.
	AskOn(*Asking) (*Reply, error)
	// Cypher writes the question as a query: see Definition. It finds what the parameters name within another question.
	Cypher(*Asking) (string, error)
}

// Terms are those on which a question is asked.
type Terms struct {
	Budget graph.Budget
	Now    time.Time // gives today, which as_of defaults to
	// Progress is told, now and then, how much of a long answer is done, by the goroutine that asks; nil: nobody waits for that.
	Progress func(done, total int)
	// Enter waits until a light or a heavy question may be answered, and returns why it may not; nil: each may at once. It is called
	// again where a light question turns out to ask a heavy one. Time that it takes is not the question's.
	Enter func(ctx context.Context, heavy bool) error
}

// Reply is an answer, and how it reads.
type Reply struct {
	Answer   any
	Version  string             // of the facts
	Facts    *snapshot.Snapshot // with all that the answer shows
	Table    func() *Table      // nil: it has none
	Grid     func() *Grid       // the table in the language of the question; nil: it has none
	Print    func(*Sheet)
	Markdown func(s *Sheet, heading string) // writes the table as Markdown, with the sentence above; nil: it has no table
	Sentence func() string
	// Incomplete says which part of what was asked the answer leaves open, or is nil.
	Incomplete say.Told
	// Hurried: the time that the question may take was over, so that asked again it may say more.
	Hurried bool
}

// Define declares a question. It panics if the declaration contradicts itself.
func Define[P, A any](d Definition[P, A]) Question {
	info := &Info{Name: d.Name, ID: d.ID, Path: d.Path, Tag: d.Tag, Summary: d.Summary, Posted: d.Posted, GetToo: d.GetToo, Asks: d.Asks, Either: d.Either,
		Tabular: d.Table != nil, Parted: d.Part != nil, Parameters: parametersOf(reflect.TypeFor[P]()), Answer: reflect.TypeFor[A]()}
	if d.LimitDoc != "" {
		at := slices.IndexFunc(info.Parameters, func(p Parameter) bool { return p.Name == "limit" })
		info.Parameters[at].Doc += " Default: " + d.LimitDoc
		info.Parameters[at].DefaultSaid = true
	}
	return &defined[P, A]{d, info}
}

type defined[P, A any] struct {
	Definition[P, A]
	info *Info
}

func (d *defined[P, A]) Info() *Info { return d.info }

func (d *defined[P, A]) Read(v Values) (Prepared, error) {
	p := new(P)
	if err := read(v, d.info.Parameters, reflect.ValueOf(p).Elem()); err != nil {
		return nil, err
	}
	return &prepared[P, A]{d, p, scopeOf(d.Name, v), len(v["limit"]) > 0}, nil
}

type prepared[P, A any] struct {
	*defined[P, A]
	p       *P
	scope   string
	limited bool // a limit is given
}

// Ask implements Prepared: the one runner of all questions.
func (q *prepared[P, A]) Ask(ctx context.Context, source Source, t Terms) (*Reply, error) {
	heavy := q.heavy()
	if t.Enter != nil {
		if err := t.Enter(ctx, heavy); err != nil {
			return nil, err
		}
	}
	began := time.Now()
	if t.Budget.Time > 0 { // what looks at the context alone ends too, a little after what looks at the budget
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, t.Budget.Time+t.Budget.Time/10, graph.ErrTooCostly)
		defer cancel()
	}
	a := &Asking{Context: ctx, Limits: limits.New(ctx, t.Budget), Today: graph.DayOf(t.Now), Budget: t.Budget, Source: source, Info: q.info, scope: q.scope, limited: q.limited, progress: t.Progress,
		enter: t.Enter, heavy: heavy}
	a.filter = filterOf(a, q.p)
	var reply *Reply
	if parts, ok := source.(PartSource); ok && parts.Gathers() {
		var err error
		if reply, err = q.gather(a, parts); err != nil {
			return nil, cause(ctx, err)
		}
	} else {
		s, err := source.Snapshot(ctx)
		if err != nil {
			return nil, err
		}
		a.Facts = s
	}
	if reply == nil {
		var err error
		if reply, err = q.answer(a); err != nil {
			return nil, err
		}
	}
	reply.Hurried = t.Budget.Time > 0 && time.Since(began) >= t.Budget.Time
	return reply, nil
}

func (q *prepared[P, A]) heavy() bool { return q.Definition.Heavy != nil && q.Definition.Heavy(q.p) }

// gather takes from a source the part of the facts that the question needs. Where that is what the answer looks at, there is the answer too.
func (q *prepared[P, A]) gather(a *Asking, from PartSource) (reply *Reply, err error) {
	if q.Part == nil {
		return nil, fmt.Errorf("%s: %w", q.Name, graph.ErrWhole)
	}
	part, err := from.Part(a, q.references(), func(named *snapshot.Snapshot) (snapshot.Need, error) {
		before := *a
		before.Facts = named
		return q.Part(&before, q.p)
	}, func(part *snapshot.Snapshot) (err error) {
		of := *a
		of.Facts, of.Limits = part, limits.New(a, a.Budget)
		if reply, err = q.answer(&of); err == nil {
			reply.Sentence() // which looks at facts too
		}
		return err
	})
	a.Facts, a.Walked, a.Counts, a.Degrees, a.Cut = part.Facts, part.Walked, part.Counts, part.Degrees, part.Stop
	return reply, err
}

// references lists what the parameters name entities by.
func (q *prepared[P, A]) references() (all []string) {
	values := reflect.ValueOf(q.p).Elem()
	for i := range q.info.Parameters {
		if p := &q.info.Parameters[i]; p.Names == NamesEntity {
			switch given := values.FieldByIndex(p.index).Interface().(type) {
			case string:
				all = append(all, given)
			case []string:
				all = append(all, given...)
			}
		}
	}
	return slices.DeleteFunc(all, func(ref string) bool { return ref == "" })
}

// AskOn implements Prepared.
func (q *prepared[P, A]) AskOn(a *Asking) (*Reply, error) {
	if !a.heavy && q.heavy() {
		if a.heavy = true; a.enter != nil {
			if err := a.enter(a.Context, true); err != nil {
				return nil, cause(a.Context, err)
			}
		}
	}
	if parts, ok := a.Source.(PartSource); ok && parts.Gathers() {
		return q.askBeside(a)
	}
	within := *a
	within.Info, within.scope, within.limited = q.info, q.scope, q.limited
	return q.answer(&within)
}

// Cypher implements Prepared.
func (q *prepared[P, A]) Cypher(a *Asking) (string, error) {
	if q.Definition.Cypher == nil {
		return "", nil
	}
	within := *a
	within.Info, within.filter = q.info, filterOf(a, q.p)
	return q.Definition.Cypher(&within, q.p)
}

// askBeside asks within a question that was gathered look by look, once that has all it looked at: what it is asked of is gathered for it, of
// the same version of the facts.
func (q *prepared[P, A]) askBeside(a *Asking) (*Reply, error) {
	if looks, kinds := a.Facts.Beyond(); len(looks)+len(kinds) > 0 {
		return nil, errUnseen
	}
	reply, err := q.Ask(a.Context, a.Source, Terms{Budget: a.Budget, Now: a.Today.Time(), Progress: a.progress})
	if err == nil && reply.Version != a.Facts.Version() {
		return nil, fmt.Errorf("%w: the facts changed while it was asked; ask again", graph.ErrUnavailable)
	}
	return reply, err
}

// errUnseen is the error of a question of which it is not known yet what it asks. Nobody sees it: the question is asked again.
var errUnseen = errors.New("the question has not been read yet")

func (q *prepared[P, A]) answer(a *Asking) (*Reply, error) {
	if err := a.Err(); err != nil {
		return nil, context.Cause(a)
	}
	a.lang, a.filter, a.countries = langOf(reflect.ValueOf(q.p).Elem()), filterOf(a, q.p), nil
	if known := a.filter.KnownAt; !known.IsZero() && known.Before(a.Facts.Pruned()) {
		return nil, &Invalid{Faults: []Fault{{Parameter: "known_at", Index: -1, Value: known.UTC().Format(time.RFC3339Nano),
			Message: say.That("fault.pruned", a.Facts.Pruned().UTC().Format(time.DateOnly))}}}
	}
	if err := q.checkCursor(a); err != nil {
		return nil, err
	}
	out, err := q.Answer(a, q.p)
	if err != nil {
		return nil, cause(a.Context, err)
	}
	r := &Reply{Answer: out, Version: a.Facts.Version(), Facts: a.Facts, Sentence: func() string { return "" }}
	if detail := detailOf(q.p); q.Definition.Brief != nil && detail != Full {
		if brief, claims := q.Definition.Brief(out); a.Briefly(detail, claims) {
			r.Answer = brief
		}
	}
	if q.Table != nil {
		r.Table = func() *Table { return q.Table(out) }
		r.Grid = func() *Grid { return new(Sheet).of(a).grid(q.Table(out), r.Sentence()) }
	}
	if q.Definition.Sentence != nil {
		r.Sentence = func() string { return q.Definition.Sentence(a, q.p, out) }
	}
	if q.Definition.Incomplete != nil {
		r.Incomplete = q.Definition.Incomplete(out)
	}
	if q.Table != nil {
		r.Markdown = func(s *Sheet, heading string) { s.of(a).Markdown(q.markdown(a, heading, r.Sentence(), q.Table(out))) }
	}
	r.Print = func(s *Sheet) {
		s = s.of(a)
		switch {
		case q.Definition.Print != nil:
			q.Definition.Print(s, out)
		case q.Table != nil:
			s.Table(q.Table(out), "")
		default:
			s.JSON(out)
		}
	}
	return r, nil
}

// checkCursor refuses a cursor that this question did not give, also where it has no pages. One that asks another leaves that to it.
func (q *prepared[P, A]) checkCursor(a *Asking) error {
	p, ok := any(q.p).(interface{ Page() graph.Page })
	if !ok || q.info.Asks {
		return nil
	}
	_, _, err := a.Window(p.Page())
	return err
}

// cause returns why a context ended where err is a consequence of that, else err.
func cause(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}
