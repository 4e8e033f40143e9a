package export

import (
	"bufio"
	stdjson "encoding/json"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"chokepoint/graph"
)

// JSONL is a listener that writes what it is told as JSON, a line a thing. The same content gives the same bytes, whichever store
// tells it. Call Flush at the end.
type JSONL struct {
	// Datasets are those whose content is written; none: all.
	Datasets []string
	// Standing leaves out what was withdrawn.
	Standing bool

	w *bufio.Writer
}

// NewJSONL returns a listener that writes to w.
func NewJSONL(w io.Writer) *JSONL { return &JSONL{w: bufio.NewWriterSize(w, 64<<10)} }

// Flush writes what is left.
func (j *JSONL) Flush() error { return j.w.Flush() }

func (j *JSONL) write(line any) error {
	if err := json.MarshalWrite(j.w, line, json.Deterministic(true)); err != nil {
		return fmt.Errorf("writing JSONL: %w", err)
	}
	return j.w.WriteByte('\n')
}

// leavesOut reports whether something is not to be written.
func (j *JSONL) leavesOut(dataset string, r graph.Recording) bool {
	return j.Standing && !r.Stands() || len(j.Datasets) > 0 && !slices.Contains(j.Datasets, dataset)
}

// Begin implements graph.Listener.
func (j *JSONL) Begin(o *graph.Ontology, datasets []graph.DatasetState) error {
	if err := areThere(j.Datasets, datasets); err != nil {
		return err
	}
	if o != nil {
		text, err := stdjson.Marshal(o) // as stores keep it: by what it says of empty members
		if err != nil {
			return fmt.Errorf("writing the ontology: %w", err)
		}
		if err := j.write(&ontologyLine{typed{ontologyType}, jsontext.Value(text)}); err != nil {
			return err
		}
	}
	for _, d := range datasets {
		if j.leavesOut(d.Name, graph.Recording{}) {
			continue
		}
		if err := j.write(&datasetLine{typed{datasetType}, d.Name, d.Title, d.Licence, d.Origin, d.LoadedAt.UTC(), &d.Entities, &d.Claims}); err != nil {
			return err
		}
	}
	return nil
}

// Pruned implements graph.PruneListener.
func (j *JSONL) Pruned(before time.Time) error {
	if j.Standing {
		return nil
	}
	return j.write(&prunedLine{typed{prunedType}, before.UTC()})
}

// Entity implements graph.Listener.
func (j *JSONL) Entity(e *graph.Entity, dataset string, r graph.Recording) error {
	if j.leavesOut(dataset, r) {
		return nil
	}
	return j.write(&entityLine{typed{entityType}, e.ID, e.Kind, e.Name, e.Aliases, e.Identifiers, during(dataset, r)})
}

// Source implements graph.Listener.
func (j *JSONL) Source(s *graph.Source, dataset string, r graph.Recording) error {
	if j.leavesOut(dataset, r) {
		return nil
	}
	return j.write(&sourceLine{typed{sourceType}, s.ID, s.Title, s.Publisher, s.URL, s.Published.String(), s.Language, s.Kind, s.CopyOf, during(dataset, r)})
}

// Claim implements graph.Listener.
func (j *JSONL) Claim(a *graph.Assertion) error {
	if j.leavesOut(a.Dataset, a.Recorded) {
		return nil
	}
	line := lineOfClaim(&a.Claim, during(a.Dataset, a.Recorded))
	return j.write(&line)
}
