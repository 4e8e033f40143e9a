package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"net/url"
	"os"
	"regexp"
	"runtime/debug"
	"strings"
	"time"

	"github.com/KimMachineGun/automemlimit/memlimit"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/engine"
	"chokepoint/graph/imports"
	"chokepoint/graph/load"
	"chokepoint/graph/neo4j"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
	"chokepoint/graph/sqlite"
	"chokepoint/seeds"
)

// storeFlags say where the facts are kept and what an empty store is filled with.
type storeFlags struct {
	Store         string `placeholder:"WHERE" group:"store" help:"A file, memory, or a neo4j:// or bolt:// URI. Default: chokepoint.db, which is made and filled."`
	Seeds         string `type:"existingdir" placeholder:"DIR" group:"store" help:"Facts for the store, instead of those built in."`
	Ontology      string `type:"existingfile" placeholder:"FILE" group:"store" help:"Ontology of the facts, instead of their ontology.yaml or the one built in."`
	Engine        string `enum:"auto,memory,cypher" default:"auto" group:"store" help:"With Neo4j: answer from a snapshot in memory (memory), by Cypher without one (cypher), or from one as long as it stays below the limit (auto)."`
	SnapshotLimit size   `placeholder:"SIZE" group:"store" help:"Memory that a snapshot of Neo4j may take under --engine auto, as 4GB. Default: half of what this process may use."`
	Join          bool   `group:"store" help:"Keep facts in a Neo4j database that holds other data, beside it. What is there is not touched."`
	Neo4jUser     string `name:"neo4j-user" env:"CHOKEPOINT_NEO4J_USER" default:"neo4j" group:"store" help:"User of the Neo4j server."`
	Neo4jPassword string `name:"neo4j-password" env:"CHOKEPOINT_NEO4J_PASSWORD,NEO4J_PASSWORD" placeholder:"SECRET" group:"store" help:"Password of the Neo4j server; none: the server asks for none."`
}

// isURI reports whether a store is named by a URI rather than a file.
func isURI(store string) bool { return strings.Contains(store, "://") }

// neo4jScheme is what the URI of a Neo4j server begins with; +s asks for TLS, +ssc for TLS with any certificate.
var neo4jScheme = regexp.MustCompile(`^(neo4j|bolt)(\+s|\+ssc)?$`)

// defaultStore is the file of facts where none is named.
const defaultStore = "chokepoint.db"

// open opens the store as it is. A file that is not there is created, unless a command only reads it.
func (f *storeFlags) open(ctx context.Context) (snapshot.Store, error) {
	if !isURI(f.Store) {
		return sqlite.Open(ctx, cmp.Or(f.Store, defaultStore))
	}
	return f.openNeo4j(ctx)
}

// openToRead is open for a command that asks. A file that was named and is not there is most often mistyped: it is made by commands
// that fill it, or where it was said what with.
func (f *storeFlags) openToRead(ctx context.Context) (snapshot.Store, error) {
	if isURI(f.Store) || f.Store == "" || f.Seeds != "" {
		return f.open(ctx)
	}
	store, err := sqlite.OpenExisting(ctx, f.Store)
	if errors.Is(err, sqlite.ErrMissing) {
		return nil, fmt.Errorf("%w: --store: %w; name a file that is there, or make one with chokepoint load --store %s FILES",
			errUse, err, f.Store)
	}
	if err != nil {
		return nil, err
	}
	return store, nil
}

func (f *storeFlags) openNeo4j(ctx context.Context) (snapshot.Store, error) {
	uri, err := url.Parse(f.Store)
	if err != nil {
		return nil, fmt.Errorf("%w: --store: %w", errUse, err)
	}
	if !neo4jScheme.MatchString(uri.Scheme) {
		return nil, fmt.Errorf("%w: --store: there is no store %s://: name a file, memory, or a neo4j:// or bolt:// address", errUse, uri.Scheme)
	}
	var auth neo4j.Auth
	if f.Neo4jPassword != "" {
		auth = neo4j.Auth{User: f.Neo4jUser, Password: f.Neo4jPassword}
	}
	if password, ok := uri.User.Password(); ok {
		auth = neo4j.Auth{User: uri.User.Username(), Password: password}
	}
	uri.User = nil
	store, err := neo4j.Open(ctx, uri.String(), auth)
	if err != nil {
		return nil, err
	}
	if f.Join {
		store.Join()
	}
	return store, nil
}

// source is what a store's questions are answered from, until it is refreshed.
type source interface {
	question.Source
	Refresh(context.Context) error
}

// withSource opens a store by one of the methods for that, fills it if it is empty, and hands over what answers from it.
func (f *storeFlags) withSource(ctx context.Context, open func(context.Context) (snapshot.Store, error), use func(snapshot.Store, source) error) error {
	store, err := open(ctx)
	if err != nil {
		return err
	}
	defer store.Close()
	filled, err := f.fill(ctx, store)
	if err != nil {
		return err
	}
	facts, err := f.source(ctx, store)
	if err != nil {
		return err
	}
	if !filled {
		if err := f.renew(ctx, store, facts); err != nil {
			return err
		}
	}
	return use(store, facts)
}

// source is what answers from a store.
func (f *storeFlags) source(ctx context.Context, store snapshot.Store) (source, error) {
	s, ok := store.(*neo4j.Store)
	if !ok {
		return engine.New(ctx, store)
	}
	return neo4j.NewEngine(ctx, s, neo4j.Mode(f.Engine), f.snapshotLimit())
}

// defaultMemory is what a process may use where nothing says how much that is.
const defaultMemory = 4 << 30

// snapshotLimit is how much memory a snapshot may take, in bytes: by default half of what the process may use, which is the limit that
// the runtime was given, that of the control group, or all there is.
func (f *storeFlags) snapshotLimit() int64 {
	if f.SnapshotLimit > 0 {
		return int64(f.SnapshotLimit)
	}
	if limit := debug.SetMemoryLimit(-1); limit < math.MaxInt64 {
		return limit / 2
	}
	for _, limit := range []memlimit.Provider{memlimit.FromCgroup, memlimit.FromSystem} {
		if bytes, err := limit(); err == nil && bytes > 0 && bytes < math.MaxInt64 {
			return int64(bytes / 2)
		}
	}
	return defaultMemory / 2
}

// filledFrom begins the origin of the facts that a store was filled with: where they are kept, and after that their state.
func (f *storeFlags) filledFrom() string {
	return "filled from " + cmp.Or(f.Seeds, "the built-in facts") + ", state "
}

// facts are the files that a store is filled with, and an origin that tells their state.
func (f *storeFlags) facts() (files []load.File, origin string, err error) {
	fsys := fs.FS(seeds.FS)
	if f.Seeds != "" {
		fsys = os.DirFS(f.Seeds)
	}
	if files, err = load.FilesIn(fsys, load.YAMLExtensions...); err != nil {
		return nil, "", err
	}
	if f.Ontology != "" {
		data, err := os.ReadFile(f.Ontology)
		if err != nil {
			return nil, "", fmt.Errorf("reading the ontology: %w", err)
		}
		_, files = load.CutOntology(files)
		files = append(files, load.File{Name: load.OntologyName, Data: data})
	}
	sum := sha256.New()
	for _, file := range files {
		fmt.Fprintf(sum, "%s %d\n", file.Name, len(file.Data))
		sum.Write(file.Data)
	}
	return files, f.filledFrom() + hex.EncodeToString(sum.Sum(nil)[:6]), nil
}

// fill loads the facts into an empty store, and reports whether it was one.
func (f *storeFlags) fill(ctx context.Context, store snapshot.Store) (filled bool, err error) {
	version, err := store.Version(ctx)
	if err != nil || version != "" {
		return false, err
	}
	files, origin, err := f.facts()
	if err != nil {
		return false, err
	}
	return true, loadFacts(ctx, store, files, origin)
}

// renew loads the facts again if the store was filled with an earlier state of them, so that a new binary, or an edit to
// the seeds, does not answer with old facts. What was loaded by hand, or from elsewhere, is left alone.
func (f *storeFlags) renew(ctx context.Context, store snapshot.Store, facts source) error {
	loaded, err := datasetsOf(ctx, facts)
	if err != nil {
		return err
	}
	for _, d := range loaded {
		if d.Name != graph.CuratedDataset || !strings.HasPrefix(d.Origin, f.filledFrom()) {
			continue
		}
		files, origin, err := f.facts()
		if err != nil || origin == d.Origin {
			return err
		}
		if err := loadFacts(ctx, store, files, origin); err != nil {
			if errors.Is(err, sqlite.ErrReadOnly) {
				return nil // what it holds is an answer too
			}
			return err
		}
		return facts.Refresh(ctx)
	}
	return nil
}

// datasetsOf lists what is loaded.
func datasetsOf(ctx context.Context, facts source) ([]catalogue.DatasetView, error) {
	q, _ := catalogue.Find("datasets")
	asked, err := q.Read(nil)
	if err != nil {
		return nil, err
	}
	reply, err := asked.Ask(ctx, facts, question.Terms{Now: time.Now()})
	if err != nil {
		return nil, err
	}
	return reply.Answer.(catalogue.Datasets).Results, nil
}

// builtIn is the ontology of facts that bring none.
func builtIn() (*graph.Ontology, error) {
	data, err := seeds.FS.ReadFile(load.OntologyName)
	if err != nil {
		return nil, err
	}
	return load.Ontology(load.File{Name: load.OntologyName, Data: data})
}

// garbage is the percentage by which memory may grow between two collections while facts are read: reading makes many times what
// it keeps, all of it soon, so that collecting often costs a fifth of the start and saves little.
const garbage = 800

func loadFacts(ctx context.Context, store snapshot.Store, files []load.File, origin string) error {
	before := debug.SetGCPercent(garbage)
	defer func() { // the engine may have said another meanwhile, when the first snapshot was ready
		if said := debug.SetGCPercent(before); said != garbage {
			debug.SetGCPercent(said)
		}
	}()
	dataset := imports.Curated
	dataset.Origin = origin
	_, err := imports.Run(ctx, store, imports.Request{Dataset: dataset, Files: files, Format: "yaml", BuiltIn: builtIn, At: time.Now(), AllowShrink: true, AllowNames: true})
	return err
}
