package ask

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Whatever is typed is read or refused, and what is read is a question that says itself.
func TestAnyTextIsReadOrRefused(t *testing.T) {
	a := asking(t, world(t))
	var pool []string
	for line := range strings.Lines(read) {
		if f := strings.Split(line, " | "); len(f) == 3 {
			pool = append(pool, strings.Fields(f[1])...)
		}
	}
	pool = append(pool, "'", "’s", ",", "?", "%", "50%", "31/02/2025", "2025-13-01", "0/0/0000", "\u200b", "ⅷ", "한국", "…")
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(pool), rapid.String()), 0, 12).Draw(t, "words"), " ")
		follows := rapid.SampledFrom([]string{"", "who depends on Nvidia", "can Nvidia sell the H20 to China", "nonsense"}).Draw(t, "follows")
		r, err := Read(a, text, follows, given())
		if err != nil {
			if err.Error() == "" {
				t.Fatalf("%q: an error without words", text)
			}
			return
		}
		if r.Question == "" || r.Values["as_of"] == nil || Restate(a, r.Question, r.Values, r.Lang) == "" {
			t.Fatalf("%q: %+v", text, r)
		}
	})
}
