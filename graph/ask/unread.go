package ask

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

// ErrUnread marks a text that was not understood.
var ErrUnread = errors.New("the question is not understood")

// Unread says that a text was not understood, which of its words were not, and what may have been meant. It wraps ErrUnread.
type Unread struct {
	Text     string
	Unknown  []string // words
	Offers   []Offer  // what may have been meant, the likeliest first
	Examples []string // of what can be asked
	lang     string
}

// Offer is a question that may have been meant, in plain words, as a reading and, once the catalogue has filled it in, as a call.
type Offer struct {
	Question string
	Call     string
	Reading  Reading
}

func (e *Unread) Error() string { return e.In(e.lang) }

func (e *Unread) Unwrap() error { return ErrUnread }

// Lang is the language of the text.
func (e *Unread) Lang() string { return e.lang }

// Questions are the offers, then the examples, as questions to ask.
func (e *Unread) Questions() []string { return append(e.offered(), e.Examples...) }

func (e *Unread) offered() []string {
	all := make([]string, len(e.Offers))
	for i := range e.Offers {
		all[i] = e.Offers[i].Question
	}
	return all
}

// In says the error in a language.
func (e *Unread) In(lang string) string {
	text := plainly(e.Text)
	quoted := make([]string, len(e.Unknown))
	for i, w := range e.Unknown {
		quoted[i] = say.Text(lang, "quoted", w)
	}
	questions := strings.Join(e.offered(), "; ")
	if len(e.Offers) == 0 {
		questions = strings.Join(e.Examples, "; ")
	}
	switch {
	case len(e.Offers) > 0 && len(quoted) > 0:
		return say.Text(lang, "ask.unknown.meant", say.List(lang, quoted), questions)
	case len(e.Offers) > 0:
		return say.Text(lang, "ask.several", text, questions)
	case len(quoted) > 0:
		return say.Text(lang, "ask.unknown", say.List(lang, quoted), questions)
	}
	return say.Text(lang, "ask.unread", text, questions)
}

// inLanguage is an error that says itself in the language of a question where no other is asked for.
type inLanguage struct {
	lang string
	error
}

func (e *inLanguage) Error() string { return e.In(e.lang) }

func (e *inLanguage) Unwrap() error { return e.error }

// In implements say.Told.
func (e *inLanguage) In(lang string) string { return say.Error(cmp.Or(lang, e.lang), e.error) }

// offered is how many readings are offered at most.
const offered = 3

// farthest is how much a reading may leave out and still be offered.
const farthest = 4

// unread says why no reading is the one that was meant: a name that nothing has, or words.
func (s *sentence) unread(all []*reading) error {
	e := &Unread{Text: s.text, lang: s.lang}
	for _, r := range all {
		if r.cost() > farthest || len(e.Offers) == offered || r.err != nil {
			continue
		}
		said := Restate(r.Asking, r.question, r.values, r.lang)
		if said != "" && !slices.ContainsFunc(e.Offers, func(o Offer) bool { return o.Question == said }) {
			e.Offers = append(e.Offers, Offer{Question: said, Reading: *r.finish(&question.Common{Limit: graph.DefaultLimit})})
		}
	}
	name, unknown := "", 0
	for i := range s.parts {
		p := &s.parts[i]
		kind, _ := p.of(kindOf)
		switch {
		case p.isUnknown():
			unknown++
			if s.looksLikeName(p) && name == "" {
				name = p.text
				for j := i + 1; j < len(s.parts) && s.parts[j].isUnknown() && s.looksLikeName(&s.parts[j]); j++ {
					name = s.text[s.tokens[p.from].from:s.tokens[s.parts[j].to-1].to]
				}
			}
			e.Unknown = append(e.Unknown, p.text)
		case kind == "unknown":
			e.Unknown = append(e.Unknown, p.text)
		}
	}
	if name == "" && len(e.Offers) == 0 && len(e.Unknown) == 1 && unknown == 1 {
		name = e.Unknown[0]
	}
	if name != "" {
		if _, err := s.Resolve(name, s.filter.KnownAt); err != nil {
			return err
		}
	}
	e.Examples = s.examples()
	return e
}

// looksLikeName reports whether an unknown word is written as names are: with a capital within the sentence, or a figure.
func (s *sentence) looksLikeName(p *part) bool {
	t := s.tokens[p.from]
	return t.capital && p.from > 0 || strings.ContainsAny(t.text, "0123456789") || t.text[0] >= 0x80 && !t.capital && len(p.text) > 0 && !isLatin(t.text)
}

func isLatin(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r > 0x24f }) < 0
}

// examples are questions that can be asked, those that share most names and telling words with the sentence first.
func (s *sentence) examples() []string {
	own := map[string]bool{}
	for i := range s.parts {
		if p := &s.parts[i]; !p.isIdle() {
			for _, t := range s.tokens[p.from:p.to] {
				own[t.folded] = true
			}
		}
	}
	shared := func(text string) int {
		n := 0
		for _, t := range tokensOf(text) {
			if own[t.folded] {
				n++
			}
		}
		return n
	}
	all := slices.Clone(s.words.examples[s.lang])
	slices.SortStableFunc(all, func(x, y string) int { return shared(y) - shared(x) })
	return all[:min(offered, len(all))]
}
