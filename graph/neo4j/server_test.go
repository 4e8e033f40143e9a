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
	driver, err := neo4j.NewDriverWithContext(uri, auth().token())
	if err != nil {
		return nil, err
	}
	defer driver.Close(ctx)
	bare := &Store{driver: driver, uri: uri}
	if err := bare.alone(ctx, `MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS`, nil); err != nil {
		return nil, err
	}
	return Open(ctx, uri, auth())
}
