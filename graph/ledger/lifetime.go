package ledger

import (
	"context"
	"fmt"
	"sync"

	"chokepoint/graph"
)

// ErrClosed marks a call of a store that has been closed. It wraps graph.ErrUnavailable.
var ErrClosed = fmt.Errorf("%w: it has been closed", graph.ErrUnavailable)

// Lifetime is the part of a store that ends it: calls enter and leave, and Close makes those under way fail and waits for
// them. Use NewLifetime.
type Lifetime struct {
	closed context.Context
	close  context.CancelFunc
	users  sync.WaitGroup // calls under way
	mu     sync.Mutex     // orders Close against the start and the end of calls
	calls  map[*call]struct{}
}

// call is one under way.
type call struct{ cancel context.CancelCauseFunc }

// NewLifetime begins the life of a store.
func NewLifetime() *Lifetime {
	l := &Lifetime{calls: map[*call]struct{}{}}
	l.closed, l.close = context.WithCancel(context.Background())
	return l
}

// Close ends the life of the store; calls under way fail, and Close returns when they have.
func (l *Lifetime) Close() {
	l.mu.Lock()
	for c := range l.calls {
		c.cancel(ErrClosed)
	}
	l.close()
	l.mu.Unlock()
	l.users.Wait()
}

// Closed is closed when Close has been called, and the contexts of calls under way have ended.
func (l *Lifetime) Closed() <-chan struct{} { return l.closed.Done() }

// Enter begins a call: it returns a context that also ends, with ErrClosed as its cause, when the store is closed, and what
// to call at the end.
func (l *Lifetime) Enter(ctx context.Context) (_ context.Context, leave func(), err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed.Err() != nil {
		return nil, nil, ErrClosed
	}
	l.users.Add(1)
	ctx, cancel := context.WithCancelCause(ctx)
	c := &call{cancel}
	l.calls[c] = struct{}{}
	return ctx, func() {
		l.mu.Lock()
		delete(l.calls, c)
		l.mu.Unlock()
		cancel(nil)
		l.users.Done()
	}, nil
}

// Cause returns why the context ended where err is a consequence of that, else err.
func Cause(ctx context.Context, err error) error {
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}
