package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"time"

	"chokepoint/graph"
)

// asking is what every question takes: where to ask, and how to show the answer.
type asking struct {
	storeFlags
	JSON bool   `help:"Print the answer in the shape of the HTTP interface."`
	Lang string `help:"Language of sentences." enum:"en,fr" default:"en"`
}

// filtering says which claims an answer may rest on.
type filtering struct {
	AsOf          string   `placeholder:"DAY" help:"The day that the answer is about. Default: today."`
	KnownAt       string   `placeholder:"DAY" help:"Answer with what the store said at the end of this day, or at this instant (RFC 3339)."`
	MinConfidence string   `placeholder:"GRADE" help:"Leave out claims of less confidence: disputed, estimated, reported, confirmed, official."`
	Channel       []string `help:"Channels of dependency to walk. Default: supply, ownership, regulatory."`
	Relation      []string `help:"Relations to walk, whatever their channel."`
	Kind          []string `help:"Kinds of entity to list."`
}

// paging cuts a list.
type paging struct {
	Limit  int    `help:"Greatest number of results; 0 counts only." default:"100"`
	Cursor string `help:"The next of the answer before."`
}

func (f *filtering) filter() (graph.Filter, error) {
	out := graph.Filter{AsOf: graph.DayOf(time.Now()), Channels: f.Channel, Relations: f.Relation, Kinds: f.Kind}
	var err error
	if f.AsOf != "" {
		if out.AsOf, err = graph.ParseDay(f.AsOf); err != nil {
			return out, fmt.Errorf("%w: --as-of: %w", errUse, err)
		}
	}
	if f.KnownAt != "" {
		if out.KnownAt, err = graph.ParseInstant(f.KnownAt); err != nil {
			return out, fmt.Errorf("%w: --known-at: %w", errUse, err)
		}
	}
	if f.MinConfidence != "" {
		if out.MinConfidence, err = graph.ParseConfidence(f.MinConfidence); err != nil {
			return out, fmt.Errorf("%w: --min-confidence: %w", errUse, err)
		}
	}
	return out, nil
}

// Validate refuses numbers that mean nothing; it is called by kong.
func (p *paging) Validate() error { return atLeast(0, "--limit", p.Limit) }

func atLeast(least int, flag string, n int) error {
	if n < least {
		return fmt.Errorf("%w: %s is %d: give a number from %d on", errUse, flag, n, least)
	}
	return nil
}

func (p *paging) page() graph.Page {
	if p.Limit == 0 {
		return graph.Page{Limit: graph.NoRows, Cursor: p.Cursor}
	}
	return graph.Page{Limit: p.Limit, Cursor: p.Cursor}
}

// answer opens the store, asks, and prints the answer: as JSON, or as the table says.
func answer[T any](p *process, a *asking, ask func(graph.Engine) (T, error), table func(*process, T)) error {
	return a.withEngine(p, func(_ graph.Store, e engine) error {
		out, err := ask(e)
		if err != nil {
			return err
		}
		if a.JSON || table == nil {
			enc := json.NewEncoder(p.out)
			enc.SetIndent("", "  ")
			enc.SetEscapeHTML(false)
			return enc.Encode(out)
		}
		table(p, out)
		return nil
	})
}

type askCommand struct {
	asking
	filtering
	paging
	Question []string `arg:"" help:"The question, as: who depends on Nvidia"`
}

func (c *askCommand) Run(p *process) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	return answer(p, &c.asking, func(e graph.Engine) (graph.Answer, error) {
		return graph.Ask(p, e, graph.Question{Text: joinWords(c.Question), Filter: f, Page: c.page()})
	}, func(p *process, a graph.Answer) {
		fmt.Fprintln(p.out, a.Text)
		fmt.Fprintf(p.out, "\nQuery: %s\n\n", a.Query.Call)
		printAny(p, a.Answer)
	})
}

// ofOne is a question about one entity.
type ofOne struct {
	asking
	filtering
	paging
	Ref string `arg:"" help:"An id, or a name or alias if only one entity has it."`
}

type reachCommand struct {
	ofOne
	Depth int `help:"Greatest number of steps. Default: any."`
}

func (c *reachCommand) reach(p *process, d graph.Direction) error {
	f, err := c.filter()
	if err = cmp.Or(err, atLeast(0, "--depth", c.Depth)); err != nil {
		return err
	}
	return answer(p, &c.asking, func(e graph.Engine) (graph.Reach, error) {
		return e.Reach(p, graph.ReachQuery{Of: c.Ref, Direction: d, Depth: c.Depth, Filter: f, Page: c.page(), Lang: c.Lang})
	}, printReach)
}

type dependentsCommand struct{ reachCommand }

func (c *dependentsCommand) Run(p *process) error { return c.reach(p, graph.Dependents) }

type dependenciesCommand struct{ reachCommand }

func (c *dependenciesCommand) Run(p *process) error { return c.reach(p, graph.Dependencies) }

type neighboursCommand struct {
	ofOne
	Direction string `help:"Claims with the entity as object (dependents), as subject (dependencies), or both." enum:"dependents,dependencies,both" default:"both"`
}

func (c *neighboursCommand) Run(p *process) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	return answer(p, &c.asking, func(e graph.Engine) (graph.Neighbours, error) {
		return e.Neighbours(p, graph.NeighboursQuery{Of: c.Ref, Direction: graph.Direction(c.Direction), Filter: f, Page: c.page(), Lang: c.Lang})
	}, printNeighbours)
}

type pathsCommand struct {
	asking
	filtering
	From    string `arg:"" help:"The dependent."`
	To      string `arg:"" help:"What it depends on."`
	K       int    `short:"k" help:"Greatest number of paths." default:"3"`
	MaxHops int    `help:"Greatest length. Default: any."`
}

func (c *pathsCommand) Run(p *process) error {
	f, err := c.filter()
	if err = cmp.Or(err, atLeast(1, "--k", c.K), atLeast(0, "--max-hops", c.MaxHops)); err != nil {
		return err
	}
	return answer(p, &c.asking, func(e graph.Engine) (graph.Paths, error) {
		return e.Paths(p, graph.PathsQuery{From: c.From, To: c.To, K: c.K, MaxHops: c.MaxHops, Filter: f, Lang: c.Lang})
	}, printPaths)
}

type entitiesCommand struct {
	asking
	filtering
	paging
	Country string `help:"A state: id or name."`
	Q       string `short:"q" help:"Part of a name or alias, in any script."`
}

func (c *entitiesCommand) Run(p *process) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	return answer(p, &c.asking, func(e graph.Engine) (graph.Entities, error) {
		return e.Entities(p, graph.EntitiesQuery{Filter: f, Country: c.Country, Text: c.Q, Page: c.page()})
	}, printEntities)
}

type entityCommand struct{ ofOne }

func (c *entityCommand) Run(p *process) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	return answer(p, &c.asking, func(e graph.Engine) (graph.Card, error) {
		return e.Card(p, graph.CardQuery{Of: c.Ref, Filter: f, Lang: c.Lang})
	}, printCard)
}

type decisionsCommand struct{ ofOne }

func (c *decisionsCommand) Run(p *process) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	return answer(p, &c.asking, func(e graph.Engine) (graph.Decisions, error) {
		return e.Decisions(p, graph.DecisionsQuery{Of: c.Ref, Filter: f, Page: c.page(), Lang: c.Lang})
	}, printDecisions)
}

func (c *ofOne) ownership(p *process, d graph.Direction) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	return answer(p, &c.asking, func(e graph.Engine) (graph.Ownership, error) {
		return e.Ownership(p, graph.OwnershipQuery{Of: c.Ref, Direction: d, Filter: f, Page: c.page(), Lang: c.Lang})
	}, printOwnership)
}

type ownersCommand struct{ ofOne }

func (c *ownersCommand) Run(p *process) error { return c.ownership(p, graph.Dependencies) }

type holdingsCommand struct{ ofOne }

func (c *holdingsCommand) Run(p *process) error { return c.ownership(p, graph.Dependents) }

type timelineCommand struct{ ofOne }

func (c *timelineCommand) Run(p *process) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	return answer(p, &c.asking, func(e graph.Engine) (graph.Timeline, error) {
		return e.Timeline(p, graph.TimelineQuery{Of: c.Ref, Filter: f, Page: c.page(), Lang: c.Lang})
	}, printTimeline)
}

type affiliatesCommand struct {
	ofOne
	Threshold float64 `help:"Least share, 0..1, that listed parties and affiliates hold together. Default: that of the rule on record."`
}

func (c *affiliatesCommand) Run(p *process) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	if c.Threshold < 0 || c.Threshold > 1 {
		return fmt.Errorf("%w: --threshold is %v: give a share from 0 to 1, as 0.5", errUse, c.Threshold)
	}
	return answer(p, &c.asking, func(e graph.Engine) (graph.Affiliates, error) {
		return e.Affiliates(p, graph.AffiliatesQuery{Of: c.Ref, Threshold: c.Threshold, Filter: f, Page: c.page(), Lang: c.Lang})
	}, printAffiliates)
}

type impactCommand struct {
	asking
	filtering
	paging
	Remove []string `arg:"" help:"What is taken away: entities (id, name or alias) and claims (id)."`
}

func (c *impactCommand) Run(p *process) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	return answer(p, &c.asking, func(e graph.Engine) (graph.Impact, error) {
		return e.Impact(p, graph.ImpactQuery{Remove: c.Remove, Filter: f, Page: c.page(), Lang: c.Lang})
	}, printImpact)
}

type chokepointsCommand struct {
	asking
	filtering
	paging
	Country string `help:"Chokepoints of this state: id or name."`
	For     string `help:"Only what loses this entity."`
}

func (c *chokepointsCommand) Run(p *process) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	return answer(p, &c.asking, func(e graph.Engine) (graph.Chokepoints, error) {
		return e.Chokepoints(p, graph.ChokepointsQuery{For: c.For, Country: c.Country, Filter: f, Page: c.page(), Lang: c.Lang})
	}, printChokepoints)
}

type checkCommand struct {
	asking
	filtering
	Item    string `arg:"" help:"A chip, technology or other item."`
	To      string `required:"" help:"The destination."`
	EndUser string `help:"The party that would use it."`
}

func (c *checkCommand) Run(p *process) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	return answer(p, &c.asking, func(e graph.Engine) (graph.Check, error) {
		return e.Check(p, graph.CheckQuery{Item: c.Item, To: c.To, EndUser: c.EndUser, Filter: f, Lang: c.Lang})
	}, printCheck)
}

type changesCommand struct {
	asking
	filtering
	paging
	Since string   `required:"" placeholder:"DAY" help:"First day."`
	Until string   `placeholder:"DAY" help:"Last day. Default: today."`
	What  []string `help:"Kinds of change: began, ended, on, recorded, withdrawn. Default: all."`
}

func (c *changesCommand) Run(p *process) error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	q := graph.ChangesQuery{Until: f.AsOf, What: c.What, Filter: f, Page: c.page(), Lang: c.Lang}
	if q.Since, err = graph.ParseDay(c.Since); err != nil {
		return fmt.Errorf("%w: --since: %w", errUse, err)
	}
	if c.Until != "" {
		if q.Until, err = graph.ParseDay(c.Until); err != nil {
			return fmt.Errorf("%w: --until: %w", errUse, err)
		}
	}
	return answer(p, &c.asking, func(e graph.Engine) (graph.ChangesAnswer, error) { return e.Changes(p, q) }, printChanges)
}
