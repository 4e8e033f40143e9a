package main

import (
	"time"

	"github.com/google/uuid"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/export"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

type citeCommand struct {
	storeFlags
	Format string   `enum:"bibtex,csl-json" default:"bibtex" help:"bibtex or csl-json."`
	Refs   []string `arg:"" name:"ref" sep:"none" help:"Ids of sources, or of claims, which are cited by their sources. Of an answer: --as bibtex with its command."`
}

// Run asks for each claim and each source, and cites all together.
func (c *citeCommand) Run(p *process) error {
	return c.withSource(p, c.openToRead, func(_ snapshot.Store, source source) error {
		var answers []any
		for _, ref := range c.Refs {
			name := "source"
			if _, err := uuid.Parse(ref); err == nil {
				name = "claim"
			}
			q, _ := catalogue.Find(name)
			asked, err := q.Read(question.Values{"id": {ref}})
			if err != nil {
				return err
			}
			reply, err := asked.Ask(p, source, question.Terms{Now: time.Now()})
			if err != nil {
				return err
			}
			answers = append(answers, reply.Answer)
		}
		facts, err := source.Snapshot(p)
		if err != nil {
			return err
		}
		return export.WriteShown(p, p.out, c.Format, answers, facts, graph.DayOf(time.Now()))
	})
}
