package mcp

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// outline writes a compact tree as text that is complete by itself: a line for each row, in which entities stand with their ids, and claims as
// their sentence with their ids and sources.
type outline struct{ strings.Builder }

// row writes an element of a list, and what it lists below it.
func (w *outline) row(v any, depth int) {
	w.WriteString(strings.Repeat("  ", depth) + "- " + inline(v) + "\n")
	w.below(v, depth+1)
}

// below writes the lists of objects within an object, which have no room in its line.
func (w *outline) below(v any, depth int) {
	o, ok := v.(object)
	if !ok || isClaim(o) || isPath(o) {
		return
	}
	for _, m := range o {
		switch value := m.value.(type) {
		case object:
			if !isEntity(value) && !isPath(value) {
				w.below(value, depth)
			}
		case []any:
			if !inLine(value) {
				w.WriteString(strings.Repeat("  ", depth) + m.name + ":\n")
				for _, element := range value {
					w.row(element, depth+1)
				}
			}
		}
	}
}

// leads reports whether a member's value is said without its name.
func leads(m member) bool {
	switch m.name {
	case "entity", "decision", "path", "claim":
		_, ok := m.value.(object)
		return ok
	case "sentence", "reason", "text":
		_, ok := m.value.(string)
		return ok
	}
	return false
}

// inline is a value as it stands within a line.
func inline(v any) string {
	switch v := v.(type) {
	case object:
		switch {
		case isEntity(v):
			return entityText(v)
		case isClaim(v):
			return claimText(v)
		case isPath(v):
			return pathText(v)
		}
		var parts []string
		for _, m := range v {
			if list, ok := m.value.([]any); ok && !inLine(list) {
				continue
			}
			text := inline(m.value)
			if !leads(m) {
				text = m.name + " " + text
			}
			parts = append(parts, strings.TrimSuffix(text, "."))
		}
		return strings.Join(parts, "; ")
	case []any:
		parts := make([]string, len(v))
		for i, element := range v {
			parts[i] = inline(element)
		}
		return strings.Join(parts, ", ")
	case json.Number:
		return v.String()
	case nil:
		return "unknown"
	}
	return fmt.Sprint(v)
}

// inLine reports whether a list stands within a line: one of texts, numbers and entities does.
func inLine(list []any) bool {
	for _, element := range list {
		if o, ok := element.(object); ok && !isEntity(o) {
			return false
		}
	}
	return true
}

func isEntity(o object) bool { return o.has("id", "kind", "name") && len(o) <= 4 }

func isClaim(o object) bool { return o.has("sentence", "confidence") }

func isPath(o object) bool { return o.has("sentence", "steps") }

func entityText(o object) string {
	about := o.text("id") + ", " + o.text("kind")
	if country := o.text("country"); country != "" && country != o.text("id") {
		about += ", " + country
	}
	return o.text("name") + " (" + about + ")"
}

// claimText is a claim as a sentence, then what it rests on.
func claimText(o object) string {
	return strings.TrimSuffix(o.text("sentence"), ".") + ". " + basisText(o, "id", "sentence")
}

// pathText is a path as a sentence, then what each of its steps rests on.
func pathText(o object) string {
	parts := []string{o.text("sentence")}
	for _, step := range o.list("steps") {
		if s, ok := step.(object); ok {
			parts = append(parts, basisText(s, "claim"))
		}
	}
	return strings.Join(parts, " ")
}

// basisText is what a claim rests on, in brackets: its id, how sure it is, its dates and its sources.
func basisText(o object, id string, said ...string) string {
	parts := []string{"claim " + o.text(id)}
	for _, m := range o {
		if m.name == id || slices.Contains(said, m.name) {
			continue
		}
		if text := inline(m.value); m.name == "confidence" {
			parts = append(parts, text)
		} else {
			parts = append(parts, m.name+" "+text)
		}
	}
	return "[" + strings.Join(parts, "; ") + "]"
}
