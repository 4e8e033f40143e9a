package load

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"chokepoint/graph"
)

// Schema is the JSON Schema (draft 2020-12) of seed files under an ontology, with which editors complete and check them. It
// says what a file may look like; whether ids exist and ends fit is for Draft.Batch.
func Schema(o *graph.Ontology) ([]byte, error) {
	text := object{"type": "string", "minLength": 1}
	id := object{"type": "string", "pattern": slug.String()}
	date := object{"pattern": `^\d{4}(-\d{2}(-\d{2})?)?$`, "type": []string{"string", "integer"}, "description": "2026-01-15, 2026-01 or 2026"}
	citation := object{"oneOf": []any{id, object{"type": "object", "additionalProperties": false, "required": []string{"id"}, "properties": object{"id": id, "locator": text}}}}
	properties := object{
		"source":     object{"description": "who says it", "oneOf": []any{citation, object{"type": "array", "minItems": 1, "items": citation}}},
		"valid_from": date, "valid_to": date,
		"since":      object{"const": sinceUnknown, "description": "the beginning was looked for and not found"},
		"confidence": object{"enum": []string{"official", "confirmed", "reported", "estimated", "disputed"}},
		"share": object{"description": "0.51 for 51 %, 0.25-0.5 for 25 to 50 %", "oneOf": []any{
			object{"type": "number", "minimum": 0, "maximum": 1}, object{"type": "string", "pattern": `^(0(\.\d{1,9})?|1)-(0(\.\d{1,9})?|1)$`}}},
		"quantity": object{"type": []string{"string", "number"}, "description": "number and unit, as 400000 units"},
		"item":     id, "for": id, "purpose": text, "note": text,
	}
	for i := range o.Attributes {
		properties[o.Attributes[i].Name] = attributeSchema(&o.Attributes[i], date)
	}
	for _, r := range o.Relations {
		properties[r.Name] = object{"$ref": "#/$defs/id", "description": relationHelp(r.Sentence.In("en"), r.From, r.To)}
		if r.Inverse != "" {
			properties[r.Inverse] = object{"$ref": "#/$defs/id", "description": "inverse of " + r.Name + ": " + relationHelp(r.Sentence.In("en"), r.From, r.To)}
		}
	}
	kinds := make([]string, len(o.Kinds))
	for i, k := range o.Kinds {
		kinds[i] = k.Name
	}
	alias := object{"oneOf": []any{text, object{"type": "object", "additionalProperties": false, "required": []string{"name"}, "properties": object{"name": text, "lang": text}}}}
	return json.MarshalIndent(object{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"title":   "A seed file of Chokepoint: an entity or a source",
		"oneOf":   []any{object{"$ref": "#/$defs/entity"}, object{"$ref": "#/$defs/source"}},
		"$defs": object{
			"id": id,
			"entity": object{"type": "object", "additionalProperties": false, "required": []string{"id", "kind", "name"}, "properties": object{
				"id": id, "kind": object{"enum": kinds}, "name": text,
				"aliases":     object{"type": "array", "items": alias},
				"identifiers": object{"type": "object", "additionalProperties": object{"type": []string{"string", "number"}}},
				"claims":      object{"type": "array", "items": object{"$ref": "#/$defs/claim"}},
			}},
			"claim": object{"type": "object", "additionalProperties": false, "required": []string{"source"}, "minProperties": 2, "properties": properties},
			"source": object{"type": "object", "additionalProperties": false, "required": []string{"id", "title", "publisher", "url", "kind"}, "properties": object{
				"id": id, "title": text, "publisher": text, "url": object{"type": "string", "pattern": "^https?://"},
				"published": date, "language": text, "kind": object{"enum": graph.SourceKinds()}, "copy_of": text,
			}},
		},
	}, "", "  ")
}

type object = map[string]any

func attributeSchema(a *graph.Attribute, date object) object {
	label := a.Label.In("en")
	switch a.Type {
	case graph.NumberValue:
		if a.Unit == "" {
			return object{"type": "number", "description": label}
		}
		return object{"type": []string{"string", "number"}, "description": fmt.Sprintf("%s: number and unit (%s)", label, a.Unit)}
	case graph.DateValue:
		return object{"pattern": date["pattern"], "type": date["type"], "description": label}
	case graph.BoolValue:
		return object{"type": "boolean", "description": label}
	case graph.TermValue:
		return object{"enum": a.Terms, "description": label}
	default:
		return object{"type": "string", "minLength": 1, "description": label}
	}
}

func relationHelp(sentence string, from, to []string) string {
	sentence = agreement.ReplaceAllString(sentence, "$1")
	return strings.TrimSpace(fmt.Sprintf("%s (%s → %s)", sentence, anyOf(from), anyOf(to)))
}

// agreement are the forms of a word in a sentence, of which help shows the first.
var agreement = regexp.MustCompile(`\{([^{}|]*)\|[^{}]*\}`)

func anyOf(kinds []string) string {
	if len(kinds) == 0 {
		return "any"
	}
	return strings.Join(kinds, ", ")
}
