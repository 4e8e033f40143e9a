package api

import (
	"math"
	"sync"

	"github.com/maypok86/otter/v2"

	"chokepoint/graph"
)

// kept are answers to questions that may be asked again: those about one state of the facts, on one day. A load and midnight drop
// them all at once. What is asked often stays (W-TinyLFU), so that many questions which nobody repeats push out few that many do.
type kept struct {
	most uint64 // bytes

	mu      sync.Mutex
	version string
	day     graph.Day
	answers *otter.Cache[string, *answer]
}

// newKept keeps answers of so many bytes; nil for none.
func newKept(most int64) *kept {
	if most <= 0 {
		return nil
	}
	return &kept{most: uint64(most)}
}

// find returns the answer of an identity that is kept, or nil.
func (k *kept) find(id identity) *answer {
	if k == nil || id.key == "" {
		return nil
	}
	a, _ := k.of(id, true).GetIfPresent(id.key)
	return a
}

// keep keeps an answer, unless it would take the room of many, or is about a state of the facts that is over.
func (k *kept) keep(id identity, a *answer) {
	if k == nil || id.key == "" || a.weight() > min(k.most/16, math.MaxUint32) {
		return
	}
	if answers := k.of(id, false); answers != nil {
		answers.Set(id.key, a)
	}
}

// of are the answers about the facts and the day of an identity. Where others are kept, these are dropped for a question that begins; else
// there are none.
func (k *kept) of(id identity, begins bool) *otter.Cache[string, *answer] {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.version == id.version && k.day == id.day && k.answers != nil {
		return k.answers
	}
	if !begins {
		return nil
	}
	k.version, k.day = id.version, id.day
	k.answers = otter.Must(&otter.Options[string, *answer]{MaximumWeight: k.most, Weigher: func(_ string, a *answer) uint32 { return uint32(a.weight()) }})
	return k.answers
}
