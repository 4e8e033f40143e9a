package load

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// mostNested is how deep brackets, or the dashes of lists on one line, may stand in each other in a file written by hand, and mostIndented how many
// spaces a line may begin with: the parser takes time and memory by the square of it.
const (
	mostNested   = 50
	mostIndented = 200
)

// readable makes sure that the text of a file written by hand is UTF-8 without characters that command a terminal or turn the direction of what
// follows, and not so deeply nested that it would hold the program up; else it returns why not, and where.
func readable(file string, text []byte) *Problem {
	line, column, depth := 1, 1, 0
	problem := func(format string, args ...any) *Problem {
		return &Problem{Place{file, line, column}, fmt.Sprintf(format, args...)}
	}
	if bytes.HasPrefix(text, []byte{0xff, 0xfe}) || bytes.HasPrefix(text, []byte{0xfe, 0xff}) {
		return problem("this is UTF-16: save it as UTF-8")
	}
	quote := rune(0)
	for i := 0; i < len(text); {
		if column == 1 && deepLine(text[i:]) {
			return problem("this is nested deeper than %d levels", mostNested)
		}
		r, size := utf8.DecodeRune(text[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			return problem("this is not UTF-8, or was damaged: save the file as UTF-8")
		case r == 0:
			return problem("there is a NUL byte: the file is no text, or was damaged")
		case commands(r) && r != '\t' && r != '\n' && r != '\r':
			return problem("there is the control character U+%04X: take it out", r)
		case turns(r):
			return problem("there is the character U+%04X, which turns the direction of what follows: take it out", r)
		case r == '\n':
			line, column, quote = line+1, 0, 0
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case r == '[' || r == '{':
			if depth++; depth > mostNested {
				return problem("brackets stand in each other deeper than %d levels", mostNested)
			}
		case (r == ']' || r == '}') && depth > 0:
			depth--
		}
		column++
		i += size
	}
	return nil
}

// commands reports whether a character commands a terminal, and turns whether it turns the direction of what follows, so that it is shown in
// another order than it stands in.
func commands(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 }

func turns(r rune) bool { return 0x202a <= r && r <= 0x202e || 0x2066 <= r && r <= 0x2069 }

// checkText makes sure that a name has no such characters; those of a file of somebody else's become spaces, since nobody here can mend it, and
// so do ends of lines.
func (c *checker) checkText(at Place, what string, text *string, foreign bool) {
	if strings.ContainsAny(*text, "\n\r\t") {
		*text = strings.Join(strings.Fields(*text), " ")
	}
	i := strings.IndexFunc(*text, func(r rune) bool { return commands(r) || turns(r) })
	switch {
	case i < 0:
	case foreign:
		*text = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
			if commands(r) || turns(r) {
				return ' '
			}
			return r
		}, *text)), " ")
	default:
		r, _ := utf8.DecodeRuneInString((*text)[i:])
		c.fault(at, "%s has the character U+%04X, which commands a terminal or turns what follows: take it out", what, r)
	}
}

// deepLine reports whether a line begins with too many spaces or signs of a list.
func deepLine(text []byte) bool {
	spaces, signs := 0, 0
	for i := range text {
		switch c := text[i]; {
		case c == ' ':
			spaces++
		case (c == '-' || c == '?' || c == ':') && i+1 < len(text) && text[i+1] == ' ':
			signs++
		default:
			return spaces-signs > mostIndented || signs > mostNested
		}
	}
	return spaces-signs > mostIndented || signs > mostNested
}

// withoutDirective is a text without the directives that it may begin with (%YAML 1.2) and the mark of its end (...), which the parser does not take:
// they become comments, so that places stay.
func withoutDirective(text []byte) []byte {
	if end, ok := bytes.CutSuffix(bytes.TrimRight(text, "\r\n \t"), []byte("\n...")); ok { // the mark of the end
		text = end
	}
	if !bytes.HasPrefix(text, []byte("%")) {
		return text
	}
	text = bytes.Clone(text)
	for at := 0; at < len(text) && text[at] == '%'; {
		text[at] = '#'
		next := bytes.IndexByte(text[at:], '\n')
		if next < 0 {
			break
		}
		at += next + 1
	}
	return text
}
