package storetest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"time"

	"github.com/google/go-cmp/cmp"

	"chokepoint/graph"
	"chokepoint/graph/ask"
	"chokepoint/graph/question"
)

// asked is a question with the values of its parameters.
type asked struct {
	question question.Question
	values   question.Values
}

// String is the question as one writes it on the command line of a shell that needs no quotes.
func (q *asked) String() string {
	text, err := url.QueryUnescape(url.Values(q.values).Encode())
	if err != nil {
		panic(err) // it was escaped here
	}
	return q.question.Info().Name + " " + text
}

// answer is what is compared of a reply.
type answer struct {
	body     []byte // JSON
	sentence string
}

// terms make every run the same.
var terms = question.Terms{Now: time.Date(2026, time.June, 1, 0, 0, 0, 0, time.UTC)}

// maxPages is how many pages of an answer are compared.
const maxPages = 3

// answers asks for the first pages of an answer.
func (q *asked) answers(source question.Source) (pages []answer, err error) {
	values := maps.Clone(q.values)
	for range maxPages {
		prepared, err := q.question.Read(values)
		if err != nil {
			return pages, err
		}
		reply, err := prepared.Ask(context.Background(), source, terms)
		if err != nil {
			return pages, err
		}
		body, err := json.Marshal(reply.Answer)
		if err != nil {
			return pages, err
		}
		next, body, err := public(q.question.Info().Name, body)
		if err != nil {
			return pages, err
		}
		if pages = append(pages, answer{body, reply.Sentence()}); next == "" {
			break
		}
		values["cursor"] = []string{next}
	}
	return pages, nil
}

var cursors = regexp.MustCompile(`"next":"[^"]*"`)

// ownAffairs are what stats says of the store itself.
var ownAffairs = []string{"version", "store", "answers"}

// public returns the cursor of the page that follows, and the answer without what is the affair of its store alone: of
// cursors, only whether there is one is kept, since a store signs its own.
func public(name string, body []byte) (next string, _ []byte, err error) {
	if cursors.Match(body) {
		var page struct {
			Next string `json:"next"`
		}
		if err := json.Unmarshal(body, &page); err != nil {
			return "", nil, err
		}
		next, body = page.Next, cursors.ReplaceAll(body, []byte(`"next":"more"`))
	}
	if name == "stats" {
		var members map[string]json.RawMessage
		if err := json.Unmarshal(body, &members); err != nil {
			return "", nil, err
		}
		for _, own := range ownAffairs {
			delete(members, own)
		}
		body, err = json.Marshal(members)
	}
	return next, body, err
}

// verdicts are the errors that say what is wrong with a question.
var verdicts = []error{graph.ErrNotFound, graph.ErrAmbiguous, graph.ErrUnknownTerm, graph.ErrCursor, graph.ErrKind, graph.ErrInterval, graph.ErrFigure, ask.ErrUnread}

func isVerdict(err error) bool {
	var invalid *question.Invalid
	return errors.As(err, &invalid) || slices.ContainsFunc(verdicts, func(v error) bool { return errors.Is(err, v) })
}

// agree puts questions to the store under test and to the double.
func agree(t fataler, reference, tested question.Source, questions []asked) {
	t.Helper()
	for i := range questions {
		q := &questions[i]
		want, wantErr := q.answers(reference)
		got, err := q.answers(tested)
		if wantErr != nil && !isVerdict(wantErr) {
			t.Fatalf("%s: the double fails: %v", q, wantErr)
		}
		if gathers(tested) {
			if q.takesAll() {
				if misread := wantErr != nil && err != nil && err.Error() == wantErr.Error(); !misread && !errors.Is(err, graph.ErrWhole) {
					t.Fatalf("%s: error %v, want ErrWhole", q, err)
				}
				continue
			}
			if alike(err, wantErr) || q.question.Info().Asks && errors.Is(err, graph.ErrWhole) { // what it asks takes all facts
				continue
			}
			if q.likens(t, want) && (err == nil) == (wantErr == nil) {
				q.findTheSame(t, want, got)
				continue
			}
		}
		if (err == nil) != (wantErr == nil) || err != nil && err.Error() != wantErr.Error() {
			t.Fatalf("%s: error %v, want %v", q, err, wantErr)
		}
		if len(got) != len(want) {
			t.Fatalf("%s: %d pages, want %d", q, len(got), len(want))
		}
		for n := range want {
			if diff := diffJSON(t, want[n].body, got[n].body); diff != "" {
				t.Fatalf("%s, page %d (-want +got):\n%s", q, n+1, diff)
			}
			if diff := cmp.Diff(want[n].sentence, got[n].sentence); diff != "" {
				t.Fatalf("%s, page %d, in words (-want +got):\n%s", q, n+1, diff)
			}
		}
	}
}

// gathers reports whether a source has no more of the facts than a question needs.
func gathers(source question.Source) bool {
	parts, ok := source.(question.PartSource)
	return ok && parts.Gathers()
}

// takesAll reports whether a question takes all facts: then only those answer it who have them.
func (q *asked) takesAll() bool {
	name, given := q.question.Info().Name, func(parameter string) bool { return len(q.values[parameter]) > 0 }
	return !q.question.Info().Parted || name == "claims" && !given("subject") && !given("object")
}

// likens reports whether a question finds entities by names that are like what is asked for. Who has not all names at hand finds those that are the same
// and some that are like it, but not always the same ones.
func (q *asked) likens(t fataler, want []answer) bool {
	t.Helper()
	name := q.question.Info().Name
	if name == "ask" && len(want) > 0 {
		name = read[struct{ Query struct{ Question string } }](t, want[0].body).Query.Question
	}
	switch name {
	case "search", "match", "screen":
		return true
	case "entities":
		return len(q.values["q"]) > 0
	}
	return false
}

// findTheSame holds that entities are found first that are called what is asked for.
func (q *asked) findTheSame(t fataler, want, got []answer) {
	t.Helper()
	for n := range min(len(want), len(got)) {
		if want, got := foundWholly(t, want[n].body), foundWholly(t, got[n].body); !slices.Equal(want, got) {
			t.Fatalf("%s, page %d: %q are called that, want %q", q, n+1, got, want)
		}
	}
}

// foundWholly lists the entities of an answer that are surely those that are asked for.
func foundWholly(t fataler, body []byte) (ids []string) {
	type candidate struct {
		Entity *graph.EntityRef
		Score  float64
	}
	type results []struct {
		candidate
		Candidates []candidate
	}
	found := read[struct {
		Results results
		Answer  struct{ Results results }
	}](t, body)
	for _, r := range append(found.Results, found.Answer.Results...) {
		for _, c := range append(r.Candidates, r.candidate) {
			if c.Score == 1 && c.Entity != nil {
				ids = append(ids, c.Entity.ID)
			}
		}
	}
	return ids
}

// read reads JSON.
func read[T any](t fataler, body []byte) (x T) {
	t.Helper()
	if err := json.Unmarshal(body, &x); err != nil {
		t.Fatalf("it is no JSON: %v", err)
	}
	return x
}

// alike reports whether two errors say of the same reference that nothing is called that. Which names come near is told from all names, and who has
// not all of them tells others.
func alike(err, want error) bool {
	var not, wanted *graph.NotFound
	return errors.As(err, &not) && errors.As(want, &wanted) && not.What == wanted.What && not.Ref == wanted.Ref && not.First.Equal(wanted.First)
}

// diff compares values as JSON.
func diff(t fataler, want, got any) string {
	t.Helper()
	var texts [2][]byte
	for i, value := range []any{want, got} {
		var err error
		if texts[i], err = json.Marshal(value); err != nil {
			t.Fatalf("it is no JSON: %v", err)
		}
	}
	return diffJSON(t, texts[0], texts[1])
}

func diffJSON(t fataler, want, got []byte) string {
	t.Helper()
	if bytes.Equal(want, got) {
		return ""
	}
	var plain [2]any
	for i, text := range [][]byte{want, got} {
		if err := json.Unmarshal(text, &plain[i]); err != nil {
			t.Fatalf("it is no JSON: %v", err)
		}
	}
	if diff := cmp.Diff(plain[0], plain[1]); diff != "" {
		return diff
	}
	return "members in another order"
}
