package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"chokepoint/api"
	"chokepoint/graph"
	"chokepoint/graph/catalogue"
)

type serveCommand struct {
	storeFlags
	Addr  string `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Where to listen."`
	Quiet bool   `help:"Do not log requests."`
}

const (
	// refreshEvery is how often the store is asked whether another process has loaded something.
	refreshEvery = time.Second
	// shutdownWait is how long questions under way may take once the server is told to end.
	shutdownWait = 10 * time.Second
)

func (c *serveCommand) Run(p *process) error {
	return c.withSource(p, c.open, func(_ graph.Store, facts source) error {
		listener, err := net.Listen("tcp", c.Addr)
		if err != nil {
			return fmt.Errorf("%w: listening: %w; choose another address with --addr", errUse, err)
		}
		log := slog.New(slog.NewTextHandler(p.err, nil))
		requests := log
		if c.Quiet {
			requests = nil
		}
		ctx, stop := context.WithCancel(p)
		defer stop()
		questions, giveUp := context.WithCancel(context.WithoutCancel(p)) // those under way when the server is told to end
		defer giveUp()
		server := &http.Server{Handler: api.New(api.Config{Source: facts, Questions: catalogue.All(), Log: requests}), ReadHeaderTimeout: 10 * time.Second,
			IdleTimeout: 2 * time.Minute, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
			BaseContext: func(net.Listener) context.Context { return questions }}
		go keepFresh(ctx, facts, log)
		ended := make(chan error, 1)
		go func() { ended <- server.Serve(listener) }()
		fmt.Fprintf(p.out, "Chokepoint answers at http://%s (see /docs); ask for example /v1/entities/nvidia/dependents\n", listener.Addr())
		select {
		case err = <-ended:
		case <-p.Done():
			wait, cancel := context.WithTimeout(context.WithoutCancel(p), shutdownWait)
			defer cancel()
			if err = server.Shutdown(wait); errors.Is(err, context.DeadlineExceeded) {
				giveUp()
				err = server.Close()
			}
		}
		if errors.Is(err, http.ErrServerClosed) {
			return nil
		}
		return err
	})
}

// keepFresh brings the answers up to date with loads by other processes.
func keepFresh(ctx context.Context, facts source, log *slog.Logger) {
	tick := time.NewTicker(refreshEvery)
	defer tick.Stop()
	failing := false
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		err := facts.Refresh(ctx)
		if err != nil && ctx.Err() == nil && !failing {
			log.Warn("the store can't be read; answers stay those of the state read last", "error", err)
		}
		failing = err != nil
	}
}
