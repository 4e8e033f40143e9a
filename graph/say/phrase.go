package say

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"chokepoint/graph"
)

// Names gives what entities are called in the sentences of a language, and sources as they stand beside claims.
type Names interface {
	NameIn(id, lang string) string
	SourceRef(graph.Citation) graph.SourceRef
}

// namesLanguage is the language that the names of entities are in.
const namesLanguage = "en"

// Phrase puts hops into sentences in a language of the ontology.
func Phrase(o *graph.Ontology, t Names, lang string, hops []graph.Hop) graph.Path {
	p := graph.Path{Length: len(hops), Steps: make([]graph.Step, 0, len(hops))}
	var b strings.Builder
	for i := range hops {
		c := &hops[i].Claim
		sentence := Sentence(o, t, lang, c)
		p.Steps = append(p.Steps, step(t, &hops[i], sentence))
		switch phrase, ok := predicatePhrase(o, t, lang, c); {
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

func step(t Names, h *graph.Hop, sentence string) graph.Step {
	c := &h.Claim
	return graph.Step{From: c.Subject, Relation: c.Predicate, To: c.Object, Claim: c.ID(), Confidence: c.Confidence,
		Sentence: sentence, Item: c.Item, Share: c.Share.Pointer(), ValidFrom: c.Valid.From.String(), ValidTo: c.Valid.To.String(),
		DerivedFrom: h.DerivedFrom, Sources: Sources(t, c.Sources)}
}

// Sources describes what a claim cites.
func Sources(t Names, cited []graph.Citation) []graph.SourceRef {
	refs := make([]graph.SourceRef, len(cited))
	for i, c := range cited {
		refs[i] = t.SourceRef(c)
	}
	return refs
}

// Sentence says a claim in a language, without a full stop.
func Sentence(o *graph.Ontology, t Names, lang string, c *graph.Claim) string {
	if c.Object == "" {
		a := o.Attribute(c.Predicate)
		label := c.Predicate
		if a != nil && a.Label != nil {
			label = a.Label.In(lang)
		}
		return t.NameIn(c.Subject, lang) + ": " + label + ": " + c.Value.String()
	}
	template := templateOf(o, lang, c)
	filled := fill(o, t, lang, template, c)
	if (lang == "" || lang == namesLanguage) && strings.HasPrefix(template, "{subject}") {
		return filled // English names have their capitals already
	}
	return capitalise(filled)
}

// predicatePhrase is the sentence after its subject, if the template has the subject first.
func predicatePhrase(o *graph.Ontology, t Names, lang string, c *graph.Claim) (string, bool) {
	if c.Object == "" {
		return "", false
	}
	article, rest, ok := strings.Cut(templateOf(o, lang, c), "{subject} ")
	if !ok || strings.Contains(article, "{") {
		return "", false
	}
	return fill(o, t, lang, rest, c), true
}

func templateOf(o *graph.Ontology, lang string, c *graph.Claim) string {
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
func fill(o *graph.Ontology, t Names, lang, template string, c *graph.Claim) string {
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
				b.WriteString(percent(c.Share, decimalMark(o, lang)))
			}
		default:
			b.WriteString("{" + slot + "}")
		}
	}
	return Contract(o, lang, b.String())
}

func decimalMark(o *graph.Ontology, lang string) string {
	if mark := o.Language(lang).Decimal; mark != "" {
		return mark
	}
	return "."
}

// Contract makes words that run together in a language one.
func Contract(o *graph.Ontology, lang, text string) string {
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
