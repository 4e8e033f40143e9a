package neo4j

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"chokepoint/graph/fold"
	"chokepoint/graph/names"
	"chokepoint/graph/snapshot"
)

// nearby is how many entities of like names are looked at where nothing is called what was asked for, manyAlike where names are searched, and
// mostWords how many words of a text count.
const (
	nearby    = 50
	manyAlike = 1000
	mostWords = 20
)

// phrasesAtOnce is how many phrases one full-text query has: Lucene takes 1,024.
const phrasesAtOnce = 500

// lexicon takes all that references may mean, and compiles it: the room of names finds there what it would find among all entities. It
// has all entities of the same name, and when each was known. Where there are none, it has some of like names, so that an error can
// name them, and the entity that was recorded first.
func (g *gathering) lexicon(references []string) (*snapshot.Snapshot, error) {
	g.references = references
	ids, unclear := map[string]bool{}, false
	for _, ref := range references {
		meant, err := g.called([]string{ref})
		if err == nil && len(meant) == 0 {
			if err = g.first(meant); err == nil {
				err = g.alike(ref, nearby, meant)
			}
			unclear = true
		}
		if err != nil {
			return nil, err
		}
		unclear = unclear || len(meant) > 1
		maps.Copy(ids, meant)
	}
	if err := g.record(ids); err != nil {
		return nil, err
	}
	if !unclear {
		return snapshot.Part(g.tx.ctx, &snapshot.Portion{Ontology: g.ontology, Version: g.at.version(), Secret: g.at.secret, Recorded: g.recorded})
	}
	within := newGathering(g.tx, g.at, g.ontology) // errors name entities with their states
	within.recorded = g.recorded
	if err := within.chains(ids, there, properties{"version": g.at.loads}, true); err != nil {
		return nil, err
	}
	return within.compiled()
}

// called finds the ids of the entities that have one of some references as their id, or a name of one of its forms.
func (g *gathering) called(refs []string) (map[string]bool, error) {
	ids := map[string]bool{}
	into := func(row []any) error {
		id, _ := row[0].(string)
		ids[id] = true
		return nil
	}
	err := g.tx.each(`UNWIND $ids AS id MATCH (r:`+entityRecordLabel+` {id: id}) WHERE r.number <= $numbers RETURN DISTINCT r.id`, properties{"ids": refs, "numbers": g.at.numbers}, into)
	if err != nil || g.at.loads == 0 {
		return ids, err
	}
	var phrases []string
	for _, ref := range refs {
		for _, form := range names.FormsAsked(ref) {
			phrases = append(phrases, `"`+strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(form)+`"`)
		}
	}
	for some := range slices.Chunk(phrases, phrasesAtOnce) {
		err := g.tx.each(`CALL db.index.fulltext.queryNodes($index, $phrases) YIELD node WHERE node.number <= $numbers RETURN DISTINCT node.id`,
			properties{"index": formsIndex, "phrases": strings.Join(some, " OR "), "numbers": g.at.numbers}, into)
		if err != nil {
			return nil, err
		}
	}
	return ids, nil
}

// alike adds entities whose names have words like those of a text: first those that have all of them, or parts of words that are them, then those
// of which some word is one of them or the like, so many of either at most, the likeliest first.
func (g *gathering) alike(text string, most int, ids map[string]bool) error {
	if g.at.loads == 0 {
		return nil
	}
	var parts, words []string
	for _, word := range strings.Fields(fold.Name(text)) {
		if letters := strings.Map(plainLetter, word); letters != "" {
			parts = append(parts, "*"+letters+"*")
			words = append(words, letters+"^4", letters+"~", letters+"*")
		}
	}
	for _, word := range strings.Fields(text) { // which the index of words does not fold
		if letters := strings.Map(plainLetter, strings.ToLower(word)); letters != "" {
			words = append(words, `"`+letters+`"`)
		}
	}
	if len(parts) == 0 {
		return nil
	}
	into := func(row []any) error {
		id, _ := row[0].(string)
		ids[id] = true
		return nil
	}
	err := g.tx.each(`CALL db.index.fulltext.queryNodes($index, $parts, {limit: $most}) YIELD node WHERE node.number <= $numbers RETURN DISTINCT node.id`,
		properties{"index": formsIndex, "parts": strings.Join(parts[:min(len(parts), mostWords)], " AND "), "most": int64(most), "numbers": g.at.numbers}, into)
	if err != nil {
		return err
	}
	return g.tx.each(`CALL db.index.fulltext.queryNodes($index, $words, {limit: $most}) YIELD node WHERE node.`+sinceKey+` <= $version RETURN node.id`,
		properties{"index": namesIndex, "words": strings.Join(words[:min(len(words), 4*mostWords)], " OR "), "most": int64(most), "version": g.at.loads}, into)
}

// first adds the entity that was recorded first.
func (g *gathering) first(ids map[string]bool) error {
	return g.tx.each(`MATCH (r:`+entityRecordLabel+`) WHERE r.number <= $numbers RETURN r.id ORDER BY r.number LIMIT 1`, properties{"numbers": g.at.numbers},
		func(row []any) error {
			id, _ := row[0].(string)
			ids[id] = true
			return nil
		})
}

// plainLetter keeps letters and digits, which mean nothing else to the language of full-text queries.
func plainLetter(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return r
	}
	return -1
}
