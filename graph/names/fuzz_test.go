package names_test

import (
	"errors"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/names"
	"chokepoint/graph/snapshot"
)

// FuzzResolve looks references up that nobody would write: each is an entity, or an error that says what comes near.
func FuzzResolve(f *testing.F) {
	s := read(f, firms)
	for _, text := range []string{"nvidia", "NVIDIA Corp.", "英伟达", "Ｎｖｉｄｉａ", "nvida", "", "\x00", "a\u202eb", "ⅷ", "Société Générale S.A.", "\u200c"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		l := limits.New(t.Context(), graph.Budget{})
		_, err := names.Resolve(l, s, text, graph.Filter{})
		var not *graph.NotFound
		var several *graph.Ambiguous
		if err != nil && !errors.As(err, &not) && !errors.As(err, &several) {
			t.Errorf("%q: %v", text, err)
		}
		found, err := names.Match(l, s, names.Party{Name: text, Country: snapshot.None, Most: 5})
		if err != nil {
			t.Errorf("%q: %v", text, err)
		}
		for _, c := range found {
			if c.Score < names.LeastScore || c.Score > 1 {
				t.Errorf("%q is %s with %v", text, s.ID(c.Node), c.Score)
			}
		}
	})
}
