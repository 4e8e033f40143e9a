package catalogue

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"time"
	"unicode"

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
	r.Call, r.Command = callOf(a.Info, values), commandOf(a.Info, values)
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

// commandOf writes a question as a command.
func commandOf(info *question.Info, v question.Values) string {
	words := []string{"chokepoint", info.Name}
	for _, p := range info.Parameters {
		for _, value := range v[p.Name] {
			if p.Argument == 0 {
				words = append(words, "--"+strings.ReplaceAll(p.Name, "_", "-"))
			}
			words = append(words, quoted(value))
		}
	}
	return strings.Join(words, " ")
}

// quoted is a word of a command line as a shell takes it.
func quoted(word string) string {
	if strings.IndexFunc(word, func(r rune) bool {
		return !(unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("-_.:/", r))
	}) < 0 {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
