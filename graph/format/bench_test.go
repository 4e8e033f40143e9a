package format

import (
	"fmt"
	"strings"
	"testing"

	"chokepoint/graph/load"
)

// BenchmarkTables reads claims in CSV. Twice the rows take twice the time and the same memory.
func BenchmarkTables(b *testing.B) {
	var text strings.Builder
	text.WriteString("subject,predicate,object,share,valid_from,note\n")
	const rows = 100_000
	for i := range rows {
		fmt.Fprintf(&text, "firm-%d,supplied_by,firm-%d,0.%02d,2024-05,row %d\n", i%5000, i%4999+1, i%98+1, i)
	}
	files := []load.File{{Name: ClaimsName, Data: []byte(text.String())}}
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if d := tables.Read(files, Options{}); len(d.Problems) > 0 {
			b.Fatal(d.Problems)
		}
	}
}
