package api

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// mostCounted is how many clients are counted at once: a table of any size could be filled by whoever has many addresses.
const mostCounted = 10_000

// rates bounds how often each of many may ask.
type rates struct {
	perSecond rate.Limit
	burst     int

	mu   sync.Mutex
	each map[string]*rate.Limiter
}

// newRates allows so many requests a second, and as many as two seconds have at once.
func newRates(perSecond float64) *rates {
	return &rates{perSecond: rate.Limit(perSecond), burst: max(1, int(2*perSecond)), each: map[string]*rate.Limiter{}}
}

// wait counts a request, and says how long whoever made it has to wait before another counts; 0: it counts now.
func (r *rates) wait(who string, now time.Time) time.Duration {
	if r == nil {
		return 0
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	limiter := r.each[who]
	if limiter == nil {
		if len(r.each) >= mostCounted {
			r.forget(now)
		}
		limiter = rate.NewLimiter(r.perSecond, r.burst)
		r.each[who] = limiter
	}
	if limiter.AllowN(now, 1) {
		return 0
	}
	missing := 1 - limiter.TokensAt(now)
	return time.Duration(missing / float64(r.perSecond) * float64(time.Second))
}

// forget makes room for a tenth of all, so that a table that is full costs a request little: those who have not asked for a while first, who
// are as good as new, and else anybody.
func (r *rates) forget(now time.Time) {
	for who, limiter := range r.each {
		if limiter.TokensAt(now) >= float64(r.burst) {
			delete(r.each, who)
		}
	}
	for who := range r.each {
		if len(r.each) <= mostCounted*9/10 {
			return
		}
		delete(r.each, who)
	}
}
