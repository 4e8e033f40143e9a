// Package packed writes what records say in few bytes and reads it back exactly, for stores that read all of their ledger at once: a
// claim of usual length takes about 30 bytes. A text that comes again is written as the number of its first place, numbers are varints.
package packed

import (
	"encoding/binary"
	"errors"
	"maps"
	"math"
	"slices"

	"chokepoint/graph"
)

// ErrDamaged marks bytes that no Writer wrote.
var ErrDamaged = errors.New("a packed block of the ledger is damaged")

// How a text is written: as one that is empty, as one that follows, or as the number of an earlier one.
const (
	emptyText = iota
	newText
	earlierTexts
)

// Writer packs things, one after another. The zero Writer is ready.
type Writer struct {
	packed []byte
	known  map[string]uint64 // numbers of texts
}

// Bytes returns all that was written; the Writer is to write no more.
func (w *Writer) Bytes() []byte { return w.packed }

// Text writes a text.
func (w *Writer) Text(s string) {
	if s == "" {
		w.packed = append(w.packed, emptyText)
		return
	}
	if number, known := w.known[s]; known {
		w.packed = binary.AppendUvarint(w.packed, number)
		return
	}
	if w.known == nil {
		w.known = map[string]uint64{}
	}
	w.known[s] = uint64(len(w.known)) + earlierTexts
	w.packed = append(binary.AppendUvarint(append(w.packed, newText), uint64(len(s))), s...)
}

// Number writes a number, in fewer bytes the nearer it is to 0.
func (w *Writer) Number(n int64) { w.packed = binary.AppendVarint(w.packed, n) }

// Raw writes bytes as they are.
func (w *Writer) Raw(b []byte) { w.packed = append(w.packed, b...) }

func (w *Writer) float(x float64) {
	w.packed = binary.LittleEndian.AppendUint64(w.packed, math.Float64bits(x))
}

// Entity writes an entity.
func (w *Writer) Entity(e *graph.Entity) {
	w.Text(e.ID)
	w.Text(e.Kind)
	w.Text(e.Name)
	w.Number(int64(len(e.Aliases)))
	for _, a := range e.Aliases {
		w.Text(a.Name)
		w.Text(a.Lang)
	}
	w.Number(int64(len(e.Identifiers)))
	for _, scheme := range slices.Sorted(maps.Keys(e.Identifiers)) {
		w.Text(scheme)
		w.Text(e.Identifiers[scheme])
	}
}

// Source writes a source.
func (w *Writer) Source(s *graph.Source) {
	for _, t := range [...]string{s.ID, s.Title, s.Publisher, s.URL, s.Language, s.Kind, s.CopyOf} {
		w.Text(t)
	}
	w.Number(int64(s.Published))
}

// What a claim has beyond its ends, its confidence and its sources.
const (
	hasValue = 1 << iota
	hasShare
	hasQuantity
	hasItem
	hasFrom
	hasTo
	hasWords
)

// Claim writes a claim.
func (w *Writer) Claim(c *graph.Claim) {
	has := hasOf(c)
	w.Number(int64(has))
	w.Text(c.Subject)
	w.Text(c.Predicate)
	w.Text(c.Object)
	w.Number(int64(c.Confidence))
	w.Number(int64(len(c.Sources)))
	for _, cited := range c.Sources {
		w.Text(cited.Source)
		w.Text(cited.Locator)
	}
	if has&hasValue != 0 {
		w.value(&c.Value)
	}
	if has&hasShare != 0 {
		w.Number(int64(c.Share))
		w.Number(int64(c.ShareMost))
	}
	if has&hasQuantity != 0 {
		w.float(c.Quantity.Number)
		w.Text(c.Quantity.Unit)
	}
	if has&hasItem != 0 {
		w.Text(c.Item)
	}
	if has&hasFrom != 0 {
		w.Number(int64(c.Valid.From))
	}
	if has&hasTo != 0 {
		w.Number(int64(c.Valid.To))
	}
	if has&hasWords != 0 {
		w.Text(c.Role)
		w.Text(c.Purpose)
		w.Text(c.Note)
	}
}

func hasOf(c *graph.Claim) (has int) {
	for i, is := range [...]bool{c.Value != graph.Value{}, c.Share != graph.NoShare || c.ShareMost != 0, c.Quantity != graph.Quantity{}, c.Item != "",
		c.Valid.From != graph.Always.From, c.Valid.To != graph.Always.To, c.Role != "" || c.Purpose != "" || c.Note != ""} {
		if is {
			has |= 1 << i
		}
	}
	return has
}

func (w *Writer) value(v *graph.Value) {
	w.Text(string(v.Type))
	w.float(v.Number)
	w.Text(v.Unit)
	w.Text(v.Text)
	w.Number(int64(v.Date))
	if v.Bool {
		w.Number(1)
	} else {
		w.Number(0)
	}
}
