package snapshot

import (
	"encoding/binary"

	"chokepoint/graph"
)

// Drawn collects what a pass draws from what was known at different times, and when each conclusion could be drawn.
type Drawn struct {
	place map[string]int // by what tells conclusions apart
	all   []Derived
}

// NewDrawn returns an empty collection.
func NewDrawn() *Drawn { return &Drawn{place: map[string]int{}} }

// During notes that conclusions could be drawn during an epoch, which is not earlier than those noted before.
func (x *Drawn) During(epoch graph.Recording, drawn []Derived) {
	for i := range drawn {
		key := keyOf(&drawn[i])
		at, ok := x.place[key]
		if !ok {
			at = len(x.all)
			x.place[key], x.all = at, append(x.all, drawn[i])
		}
		d := &x.all[at]
		if n := len(d.Recorded); n > 0 && !d.Recorded[n-1].To.Before(epoch.From) {
			d.Recorded[n-1].To = epoch.To
			continue
		}
		d.Recorded = append(d.Recorded, epoch)
	}
}

// All lists the conclusions in the order in which they were drawn first.
func (x *Drawn) All() []Derived { return x.all }

// keyOf writes all of a conclusion but its recordings.
func keyOf(d *Derived) string {
	key := make([]byte, 0, 64+16*len(d.Premises))
	for _, n := range []int64{int64(d.Predicate), int64(d.Subject), int64(d.Object), int64(d.Item), int64(d.Valid.From), int64(d.Valid.To),
		int64(d.Confidence), int64(len(d.Premises))} {
		key = binary.AppendVarint(key, n)
	}
	key = append(append(key, d.Role...), 0)
	for _, flag := range [...]bool{d.Open, d.Primary} {
		if flag {
			key = append(key, 1)
		} else {
			key = append(key, 0)
		}
	}
	for _, id := range d.Premises {
		key = append(key, id[:]...)
	}
	for _, c := range d.Citations {
		key = append(append(append(append(key, c.Source...), 0), c.Locator...), 1)
	}
	return string(key)
}

// CitationsOf lists what claims cite, each once, in their order.
func (s *Snapshot) CitationsOf(refs []Ref) []graph.Citation {
	var all []graph.Citation
	seen := map[graph.Citation]bool{}
	for _, ref := range refs {
		for _, citation := range s.Citations(ref) {
			if !seen[citation] {
				seen[citation] = true
				all = append(all, citation)
			}
		}
	}
	return all
}
