package delimited

import (
	"testing"

	"pgregory.net/rapid"
)

func TestGuarded(t *testing.T) {
	for text, want := range map[string]string{
		`=HYPERLINK("x")`: `'=HYPERLINK("x")`, "@sum(a1)": "'@sum(a1)", "-2+3": "'-2+3", "+cmd": "'+cmd", "\t=1": "'\t=1", "＝1": "'＝1", "'=1": "''=1",
		"-5": "-5", "+0.5": "+0.5", "-1e-7": "-1e-7", "-5 %": "'-5 %", "a=b": "a=b", "'quoted": "'quoted", "": "", "'-5": "'-5", "-": "'-",
	} {
		if got := Guarded(text); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestUnguardedIsTheWayBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("'=+-@\t\r\n5a.e%＝"))).Draw(t, "text")
		if got := Unguarded(Guarded(text)); got != text {
			t.Fatalf("%q comes back as %q", text, got)
		}
		if isFormula(Guarded(text)) {
			t.Fatalf("%q is still a formula", Guarded(text))
		}
	})
}
