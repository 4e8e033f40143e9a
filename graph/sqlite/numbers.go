package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"

	"chokepoint/graph"
)

// predicateNumbers are the numbers of predicates and how many claims of the batch use each.
type predicateNumbers struct {
	number map[string]int32
	names  []string // by number
	used   []int64  // by number
	insert func(args ...any) error
}

func (l *loader) readPredicates() (err error) {
	p := &l.predicates
	p.number, p.names, p.used = map[string]int32{}, []string{""}, []int64{0}
	if p.insert, err = l.prepare(`INSERT INTO predicate (number, name) VALUES (?, ?)`); err != nil {
		return err
	}
	return each(l.ctx, l.conn, func(rows resultRow) error {
		var name string
		err := rows.Scan(&name)
		p.add(name)
		return err
	}, `SELECT name FROM predicate ORDER BY number`)
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
	key     []byte           // scratch
	insert  func(args ...any) error
}

func (l *loader) readCitations() (err error) {
	c := &l.citations
	c.number, c.checked = map[string]int32{}, []bool{false}
	if c.insert, err = l.prepare(`INSERT INTO citations (number, sources) VALUES (?, ?)`); err != nil {
		return err
	}
	return eachCitations(l.ctx, l.conn, func(_ int32, cited []graph.Citation) {
		c.setKey(cited)
		c.add()
	})
}

// eachCitations calls f for each set of citations, in order of number, which begins at 1.
func eachCitations(ctx context.Context, q querier, f func(int32, []graph.Citation)) error {
	return each(ctx, q, func(rows resultRow) error {
		var number int32
		var text sql.RawBytes
		if err := rows.Scan(&number, &text); err != nil {
			return err
		}
		var cited []graph.Citation
		if err := json.Unmarshal(text, &cited); err != nil {
			return damaged(err)
		}
		f(number, cited)
		return nil
	}, `SELECT number, sources FROM citations ORDER BY number`)
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
