package load

import (
	"strings"
	"testing"
)

func TestReadable(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"Latin-1", "id: a\nname: \"Soci\xe9t\xe9\"\n", "x.yaml:2:12: this is not UTF-8"},
		{"NUL", "id: a\x00\n", "x.yaml:1:6: there is a NUL byte"},
		{"escape", "id: a\nname: \"\x1b[31mred\"\n", "x.yaml:2:8: there is the control character U+001B"},
		{"C1", "name: a\u0092b\n", "U+0092"},
		{"direction", "name: a\u202eb\n", "U+202E, which turns the direction"},
		{"UTF-16", "\xff\xfei\x00d\x00", "this is UTF-16"},
		{"brackets", "a: " + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000), "brackets stand in each other"},
		{"braces", strings.Repeat("{a: ", 100_000), "brackets stand in each other"},
		{"dashes", strings.Repeat("- ", 100_000) + "a", "nested deeper"},
		{"spaces", "a:\n" + strings.Repeat(" ", 100_000) + "b: c\n", "nested deeper"},
		{"stairs", stairs(3000), "nested deeper"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := YAML([]File{{Name: "x.yaml", Data: []byte(c.text)}}, nil)
			if len(d.Problems) != 1 || !strings.Contains(d.Problems.Error(), c.want) {
				t.Errorf("%v, want %s", d.Problems, c.want)
			}
		})
	}
	if p := readable("x", []byte("a: [\"]]]\", '{{']\nb: {c: d}\n# [[[[\n")); p != nil {
		t.Errorf("what is quoted counts: %v", p)
	}
}

// stairs is a mapping in a mapping in a mapping.
func stairs(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return b.String()
}
