// Package ask reads questions in plain English and French. A text is taken apart into times, names and words (sentence.go); what
// words mean is data (lexicon.yaml). Each question of the catalogue then reads the sentence as its own if it can (frames), and says
// what of it it would have to leave out. One reading that leaves out nothing, and that no other equals, is what was asked; else the
// likeliest readings are offered as questions. Nothing is answered here.
package ask

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// Reading is what a text asks.
type Reading struct {
	Lang     string          // of the answer
	AsOf     graph.Day       // the day that the answer is about
	Question string          // of the catalogue
	Values   question.Values // its parameters, as_of and lang always among them
	Names    []Named         // the names in the text and what they were taken for
	Dates    []Dated         // the times in the text whose days and months could be read the other way round
	Idle     []string        // words of the text that do not narrow the answer, as they were typed: rare earths of China
}

// Named is a name as it was typed and the entity that it was taken for.
type Named struct {
	Typed  string
	Entity snapshot.Node // of the whole
	Slip   bool          // it is not written as any of its names
}

// Dated is a time as it was typed and the first day of what it was taken for.
type Dated struct {
	Typed string
	Day   graph.Day
}

// frames are the questions that a sentence can be; of equal readings, the earlier counts.
var frames = []struct {
	bonus float64
	read  func(*reading) bool
	since bool // it has the parameter since
}{
	{0.30, (*reading).searched, false},
	{0.29, (*reading).screened, false},
	{0.28, (*reading).compared, false},
	{0.27, (*reading).chokepoints, true},
	{0.26, (*reading).exposure, true},
	{0.25, (*reading).depends, true},
	{0.24, (*reading).dependenceOf, true},
	{0.24, (*reading).standing, false},
	{0.23, (*reading).listings, true},
	{0.22, (*reading).checked, false},
	{0.20, (*reading).owners, false},
	{0.19, (*reading).owning, false},
	{0.17, (*reading).decided, true},
	{0.16, (*reading).changed, false},
	{0.15, (*reading).happened, false},
	{0.13, (*reading).impact, false},
	{0.12, (*reading).connected, false},
	{0.11, (*reading).neighbours, false},
	{0.06, (*reading).counted, false},
	{0.05, (*reading).entities, false},
	{0.00, (*reading).described, false},
}

// bonusOfClaims is that of readings about what claims say.
const bonusOfClaims = 0.18

// readings are all that the sentence can be read as, the best first.
func (s *sentence) readings() []*reading {
	var all []*reading
	for _, f := range frames {
		if r := s.newReading(); f.read(r) && r.dated(f.since) {
			r.bonus = f.bonus
			all = append(all, r)
		}
	}
	for _, r := range s.said() {
		if r.dated(false) {
			r.bonus = bonusOfClaims
			all = append(all, r)
		}
	}
	slices.SortStableFunc(all, func(x, y *reading) int {
		return cmp.Or(cmp.Compare(x.cost(), y.cost()), -cmp.Compare(x.bonus, y.bonus))
	})
	return all
}

// Read reads a text, after a question in plain words that it follows, or none. The parameters given beside it go into the reading:
// if they name no language, it is that of the text; a date in the text wins over as_of. The error is an *Unread, a *graph.NotFound,
// a *graph.Ambiguous, a *graph.NotDay, in the language of the text, or that of the limits.
func Read(a *question.Asking, text, follows string, given *question.Common) (*Reading, error) {
	s, err := take(a, given.Filter(a), text)
	if err == nil {
		var r *reading
		if follows != "" {
			r, err = s.follow(follows)
		} else {
			r, err = s.best()
		}
		if err == nil {
			return r.finish(given), nil
		}
	}
	return nil, &inLanguage{cmp.Or(given.Lang, s.lang), err}
}

// best is the reading that was meant, if one leaves out nothing, or but one word that can do no more than colour it.
func (s *sentence) best() (*reading, error) {
	all := s.readings()
	if len(all) > 0 && (all[0].cost() == 0 || all[0].colours()) {
		return all[0], all[0].err
	}
	return nil, s.unread(all)
}

// colours reports whether the only word that a reading leaves out is unknown, is no name, and does not stand where it would say what
// is asked for: after a word that asks, before a name, or at an end of a short question.
func (r *reading) colours() bool {
	if r.cost() != costOfWord || r.has(askOf, "when") || r.question == "entity" || r.question == "entities" || r.question == "stats" {
		return false
	}
	at := slices.IndexFunc(r.parts, func(p part) bool { return p.isUnknown() })
	if at < 0 || r.used[at] || r.looksLikeName(&r.parts[at]) {
		return false
	}
	if r.besideName(at, -1) || r.besideName(at, 1) {
		return false
	}
	if at > 0 {
		_, asks := r.parts[at-1].of(askOf)
		_, isAdjective := r.parts[at-1].of(adjective)
		if asks || isAdjective || r.parts[at-1].is(filler, "") && at > 1 && r.isAsk(at-2) {
			return false
		}
	}
	r.used[at], r.idle = true, append(r.idle, at)
	return true
}

// besideName reports whether the next part to one side that is no idle word is a name: what stands there may be a part of it.
func (s *sentence) besideName(at, step int) bool {
	for at += step; at >= 0 && at < len(s.parts); at += step {
		if len(s.parts[at].names) > 0 || s.parts[at].time != nil {
			return true
		}
		if !s.parts[at].is(filler, "") && !s.isCase(at) {
			return false
		}
	}
	return false
}

func (s *sentence) isCase(i int) bool {
	_, ok := s.parts[i].of(caseOf)
	return ok
}

func (s *sentence) isAsk(i int) bool {
	_, ok := s.parts[i].of(askOf)
	return ok
}

// finish adds what every question takes.
func (r *reading) finish(given *question.Common) *Reading {
	lang := cmp.Or(given.Lang, r.lang)
	out := &Reading{Lang: lang, Question: r.question, Values: r.values, AsOf: r.filter.AsOf}
	if day := r.values["as_of"]; day != nil {
		out.AsOf, _ = graph.ParseDay(day[0])
	}
	for name, values := range common(given) {
		r.values[name] = append(r.values[name], values...)
	}
	r.values["as_of"], r.values["lang"] = []string{out.AsOf.String()}, []string{lang}
	for i := range r.parts {
		p := &r.parts[i]
		if len(p.names) > 0 && r.used[i] {
			for _, n := range p.names {
				if len(p.names) == 1 || slices.ContainsFunc(allValues(r.values), func(v string) bool { return v == r.Facts.ID(n) }) {
					out.Names = append(out.Names, Named{p.text, n, p.slip})
					break
				}
			}
		}
		if slices.Contains(r.idle, i) {
			out.Idle = append(out.Idle, p.text)
		}
		if p.time != nil && p.time.ordered {
			out.Dates = append(out.Dates, Dated{p.text, p.time.first})
		}
	}
	return out
}

func allValues(v question.Values) (all []string) {
	for _, values := range v {
		all = append(all, values...)
	}
	return all
}

// common are the parameters that every question takes, those that are left to their defaults left out.
func common(g *question.Common) question.Values {
	v := question.Values{}
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
	if g.Detail != "" && g.Detail != question.Auto {
		v["detail"] = []string{string(g.Detail)}
	}
	if g.Order == "any" {
		v["order"] = []string{g.Order}
	}
	if g.MinShare != nil {
		v["min_share"] = []string{strconv.FormatFloat(*g.MinShare, 'f', -1, 64)}
	}
	if g.Limit != graph.DefaultLimit {
		v["limit"] = []string{strconv.Itoa(g.Limit)}
	}
	if g.Cursor != "" {
		v["cursor"] = []string{g.Cursor}
	}
	return v
}

// plainly is a text without the spaces and marks at its ends.
func plainly(text string) string {
	return strings.TrimRight(strings.Join(strings.Fields(text), " "), " ?!.")
}
