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
