package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"time"

	"chokepoint/api"
	"chokepoint/api/keys"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/snapshot"
	"chokepoint/mcp"
)

type serveCommand struct {
	storeFlags
	keysFlag
	Addr            string        `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Where to listen."`
	AllowedHost     []string      `placeholder:"NAME" help:"A name that the server may be called by, beside localhost, addresses and that of --addr (repeatable); *.NAME for all below it, * for any."`
	Cors            []string      `placeholder:"ORIGIN" help:"Let pages of this origin ask from a browser, as https://example.org (repeatable). Default: none."`
	ReadKeyRequired bool          `help:"Answer questions only to those who have a key."`
	Rate            float64       `placeholder:"N" help:"Requests a second for each key, or address without one; twice as many at once. Default: any."`
	MaxQuestions    int           `default:"256" placeholder:"N" help:"Questions under way at once, those that wait or are being written among them; 0 for any number. Answers that are kept don't count."`
	LightAtWork     int           `placeholder:"N" help:"Questions at work at once. Default: two for each processor."`
	HeavyAtWork     int           `placeholder:"N" help:"Heavy questions at work at once, which look at all facts, beside the light ones. Default: one for every second processor."`
	KeptAnswers     size          `default:"64MB" placeholder:"SIZE" help:"Room for answers that are kept until the facts change; 0 for none."`
	MemoryLimit     size          `placeholder:"SIZE" help:"Memory that the process keeps within as far as it can, by collecting garbage more often; 1GB for example. Default: GOMEMLIMIT, else any."`
	TrustedProxy    []string      `placeholder:"ADDRESS" help:"A proxy, or network of them, whose X-Forwarded-For is believed (repeatable)."`
	Grace           time.Duration `default:"10s" placeholder:"TIME" help:"How long questions under way may take once the server is told to end."`
	LogFormat       string        `enum:"text,json" default:"text" help:"Form of the log: text or json."`
	Review          string        `placeholder:"FILE" help:"Decisions on parties of imports that may be entities known already; those that wait for one are noted there."`
	Quiet           bool          `help:"Do not log requests."`
}

const (
	// refreshEvery is how often the store is asked whether another process has loaded something.
	refreshEvery = time.Second
	// flushEvery is how often the last uses of keys are written down.
	flushEvery = 30 * time.Second
)

// The limits of a connection. What takes longer by its nature, as an export, sets the end of its own writes.
const (
	headerWait = 10 * time.Second
	bodyWait   = 30 * time.Second
	writeWait  = time.Minute // from the end of the header: longer than a question may take
	idleWait   = 2 * time.Minute
)

func (c *serveCommand) Run(p *process) error {
	if err := c.check(); err != nil {
		return err
	}
	log := c.log(p)
	c.collect()
	return c.withSource(p, c.open, func(store snapshot.Store, facts source) error {
		listener, err := net.Listen("tcp", c.Addr)
		if err != nil {
			return fmt.Errorf("%w: listening: %w; choose another address with --addr", errUse, err)
		}
		ctx, stop := context.WithCancel(p)
		defer stop()
		held := keys.Open(c.path(&c.storeFlags))
		if _, err := held.List(); err != nil { // better now than at the first request
			return err
		}
		go keepFresh(ctx, facts, log)
		go noteUses(ctx, held, log)
		questions, giveUp := context.WithCancel(context.WithoutCancel(p)) // those under way when the server is told to end
		defer giveUp()
		server := &http.Server{Handler: api.New(c.config(store, facts, held, log)), ReadHeaderTimeout: headerWait, ReadTimeout: bodyWait, WriteTimeout: writeWait,
			IdleTimeout: idleWait, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
			BaseContext: func(net.Listener) context.Context { return questions }}
		ended := make(chan error, 1)
		go func() { ended <- server.Serve(listener) }()
		fmt.Fprintf(p.out, "Chokepoint answers at http://%s (see /docs); ask for example /v1/entities/nvidia/dependents\n", listener.Addr())
		select {
		case err = <-ended:
		case <-p.Done():
			err = c.end(p, server, giveUp)
		}
		if flushing := held.Flush(); flushing != nil {
			log.Warn("the last uses of keys are not written down", "error", flushing)
		}
		if errors.Is(err, http.ErrServerClosed) {
			return nil
		}
		return err
	})
}

// check refuses flags that make no sense.
func (c *serveCommand) check() error {
	switch {
	case c.Rate < 0:
		return fmt.Errorf("%w: --rate: give a number of requests a second, or 0 for any", errUse)
	case c.MaxQuestions < 0:
		return fmt.Errorf("%w: --max-questions: give a number, or 0 for any", errUse)
	case c.LightAtWork < 0:
		return fmt.Errorf("%w: --light-at-work: give a number of questions", errUse)
	case c.HeavyAtWork < 0:
		return fmt.Errorf("%w: --heavy-at-work: give a number of questions", errUse)
	case c.Grace < 0:
		return fmt.Errorf("%w: --grace: give a time, such as 10s", errUse)
	}
	for _, network := range c.TrustedProxy {
		if _, _, err := net.ParseCIDR(network); err != nil && net.ParseIP(network) == nil {
			return fmt.Errorf("%w: --trusted-proxy: %q is no address or network", errUse, network)
		}
	}
	return nil
}

// collecting is by how many percent memory may grow between two collections of garbage while questions are answered. What lives is small
// beside what each answer leaves: at 2,000 questions a second the slowest in a hundred took half as long as with the default of 100, with
// 90 MB more.
const collecting = 200

// collect says how garbage is collected. What is said by GOGC and GOMEMLIMIT stays.
func (c *serveCommand) collect() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(collecting)
	}
	if c.MemoryLimit > 0 {
		debug.SetMemoryLimit(int64(c.MemoryLimit))
	}
}

func (c *serveCommand) log(p *process) *slog.Logger {
	if c.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(p.err, nil))
	}
	return slog.New(slog.NewTextHandler(p.err, nil))
}

func (c *serveCommand) config(store snapshot.Store, facts source, held *keys.File, log *slog.Logger) api.Config {
	hosts := append([]string{}, c.AllowedHost...)
	if host, _, err := net.SplitHostPort(c.Addr); err == nil && host != "" {
		hosts = append(hosts, host)
	}
	return api.Config{Program: programVersion(), Source: facts, Store: store, BuiltIn: builtIn, Review: c.Review, Questions: catalogue.All(), Log: log, Quiet: c.Quiet, Keys: held, ReadKeyRequired: c.ReadKeyRequired,
		MCP: func(ask api.Ask) http.Handler {
			return mcp.Handler(mcp.Config{Program: programVersion(), Ask: mcp.Ask(ask), Log: log})
		},
		Hosts: hosts, Origins: c.Cors, Rate: c.Rate, MaxQuestions: c.MaxQuestions, TrustedProxies: c.TrustedProxy,
		LightAtWork: c.LightAtWork, HeavyAtWork: c.HeavyAtWork, KeptAnswers: int64(c.KeptAnswers)}
}

// end waits for the questions under way as long as the grace allows, and gives up the others.
func (c *serveCommand) end(p *process, server *http.Server, giveUp func()) error {
	wait, cancel := context.WithTimeout(context.WithoutCancel(p), c.Grace)
	defer cancel()
	err := server.Shutdown(wait)
	if errors.Is(err, context.DeadlineExceeded) {
		giveUp()
		err = server.Close()
	}
	return err
}

// keepFresh brings the answers up to date with loads by other processes.
func keepFresh(ctx context.Context, facts source, log *slog.Logger) {
	every(ctx, refreshEvery, log, "the store can't be read; answers stay those of the state read last", func() error { return facts.Refresh(ctx) })
}

// noteUses writes down when keys were used last.
func noteUses(ctx context.Context, held *keys.File, log *slog.Logger) {
	every(ctx, flushEvery, log, "the last uses of keys are not written down", held.Flush)
}

// every does something again and again until the context ends, and warns when it begins to fail.
func every(ctx context.Context, interval time.Duration, log *slog.Logger, warning string, do func() error) {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	failing := false
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		err := do()
		if err != nil && ctx.Err() == nil && !failing {
			log.Warn(warning, "error", err)
		}
		failing = err != nil
	}
}
