package question

import (
	"errors"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// FuzzCursors reads cursors that somebody may make up: none is taken that was not given, and each that was given says where it is.
func FuzzCursors(f *testing.F) {
	b := snapshot.NewBuilder(nil, "1")
	b.Secret([]byte("a secret"))
	s, err := b.Build(f.Context())
	if err != nil {
		f.Fatal(err)
	}
	a := &Asking{Facts: s}
	given := a.Next(graph.Page{Limit: 10}, 25, 100)
	for _, text := range []string{given, given + "a", given[1:], "", "mfrgg", "????", "AAAA"} {
		f.Add(text, 25)
	}
	f.Fuzz(func(t *testing.T, text string, offset int) {
		at, _, err := a.Window(graph.Page{Limit: 10, Cursor: text})
		switch {
		case err != nil && !errors.Is(err, graph.ErrCursor):
			t.Errorf("%q: %v", text, err)
		case err == nil && text != "" && text != a.Next(graph.Page{Limit: 10}, at, at+1):
			t.Errorf("%q was taken as the cursor of %d", text, at)
		}
		if offset < 0 || offset >= maxOffset {
			return
		}
		if next := a.Next(graph.Page{Limit: 10}, offset, offset+1); next != "" {
			if at, _, err := a.Window(graph.Page{Limit: 10, Cursor: next}); err != nil || at != offset {
				t.Errorf("the cursor of %d is that of %d, %v", offset, at, err)
			}
		}
	})
}
