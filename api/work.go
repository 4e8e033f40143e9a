package api

import (
	"context"
	"errors"
	"runtime"
	"sync/atomic"
	"time"

	"github.com/gin-gonic/gin"
)

// errBusy is why a question is not asked: too many are.
var errBusy = errors.New("too many questions at once")

// lane is where questions of one weight are at work side by side. A few more wait, those who came first in front, and none for long.
type lane struct {
	at      chan struct{} // a place for each that is at work
	waiting atomic.Int64
	queue   int64         // how many may wait
	wait    time.Duration // how long
}

func newLane(at, queue int, wait time.Duration) *lane {
	return &lane{at: make(chan struct{}, at), queue: int64(queue), wait: wait}
}

// enter takes a place, and waits for it if it has to; errBusy: there is none.
func (l *lane) enter(ctx context.Context) error {
	select {
	case l.at <- struct{}{}:
		return nil
	default:
	}
	defer l.waiting.Add(-1)
	if l.waiting.Add(1) > l.queue {
		return errBusy
	}
	timer := time.NewTimer(l.wait)
	defer timer.Stop()
	select {
	case l.at <- struct{}{}:
		return nil
	case <-timer.C:
		return errBusy
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (l *lane) leave() { <-l.at }

// How many may wait for each place at work, and how long at most: a light question takes about a millisecond, a heavy one up to the
// seconds that its budget allows.
const (
	lightQueue, lightWait = 32, time.Second
	heavyQueue, heavyWait = 8, 5 * time.Second
)

// filesAtOnce is how many exports are written and imports read at once; none waits.
const filesAtOnce = 8

// lightAtWork is how many light questions are at work at once unless it is said: some of them wait, for memory or for a database.
func lightAtWork() int { return 2 * runtime.GOMAXPROCS(0) }

// heavyAtWork is how many heavy questions are at work at once unless it is said. The light ones have the other processors.
func heavyAtWork() int { return max(1, runtime.GOMAXPROCS(0)/2) }

// lanes are those of a server.
type lanes struct{ light, heavy, files *lane }

func newLanes(light, heavy int) *lanes {
	return &lanes{newLane(light, light*lightQueue, lightWait), newLane(heavy, heavy*heavyQueue, heavyWait), newLane(filesAtOnce, 0, 0)}
}

// work is the place of one question among those at work.
type work struct {
	*lanes
	in *lane // nil: none
}

// enter is question.Terms.Enter. One that turns out to be heavy leaves its place among the light.
func (w *work) enter(ctx context.Context, heavy bool) error {
	w.leave()
	to := w.light
	if heavy {
		to = w.heavy
	}
	if err := to.enter(ctx); err != nil {
		return err
	}
	w.in = to
	return nil
}

// leave gives the place back, if there is one.
func (w *work) leave() {
	if w.in != nil {
		w.in.leave()
		w.in = nil
	}
}

// takePlace takes a place among the requests that are under way, whose bodies and answers take memory, and reports whether there is one.
// What is kept needs none.
func (s *server) takePlace() bool {
	if s.places == nil {
		return true
	}
	select {
	case s.places <- struct{}{}:
		return true
	default:
		return false
	}
}

func (s *server) leavePlace() {
	if s.places != nil {
		<-s.places
	}
}

// placed is for requests that need a place from their beginning.
func (s *server) placed(c *gin.Context) {
	if !s.takePlace() {
		s.writeError(c, c.Query("lang"), errBusy, nil)
		return
	}
	defer s.leavePlace()
	c.Next()
}

// placing is find with a place, which is held until leave: the answer takes memory as long as it is written.
func (s *server) placing(find func(context.Context) (*answer, error)) (placed func(context.Context) (*answer, error), leave func()) {
	held := false
	placed = func(ctx context.Context) (*answer, error) {
		if held = s.takePlace(); !held {
			return nil, errBusy
		}
		return find(ctx)
	}
	return placed, func() {
		if held {
			s.leavePlace()
		}
	}
}

// transfer is for files that come and go.
func (s *server) transfer(c *gin.Context) {
	if err := s.files.enter(c.Request.Context()); err != nil {
		s.writeError(c, c.Query("lang"), err, nil)
		return
	}
	defer s.files.leave()
	c.Next()
}
