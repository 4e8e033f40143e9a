package catalogue_test

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/fold"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// about are the claims about an entity of the small world of claims, by the name that they are read under, each with the other end.
type about struct {
	graph.Assertion
	name      string
	direction graph.Direction
	other     graph.Entity
}

func aboutEntity(all []graph.Assertion, id string) (found []about) {
	day, _ := graph.ParseDay(claimsDay)
	for _, a := range all {
		if !a.Valid.Contains(day) || !a.Recorded.Stands() {
			continue
		}
		switch id {
		case a.Subject:
			found = append(found, about{a, a.Predicate, graph.Dependencies, entityOf(a.Object)})
		case a.Object:
			found = append(found, about{a, cmp.Or(map[string]string{"uses": "used_by"}[a.Predicate], a.Predicate), graph.Dependents, entityOf(a.Subject)})
		}
	}
	return found
}

func ids(found []about) []uuid.UUID {
	ids := []uuid.UUID{}
	for _, a := range found {
		ids = append(ids, a.ID())
	}
	return ids
}

func askThe[A any](t *rapid.T, facts *snapshot.Snapshot, name string, v question.Values) (A, *question.Reply) {
	q, _ := catalogue.Find(name)
	v["as_of"] = []string{claimsDay}
	p, err := q.Read(v)
	if err != nil {
		t.Fatal(err)
	}
	r, err := p.Ask(context.Background(), fixed{facts}, question.Terms{Now: time.Date(2026, 1, 15, 12, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	return r.Answer.(A), r
}

// The neighbours, page by page, are those of a list that is filtered and sorted.
func TestNeighboursAgreeWithAList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all, id := drawClaims(t), rapid.SampledFrom([]string{"a", "c"}).Draw(t, "of")
		facts, direction := compileClaims(t, all), rapid.SampledFrom([]graph.Direction{graph.Both, graph.Dependents, graph.Dependencies}).Draw(t, "direction")
		kind := rapid.SampledFrom([]string{"", "chip"}).Draw(t, "kind")
		want := slices.DeleteFunc(aboutEntity(all, id), func(a about) bool {
			return a.Object == "" || direction != graph.Both && direction != a.direction || kind != "" && kind != a.other.Kind
		})
		slices.SortFunc(want, func(x, y about) int {
			return cmp.Or(cmp.Compare(x.name, y.name), cmp.Compare(x.direction, y.direction), -cmp.Compare(x.Confidence, y.Confidence),
				cmp.Compare(fold.Name(x.other.Name), fold.Name(y.other.Name)), cmp.Compare(x.other.ID, y.other.ID), cmp.Compare(x.ID().String(), y.ID().String()))
		})
		got, next := []uuid.UUID{}, "start"
		for limit := rapid.IntRange(1, 5).Draw(t, "limit"); next != ""; {
			v := question.Values{"ref": {id}, "direction": {string(direction)}, "limit": {fmt.Sprint(limit)}}
			if next != "start" {
				v["cursor"] = []string{next}
			}
			if kind != "" {
				v["kind"] = []string{kind}
			}
			answer, _ := askThe[catalogue.Neighbours](t, facts, "neighbours", v)
			for _, n := range answer.Results {
				got = append(got, n.Claim.ID)
				if a := want[min(len(got), len(want))-1]; n.Entity.ID != a.other.ID || n.Relation != a.name || n.Direction != a.direction {
					t.Fatalf("%+v, want %+v", n, a)
				}
			}
			if next = answer.Next; answer.Total != len(want) {
				t.Fatalf("%d neighbours, want %d", answer.Total, len(want))
			}
		}
		if !slices.Equal(got, ids(want)) {
			t.Errorf("%v, want %v", got, ids(want))
		}
	})
}

// A card has all claims about an entity, the better supported first, in full and as a table; of a brief one, the first of each name.
func TestCardsAgreeWithAList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all, id := drawClaims(t), rapid.SampledFrom([]string{"a", "c"}).Draw(t, "of")
		facts, want := compileClaims(t, all), map[string][]about{}
		for _, a := range aboutEntity(all, id) {
			want[a.name] = append(want[a.name], a)
		}
		card, reply := askThe[catalogue.Card](t, facts, "entity", question.Values{"ref": {id}})
		rows := []string{}
		for _, name := range slices.Sorted(maps.Keys(want)) {
			slices.SortFunc(want[name], func(x, y about) int {
				return cmp.Or(-cmp.Compare(x.Confidence, y.Confidence), -cmp.Compare(len(x.Sources), len(y.Sources)),
					-cmp.Compare(x.Valid.From.String(), y.Valid.From.String()), cmp.Compare(x.ID().String(), y.ID().String()))
			})
			got := []uuid.UUID{}
			for _, v := range card.Claims[name] {
				got = append(got, v.ID)
			}
			if !slices.Equal(got, ids(want[name])) {
				t.Errorf("%s: %v, want %v", name, got, ids(want[name]))
			}
			for _, id := range got {
				rows = append(rows, id.String())
			}
		}
		if len(card.Claims) != len(want) {
			t.Errorf("claims under %v, want %v", slices.Collect(maps.Keys(card.Claims)), slices.Collect(maps.Keys(want)))
		}
		table := []string{}
		for _, row := range reply.Table().Rows {
			table = append(table, fmt.Sprint(row[0]))
		}
		if !slices.Equal(table, rows) {
			t.Errorf("the table has %v, want %v", table, rows)
		}
	})
}

// A brief card has the best supported claims of each name, and says how many it leaves out.
func TestBriefCardOfAHub(t *testing.T) {
	facts := large(t)
	v := question.Values{"ref": {"e-0000000"}, "as_of": {claimsDay}}
	brief := mustAsk[catalogue.Card](t, facts, "entity", v)
	v["detail"] = []string{"full"}
	full := mustAsk[catalogue.Card](t, facts, "entity", v)
	for name, all := range full.Claims {
		shown := brief.Claims[name]
		if len(shown) != min(25, len(all)) || brief.LeftOut[name] != len(all)-len(shown) {
			t.Errorf("%s: %d of %d claims are shown, %d left out", name, len(shown), len(all), brief.LeftOut[name])
		}
		for i := range shown {
			if shown[i].ID != all[i].ID {
				t.Errorf("%s: claim %d is not the same", name, i)
			}
		}
	}
	if len(brief.LeftOut) == 0 || full.LeftOut != nil {
		t.Errorf("left out: %v of the brief card, %v of the full one", brief.LeftOut, full.LeftOut)
	}
}
