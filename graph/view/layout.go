package view

import (
	"cmp"
	"slices"

	"github.com/google/uuid"

	"chokepoint/graph"
	"chokepoint/graph/layers"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
)

// Layout is claims placed in columns: dependents to the left of what they depend on, so that claims lead to the right. Columns stand in bands,
// one for each stratum; a claim leads into the band of its stratum or one further right. A unit is a column wide, and a row high.
type Layout struct {
	Columns []LayoutColumn `json:"columns"` // from left to right
	Width   int            `json:"width"`   // how many columns there are
	Height  float64        `json:"height"`  // in rows
	Nodes   []LayoutNode   `json:"nodes"`
	Edges   []LayoutEdge   `json:"edges"`
}

// LayoutColumn is a column: which stratum of the ontology it belongs to.
type LayoutColumn struct {
	Stratum string `json:"stratum,omitempty"`
	Column  int    `json:"column"`
}

// LayoutNode is an entity and where it stands: X is the column and Y the row, from 0. Dependents and Dependencies are how many
// claims of dependence lead to it and on from it, under the filter of the question.
type LayoutNode struct {
	graph.EntityRef
	CountryName  string  `json:"country_name,omitempty"` // what lists call its state
	X            int     `json:"x"`
	Y            float64 `json:"y"`
	Stratum      string  `json:"stratum,omitempty"` // of its column
	Dependents   int     `json:"dependents"`
	Dependencies int     `json:"dependencies"`
}

// LayoutEdge is a claim that joins two of the nodes. Points are the columns and rows that it passes between the two, where they are
// more than a column apart; Back says that it leads to the left or within a column, because it closes a cycle.
type LayoutEdge struct {
	Claim      uuid.UUID        `json:"claim"`
	From       string           `json:"from"`
	To         string           `json:"to"`
	Relation   string           `json:"relation"`
	Stratum    string           `json:"stratum,omitempty"`
	Channel    string           `json:"channel,omitempty"`
	Need       graph.Need       `json:"need,omitempty"` // what the loss of To does to From
	Confidence graph.Confidence `json:"confidence"`
	Share      *float64         `json:"share,omitempty"`
	ShareMost  *float64         `json:"share_most,omitempty"`
	Item       string           `json:"item,omitempty"`
	Role       string           `json:"role,omitempty"`
	ValidFrom  string           `json:"valid_from,omitempty"`
	ValidTo    string           `json:"valid_to,omitempty"`
	Undated    bool             `json:"undated,omitempty"`
	Derived    bool             `json:"derived,omitempty"`     // a rule concludes it
	BestSource string           `json:"best_source,omitempty"` // the kind of the source that speaks most for itself, of those that it rests on
	Sentence   string           `json:"sentence"`
	Back       bool             `json:"back,omitempty"`
	Points     [][]float64      `json:"points,omitempty"`
}

// Shown are entities and claims as an answer mentions them: they are placed in the order of first mention.
type Shown struct {
	Nodes  []snapshot.Node
	Claims []snapshot.Ref
}

// Add mentions relation claims; others are left out.
func (x *Shown) Add(claims ...snapshot.Ref) {
	for _, ref := range claims {
		if ref.IsRelation() {
			x.Claims = append(x.Claims, ref)
		}
	}
}

// Layers places what is shown, with the ends of its claims. The course is that of the question, by which claims of dependence are counted;
// refOf is an entity with what lists call it.
func Layers(s *snapshot.Snapshot, lang string, c *snapshot.Course, x Shown, refOf func(snapshot.Node) graph.EntityRef) *Layout {
	nodes, claims, edges := x.numbered(s)
	placed := layers.Place(len(nodes), edges)
	l := &Layout{Columns: make([]LayoutColumn, len(placed.Bands)), Width: len(placed.Bands), Height: placed.Height, Nodes: make([]LayoutNode, len(nodes)), Edges: make([]LayoutEdge, len(claims))}
	for column, band := range placed.Bands {
		l.Columns[column] = LayoutColumn{stratumName(s, band), column}
	}
	for i, n := range nodes {
		at := placed.At[i]
		ref := refOf(n)
		l.Nodes[i] = LayoutNode{EntityRef: ref, X: at.Column, Y: at.Row, Stratum: l.Columns[at.Column].Stratum,
			Dependents: s.CountIn(c.Mask, n), Dependencies: s.CountOut(c.Mask, n)}
		if state, ok := s.Lookup(ref.Country); ok {
			state := refOf(state)
			l.Nodes[i].CountryName = cmp.Or(state.Called, state.Name)
		}
	}
	for i, ref := range claims {
		l.Edges[i] = edgeOf(s, lang, ref)
		l.Edges[i].Back = placed.Back[i]
		for _, at := range placed.Bends[i] {
			l.Edges[i].Points = append(l.Edges[i].Points, []float64{float64(at.Column), at.Row})
		}
	}
	return l
}

// numbered lists what is shown once, with an edge between places in the list of entities for each claim. Of a claim that several datasets say
// in other words, the first counts.
func (x *Shown) numbered(s *snapshot.Snapshot) (nodes []snapshot.Node, claims []snapshot.Ref, edges []layers.Edge) {
	number, seen := map[snapshot.Node]int32{}, map[uuid.UUID]bool{}
	enter := func(n snapshot.Node) int32 {
		at, ok := number[n]
		if !ok {
			at = int32(len(nodes))
			number[n], nodes = at, append(nodes, n)
		}
		return at
	}
	for _, n := range x.Nodes {
		enter(n)
	}
	for _, ref := range x.Claims {
		subject, object := s.Subject(ref), s.Object(ref)
		if id := s.IDWithObject(ref, object); !seen[id] {
			seen[id] = true
			stratum, _ := s.Stratum(ref)
			claims, edges = append(claims, ref), append(edges, layers.Edge{From: enter(subject), To: enter(object), Rank: stratum})
		}
	}
	return nodes, claims, edges
}

// stratumName is the name of a stratum by its place, or nothing.
func stratumName(s *snapshot.Snapshot, place int) string {
	if strata := s.Ontology().Strata; place >= 0 && place < len(strata) {
		return strata[place]
	}
	return ""
}

func edgeOf(s *snapshot.Snapshot, lang string, ref snapshot.Ref) LayoutEdge {
	c := s.Claim(ref)
	stratum, _ := s.Stratum(ref)
	e := LayoutEdge{Claim: c.ID(), From: c.Subject, To: c.Object, Relation: c.Predicate, Stratum: stratumName(s, stratum), Confidence: c.Confidence,
		Item: c.Item, Role: c.Role, ValidFrom: c.Valid.From.String(), ValidTo: c.Valid.To.String(), Undated: s.IsUndated(ref), Derived: s.IsDerived(ref),
		BestSource: bestSource(s, ref, c.Sources), Sentence: say.Sentence(s.Ontology(), s, lang, &c)}
	e.Share, e.ShareMost = c.Shares().Pointers()
	if r := s.Ontology().Relation(c.Predicate); r != nil {
		e.Channel, e.Need = r.Channel, r.Need
	}
	return e
}

// bestSource is the kind, the first in the order of graph.SourceKinds, of the sources that a claim cites. A derived claim is worth no more than
// the least of its premises: where one of these rests on no source that speaks for itself, such sources do not count.
func bestSource(s *snapshot.Snapshot, ref snapshot.Ref, cited []graph.Citation) string {
	kinds := graph.SourceKinds()
	best := len(kinds)
	for _, citation := range cited {
		src, _, ok := s.Source(citation.Source)
		if at := slices.Index(kinds, src.Kind); ok && at >= 0 && (s.IsPrimary(ref) || !src.IsPrimary()) {
			best = min(best, at)
		}
	}
	if best == len(kinds) {
		return ""
	}
	return kinds[best]
}
