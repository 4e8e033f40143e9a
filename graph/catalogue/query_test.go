package catalogue_test

import (
	"errors"
	"strings"
	"testing"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
)

func putQuery(t *testing.T, call string) (catalogue.Query, error) {
	t.Helper()
	q, _ := catalogue.Find("query")
	reply, err := put(t, q, question.Values{"call": {call}})
	if err != nil {
		return catalogue.Query{}, err
	}
	return reply.Answer.(catalogue.Query), nil
}

// TestQueriesOfCalls holds that a call is written in the other ways of asking, names as the ids that they mean.
func TestQueriesOfCalls(t *testing.T) {
	for call, want := range map[string]struct{ command, cypher, note string }{
		"/v1/entities/NVIDIA/dependents?depth=2&as_of=2025-06-01&format=csv": {"chokepoint dependents NVIDIA --as-of 2025-06-01 --depth 2 --csv", "{id: 'nvidia'}", ""},
		"/v1/entities/nvidia/dependents?known_at=2026-01-25":                 {"chokepoint dependents nvidia --known-at 2026-01-25", "|CP_WITHDRAWN_MADE_BY|", ""},
		"/v1/entities/smic/owners":                                           {"chokepoint owners smic", "OWNED_BY", "effective share"},
		"/v1/entities/nvidia/dependents?since=2025-01-01":                    {"chokepoint dependents nvidia --since 2025-01-01", "", "No one Cypher query"},
		"/v1/impact?remove=tsmc":                                             {"chokepoint impact tsmc", "", "need by need"},
		"/v1/match?queries=Huawei":                                           {"chokepoint match Huawei", "", "slips of the pen"},
		"/v1/ask?q=who+depends+on+Nvidia":                                    {"chokepoint ask 'who depends on Nvidia'", "", "give that call"},
	} {
		got, err := putQuery(t, call)
		if err != nil {
			t.Errorf("%s: %v", call, err)
			continue
		}
		if got.Command != want.command || !strings.Contains(got.Cypher, want.cypher) || (got.Cypher == "") != (want.cypher == "") || !strings.Contains(got.Note, want.note) {
			t.Errorf("%s is %+v", call, got)
		}
	}
}

// TestQueriesOfNothing holds that it is said what is wrong with a call.
func TestQueriesOfNothing(t *testing.T) {
	for call, want := range map[string]string{
		"nonsense": "no question is asked by it", "/v1/nothing": "no question is asked by it", "%zz": "no question is asked by it",
		"/v1/entities/nvidia/dependents?depth=many": "whole number", "/v1/entities/nvidia/dependents?nothing=1": "there is no such parameter",
	} {
		var invalid *question.Invalid
		if _, err := putQuery(t, call); !errors.As(err, &invalid) || invalid.Faults[0].Parameter != "call" || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", call, err, want)
		}
	}
	for call, want := range map[string]error{"/v1/entities/nvida/dependents": graph.ErrNotFound, "/v1/entities/nvidia/dependents?relation=nothing": graph.ErrUnknownTerm} {
		if _, err := putQuery(t, call); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", call, err, want)
		}
	}
}
