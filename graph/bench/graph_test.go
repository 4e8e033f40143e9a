package bench

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A graph of files is loaded as load does, again with changes, and asked about beside the built-in facts.
func TestGraphOfFiles(t *testing.T) {
	dir := t.TempDir()
	var nodes, edges strings.Builder
	nodes.WriteString("id,kind,name\n")
	edges.WriteString("subject,predicate,object\n")
	for i := range 300 {
		fmt.Fprintf(&nodes, "firm-%d,company,Firm %d of Nowhere\n", i, i)
		if i > 0 {
			fmt.Fprintf(&edges, "firm-%d,supplied_by,firm-%d\n", i, i/3)
		}
	}
	for name, text := range map[string]string{"nodes.csv": nodes.String(), "edges.csv": edges.String()} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	all, err := Run(t.Context(), io.Discard, Options{Graph: dir, Each: 1})
	if err != nil {
		t.Fatal(err)
	}
	figure := func(name string) string {
		at := slices.IndexFunc(all.Lines, func(m Measurement) bool { return m.Name == name })
		if at < 0 {
			t.Fatalf("%s was not measured", name)
		}
		return all.Lines[at].Figure + all.Lines[at].Found
	}
	if f := figure("load into a SQLite file"); !strings.HasPrefix(f, "299 claims") {
		t.Errorf("loaded: %s", f)
	}
	if f := figure("load again with 1 % of the claims changed"); !strings.HasPrefix(f, "2 changed") {
		t.Errorf("loaded again: %s", f)
	}
	if f := figure("dependents, counted"); f == "" {
		t.Error("nothing was counted")
	}
}
