package graph

import (
	"fmt"
	"strings"
)

// Confidence says how well a claim is supported; a larger value is better support.
type Confidence uint8

// The grades of confidence, weakest first.
const (
	Disputed  Confidence = iota + 1 // contradicted by a source of at least equal weight
	Estimated                       // somebody's estimate
	Reported                        // one press report or a retelling of one
	Confirmed                       // several independent sources
	Official                        // the actor's own document
)

var confidenceNames = [...]string{"", "disputed", "estimated", "reported", "confirmed", "official"}

func (c Confidence) String() string {
	if int(c) < len(confidenceNames) {
		return confidenceNames[c]
	}
	return fmt.Sprintf("confidence %d", uint8(c))
}

// ParseConfidence reads the name of a grade.
func ParseConfidence(s string) (Confidence, error) {
	for i, name := range confidenceNames {
		if i > 0 && s == name {
			return Confidence(i), nil
		}
	}
	return 0, fmt.Errorf("%q is no confidence: use one of %s", s, strings.Join(confidenceNames[1:], ", "))
}

// MarshalText writes the name of the grade.
func (c Confidence) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads the name of a grade.
func (c *Confidence) UnmarshalText(b []byte) (err error) {
	*c, err = ParseConfidence(string(b))
	return err
}
