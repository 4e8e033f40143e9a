package mcp

import (
	"bytes"
	"encoding/json"
	"slices"
)

// object is a JSON object whose members keep their order, which is one for readers: what tells most comes first.
type object []member

type member struct {
	name  string
	value any
}

// get returns a member, or nil.
func (o object) get(name string) any {
	if at := slices.IndexFunc(o, func(m member) bool { return m.name == name }); at >= 0 {
		return o[at].value
	}
	return nil
}

// text returns a member that is a text, or nothing.
func (o object) text(name string) string {
	text, _ := o.get(name).(string)
	return text
}

// list returns a member that is a list, or nil.
func (o object) list(name string) []any {
	list, _ := o.get(name).([]any)
	return list
}

// has reports whether all of these members are there.
func (o object) has(names ...string) bool {
	return !slices.ContainsFunc(names, func(name string) bool {
		return !slices.ContainsFunc(o, func(m member) bool { return m.name == name })
	})
}

// MarshalJSON writes the members in their order.
func (o object) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	out.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			out.WriteByte(',')
		}
		out.Write(plainJSON(m.name))
		out.WriteByte(':')
		out.Write(plainJSON(m.value))
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

// plainJSON writes a value of a tree, with < and & as they are.
func plainJSON(v any) []byte {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err) // a tree holds what was read from JSON
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n"))
}

// treeOf is an answer as it stands over HTTP.
func treeOf(answer any) (object, error) {
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(answer); err != nil {
		return nil, err
	}
	v, err := readTree(numbered(text.Bytes()))
	root, _ := v.(object)
	return root, err
}

// numbered reads JSON with its numbers as they are written.
func numbered(text []byte) *json.Decoder {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	return d
}

// readTree reads the next value.
func readTree(d *json.Decoder) (any, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('{'):
		o := object{}
		for d.More() {
			name, err := d.Token()
			if err != nil {
				return nil, err
			}
			value, err := readTree(d)
			if err != nil {
				return nil, err
			}
			o = append(o, member{name.(string), value})
		}
		_, err := d.Token()
		return o, err
	case json.Delim('['):
		list := []any{}
		for d.More() {
			value, err := readTree(d)
			if err != nil {
				return nil, err
			}
			list = append(list, value)
		}
		_, err := d.Token()
		return list, err
	}
	return token, nil
}
