package graph

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"
)

// EntityRef is an entity as it stands in lists.
type EntityRef struct {
	ID      string `json:"id"`
	Kind    string `json:"kind"`
	Name    string `json:"name"`
	Country string `json:"country,omitempty"` // id of a state
}

// SourceRef is a source as it stands beside a claim.
type SourceRef struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Publisher string `json:"publisher,omitempty"`
	URL       string `json:"url"`
	Published string `json:"published,omitempty"`
	Locator   string `json:"locator,omitempty"`
}

// Step is one claim on a path, from the dependent to what it depends on.
type Step struct {
	From        string      `json:"from"`
	Relation    string      `json:"relation"`
	To          string      `json:"to"`
	Claim       uuid.UUID   `json:"claim"`
	Confidence  Confidence  `json:"confidence"`
	Sentence    string      `json:"sentence"`
	Item        string      `json:"item,omitempty"`
	Share       *float64    `json:"share,omitempty"`
	ValidFrom   string      `json:"valid_from,omitempty"`
	ValidTo     string      `json:"valid_to,omitempty"`
	DerivedFrom []uuid.UUID `json:"derived_from,omitempty"`
	Sources     []SourceRef `json:"sources"`
}

// Path is a chain of claims in dependency order.
type Path struct {
	Length   int    `json:"length"`
	Sentence string `json:"sentence"`
	Steps    []Step `json:"steps"`
}

// Hop is a claim to be shown as a step of a path.
type Hop struct {
	Claim       Claim
	DerivedFrom []uuid.UUID
}

// Texts gives the names of entities and the descriptions of sources.
type Texts interface {
	Ref(id string) EntityRef
	NameIn(id, lang string) string // the name used in sentences of a language
	SourceRef(c Citation) SourceRef
}

// Phrase puts hops into sentences in a language of the ontology.
func (o *Ontology) Phrase(t Texts, lang string, hops []Hop) Path {
	p := Path{Length: len(hops), Steps: make([]Step, 0, len(hops))}
	var b strings.Builder
	for i := range hops {
		c := &hops[i].Claim
		sentence := o.Sentence(t, lang, c)
		step := Step{From: c.Subject, Relation: c.Predicate, To: c.Object, Claim: c.ID(), Confidence: c.Confidence,
			Sentence: sentence, Item: c.Item, Share: c.Share.pointer(), ValidFrom: c.Valid.From.String(), ValidTo: c.Valid.To.String(),
			DerivedFrom: hops[i].DerivedFrom, Sources: sourceRefs(t, c.Sources)}
		p.Steps = append(p.Steps, step)
		switch phrase, ok := o.predicatePhrase(t, lang, c); {
		case i == 0:
			b.WriteString(sentence)
		case ok && hops[i-1].Claim.Object == c.Subject:
			b.WriteString(", " + o.Language(lang).Which + " " + phrase)
		default:
			b.WriteString("; " + sentence)
		}
	}
	if b.Len() > 0 {
		p.Sentence = b.String() + "."
	}
	return p
}

// Sentence says a claim in a language, without a full stop.
func (o *Ontology) Sentence(t Texts, lang string, c *Claim) string {
	if c.Object == "" {
		a := o.Attribute(c.Predicate)
		label := c.Predicate
		if a != nil && a.Label != nil {
			label = a.Label.In(lang)
		}
		return t.NameIn(c.Subject, lang) + ": " + label + ": " + c.Value.String()
	}
	template := o.template(lang, c)
	filled := o.fill(t, lang, template, c)
	if (lang == "" || lang == namesLanguage) && strings.HasPrefix(template, "{subject}") {
		return filled // English names have their capitals already
	}
	return capitalise(filled)
}

// predicatePhrase is the sentence after its subject, if the template has the subject first.
func (o *Ontology) predicatePhrase(t Texts, lang string, c *Claim) (string, bool) {
	if c.Object == "" {
		return "", false
	}
	article, rest, ok := strings.Cut(o.template(lang, c), "{subject} ")
	if !ok || strings.Contains(article, "{") {
		return "", false
	}
	return o.fill(t, lang, rest, c), true
}

func (o *Ontology) template(lang string, c *Claim) string {
	r := o.Relation(c.Predicate)
	if r == nil {
		return "{subject} " + c.Predicate + " {object}"
	}
	template := r.Sentence
	switch {
	case c.Item != "" && r.SentenceItem != nil:
		template = r.SentenceItem
	case c.Share.Known() && r.SentenceShare != nil:
		template = r.SentenceShare
	}
	if s := template.In(lang); s != "" {
		return s
	}
	return "{subject} " + strings.ReplaceAll(r.Name, "_", " ") + " {object}"
}

// fill puts names into a template. Every answer is full of sentences: it is written for speed.
func (o *Ontology) fill(t Texts, lang, template string, c *Claim) string {
	var b strings.Builder
	b.Grow(len(template) + 64)
	for {
		before, rest, ok := strings.Cut(template, "{")
		b.WriteString(before)
		if !ok {
			break
		}
		var slot string
		slot, template, _ = strings.Cut(rest, "}")
		switch slot {
		case "subject":
			b.WriteString(t.NameIn(c.Subject, lang))
		case "object":
			b.WriteString(t.NameIn(c.Object, lang))
		case "item":
			if c.Item != "" {
				b.WriteString(t.NameIn(c.Item, lang))
			}
		case "share":
			if c.Share.Known() {
				percent := strconv.FormatFloat(round(float64(c.Share)*100), 'f', -1, 64) + " %"
				if decimal := o.Language(lang).Decimal; decimal != "" {
					percent = strings.Replace(percent, ".", decimal, 1)
				}
				b.WriteString(percent)
			}
		default:
			b.WriteString("{" + slot + "}")
		}
	}
	return o.contract(lang, b.String())
}

// contract makes words that run together in a language one.
func (o *Ontology) contract(lang, text string) string {
	pairs := o.Language(lang).Contract
	for i := 1; i < len(pairs); i += 2 {
		text = strings.ReplaceAll(text, pairs[i-1], pairs[i])
	}
	return text
}

func capitalise(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// round drops what the 32 bits of a share can't carry.
func round(x float64) float64 {
	const digits = 1e4
	if x < 0 {
		return x
	}
	return float64(int64(x*digits+0.5)) / digits
}

func (s Share) pointer() *float64 {
	if !s.Known() {
		return nil
	}
	x := round(float64(s))
	return &x
}

func sourceRefs(t Texts, cs []Citation) []SourceRef {
	refs := make([]SourceRef, len(cs))
	for i, c := range cs {
		refs[i] = t.SourceRef(c)
	}
	return refs
}

// Ref implements Texts.
func (s *Snapshot) Ref(id string) EntityRef {
	n, ok := s.Lookup(id)
	if !ok {
		return EntityRef{ID: id, Name: id}
	}
	return s.ref(n)
}

// NameIn implements Texts: the first alias in a language other than that of the names, else the name.
func (s *Snapshot) NameIn(id, lang string) string {
	n, ok := s.Lookup(id)
	if !ok {
		return id
	}
	return s.nameIn(n, lang)
}

func (s *Snapshot) nameIn(n Node, lang string) string {
	e := &s.entities[n]
	if lang != "" && lang != namesLanguage {
		for _, a := range e.Aliases {
			if a.Lang == lang {
				return a.Name
			}
		}
	}
	return e.Name
}

// namesLanguage is the language that the names of entities are in.
const namesLanguage = "en"

func (s *Snapshot) ref(n Node) EntityRef {
	r := EntityRef{ID: s.ids[n], Kind: s.entities[n].Kind, Name: s.entities[n].Name}
	if c := s.country[n]; c != None {
		r.Country = s.ids[c]
	}
	return r
}

// SourceRef implements Texts.
func (s *Snapshot) SourceRef(c Citation) SourceRef {
	src := s.sources[c.Source]
	return SourceRef{ID: c.Source, Title: src.Title, Publisher: src.Publisher, URL: src.URL, Published: src.Published.String(), Locator: c.Locator}
}

func (s *Snapshot) hop(ref claimRef) Hop {
	_, d := s.classOf(ref)
	return Hop{Claim: s.claim(ref), DerivedFrom: d.derivedFrom}
}
