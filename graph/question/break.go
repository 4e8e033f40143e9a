package question

import (
	"strings"

	"github.com/rivo/uniseg"
)

// broken breaks a text into lines of a width, between words where it can.
func broken(text string, width int) []string {
	if uniseg.StringWidth(text) <= width {
		return []string{text}
	}
	indent := indentOf(text)
	f := filler{width: max(width-len(indent), 1)}
	for word := range strings.FieldsSeq(text) {
		space := " "
		for _, atom := range atoms(word) {
			f.add(space, atom)
			space = ""
		}
	}
	lines := append(f.lines, f.line)
	for i := range lines {
		lines[i] = indent + lines[i]
	}
	return lines
}

// filler fills lines.
type filler struct {
	width int
	lines []string // that are full
	line  string
	taken int // by the line
}

// add adds what is not to be broken, with a space before it where it is not the first of a line.
func (f *filler) add(space, text string) {
	wide := uniseg.StringWidth(text)
	switch {
	case f.line == "":
		space = ""
	case f.taken+len(space)+wide > f.width:
		f.lines, f.line, f.taken = append(f.lines, f.line), "", 0
		space = ""
	}
	if wide <= f.width {
		f.line += space + text
		f.taken += len(space) + wide
		return
	}
	if parts := partsOf(text); len(parts) > 1 {
		for _, part := range parts {
			f.add("", part)
		}
		return
	}
	for state := -1; text != ""; {
		var letter string
		if letter, text, wide, state = uniseg.FirstGraphemeClusterInString(text, state); wide > f.width {
			f.line, f.taken = f.line+letter, f.taken+wide // nothing is as narrow
			continue
		}
		f.add("", letter)
	}
}

// atoms are the parts of a word that stay whole as long as they can: the word, but that Chinese, Japanese and Korean writing breaks as Unicode
// has it.
func atoms(word string) (all []string) {
	if !hasWide(word) {
		return []string{word}
	}
	for state := -1; word != ""; {
		var part string
		part, word, _, state = uniseg.FirstLineSegmentInString(word, state)
		all = append(all, part)
	}
	return all
}

func hasWide(word string) bool {
	return strings.ContainsFunc(word, func(r rune) bool { return r >= 0x1100 && uniseg.StringWidth(string(r)) > 1 })
}

// partsOf are the parts of an id or an address, broken behind its marks.
func partsOf(word string) (all []string) {
	for len(word) > 0 {
		end := strings.IndexAny(word, "-_/&?=") + 1
		if end == 0 {
			end = len(word)
		}
		all, word = append(all, word[:end]), word[end:]
	}
	return all
}

// wrapped breaks the lines of a text that are wider than a width between words. What follows stands two deeper than the line begins; a word
// that is wider itself, as an address, stays whole.
func wrapped(text string, width int) string {
	if width <= 0 {
		return text
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		line, ended := strings.CutSuffix(line, "\n")
		if shownWidth(line) > width {
			line = hanging(line, width)
		}
		b.WriteString(line)
		if ended {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func hanging(line string, width int) string {
	indent := indentOf(line)
	var b strings.Builder
	b.WriteString(indent)
	taken, first := len(indent), true
	for word := range strings.FieldsSeq(line) {
		space := " "
		if first {
			space = ""
		}
		for _, atom := range atoms(word) {
			wide := shownWidth(atom)
			if !first && taken+len(space)+wide > width {
				b.WriteString("\n" + indent + "  ")
				taken, space = len(indent)+2, ""
			}
			b.WriteString(space + atom)
			taken, first, space = taken+len(space)+wide, false, ""
		}
	}
	return b.String()
}

// shownWidth is the width of a text that may have colours.
func shownWidth(text string) int { return uniseg.StringWidth(colorCodes.ReplaceAllString(text, "")) }
