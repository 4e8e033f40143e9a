package history

import (
	"slices"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// The latest events stand for all, whatever part of them is listed, and what is the same is told once.
func TestHeadlines(t *testing.T) {
	s := office(t, "maker owns buyer 2020-01-01 -", "buyer plan grow 2020-02-01 -", "buyer plan shrink 2023-02-01 -", "buyer plan sleep 2030-01-01 -", "buyer plan wake 2031-01-01 -",
		"ban status announced 2021-01-01 2022-01-01", "ban status in-force 2022-01-01 -", "buyer bound_by ban 2022-01-01 -", "maker bound_by ban 2022-01-01 -")
	n, _ := s.Lookup("buyer")
	tell := Headlines{Most: 2, Today: day(t, "2024-01-01")}
	weighed := tell
	weighed.Weighed = true
	everything := Query{In: snapshot.Period{Since: day(t, "2000-01-01"), Until: day(t, "2040-01-01")}, Of: snapshot.None}
	l := limits.New(t.Context(), graph.Budget{})
	for most := range 12 {
		found, err := Timeline(l, s, n, graph.Filter{}, tell, most)
		want := []string{"2022-01-01 began ban status .", "2023-02-01 began buyer plan .", "2030-01-01 began buyer plan ."}
		if got := texts(s, found.Headlines); err != nil || !slices.Equal(got, want) {
			t.Errorf("timeline, %d of %d: %q, %v, want %q", most, found.Total, got, err, want)
		}
		q := everything
		q.Tell = weighed
		found, err = Changes(l, s, q, most)
		want = []string{"2021-01-01 began ban status .", "2022-01-01 began ban status ."}
		if got := texts(s, found.Headlines); err != nil || !slices.Equal(got, want) {
			t.Errorf("changes, %d of %d: %q, %v, want %q", most, found.Total, got, err, want)
		}
	}
}

// What a store did stands for a period in which nothing else happened, and for no other.
func TestHeadlinesOfAStore(t *testing.T) {
	s, l := world(t), limits.New(t.Context(), graph.Budget{})
	for _, c := range []struct {
		since, until string
		want         []string
	}{
		{"2025-04-01", "2025-04-01", []string{"2025-04-01 edited a knows b"}},
		{"2025-03-03", "2025-04-01", []string{"2025-03-03 began a knows b", "2025-03-03 began b knows x"}},
	} {
		for _, weighed := range []bool{true, false} {
			found, err := Changes(l, s, Query{In: snapshot.Period{Since: day(t, c.since), Until: day(t, c.until)}, Of: snapshot.None,
				Tell: Headlines{Most: 2, Today: day(t, "2025-12-31"), Weighed: weighed}}, 0)
			got := texts(s, found.Headlines)
			slices.Sort(got) // of one day, they stand in the order of their claims
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("%s to %s: %q, %v, want %q", c.since, c.until, got, err, c.want)
			}
		}
	}
}
