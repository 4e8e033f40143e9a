package say_test

import (
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/say"
)

func TestText(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{say.Text("en", "search.found", 1, "x"), `1 name is like "x".`},
		{say.Text("en", "search.found", 1000, "x"), `1000 names are like "x".`},
		{say.Text("fr", "search.found", 0, "x"), `Aucun nom ne ressemble à « x ».`},
		{say.Text("fr", "search.found", 1, "x"), `1 nom ressemble à « x ».`},
		{say.Text("de", "search.found", 1, "x"), `1 name is like "x".`},
		{say.List("en", nil), ""},
		{say.List("en", []string{"A"}), "A"},
		{say.List("fr", []string{"A", "B", "C"}), "A, B et C"},
		{say.Percent("en", graph.ShareOf(0.5)), "50 %"},
		{say.Percent("fr", graph.ShareOf(0.123456)), "12,3456 %"},
		{say.Percent("en", graph.ShareOf(0.33333333)), "33.3333 %"},
		{say.Percent("en", graph.Whole), "100 %"},
		{say.Percent("en", 0), "0 %"},
		{say.Percent("en", graph.NoShare), ""},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}
