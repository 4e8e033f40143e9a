package main

import (
	"errors"
	"fmt"
	"strings"

	"chokepoint/graph/imports"
)

type reviewCommand struct {
	File      string `default:"review.yaml" placeholder:"FILE" help:"The file of decisions."`
	Dataset   string `help:"Only parties of this dataset."`
	Is        string `xor:"decision" placeholder:"ID" help:"The party is this entity."`
	Not       string `xor:"decision" placeholder:"ID" help:"The party is not this entity."`
	Undecided string `xor:"decision" placeholder:"ID" help:"Take a decision on this entity back."`
	All       bool   `help:"List what is decided too."`
	Party     string `arg:"" optional:"" help:"The name of a party, as the file has it; without one, those that wait are listed."`
}

// Run lists the parties that wait for a decision, or notes one. Loads follow it from then on.
func (c *reviewCommand) Run(p *process) error {
	review, err := imports.ReadReview(c.File)
	if err != nil {
		return err
	}
	entity := c.Is + c.Not + c.Undecided
	switch {
	case c.Party == "" && entity == "":
		c.list(p, review)
		return nil
	case c.Party == "" || entity == "":
		return fmt.Errorf("%w: a decision is on a party and an entity: chokepoint review \"Nova Inc\" --is nova", errUse)
	}
	if err := review.Decide(c.Dataset, c.Party, entity, c.Is != "", c.Not != ""); err != nil {
		if errors.Is(err, imports.ErrNoParty) {
			return fmt.Errorf("%w: %w, %s; chokepoint review --all lists those that are there", errUse, err, c.File)
		}
		return err
	}
	if err := review.Write(c.File); err != nil {
		return err
	}
	fmt.Fprintln(p.out, "Noted; load the dataset again for it to take effect")
	return nil
}

func (c *reviewCommand) list(p *process, review *imports.Review) {
	var rows [][]string
	for _, party := range review.Parties {
		if c.Dataset != "" && party.Dataset != c.Dataset || !c.All && (party.Is != "" || len(party.Maybe) == 0) {
			continue
		}
		rows = append(rows, []string{party.Dataset, party.Name, party.Country, strings.Join(party.Maybe, ", "), party.Is, strings.Join(party.Not, ", ")})
	}
	if len(rows) == 0 {
		fmt.Fprintln(p.out, "No party waits for a decision")
		return
	}
	p.sheet().Rows([]string{"DATASET", "PARTY", "COUNTRY", "MAY BE", "IS", "IS NOT"}, rows)
}
