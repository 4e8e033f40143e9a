package main

import (
	"io"
	"os"
	"strconv"

	"golang.org/x/term"
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
