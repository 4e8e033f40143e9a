// Package ask reads questions in plain English and French. A text has the form of the first of a list of patterns that matches
// it; its names are resolved, and what comes out is a question of the catalogue with its parameters, or several. Nothing is
// answered here.
package ask

import (
	"cmp"
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/fold"
	"chokepoint/graph/names"
	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

// Reading is what a text asks.
type Reading struct {
	Lang     string          // of the answer
	AsOf     graph.Day       // the day that the answer is about
	Question string          // of the catalogue
	Values   question.Values // its parameters, as_of and lang always among them
	Sales    *Sales          // nil unless several questions are asked together; Values are then what they share
}

// ErrUnparsed marks a text of no known form.
var ErrUnparsed = errors.New("the question has no form that is known here")

// Unparsed says that a text, or a date in it, was not understood, and which forms are: of questions, those most like it first.
// It wraps ErrUnparsed.
type Unparsed struct {
	Text  string
	Forms []string
}

func (e *Unparsed) Error() string {
	return "I can't parse " + strings.TrimSpace(e.Text) + ". Ask for example: " + strings.Join(e.Forms[:min(3, len(e.Forms))], "; ")
}

func (e *Unparsed) Unwrap() error { return ErrUnparsed }

// In says the error in a language.
func (e *Unparsed) In(lang string) string {
	return say.Unparsed(lang, strings.TrimSpace(e.Text), e.Forms[:min(3, len(e.Forms))])
}

// Read reads a text, by the first form that matches it. The parameters given beside it go into the reading: if they name no
// language, it is that of the text; a date in the text wins over as_of. The error is an *Unparsed if no form matches or a date
// does not exist, a *graph.NotFound or *graph.Ambiguous for a name, or that of the limits.
func Read(a *question.Asking, text string, given *question.Common) (*Reading, error) {
	whole := byWhich.ReplaceAllString(normalise(text), "")
	cut, day, badDate := cutDate(whole)
	for _, f := range forms() {
		asked := cut
		if f.periods {
			asked = whole
		}
		m := f.pattern.FindStringSubmatch(asked)
		if m == nil {
			continue
		}
		if !f.periods && badDate != nil {
			return nil, badDate
		}
		r := newReader(a, &f, m, given)
		if !f.periods && day != nil {
			r.filter.AsOf = *day
		}
		return r.read(f.read)
	}
	if badDate != nil {
		return nil, badDate
	}
	return nil, &Unparsed{Text: text, Forms: nearest(cut)}
}

// byWhich asks for what every answer gives.
var byWhich = regexp.MustCompile(`(?i),? (?:and by (?:which|what) (?:decisions?|rules?)|et (?:par|selon) quelles? (?:d[ée]cisions?|r[èe]gles?))$`)

// normalise makes the apostrophes, spaces and final punctuation of a text plain.
func normalise(text string) string {
	text = strings.NewReplacer("’", "'", "\u00a0", " ", "\u202f", " ").Replace(text)
	return strings.TrimRight(strings.Join(strings.Fields(text), " "), " ?!.")
}

// nearest lists an example of each form, those that share most bigrams with the text first.
func nearest(text string) []string {
	grams := names.Bigrams(fold.Name(text))
	scores := map[string]float64{}
	var examples []string
	for _, f := range forms() {
		if slices.Contains(examples, f.example) {
			continue
		}
		shared := 0
		for _, g := range names.Bigrams(fold.Name(f.example)) {
			if slices.Contains(grams, g) {
				shared++
			}
		}
		examples = append(examples, f.example)
		scores[f.example] = float64(shared) / float64(len(grams)+len(f.example))
	}
	slices.SortStableFunc(examples, func(x, y string) int { return -cmp.Compare(scores[x], scores[y]) })
	return examples
}

// reader reads a text that has a form.
type reader struct {
	*question.Asking
	given  *question.Common
	filter graph.Filter
	words  map[string]string // by group of the form's pattern
	out    Reading
}

func newReader(a *question.Asking, f *form, match []string, given *question.Common) *reader {
	r := &reader{Asking: a, given: given, filter: given.Filter(a), words: map[string]string{}}
	r.out.Lang = cmp.Or(given.Lang, f.lang)
	for g, name := range f.pattern.SubexpNames() {
		if name != "" && match[g] != "" {
			r.words[name] = strings.TrimSpace(match[g])
		}
	}
	return r
}

func (r *reader) read(with func(*reader) error) (*Reading, error) {
	r.out.AsOf = r.filter.AsOf
	r.out.Values = r.common()
	if err := with(r); err != nil {
		return nil, err
	}
	return &r.out, nil
}

// common are the parameters that every question takes, those that are left to their defaults left out.
func (r *reader) common() question.Values {
	g := r.given
	v := question.Values{"as_of": {r.filter.AsOf.String()}, "lang": {r.out.Lang}}
	for name, values := range map[string][]string{"kind": g.Kind, "channel": g.Channel, "relation": g.Relation} {
		if len(values) > 0 {
			v[name] = slices.Clone(values)
		}
	}
	if !g.KnownAt.IsZero() {
		v["known_at"] = []string{g.KnownAt.UTC().Format(time.RFC3339Nano)}
	}
	if g.MinConfidence != 0 {
		v["min_confidence"] = []string{g.MinConfidence.String()}
	}
	if g.Sources == question.PrimarySources {
		v["sources"] = []string{g.Sources}
	}
	if g.Limit != graph.DefaultLimit {
		v["limit"] = []string{strconv.Itoa(g.Limit)}
	}
	if g.Cursor != "" {
		v["cursor"] = []string{g.Cursor}
	}
	return v
}

// ask notes the question that is asked, and parameters in pairs of a name and a value; one without a value is left out.
func (r *reader) ask(name string, parameters ...string) {
	r.out.Question = name
	for i := 0; i+1 < len(parameters); i += 2 {
		if parameters[i+1] != "" {
			r.out.Values[parameters[i]] = append(r.out.Values[parameters[i]], parameters[i+1])
		}
	}
}
