package snapshot_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"chokepoint/graph/snapshot"
)

type aKey struct{}

// What takes long is made once, whoever asks at once; who gives up while it is made leaves it to the next.
func TestMemoWithin(t *testing.T) {
	s := compile(t, testOntology(t))
	begun, gaveUp := make(chan struct{}), errors.New("given up")
	go func() {
		<-begun
		ended, end := context.WithCancel(t.Context())
		end()
		if _, err := snapshot.MemoWithin(ended, s, aKey{}, func() (int, error) { return 0, nil }); !errors.Is(err, context.Canceled) {
			t.Errorf("one whose context has ended waits: %v", err)
		}
		begun <- struct{}{}
	}()
	if _, err := snapshot.MemoWithin(t.Context(), s, aKey{}, func() (int, error) {
		begun <- struct{}{}
		<-begun
		return 1, gaveUp
	}); !errors.Is(err, gaveUp) {
		t.Errorf("%v, want %v", err, gaveUp)
	}
	var all sync.WaitGroup
	made := 0
	for range 8 {
		all.Go(func() {
			if v, err := snapshot.MemoWithin(t.Context(), s, aKey{}, func() (int, error) { made++; return 2, nil }); v != 2 || err != nil {
				t.Errorf("%d, %v", v, err)
			}
		})
	}
	if all.Wait(); made != 1 {
		t.Errorf("made %d times", made)
	}
}
