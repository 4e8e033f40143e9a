package delimited

import (
	"bytes"
	"errors"
	"io"
)

// looked is how much of a text is looked at to recognise its delimiter, in bytes.
const looked = 1 << 16

// beginning reads so much of a text. A fault in it comes again when it is read.
func beginning(l *letters) ([]byte, error) {
	begin := make([]byte, looked)
	n, err := io.ReadFull(l, begin)
	var fault *Fault
	switch {
	case errors.As(err, &fault) && n > 0, errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		err = nil
	}
	return begin[:n:n], err
}

// delimiters are those that are recognised; where two would do, the first counts.
var delimiters = []byte{'\t', ';', ','}

// delimiterOf recognises what stands between cells: what the first line says as spreadsheets write it, in which case said is true,
// else what stands in the first rows as often as in the heads, outside quotes. A text without any is one of commas.
func delimiterOf(begin []byte) (delimiter rune, said bool) {
	line, _, more := bytes.Cut(begin, []byte("\n"))
	line = bytes.Trim(line, `"`)
	if len(line) == len("sep=;") && more && bytes.EqualFold(line[:4], []byte("sep=")) && bytes.IndexByte([]byte(",;\t|:"), line[4]) >= 0 {
		return rune(line[4]), true
	}
	delimiter, best := ',', 0
	for _, d := range delimiters {
		counts := countsOf(begin, d)
		if len(counts) == 0 || counts[0] == 0 {
			continue
		}
		alike := 0
		for _, n := range counts {
			if n == counts[0] {
				alike++
			}
		}
		if weight := alike*looked + counts[0]; weight > best {
			delimiter, best = rune(d), weight
		}
	}
	return delimiter, false
}

// rowsLooked is how many rows the delimiter is looked for in.
const rowsLooked = 20

// countsOf counts a delimiter in the first rows that are not empty, outside quotes.
func countsOf(begin []byte, delimiter byte) (counts []int) {
	now, quoted, empty := 0, false, true
	for _, c := range begin {
		switch {
		case c == '"':
			quoted = !quoted
		case c == '\n' && !quoted:
			if !empty {
				counts = append(counts, now)
			}
			if len(counts) == rowsLooked {
				return counts
			}
			now, empty = 0, true
			continue
		case c == delimiter && !quoted:
			now++
		}
		empty = false
	}
	if !empty && (len(begin) < looked || len(counts) == 0) {
		counts = append(counts, now)
	}
	return counts
}
