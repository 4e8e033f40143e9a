package main

import (
	"context"
	"io"
	"log/slog"
	"time"

	"chokepoint/api"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
	"chokepoint/mcp"
)

type mcpCommand struct {
	storeFlags
}

// Run answers one assistant, which has started it, over standard input and output. What there is to log goes to the other output.
func (c *mcpCommand) Run(p *process) error {
	log := slog.New(slog.NewTextHandler(p.err, nil))
	return c.withSource(p, c.openToRead, func(_ snapshot.Store, facts source) error {
		ctx, stop := context.WithCancel(p)
		defer stop()
		go keepFresh(ctx, facts, log)
		ask := func(ctx context.Context, asked question.Prepared) (*question.Reply, error) {
			return asked.Ask(ctx, facts, question.Terms{Budget: api.DefaultBudget(), Now: time.Now()})
		}
		return mcp.Serve(ctx, mcp.Config{Program: programVersion(), Ask: ask, Log: log}, p.in, openWriter{p.out})
	})
}

// openWriter is a writer that stays open.
type openWriter struct{ io.Writer }

func (openWriter) Close() error { return nil }
