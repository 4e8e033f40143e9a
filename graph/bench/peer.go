package bench

import (
	"context"
	"fmt"
	"path/filepath"
	"time"
)

// peer is another program that has the same graph and answers some of the questions.
type peer interface {
	// can reports whether it has a search.
	can(search) bool
	// search makes one between two entities, and returns how long it took and how much it found.
	search(ctx context.Context, s search, from, to string) (took time.Duration, found int, err error)
	// column is where a measurement has its time.
	column(*Measurement) *time.Duration
	close()
}

// invite gives the graph to the peers that are there.
func (r *run) invite(dir string) error {
	if r.igraph.version != "" {
		p, err := r.igraph.open(r, filepath.Join(dir, "edges"))
		if err != nil {
			return fmt.Errorf("giving the graph to igraph: %w", err)
		}
		r.peers = append(r.peers, p)
	}
	if r.options.Neo4j != "" {
		p, err := r.openNeo4j()
		if err != nil {
			return err
		}
		r.peers = append(r.peers, p)
	}
	return nil
}

func (r *run) dismiss() {
	for _, p := range r.peers {
		p.close()
	}
}

// timedPeer makes the searches of a peer one after another; nil: it has none.
func timedPeer(ctx context.Context, p peer, s search, askings []asking) timed {
	if s.kind == noSearch || !p.can(s) {
		return nil
	}
	i := -1
	return func() (sample, error) {
		i++
		at := askings[i%len(askings)]
		took, found, err := p.search(ctx, s, at.from, at.to)
		return sample{took: took, found: found}, err
	}
}
