package main

import (
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/term"

	"chokepoint/graph/question"
)

// lineWidth is how wide the lines of tables may be: as COLUMNS says, else as wide as the terminal that they go to; 0, any width,
// where they go elsewhere.
func lineWidth(out io.Writer) int {
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	file, ok := out.(*os.File)
	if !ok {
		return 0
	}
	width, _, err := term.GetSize(int(file.Fd()))
	if err != nil {
		return 0
	}
	return width
}

// writeCSV writes a table as CSV: to a terminal without what would command it, and as it is to where it is read by programs.
func writeCSV(out io.Writer, t *question.Table) error {
	if file, ok := out.(*os.File); !ok || !term.IsTerminal(int(file.Fd())) {
		return t.WriteCSV(out)
	}
	var text strings.Builder
	if err := t.WriteCSV(&text); err != nil {
		return err
	}
	_, err := io.WriteString(out, question.Plain(text.String()))
	return err
}
