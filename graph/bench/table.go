package bench

import (
	"fmt"
	"io"
	"strconv"
	"time"
)

// The table is printed as it grows, in lines of at most 100 columns.

func header(w io.Writer) {
	fmt.Fprintf(w, "\n%-40s %8s %7s %7s %7s %7s %5s %7s %7s\n", "QUESTION", "FOUND", "MEDIAN", "P95", "CPU", "BARE", "TIMES", "IGRAPH", "NEO4J")
}

func line(w io.Writer, m Measurement) {
	times := "-"
	if m.Bare > 0 {
		times = figures(float64(m.Median) / float64(m.Bare))
	}
	fmt.Fprintf(w, "%-40s %8s %7s %7s %7s %7s %5s %7s %7s\n", m.Name, m.Found, brief(m.Median), brief(m.P95), brief(m.CPU), brief(m.Bare), times, brief(m.Igraph), brief(m.Neo4j))
	if m.Figure != "" {
		fmt.Fprintf(w, "    %s\n", m.Figure)
	}
}

// storeLine is a line of what is measured of the store.
func storeLine(w io.Writer, m Measurement) {
	fmt.Fprintf(w, "%-44s %7s   %s\n", m.Name, brief(m.Median), m.Figure)
}

// brief writes a duration with three figures; none is a dash.
func brief(d time.Duration) string {
	switch {
	case d == 0:
		return "-"
	case d >= time.Second:
		return figures(d.Seconds()) + "s"
	case d >= time.Millisecond:
		return figures(float64(d)/1e6) + "ms"
	}
	return figures(float64(d)/1e3) + "µs"
}

// figures writes a number with three figures.
func figures(x float64) string {
	decimals := 2
	switch {
	case x >= 99.95:
		decimals = 0
	case x >= 9.995:
		decimals = 1
	}
	return strconv.FormatFloat(x, 'f', decimals, 64)
}
