package catalogue

import (
	"cmp"
	"slices"

	"github.com/google/uuid"

	"chokepoint/graph"
	"chokepoint/graph/first"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
	"chokepoint/graph/walk"
)

var impact = question.Define(question.Definition[impactParameters, Impact]{
	Name: "impact", ID: "impact", Path: "/v1/impact", Tag: "Dependencies", Summary: "What stops, or is weakened, if something is taken away",
	Posted: true, GetToo: true,
	Part:     partOfImpact,
	Answer:   answerImpact,
	Table:    tableOfImpact,
	Print:    printImpact,
	Sentence: sentenceOfImpact,
	Heavy:    func(*impactParameters) bool { return true },
})

type impactParameters struct {
	question.Common
	layoutParameter
	Remove []string `param:"remove" names:"entity" arg:"1" required:"true" maxItems:"1000" maxLength:"300" doc:"Entities (id, name or alias) and claims (id). A relation is taken away by the ids of its claims; a decision takes its permissions with it." example:"tsmc"`
	On     string   `param:"on" names:"entity" maxLength:"300" doc:"Only what becomes of this entity and of what is its own: an id or a name."`
}

// partOfImpact is what an impact looks at, and the claims that are taken away.
func partOfImpact(a *question.Asking, p *impactParameters) (snapshot.Need, error) {
	need, err := asLookedAt(a, p)
	for _, ref := range p.Remove {
		if id, wrong := uuid.Parse(ref); wrong == nil {
			need.Claims = append(need.Claims, id)
		}
	}
	return need, err
}

// Impact lists what is lost, degraded and impaired, nearest to the removal first, then by name. What was removed stands there
// once, entities in order of id.
type Impact struct {
	Removed       []graph.EntityRef `json:"removed"`
	RemovedClaims []view.ClaimView  `json:"removed_claims,omitempty"`
	On            *graph.EntityRef  `json:"on,omitempty"` // whose fate is asked for, with that of what is its own
	AsOf          string            `json:"as_of"`
	Lost          []Effect          `json:"lost"`
	Degraded      []Effect          `json:"degraded"`
	Impaired      []Impairment      `json:"impaired"`
	TotalLost     int               `json:"total_lost"`
	TotalDegraded int               `json:"total_degraded"`
	TotalImpaired int               `json:"total_impaired"`
	Note          string            `json:"note,omitempty"` // why nothing is lost, degraded or impaired
	Next          string            `json:"next,omitempty"` // cursor of what follows in any list
	Partial       bool              `json:"partial,omitempty"`
	Why           string            `json:"why_partial,omitempty"`
	Placed
}

// Effect is an entity that a removal takes away or weakens, why, and the chain of needs from it to something removed.
// Remaining is the part of the need that is still served, where the shares that it takes to say are known.
type Effect struct {
	Entity    graph.EntityRef `json:"entity"`
	Reason    string          `json:"reason"`
	Remaining *float64        `json:"remaining_share,omitempty"`
	Path      graph.Path      `json:"path"`
}

// Impairment is an effect on one that acts on its own: what it loses (what was supplied, where nothing else supplies it, or who
// supplied it), and what is left of the same needs; of each at most lostNames.
type Impairment struct {
	Effect
	Loses   []graph.EntityRef `json:"loses"`
	Remains []graph.EntityRef `json:"remains"`
}

func answerImpact(a *question.Asking, p *impactParameters) (Impact, error) {
	f := p.Filter(a)
	removal, err := removalOf(a, p.Remove, f)
	if err != nil {
		return Impact{}, err
	}
	offset, limit, err := a.Window(p.Page())
	if err != nil {
		return Impact{}, err
	}
	fallout, stop, err := walk.Impact(a.Limits, a.Facts, f, removal)
	if err != nil {
		return Impact{}, err
	}
	defer fallout.Close()
	answer := Impact{AsOf: f.AsOf.String(), Why: whyPartial(a, stop)}
	answer.Partial = answer.Why != ""
	removed, claims := fallout.Removed()
	answer.Removed, answer.RemovedClaims = refsOf(a, removed), view.Claims(a.Facts, claims, a.Lang())
	shown := view.Shown{Nodes: removed}
	shown.Add(claims...)
	keeps, err := keepsOfImpact(a, p, f, &answer)
	if err != nil {
		return Impact{}, err
	}
	for _, list := range []struct {
		state walk.State
		total *int
		show  func([]snapshot.Node)
	}{
		{walk.Lost, &answer.TotalLost, func(page []snapshot.Node) { answer.Lost = effects(a, fallout, page) }},
		{walk.Degraded, &answer.TotalDegraded, func(page []snapshot.Node) { answer.Degraded = effects(a, fallout, page) }},
		{walk.Impaired, &answer.TotalImpaired, func(page []snapshot.Node) { answer.Impaired = impairments(a, fallout, page) }},
	} {
		page, total, err := listOfImpact(a, fallout, list.state, f, keeps, offset, limit)
		if err != nil {
			return Impact{}, err
		}
		list.show(page)
		for _, n := range page {
			shown.Add(fallout.Effect(n).Path...)
		}
		*list.total = total
		answer.Next = cmp.Or(answer.Next, a.Next(p.Page(), offset+len(page), total))
	}
	if answer.Note, err = whyNothing(a, f, fallout, &answer); err != nil {
		return Impact{}, err
	}
	answer.Placed, err = p.place(a, f, shown)
	return answer, err
}

// keepsOfImpact are the entities whose fate is asked for; nil: all. The error wraps graph.ErrNotFound or graph.ErrAmbiguous.
func keepsOfImpact(a *question.Asking, p *impactParameters, f graph.Filter, x *Impact) (map[snapshot.Node]bool, error) {
	if p.On == "" {
		return nil, nil
	}
	n, err := a.Resolve(p.On, f.KnownAt)
	if err != nil {
		return nil, err
	}
	on := a.EntityRef(n)
	x.On = &on
	return walk.Belongings(a.Limits, a.Facts, n, f)
}

// listOfImpact is a part of a list, and how long that is. With entities whose fate is asked for, all of it is looked at.
func listOfImpact(a *question.Asking, fallout *walk.Fallout, state walk.State, f graph.Filter, keeps map[snapshot.Node]bool, offset, limit int) ([]snapshot.Node, int, error) {
	listed := a.Facts.Lister(f)
	if keeps == nil {
		return fallout.List(state, listed, offset, limit)
	}
	_, all, err := fallout.List(state, listed, 0, 0)
	if err != nil {
		return nil, 0, err
	}
	order, _, err := fallout.List(state, listed, 0, all)
	if err != nil {
		return nil, 0, err
	}
	kept := slices.DeleteFunc(order, func(n snapshot.Node) bool { return !keeps[n] })
	return pageOf(kept, offset, limit), len(kept), nil
}

// refsOf lists entities in their order.
func refsOf(a *question.Asking, nodes []snapshot.Node) []graph.EntityRef {
	refs := make([]graph.EntityRef, len(nodes))
	for i, n := range nodes {
		refs[i] = a.EntityRef(n)
	}
	return refs
}

// removalOf finds what references name. The error wraps graph.ErrNotFound or graph.ErrAmbiguous.
func removalOf(a *question.Asking, refs []string, f graph.Filter) (walk.Removal, error) {
	var r walk.Removal
	for _, ref := range refs {
		if id, err := uuid.Parse(ref); err == nil {
			statements := a.Facts.ClaimsWithID(id)
			if len(statements) == 0 || !walk.CanRemove(a.Facts, statements[0]) {
				return r, &graph.NotFound{What: "relation claim or effect of a decision", Ref: ref}
			}
			r.Claims = append(r.Claims, statements[0]) // and with it all statements of the claim
			continue
		}
		n, err := a.Resolve(ref, f.KnownAt)
		if err != nil {
			return r, err
		}
		r.Nodes = append(r.Nodes, n)
	}
	return r, nil
}

func effects(a *question.Asking, fallout *walk.Fallout, nodes []snapshot.Node) []Effect {
	views := make([]Effect, len(nodes))
	for i, n := range nodes {
		e := fallout.Effect(n)
		views[i] = viewOfEffect(a, fallout, n, &e)
	}
	return views
}

func impairments(a *question.Asking, fallout *walk.Fallout, nodes []snapshot.Node) []Impairment {
	views := make([]Impairment, len(nodes))
	for i, n := range nodes {
		e := fallout.Effect(n)
		first := func(list []snapshot.Node) []graph.EntityRef { return refsOf(a, list[:min(lostNames, len(list))]) }
		views[i] = Impairment{viewOfEffect(a, fallout, n, &e), first(e.Loses), first(e.Remains)}
	}
	return views
}

func viewOfEffect(a *question.Asking, fallout *walk.Fallout, n snapshot.Node, e *walk.Effect) Effect {
	return Effect{a.EntityRef(n), reason(a, fallout, n, e), e.Remaining.Pointer(), view.Path(a.Facts, a.Lang(), e.Path)}
}

// whyNothing says why a removal does nothing, if it does.
func whyNothing(a *question.Asking, f graph.Filter, fallout *walk.Fallout, x *Impact) (string, error) {
	if x.TotalLost+x.TotalDegraded+x.TotalImpaired > 0 || x.Partial {
		return "", nil
	}
	without := say.List(a.Lang(), namesOfRemoved(a, x))
	if x.On != nil {
		return say.Text(a.Lang(), "impact.none.on", without, a.NameIn(x.On.ID)), nil
	}
	for _, state := range []walk.State{walk.Lost, walk.Degraded, walk.Impaired} {
		if _, total, err := fallout.List(state, snapshot.Lister{}, 0, 0); err != nil || total > 0 {
			return say.Text(a.Lang(), "impact.none.kinds", without), err
		}
	}
	nodes, claims := fallout.Removed()
	switch {
	case len(nodes) == 0:
		m, err := a.Facts.ClaimMask(graph.Filter{AsOf: f.AsOf, KnownAt: f.KnownAt})
		if err != nil {
			return "", err
		}
		if !slices.ContainsFunc(claims, m.Admits) {
			return say.Text(a.Lang(), "impact.none.past", without, dayIn(a.Lang(), f.AsOf.String())), nil
		}
		return say.Text(a.Lang(), "impact.none.claims", without), nil
	case len(nodes) > 1:
		return say.Text(a.Lang(), "impact.none", without), nil
	}
	key, err := whyUnneeded(a, f, nodes[0])
	return say.Text(a.Lang(), key, without), err
}

// whyUnneeded is the message about a thing that nothing needs: what it is known for here.
func whyUnneeded(a *question.Asking, f graph.Filter, n snapshot.Node) (string, error) {
	s, o := a.Facts, a.Facts.Ontology()
	every := graph.Share(0)
	f.MinShare = &every // whatever he holds
	owning, err := s.CourseOf(f, func(r *graph.Relation) bool { return r.Channel == graph.OwnershipChannel })
	if err != nil {
		return "", err
	}
	kind := s.Kind(n)
	if kind == o.Binding.Kind {
		return "impact.none.decision", nil
	}
	for range s.Steps(owning, graph.Dependents, n) {
		return "impact.none.holder", nil
	}
	if slices.ContainsFunc(o.Relations, func(r graph.Relation) bool { return r.Need == graph.NeedWith && slices.Contains(r.To, kind) }) {
		return "impact.none.place", nil
	}
	return "impact.none", nil
}

func namesOfRemoved(a *question.Asking, x *Impact) []string {
	removed := make([]string, 0, len(x.Removed)+len(x.RemovedClaims))
	for _, e := range x.Removed {
		removed = append(removed, a.NameIn(e.ID))
	}
	for _, c := range x.RemovedClaims {
		removed = append(removed, c.Sentence)
	}
	return removed
}

func tableOfImpact(a Impact) *question.Table {
	t := question.NewTable("effect", "id", "kind", "country", "remaining_share", "why")
	for _, list := range a.lists() {
		for _, e := range list.effects {
			t.Row(list.name, e.Entity.ID, e.Entity.Kind, e.Entity.Country, plainShare(e.Remaining), e.Reason)
		}
	}
	t.Next = a.Next
	return t
}

type effectList struct {
	name    string
	total   int
	effects []Effect
}

func (a *Impact) lists() []effectList {
	impaired := make([]Effect, len(a.Impaired))
	for i := range a.Impaired {
		impaired[i] = a.Impaired[i].Effect
	}
	return []effectList{{"lost", a.TotalLost, a.Lost}, {"degraded", a.TotalDegraded, a.Degraded}, {"impaired", a.TotalImpaired, impaired}}
}

func printImpact(s *question.Sheet, a Impact) {
	if a.Note != "" {
		s.Printf("%s\n", a.Note)
	}
	for _, list := range a.lists() {
		s.Say("impact.heading."+list.name, a.AsOf, list.total)
		rows := make([][]string, len(list.effects))
		for i, e := range list.effects {
			remaining := "-"
			if e.Remaining != nil {
				remaining = percent(s, *e.Remaining)
			}
			rows[i] = []string{"  " + e.Entity.ID, remaining, e.Reason}
		}
		s.Rows(nil, rows)
	}
	printPartial(s, a.Why)
	s.Next(a.Next)
}

func sentenceOfImpact(a *question.Asking, _ *impactParameters, x Impact) string {
	if x.Note != "" {
		return x.Note
	}
	counts := []string{say.Text(a.Lang(), "impact.count.lost", x.TotalLost), say.Text(a.Lang(), "impact.count.degraded", x.TotalDegraded),
		say.Text(a.Lang(), "impact.count.impaired", x.TotalImpaired)}
	text := say.Text(a.Lang(), "impact.counted", say.List(a.Lang(), namesOfRemoved(a, &x)), say.List(a.Lang(), counts))
	if x.On != nil {
		text = say.Text(a.Lang(), "impact.counted.on", say.List(a.Lang(), namesOfRemoved(a, &x)), say.List(a.Lang(), counts), a.NameIn(x.On.ID))
	}
	for _, e := range toldEffects(a, &x) {
		text += " " + e.Reason
	}
	return text
}

// toldEffects are the effects that the text reads out: on who acts first, where there are some, but always one that is lost. Of a list,
// those come first of whom most is known.
func toldEffects(a *question.Asking, x *Impact) (told []Effect) {
	lists := x.lists()
	slices.Reverse(lists) // impaired, degraded, lost
	lost := min(1, len(x.Lost))
	for _, list := range lists {
		left := spoken - lost - len(told)
		if list.name == "lost" {
			left += lost
		}
		told = append(told, leading(a, list.effects, max(0, left))...)
	}
	return told
}

// leading are the effects of a list on those of whom most is known, who acts first.
func leading(a *question.Asking, effects []Effect, most int) []Effect {
	weigh := func(e *Effect) (idle, degree int) {
		if k := a.Facts.Ontology().Kind(e.Entity.Kind); k == nil || !k.Actor {
			idle = 1
		}
		return idle, degreeOf(a, e.Entity.ID)
	}
	ranked := first.New(most, func(x, y Effect) int {
		idleX, degreeX := weigh(&x)
		idleY, degreeY := weigh(&y)
		return cmp.Or(cmp.Compare(idleX, idleY), -cmp.Compare(degreeX, degreeY), cmp.Compare(x.Entity.ID, y.Entity.ID))
	})
	for _, e := range effects {
		ranked.Add(e)
	}
	return ranked.From(0)
}

// degreeOf is how much is known of an entity: how many claims there are about it, whatever their dates.
func degreeOf(a *question.Asking, id string) int {
	if a.Degrees != nil {
		return a.Degrees[id]
	}
	n, ok := a.Facts.Lookup(id)
	if !ok {
		return 0
	}
	return a.Facts.Degree(n)
}
