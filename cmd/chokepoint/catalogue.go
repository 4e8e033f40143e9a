package main

import (
	"strings"

	"chokepoint/graph"
)

func joinWords(words []string) string { return strings.Join(words, " ") }

type searchCommand struct {
	asking
	filtering
	paging
	Q []string `arg:"" help:"A name or alias, or something like it."`
}

func (c *searchCommand) Run(p *process) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	return answer(p, &c.asking, func(e graph.Engine) (graph.SearchAnswer, error) {
		return e.Search(p, graph.SearchQuery{Text: joinWords(c.Q), Filter: f, Page: c.page()})
	}, func(p *process, a graph.SearchAnswer) { printCandidates(p, a.Results) })
}

type matchCommand struct {
	asking
	Limit int      `help:"Candidates for each name." default:"5"`
	Kind  string   `help:"The kind of entity that is expected."`
	Names []string `arg:"" help:"Names."`
}

func (c *matchCommand) Run(p *process) error {
	queries := make([]graph.MatchQuery, len(c.Names))
	for i, name := range c.Names {
		queries[i] = graph.MatchQuery{Name: name, Kind: c.Kind}
	}
	type results struct {
		Results []graph.MatchAnswer `json:"results"`
	}
	return answer(p, &c.asking, func(e graph.Engine) (results, error) {
		r, err := e.Match(p, queries, c.Limit)
		return results{r}, err
	}, func(p *process, r results) {
		for _, m := range r.Results {
			printHeading(p, m.Name)
			printCandidates(p, m.Candidates)
		}
	})
}

type sourcesCommand struct {
	asking
	paging
}

func (c *sourcesCommand) Run(p *process) error {
	return answer(p, &c.asking, func(e graph.Engine) (graph.Sources, error) { return e.Sources(p, c.page()) }, printSources)
}

type sourceCommand struct {
	asking
	ID string `arg:"" name:"id"`
}

func (c *sourceCommand) Run(p *process) error {
	return answer(p, &c.asking, func(e graph.Engine) (graph.SourceView, error) { return e.Source(p, c.ID, c.Lang) }, printSource)
}

type claimCommand struct {
	asking
	ID string `arg:"" name:"id"`
}

func (c *claimCommand) Run(p *process) error {
	return answer(p, &c.asking, func(e graph.Engine) (graph.ClaimView, error) { return e.Claim(p, c.ID, c.Lang) },
		func(p *process, v graph.ClaimView) { printClaims(p, []graph.ClaimView{v}) })
}

type datasetsCommand struct{ asking }

func (c *datasetsCommand) Run(p *process) error {
	type datasets struct {
		Results []graph.DatasetView `json:"results"`
		Total   int                 `json:"total"`
	}
	return answer(p, &c.asking, func(e graph.Engine) (datasets, error) {
		r, err := e.Datasets(p)
		return datasets{r, len(r)}, err
	}, func(p *process, d datasets) { printDatasets(p, d.Results) })
}

type ontologyCommand struct{ asking }

func (c *ontologyCommand) Run(p *process) error {
	return answer(p, &c.asking, func(e graph.Engine) (*graph.Ontology, error) { return e.Ontology(p) }, nil)
}

type statsCommand struct{ asking }

func (c *statsCommand) Run(p *process) error {
	return answer(p, &c.asking, func(e graph.Engine) (graph.Stats, error) { return e.Stats(p) }, printStats)
}
