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
	mu     sync.Mutex     // orders Close against the start of calls
}

// NewLifetime begins the life of a store.
func NewLifetime() *Lifetime {
	l := &Lifetime{}
	l.closed, l.close = context.WithCancel(context.Background())
	return l
}

// Close ends the life of the store; calls under way fail, and Close returns when they have.
func (l *Lifetime) Close() {
	l.mu.Lock()
	l.close()
	l.mu.Unlock()
	l.users.Wait()
}

// Closed is closed when Close has been called.
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
	stop := context.AfterFunc(l.closed, func() { cancel(ErrClosed) })
	return ctx, func() {
		stop()
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
