package bench

import (
	"io"
	"slices"
	"testing"

	"chokepoint/graph/catalogue"
	"chokepoint/graph/synthetic"
)

func TestEveryQuestionIsMeasured(t *testing.T) {
	for _, q := range catalogue.All() {
		name := q.Info().Name
		if !slices.ContainsFunc(tasks, func(x task) bool { return x.question == name }) {
			t.Errorf("nothing of tasks asks %s", name)
		}
	}
}

// On a small graph beside the built-in facts each task is answered, and finds as much as the bare search and, where there is a Python with igraph,
// as igraph.
func TestRun(t *testing.T) {
	o := Options{Sizes: []string{"300/2k"}, Shapes: synthetic.Shapes[1:], Others: []float64{0.5}, Seed: 1, Each: 1, Python: "python3"}
	all, err := Run(t.Context(), io.Discard, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"300/2k, attached, 50 % no dependence"} {
		for _, x := range tasks {
			at := slices.IndexFunc(all.Lines, func(m Measurement) bool { return m.Graph == name && m.Name == x.name })
			if at < 0 {
				t.Errorf("%s: %s was not measured", name, x.name)
			} else if m := all.Lines[at]; m.Runs != 1 || m.Figure != "" || (x.bare.kind != noSearch) != (m.Bare > 0) {
				t.Errorf("%s: %+v", name, m)
			}
		}
	}
}
