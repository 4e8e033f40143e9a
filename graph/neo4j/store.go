package neo4j

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"

	"chokepoint/graph"
	"chokepoint/graph/ledger"
	"chokepoint/graph/snapshot"
)

// Store is a snapshot.Store in a Neo4j database.
type Store struct {
	driver neo4j.DriverWithContext
	uri    string
	life   *ledger.Lifetime
	joins  atomic.Bool // loads may go into a database with other content

	partSize int // see there; tests make it small

	indexed struct { // relationship types that are known to have an index
		sync.Mutex
		types map[string]bool
	}

	// written is called after each transaction of a load, for tests; an error cuts the load off.
	written func() error
}

var _ snapshot.Store = (*Store)(nil)

// Auth is who the store is to the server. The zero Auth is nobody, for servers that ask for no password.
type Auth struct{ User, Password string }

func (a Auth) token() neo4j.AuthToken {
	if a == (Auth{}) {
		return neo4j.NoAuth()
	}
	return neo4j.BasicAuth(a.User, a.Password, "")
}

// connectWait is how long a connection may take to be made.
const connectWait = 5 * time.Second

// Open connects to the server of a neo4j:// or bolt:// URI. Nothing is written until the first load.
func Open(ctx context.Context, uri string, auth Auth) (*Store, error) {
	driver, err := neo4j.NewDriverWithContext(uri, auth.token(), func(c *config.Config) {
		c.SocketConnectTimeout = connectWait
		c.ConnectionAcquisitionTimeout = 2 * connectWait
	})
	if err != nil {
		return nil, explain(uri, "opening it", err)
	}
	s := &Store{driver: driver, uri: uri, life: ledger.NewLifetime(), partSize: partSize}
	s.indexed.types = map[string]bool{}
	if err = driver.VerifyConnectivity(ctx); err == nil {
		err = s.reading(ctx, func(tx *transaction) error {
			_, err := tx.readState()
			if errors.Is(err, errMoved) {
				return nil
			}
			return err
		})
	}
	if err == nil {
		err = s.inTransaction(ctx, neo4j.AccessModeWrite, func(tx *transaction) (bool, error) { return true, tx.keepSecret() })
	}
	if err != nil {
		driver.Close(ctx)
		return nil, explain(uri, "opening it", err)
	}
	return s, nil
}

// Join lets loads go into a database that holds other data, which they leave as it is.
func (s *Store) Join() { s.joins.Store(true) }

// Name implements graph.Store.
func (s *Store) Name() string { return "neo4j" }

// Ready asks the database whether it answers. The error wraps graph.ErrUnavailable or graph.ErrDenied.
func (s *Store) Ready(ctx context.Context) error {
	err := s.inTransaction(ctx, neo4j.AccessModeRead, func(tx *transaction) (bool, error) { return false, tx.run(`RETURN 1`, nil) })
	if err = explain(s.uri, "asking whether it answers", err); err == nil || errors.Is(err, graph.ErrUnavailable) || errors.Is(err, graph.ErrDenied) {
		return err
	}
	return fmt.Errorf("%w: %w", graph.ErrUnavailable, err)
}

// Close releases the store; calls under way fail, and Close returns when they have.
func (s *Store) Close() error {
	s.life.Close()
	return explain(s.uri, "closing it", s.driver.Close(context.Background()))
}

// timeoutGrace is how much later than here a reading ends in the database, so that it ends here first.
const timeoutGrace = time.Second

// inTransaction runs f in one transaction and commits it if f says so.
func (s *Store) inTransaction(ctx context.Context, mode neo4j.AccessMode, f func(*transaction) (commit bool, err error)) error {
	ctx, leave, err := s.life.Enter(ctx)
	if err != nil {
		return err
	}
	defer leave()
	session := s.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: mode})
	defer session.Close(context.WithoutCancel(ctx))
	var limits []func(*neo4j.TransactionConfig)
	if until, bounded := ctx.Deadline(); bounded && mode == neo4j.AccessModeRead { // the database goes on with nothing that nobody waits for
		limits = append(limits, neo4j.WithTxTimeout(max(time.Until(until), 0)+timeoutGrace))
	}
	tx, err := session.BeginTransaction(ctx, limits...)
	if err != nil {
		return ledger.Cause(ctx, err)
	}
	defer tx.Close(context.WithoutCancel(ctx)) // rolls back what is not committed
	commit, err := f(&transaction{ctx, tx})
	if err == nil && commit {
		err = tx.Commit(ctx)
	}
	return ledger.Cause(ctx, err)
}

// Version implements graph.Store.
func (s *Store) Version(ctx context.Context) (version string, err error) {
	err = s.consistently(ctx, ledgerFloor, func(_ *transaction, at *state) error {
		version = at.version()
		return nil
	})
	return version, explain(s.uri, "asking for its version", err)
}
