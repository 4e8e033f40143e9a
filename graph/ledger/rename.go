package ledger

import (
	"errors"
	"fmt"
	"slices"

	"chokepoint/graph"
)

// CheckRename makes sure that a dataset can be renamed, among the names of all.
func CheckRename(names []string, from, to string) error {
	switch {
	case to == "":
		return errors.New("a dataset needs a name")
	case !slices.Contains(names, from):
		return fmt.Errorf("%w as %q", graph.ErrNoDataset, from)
	case slices.Contains(names, to):
		return fmt.Errorf("%w: %q; remove it first, or take another name", graph.ErrDataset, to)
	}
	return nil
}

// Rename gives a dataset another name in all records.
func (r *Records) Rename(from, to string) {
	rename(&r.Entities, from, to)
	rename(&r.Sources, from, to)
	rename(&r.Claims, from, to)
}

func rename[T any](l *List[T], from, to string) {
	l.Ended, l.Fresh = nil, len(l.Records)
	for i := range l.Records {
		if l.Records[i].Dataset == from {
			l.Records[i].Dataset = to
		}
	}
}
