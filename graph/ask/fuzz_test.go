package ask

import (
	"strings"
	"testing"
)

// FuzzRead reads questions that nobody would ask: each is read as something that says itself, or refused in words.
func FuzzRead(f *testing.F) {
	for line := range strings.Lines(read) {
		if fields := strings.Split(line, " | "); len(fields) == 3 {
			f.Add(fields[1], "")
		}
	}
	f.Add("and Alibaba?", "who depends on Nvidia")
	f.Add("31/02/2025", "???")
	a := asking(f, world(f))
	f.Fuzz(func(t *testing.T, text, before string) {
		r, err := Read(a, text, before, given())
		if err != nil {
			if err.Error() == "" {
				t.Errorf("%q: an error without words", text)
			}
			return
		}
		if r.Question == "" || Restate(a, r.Question, r.Values, r.Lang) == "" {
			t.Errorf("%q: %+v", text, r)
		}
	})
}
