package question

import (
	"regexp"

	"chokepoint/graph"
)

// Graded is a text that a sheet may write in the colour of a confidence. The text says the confidence too: colour is never the only sign.
type Graded struct {
	text  string
	grade graph.Confidence
}

// String is the text.
func (g Graded) String() string { return g.text }

// colors are those of the palette that every terminal has, and that can be read on light and dark: no yellow, no blue, no grey.
var colors = map[graph.Confidence]string{
	graph.Official:  "\x1b[1;32m", // bold green
	graph.Confirmed: "\x1b[32m",   // green
	graph.Reported:  "\x1b[36m",   // cyan
	graph.Estimated: "\x1b[35m",   // magenta
	graph.Disputed:  "\x1b[1;31m", // bold red
}

// uncolored ends a colour.
const uncolored = "\x1b[0m"

// colored is a text, which is plain, in the colour of the grade.
func (g Graded) colored(text string) string {
	if colors[g.grade] == "" || text == "" {
		return text
	}
	return colors[g.grade] + text + uncolored
}

// colorCodes are what colored writes: all there is of such in a text that was cleaned before.
var colorCodes = regexp.MustCompile("\x1b\\[[0-9;]*m")
