package storetest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"chokepoint/graph"
	"chokepoint/graph/catalogue"
	"chokepoint/graph/question"
	"chokepoint/graph/snapshot"
)

// small is a dataset of two entities; tests add claims to it.
const small = `
company: nvidia=Nvidia tsmc=TSMC
chip: h200=H200
`

// bench holds one store to the discipline of datasets. Loads are recorded on successive days.
type bench struct {
	*testing.T
	suite *Suite
	answering
	loads int
}

func (s *Suite) bench(t *testing.T) *bench {
	return &bench{t, s, answering{subject: &s.Subject, store: open(t, &s.Subject)}, 0}
}

// day is the time of the n-th load.
func day(n int) time.Time { return time.Date(2026, 1, n, 0, 0, 0, 0, time.UTC) }

func (b *bench) batch(dataset, text string) graph.Batch {
	b.Helper()
	batch := readBatch(b, b.suite.Ontology, text)
	batch.Dataset.Name = dataset
	b.loads++
	batch.At = day(b.loads)
	return batch
}

func (b *bench) load(dataset, text string) graph.Report {
	b.Helper()
	r, err := b.store.Load(context.Background(), b.batch(dataset, text))
	if err != nil {
		b.Fatal(err)
	}
	return r
}

func (b *bench) version() string {
	b.Helper()
	v, err := b.store.Version(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	return v
}

// ledger is all that is recorded: a line a version of a claim, with who says it and the days of its recording.
func (b *bench) ledger() []string {
	b.Helper()
	return ledgerOf(b, b.store)
}

func ledgerOf(t testing.TB, store snapshot.Store) []string {
	t.Helper()
	s := build(t, store)
	var lines []string
	for st := range s.Statements() {
		if st.Derived {
			continue
		}
		object := st.Object
		if object == "" {
			object = st.Value.String()
		}
		line := fmt.Sprintf("%s %s %s [%s,%s)", st.Subject, st.Predicate, object, days(st.Recorded.From), days(st.Recorded.To))
		if st.Share.Known() {
			line += fmt.Sprintf(" share %v", st.Shares())
		}
		var cited []string
		for _, c := range st.Sources {
			cited = append(cited, c.Source)
		}
		said := append([]string{st.Dataset}, st.AlsoIn...)
		lines = append(lines, line+" "+strings.Join(said, "+")+": "+strings.Join(cited, "+"))
	}
	slices.Sort(lines)
	return lines
}

// days is a time as the number of the load's day, or nothing for the end of what stands.
func days(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return fmt.Sprint(t.Day())
}

func build(t testing.TB, store snapshot.Store) *snapshot.Snapshot {
	t.Helper()
	b, err := store.Read(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	s, err := b.Build(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (b *bench) want(lines ...string) {
	b.Helper()
	slices.Sort(lines)
	if diff := cmp.Diff(lines, b.ledger()); diff != "" {
		b.Fatalf("what is recorded (-want +got):\n%s", diff)
	}
}

// ask asks a question of the store and reads the answer.
func (b *bench) ask(name string, values question.Values, answer any) error {
	b.Helper()
	return askOf(context.Background(), b.now(b), name, values, question.Terms{}, answer)
}

// askOf asks a source a question of the catalogue by its name, and reads the answer as everybody else does.
func askOf(ctx context.Context, source question.Source, name string, values question.Values, on question.Terms, answer any) error {
	q, ok := catalogue.Find(name)
	if !ok {
		return fmt.Errorf("there is no question %q", name)
	}
	prepared, err := q.Read(values)
	if err != nil {
		return err
	}
	reply, err := prepared.Ask(ctx, source, on)
	if err != nil {
		return err
	}
	body, err := json.Marshal(reply.Answer)
	if err != nil {
		return err
	}
	return json.Unmarshal(body, answer)
}

// says asks for the claims on an entity at a moment.
func (b *bench) says(entity string, known time.Time) []string {
	b.Helper()
	values := question.Values{"ref": {entity}, "as_of": {"1970-01-01"}}
	if !known.IsZero() {
		values["known_at"] = []string{known.Format(time.RFC3339Nano)}
	}
	var card struct {
		Claims map[string][]struct{ Subject, Object string }
	}
	err := b.ask("entity", values, &card)
	if errors.Is(err, graph.ErrNotFound) {
		return []string{"nothing of this name"}
	}
	if err != nil {
		b.Fatal(err)
	}
	lines := []string{}
	for predicate, claims := range card.Claims {
		for _, c := range claims {
			other := c.Object
			if c.Subject != entity {
				other = c.Subject
			}
			lines = append(lines, predicate+" "+other)
		}
	}
	slices.Sort(lines)
	return lines
}
