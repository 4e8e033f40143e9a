// Package view shows claims: the shape in which answers carry them, with their sentences and sources. Nothing decides by a
// view; what is shown is put into this shape last, and only what is shown.
package view

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"chokepoint/graph"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
)

// ClaimView is a claim as it is shown: the claim, its sentence, its sources, and which datasets say it.
type ClaimView struct {
	ID          uuid.UUID         `json:"id"`
	Subject     string            `json:"subject"`
	Predicate   string            `json:"predicate"`
	Object      string            `json:"object,omitempty"`
	Value       any               `json:"value,omitempty"` // number, text or bool; a date as text
	Unit        string            `json:"unit,omitempty"`
	Sentence    string            `json:"sentence"`
	Share       *float64          `json:"share,omitempty"`      // the lower end of a range
	ShareMost   *float64          `json:"share_most,omitempty"` // the upper end, where the source gives a range
	Quantity    *graph.Quantity   `json:"quantity,omitempty"`
	Item        string            `json:"item,omitempty"`
	For         string            `json:"for,omitempty"` // of a limited attribute: the place, group, party or item that it is for
	Role        string            `json:"role,omitempty"`
	Purpose     string            `json:"purpose,omitempty"`
	Note        string            `json:"note,omitempty"`
	ValidFrom   string            `json:"valid_from,omitempty"`
	ValidTo     string            `json:"valid_to,omitempty"`
	Undated     bool              `json:"undated,omitempty"` // of a relation claim: neither it nor its ends have a known beginning
	Confidence  graph.Confidence  `json:"confidence"`
	Sources     []graph.SourceRef `json:"sources"`
	MoreSources int               `json:"more_sources,omitempty"` // of a brief answer: how many sources are left out
	Datasets    []string          `json:"datasets"`
	RecordedAt  time.Time         `json:"recorded_at"`
	WithdrawnAt *time.Time        `json:"withdrawn_at,omitempty"`
	DerivedFrom []uuid.UUID       `json:"derived_from,omitempty"`
	Contradicts []uuid.UUID       `json:"contradicts,omitempty"` // of a card and of a claim alone: claims that say otherwise of the same time, the best supported first
}

// Claim shows a claim, with its sentence in a language.
func Claim(s *snapshot.Snapshot, ref snapshot.Ref, lang string) ClaimView {
	c, said := s.Claim(ref), s.Said(ref)
	v := ClaimView{ID: c.ID(), Subject: c.Subject, Predicate: c.Predicate, Object: c.Object, Sentence: say.Sentence(s.Ontology(), s, lang, &c),
		Item: c.Item, Role: c.Role, Undated: s.IsUndated(ref), Purpose: c.Purpose, Note: c.Note,
		ValidFrom: c.Valid.From.String(), ValidTo: c.Valid.To.String(), Confidence: c.Confidence,
		Sources: say.Sources(s, c.Sources), Datasets: s.SaidBy(ref), RecordedAt: said.From, DerivedFrom: s.Premises(ref)}
	v.Share, v.ShareMost = c.Shares().Pointers()
	if a := s.Ontology().Attribute(c.Predicate); a != nil && a.Limited {
		v.Item, v.For = "", c.Item
	}
	switch c.Value.Type {
	case "":
	case graph.NumberValue:
		v.Value, v.Unit = c.Value.Number, c.Value.Unit
	case graph.BoolValue:
		v.Value = c.Value.Bool
	default:
		v.Value = c.Value.String()
	}
	if !c.Quantity.IsZero() {
		v.Quantity = &c.Quantity
	}
	if !said.Stands() {
		v.WithdrawnAt = &said.To
	}
	return v
}

// Contents are what a claim says beyond what identifies it, and by whose word: what an edit may change.
type Contents struct {
	Share      *float64          `json:"share,omitempty"`
	ShareMost  *float64          `json:"share_most,omitempty"`
	Quantity   *graph.Quantity   `json:"quantity,omitempty"`
	Purpose    string            `json:"purpose,omitempty"`
	Note       string            `json:"note,omitempty"`
	ValidTo    string            `json:"valid_to,omitempty"`
	Confidence graph.Confidence  `json:"confidence"`
	Sources    []graph.SourceRef `json:"sources"`
}

// ContentsOf returns the contents of a claim.
func ContentsOf(v ClaimView) Contents {
	return Contents{v.Share, v.ShareMost, v.Quantity, v.Purpose, v.Note, v.ValidTo, v.Confidence, v.Sources}
}

// String writes contents in one line, what is not there left out.
func (c *Contents) String() string { return c.In("en") }

// In is String in a language.
func (c *Contents) In(lang string) string {
	if c == nil {
		return ""
	}
	var parts []string
	add := func(key, value string) {
		if value != "" {
			parts = append(parts, say.Text(lang, key, value))
		}
	}
	add("contents.share", Share(c.Share, c.ShareMost))
	if c.Quantity != nil {
		add("contents.quantity", c.Quantity.String())
	}
	add("contents.purpose", c.Purpose)
	add("sheet.until", c.ValidTo)
	add("contents.confidence", say.Text(lang, "confidence."+c.Confidence.String()))
	ids := make([]string, len(c.Sources))
	for i, r := range c.Sources {
		ids[i] = r.ID
	}
	add("contents.sources", strings.Join(ids, " "))
	add("contents.note", c.Note)
	return strings.Join(parts, ", ")
}

// Share writes a share, or the two ends of a range, as seed files have them; one that is not known is empty.
func Share(share, most *float64) string {
	if share == nil {
		return ""
	}
	text := strconv.FormatFloat(*share, 'f', -1, 64)
	if most != nil {
		text += "-" + strconv.FormatFloat(*most, 'f', -1, 64)
	}
	return text
}

// Claims shows claims in the order given. The list is never nil.
func Claims(s *snapshot.Snapshot, refs []snapshot.Ref, lang string) []ClaimView {
	views := make([]ClaimView, len(refs))
	for i, ref := range refs {
		views[i] = Claim(s, ref, lang)
	}
	return views
}

// Path shows a chain of claims in dependency order.
func Path(s *snapshot.Snapshot, lang string, refs []snapshot.Ref) graph.Path {
	hops := make([]graph.Hop, len(refs))
	for i, ref := range refs {
		hops[i] = s.Hop(ref)
	}
	return say.Phrase(s.Ontology(), s, lang, hops)
}

// BetterSupported orders claims for reading: by confidence, then by number of sources, then the later first, then by id.
func BetterSupported(x, y ClaimView) int {
	return cmp.Or(-cmp.Compare(x.Confidence, y.Confidence), -cmp.Compare(len(x.Sources), len(y.Sources)),
		-cmp.Compare(x.ValidFrom, y.ValidFrom), snapshot.CompareID(x.ID, y.ID))
}

// SortSupport puts claims into the order of BetterSupported, statements of one claim as they stand.
func SortSupport(views []ClaimView) { slices.SortStableFunc(views, BetterSupported) }
