package catalogue

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// Record is by what an answer that is put on file can be found and had again.
type Record struct {
	ID      string     `json:"id"`                 // of the question, what was known, and the ontology: equal ones have equal answers
	KnownAt *time.Time `json:"known_at,omitempty"` // when what the answer rests on was last recorded
	Call    string     `json:"call"`               // that gives the same answer later, whatever is recorded since
	Command string     `json:"command"`            // the same at a terminal
}

// recordOf makes the record of a question: values are all that it turns on but its day and what was known.
func recordOf(a *question.Asking, f *graph.Filter, values question.Values) (r Record) {
	values["as_of"] = []string{f.AsOf.String()}
	if known := a.Facts.LastRecorded(f.KnownAt); !known.IsZero() {
		known = known.UTC()
		r.KnownAt, values["known_at"] = &known, []string{known.Format(time.RFC3339Nano)}
	}
	if f.MinConfidence > 0 {
		values["min_confidence"] = []string{f.MinConfidence.String()}
	}
	if f.Primary {
		values["sources"] = []string{question.PrimarySources}
	}
	for name, given := range values {
		if len(given) == 0 || len(given) == 1 && given[0] == "" {
			delete(values, name)
		}
	}
	said, _ := json.Marshal(values) // texts by name, in order of name
	sum := sha256.Sum256(append(append([]byte(a.Info.Name+"\x00"), said...), ontologyDigest(a.Facts)...))
	r.ID = hex.EncodeToString(sum[:12])
	if lang := a.Lang(); lang != "en" {
		values["lang"] = []string{lang}
	}
	r.Call, r.Command = a.Info.Call(values), a.Info.Command(values)
	return r
}

type ontologyDigestKey struct{}

// ontologyDigest tells ontologies apart.
func ontologyDigest(s *snapshot.Snapshot) []byte {
	return snapshot.Memo(s, ontologyDigestKey{}, func() []byte {
		text, _ := json.Marshal(s.Ontology())
		sum := sha256.Sum256(text)
		return sum[:]
	})
}
