package neo4j

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"chokepoint/graph"
	"chokepoint/graph/cypher"
)

// layout numbers the way in which facts are kept. A database of another layout is not read.
const layout = 3

const metaName = "chokepoint"

// Our own properties; what carries since is ours.
const (
	sinceKey     = "cp_since"     // the number of the load from which on the node or relationship is there
	untilKey     = "cp_until"     // that of the load from which on it is not
	keyKey       = "cp_key"       // fingerprint of the other properties
	stratumKey   = cypher.Stratum // place of the stratum among those of the ontology, from 0
	loadingKey   = "loading"
	untidyKey    = "untidy"
	formsKey     = "cp_forms" // of a record of an entity: names.Forms
	nextKey      = "cp_next"  // of an entity or source: the properties that it will have, as JSON
	nextSinceKey = "cp_next_since"
	nextNamesKey = "cp_next_names" // the name and the aliases in nextKey, for full text
)

// ErrForeign marks a database that holds other data, which nobody said is to be joined.
var ErrForeign = errors.New("the database holds other data; name an empty one, or say --join to keep facts beside it")

// ErrLayout marks a database that another version of chokepoint has filled.
var ErrLayout = errors.New("its facts are kept in the way of another version of chokepoint; export them with that version, empty the database or name another, and load them again")

// state is one version of what the database holds. What it says does not change; see version.
type state struct {
	store    string // random id
	secret   []byte // by which cursors are signed
	loads    int64  // that changed something
	numbers  int64  // greatest number of a record
	sources  int64  // how many there are: nodes of those that are no more stay for what others tied to them
	lastAt   int64  // time of the last load, in microseconds
	ontology string // JSON, or empty
	datasets []datasetState
	// renamed is a dataset's name before and after, if the load gave it another: records may still have the one before.
	renamed [2]string

	quiet   bool   // no load is under way, or was cut off: nothing has an end
	loading string // names the load that began last
}

// datasetState is a dataset, and a digest of the batch that it was loaded from.
type datasetState struct {
	graph.DatasetState
	Digest string `json:",omitempty"`
}

// version is empty before the first load.
func (s *state) version() string {
	if s.loads == 0 {
		return ""
	}
	return fmt.Sprintf("%s-%d", s.store, s.loads)
}

// last is when the last load was recorded; zero before the first.
func (s *state) last() time.Time {
	if s.loads == 0 {
		return time.Time{}
	}
	return time.UnixMicro(s.lastAt).UTC()
}

// described are the datasets without what the store adds.
func (s *state) described() []graph.DatasetState {
	all := make([]graph.DatasetState, len(s.datasets))
	for i, d := range s.datasets {
		all[i] = d.DatasetState
	}
	return all
}

// readState reads the version that is published. That takes two nodes: the one whose single property says which version is, and
// the version's own, which is written before and never changed, so that no reader sees half of either.
func (t *transaction) readState() (*state, error) {
	s, found := &state{}, false
	err := t.each(`MATCH (m:`+metaLabel+` {name: $name}) OPTIONAL MATCH (v:`+versionLabel+` {number: m.loads}) RETURN properties(m), properties(v)`,
		properties{"name": metaName}, func(row []any) error {
			found = true
			m := row[0].(properties)
			if whole(m, "layout") != layout {
				return ErrLayout
			}
			s.store, s.loads = text(m, "store"), whole(m, "loads")
			s.secret, _ = m["secret"].([]byte)
			untidy, _ := m[untidyKey].(bool)
			s.quiet, s.loading = !untidy, text(m, loadingKey)
			if s.loads == 0 {
				return nil
			}
			v, ok := row[1].(properties)
			if !ok {
				return errMoved // the version was replaced between the two
			}
			s.numbers, s.sources, s.lastAt, s.ontology = whole(v, "numbers"), whole(v, "sources"), whole(v, "last_at"), text(v, "ontology")
			s.renamed = [2]string{text(v, "renamed_from"), text(v, "renamed_to")}
			return json.Unmarshal([]byte(text(v, "datasets")), &s.datasets)
		})
	if err == nil && !found {
		var earlier int64
		if earlier, err = t.count(`MATCH (m:Meta {name: $name}) WHERE m.store IS NOT NULL AND m.loads IS NOT NULL RETURN count(m)`,
			properties{"name": metaName}); earlier > 0 {
			err = ErrLayout
		}
	}
	return s, err
}

// encodeState is what the version's own node says.
func encodeState(s *state) (properties, error) {
	datasets, err := json.Marshal(s.datasets)
	p := properties{"number": s.loads, "version": s.version(), "numbers": s.numbers, "sources": s.sources, "last_at": s.lastAt, "datasets": string(datasets)}
	setText(p, "ontology", s.ontology)
	setText(p, "renamed_from", s.renamed[0])
	setText(p, "renamed_to", s.renamed[1])
	return p, err
}

// settle prepares a database for the first load.
func (s *Store) settle(ctx context.Context) error {
	settled := false
	err := s.reading(ctx, func(tx *transaction) error {
		at, err := tx.readState()
		if settled = at.store != ""; err != nil || settled {
			return err
		}
		return tx.admit(s.joins.Load())
	})
	if err != nil || settled {
		return err
	}
	if err := s.declare(ctx, declarations); err != nil {
		return err
	}
	return s.inTransaction(ctx, neo4j.AccessModeWrite, func(tx *transaction) (bool, error) {
		return true, tx.run(`MERGE (m:`+metaLabel+` {name: $name})
			ON CREATE SET m.layout = $layout, m.store = $store, m.secret = $secret, m.loads = 0, m.floor = 0, m.ledger_floor = 0`,
			properties{"name": metaName, "layout": int64(layout), "store": uuid.NewString(), "secret": newSecret()})
	})
}

// admit refuses a database with other content, unless it is to be joined, and one in which others use our labels.
func (t *transaction) admit(joins bool) error {
	for _, label := range ownLabels {
		n, err := t.count(`MATCH (n:`+label+`) RETURN count(n)`, nil)
		if err != nil {
			return err
		}
		if n > 0 {
			return fmt.Errorf("%w; it can't be joined: nodes of others have the label %s there", ErrForeign, label)
		}
	}
	if joins {
		return nil
	}
	n, err := t.count(`MATCH (n) RETURN count(n)`, nil)
	if err == nil && n > 0 {
		err = fmt.Errorf("%w (there are %d nodes)", ErrForeign, n)
	}
	return err
}

// newSecret is long enough that nobody guesses it.
func newSecret() []byte {
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // it never fails
	return secret
}

// keepSecret gives a database that has been loaded a secret if it has none.
func (t *transaction) keepSecret() error {
	return t.run(`MATCH (m:`+metaLabel+` {name: $name}) WHERE m.secret IS NULL SET m.secret = $secret`,
		properties{"name": metaName, "secret": newSecret()})
}
