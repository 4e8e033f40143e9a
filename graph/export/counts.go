package export

import "fmt"

// Counts holds what the lines of datasets say that they have against what there is, so that a file that was cut off is noticed.
type Counts map[string]*count

type count struct{ toldEntities, toldClaims, entities, claims int }

func (c Counts) of(dataset string) *count {
	if c[dataset] == nil {
		c[dataset] = &count{toldEntities: uncounted, toldClaims: uncounted}
	}
	return c[dataset]
}

// Add counts a line.
func (c Counts) Add(l *Line) {
	switch {
	case l.Dataset != nil:
		n := c.of(l.Dataset.Name)
		n.toldEntities, n.toldClaims = l.Dataset.Entities, l.Dataset.Claims
	case l.Entity != nil && l.Recorded.Stands():
		c.of(l.SaidBy).entities++
	case l.Claim != nil && l.Recorded.Stands():
		c.of(l.SaidBy).claims++
	}
}

// Check makes sure that all is there that the lines of the datasets count. The error wraps ErrCut.
func (c Counts) Check() error {
	for name, n := range c {
		for _, x := range []struct {
			what        string
			told, there int
		}{{"entities", n.toldEntities, n.entities}, {"claims", n.toldClaims, n.claims}} {
			if x.told != uncounted && x.told != x.there {
				return fmt.Errorf("%w: dataset %s says that it has %d %s, and the file has %d; export it again, or leave the count out of the line of the dataset",
					ErrCut, name, x.told, x.what, x.there)
			}
		}
	}
	return nil
}
