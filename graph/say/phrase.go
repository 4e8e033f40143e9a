package say

import (
	"strings"

	"chokepoint/graph"
)

// Names gives what entities are called in the sentences of a language, and sources as they stand beside claims.
type Names interface {
	NameIn(id, lang string) string
	SourceRef(graph.Citation) graph.SourceRef
}

// Phrase puts hops into sentences in a language of the ontology. A step goes on from the one before as a relative clause where
// that ends in the name that it is about; where something stands behind the name, it begins again with it.
func Phrase(o *graph.Ontology, t Names, lang string, hops []graph.Hop) graph.Path {
	p := graph.Path{Length: len(hops), Steps: make([]graph.Step, 0, len(hops))}
	l := o.Language(lang)
	var text []byte
	for i := range hops {
		w := writer{o, t, lang, &l, &hops[i].Claim}
		sentence := w.sentence(w.template())
		p.Steps = append(p.Steps, step(o, t, &hops[i], Capital(hedge(lang, w.c)+sentence)))
		if i == 0 {
			text = append(append(text, hedge(lang, w.c)...), sentence...)
			continue
		}
		before := writer{o, t, lang, &l, &hops[i-1].Claim}
		phrase, starts := w.predicate()
		switch {
		case before.c.Object != w.c.Subject || before.c.Object == "":
			text = append(append(append(text, Text(lang, "clauses")...), hedge(lang, w.c)...), sentence...)
		case starts && strings.HasSuffix(before.template(), "{object}"):
			text = append(append(text, ", "+l.Which...), ' ')
			if h := hedge(lang, w.c); h != "" {
				text = append(text[:len(text)-1], ", "+h...)
			}
			text = append(text, phrase...)
		default:
			text = append(append(append(text, ", "+l.And+" "...), hedge(lang, w.c)...), sentence...)
		}
	}
	p.Sentence = Stop(Capital(string(text)))
	return p
}

func step(o *graph.Ontology, t Names, h *graph.Hop, sentence string) graph.Step {
	c := &h.Claim
	counts := o.Relation(c.Predicate)
	share, most := c.Shares().Pointers()
	return graph.Step{From: c.Subject, Relation: c.Predicate, To: c.Object, Claim: c.ID(), Confidence: c.Confidence, Role: c.Role,
		Sentence: sentence, Item: c.Item, Share: share, ShareMost: most, ValidFrom: c.Valid.From.String(), ValidTo: c.Valid.To.String(),
		Undated: h.Undated, NoShare: counts != nil && counts.LeastShare > 0 && !c.Share.Known(), DerivedFrom: h.DerivedFrom, Sources: Sources(t, c.Sources)}
}

// Sources describes what a claim cites.
func Sources(t Names, cited []graph.Citation) []graph.SourceRef {
	refs := make([]graph.SourceRef, len(cited))
	for i, c := range cited {
		refs[i] = t.SourceRef(c)
	}
	return refs
}

// Sentence says a claim in a language, without a full stop. One that is disputed or estimated is said so.
func Sentence(o *graph.Ontology, t Names, lang string, c *graph.Claim) string {
	return Capital(Clause(o, t, lang, c))
}

// Clause is a sentence as it stands inside another.
func Clause(o *graph.Ontology, t Names, lang string, c *graph.Claim) string {
	l := o.Language(lang)
	w := writer{o, t, lang, &l, c}
	return hedge(lang, c) + w.sentence(w.template())
}

// Several says what a relation leads to from a subject, of several objects at once, without a full stop; inverse, what leads to it. It is
// empty if the ontology has no such sentence.
func Several(o *graph.Ontology, lang string, r *graph.Relation, inverse bool, subject string, others []string) string {
	template := r.Sentence.In(lang)
	if inverse {
		template = r.SentenceInverse.In(lang)
	}
	if template == "" {
		return ""
	}
	l := o.Language(lang)
	w := writer{o, ends{subject, List(lang, others)}, lang, &l, &graph.Claim{Predicate: r.Name, Subject: subject}}
	return Capital(w.fill(template))
}

// ends are the names of the ends of a claim that stands for several.
type ends struct{ subject, objects string }

// NameIn implements Names: what is not the subject is the objects.
func (e ends) NameIn(id, _ string) string {
	if id == e.subject {
		return e.subject
	}
	return e.objects
}

// SourceRef implements Names: no source is said.
func (e ends) SourceRef(graph.Citation) graph.SourceRef { return graph.SourceRef{} }

// Ended says of a claim, without a full stop, that it holds no longer.
func Ended(o *graph.Ontology, t Names, lang string, c *graph.Claim) string {
	l := o.Language(lang)
	w := writer{o, t, lang, &l, c}
	return Capital(hedge(lang, c) + w.endedSentence())
}

// Planned says of a claim that it is planned, for a date that has not come yet; ended is what is planned to end.
func Planned(o *graph.Ontology, t Names, lang string, c *graph.Claim, d graph.Date, ended bool) string {
	l := o.Language(lang)
	w := writer{o, t, lang, &l, c}
	if a := o.Attribute(c.Predicate); a != nil && !ended {
		if template := w.optional(a.SentencePlanned.In(lang)); template != "" {
			return Capital(hedge(lang, c) + w.sentence(template))
		}
	}
	sentence := w.sentence(w.template())
	if ended {
		sentence = w.endedSentence()
	}
	return Capital(hedge(lang, c) + Text(lang, "claim.planned", forDate(lang, d), sentence))
}

// hedge is what stands before the sentence of a claim that is not well supported, or nothing.
func hedge(lang string, c *graph.Claim) string {
	switch c.Confidence {
	case graph.Disputed:
		return Text(lang, "hedge.disputed")
	case graph.Estimated:
		return Text(lang, "hedge.estimated")
	}
	return ""
}

// writer writes a claim after a template of the ontology.
type writer struct {
	o    *graph.Ontology
	t    Names
	lang string
	l    *graph.Language
	c    *graph.Claim
}

// sentence is the claim after a template, or as label and value where an attribute has none. It may begin in lower case.
func (w *writer) sentence(template string) string {
	if template != "" {
		return w.fill(template)
	}
	name, label, value := w.attribute()
	return Text(w.lang, "claim.attribute", name, label, value)
}

// attribute is what an attribute claim says in words: of what, the attribute, its value.
func (w *writer) attribute() (name, label, value string) {
	a, label := w.o.Attribute(w.c.Predicate), w.c.Predicate
	if a != nil && a.Label != nil {
		label = a.Label.In(w.lang)
	}
	name = w.t.NameIn(w.c.Subject, w.lang)
	return name, label, valueOf(w.o, w.lang, a, w.c.Value, nounOf(w.lang, name))
}

// predicate is the sentence after its subject, if the template has the subject first.
func (w *writer) predicate() (string, bool) {
	if w.c.Object == "" {
		return "", false
	}
	article, rest, ok := strings.Cut(w.template(), "{subject} ")
	if !ok || strings.Contains(article, "{") {
		return "", false
	}
	return w.fill(rest), true
}

// template is that of the claim's predicate; that of an attribute may be empty.
func (w *writer) template() string {
	if w.c.Object == "" {
		if a := w.o.Attribute(w.c.Predicate); a != nil {
			return w.optional(a.Sentence.In(w.lang))
		}
		return ""
	}
	r := w.o.Relation(w.c.Predicate)
	if r == nil {
		return "{subject} " + w.c.Predicate + " {object}"
	}
	template := r.Sentence
	switch {
	case w.c.Item != "" && r.SentenceItem != nil:
		template = r.SentenceItem
	case w.c.Share.Known() && r.SentenceShare != nil:
		template = r.SentenceShare
	}
	if s := template.In(w.lang); s != "" {
		return s
	}
	return "{subject} " + strings.ReplaceAll(r.Name, "_", " ") + " {object}"
}

// endedSentence says that the claim holds no longer.
func (w *writer) endedSentence() string {
	if template := w.ended(); template != "" {
		return w.sentence(template)
	}
	if w.c.Object == "" && w.template() == "" {
		name, label, value := w.attribute()
		return Text(w.lang, "claim.attribute.ended", name, label, value)
	}
	return Text(w.lang, "claim.ended", w.sentence(w.template()))
}

// ended is the template for a claim that holds no longer, or empty.
func (w *writer) ended() string {
	template := ""
	if a, r := w.o.Attribute(w.c.Predicate), w.o.Relation(w.c.Predicate); w.c.Object == "" && a != nil {
		template = a.SentenceEnded.In(w.lang)
	} else if r != nil {
		template = r.SentenceEnded.In(w.lang)
	}
	return w.optional(template)
}

// optional resolves what stands in a template between square brackets: it is for a claim with an item, or limited to one.
func (w *writer) optional(template string) string {
	before, rest, ok := strings.Cut(template, "[")
	forItem, after, closed := strings.Cut(rest, "]")
	switch {
	case !ok || !closed:
		return template
	case w.c.Item == "":
		return before + after
	}
	return before + forItem + after
}

// fill puts names into a template. Every answer is full of sentences: it is written for speed.
func (w *writer) fill(template string) string {
	b := make([]byte, 0, len(template)+96)
	subject := w.t.NameIn(w.c.Subject, w.lang)
	for {
		before, rest, ok := strings.Cut(template, "{")
		b = append(b, before...)
		if !ok {
			return string(b)
		}
		var slot string
		slot, template, _ = strings.Cut(rest, "}")
		switch slot {
		case "subject":
			b = join(w.l, w.lang, b, subject)
		case "object":
			b = join(w.l, w.lang, b, w.t.NameIn(w.c.Object, w.lang))
		case "item":
			if w.c.Item != "" {
				b = join(w.l, w.lang, b, w.t.NameIn(w.c.Item, w.lang))
			}
		case "share":
			if w.c.Share.Known() {
				b = join(w.l, w.lang, b, percents(w.lang, w.c.Shares(), decimalMark(w.l)))
			}
		case "value":
			b = append(b, valueOf(w.o, w.lang, w.o.Attribute(w.c.Predicate), w.c.Value, nounOf(w.lang, subject))...)
		case "period":
			b = append(b, during(w.lang, w.c.Valid)...)
		case "purpose":
			if about := w.purpose(); about != "" {
				b = join(w.l, w.lang, append(append(b, ' '), Text(w.lang, "figure for")...), about)
			}
		default:
			if strings.Contains(slot, "|") {
				b = append(b, nounOf(w.lang, subject).agree(slot)...)
			} else {
				b = append(b, "{"+slot+"}"...)
			}
		}
	}
}

// purpose is what a figure is about, beside its subject: its item, its purpose or both.
func (w *writer) purpose() string {
	if w.c.Item == "" {
		return w.c.Purpose
	}
	item := w.t.NameIn(w.c.Item, w.lang)
	if w.c.Purpose == "" {
		return item
	}
	return item + ", " + w.c.Purpose
}

func decimalMark(l *graph.Language) string {
	if l.Decimal != "" {
		return l.Decimal
	}
	return "."
}
