package control

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/criteria"
	"chokepoint/graph/limits"
	"chokepoint/graph/snapshot"
)

// crowd is a class with many members, of which a decision covers half by a criterion, and another a class to which they belong.
func crowd(t testing.TB, members int) *snapshot.Snapshot {
	t.Helper()
	var facts strings.Builder
	facts.WriteString(world + law("fast", "criterion a > 1.0", "applies_to there") + law("sorted", "covers sort", "applies_to there") + "class: sort\n")
	for i := range members {
		fmt.Fprintf(&facts, "chip: c%d\nc%d member_of chips\nc%d member_of sort\nc%d a %d\n", i, i, i, i, 1+i%2)
	}
	return compiled(t, facts.String(), criteria.Derive)
}

func checkCrowd(t testing.TB, s *snapshot.Snapshot) {
	t.Helper()
	l := limits.New(context.Background(), graph.Budget{Time: 10 * time.Second})
	found, err := Check(l, s, Export{Item: node(t, s, "chips"), To: node(t, s, "there"), EndUser: snapshot.None})
	if errors.Is(err, graph.ErrTooCostly) {
		t.Fatal("a class with many members takes more than linear time")
	}
	if err != nil {
		t.Fatal(err)
	}
	members := map[string]int{}
	for _, r := range found.MayApply {
		members[s.ID(r.Decision)] = len(r.Members)
	}
	if members["fast"] != mostMembers || members["sorted"] != mostMembers {
		t.Errorf("members covered: %v", members)
	}
}

// A class takes time linear in its members: 20,000 of them would take minutes if each were put to each.
func TestManyMembers(t *testing.T) { checkCrowd(t, crowd(t, 20_000)) }

func BenchmarkManyMembers(b *testing.B) {
	s := crowd(b, 100_000)
	b.ReportAllocs()
	for b.Loop() {
		checkCrowd(b, s)
	}
}
