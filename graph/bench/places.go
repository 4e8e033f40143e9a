package bench

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

// places are what of a graph questions are asked about, and the bare searches over it.
type places struct {
	of map[string][]string // by what values call it, without the $

	course       *snapshot.Course // in any order of strata and whatever the share, as peers walk
	bare, bareIn *snapshot.Yardstick
}

// many is how many entities are asked about one after another, where a question is about any.
const many = 64

// day is the date of the questions.
const day = "2026-01-15"

func (r *run) place() error {
	on, err := graph.ParseDay(day)
	if err != nil {
		return err
	}
	s, every := r.facts.Current(), graph.Share(0)
	course, err := s.Course(graph.Filter{AsOf: on})
	if err != nil {
		return err
	}
	p := &places{of: map[string][]string{}, bare: s.NewYardstick(course)}
	if p.course, err = s.Course(graph.Filter{AsOf: on, AnyOrder: true, MinShare: &every}); err != nil {
		return err
	}
	p.bareIn = s.NewYardstick(p.course)
	hub, ok := p.hub(s)
	if !ok {
		return fmt.Errorf("nothing depends on anything on %s", day)
	}
	p.some(s)
	p.below(s, hub)
	p.claims(s, hub)
	r.places = p
	r.into.Lines = append(r.into.Lines, Measurement{Graph: r.name, Name: "rows", Figure: fmt.Sprint(p.bareIn.Rows())})
	fmt.Fprintf(r.out, "%d entities, %d relation claims, of which a walk may follow %d; the hub is %s\n", s.Nodes(), s.Rows(), p.bareIn.Rows(), s.ID(hub))
	return nil
}

// hub is the entity on which most depend directly.
func (p *places) hub(s *snapshot.Snapshot) (hub snapshot.Node, ok bool) {
	most := 0
	for n := range snapshot.Node(s.Nodes()) {
		rows := 0
		for range s.Steps(p.course, graph.Dependents, n) {
			rows++
		}
		if rows > most {
			hub, most = n, rows
		}
	}
	p.of["hub"], p.of["asked"] = []string{s.ID(hub)}, []string{"who depends on " + s.Entity(hub).Name + "?"}
	return hub, most > 0
}

// some takes entities at random, the same in every run, and their names.
func (p *places) some(s *snapshot.Snapshot) {
	source := rand.New(rand.NewPCG(7, 7))
	for range many {
		e := s.Entity(snapshot.Node(source.IntN(s.Nodes())))
		p.of["some"], p.of["name"] = append(p.of["some"], e.ID), append(p.of["name"], e.Name)
		p.of["close"] = append(p.of["close"], slip(e.Name))
		part, _, _ := strings.Cut(e.Name, " ")
		p.of["part"] = append(p.of["part"], part)
	}
}

// slip is a name with a letter in its middle twice.
func slip(name string) string {
	letters := []rune(name)
	middle := len(letters) / 2
	return string(letters[:middle]) + string(letters[middle:middle+1]) + string(letters[middle:])
}

// below takes entities at random that depend on the hub.
func (p *places) below(s *snapshot.Snapshot, hub snapshot.Node) {
	source := rand.New(rand.NewPCG(8, 8))
	for try := 0; try < 100*many && len(p.of["below"]) < many; try++ {
		n := snapshot.Node(source.IntN(s.Nodes()))
		if p.bare.Distance(n, hub) > 0 {
			p.of["below"] = append(p.of["below"], s.ID(n))
		}
	}
	if len(p.of["below"]) == 0 {
		p.of["below"] = p.of["some"]
	}
}

// claims takes claims on the hub, and a source.
func (p *places) claims(s *snapshot.Snapshot, hub snapshot.Node) {
	for ref := range s.In(hub) {
		if p.of["claim"] = append(p.of["claim"], s.ClaimID(ref).String()); len(p.of["claim"]) == many {
			break
		}
	}
	p.of["source"] = s.SourceIDs()[:min(many, len(s.SourceIDs()))]
}
