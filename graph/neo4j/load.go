package neo4j

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"chokepoint/graph"
)

// Load implements graph.Store. A batch without a time is recorded as of now; one that is not later than the load before
// it is recorded a microsecond after that. Memory is linear in all that is recorded, since derived claims rest on all of it.
func (s *Store) Load(ctx context.Context, batch graph.Batch) (graph.Report, error) {
	l := &load{batch: &batch, report: graph.Report{Dataset: batch.Dataset.Name, DryRun: batch.DryRun}}
	gate := int64(-1) // the number of loads at which it was closed
	err := s.inTransaction(ctx, neo4j.AccessModeWrite, func(tx *transaction) (bool, error) {
		l.tx = tx
		if err := l.run(); err != nil || !l.changed || batch.DryRun {
			return false, err
		}
		gate = l.meta.loads - 1
		return true, s.closeGate(ctx, gate)
	})
	if gate >= 0 { // the load is done or undone already: if the gate can't be moved now, a reader will mend it
		if err == nil {
			_ = s.openGate(context.WithoutCancel(ctx), gate)
		} else {
			_ = s.mendGate(context.WithoutCancel(ctx))
		}
	}
	if err != nil {
		return graph.Report{}, explain(s.uri, "loading dataset "+batch.Dataset.Name, err)
	}
	return l.report, nil
}

// load is one load under way, inside its transaction.
type load struct {
	tx     *transaction
	batch  *graph.Batch
	report graph.Report

	meta     meta
	at       time.Time
	ontology *graph.Ontology // as it will be
	replaced bool            // the ontology is another one
	changed  bool            // the load changes something
	ledgers  *ledgers
}

func (l *load) run() error {
	for _, step := range []func() error{
		l.open, l.replaceOntology, l.sayNames, l.sayClaims, l.checkOthers, l.checkDeclared, l.finish,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	if !l.changed || l.batch.DryRun {
		return nil
	}
	return l.write()
}

// open waits for other loads to end and reads what is recorded.
func (l *load) open() (err error) {
	if l.batch.Dataset.Name == "" {
		return errors.New("a dataset needs a name")
	}
	if err := l.tx.lockMeta(uuid.NewString()); err != nil {
		return err
	}
	if l.meta, err = l.tx.readMeta(); err != nil {
		return err
	}
	l.report.Version = l.meta.version()
	at := l.batch.At
	if at.IsZero() {
		at = time.Now()
	}
	if micro := at.UnixMicro(); l.meta.loads == 0 || micro > l.meta.lastAt {
		l.meta.lastAt = micro
	} else {
		l.meta.lastAt++
	}
	l.at = time.UnixMicro(l.meta.lastAt).UTC()
	l.ledgers, err = l.tx.readLedgers()
	return err
}

func (l *load) replaceOntology() (err error) {
	if l.batch.Ontology != nil {
		encoded, err := json.Marshal(l.batch.Ontology)
		if err != nil {
			return err
		}
		l.replaced = l.meta.ontology != string(encoded)
		l.meta.ontology = string(encoded)
	}
	l.ontology, err = l.meta.decodeOntology()
	return err
}

// sayNames records the batch's entities and sources.
func (l *load) sayNames() error {
	entities := l.ledgers.entities.replace(l, &l.report.Entities)
	for _, e := range l.batch.Entities {
		if _, twice := entities.say(e); twice {
			return fmt.Errorf("the batch has entity %q twice", e.ID)
		}
	}
	entities.withdraw()
	sources := l.ledgers.sources.replace(l, &l.report.Sources)
	for _, s := range l.batch.Sources {
		if _, twice := sources.say(s); twice {
			return fmt.Errorf("the batch has source %q twice", s.ID)
		}
	}
	sources.withdraw()
	return nil
}

// checkEvery is how many claims lie between two looks at the context.
const checkEvery = 4096

// sayClaims records the batch's claims.
func (l *load) sayClaims() error {
	known := l.named()
	claims := l.ledgers.claims.replace(l, &l.report.Claims)
	n := 0
	for c := range l.batch.Claims {
		if n++; n%checkEvery == 0 && l.tx.ctx.Err() != nil {
			return l.tx.ctx.Err()
		}
		switch {
		case len(c.Sources) == 0:
			return fmt.Errorf("claim %q: it has no source", c.String())
		case c.Object == "" && c.Value.IsZero():
			return fmt.Errorf("claim %q: it has neither an object nor a value", c.String())
		}
		if known.check(&c, ""); known.enough() {
			break
		}
		did, twice := claims.say(c)
		switch {
		case twice:
			return fmt.Errorf("the batch has claim %q twice", c.String())
		case did == added:
			l.report.Added = graph.ListClaim(l.report.Added, &c)
		case did == changed:
			l.report.Changed = graph.ListClaim(l.report.Changed, &c)
		}
	}
	if err := l.tx.ctx.Err(); err != nil { // the claims may have ended early because of it
		return err
	}
	withdrawn := claims.withdraw()
	for i := range withdrawn[:min(len(withdrawn), graph.ReportLimit)] {
		l.report.Withdrawn = graph.ListClaim(l.report.Withdrawn, &withdrawn[i])
	}
	return known.err()
}

func (l *load) named() *named {
	return &named{entities: l.ledgers.entities.standing(), sources: l.ledgers.sources.standing()}
}

// checkOthers looks for claims of other datasets that name what no dataset asserts any more.
func (l *load) checkOthers() error {
	known := l.named()
	for i := range l.ledgers.claims.records {
		if r := &l.ledgers.claims.records[i]; r.recorded.Stands() && r.dataset != l.batch.Dataset.Name {
			known.check(&r.said, ", says dataset "+r.dataset)
		}
	}
	return known.err()
}

// finish completes the report and the descriptions of the dataset and the database.
func (l *load) finish() error {
	r, d := &l.report, l.batch.Dataset
	i := slices.IndexFunc(l.ledgers.datasets, func(s graph.DatasetState) bool { return s.Name == d.Name })
	if i < 0 {
		i = len(l.ledgers.datasets)
		l.ledgers.datasets = append(l.ledgers.datasets, graph.DatasetState{})
	}
	l.changed = l.replaced || l.ledgers.datasets[i].Dataset != d
	for _, c := range []graph.Changes{r.Entities, r.Sources, r.Claims} {
		l.changed = l.changed || c.Added+c.Changed+c.Withdrawn > 0
	}
	if !l.changed || l.batch.DryRun {
		return nil
	}
	stand := func(c graph.Changes) int { return c.Added + c.Changed + c.Unchanged }
	l.ledgers.datasets[i] = graph.DatasetState{Dataset: d, LoadedAt: l.at, Claims: stand(r.Claims), Entities: stand(r.Entities)}
	l.meta.loads++
	r.Version = l.meta.version()
	return l.tx.run(`MERGE (d:Dataset {name: $p.name}) SET d = $p`, properties{"p": encodeDataset(&l.ledgers.datasets[i])})
}

// write brings the database up to what the load recorded: the graph, then the ledger that cites its sources.
func (l *load) write() error {
	b, err := l.ledgers.builder(l.ontology, l.meta.version())
	if err != nil {
		return err
	}
	s, err := b.Build()
	if err != nil {
		return err
	}
	p := &publication{tx: l.tx, snapshot: s}
	for _, step := range []func() error{
		func() error { return p.publishEntities() },
		func() error { return p.publishSources(l.ledgers.shownSources()) },
		func() error { return p.publishStatements() },
		func() error { return l.ledgers.entities.write(l.tx) },
		func() error { return l.ledgers.sources.write(l.tx) },
		func() error { return l.ledgers.claims.write(l.tx) },
		func() error { return l.ledgers.cite(l.tx) },
		func() error { return l.tx.writeMeta(l.meta) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}
