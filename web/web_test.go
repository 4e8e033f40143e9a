package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// What is embedded was built from the sources as they stand: build.mjs writes the digest of what it read, in the same way.
func TestBuiltFromTheSources(t *testing.T) {
	names := []string{"build.mjs", "package.json", "package-lock.json", "tsconfig.json"}
	err := fs.WalkDir(os.DirFS("."), "src", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && d.Name() != "schema.d.ts" {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(names)
	digest := sha256.New()
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(digest, "%s\x00%d\x00", name, len(data))
		digest.Write(data)
	}
	built, err := fs.ReadFile(Files(), "built-from")
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.TrimSpace(string(built)); got != hex.EncodeToString(digest.Sum(nil)) {
		t.Error("web/dist was not built from web/src as it stands; build it with make web")
	}
}

// mostPacked is how large all of the explorer may be, packed, in bytes.
const mostPacked = 300_000

func TestSizePacked(t *testing.T) {
	var all bytes.Buffer
	total := 0
	err := fs.WalkDir(Files(), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(Files(), name)
		if err != nil {
			return err
		}
		all.Reset()
		w := gzip.NewWriter(&all)
		if _, err := w.Write(data); err != nil {
			return err
		}
		if err := w.Close(); err != nil {
			return err
		}
		if ext := path.Ext(name); ext == ".js" || ext == ".css" || ext == ".html" {
			total += all.Len()
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes packed", total)
	if total > mostPacked {
		t.Errorf("the explorer has %d bytes packed, more than %d", total, mostPacked)
	}
}

// French has no-break spaces before its high marks and within its quotation marks.
func TestSpacesInFrench(t *testing.T) {
	words, err := os.ReadFile("src/words/fr.ts")
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(words), "\n") {
		if _, said, ok := strings.Cut(line, `": "`); ok && breaking.MatchString(said) {
			t.Errorf("fr.ts:%d: an ordinary space beside a mark: %s", i+1, line)
		}
	}
}

var breaking = regexp.MustCompile(`\S [:;!?»]|« |[0-9] %`)
