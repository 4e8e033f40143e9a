package graph

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// ValueType is the type of an attribute's value.
type ValueType string

// The types that an ontology may give an attribute.
const (
	NumberValue ValueType = "number"
	TextValue   ValueType = "text"
	DateValue   ValueType = "date"
	BoolValue   ValueType = "bool"
	TermValue   ValueType = "term" // a text out of the attribute's list of terms
)

// Value is what an attribute claim says of its subject. The zero Value is absent: relation claims have none.
type Value struct {
	Type   ValueType
	Number float64 // in Unit, as the source wrote it
	Unit   string
	Text   string // texts and terms
	Date   Date
	Bool   bool
}

// IsZero reports whether the value is absent.
func (v Value) IsZero() bool { return v.Type == "" }

// String writes the value as a curator does. It is part of a claim's identity.
func (v Value) String() string {
	switch v.Type {
	case NumberValue:
		return Quantity{v.Number, v.Unit}.String()
	case DateValue:
		return v.Date.String()
	case BoolValue:
		return strconv.FormatBool(v.Bool)
	default:
		return v.Text
	}
}

// ParseValue reads a value of the given type as String writes it; units and terms are the ontology's to check.
func ParseValue(t ValueType, s string) (Value, error) {
	v := Value{Type: t}
	var err error
	switch t {
	case NumberValue:
		var q Quantity
		q, err = ParseQuantity(s)
		v.Number, v.Unit = q.Number, q.Unit
	case DateValue:
		v.Date, err = ParseDate(s)
	case BoolValue:
		if v.Bool, err = strconv.ParseBool(s); err != nil {
			err = fmt.Errorf("%q is neither true nor false", s)
		}
	case TextValue, TermValue:
		v.Text = s
	default:
		err = fmt.Errorf("%q is no type of value", t)
	}
	return v, err
}

// Quantity is a number with its unit; the unit may be empty.
type Quantity struct {
	Number float64 `json:"number"`
	Unit   string  `json:"unit,omitempty"`
}

// ParseQuantity reads a number, a space and a unit: "400000 units", "25 %", "3".
func ParseQuantity(s string) (Quantity, error) {
	number, unit, _ := strings.Cut(strings.TrimSpace(s), " ")
	n, err := strconv.ParseFloat(number, 64)
	if err != nil || math.IsInf(n, 0) || math.IsNaN(n) || strings.ContainsAny(number, "_xX") { // Go reads 4_800 and 0x1p3, and nobody else
		return Quantity{}, fmt.Errorf("%q is not a quantity: write a number, a space and a unit, as 4800 GB/s", s)
	}
	return Quantity{n, strings.TrimSpace(unit)}, nil
}

// IsZero reports whether the quantity is absent.
func (q Quantity) IsZero() bool { return q == Quantity{} }

func (q Quantity) String() string {
	n := strconv.FormatFloat(q.Number, 'f', -1, 64)
	if q.Unit == "" {
		return n
	}
	return n + " " + q.Unit
}
