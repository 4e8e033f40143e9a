package snapshot

import (
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
