package api_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"

	"chokepoint/api"
	"chokepoint/graph/question"
)

// asking is another face than this one: it asks the held question, and says how that went.
func asking(b **bubble) func(api.Ask) http.Handler {
	return func(ask api.Ask) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			asked, err := (*b).question().Read(question.Values(r.URL.Query()))
			if err == nil {
				_, err = ask(r.Context(), asked)
			}
			if err != nil {
				w.WriteHeader(http.StatusTeapot)
				fmt.Fprint(w, err)
			}
		})
	}
}

// Questions that assistants ask stand in the lanes with all others, and take a place among the requests under way.
func TestAssistantsStandInTheLanes(t *testing.T) {
	var of *bubble
	inBubble(t, api.Config{LightAtWork: 1, HeavyAtWork: 1, MaxQuestions: 10, MCP: asking(&of)}, func(t *testing.T, b *bubble) {
		of = b
		heavy := []*httptest.ResponseRecorder{b.ask(t.Context(), "/mcp?heavy=true&name=h0")}
		<-b.asked
		for i := range 9 { // eight that wait, one too many
			heavy = append(heavy, b.ask(t.Context(), fmt.Sprintf("/v1/held?heavy=true&name=h%d", i+1)))
		}
		wantBusy(t, "a tenth heavy question", heavy[9])
		late := b.ask(t.Context(), "/mcp?heavy=true&name=late")
		if late.Code != http.StatusTeapot || late.Body.String() != "As many questions as are allowed at once are being answered; ask again in a moment." {
			t.Errorf("one that an assistant asks: %d %s", late.Code, late.Body)
		}
		light := b.ask(t.Context(), "/mcp?name=light")
		if name := <-b.asked; name != "light" {
			t.Errorf("%s is at work beside the heavy one", name)
		}
		wantBusy(t, "a request beyond the places", b.ask(t.Context(), "/mcp?name=more"))
		close(b.release)
		for range 8 {
			<-b.asked
		}
		synctest.Wait()
		for what, w := range map[string]*httptest.ResponseRecorder{"the heavy one": heavy[0], "the light one": light} {
			if w.Code != http.StatusOK {
				t.Errorf("%s: %d %s", what, w.Code, w.Body)
			}
		}
	})
}

// Without a face for assistants there is none.
func TestNoAssistants(t *testing.T) {
	wantProblem(t, do(t, small(t), http.MethodPost, "/mcp", "{}"), "/mcp", http.StatusNotFound)
}
