package neo4j

import (
	"errors"
	"fmt"
	"strings"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"chokepoint/graph"
)

// explain says in one sentence what went wrong and what to do about it.
func explain(uri, doing string, err error) error {
	for _, own := range []error{graph.ErrUnavailable, graph.ErrWhole, graph.ErrDangling, graph.ErrKinds} {
		if errors.Is(err, own) {
			return err
		}
	}
	if err == nil {
		return nil
	}
	var refused *neo4j.Neo4jError
	var unreachable *neo4j.ConnectivityError
	switch {
	case errors.As(err, &refused) && strings.HasPrefix(refused.Code, "Neo.ClientError.Security."):
		return fmt.Errorf("%w: %s: check the user and the password (%s)", graph.ErrDenied, uri, refused.Msg)
	case errors.As(err, &refused) && tooLarge(refused):
		return fmt.Errorf("%w: %s: %s took more memory than the server has for it; raise %s (%s)", graph.ErrUnavailable, uri, doing, limitOf(refused), refused.Msg)
	case errors.As(err, &refused) && strings.HasPrefix(refused.Code, "Neo.TransientError."),
		errors.As(err, &refused) && strings.HasPrefix(refused.Code, "Neo.DatabaseError."):
		return fmt.Errorf("%w: %s: the server could not finish; try again, or see its log (%s)", graph.ErrUnavailable, uri, refused.Msg)
	case errors.As(err, &unreachable):
		return fmt.Errorf("%w: %s: start Neo4j there, or name another address (%w)", graph.ErrUnavailable, uri, unreachable.Inner)
	}
	return fmt.Errorf("%s: %s: %w", uri, doing, err)
}

// tooLarge reports whether a transaction was refused for its memory, or used up the server's.
func tooLarge(refused *neo4j.Neo4jError) bool {
	return strings.Contains(refused.Code, "MemoryPoolOutOfMemory") || strings.Contains(refused.Code, "TransactionMemoryLimit") ||
		strings.Contains(refused.Code, "OutOfMemory") || strings.Contains(refused.Msg, "OutOfMemoryError")
}

// limitOf is the setting that bounds the memory that a transaction was refused. The total is a part of the heap where nobody has set it.
func limitOf(refused *neo4j.Neo4jError) string {
	switch {
	case strings.Contains(refused.Msg, "dbms.memory.transaction.total.max"):
		return "server.memory.heap.max_size, or dbms.memory.transaction.total.max if it is set"
	case strings.Contains(refused.Msg, "db.memory.transaction.max"):
		return "db.memory.transaction.max"
	default:
		return "server.memory.heap.max_size"
	}
}
