package catalogue

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"chokepoint/graph"
	"chokepoint/graph/criteria"
	"chokepoint/graph/question"
	"chokepoint/graph/rules"
	"chokepoint/graph/say"
	"chokepoint/graph/snapshot"
)

// Figures are those of an item that is not on record, as a person types them: attributes with values.
type Figures map[string]string

// UnmarshalJSON reads an object of texts and numbers.
func (f *Figures) UnmarshalJSON(data []byte) error {
	var given map[string]any
	if err := json.Unmarshal(data, &given); err != nil {
		return say.That("check.figures.object")
	}
	if len(given) == 0 {
		return say.That("check.figures.object")
	}
	*f = Figures{}
	for name, value := range given {
		switch value := value.(type) {
		case string:
			(*f)[name] = value
		case float64, bool:
			text, _ := json.Marshal(value)
			(*f)[name] = string(text)
		default:
			return say.That("check.figures.value", name)
		}
	}
	return nil
}

// UnmarshalText reads pairs: fp8_dense=296 TFLOPS; die_area=814 mm2.
func (f *Figures) UnmarshalText(text []byte) error {
	*f = Figures{}
	for pair := range strings.SplitSeq(string(text), ";") {
		name, value, ok := strings.Cut(pair, "=")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if !ok || name == "" || value == "" {
			return say.That("check.figures.pair", strings.TrimSpace(pair))
		}
		if _, twice := (*f)[name]; twice {
			return say.That("fault.object.twice", name)
		}
		(*f)[name] = value
	}
	return nil
}

// String writes figures as JSON, in order of name; nothing if there are none.
func (f Figures) String() string {
	if len(f) == 0 {
		return ""
	}
	text, _ := json.Marshal(map[string]string(f))
	return string(text)
}

// read judges figures by the ontology. The error says in a sentence which of them is wrong.
func (f Figures) read(s *snapshot.Snapshot) (*criteria.Figures, error) {
	given := make([]criteria.Given, 0, len(f))
	for _, name := range slices.Sorted(maps.Keys(f)) {
		given = append(given, criteria.Given{Name: name, Text: f[name]})
	}
	return criteria.OfFigures(s, "", given)
}

// assumptions are the decisions that a question takes to have another status.
func assumptions(a *question.Asking, texts []string, f *graph.Filter) (assumed []rules.Assumption, shown []Assumption, err error) {
	for i, text := range texts {
		ref, status, ok := strings.Cut(text, ":")
		if !ok || ref == "" || status == "" {
			return nil, nil, &question.Invalid{Faults: []question.Fault{{Parameter: "assume", Index: i, Value: text, Message: say.That("check.assume.form")}}}
		}
		n, err := a.Resolve(ref, f.KnownAt)
		if err != nil {
			return nil, nil, err
		}
		if slices.ContainsFunc(assumed, func(x rules.Assumption) bool { return x.Decision == n }) {
			return nil, nil, &question.Invalid{Faults: []question.Fault{{Parameter: "assume", Index: i, Value: text, Message: say.That("check.assume.twice", a.NameIn(a.Facts.ID(n)))}}}
		}
		x, err := rules.Assume(a.Facts, n, status)
		if err != nil {
			return nil, nil, err
		}
		assumed, shown = append(assumed, x), append(shown, Assumption{a.EntityRef(n), status})
	}
	return assumed, shown, nil
}
