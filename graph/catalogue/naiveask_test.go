package catalogue_test

import (
	"context"
	"fmt"
	"time"

	"pgregory.net/rapid"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// ask asks a declared question of a snapshot.
func ask[A any](t rapid.TB, s *snapshot.Snapshot, name string, v question.Values) (A, error) {
	t.Helper()
	return askOf[A](context.Background(), fixed{s}, name, v)
}

// mustAsk is ask of a question that has an answer.
func mustAsk[A any](t rapid.TB, s *snapshot.Snapshot, name string, v question.Values) A {
	t.Helper()
	answer, err := ask[A](t, s, name, v)
	if err != nil {
		t.Fatalf("%s %v: %v", name, v, err)
	}
	return answer
}

// askOf asks a declared question of a source, as every face does: by its name, with texts.
func askOf[A any](ctx context.Context, source question.Source, name string, v question.Values) (answer A, err error) {
	q, ok := catalogue.Find(name)
	if !ok {
		return answer, fmt.Errorf("there is no question %s", name)
	}
	prepared, err := q.Read(v)
	if err != nil {
		return answer, err
	}
	reply, err := prepared.Ask(ctx, source, question.Terms{Now: day.Time()})
	if err != nil {
		return answer, err
	}
	answer, ok = reply.Answer.(A)
	if !ok {
		return answer, fmt.Errorf("%s answers with a %T, not a %T", name, reply.Answer, answer)
	}
	return answer, nil
}

// day is today where a question does not name its day, 2026-01-15.
const day = graph.Day(20468)

// valuesOf writes a filter as the parameters that make it, with further ones as pairs of a name and a value.
func valuesOf(f graph.Filter, pairs ...string) question.Values {
	v := question.Values{"as_of": {f.AsOf.String()}}
	if !f.KnownAt.IsZero() {
		v["known_at"] = []string{f.KnownAt.Format(time.RFC3339Nano)}
	}
	if f.MinConfidence > 0 {
		v["min_confidence"] = []string{f.MinConfidence.String()}
	}
	if f.Primary {
		v["sources"] = []string{"primary"}
	}
	if f.AnyOrder {
		v["order"] = []string{"any"}
	}
	if f.MinShare != nil {
		v["min_share"] = []string{f.MinShare.String()}
	}
	for name, list := range map[string][]string{"channel": f.Channels, "relation": f.Relations, "kind": f.Kinds} {
		if len(list) > 0 {
			v[name] = list
		}
	}
	for i := 0; i < len(pairs); i += 2 {
		v[pairs[i]] = append(v[pairs[i]], pairs[i+1])
	}
	return v
}
