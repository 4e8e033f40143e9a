package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"chokepoint/graph"
	"chokepoint/graph/engine"
	"chokepoint/graph/sqlite"
)

// fileFlag names a store that is a file, for the commands that keep it.
type fileFlag struct {
	Store string `placeholder:"FILE" help:"The file of the store. Default: chokepoint.db."`
}

// path is the file. Of another store it says what to use there instead.
func (f *fileFlag) path(instead string) (string, error) {
	switch {
	case isURI(f.Store):
		return "", fmt.Errorf("%w: --store: this command is for a store in a file; %s", errUse, instead)
	case f.Store == "memory" || f.Store == ":memory:":
		return "", fmt.Errorf("%w: --store: name a file: what is in memory alone is gone when a command ends", errUse)
	}
	return cmp.Or(f.Store, defaultStore), nil
}

// use opens the store, which must be there, for a while.
func (f *fileFlag) use(ctx context.Context, instead string, use func(path string, store *sqlite.Store) error) error {
	path, err := f.path(instead)
	if err != nil {
		return err
	}
	store, err := sqlite.OpenExisting(ctx, path)
	if err != nil {
		return explainFile(err)
	}
	defer store.Close()
	return explainFile(use(path, store))
}

// explainFile says what is wrong use among the errors of a store in a file, and the way out.
func explainFile(err error) error {
	switch {
	case errors.Is(err, sqlite.ErrMissing):
		return fmt.Errorf("%w: %w; name a file that is there", errUse, err)
	case errors.Is(err, sqlite.ErrExists):
		return fmt.Errorf("%w: %w, which stays as it is; name another", errUse, err)
	case errors.Is(err, sqlite.ErrFuture):
		return fmt.Errorf("%w: --before: %w", errUse, err)
	}
	return err
}

type backupCommand struct {
	fileFlag
	File string `arg:"" name:"file" help:"The copy, a new file."`
}

// Run copies the store while others may use it.
func (c *backupCommand) Run(p *process) error {
	const instead = "copy a Neo4j database with neo4j-admin database backup, or database dump when it is stopped"
	return c.use(p, instead, func(path string, store *sqlite.Store) error {
		census, err := store.Backup(p, c.File)
		if err == nil {
			fmt.Fprintf(p.out, "Copied %s to %s, which is whole: %s\n", path, c.File, count(census))
		}
		return err
	})
}

type restoreCommand struct {
	fileFlag
	Force bool   `help:"Replace a store that is there, which is kept beside it."`
	File  string `arg:"" name:"file" help:"A backup."`
}

// Run puts a copy of a backup in the place of the store.
func (c *restoreCommand) Run(p *process) error {
	path, err := c.path("bring back a Neo4j database with neo4j-admin database restore, or database load")
	if err != nil {
		return err
	}
	census, kept, err := sqlite.Restore(p, c.File, path, c.Force)
	switch {
	case errors.Is(err, sqlite.ErrExists) && !c.Force:
		return fmt.Errorf("%w: %w; name another with --store, or replace it with --force, which keeps the old one beside it", errUse, err)
	case err != nil:
		return explainFile(err)
	}
	if kept != "" {
		fmt.Fprintf(p.out, "Kept the store that was there as %s\n", kept)
	}
	fmt.Fprintf(p.out, "Restored %s from %s, which is whole: %s\n", path, c.File, count(census))
	return nil
}

type verifyCommand struct {
	fileFlag
	JSON bool `help:"Print what is there as JSON."`
}

// Run looks at everything that is in the store, and whether questions can be answered from it.
func (c *verifyCommand) Run(p *process) error {
	const instead = "check a Neo4j database with neo4j-admin database check"
	return c.use(p, instead, func(path string, store *sqlite.Store) error {
		census, err := store.Verify(p)
		if err != nil {
			return err
		}
		builder, err := store.Read(p)
		if err != nil {
			return err
		}
		if _, err := engine.Build(p, builder); err != nil {
			return fmt.Errorf("%w: %s: %w", graph.ErrUnavailable, path, err)
		}
		if c.JSON {
			return printJSON(p, census)
		}
		fmt.Fprintf(p.out, "%s is whole, every checksum, reference and count: %s\n", path, count(census))
		if census.LastLoad.After(time.Now()) {
			fmt.Fprintf(p.out, "Its last load was recorded as of %s, which is later than this clock: known_at before that does not have it\n",
				census.LastLoad.Format(time.RFC3339))
		}
		return nil
	})
}

type pruneCommand struct {
	fileFlag
	Before graph.Day `required:"" placeholder:"DAY" help:"What was withdrawn before this day is removed, and known_at before it refused."`
	DryRun bool      `help:"Say what would be removed, and remove nothing."`
	JSON   bool      `help:"Print what was removed as JSON."`
}

// Run removes old history.
func (c *pruneCommand) Run(p *process) error {
	const instead = "a Neo4j database keeps its history; load the datasets into a new one to begin without"
	return c.use(p, instead, func(path string, store *sqlite.Store) error {
		pruned, err := store.Prune(p, c.Before.Time(), c.DryRun)
		switch {
		case err != nil:
			return err
		case c.JSON:
			return printJSON(p, pruned)
		}
		did := "Removed"
		if c.DryRun {
			did = "Would remove"
		}
		fmt.Fprintf(p.out, "%s what was withdrawn before %s: %s, %s of entities and %s of sources\n", did, c.Before,
			many(pruned.Claims, "claim"), many(pruned.Entities, "version"), many(pruned.Sources, "version"))
		if !c.DryRun && pruned.Claims+pruned.Entities+pruned.Sources > 0 {
			fmt.Fprintf(p.out, "What was known before that day can't be asked for any more; %s has the room for what comes, and a backup of it is smaller\n", path)
		}
		return nil
	})
}

// count says what is in a store.
func count(c sqlite.Census) string {
	text := fmt.Sprintf("%s, %s and %s stand, in %s; %s recorded by %s", many(c.Claims, "claim"), manyEntities(c.Entities), many(c.Sources, "source"),
		many(c.Datasets, "dataset"), many(c.Recorded, "claim"), many(c.Loads, "load"))
	if !c.Pruned.IsZero() {
		text += ", without what was withdrawn before " + c.Pruned.Format(time.DateOnly)
	}
	return text
}

func manyEntities(n int) string {
	if n == 1 {
		return "1 entity"
	}
	return fmt.Sprintf("%d entities", n)
}

func many(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
