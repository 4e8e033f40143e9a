package ledger

import (
	"context"
	"errors"
	"testing"
)

// Whoever sees that a store is closed finds the calls under way ended, and Close waits for them.
func TestCloseEndsCalls(t *testing.T) {
	const calls = 100
	for range 50 {
		l := NewLifetime()
		contexts, leaves := make([]context.Context, calls), make([]func(), calls)
		for i := range calls {
			var err error
			if contexts[i], leaves[i], err = l.Enter(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		closed := make(chan struct{})
		go func() { l.Close(); close(closed) }()
		<-l.Closed()
		for _, ctx := range contexts {
			if cause := context.Cause(ctx); !errors.Is(cause, ErrClosed) {
				t.Fatalf("the context of a call under way: %v", cause)
			}
		}
		for _, leave := range leaves {
			select {
			case <-closed:
				t.Fatal("it closed before all calls had left")
			default:
			}
			leave()
		}
		<-closed
		if _, _, err := l.Enter(t.Context()); !errors.Is(err, ErrClosed) {
			t.Fatalf("a call afterwards: %v", err)
		}
	}
}
