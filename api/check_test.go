package api_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

type checkAnswer struct {
	ID, Call, Text, Outcome string
	Decisions               []struct {
		Criteria []struct {
			Thresholds []struct{ Text, Verdict string }
		}
	}
	NotApplicable []struct {
		Criteria []struct {
			Thresholds []struct{ Text, Verdict string }
		}
	} `json:"not_applicable"`
}

func decoded(t *testing.T, r response) (c checkAnswer) {
	t.Helper()
	if r.Code != http.StatusOK {
		t.Fatalf("status %d: %s", r.Code, r.Body)
	}
	if err := json.Unmarshal(r.Body.Bytes(), &c); err != nil {
		t.Fatal(err)
	}
	return c
}

// A chip that does not exist yet is judged by its figures, on both sides of a threshold.
func TestCheckOfFigures(t *testing.T) {
	h := small(t)
	for figure, want := range map[string]string{"600 TFLOPS": "TPP 4800 of 4800 (>=): met", "0.6 PFLOPS": "TPP 4800 of 4800 (>=): met",
		"599.9 TFLOPS": "TPP 4799.2 of 4800 (>=): not met"} {
		c := decoded(t, do(t, h, http.MethodPost, "/v1/check", `{"figures":{"fp8_dense":"`+figure+`"},"to":"china","as_of":"2026-02-01"}`))
		rulings := append(c.Decisions, c.NotApplicable...)
		if len(rulings) == 0 || rulings[0].Criteria[0].Thresholds[0].Text != want {
			t.Errorf("%s: %+v, want %q", figure, rulings, want)
		}
	}
}

func TestCheckRefusals(t *testing.T) {
	h := small(t)
	for body, says := range map[string]string{
		`{"to":"china"}`: "give item, or figures",
		`{"item":"h200","figures":{"tpp":4800},"to":"china"}`:           "not both",
		`{"figures":{"fp8":"600 TFLOPS"},"to":"china"}`:                 "did you mean fp8_dense",
		`{"figures":{"fp8_dense":"600 GB"},"to":"china"}`:               "TFLOPS",
		`{"figures":{"fp8_dense":["600"]},"to":"china"}`:                "a text or a number",
		`{"figures":[],"to":"china"}`:                                   "object",
		`{"item":"h200","to":"china","end_user":"h200"}`:                "an end user",
		`{"item":"h200","to":"china","assume":["rule"]}`:                "decision:status",
		`{"item":"h200","to":"china","assume":["rule:lapsed"]}`:         "status",
		`{"item":"h200","to":"china","assume":["h200:in-force"]}`:       "a decision",
		`{"item":"h200","to":"deepseek"}`:                               "a destination",
		`{"item":"h200","to":"china","as_of":"2026-02-01","lang":"de"}`: "en, fr",
	} {
		r := do(t, h, http.MethodPost, "/v1/check", body)
		if r.Code != http.StatusUnprocessableEntity || !strings.Contains(r.Body.String(), says) {
			t.Errorf("%s: %d %s, want %q", body, r.Code, r.Body, says)
		}
	}
}

// The call that stands with an answer gives the same answer, with the same id.
func TestCheckOnRecord(t *testing.T) {
	h := small(t)
	for _, target := range []string{"/v1/check?item=h200&to=china&end_user=deepseek&as_of=2026-02-01", "/v1/check?item=h200&to=china&lang=fr",
		"/v1/check?item=h200&to=china&as_of=2026-02-01&assume=rule:rescinded", "/v1/check?figures=fp8_dense%3D600+TFLOPS&to=china&as_of=2026-02-01"} {
		first := decoded(t, get(t, h, target))
		again := decoded(t, get(t, h, first.Call))
		if first.ID == "" || first.ID != again.ID || first.Text != again.Text || first.Call != again.Call {
			t.Errorf("%s: %s %q\n%s: %s %q", target, first.ID, first.Text, first.Call, again.ID, again.Text)
		}
	}
	now, then := decoded(t, get(t, h, "/v1/check?item=h200&to=china&as_of=2026-02-01")), decoded(t, get(t, h, "/v1/check?item=h200&to=china&as_of=2026-02-02"))
	if now.ID == then.ID {
		t.Error("checks of two days have one id")
	}
}

func TestCheckUnderAnotherLaw(t *testing.T) {
	h := small(t)
	const target = "/v1/check?item=h200&to=china&end_user=deepseek&as_of=2026-02-01"
	if c := decoded(t, get(t, h, target)); !strings.Contains(c.Text, "the Rule") || c.Outcome != "licence-required" {
		t.Errorf("%+v", c)
	}
	if c := decoded(t, get(t, h, target+"&assume=rule:rescinded")); c.Outcome != "none-known" || !strings.Contains(c.Text, "This assumes that the Rule is rescinded.") {
		t.Errorf("%+v", c)
	}
}
