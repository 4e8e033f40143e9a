package format

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"chokepoint/graph/fold"
	"chokepoint/graph/load"
)

// longestID bounds an id that is made from a text, in bytes.
const longestID = 80

// idOf makes an id of a text: its letters as they are compared, in Latin script. Of a text that has none, or too much of it, the id ends
// with a hash, so that two texts do not share one.
func idOf(text string) string {
	var b strings.Builder
	hyphen, lost := false, false
	for _, r := range latin(text) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(r)
			hyphen = false
		case r > unicode.MaxASCII:
			lost, hyphen = true, true
		default:
			hyphen = true
		}
	}
	id := b.String()
	if lost || !isLatin(fold.Name(text)) || id == "" || len(id) > longestID {
		sum := sha256.Sum256([]byte(fold.Typed(text)))
		id = strings.Trim(id[:min(len(id), longestID)], "-")
		if id != "" {
			id += "-"
		}
		id += hex.EncodeToString(sum[:4])
	}
	return id
}

// latin is the folded form of a text in Latin script, if it has one.
func latin(text string) string {
	folded := fold.Name(text)
	if isLatin(folded) {
		return folded
	}
	for _, form := range fold.Forms(text) {
		if isLatin(form) {
			return form
		}
	}
	return folded
}

func isLatin(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII })
}

// isTaken reports whether an entity of the draft has an id.
func (r *Reading) isTaken(id string) bool {
	r.index()
	return r.taken[id]
}

// free returns an id that no entity of the draft has, and takes it: of several wishes for one, the later get a number.
func (r *Reading) free(id string) string {
	r.index()
	wish := id
	for n := 2; r.taken[id]; n++ {
		id = wish + "-" + strconv.Itoa(n)
	}
	r.taken[id] = true
	return id
}

func (r *Reading) index() {
	if r.taken == nil {
		r.taken = map[string]bool{}
		for i := range r.Entities {
			r.taken[r.Entities[i].ID] = true
		}
	}
}

// nameID makes an id of a name; of a further entity of the name, of its state too, and then of what tells it apart, so that it stays the same
// when others come and go.
func (r *Reading) nameID(name, state, distinct string) string {
	id := idOf(name)
	if r.isTaken(id) && state != "" {
		id = idOf(name + " " + state)
	}
	if r.isTaken(id) && distinct != "" {
		sum := sha256.Sum256([]byte(distinct))
		id += "-" + hex.EncodeToString(sum[:4])
	}
	return r.free(id)
}

// freeSource returns an id that no source of the draft has, as free does for entities.
func (r *Reading) freeSource(id string) string {
	wish := id
	for n := 2; slices.ContainsFunc(r.Sources, func(s load.DraftSource) bool { return s.ID == id }); n++ {
		id = wish + "-" + strconv.Itoa(n)
	}
	return id
}

// canJoin reports whether a relation goes from one kind to another.
func (r *Reading) canJoin(predicate, from, to string) bool {
	if r.Ontology == nil {
		return true
	}
	relation := r.Ontology.Relation(predicate)
	allows := func(kinds []string, kind string) bool { return len(kinds) == 0 || slices.Contains(kinds, kind) }
	return relation != nil && allows(relation.From, from) && allows(relation.To, to)
}
