package imports

import (
	"errors"
	"fmt"

	"chokepoint/graph"
)

// A dataset of at least guarded claims or entities loses no more than one in guardedPart of them by a load that does not say so: a file
// that was cut off, or the wrong one, looks just like that.
const (
	guarded     = 10
	guardedPart = 10
)

// ErrShrinks marks an import that was stopped because it would take away much of its dataset, or change the kind of an entity.
var ErrShrinks = errors.New("the load was stopped")

// guard implements graph.Batch.Guard.
func (i *importing) guard(r *graph.Report) error {
	i.report.Report = *r
	if i.AllowShrink {
		return nil
	}
	for _, sort := range []struct {
		name string
		graph.Changes
	}{{"claims", r.Claims}, {"entities", r.Entities}} {
		before := sort.Changed + sort.Withdrawn + sort.Unchanged
		if before >= guarded && sort.Withdrawn*guardedPart > before {
			return fmt.Errorf("%w: it would withdraw %d of the %d %s of dataset %s, which is more than a tenth; if that is meant, load it with --allow-shrink (allow_shrink=true), and if not, look whether the files are whole",
				ErrShrinks, sort.Withdrawn, before, sort.name, r.Dataset)
		}
	}
	if len(r.NewKinds) > 0 {
		k := r.NewKinds[0]
		return fmt.Errorf("%w: it would make %q, a %s until now, a %s%s; if that is meant, load it with --allow-shrink (allow_shrink=true)", ErrShrinks, k.Entity, k.Before, k.After, more(len(r.NewKinds)-1))
	}
	return nil
}

func more(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(", and change the kind of %d more", n)
}
