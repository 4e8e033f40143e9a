package catalogue

import (
	"cmp"
	"strconv"

	"github.com/google/uuid"

	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
	"chokepoint/graph/walk"
)

var impact = question.Define(question.Definition[impactParameters, Impact]{
	Name: "impact", ID: "impact", Path: "/v1/impact", Tag: "Dependencies", Summary: "What stops, or is weakened, if something is taken away",
	Posted: true, GetToo: true,
	Answer:   answerImpact,
	Table:    tableOfImpact,
	Print:    printImpact,
	Sentence: sentenceOfImpact,
})

type impactParameters struct {
	question.Common
	Remove []string `param:"remove" arg:"1" required:"true" maxItems:"1000" maxLength:"300" doc:"Entities (id, name or alias) and claims (id). A relation is taken away by the ids of its claims; a decision takes its permissions with it."`
}

// Impact lists what is lost and what is degraded, nearest to the removal first, then by name. What was removed stands there
// once, entities in order of id.
type Impact struct {
	Removed       []graph.EntityRef `json:"removed"`
	RemovedClaims []view.ClaimView  `json:"removed_claims,omitempty"`
	AsOf          string            `json:"as_of"`
	Lost          []Effect          `json:"lost"`
	Degraded      []Effect          `json:"degraded"`
	TotalLost     int               `json:"total_lost"`
	TotalDegraded int               `json:"total_degraded"`
	Next          string            `json:"next,omitempty"` // cursor of what follows in either list
	Partial       bool              `json:"partial,omitempty"`
	Why           string            `json:"why_partial,omitempty"`
}

// Effect is an entity that a removal takes away or weakens, why, and the chain of needs from it to something removed.
// Remaining is the part of the need that is still served, where the shares of all alternatives are known.
type Effect struct {
	Entity    graph.EntityRef `json:"entity"`
	Reason    string          `json:"reason"`
	Remaining *float64        `json:"remaining_share,omitempty"`
	Path      graph.Path      `json:"path"`
}

func answerImpact(a *question.Asking, p *impactParameters) (Impact, error) {
	f, s := p.Filter(a), a.Facts
	m, err := s.WalkMask(f)
	if err != nil {
		return Impact{}, err
	}
	removal, err := removalOf(a, p.Remove, f)
	if err != nil {
		return Impact{}, err
	}
	offset, limit, err := a.Window(p.Page())
	if err != nil {
		return Impact{}, err
	}
	fallout, stop, err := walk.Impact(a.Limits, s, m, removal)
	if err != nil {
		return Impact{}, err
	}
	defer fallout.Close()
	answer := Impact{AsOf: f.AsOf.String(), Removed: []graph.EntityRef{}, Why: whyPartial(a, stop)}
	answer.Partial = answer.Why != ""
	removed, claims := fallout.Removed()
	for _, n := range removed {
		answer.Removed = append(answer.Removed, s.EntityRef(n))
	}
	answer.RemovedClaims = view.Claims(s, claims, a.Lang())
	listed := s.Lister(f)
	lost, total, err := fallout.Lost(listed, offset, limit)
	if err != nil {
		return Impact{}, err
	}
	answer.Lost, answer.TotalLost = effects(a, fallout, lost), total
	degraded, total, err := fallout.Degraded(listed, offset, limit)
	if err != nil {
		return Impact{}, err
	}
	answer.Degraded, answer.TotalDegraded = effects(a, fallout, degraded), total
	answer.Next = cmp.Or(a.Next(p.Page(), offset+len(lost), answer.TotalLost), a.Next(p.Page(), offset+len(degraded), answer.TotalDegraded))
	return answer, nil
}

// removalOf finds what references name. The error wraps graph.ErrNotFound or graph.ErrAmbiguous.
func removalOf(a *question.Asking, refs []string, f graph.Filter) (walk.Removal, error) {
	var r walk.Removal
	for _, ref := range refs {
		if id, err := uuid.Parse(ref); err == nil {
			claim, ok := a.Facts.ClaimWithID(id)
			if !ok || !walk.CanRemove(a.Facts, claim) {
				return r, &graph.NotFound{What: "relation claim or effect of a decision", Ref: ref}
			}
			r.Claims = append(r.Claims, claim)
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
		views[i] = Effect{a.Facts.EntityRef(n), reason(a, fallout, n, e.Alternatives), e.Remaining.Pointer(), view.Path(a.Facts, a.Lang(), e.Path)}
	}
	return views
}

// reason is one sentence that a person can follow.
func reason(a *question.Asking, fallout *walk.Fallout, n snapshot.Node, alternatives []walk.Alternative) string {
	key := "impact.is-degraded"
	if fallout.State(n) == walk.Lost {
		key = "impact.is-lost"
	}
	name := a.NameIn(a.Facts.ID(n))
	if len(alternatives) == 1 {
		return say.Text(a.Lang(), key, name, fate(a, fallout, &alternatives[0]))
	}
	var gone, left []string
	became := ""
	for i := range alternatives {
		x := &alternatives[i]
		name, state := a.NameIn(a.Facts.ID(x.Node)), wordFor(x)
		switch {
		case state == "":
			left = append(left, name)
			continue
		case became == "":
			became = state
		case became != state:
			became = "impact.mixed"
		}
		gone = append(gone, name)
	}
	text := say.Text(a.Lang(), became, len(gone), say.List(a.Lang(), gone))
	if len(left) > 0 {
		text = say.Text(a.Lang(), "impact.remains", text, say.List(a.Lang(), left))
	}
	return say.Text(a.Lang(), key, name, text)
}

// fate says what happened to the one thing that serves a need.
func fate(a *question.Asking, fallout *walk.Fallout, x *walk.Alternative) string {
	said := func(claim snapshot.Ref) string {
		c := a.Facts.Claim(claim)
		return say.Sentence(a.Facts.Ontology(), a.Facts, a.Lang(), &c)
	}
	switch {
	case !x.Cut:
		return say.Text(a.Lang(), messageOf[x.State], 1, a.NameIn(a.Facts.ID(x.Node)))
	case x.Permission == snapshot.NoRef:
		return say.Text(a.Lang(), "impact.claim", said(x.Claim))
	case fallout.WasTaken(x.Permission):
		return say.Text(a.Lang(), "impact.claim", said(x.Permission))
	}
	key, decision := "impact.permission.lost", a.Facts.Object(x.Permission)
	if fallout.State(decision) == walk.Removed {
		key = "impact.permission.removed"
	}
	return say.Text(a.Lang(), key, said(x.Claim), a.NameIn(a.Facts.ID(decision)))
}

var messageOf = map[walk.State]string{walk.Removed: "impact.removed", walk.Lost: "impact.lost", walk.Degraded: "impact.degraded"}

// wordFor is the message about what became of one of several alternatives, or empty if nothing did.
func wordFor(x *walk.Alternative) string {
	switch {
	case !x.Cut || x.State == walk.Removed || x.State == walk.Lost:
		return messageOf[x.State]
	case x.Permission != snapshot.NoRef:
		return "impact.forbidden"
	}
	return "impact.cut"
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
	name, heading string
	total         int
	effects       []Effect
}

func (a *Impact) lists() []effectList {
	return []effectList{{"lost", "Lost", a.TotalLost, a.Lost}, {"degraded", "Degraded", a.TotalDegraded, a.Degraded}}
}

func printImpact(s *question.Sheet, a Impact) {
	for _, list := range a.lists() {
		s.Printf("%s, as of %s: %d\n", list.heading, a.AsOf, list.total)
		rows := make([][]string, len(list.effects))
		for i, e := range list.effects {
			remaining := "-"
			if e.Remaining != nil {
				remaining = strconv.FormatFloat(*e.Remaining*100, 'f', 2, 64) + " %"
			}
			rows[i] = []string{"  " + e.Entity.ID, remaining, e.Reason}
		}
		s.Rows(rows)
	}
	printPartial(s, a.Why)
	s.Next(a.Next)
}

func sentenceOfImpact(a *question.Asking, _ *impactParameters, x Impact) string {
	removed := make([]string, 0, len(x.Removed)+len(x.RemovedClaims))
	for _, e := range x.Removed {
		removed = append(removed, a.NameIn(e.ID))
	}
	for _, c := range x.RemovedClaims {
		removed = append(removed, c.Sentence)
	}
	text := say.Text(a.Lang(), "impact.counted", say.List(a.Lang(), removed), x.TotalLost, x.TotalDegraded)
	for _, e := range x.Lost[:min(spoken, len(x.Lost))] {
		text += " " + e.Reason
	}
	return text
}
