package sqlite

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"chokepoint/graph"
)

// everything lists all that questions can be answered from.
func everything(ctx context.Context, s *Store) (string, error) {
	builder, err := s.Read(ctx)
	if err != nil {
		return "", err
	}
	snapshot, err := builder.Build(ctx)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	ontology, err := json.Marshal(snapshot.Ontology())
	if err != nil {
		return "", err
	}
	fmt.Fprintf(&b, "%s %x %+v %v %s\n", snapshot.Version(), snapshot.Secret(), snapshot.Datasets(), snapshot.FirstRecorded(), ontology)
	for st := range snapshot.Statements() {
		fmt.Fprintf(&b, "%+v\n", st)
	}
	for d := range snapshot.Descriptions() {
		fmt.Fprintf(&b, "%+v\n", d)
	}
	for _, id := range snapshot.SourceIDs() {
		source, in, _ := snapshot.Source(id)
		fmt.Fprintln(&b, source, in)
	}
	return b.String(), nil
}

// flips are how many bits TestFlippedBits turns over, one at a time.
const flips = 300

// TestFlippedBits turns over single bits of a closed file, anywhere in it: what is then read is the very same, or it is an error that
// says that the file can't be used.
func TestFlippedBits(t *testing.T) {
	ctx, path := context.Background(), filePath(t)
	s := openStore(t, path)
	load(t, s, 1, batch(t, "d", first...))
	load(t, s, 2, batch(t, "e", append([]string{"@other"}, first[:8]...)...))
	load(t, s, 3, batch(t, "d", first[:9]...))
	load(t, s, 4, chainBatch(t, 600, 0))
	load(t, s, 5, chainBatch(t, 600, 1))
	want, err := everything(ctx, s)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path + "-wal"); !errors.Is(err, os.ErrNotExist) {
		t.Fatalf("the log is still there: %v", err)
	}
	random := rand.New(rand.NewPCG(13, 15))
	refused := 0
	for range flips {
		at, bit := random.IntN(len(data)), byte(1)<<random.IntN(8)
		if !sameOrRefused(t, path, data, at, bit, want) {
			refused++
		}
	}
	if refused < flips/4 {
		t.Errorf("only %d of %d flips were refused: most of the file is content", refused, flips)
	}
}

// sameOrRefused reports whether a file with a bit turned over still says what it said; if not, it must have been refused.
func sameOrRefused(t *testing.T, path string, data []byte, at int, bit byte, want string) bool {
	data[at] ^= bit
	defer func() { data[at] ^= bit }()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	s, err := Open(ctx, path)
	got := ""
	if err == nil {
		got, err = everything(ctx, s)
		s.Close()
	}
	switch {
	case err != nil && !errors.Is(err, graph.ErrUnavailable):
		t.Errorf("byte %d, bit %#x: %v; want ErrUnavailable", at, bit, err)
	case err == nil && got != want:
		t.Errorf("byte %d, bit %#x: another answer", at, bit)
	}
	return err == nil
}
