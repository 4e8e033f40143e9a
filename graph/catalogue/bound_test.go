package catalogue_test

import (
	"slices"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/snapshot"
)

// builtInFacts are the facts of seeds/, or end the test.
func builtInFacts(t testing.TB) *snapshot.Snapshot {
	t.Helper()
	s, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// bearing asks for the decisions on an entity on a day: the role in which it is subject to each, by id.
func bearing(t *testing.T, s *snapshot.Snapshot, ref, day string) map[string]string {
	t.Helper()
	d := mustAsk[catalogue.Decisions](t, s, "decisions", valuesOf(graph.Filter{AsOf: mustDay(t, day)}, "ref", ref, "limit", "500"))
	roles := map[string]string{}
	for _, r := range d.Results {
		roles[r.Decision.ID] = r.Role
	}
	return roles
}

func TestWhoIsBound(t *testing.T) {
	s := builtInFacts(t)
	for _, c := range []struct{ of, day, decision, role string }{
		{"nvidia-a100", "2023-01-01", "bis-2022-10-07-rule", ""}, // by the criterion of a class
		{"nvidia-b200", "2026-03-01", "bis-denial-policy-above-h200-2026-01", ""},
		{"nvidia", "2024-06-01", "bis-2023-10-17-rule", "seller"},
		{"nvidia", "2026-06-01", "china-rtx-5090d-v2-ban-2026-05", "seller"}, // a ban on purchases
		{"asml", "2024-10-01", "netherlands-duv-licensing-2024", "seller"},
		{"deepseek", "2024-06-01", "bis-2023-10-17-rule", "buyer"},
		{"smic", "2024-06-01", "smic-entity-listing-2020-12", "listed"},
		{"smic-jingcheng", "2025-10-15", "bis-affiliates-rule", "affiliate"},
		{"japan", "2026-06-01", "japan-equipment-controls-2023", ""}, // by its ministry
	} {
		if role, bears := bearing(t, s, c.of, c.day)[c.decision]; !bears || role != c.role {
			t.Errorf("%s bears on %s on %s: %v, as %q, want %q", c.decision, c.of, c.day, bears, role, c.role)
		}
	}
	for _, c := range []struct{ of, day, decision string }{
		{"nvidia-a100", "2023-01-01", "bis-h200-rule-2026-01"}, // which was not there
		{"nvidia-a100", "2022-10-10", "bis-2022-10-07-rule"},   // the paragraph came two weeks later
		{"smic-jingcheng", "2026-01-15", "bis-affiliates-rule"},
		{"bytedance", "2026-06-01", "bis-chip-rule-corrections-2024-04"},
	} {
		if _, bears := bearing(t, s, c.of, c.day)[c.decision]; bears {
			t.Errorf("%s bears on %s on %s", c.decision, c.of, c.day)
		}
	}
}

// Users in the scope of a rule on exports are its buyers; those elsewhere are not, nor those of chips from their own country.
func TestBuyersOfTheRightCountry(t *testing.T) {
	s, count := builtInFacts(t), 0
	for st := range s.Statements() {
		if !st.Derived {
			continue
		}
		count++
		if st.Role != "buyer" {
			continue
		}
		if slices.Contains([]string{"microsoft", "meta", "amazon", "google", "oracle", "coreweave", "openai", "xai"}, st.Subject) {
			t.Errorf("a US cloud is bound as a buyer: %+v", st)
		}
		if st.Item == "huawei-ascend-950pr" && st.Object != "china-xinchuang-ai-chip-list-2025" {
			t.Errorf("a Chinese user of a Chinese chip is bound by a criterion alone: %+v", st)
		}
	}
	if count < 300 || count > 1_500 {
		t.Errorf("%d claims are derived, which is not some hundreds", count)
	}
}
