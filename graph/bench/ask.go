package bench

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// patience is the time after which a question is cut off, with the part of the answer that it has, or none.
const patience = 30 * time.Second

// asking is a question with its values, and the ends of what is searched for instead.
type asking struct {
	question.Prepared
	from, to string
}

// read reads a question about what holds on the day.
func (r *run) read(name string, v question.Values) (question.Prepared, error) {
	q, ok := catalogue.Find(name)
	if !ok {
		return nil, fmt.Errorf("there is no question %s", name)
	}
	if slices.ContainsFunc(q.Info().Parameters, func(p question.Parameter) bool { return p.Name == "as_of" }) {
		v["as_of"] = []string{day}
	}
	return q.Read(v)
}

func (r *run) reply(q question.Prepared) (*question.Reply, error) {
	on, err := graph.ParseDay(day)
	if err != nil {
		return nil, err
	}
	return q.Ask(r, r.facts, question.Terms{Now: on.Time(), Budget: graph.Budget{Time: patience}})
}

// askings are the values of a task, put in for all that is to be asked one after another.
func (r *run) askings(t *task) (all []asking, err error) {
	values, err := url.ParseQuery(t.values)
	if err != nil {
		return nil, err
	}
	count := 1
	for _, v := range values {
		if name, ok := strings.CutPrefix(v[0], "$"); ok {
			count = max(count, len(r.places.of[name]))
		}
	}
	for i := range count {
		given := question.Values{}
		for key, v := range values {
			if given[key] = v; v[0] == "" || v[0][0] != '$' {
				continue
			}
			list := r.places.of[v[0][1:]]
			if len(list) == 0 {
				return nil, nil
			}
			given[key] = []string{list[i%len(list)]}
		}
		q, err := r.read(t.question, given)
		if err != nil {
			return nil, err
		}
		all = append(all, asking{q, strings.Join(given["from"], ""), strings.Join(slices.Concat(given["to"], given["ref"], given["remove"]), "")})
	}
	return all, nil
}

// ask measures all tasks.
func (r *run) ask() error {
	header(r.out)
	for i := range tasks {
		t := &tasks[i]
		if _, known := r.facts.Current().Lookup("nvidia-h20"); t.facts && !known {
			fmt.Fprintf(r.out, "%-40s        -  it is about the built-in facts, which are not here\n", t.name)
			continue
		}
		if err := r.measure(t); err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
	}
	return nil
}

// measure measures one task, with the bare search and peers in turn.
func (r *run) measure(t *task) error {
	askings, err := r.askings(t)
	if err != nil {
		return err
	}
	if len(askings) == 0 {
		fmt.Fprintf(r.out, "%-40s        -  the graph has nothing to ask about\n", t.name)
		return nil
	}
	m := Measurement{Question: t.question, Name: t.name}
	engine := &contender{run: r.timedAnswers(t, askings, &m), beside: r.timedBare(t, askings)}
	all, into := []*contender{engine}, []*time.Duration{&m.Median}
	for _, p := range r.peers {
		if f := timedPeer(r.Context, p, t.peers, askings); f != nil {
			all, into = append(all, &contender{run: f}), append(into, p.column(&m))
		}
	}
	if err := inTurn(r.options.Each, all); err != nil {
		return err
	}
	for i, c := range all {
		*into[i] = percentile(c.samples, 0.5)
		t.compare(&m, engine.first, c.first)
	}
	if engine.beside != nil {
		m.Bare = percentile(engine.besides, 0.5)
		t.compare(&m, engine.first, engine.firstOf)
	}
	m.Runs, m.P95, m.CPU = len(engine.samples), percentile(engine.samples, 0.95), meanCPU(engine.samples)
	r.add(m, line)
	return nil
}

// compare notes that something else found another number, where it should not.
func (t *task) compare(m *Measurement, found, other int) {
	if t.alike && other != found && m.Figure == "" {
		m.Figure = fmt.Sprintf("the answer has %d, what it is compared with %d", found, other)
	}
}

// timedAnswers asks the engine. It notes in m what the first answer has.
func (r *run) timedAnswers(t *task, askings []asking, m *Measurement) timed {
	i := -1
	ask := clocked(func() (int, error) {
		i++
		reply, err := r.reply(askings[i%len(askings)].Prepared)
		if t.refused && (errors.Is(err, graph.ErrNotFound) || errors.Is(err, graph.ErrAmbiguous)) {
			return 0, nil
		}
		if errors.Is(err, graph.ErrTooCostly) {
			m.Figure = fmt.Sprintf("cut off after %s without an answer", patience)
			return 0, nil
		}
		if err != nil || i > 0 {
			return 0, err
		}
		found, partial, err := extent(reply.Answer, t)
		if len(askings) == 1 && found >= 0 {
			m.Found = fmt.Sprint(found)
		}
		if partial {
			m.Found += "+"
			m.Figure = fmt.Sprintf("cut off after %s with a part of the answer", patience)
		}
		return found, err
	})
	return ask
}

// extent is how much an answer has, read from its JSON as anybody could: its total, or how many paths, or, where lengths are compared,
// the length of the path; -1: it is no list.
func extent(answer any, t *task) (found int, partial bool, err error) {
	data, err := json.Marshal(answer)
	if err != nil {
		return 0, false, err
	}
	var x struct {
		Total, Lost *int
		Paths       []struct {
			Steps []json.RawMessage `json:"steps"`
		} `json:"paths"`
		TotalLost *int `json:"total_lost"`
		Partial   bool `json:"partial"`
	}
	if json.Unmarshal(data, &x) != nil { // of another form
		return -1, false, nil
	}
	switch {
	case t.bare.kind == shortest && len(x.Paths) > 0:
		found = len(x.Paths[0].Steps)
	case x.Paths != nil:
		found = len(x.Paths)
	case x.Total != nil:
		found = *x.Total
	case x.TotalLost != nil:
		found = *x.TotalLost
	default:
		found = -1
	}
	return found, x.Partial, nil
}

// timedBare is the bare search beside a task, or nil.
func (r *run) timedBare(t *task, askings []asking) timed {
	if t.bare.kind == noSearch {
		return nil
	}
	y, s, i := r.places.bare, r.facts.Current(), -1
	if strings.HasSuffix(t.values, anyOrder) {
		y = r.places.bareIn
	}
	ends := make([][2]snapshot.Node, len(askings))
	for i, a := range askings {
		ends[i][0], _ = s.Lookup(a.from)
		ends[i][1], _ = s.Lookup(a.to)
	}
	return clocked(func() (int, error) {
		i++
		at := ends[i%len(ends)]
		switch t.bare.kind {
		case dependentsOf:
			return y.Dependents(at[1], t.bare.depth), nil
		case dependenciesOf:
			return y.Dependencies(at[1], t.bare.depth), nil
		}
		return y.Distance(at[0], at[1]), nil
	})
}
