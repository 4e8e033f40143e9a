package question

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"chokepoint/graph/say"
)

// memberTwice returns the name of a member that an object in a JSON text has twice, of which readers take the last in silence, or
// nothing.
func memberTwice(text []byte) (name string) {
	walk(text, func(depth int, member string, again bool, _ json.Token) bool {
		if again {
			name = member
		}
		return !again
	})
	return name
}

// flawOf says what is wrong with a JSON object that readers take in silence: a member twice, one of another case than those known
// (nil: any), null and an empty text. It returns nil if there is nothing, or if the text is no JSON.
func flawOf(text []byte, known []string) (wrong say.Told) {
	walk(text, func(depth int, member string, again bool, value json.Token) bool {
		switch {
		case again:
			wrong = say.That("fault.object.twice", shortly(member))
		case depth == 1 && known != nil && !slices.Contains(known, member):
			wrong = say.That("fault.object.member", shortly(member))
		case value == nil:
			wrong = say.That("fault.object.null", shortly(member))
		case value == "":
			wrong = say.That("fault.object.empty", shortly(member))
		}
		return wrong == nil
	})
	return wrong
}

// members are the names of the members of an object parameter; nil if it may have any.
func (p *Parameter) members() (names []string) {
	if p.Element.Kind() != reflect.Struct {
		return nil
	}
	for _, f := range reflect.VisibleFields(p.Element) {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" && f.IsExported() {
			names = append(names, name)
		}
	}
	return names
}

// level is an object or a list that a walk is in.
type level struct {
	seen   map[string]bool // members of an object; nil: a list
	member string          // whose value is next, or that the list is the value of
	named  bool            // the name of a member was read, and its value was not
}

// walk tells visit of each value within a JSON text: how many objects it is in, the member that it is the value of or in a list of, whether its
// object has that twice, and the value, which is a json.Delim where an object or list begins. It ends when visit returns false, with
// the outermost value, or where the text is no JSON. The cost is linear.
func walk(text []byte, visit func(depth int, member string, again bool, value json.Token) bool) {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	var levels []level
	depth, again := 0, false
	for {
		token, err := d.Token()
		if err != nil {
			return
		}
		if token == json.Delim('}') || token == json.Delim(']') {
			if levels[len(levels)-1].seen != nil {
				depth--
			}
			if levels = levels[:len(levels)-1]; len(levels) == 0 {
				return
			}
			continue
		}
		member := ""
		if len(levels) > 0 {
			top := &levels[len(levels)-1]
			if top.seen != nil && !top.named {
				top.member, top.named = token.(string), true
				again = top.seen[top.member]
				top.seen[top.member] = true
				continue
			}
			member, top.named = top.member, false
			if !visit(depth, member, again, token) {
				return
			}
			again = false
		}
		switch token {
		case json.Delim('{'):
			levels = append(levels, level{seen: map[string]bool{}})
			depth++
		case json.Delim('['):
			levels = append(levels, level{member: member})
		default:
			if len(levels) == 0 {
				return
			}
		}
	}
}
