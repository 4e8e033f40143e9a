package storetest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/google/go-cmp/cmp"

	"chokepoint/graph"
)

// question is a question as it is put to an engine.
type question struct {
	name string // with what tells it from others of its sort
	ask  func(context.Context, graph.Engine) (any, error)
}

// verdicts are the errors by which an engine says what is wrong with a question.
var verdicts = []error{graph.ErrNotFound, graph.ErrAmbiguous, graph.ErrUnknownTerm, graph.ErrCursor, graph.ErrKind, graph.ErrInterval}

// agree puts questions to the engine under test and to the reference.
func agree(t fataler, reference, tested graph.Engine, questions []question) {
	t.Helper()
	for _, q := range questions {
		want, wantErr := q.ask(context.Background(), reference)
		got, err := q.ask(context.Background(), tested)
		if wantErr != nil && !slices.ContainsFunc(verdicts, func(v error) bool { return errors.Is(wantErr, v) }) {
			t.Fatalf("%s: the reference fails: %v", q.name, wantErr)
		}
		if (err == nil) != (wantErr == nil) || err != nil && err.Error() != wantErr.Error() {
			t.Fatalf("%s: error %v, want %v", q.name, err, wantErr)
		}
		if diff := diff(t, want, got); diff != "" {
			t.Fatalf("%s (-want +got):\n%s", q.name, diff)
		}
	}
}

// diff compares answers as JSON.
func diff(t fataler, want, got any) string {
	t.Helper()
	var texts [2][]byte
	var plain [2]any
	for i, answer := range []any{want, got} {
		var err error
		if texts[i], err = json.Marshal(answer); err != nil {
			t.Fatalf("an answer is no JSON: %v", err)
		}
	}
	if bytes.Equal(texts[0], texts[1]) {
		return ""
	}
	for i := range texts {
		if err := json.Unmarshal(texts[i], &plain[i]); err != nil {
			t.Fatalf("an answer is no JSON: %v", err)
		}
	}
	return cmp.Diff(plain[0], plain[1])
}

// maxPages is how many pages of an answer are compared.
const maxPages = 3

// pages asks for the first pages of an answer; next points to an answer's cursor, of which only whether there is one is
// kept, since it is bound to a store.
func pages[A any](ask func(graph.Page) (A, error), limit int, next func(*A) *string) ([]A, error) {
	var all []A
	page := graph.Page{Limit: limit}
	for {
		a, err := ask(page)
		if err != nil {
			return all, err
		}
		cursor := next(&a)
		if page.Cursor = *cursor; page.Cursor != "" {
			*cursor = "more"
		}
		if all = append(all, a); page.Cursor == "" || len(all) == maxPages {
			return all, nil
		}
	}
}
