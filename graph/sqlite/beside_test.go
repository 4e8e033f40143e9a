package sqlite

import (
	"context"
	"database/sql"
	"testing"
)

// Entities and claims are read by two connections only where these see the same.
func TestAnotherConnectionSeesTheSame(t *testing.T) {
	ctx, s := context.Background(), openStore(t, filePath(t))
	load(t, s, 1, batch(t, "d", first...))
	if err := s.view(ctx, func(ctx context.Context, tx *sql.Tx) error {
		r, err := s.begin(ctx, tx)
		if err != nil {
			return err
		}
		other, end := s.another(ctx, r)
		if other == nil {
			t.Error("no other connection, though nothing was loaded")
		}
		end()
		load(t, s, 2, batch(t, "d", first[:9]...))
		other, end = s.another(ctx, r)
		if other != nil {
			t.Error("another connection is used, though something was loaded meanwhile")
		}
		end()
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}
