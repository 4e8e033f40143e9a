package export

import (
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
	"time"

	"chokepoint/graph/delimited"
)

// column is one of a table in CSV.
type column[T any] struct {
	name string
	text func(*T) string
}

var entityColumns = []column[Entity]{
	{"id", func(e *Entity) string { return e.ID }},
	{"kind", func(e *Entity) string { return e.Kind }},
	{"name", func(e *Entity) string { return e.Name }},
	{"aliases", func(e *Entity) string { return list(e.Aliases) }},
	{"identifiers", func(e *Entity) string { return list(e.Identifiers) }},
	{"country", func(e *Entity) string { return e.Country }},
}

var claimColumns = []column[Claim]{
	{"id", func(c *Claim) string { return c.ID }},
	{"subject", func(c *Claim) string { return c.Subject }},
	{"predicate", func(c *Claim) string { return c.Predicate }},
	{"object", func(c *Claim) string { return c.Object }},
	{"share", func(c *Claim) string { return number(c.Share) }},
	{"share_most", func(c *Claim) string { return number(c.ShareMost) }},
	{"quantity", func(c *Claim) string { return number(c.Quantity) }},
	{"unit", func(c *Claim) string { return c.Unit }},
	{"item", func(c *Claim) string { return c.Item }},
	{"for", func(c *Claim) string { return c.For }},
	{"purpose", func(c *Claim) string { return c.Purpose }},
	{"note", func(c *Claim) string { return c.Note }},
	{"valid_from", func(c *Claim) string { return c.ValidFrom }},
	{"valid_to", func(c *Claim) string { return c.ValidTo }},
	{"confidence", func(c *Claim) string { return c.Confidence }},
	{"sources", func(c *Claim) string { return list(c.Sources) }},
	{"dataset", func(c *Claim) string { return c.Dataset }},
	{"recorded_from", func(c *Claim) string { return c.RecordedFrom.UTC().Format(time.RFC3339Nano) }},
}

var sourceColumns = []column[Source]{
	{"id", func(s *Source) string { return s.ID }},
	{"title", func(s *Source) string { return s.Title }},
	{"publisher", func(s *Source) string { return s.Publisher }},
	{"url", func(s *Source) string { return s.URL }},
	{"published", func(s *Source) string { return s.Published }},
	{"language", func(s *Source) string { return s.Language }},
	{"kind", func(s *Source) string { return s.Kind }},
	{"copy_of", func(s *Source) string { return s.CopyOf }},
}

// list joins texts with ;, of which one that belongs to a text stands twice.
func list(texts []string) string {
	escaped := make([]string, len(texts))
	for i, text := range texts {
		escaped[i] = strings.ReplaceAll(text, ";", ";;")
	}
	return strings.Join(escaped, ";")
}

// number writes a number without an exponent.
func number(x *float64) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'f', -1, 64)
}

// writeCSV writes a table as RFC 4180 has it. No spreadsheet takes a cell for a formula.
func writeCSV[T any](w io.Writer, columns []column[T], rows iter.Seq[T]) error {
	out := csv.NewWriter(w)
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = c.name
	}
	if err := out.Write(cells); err != nil {
		return fmt.Errorf("writing CSV: %w", err)
	}
	for row := range rows {
		for i, c := range columns {
			cells[i] = delimited.Guarded(c.text(&row))
		}
		if err := out.Write(cells); err != nil {
			return fmt.Errorf("writing CSV: %w", err)
		}
	}
	out.Flush()
	return out.Error()
}
