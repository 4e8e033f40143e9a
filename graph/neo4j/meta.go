package neo4j

import (
	"crypto/rand"
	"fmt"
	"time"

	"github.com/google/uuid"
)

// state names what the database holds.
type state struct {
	store string // random id
	loads int64  // that changed something
}

// version is empty before the first load.
func (s state) version() string {
	if s.loads == 0 {
		return ""
	}
	return fmt.Sprintf("%s-%d", s.store, s.loads)
}

// meta is what the database says of itself.
type meta struct {
	state
	numbers  int64  // greatest number of a record
	lastAt   int64  // time of the last load, in microseconds
	ontology string // JSON, or empty
	secret   []byte // by which cursors are signed
}

// last is when the last load was recorded; zero before the first.
func (m meta) last() time.Time {
	if m.loads == 0 {
		return time.Time{}
	}
	return time.UnixMicro(m.lastAt).UTC()
}

const metaName = "chokepoint"

func (t *transaction) readMeta() (m meta, err error) {
	err = t.each(`MATCH (m:Meta {name: $name}) RETURN properties(m)`, properties{"name": metaName}, func(row []any) error {
		p := row[0].(properties)
		m = meta{state{text(p, "store"), whole(p, "loads")}, whole(p, "numbers"), whole(p, "last_at"), text(p, "ontology"), secretOf(p)}
		return nil
	})
	return m, err
}

func secretOf(p properties) []byte {
	secret, _ := p["secret"].([]byte)
	return secret
}

// newSecret is long enough that nobody guesses it.
func newSecret() []byte {
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // it never fails
	return secret
}

// lockMeta makes loads take turns: the first write to the node locks it until the transaction ends.
func (t *transaction) lockMeta() error {
	return t.run(`MERGE (m:Meta {name: $name}) ON CREATE SET m.store = $store, m.loads = 0, m.numbers = 0, m.secret = $secret
		SET m.locked = true REMOVE m.locked`, properties{"name": metaName, "store": uuid.NewString(), "secret": newSecret()})
}

// keepSecret gives a database that has been loaded a secret if it has none.
func (t *transaction) keepSecret() error {
	return t.run(`MATCH (m:Meta {name: $name}) WHERE m.secret IS NULL SET m.secret = $secret`,
		properties{"name": metaName, "secret": newSecret()})
}

func (t *transaction) writeMeta(m meta) error {
	p := properties{"name": metaName, "store": m.store, "loads": m.loads, "numbers": m.numbers, "last_at": m.lastAt,
		"version": m.version(), "secret": m.secret}
	setText(p, "ontology", m.ontology)
	return t.run(`MATCH (m:Meta {name: $p.name}) SET m = $p`, properties{"p": p})
}
