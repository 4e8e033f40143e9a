package graph

import (
	"strings"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

func TestClaimIDIsUUIDv5(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.StringN(0, 80, -1)
		subject, predicate, object, item := part.Draw(t, "subject"), part.Draw(t, "predicate"), part.Draw(t, "object"), part.Draw(t, "item")
		from := Date(rapid.Int32Range(0, 100_000).Draw(t, "from"))
		want := uuid.NewSHA1(namespace, []byte(strings.Join([]string{"claim", subject, predicate, object, item, from.String()}, "\x00")))
		if got := ClaimID(subject, predicate, object, item, "", from); got != want {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}
