package storetest

import (
	"context"
	"errors"
	"fmt"

	"chokepoint/graph"
)

// lines is a listener that writes down what it is told; from the line on at which it is full, it fails.
type lines struct {
	all  []string
	full int // 0: never
}

var errFull = errors.New("the listener has heard enough")

func (l *lines) write(said any, dataset string, r graph.Recording) error {
	l.all = append(l.all, fmt.Sprintf("%T %+v, said by %s, %v", said, said, dataset, r))
	if l.full > 0 && len(l.all) >= l.full {
		return errFull
	}
	return nil
}

func (l *lines) Begin(o *graph.Ontology, datasets []graph.DatasetState) error {
	if o != nil {
		l.all = append(l.all, fmt.Sprintf("%d kinds, %d relations", len(o.Kinds), len(o.Relations)))
	}
	return l.write(datasets, "", graph.Recording{})
}

func (l *lines) Entity(e *graph.Entity, dataset string, r graph.Recording) error {
	return l.write(*e, dataset, r)
}

func (l *lines) Source(s *graph.Source, dataset string, r graph.Recording) error {
	return l.write(*s, dataset, r)
}

func (l *lines) Claim(a *graph.Assertion) error {
	c := a.Claim
	c.ShareMost = c.Shares().Upper() // an upper end that is no more than the lower may be kept or not
	return l.write(c, a.Dataset, a.Recorded)
}

// told is all that a store tells, in its order.
func told(t fataler, store graph.Store) []string {
	t.Helper()
	l := &lines{}
	if err := store.Tell(context.Background(), l); err != nil {
		t.Fatalf("asking the store to tell what it recorded: %v", err)
	}
	return l.all
}

// tells makes sure that a listener is told everything in order, and that telling ends with its error or the context.
func tells(b *bench) {
	if got := told(b, b.store); len(got) != 1 {
		b.Errorf("an empty store tells %q", got)
	}
	b.load("other", "chip: h200=H200|h@fr a200\ncompany: nvidia\nh200 designed_by nvidia share=0.1-0.2 note=so source=wire#p.1")
	b.load("curated", small+"h200 made_by tsmc\nh200 designed_by nvidia")
	b.load("other", "chip: h200=H-200 a200\ncompany: nvidia\nh200 designed_by nvidia share=0.3 source=wire")
	all := told(b, b.store)
	if len(all) != 2+7+2+4 { // the ontology, the datasets; entities, of which one was edited; sources; claims
		b.Errorf("%d things are told: %q", len(all), all)
	}
	for full := 1; full < len(all); full++ {
		l := &lines{full: full}
		if err := b.store.Tell(context.Background(), l); !errors.Is(err, errFull) {
			b.Errorf("a listener that fails at line %d: %v", full, err)
		}
	}
	gone, leave := context.WithCancel(context.Background())
	leave()
	if err := b.store.Tell(gone, &lines{}); !errors.Is(err, context.Canceled) {
		b.Errorf("telling when nobody listens: %v", err)
	}
}
