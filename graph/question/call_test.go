package question_test

import (
	"net/url"
	"os/exec"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"chokepoint/graph/question"
)

// callParameters are of each sort.
type callParameters struct {
	Ref     string   `param:"ref" arg:"1" required:"true"`
	Depth   int      `param:"depth"`
	Kind    []string `param:"kind"`
	AsOf    string   `param:"as_of"`
	Queries []item   `param:"queries"`
}

type item struct {
	Name string `json:"name"`
}

func (i *item) UnmarshalText(text []byte) error {
	i.Name = string(text)
	return nil
}

func calling() *question.Info {
	return question.Define(question.Definition[callParameters, int]{Name: "ask", Path: "/v1/of/{ref}/x"}).Info()
}

func TestCommands(t *testing.T) {
	for want, v := range map[string]question.Values{
		"chokepoint ask nvidia --depth 2 --as-of 2025-06-01":     {"ref": {"nvidia"}, "depth": {"2"}, "as_of": {"2025-06-01"}},
		"chokepoint ask 'a b' --kind chip --kind company":        {"ref": {"a b"}, "kind": {"chip", "company"}},
		`chokepoint ask 'it'\''s $(rm) "x"'`:                     {"ref": {`it's $(rm) "x"`}},
		`chokepoint ask x --kind 'a\,b'`:                         {"ref": {"x"}, "kind": {"a,b"}},
		"chokepoint ask --depth=-1 -- -x":                        {"ref": {"-x"}, "depth": {"-1"}},
		"chokepoint ask x":                                       {"ref": {"x"}, "as_of": {""}},
		`chokepoint ask x --queries '{"name":"A & B"}'`:          {"ref": {"x"}, "queries": {`{"name":"A & B"}`}},
		"chokepoint ask '~/*'":                                   {"ref": {"~/*"}},
		"chokepoint ask 中芯 --as-of 2025":                         {"ref": {"中芯"}, "as_of": {"2025"}},
		"chokepoint ask 'a\nb'":                                  {"ref": {"a\nb"}},
		"chokepoint ask nvidia-h20/x_y.z:1@2%3+4=5 --as-of '#a'": {"ref": {"nvidia-h20/x_y.z:1@2%3+4=5"}, "as_of": {"#a"}},
	} {
		got := calling().Command(v)
		if got != want {
			t.Errorf("%v is %s, want %s", v, got, want)
		}
		words, err := exec.Command("sh", "-c", "printf '%s\\0' "+got).Output() // a shell reads the words that were meant
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(words), "\x00"+v["ref"][0]+"\x00") {
			t.Errorf("a shell reads %q of %s", words, got)
		}
	}
}

// TestCalls holds that what is written as a call is read as what was written.
func TestCalls(t *testing.T) {
	for _, v := range []question.Values{
		{"ref": {"nvidia"}}, {"ref": {"a/b ?c"}, "kind": {"x", "y&z"}, "depth": {"2"}}, {"ref": {"中芯 %2F"}, "as_of": {"2025-06-01"}},
	} {
		call := calling().Call(v)
		u, err := url.Parse(call)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(v, calling().ReadCall(u)); diff != "" {
			t.Errorf("%s (-written +read):\n%s", call, diff)
		}
	}
	if u, _ := url.Parse("/v1/of/x/y"); calling().ReadCall(u) != nil {
		t.Error("a call of another question is read")
	}
}

// TestBodies holds that members of a body have their types.
func TestBodies(t *testing.T) {
	got := calling().Body(question.Values{"ref": {"7"}, "depth": {"2"}, "kind": {"a"}, "queries": {`{"name":"A"}`, "B"}})
	want := map[string]any{"ref": "7", "depth": 2.0, "kind": []any{"a"}, "queries": []any{map[string]any{"name": "A"}, "B"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
