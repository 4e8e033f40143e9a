package export

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"chokepoint/graph"
	"chokepoint/graph/cite"
	"chokepoint/graph/snapshot"
)

// The forms of what an answer shows.
const (
	ShownAsGraphML = "graphml"  // its entities and claims
	ShownAsBibTeX  = "bibtex"   // its sources
	ShownAsCSL     = "csl-json" // likewise
)

// WriteShown writes what an answer shows in one of these forms.
func WriteShown(ctx context.Context, w io.Writer, form string, answer any, s *snapshot.Snapshot, today graph.Day) error {
	shown := MentionsIn(answer)
	switch form {
	case ShownAsGraphML:
		return Shown(ctx, s, shown, today).GraphML().Write(w)
	case ShownAsBibTeX:
		return cite.BibTeX(w, shown.References(s))
	case ShownAsCSL:
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(cite.CSL(shown.References(s)))
	}
	return fmt.Errorf("there is no form %q of what an answer shows", form)
}
