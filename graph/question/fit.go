package question

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// gap is how many spaces stand between columns.
const gap = 2

// narrowest is how narrow a column is made at most.
const narrowest = 12

// fitted breaks the texts of rows so that their lines keep within a width: the widest columns give room first, and what a cell has
// no room for stands in the row below.
func fitted(rows [][]string, width int) [][]string {
	widths := columnWidths(rows)
	total := 0
	for _, w := range widths {
		total += w + gap
	}
	if width <= 0 || total-gap <= width {
		return rows
	}
	limit := columnLimit(widths, width-gap*(len(widths)-1))
	var all [][]string
	for _, row := range rows {
		cells, height := make([][]string, len(row)), 1
		for i, cell := range row {
			cells[i] = broken(cell, limit)
			height = max(height, len(cells[i]))
		}
		for line := range height {
			texts := make([]string, len(row))
			for i := range cells {
				if line < len(cells[i]) {
					texts[i] = cells[i][line]
				}
			}
			all = append(all, texts)
		}
	}
	return all
}

func columnWidths(rows [][]string) []int {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	return widths
}

// columnLimit is the greatest width of a column with which all fit into a room, columns below it as wide as they are.
func columnLimit(widths []int, room int) int {
	sorted := slices.Sorted(slices.Values(widths))
	for i, w := range sorted {
		if share := room / (len(sorted) - i); w > share {
			return max(share, narrowest)
		}
		room -= w
	}
	return narrowest
}

// broken breaks a text into lines of a width, between words where it can.
func broken(text string, width int) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		for {
			joined := word
			if line != "" {
				joined = line + " " + word
			}
			if utf8.RuneCountInString(joined) <= width {
				line = joined
				break
			}
			if line != "" {
				lines, line = append(lines, line), ""
				continue
			}
			letters := []rune(word)
			lines, word = append(lines, string(letters[:width])), string(letters[width:])
		}
	}
	if line != "" || lines == nil {
		lines = append(lines, line)
	}
	return lines
}
