package neo4j

import (
	"errors"
	"strings"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"chokepoint/graph"
)

// What is too large says so in one line, with the setting to raise: messages of a 5.26 server.
func TestTooLarge(t *testing.T) {
	for _, x := range []struct{ code, message, setting string }{
		{"Neo.TransientError.General.MemoryPoolOutOfMemoryError", "The allocation of an extra 2.0 MiB would use more than the limit 1.4 GiB. Currently using 1.4 GiB. dbms.memory.transaction.total.max threshold reached",
			"raise server.memory.heap.max_size, or dbms.memory.transaction.total.max if it is set ("},
		{"Neo.TransientError.General.MemoryPoolOutOfMemoryError", "The allocation of an extra 2.0 MiB would use more than the limit 2.0 MiB. Currently using 2.0 MiB. db.memory.transaction.max threshold reached",
			"raise db.memory.transaction.max ("},
		{"Neo.TransientError.General.OutOfMemoryError", "There is not enough memory to perform the current task.", "raise server.memory.heap.max_size ("},
	} {
		err := explain("bolt://x", "loading dataset d", &neo4j.Neo4jError{Code: x.code, Msg: x.message})
		if !errors.Is(err, graph.ErrUnavailable) || !strings.Contains(err.Error(), "loading dataset d took more memory") || !strings.Contains(err.Error(), x.setting) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want %q", x.code, err, x.setting)
		}
	}
}
