package main

import (
	"bytes"
	"context"
	"testing"
)

// Whoever ends a command while it answers is told nothing of how it is made, and has the status that shells have for it.
func TestEndedWhileAnswering(t *testing.T) {
	facts := t.TempDir() + "/facts.db"
	t.Setenv("CHOKEPOINT_SEEDS", "testdata/facts")
	var out, told bytes.Buffer
	if got := run(&process{Context: t.Context(), out: &out, err: &told}, []string{"stats", "--store", facts}); got != exitDone {
		t.Fatalf("%d: %s", got, told.String())
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, store := range []string{"memory", facts} {
		for _, args := range [][]string{{"dependents", "nvidia"}, {"screen", "nvidia"}, {"chokepoints"}, {"stats"}, {"export", "--format", "jsonl"}, {"cite", "paper"}} {
			out.Reset()
			told.Reset()
			p := &process{Context: ctx, out: &out, err: &told}
			if got := run(p, append(args, "--store", store)); got != exitEnded || told.Len() > 0 {
				t.Errorf("%v of %s: %d, %q", args, store, got, told.String())
			}
		}
	}
}
