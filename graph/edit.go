package graph

import "strings"

// Edit is a claim that a dataset says with other contents than before.
type Edit struct {
	Claim  string      `json:"claim"` // as a line for people
	Fields []FieldEdit `json:"fields"`
}

// FieldEdit is what an edit does to one field of a claim, each time as files have it; empty where the field is absent.
type FieldEdit struct {
	Field  string `json:"field"` // as claims in files have it: share, quantity, valid_to …
	Before string `json:"before,omitempty"`
	After  string `json:"after,omitempty"`
}

// EditOf compares two contents of one claim.
func EditOf(before, after *Claim) Edit {
	e := Edit{Claim: after.String()}
	for _, f := range []struct {
		name string
		of   func(*Claim) string
	}{
		{"value", func(c *Claim) string { return c.Value.String() }},
		{"share", func(c *Claim) string { return c.Shares().String() }},
		{"quantity", func(c *Claim) string {
			if c.Quantity.IsZero() {
				return ""
			}
			return c.Quantity.String()
		}},
		{"purpose", func(c *Claim) string { return c.Purpose }},
		{"note", func(c *Claim) string { return c.Note }},
		{"valid_to", func(c *Claim) string { return c.Valid.To.String() }},
		{"confidence", func(c *Claim) string { return c.Confidence.String() }},
		{"source", func(c *Claim) string { return citationsText(c.Sources) }},
	} {
		if x, y := f.of(before), f.of(after); x != y {
			e.Fields = append(e.Fields, FieldEdit{f.name, x, y})
		}
	}
	return e
}

func citationsText(cited []Citation) string {
	texts := make([]string, len(cited))
	for i, c := range cited {
		texts[i] = c.Source
		if c.Locator != "" {
			texts[i] += " (" + c.Locator + ")"
		}
	}
	return strings.Join(texts, ", ")
}
