package graph

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/google/uuid"
)

// conclusion is a derived claim and when it could be derived.
type conclusion struct {
	subject, object, item Node
	predicate             uint16
	valid                 Interval
	confidence            Confidence
	premises              []uuid.UUID
	citations             []Citation
	recorded              []Recording
}

// conclusions are those of one epoch, or of all, by what tells them apart.
type conclusions map[string]*conclusion

func (c *conclusion) key() string {
	return fmt.Sprint(c.predicate, c.subject, c.object, c.item, c.valid, c.confidence, c.premises, c.citations)
}

// during notes that conclusions could be drawn during an epoch, which is not earlier than those noted before.
func (cs conclusions) during(epoch Recording, drawn []*conclusion) {
	for _, c := range drawn {
		key := c.key()
		if old := cs[key]; old != nil {
			c = old
		}
		cs[key] = c
		if n := len(c.recorded); n > 0 && !c.recorded[n-1].To.Before(epoch.From) {
			c.recorded[n-1].To = epoch.To
			continue
		}
		c.recorded = append(c.recorded, epoch)
	}
}

// apart returns the conclusions so that no two are one claim: of those that differ in neither the entities nor the first day,
// the strongest stands, and one that holds longer begins where it ends.
func (cs conclusions) apart() []*conclusion {
	type statement struct {
		predicate             uint16
		subject, object, item Node
	}
	same := map[statement][]*conclusion{}
	var order []statement
	for _, key := range slices.Sorted(maps.Keys(cs)) {
		c := cs[key]
		st := statement{c.predicate, c.subject, c.object, c.item}
		if same[st] == nil {
			order = append(order, st)
		}
		same[st] = append(same[st], c)
	}
	var all []*conclusion
	for _, st := range order {
		for waiting := same[st]; len(waiting) > 0; {
			slices.SortStableFunc(waiting, compareConclusions)
			first := waiting[0]
			all, waiting = append(all, first), after(first, waiting[1:])
		}
	}
	return all
}

// compareConclusions orders by the first day, then the stronger first: see Builder.stronger.
func compareConclusions(x, y *conclusion) int {
	return cmp.Or(cmp.Compare(x.valid.From, y.valid.From), -cmp.Compare(x.confidence, y.confidence), -cmp.Compare(x.valid.To, y.valid.To),
		cmp.Compare(len(x.premises), len(y.premises)))
}

// after makes conclusions that begin with the first begin where it ends, and leaves out those that end by then.
func after(first *conclusion, rest []*conclusion) []*conclusion {
	var left []*conclusion
	for _, c := range rest {
		if c.valid.From == first.valid.From {
			later := *c
			if later.valid.From = first.valid.To; later.valid.From >= later.valid.To || later.valid.Empty() {
				continue
			}
			c = &later
		}
		left = append(left, c)
	}
	return left
}
