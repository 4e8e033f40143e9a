package api_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"chokepoint/api"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
)

// held is a question that tells asked when it begins to be answered, and ends when release does or its context.
type held struct {
	asked   chan string
	release chan struct{}
}

type heldParameters struct {
	Name  string `param:"name" required:"true" doc:"Whatever tells it from others."`
	Heavy bool   `param:"heavy" doc:"It is a heavy one."`
	Panic bool   `param:"panic" doc:"It ends in a panic."`
}

type heldAnswer struct {
	Name string `json:"name"`
}

func (h *held) question() question.Question {
	return question.Define(question.Definition[heldParameters, heldAnswer]{
		Name: "held", ID: "held", Path: "/v1/held", Tag: "Search", Summary: "One that is held",
		Heavy: func(p *heldParameters) bool { return p.Heavy },
		Answer: func(a *question.Asking, p *heldParameters) (heldAnswer, error) {
			select {
			case h.asked <- p.Name:
			case <-a.Done():
				return heldAnswer{}, context.Cause(a)
			}
			select {
			case <-h.release:
			case <-a.Done():
				return heldAnswer{}, context.Cause(a)
			}
			if p.Panic {
				panic("told to")
			}
			return heldAnswer{p.Name}, nil
		},
	})
}

// bubble asks questions that are held, each in a goroutine of its own, in a bubble in which time passes when all of them wait.
type bubble struct {
	*held
	handler http.Handler
	wg      sync.WaitGroup
}

func inBubble(t *testing.T, c api.Config, test func(*testing.T, *bubble)) {
	t.Helper()
	facts := newStore(t)
	facts.fill(t, smallFacts(t), today.AddDate(0, 0, -1))
	synctest.Test(t, func(t *testing.T) {
		b := &bubble{held: &held{asked: make(chan string), release: make(chan struct{})}}
		c.Source, c.Questions, c.Now = facts.Memory, append(catalogue.All(), b.question()), func() time.Time { return today }
		b.handler = api.New(c)
		test(t, b)
		b.wg.Wait()
	})
}

// ask asks, and returns where the answer will be.
func (b *bubble) ask(ctx context.Context, target string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	b.wg.Go(func() {
		b.handler.ServeHTTP(w, httptest.NewRequestWithContext(ctx, http.MethodGet, target, nil))
	})
	synctest.Wait()
	return w
}

func wantBusy(t *testing.T, what string, w *httptest.ResponseRecorder) {
	t.Helper()
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" || !strings.HasPrefix(w.Header().Get("Content-Type"), "application/problem+json") {
		t.Errorf("%s: %d, %v %s; want 503 with Retry-After", what, w.Code, w.Header(), w.Body)
	}
}

// Heavy questions fill their own places, wait in a short queue and are refused beyond it; light ones never wait for them.
func TestHeavyQuestionsHoldBackNoLightOnes(t *testing.T) {
	inBubble(t, api.Config{LightAtWork: 1, HeavyAtWork: 1}, func(t *testing.T, b *bubble) {
		ctx := t.Context()
		var heavy []*httptest.ResponseRecorder
		for i := range 10 { // one at work, eight that wait, one too many
			heavy = append(heavy, b.ask(ctx, fmt.Sprintf("/v1/held?heavy=true&name=h%d", i)))
		}
		if first := <-b.asked; first != "h0" {
			t.Errorf("%s is at work first", first)
		}
		wantBusy(t, "a tenth heavy question", heavy[9])
		light := b.ask(ctx, "/v1/held?name=light")
		if name := <-b.asked; name != "light" {
			t.Errorf("%s is at work beside the heavy one", name)
		}
		b.release <- struct{}{}
		b.release <- struct{}{}
		synctest.Wait()
		if light.Code != http.StatusOK || heavy[0].Code != http.StatusOK {
			t.Errorf("light: %d, heavy: %d", light.Code, heavy[0].Code)
		}
		if next := <-b.asked; next != "h1" {
			t.Errorf("%s came to work before those who waited longer", next)
		}
		time.Sleep(6 * time.Second) // of the bubble: those who wait do so for at most five
		synctest.Wait()
		for i := 2; i < 9; i++ {
			wantBusy(t, fmt.Sprintf("h%d, which waited too long", i), heavy[i])
		}
		close(b.release)
	})
}

// Who asks the same at the same time has one answer, which outlasts whoever asked first and is given up when nobody is left.
func TestEqualQuestionsAreAnsweredOnce(t *testing.T) {
	inBubble(t, api.Config{KeptAnswers: 1 << 20}, func(t *testing.T, b *bubble) {
		first, leave := context.WithCancel(t.Context())
		b.ask(first, "/v1/held?name=a")
		<-b.asked
		var all []*httptest.ResponseRecorder
		for range 5 {
			all = append(all, b.ask(t.Context(), "/v1/held?name=a"))
		}
		leave()
		synctest.Wait()
		b.release <- struct{}{}
		synctest.Wait()
		for _, w := range append(all, b.ask(t.Context(), "/v1/held?name=a")) { // the last by what is kept
			if w.Code != http.StatusOK || w.Body.String() != "{\"name\":\"a\"}\n" {
				t.Errorf("%d %s", w.Code, w.Body)
			}
		}

		one, leaveOne := context.WithCancel(t.Context())
		two, leaveTwo := context.WithCancel(t.Context())
		b.ask(one, "/v1/held?name=b")
		<-b.asked
		b.ask(two, "/v1/held?name=b")
		leaveOne()
		leaveTwo() // nothing is released: the question ends because nobody waits for it
		synctest.Wait()
		again := b.ask(t.Context(), "/v1/held?name=b")
		<-b.asked
		b.release <- struct{}{}
		synctest.Wait()
		if again.Code != http.StatusOK {
			t.Errorf("asked again after it was given up: %d", again.Code)
		}
	})
}

// A panic in a question is an error for all who wait for it, and frees its places.
func TestPanicInSharedQuestion(t *testing.T) {
	inBubble(t, api.Config{LightAtWork: 1, MaxQuestions: 1}, func(t *testing.T, b *bubble) {
		one := b.ask(t.Context(), "/v1/held?name=a&panic=true")
		<-b.asked
		two := b.ask(t.Context(), "/v1/held?name=a&panic=true")
		wantBusy(t, "another question than the one place is for", b.ask(t.Context(), "/v1/held?name=b"))
		b.release <- struct{}{}
		synctest.Wait()
		if one.Code != http.StatusInternalServerError || two.Code != http.StatusInternalServerError {
			t.Errorf("%d and %d", one.Code, two.Code)
		}
		after := b.ask(t.Context(), "/v1/held?name=c")
		<-b.asked
		b.release <- struct{}{}
		synctest.Wait()
		if after.Code != http.StatusOK {
			t.Errorf("after a panic: %d", after.Code)
		}
	})
}
