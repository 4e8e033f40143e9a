package neo4j

import (
	"context"
	"os"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// serverURI is the address of the server that scripts/neo4j/with.sh starts. Where there is none the test is skipped, unless
// CHOKEPOINT_REQUIRE_NEO4J asks for one.
func serverURI(t testing.TB) string {
	t.Helper()
	uri := os.Getenv("NEO4J_URI")
	switch {
	case uri != "":
	case os.Getenv("CHOKEPOINT_REQUIRE_NEO4J") == "1":
		t.Fatal("NEO4J_URI names no server, and CHOKEPOINT_REQUIRE_NEO4J=1 asks for one: run scripts/neo4j/with.sh go test ./graph/neo4j")
	default:
		t.Skip("NEO4J_URI names no server: run scripts/neo4j/with.sh go test ./graph/neo4j")
	}
	return uri
}

func auth() Auth {
	password := os.Getenv("NEO4J_PASSWORD")
	if password == "" {
		return Auth{}
	}
	return Auth{"neo4j", password}
}

// openEmpty opens the server's database with nothing in it but the schema.
func openEmpty(ctx context.Context, uri string) (*Store, error) {
	s, err := Open(ctx, uri, auth())
	if err != nil {
		return nil, err
	}
	err = s.inTransaction(ctx, neo4j.AccessModeWrite, func(tx *transaction) (bool, error) {
		return true, tx.run(`MATCH (n) DETACH DELETE n`, nil)
	})
	return s, err
}
