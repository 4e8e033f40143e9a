package catalogue

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"chokepoint/graph"
	ownership "chokepoint/graph/owners"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/view"
	"chokepoint/graph/walk"
)

var (
	owners = ownershipQuestion("owners", "Who owns it, with effective shares", graph.Dependencies)

	holdings = ownershipQuestion("holdings", "What it owns, with effective shares", graph.Dependents)
)

func ownershipQuestion(name, summary string, d graph.Direction) question.Question {
	return question.Define(question.Definition[ownershipParameters, Ownership]{
		Name: name, ID: "list-" + name, Path: "/v1/entities/{ref}/" + name, Tag: "Ownership", Summary: summary,
		Part: func(a *question.Asking, p *ownershipParameters) (snapshot.Need, error) {
			f := p.owning(a)
			id, err := a.ResolveID(p.Ref, f.KnownAt)
			return snapshot.Need{Filter: f, Budget: graph.Budget{Time: a.Budget.Time}, Names: []string{id},
				Walks: []snapshot.NeededWalk{{Start: id, Direction: d}}}, err
		},
		Answer: func(a *question.Asking, p *ownershipParameters) (Ownership, error) { return answerOwnership(a, p, d) },
		Cypher: func(a *question.Asking, p *ownershipParameters) (string, error) { return cypherOfOwnership(a, p, d) },
		Table:  tableOfOwnership,
		Print:  printOwnership,
		Sentence: func(a *question.Asking, _ *ownershipParameters, o Ownership) string {
			var texts []string
			if o.Note != "" {
				texts = append(texts, o.Note)
			}
			for _, row := range o.Results[:min(spoken, len(o.Results))] {
				texts = append(texts, row.why())
			}
			return strings.Join(append(texts, sayOverRecorded(a, o.OverRecorded)...), " ")
		},
	})
}

type ownershipParameters struct {
	question.Common
	question.Of
}

// owning is the filter of the parameters: without relations of its own, that of the ownership channel, whatever the share.
func (p *ownershipParameters) owning(a *question.Asking) graph.Filter {
	f := p.Filter(a)
	if len(f.Relations) == 0 {
		f.Channels = []string{graph.OwnershipChannel}
	}
	every := graph.Share(0) // who holds the least share is an owner
	f.AnyOrder, f.MinShare = true, &every
	return f
}

// Ownership lists owners or holdings, direct or through others, the greatest effective share first, those of unknown share
// last, then by distance and name.
type Ownership struct {
	Subject      graph.EntityRef   `json:"subject"`
	AsOf         string            `json:"as_of"`
	Total        int               `json:"total"`
	Results      []HoldingRow      `json:"results"`
	OverRecorded []graph.EntityRef `json:"over_recorded,omitempty"` // their owners in the answer hold more than all of them, by the claims
	Note         string            `json:"note,omitempty"`          // that there are none
	Next         string            `json:"next,omitempty"`
}

// HoldingRow is an owner or a holding. Share is the effective share: the sum, over all chains of ownership, of the product
// of the shares along them, cross-holdings included, and never more than 1: at the least, where a share is known as a range. It is null
// if no chain has all its shares known.
type HoldingRow struct {
	Entity   graph.EntityRef `json:"entity"`
	Share    *float64        `json:"share"`
	AtLeast  bool            `json:"at_least,omitempty"` // some chain has a share that is not known, or known as a range
	Direct   bool            `json:"direct"`
	Distance int             `json:"distance"`
	Path     graph.Path      `json:"path"`
	Others   *float64        `json:"other_chains,omitempty"` // the part of the share that comes by other chains than the path

	others string // says so
}

// why says how a row is one.
func (h *HoldingRow) why() string { return h.Path.Sentence + h.others }

// addOthers notes what other chains than the path add to the share.
func (h *HoldingRow) addOthers(lang string) {
	along := graph.Whole.Float()
	for _, step := range h.Path.Steps {
		if step.Share == nil {
			along = 0
			break
		}
		along *= *step.Share
	}
	if rest := *h.Share - along; rest > smallestShare {
		h.Others = &rest
		h.others = " " + say.Text(lang, "ownership.others", say.Percent(lang, graph.ShareOf(rest)))
	}
}

// smallestShare is how much two shares must differ to be told apart when shown.
const smallestShare = 1e-6

// ranked is an owner or a holding that is not shown yet.
type ranked struct {
	node     snapshot.Node
	share    ownership.Effective
	distance int
}

func answerOwnership(a *question.Asking, p *ownershipParameters, d graph.Direction) (Ownership, error) {
	f, s, l := p.owning(a), a.Facts, a.Limits.Within(0)
	start, err := a.Resolve(p.Ref, f.KnownAt)
	if err != nil {
		return Ownership{}, err
	}
	m, err := s.WalkMask(f)
	if err != nil {
		return Ownership{}, err
	}
	course, err := s.Course(f)
	if err != nil {
		return Ownership{}, err
	}
	found, stop, err := walk.Reach(l, s, start, d, 0, course)
	if err != nil {
		return Ownership{}, err
	}
	defer found.Close()
	if !stop.None() || !a.Cut.None() {
		return Ownership{}, graph.ErrTooCostly // of a part of the owners, no share is right
	}
	all, err := found.Order(snapshot.Lister{})
	if err != nil {
		return Ownership{}, err
	}
	shares, err := ownership.EffectiveShares(l, s, start, all, d, m)
	if err != nil {
		return Ownership{}, err
	}
	var rows []ranked
	listed := s.Lister(f)
	for _, n := range all {
		if listed.Lists(n) {
			rows = append(rows, ranked{n, rounded(shares.Of(n)), found.Distance(n)})
		}
	}
	slices.SortStableFunc(rows, compareRanked)
	part, next, err := question.Paginate(a, p.Page(), rows)
	if err != nil {
		return Ownership{}, err
	}
	answer := Ownership{Subject: a.EntityRef(start), AsOf: f.AsOf.String(), Total: len(rows), Results: make([]HoldingRow, len(part)),
		OverRecorded: entityRefs(a, shares.OverRecorded()), Next: next}
	if answer.Total == 0 {
		answer.Note = say.Text(a.Lang(), noneOwned[d], a.NameIn(answer.Subject.ID))
	}
	for i, r := range part {
		row := HoldingRow{Entity: a.EntityRef(r.node), Direct: r.distance == 1, Distance: r.distance, Path: view.Path(s, a.Lang(), found.Path(r.node))}
		if r.share.Known {
			row.Share, row.AtLeast = &r.share.Share, r.share.AtLeast
			row.addOthers(a.Lang())
		}
		answer.Results[i] = row
	}
	return answer, nil
}

// noneOwned are the messages about no owners, and no holdings.
var noneOwned = map[graph.Direction]string{graph.Dependencies: "owners.none", graph.Dependents: "holdings.none"}

// rounded keeps nine decimals of a share, as many as claims have.
func rounded(e ownership.Effective) ownership.Effective {
	const whole = float64(graph.Whole)
	e.Share = math.Round(e.Share*whole) / whole
	return e
}

func compareRanked(x, y ranked) int {
	switch {
	case x.share.Known != y.share.Known && x.share.Known:
		return -1
	case x.share.Known != y.share.Known:
		return 1
	case x.share.Known && x.share.Share != y.share.Share:
		return cmp.Compare(y.share.Share, x.share.Share)
	}
	return cmp.Compare(x.distance, y.distance)
}

// entityRefs shows entities in order of name.
func entityRefs(a *question.Asking, nodes []snapshot.Node) []graph.EntityRef {
	nodes, s := slices.Clone(nodes), a.Facts
	slices.SortFunc(nodes, func(x, y snapshot.Node) int { return cmp.Compare(s.NameRank(x), s.NameRank(y)) })
	var refs []graph.EntityRef
	for _, n := range nodes {
		refs = append(refs, a.EntityRef(n))
	}
	return refs
}

// sayOverRecorded is a sentence that names what is over-recorded, or none.
func sayOverRecorded(a *question.Asking, over []graph.EntityRef) []string {
	if len(over) == 0 {
		return nil
	}
	names := make([]string, len(over))
	for i, e := range over {
		names[i] = a.NameIn(e.ID)
	}
	return []string{say.Text(a.Lang(), "ownership.over-recorded", say.List(a.Lang(), names))}
}

func tableOfOwnership(o Ownership) *question.Table {
	t := question.NewTable("share", "at_least", "distance", "id", "name", "why")
	for _, h := range o.Results {
		t.Row(plainShare(h.Share), h.AtLeast, h.Distance, h.Entity.ID, h.Entity.Name, h.why())
	}
	t.Next = o.Next
	return t
}

func printOwnership(s *question.Sheet, o Ownership) {
	t := question.NewTable("share", "distance", "id", "why")
	for _, h := range o.Results {
		share := s.Words("sheet.unknown")
		if h.Share != nil {
			share = percent(s, *h.Share)
		}
		if h.AtLeast {
			share = s.Words("sheet.at-least", share)
		}
		t.Row(share, h.Distance, h.Entity.ID, h.why())
	}
	if printNote(s, o.Note); len(t.Rows) > 0 {
		s.Table(t, "")
	}
	printOverRecorded(s, o.OverRecorded)
	s.Next(o.Next)
}

func printOverRecorded(s *question.Sheet, over []graph.EntityRef) {
	if len(over) == 0 {
		return
	}
	names := make([]string, len(over))
	for i, e := range over {
		names[i] = s.Name(e)
	}
	s.Say("ownership.over-recorded", say.List(s.Lang(), names))
}

// percent writes a share at a terminal.
func percent(s *question.Sheet, share float64) string {
	return strings.Replace(strconv.FormatFloat(share*100, 'f', 2, 64), ".", s.Words("decimal mark"), 1) + " %"
}
