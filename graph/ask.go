package graph

import (
	"cmp"
	"context"
	"errors"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Question is a question in plain words.
type Question struct {
	Text   string
	Lang   string // of the answer; empty: that of the question
	Filter Filter // a date in the text wins over AsOf
	Page   Page
	Budget Budget
}

// Answer is the answer to a plain question, with the structured query that gave it.
type Answer struct {
	Question string     `json:"question"`
	Query    Structured `json:"query"`
	Answer   any        `json:"answer"`
	Text     string     `json:"text"`
}

// Structured is the query that a plain question was understood as; Call is the same as a call of the interface.
type Structured struct {
	Question      string   `json:"question"` // dependents, dependencies, paths …
	Of            string   `json:"of,omitempty"`
	From          string   `json:"from,omitempty"`
	To            string   `json:"to,omitempty"`
	Item          string   `json:"item,omitempty"`
	EndUser       string   `json:"end_user,omitempty"`
	Remove        []string `json:"remove,omitempty"`
	Depth         int      `json:"depth,omitempty"`
	Kind          []string `json:"kind,omitempty"`
	Country       string   `json:"country,omitempty"`
	AsOf          string   `json:"as_of,omitempty"`
	Since         string   `json:"since,omitempty"`
	Until         string   `json:"until,omitempty"`
	What          []string `json:"what,omitempty"`
	Text          string   `json:"q,omitempty"` // of a search
	Channel       []string `json:"channel,omitempty"`
	Relation      []string `json:"relation,omitempty"`
	KnownAt       string   `json:"known_at,omitempty"`
	MinConfidence string   `json:"min_confidence,omitempty"`
	Limit         *int     `json:"limit,omitempty"`
	Cursor        string   `json:"cursor,omitempty"`
	Lang          string   `json:"lang"`
	Call          string   `json:"call"`
	Calls         []string `json:"calls,omitempty"` // where one call is not enough, all of them; Call is the first
}

// ErrUnparsed marks a question of no known form.
var ErrUnparsed = errors.New("the question has no form that is known here")

// Unparsed says that a question was not understood, and which forms are, those most like it first. It wraps ErrUnparsed.
type Unparsed struct {
	Text  string
	Forms []string
}

func (e *Unparsed) Error() string {
	return "I can't parse " + strings.TrimSpace(e.Text) + ". Ask for example: " + strings.Join(e.Forms[:min(3, len(e.Forms))], "; ")
}

func (e *Unparsed) Unwrap() error { return ErrUnparsed }

// form is one way to put a question. Its pattern is matched against the whole text, without case; its groups x, y and z are
// names, and kind a noun in the plural.
type form struct {
	lang    string
	periods bool // the dates in the text are what it asks about, not the day of the answer
	example string
	pattern *regexp.Regexp
	answer  func(*asking) error
}

// asking is a question being answered.
type asking struct {
	context.Context
	engine Engine
	q      Question
	args   map[string]string
	out    Answer
}

// Ask answers a question in plain words, by the first form that matches it. The error is an *Unparsed if none does, or if a
// date in it does not exist.
func Ask(ctx context.Context, e Engine, q Question) (Answer, error) {
	o, err := e.Ontology(ctx)
	if err != nil {
		return Answer{}, err
	}
	whole := byWhich.ReplaceAllString(normalise(q.Text), "")
	cut, day, badDate := cutDate(whole)
	for i := range forms {
		f := &forms[i]
		text := cut
		if f.periods {
			text = whole
		}
		m := f.pattern.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		if !f.periods && badDate != nil {
			return Answer{}, badDate
		}
		a := &asking{Context: ctx, engine: e, q: q, args: map[string]string{}}
		if !f.periods && day != nil {
			a.q.Filter.AsOf = *day
		}
		for g, name := range f.pattern.SubexpNames() {
			if name != "" && m[g] != "" {
				a.args[name] = strings.TrimSpace(m[g])
			}
		}
		if a.q.Lang == "" {
			a.q.Lang = f.lang
		}
		a.out = Answer{Question: q.Text, Query: a.structured()}
		if err := f.answer(a); err != nil {
			return Answer{}, err
		}
		a.out.Text = o.contract(a.q.Lang, a.out.Text)
		return a.out, nil
	}
	if badDate != nil {
		return Answer{}, badDate
	}
	return Answer{}, &Unparsed{Text: q.Text, Forms: nearestForms(cut)}
}

// structured is what all structured queries have.
func (a *asking) structured() Structured {
	f := a.q.Filter
	q := Structured{Lang: a.q.Lang, AsOf: f.AsOf.String(), Kind: f.Kinds, Channel: f.Channels, Relation: f.Relations, Cursor: a.q.Page.Cursor}
	if !f.KnownAt.IsZero() {
		q.KnownAt = f.KnownAt.UTC().Format(time.RFC3339Nano)
	}
	if f.MinConfidence != 0 {
		q.MinConfidence = f.MinConfidence.String()
	}
	if limit := max(a.q.Page.Limit, 0); a.q.Page.Limit != 0 && limit != DefaultLimit {
		q.Limit = &limit
	}
	return q
}

// byWhich asks for what every answer gives.
var byWhich = regexp.MustCompile(`(?i),? (?:and by (?:which|what) (?:decisions?|rules?)|et (?:par|selon) quelles? (?:d[ée]cisions?|r[èe]gles?))$`)

// normalise makes the apostrophes, spaces and final punctuation of a question plain.
func normalise(text string) string {
	text = strings.NewReplacer("’", "'", "\u00a0", " ", "\u202f", " ").Replace(text)
	return strings.TrimRight(strings.Join(strings.Fields(text), " "), " ?!.")
}

func nearestForms(text string) []string {
	asked := Fold(text)
	grams := bigrams(asked)
	type scored struct {
		example string
		score   float64
	}
	var all []scored
	for _, f := range forms {
		if slices.ContainsFunc(all, func(s scored) bool { return s.example == f.example }) {
			continue
		}
		shared := 0
		for _, g := range bigrams(Fold(f.example)) {
			if slices.Contains(grams, g) {
				shared++
			}
		}
		all = append(all, scored{f.example, float64(shared) / float64(len(grams)+len(f.example))})
	}
	slices.SortStableFunc(all, func(x, y scored) int { return -cmp.Compare(x.score, y.score) })
	examples := make([]string, len(all))
	for i, s := range all {
		examples[i] = s.example
	}
	return examples
}

// entity resolves the name in a group of the pattern.
func (a *asking) entity(group string) (EntityRef, error) { return a.resolve(a.args[group]) }

// resolve resolves a name. An article before it may belong to the name or not.
func (a *asking) resolve(name string) (EntityRef, error) {
	ref, err := a.engine.Resolve(a, name)
	if !errors.Is(err, ErrNotFound) {
		return ref, err
	}
	for _, article := range []string{"the ", "le ", "la ", "les ", "l'", "du ", "de la ", "des ", "de l'", "de ", "d'"} {
		if len(name) > len(article) && strings.EqualFold(name[:len(article)], article) {
			if ref, bare := a.engine.Resolve(a, name[len(article):]); bare == nil {
				return ref, nil
			}
		}
	}
	return ref, err
}

// say picks the text in the language of the answer.
func (a *asking) say(en, fr string) string {
	if a.q.Lang == "fr" {
		return fr
	}
	return en
}

// name is what the answer's text calls an entity.
func (a *asking) name(e EntityRef) string { return a.engine.NameIn(a, e.ID, a.q.Lang) }

// call writes the query as a call of the interface, with all that the answer rests on.
func (a *asking) call(path string, params ...string) string {
	q := &a.out.Query
	v := url.Values{"as_of": {q.AsOf}, "lang": {a.q.Lang}}
	for name, values := range map[string][]string{"kind": q.Kind, "channel": q.Channel, "relation": q.Relation} {
		if len(values) > 0 {
			v[name] = values
		}
	}
	params = append(params, "known_at", q.KnownAt, "min_confidence", q.MinConfidence, "cursor", q.Cursor)
	if q.Limit != nil {
		params = append(params, "limit", strconv.Itoa(*q.Limit))
	}
	if q.Depth > 0 {
		params = append(params, "depth", strconv.Itoa(q.Depth))
	}
	for i := 0; i+1 < len(params); i += 2 {
		if params[i+1] != "" {
			v.Add(params[i], params[i+1])
		}
	}
	return path + "?" + v.Encode()
}
