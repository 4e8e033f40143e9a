package api

import (
	"context"
	"errors"
	"sync"
)

// flights lets all who ask the same at the same time wait for one answer. singleflight of golang.org/x/sync would find the answer within
// the request of whoever came first; here it is found for all who wait, and given up when the last of them has left.
type flights struct {
	mu    sync.Mutex
	under map[string]*flight // by the key of the question
}

// flight is an answer that is being found.
type flight struct {
	done    chan struct{} // closed when answer and err are set
	answer  *answer
	err     error
	waiting int // who has not left; under the lock of flights
	giveUp  context.CancelFunc
}

// errNoAnswer stands for a panic in whoever was finding the answer.
var errNoAnswer = errors.New("the answer was not found")

func newFlights() *flights { return &flights{under: map[string]*flight{}} }

// do returns the answer of a key: that which find finds, or another call of do is finding. The context that find is given ends when those
// of all who wait have ended.
func (fs *flights) do(ctx context.Context, key string, find func(context.Context) (*answer, error)) (a *answer, shared bool, err error) {
	fs.mu.Lock()
	f, shared := fs.under[key]
	var within context.Context
	if !shared {
		f = &flight{done: make(chan struct{}), err: errNoAnswer}
		within, f.giveUp = context.WithCancel(context.WithoutCancel(ctx))
		fs.under[key] = f
	}
	f.waiting++
	fs.mu.Unlock()
	if shared {
		select {
		case <-f.done:
			return f.answer, true, f.err
		case <-ctx.Done():
			fs.leave(key, f)
			return nil, true, context.Cause(ctx)
		}
	}
	defer f.giveUp()
	defer fs.land(key, f)
	defer context.AfterFunc(ctx, func() { fs.leave(key, f) })()
	f.answer, f.err = find(within)
	return f.answer, false, f.err
}

// land lets those who wait have what was found, also where finding it panicked.
func (fs *flights) land(key string, f *flight) {
	fs.mu.Lock()
	fs.forget(key, f)
	fs.mu.Unlock()
	close(f.done)
}

// leave gives an answer up for which nobody waits any more. Whoever asks the same from then on asks anew.
func (fs *flights) leave(key string, f *flight) {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	if f.waiting--; f.waiting == 0 {
		fs.forget(key, f)
		f.giveUp()
	}
}

func (fs *flights) forget(key string, f *flight) {
	if fs.under[key] == f {
		delete(fs.under, key)
	}
}
