package snapshot

import (
	"context"
	"sync"
)

// Memo returns what make makes of the snapshot, made once whoever asks: a room above keeps there what it computes once a
// snapshot (an index, compiled criteria, a pool of scratch memory). The key is the asking room's own: a value of an unexported
// type.
func Memo[T any](s *Snapshot, key any, make func() T) T {
	if once, ok := s.memo.Load(key); ok {
		return once.(func() T)()
	}
	once, _ := s.memo.LoadOrStore(key, sync.OnceValue(make))
	return once.(func() T)()
}

// making is a value that is made, or will be.
type making[T any] struct {
	turn  chan struct{} // holds a token while somebody makes it or looks at it
	value T
	made  bool
}

// MemoWithin is Memo of what takes long: one of those who ask makes it while the others wait, as long as their contexts last. If that one
// gives up, the next begins again. The error is that of a context or of make.
func MemoWithin[T any](ctx context.Context, s *Snapshot, key any, make func() (T, error)) (value T, err error) {
	x := Memo(s, key, newMaking[T])
	select {
	case x.turn <- struct{}{}:
		defer func() { <-x.turn }()
	case <-ctx.Done():
		return value, ctx.Err()
	}
	if !x.made {
		if value, err = make(); err != nil {
			return value, err
		}
		x.value, x.made = value, true
	}
	return x.value, nil
}

func newMaking[T any]() *making[T] { return &making[T]{turn: make(chan struct{}, 1)} }
