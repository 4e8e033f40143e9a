package bench

import (
	"bufio"
	"context"
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/snapshot"
)

//go:embed igraph.py
var igraphScript string

// igraphPython is a Python that may have igraph.
type igraphPython struct {
	python  string
	version string // of igraph; empty: it has none
	why     string // it has none
}

// findIgraph looks whether a Python has igraph.
func findIgraph(ctx context.Context, python string) *igraphPython {
	if python == "" {
		return &igraphPython{why: "no Python was named with --python"}
	}
	out, err := exec.CommandContext(ctx, python, "-c", "import igraph; print(igraph.__version__)").Output()
	if err != nil {
		return &igraphPython{why: fmt.Sprintf("%s has no igraph (%v): install it, or name another with --python", python, err)}
	}
	return &igraphPython{python: python, version: strings.TrimSpace(string(out))}
}

func (p *igraphPython) String() string {
	if p.version == "" {
		return "igraph: not measured: " + p.why
	}
	return "igraph: " + p.version + ", by " + p.python
}

// igraphPeer is igraph with a graph.
type igraphPeer struct {
	facts   *snapshot.Snapshot
	command *exec.Cmd
	ask     io.WriteCloser
	answers *bufio.Scanner
}

// open writes the graph as edges and lets igraph read them.
func (p *igraphPython) open(r *run, path string) (*igraphPeer, error) {
	s := r.facts.Current()
	on, err := graph.ParseDay(day)
	if err != nil {
		return nil, err
	}
	all, err := s.ClaimMask(graph.Filter{AsOf: on})
	if err != nil {
		return nil, err
	}
	walked, every := path+"-walked", path+"-all"
	err = errors.Join(writeEdges(walked, s, func(n snapshot.Node, yield func(subject snapshot.Node)) {
		for step := range s.Steps(r.places.course, graph.Dependents, n) {
			yield(step.To)
		}
	}), writeEdges(every, s, func(n snapshot.Node, yield func(subject snapshot.Node)) {
		for ref, subject := range s.In(n) {
			if all.Admits(ref) {
				yield(subject)
			}
		}
	}))
	if err != nil {
		return nil, err
	}
	x := &igraphPeer{facts: s, command: exec.CommandContext(r, p.python, "-c", igraphScript, strconv.Itoa(s.Nodes()), walked, every)}
	x.command.Stderr = os.Stderr
	if x.ask, err = x.command.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := x.command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := x.command.Start(); err != nil {
		return nil, err
	}
	x.answers = bufio.NewScanner(out)
	if !x.answers.Scan() { // its version
		return nil, errors.Join(errors.New("it ended before it had read the edges"), x.command.Wait())
	}
	return x, nil
}

// writeEdges writes the edges to each node as pairs of 64-bit integers, what depends first.
func writeEdges(path string, s *snapshot.Snapshot, to func(n snapshot.Node, yield func(subject snapshot.Node))) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriterSize(f, 1<<20)
	pair := make([]byte, 16)
	for n := range snapshot.Node(s.Nodes()) {
		to(n, func(subject snapshot.Node) {
			binary.NativeEndian.PutUint64(pair, uint64(subject))
			binary.NativeEndian.PutUint64(pair[8:], uint64(n))
			_, _ = w.Write(pair) // Flush tells
		})
	}
	return errors.Join(w.Flush(), f.Close())
}

var igraphSearches = map[searchKind]string{dependentsOf: "dependents", shortest: "shortest", several: "several", neighbours: "neighbours"}

func (x *igraphPeer) can(s search) bool { return igraphSearches[s.kind] != "" }

func (x *igraphPeer) column(m *Measurement) *time.Duration { return &m.Igraph }

func (x *igraphPeer) search(_ context.Context, s search, from, to string) (time.Duration, int, error) {
	start, _ := x.facts.Lookup(from)
	end, _ := x.facts.Lookup(to)
	asked, err := json.Marshal(map[string]any{"kind": igraphSearches[s.kind], "start": start, "end": end, "depth": s.depth, "k": s.k})
	if err != nil {
		return 0, 0, err
	}
	if _, err := x.ask.Write(append(asked, '\n')); err != nil {
		return 0, 0, fmt.Errorf("asking igraph: %w", err)
	}
	if !x.answers.Scan() {
		return 0, 0, errors.New("igraph ended before it answered")
	}
	var answer struct {
		Took  time.Duration `json:"took"`
		Found int           `json:"found"`
	}
	err = json.Unmarshal(x.answers.Bytes(), &answer)
	return answer.Took, answer.Found, err
}

func (x *igraphPeer) close() {
	_ = x.ask.Close()
	_ = x.command.Wait()
}
