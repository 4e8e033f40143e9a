package graph

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Share is a part of a whole, in billionths, or NoShare when unknown: sums and comparisons with a threshold are exact, which
// they are not with binary fractions. A billionth is a ten-millionth of a percent; no register writes more digits.
type Share int32

// Whole is all of it; NoShare is the absent share, tested with Known.
const (
	Whole   Share = 1e9
	NoShare Share = -1
)

// ErrShare marks a share that is no part of a whole.
var ErrShare = errors.New("a share is a number from 0 to 1")

// ShareOf rounds a fraction to a share. What is no number is NoShare.
func ShareOf(x float64) Share {
	if math.IsNaN(x) {
		return NoShare
	}
	return Share(math.Round(x * float64(Whole)))
}

// ShareFrom returns the least share that is not below a fraction, with which a share is compared that is to reach it.
func ShareFrom(x float64) Share {
	s := ShareOf(x)
	if s.Float() < x {
		s++
	}
	return s
}

// ParseShare reads a decimal fraction from 0 to 1 with at most nine decimals: 0.5, 0.49996, 1.
func ParseShare(s string) (Share, error) {
	whole, decimals, _ := strings.Cut(s, ".")
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || strings.Trim(whole+decimals, "0123456789") != "" || len(strings.TrimRight(decimals, "0")) > 9 || x < 0 || x > 1 {
		return NoShare, fmt.Errorf("%q: %w, as 0.495", s, ErrShare)
	}
	return ShareOf(x), nil
}

// Known reports whether the share is given.
func (s Share) Known() bool { return s >= 0 }

// Float returns the share as a fraction; that of NoShare means nothing.
func (s Share) Float() float64 { return float64(s) / float64(Whole) }

// Pointer returns the share as a fraction, or nil if it is not known, as answers have it.
func (s Share) Pointer() *float64 {
	if !s.Known() {
		return nil
	}
	x := s.Float()
	return &x
}

// String writes the share as ParseShare reads it; an unknown one is empty.
func (s Share) String() string {
	if !s.Known() {
		return ""
	}
	return strconv.FormatFloat(s.Float(), 'f', -1, 64)
}

// ShareRange is what is known of a share: it is Least at the least and Most at the most, which are alike where it is exact. Of
// one that is not known Least is NoShare, and Most is Whole.
type ShareRange struct{ Least, Most Share }

// ErrShareRange marks a range whose ends are the wrong way round.
var ErrShareRange = errors.New("the lower end of a range of shares comes first")

// SharesFrom reads the fields of a claim: most counts only where it is above share.
func SharesFrom(share, most Share) ShareRange {
	if !share.Known() {
		return ShareRange{NoShare, Whole}
	}
	return ShareRange{share, max(share, most)}
}

// ParseShareRange reads a share, or two that a hyphen joins to a range: 0.25-0.5.
func ParseShareRange(s string) (ShareRange, error) {
	low, high, ranging := strings.Cut(s, "-")
	least, err := ParseShare(low)
	if err != nil || !ranging {
		return SharesFrom(least, 0), err
	}
	most, err := ParseShare(high)
	if err == nil && most < least {
		err = fmt.Errorf("%q: %w, as 0.25-0.5", s, ErrShareRange)
	}
	if err != nil {
		return SharesFrom(NoShare, 0), err
	}
	return ShareRange{least, most}, nil
}

// Known reports whether something is known of the share.
func (r ShareRange) Known() bool { return r.Least.Known() }

// Exact reports whether the share is known, and not as a range.
func (r ShareRange) Exact() bool { return r.Least == r.Most }

// Ranges reports whether the share is known as a range alone.
func (r ShareRange) Ranges() bool { return r.Known() && !r.Exact() }

// Upper is the upper end as a claim has it: 0 of a share that is exact or not known.
func (r ShareRange) Upper() Share {
	if r.Ranges() {
		return r.Most
	}
	return 0
}

// Pointers returns both ends as fractions, as answers have them: nil where the share is not known, and the upper where it is exact.
func (r ShareRange) Pointers() (least, most *float64) {
	if r.Ranges() {
		most = r.Most.Pointer()
	}
	return r.Least.Pointer(), most
}

// String writes the share as ParseShareRange reads it; an unknown one is empty.
func (r ShareRange) String() string {
	if r.Ranges() {
		return r.Least.String() + "-" + r.Most.String()
	}
	return r.Least.String()
}
