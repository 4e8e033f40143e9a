package neo4j

import (
	"maps"
	"slices"

	"chokepoint/graph"
)

// What is absent has no property, so that analysts may ask for IS NULL.

func setText(p properties, key, text string) {
	if text != "" {
		p[key] = text
	}
}

func setRecording(p properties, r graph.Recording) {
	p["recorded_from"] = r.From.UnixMicro()
	if !r.Stands() {
		p["recorded_to"] = r.To.UnixMicro()
	}
}

// encodeEntity keeps aliases in two lists, names and languages, since a property can't hold a list of pairs; identifiers
// are a list of scheme:value.
func encodeEntity(e *graph.Entity) properties {
	p := properties{"id": e.ID, "kind": e.Kind, "name": e.Name}
	if len(e.Aliases) > 0 {
		names, langs := make([]string, len(e.Aliases)), make([]string, len(e.Aliases))
		for i, a := range e.Aliases {
			names[i], langs[i] = a.Name, a.Lang
		}
		p["aliases"], p["alias_langs"] = names, langs
	}
	if len(e.Identifiers) > 0 {
		var list []string
		for _, scheme := range slices.Sorted(maps.Keys(e.Identifiers)) {
			list = append(list, scheme+":"+e.Identifiers[scheme])
		}
		p["identifiers"] = list
	}
	return p
}

func encodeSource(s *graph.Source) properties {
	p := properties{"id": s.ID, "title": s.Title}
	setText(p, "publisher", s.Publisher)
	setText(p, "url", s.URL)
	setText(p, "published", s.Published.String())
	setText(p, "language", s.Language)
	setText(p, "kind", s.Kind)
	setText(p, "copy_of", s.CopyOf)
	return p
}

func encodeClaim(c *graph.Claim) properties {
	p := properties{
		"id": c.ID().String(), "subject": c.Subject, "predicate": c.Predicate,
		"from": int64(c.Valid.From), "to": int64(c.Valid.To),
		"confidence": c.Confidence.String(), "rank": int64(c.Confidence),
	}
	setText(p, "object", c.Object)
	setText(p, "item", c.Item)
	setText(p, "purpose", c.Purpose)
	setText(p, "note", c.Note)
	setText(p, "valid_from", c.Valid.From.String())
	setText(p, "valid_to", c.Valid.To.String())
	if c.Share.Known() {
		p["share"] = c.Share.Float()
	}
	if shares := c.Shares(); shares.Ranges() {
		p["share_most"] = shares.Most.Float()
	}
	if !c.Quantity.IsZero() {
		p["quantity"] = c.Quantity.Number
		setText(p, "unit", c.Quantity.Unit)
	}
	sources, locators := make([]string, len(c.Sources)), make([]string, len(c.Sources))
	for i, cited := range c.Sources {
		sources[i], locators[i] = cited.Source, cited.Locator
	}
	p["sources"], p["locators"] = sources, locators
	encodeValue(p, c.Value)
	return p
}

// encodeValue keeps a value with the type that Cypher has for it, but for a date, which may be a month or a year.
func encodeValue(p properties, v graph.Value) {
	if v.IsZero() {
		return
	}
	p["value_type"] = string(v.Type)
	switch v.Type {
	case graph.NumberValue:
		p["value"] = v.Number
		setText(p, "value_unit", v.Unit)
	case graph.BoolValue:
		p["value"] = v.Bool
	default:
		p["value"] = v.String()
	}
}

// encodeStatement adds who says it, when it holds, and what it rests on.
func encodeStatement(st *graph.Statement) properties {
	p := encodeClaim(&st.Claim)
	if st.Effective != st.Valid {
		p["from"], p["to"] = int64(st.Effective.From), int64(st.Effective.To)
		p["written_from"], p["written_to"] = int64(st.Valid.From), int64(st.Valid.To)
	}
	if !st.Said.Equal(st.Recorded) {
		p["said_from"] = st.Said.From.UnixMicro()
		if !st.Said.Stands() {
			p["said_to"] = st.Said.To.UnixMicro()
		}
	}
	if st.Stratum >= 0 {
		p["stratum"] = int64(st.Stratum)
	}
	if st.Own {
		p["own"] = true
	}
	p["primary"] = st.Primary
	setText(p, "role", st.Role)
	p["dataset"] = st.Dataset
	p["datasets"] = append([]string{st.Dataset}, st.AlsoIn...)
	p["derived"] = st.Derived
	if st.Derived {
		ids := make([]string, len(st.DerivedFrom))
		for i, id := range st.DerivedFrom {
			ids[i] = id.String()
		}
		p["derived_from"] = ids
	}
	setRecording(p, st.Recorded)
	return p
}

func encodeDataset(d *graph.DatasetState) properties {
	p := properties{"name": d.Name, "loaded_at": d.LoadedAt.UnixMicro(), "claims": int64(d.Claims), "entities": int64(d.Entities)}
	setText(p, "title", d.Title)
	setText(p, "licence", d.Licence)
	setText(p, "origin", d.Origin)
	return p
}
