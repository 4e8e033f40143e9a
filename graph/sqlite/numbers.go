package sqlite

import (
	"encoding/json"
	"slices"

	"chokepoint/graph"
)

// predicateNumbers are the numbers of predicates and how many claims of the batch use each.
type predicateNumbers struct {
	number map[string]int32
	names  []string // by number
	used   []int64  // by number
	insert func(args ...any) error

	usedByOthers map[int32]bool // by number: standing claims of other datasets use it
}

func (l *loader) readPredicates() (err error) {
	p := &l.predicates
	p.number, p.names, p.used = map[string]int32{}, []string{""}, []int64{0}
	if p.insert, err = l.prepareRow("predicate"); err != nil {
		return err
	}
	return l.stored.predicates(func(name string) { p.add(name) })
}

func (p *predicateNumbers) add(name string) int32 {
	n := int32(len(p.names))
	p.number[name] = n
	p.names, p.used = append(p.names, name), append(p.used, 0)
	return n
}

// use numbers a claim's predicate.
func (p *predicateNumbers) use(name string) (int32, error) {
	n, ok := p.number[name]
	if !ok {
		n = p.add(name)
		if err := p.insert(n, name); err != nil {
			return 0, err
		}
	}
	p.used[n]++
	return n, nil
}

// citationNumbers are the numbers of sets of citations.
type citationNumbers struct {
	number  map[string]int32 // by key
	checked []bool           // by number: the sources are known to stand
	lost    map[int32]bool   // those with a source that the load has orphaned
	key     []byte           // scratch
	insert  func(args ...any) error
}

func (l *loader) readCitations() (err error) {
	c := &l.citations
	c.number, c.checked, c.lost = map[string]int32{}, []bool{false}, map[int32]bool{}
	if c.insert, err = l.prepareRow("citations"); err != nil {
		return err
	}
	return l.stored.citations(func(number int32, cited []graph.Citation) {
		c.setKey(cited)
		c.add()
		if slices.ContainsFunc(cited, func(s graph.Citation) bool { return l.sources[s.Source].orphaned() }) {
			c.lost[number] = true
		}
	})
}

func (c *citationNumbers) setKey(cited []graph.Citation) {
	c.key = c.key[:0]
	for i := range cited {
		c.key = append(append(c.key, cited[i].Source...), 0)
		c.key = append(append(c.key, cited[i].Locator...), 1)
	}
}

func (c *citationNumbers) add() int32 {
	n := int32(len(c.checked))
	c.number[string(c.key)] = n
	c.checked = append(c.checked, false)
	return n
}

// use numbers a claim's citations.
func (c *citationNumbers) use(cited []graph.Citation) (int32, error) {
	c.setKey(cited)
	if n, ok := c.number[string(c.key)]; ok {
		return n, nil
	}
	text, err := json.Marshal(cited)
	if err != nil {
		return 0, err
	}
	n := c.add()
	return n, c.insert(n, string(text))
}
