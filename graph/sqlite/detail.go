package sqlite

import (
	"encoding/json"

	"chokepoint/graph"
)

// detail is what few claims have: the value of an attribute, and the rare qualifiers.
type detail struct {
	Type      graph.ValueType `json:"type,omitempty"`
	Number    float64         `json:"number,omitempty"`
	Unit      string          `json:"unit,omitempty"`
	Text      string          `json:"text,omitempty"`
	Date      string          `json:"date,omitempty"`
	Bool      bool            `json:"bool,omitempty"`
	ShareMost float64         `json:"share_most,omitempty"`
	Quantity  *graph.Quantity `json:"quantity,omitempty"`
	Purpose   string          `json:"purpose,omitempty"`
	Note      string          `json:"note,omitempty"`
}

// encodeDetail returns the JSON of what c has, or nil if it has nothing rare.
func encodeDetail(c *graph.Claim) ([]byte, error) {
	if c.Value.IsZero() && !c.Shares().Ranges() && c.Quantity.IsZero() && c.Purpose == "" && c.Note == "" {
		return nil, nil
	}
	v := c.Value
	d := detail{Type: v.Type, Number: v.Number, Unit: v.Unit, Text: v.Text, Bool: v.Bool, ShareMost: c.Shares().Upper().Float(), Purpose: c.Purpose, Note: c.Note}
	if v.Type == graph.DateValue {
		d.Date = v.Date.String()
	}
	if !c.Quantity.IsZero() {
		d.Quantity = &c.Quantity
	}
	return json.Marshal(d) // fails on a number that JSON has no word for
}

// decodeDetail sets what encodeDetail wrote.
func decodeDetail(text []byte, c *graph.Claim) error {
	var d detail
	if err := json.Unmarshal(text, &d); err != nil {
		return damaged(err)
	}
	c.Value = graph.Value{Type: d.Type, Number: d.Number, Unit: d.Unit, Text: d.Text, Bool: d.Bool}
	if d.Type == graph.DateValue {
		date, err := graph.ParseDate(d.Date)
		if err != nil {
			return damaged(err)
		}
		c.Value.Date = date
	}
	if d.Quantity != nil {
		c.Quantity = *d.Quantity
	}
	c.ShareMost, c.Purpose, c.Note = graph.ShareOf(d.ShareMost), d.Purpose, d.Note
	return nil
}
