package cypher

import (
	"fmt"
	"strings"
	"time"

	"chokepoint/graph"
)

// Admits is the condition on a relationship or claim, by its name in a query, to pass a filter: its day, what was known, how sure it is and what it
// rests on. Where no type tells what was withdrawn, Stands is to be asked too.
func Admits(f *graph.Filter, r string) string {
	day := "date('" + f.AsOf.String() + "')"
	conditions := []string{fmt.Sprintf("coalesce(%s.valid_from <= %s, true)", r, day), fmt.Sprintf("coalesce(%s < %s.valid_to, true)", day, r)}
	if f.MinConfidence > 0 {
		conditions = append(conditions, fmt.Sprintf("%s.rank >= %d", r, f.MinConfidence))
	}
	if f.Primary {
		conditions = append(conditions, r+".primary")
	}
	if !f.KnownAt.IsZero() {
		at := "datetime('" + f.KnownAt.UTC().Format(time.RFC3339Nano) + "')"
		conditions = append(conditions, fmt.Sprintf("%s.recorded_from <= %s", r, at), fmt.Sprintf("coalesce(%s < %s.%s, true)", at, r, recordedTo))
	}
	return strings.Join(conditions, " AND ")
}

// Stands is the condition on a relationship between entities, whatever its type, to be a claim, and not withdrawn unless a filter asks for what was known.
func Stands(f *graph.Filter, r string) string {
	if !f.KnownAt.IsZero() {
		return r + ".dataset IS NOT NULL"
	}
	return fmt.Sprintf("%[1]s.dataset IS NOT NULL AND %[1]s.%[2]s IS NULL", r, recordedTo)
}

// OfKinds is, behind AND, the condition on an entity to be of the kinds that a filter lists, or empty.
func OfKinds(f *graph.Filter, e string) string {
	if len(f.Kinds) == 0 {
		return ""
	}
	return " AND " + e + ".kind IN " + Texts(f.Kinds)
}
