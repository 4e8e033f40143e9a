package graph

import (
	"errors"
	"testing"
)

func TestShares(t *testing.T) {
	for text, want := range map[string]Share{"0": 0, "1": Whole, "0.5": Whole / 2, "0.49996": 499_960_000, "0.499999": 499_999_000, ".25": Whole / 4, "0.100000000000": Whole / 10} {
		if got, err := ParseShare(text); got != want || err != nil {
			t.Errorf("%s is %d (%v), want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", ".", "1.1", "-0.1", "0_1", "0x1p-1", "1e-1", "NaN", "Inf", "50 %", "0.4999999999", "0,5"} {
		if got, err := ParseShare(text); !errors.Is(err, ErrShare) {
			t.Errorf("%q is read as %d (%v)", text, got, err)
		}
	}
	if sum := 5 * ShareOf(0.1); sum != ShareOf(0.5) {
		t.Errorf("five times a tenth is %v", sum)
	}
	if ShareOf(0.24)+ShareOf(0.26) < ShareOf(0.5) {
		t.Error("0.24 and 0.26 are less than a half")
	}
	for x, want := range map[float64]Share{0: 0, 0.25: Whole / 4, 0.2500000001: Whole/4 + 1, 0.249999999999: Whole / 4, 0.57: 570_000_000, 1: Whole} {
		if got := ShareFrom(x); got != want {
			t.Errorf("a share of %v at least is one of %d, want %d", x, got, want)
		}
	}
	if NoShare.Known() || NoShare.String() != "" || NoShare.Pointer() != nil || ShareOf(0.84).String() != "0.84" {
		t.Error("an unknown share, or how shares are written")
	}
}

func TestRangesOfShares(t *testing.T) {
	for text, want := range map[string]ShareRange{"0.25-0.5": {Whole / 4, Whole / 2}, "0-1": {0, Whole}, "0.5-0.5": {Whole / 2, Whole / 2}, "0.3": {ShareOf(0.3), ShareOf(0.3)}} {
		got, err := ParseShareRange(text)
		if got != want || err != nil {
			t.Errorf("%s is %v (%v), want %v", text, got, err, want)
		}
		if again, err := ParseShareRange(got.String()); again != got || err != nil {
			t.Errorf("%s is written %s", text, got)
		}
		if again := SharesFrom(got.Least, got.Upper()); again != got {
			t.Errorf("%s as a claim has it is %v", text, again)
		}
	}
	for text, want := range map[string]error{"0.5-0.25": ErrShareRange, "0.5-1.5": ErrShare, "0.5-": ErrShare, "-0.5": ErrShare, "0.1-0.2-0.3": ErrShare, "25-50": ErrShare, "25-50%": ErrShare, "5e-05": ErrShare} {
		if got, err := ParseShareRange(text); !errors.Is(err, want) || got.Known() {
			t.Errorf("%q is read as %v (%v)", text, got, err)
		}
	}
	unknown, exact, ranges := SharesFrom(NoShare, Whole/2), SharesFrom(Whole/2, Whole/4), SharesFrom(Whole/4, Whole/2)
	if unknown.Known() || unknown.Exact() || unknown.Ranges() || unknown.Most != Whole || unknown.String() != "" || unknown.Upper() != 0 {
		t.Errorf("unknown: %+v", unknown)
	}
	if !exact.Exact() || exact.Ranges() || exact.Most != Whole/2 {
		t.Errorf("exact: %+v", exact)
	}
	if least, most := ranges.Pointers(); ranges.Exact() || !ranges.Ranges() || *least != 0.25 || *most != 0.5 {
		t.Errorf("a range: %+v", ranges)
	}
	if _, most := exact.Pointers(); most != nil {
		t.Errorf("an exact share is %v at the most", *most)
	}
}
