// Package limits says when a question must stop: its context has ended, or its budget is spent. Every loop over facts asks it.
package limits

import (
	"context"
	"time"

	"chokepoint/graph"
)

// every is how many steps lie between two looks at the context and the clock: some ten microseconds of work.
const every = 1024

// Limits watches a context and a budget during one question. It is used by one goroutine.
type Limits struct {
	ctx      context.Context
	deadline time.Time
	budget   graph.Budget
	steps    int
}

// Stop is why an answer is partial; the zero Stop is none. One field is set.
type Stop struct {
	Nodes int           // so many entities were visited
	Time  time.Duration // so much time was spent
}

// None reports whether there was no reason to stop.
func (s Stop) None() bool { return s == Stop{} }

// New begins to watch.
func New(ctx context.Context, b graph.Budget) *Limits {
	l := &Limits{ctx: ctx, budget: b}
	if b.Time > 0 {
		l.deadline = time.Now().Add(b.Time)
	}
	return l
}

// Context returns the context that is watched.
func (l *Limits) Context() context.Context { return l.ctx }

// Within returns limits on the same context and time with another bound on the number of entities.
func (l *Limits) Within(nodes int) *Limits {
	return &Limits{ctx: l.ctx, deadline: l.deadline, budget: graph.Budget{Nodes: nodes, Time: l.budget.Time}}
}

// Stride is how many entities may be expanded between two calls of Spent: one where their number is bounded, so that a small
// bound stops a walk at the same place on every machine.
func (l *Limits) Stride() int {
	if l.budget.Nodes > 0 && l.budget.Nodes < every*every {
		return 1
	}
	return every
}

// Spent returns why a question must stop with what it has, or an error if nobody waits for it any more.
func (l *Limits) Spent(visited int) (Stop, error) {
	if l.budget.Nodes > 0 && visited > l.budget.Nodes {
		return Stop{Nodes: l.budget.Nodes}, nil
	}
	if err := l.ctx.Err(); err != nil {
		return Stop{}, err
	}
	if !l.deadline.IsZero() && time.Now().After(l.deadline) {
		return Stop{Time: l.budget.Time}, nil
	}
	return Stop{}, nil
}

// Step is Spent for work that is done in small steps: it looks at the context and the clock now and then.
func (l *Limits) Step(visited int) (Stop, error) {
	l.steps++
	if over := l.budget.Nodes > 0 && visited > l.budget.Nodes; !over && l.steps%every != 1 {
		return Stop{}, nil
	}
	return l.Spent(visited)
}

// Look is Work for who has done many steps at once: it looks at the context and the clock each time.
func (l *Limits) Look() error {
	stop, err := l.Spent(0)
	if err == nil && !stop.None() {
		return graph.ErrTooCostly
	}
	return err
}

// Work is Step for questions that have no part of an answer to give: time that is over is an error too, graph.ErrTooCostly.
func (l *Limits) Work() error {
	stop, err := l.Step(0)
	if err == nil && !stop.None() {
		return graph.ErrTooCostly
	}
	return err
}
