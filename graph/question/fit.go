package question

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/rivo/uniseg"
)

// gap is how many columns of the terminal stand between those of a table.
const gap = 2

// How narrow columns of texts are made, one step after the other until a table fits: from a width that reads well.
const (
	comfortable = 24
	narrowest   = 12
	narrower    = 4
)

// rows writes rows in columns.
func (s *Sheet) rows(heads []string, rows [][]Graded) {
	for _, row := range rows {
		for i := range row {
			row[i].text = plainCell(row[i].text)
		}
	}
	under := make([]Graded, len(heads))
	for i, head := range heads {
		under[i].text = plainCell(head)
	}
	all := rows
	if len(heads) > 0 {
		all = append([][]Graded{under}, rows...)
	}
	widths, fit := columnWidths(all, s.width)
	if fit || len(heads) == 0 {
		for _, row := range all {
			s.row(row, widths)
		}
		return
	}
	for i, row := range rows {
		if i > 0 {
			fmt.Fprintln(s.w)
		}
		s.block(under, row)
	}
}

// block writes a row as lines of a head and what stands under it.
func (s *Sheet) block(heads, row []Graded) {
	lines := make([][]Graded, len(row))
	for i := range row {
		lines[i] = []Graded{heads[i], row[i]}
	}
	widths, _ := columnWidths(lines, s.width)
	for _, line := range lines {
		s.row(line, widths)
	}
}

// row writes a row: what a cell has no room for stands in the line below.
func (s *Sheet) row(row []Graded, widths []int) {
	cells, height := make([][]string, len(row)), 0
	for i, c := range row {
		cells[i] = broken(c.text, widths[i])
		height = max(height, len(cells[i]))
	}
	for line := range height {
		var b strings.Builder
		room := 0 // still to fill before the next cell
		for i, texts := range cells {
			if line < len(texts) && texts[line] != "" {
				b.WriteString(strings.Repeat(" ", room))
				if s.color {
					b.WriteString(row[i].colored(texts[line]))
				} else {
					b.WriteString(texts[line])
				}
				room = -uniseg.StringWidth(texts[line])
			}
			room += widths[i] + gap
		}
		b.WriteByte('\n')
		_, _ = io.WriteString(s.w, b.String())
	}
}

// columnWidths are how wide the columns of rows are made for their lines to keep within a width, and whether they do with columns that can be
// read. Texts give room before ids, which break behind their marks only where the table would be twice as long without that.
func columnWidths(rows [][]Graded, width int) (widths []int, fit bool) {
	natural, words, parts := measure(rows)
	room := width - gap*(len(natural)-1)
	if width <= 0 || sum(natural) <= room {
		return natural, true
	}
	whole := firstFit(natural, words, room)
	split := firstFit(natural, parts, room)
	switch {
	case whole != nil && (split == nil || linesOf(rows, whole) <= 2*linesOf(rows, split)):
		return whole, true
	case split != nil:
		return split, true
	}
	floors, limit := floorsOf(natural, parts, narrowest), max(room, 1)
	for limit > 1 && sum(atMost(floors, limit)) > room {
		limit--
	}
	return atMost(floors, limit), false
}

// firstFit makes columns of texts narrower until all fit into a room, and what is whole stays so; nil if they never do.
func firstFit(natural, whole []int, room int) []int {
	for texts := comfortable; texts >= narrowest; texts -= narrower {
		if floors := floorsOf(natural, whole, texts); sum(floors) <= room {
			return between(floors, natural, room)
		}
	}
	return nil
}

// linesOf is how many lines rows take in columns of some widths.
func linesOf(rows [][]Graded, widths []int) (n int) {
	for _, row := range rows {
		height := 0
		for i, c := range row {
			height = max(height, len(broken(c.text, widths[i])))
		}
		n += height
	}
	return n
}

// floorsOf are the least widths of columns that keep what is whole in them, and of texts as much as a limit.
func floorsOf(natural, whole []int, limit int) []int {
	floors := make([]int, len(natural))
	for i := range floors {
		floors[i] = max(whole[i], min(natural[i], limit))
	}
	return floors
}

// between are the widths from floors up to the natural ones that fill a room, the narrower ones first.
func between(floors, natural []int, room int) []int {
	widths := slices.Clone(floors)
	for left := room - sum(widths); left > 0; left-- {
		narrow := -1
		for i := range widths {
			if widths[i] < natural[i] && (narrow < 0 || widths[i] < widths[narrow]) {
				narrow = i
			}
		}
		if narrow < 0 {
			break
		}
		widths[narrow]++
	}
	return widths
}

func atMost(widths []int, limit int) []int {
	capped := make([]int, len(widths))
	for i, w := range widths {
		capped[i] = min(w, limit)
	}
	return capped
}

func sum(widths []int) (total int) {
	for _, w := range widths {
		total += w
	}
	return total
}

// measure returns how wide the texts of each column are, their words, and the parts between the marks of these.
func measure(rows [][]Graded) (natural, words, parts []int) {
	for _, row := range rows {
		for i, c := range row {
			if i == len(natural) {
				natural, words, parts = append(natural, 0), append(words, 0), append(parts, 0)
			}
			natural[i] = max(natural[i], uniseg.StringWidth(c.text))
			indented := uniseg.StringWidth(indentOf(c.text))
			for word := range strings.FieldsSeq(c.text) {
				for _, atom := range atoms(word) {
					words[i] = max(words[i], indented+uniseg.StringWidth(atom))
					for _, part := range partsOf(atom) {
						parts[i] = max(parts[i], indented+uniseg.StringWidth(part))
					}
				}
			}
		}
	}
	return natural, words, parts
}

func indentOf(text string) string { return text[:len(text)-len(strings.TrimLeft(text, " "))] }
