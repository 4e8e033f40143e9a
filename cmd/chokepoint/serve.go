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
	return c.withEngine(p, func(_ graph.Store, e engine) error {
		listener, err := net.Listen("tcp", c.Addr)
		if err != nil {
			return fmt.Errorf("%w: listening: %w; choose another address with --addr", errUse, err)
		}
		log := slog.New(slog.NewTextHandler(p.err, nil))
		requests := log
		if c.Quiet {
			requests = nil
		}
		server := &http.Server{Handler: api.New(api.Config{Engine: e, Log: requests}), ReadHeaderTimeout: 10 * time.Second,
			IdleTimeout: 2 * time.Minute, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn)}
		ctx, stop := context.WithCancel(p)
		defer stop()
		go keepFresh(ctx, e, log)
		ended := make(chan error, 1)
		go func() { ended <- server.Serve(listener) }()
		fmt.Fprintf(p.out, "Chokepoint answers at http://%s (see /docs); ask for example /v1/entities/nvidia/dependents\n", listener.Addr())
		select {
		case err = <-ended:
		case <-p.Done():
			wait, cancel := context.WithTimeout(context.WithoutCancel(p), shutdownWait)
			defer cancel()
			err = server.Shutdown(wait)
		}
		if errors.Is(err, http.ErrServerClosed) {
			return nil
		}
		return err
	})
}

// keepFresh brings the engine up to date with loads by other processes.
func keepFresh(ctx context.Context, e engine, log *slog.Logger) {
	tick := time.NewTicker(refreshEvery)
	defer tick.Stop()
	failing := false
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		err := e.Refresh(ctx)
		if err != nil && ctx.Err() == nil && !failing {
			log.Warn("the store can't be read; answers stay those of the state read last", "error", err)
		}
		failing = err != nil
	}
}
