package export

import (
	"errors"
	"fmt"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/uuid"

	"chokepoint/graph"
)

// Line is a line of a JSONL file: one of its pointers is set, or Ontology or Dataset.
type Line struct {
	Number   int // from 1
	Ontology *graph.Ontology
	Dataset  *graph.DatasetState
	Entity   *graph.Entity
	Source   *graph.Source
	Claim    *graph.Claim
	SaidBy   string // dataset, of an entity, a source or a claim
	Recorded graph.Recording
	Pruned   time.Time // what was withdrawn until then is not in the file
}

// The types of lines.
const (
	ontologyType = "ontology"
	datasetType  = "dataset"
	entityType   = "entity"
	sourceType   = "source"
	claimType    = "claim"
	prunedType   = "pruned"
)

type typed struct {
	Type string `json:"type"`
}

type ontologyLine struct {
	typed
	Ontology jsontext.Value `json:"ontology"` // by the tags of graph.Ontology
}

// datasetLine describes a dataset. Claims and Entities count those that stand, so that a reader notices a file that was cut off.
type datasetLine struct {
	typed
	Name     string    `json:"name"`
	Title    string    `json:"title,omitempty"`
	Licence  string    `json:"licence,omitempty"`
	Origin   string    `json:"origin,omitempty"`
	LoadedAt time.Time `json:"loaded_at,omitzero"`
	Entities *int      `json:"entities,omitzero"`
	Claims   *int      `json:"claims,omitzero"`
}

type prunedLine struct {
	typed
	Before time.Time `json:"before"`
}

// recorded is by whom and when a thing was said. A line that somebody wrote by hand may leave both to who loads it.
type recorded struct {
	Dataset string    `json:"dataset"`
	From    time.Time `json:"recorded_from,omitzero"`
	To      time.Time `json:"recorded_to,omitzero"`
}

type entityLine struct {
	typed
	ID          string            `json:"id"`
	Kind        string            `json:"kind"`
	Name        string            `json:"name"`
	Aliases     []graph.Alias     `json:"aliases,omitempty"`
	Identifiers map[string]string `json:"identifiers,omitempty"`
	recorded
}

type sourceLine struct {
	typed
	ID        string `json:"id"`
	Title     string `json:"title,omitempty"`
	Publisher string `json:"publisher,omitempty"`
	URL       string `json:"url,omitempty"`
	Published string `json:"published,omitempty"`
	Language  string `json:"language,omitempty"`
	Kind      string `json:"kind,omitempty"`
	CopyOf    string `json:"copy_of,omitempty"`
	recorded
}

// claimLine is a relation claim (Object) or an attribute claim (Value, which is a number, a bool or a text, of ValueType, and the
// Unit of a number).
type claimLine struct {
	typed
	ID         uuid.UUID        `json:"id,omitzero"`
	Subject    string           `json:"subject"`
	Predicate  string           `json:"predicate"`
	Object     string           `json:"object,omitempty"`
	Value      any              `json:"value,omitzero"`
	ValueType  graph.ValueType  `json:"value_type,omitempty"`
	Unit       string           `json:"unit,omitempty"`
	Share      jsontext.Value   `json:"share,omitempty"` // a decimal fraction, as it is
	ShareMost  jsontext.Value   `json:"share_most,omitempty"`
	Quantity   *graph.Quantity  `json:"quantity,omitzero"`
	Item       string           `json:"item,omitempty"` // what is supplied, or whom or what a limited value is for
	Purpose    string           `json:"purpose,omitempty"`
	Note       string           `json:"note,omitempty"`
	ValidFrom  string           `json:"valid_from,omitempty"`
	ValidTo    string           `json:"valid_to,omitempty"`
	Confidence graph.Confidence `json:"confidence"`
	Sources    []graph.Citation `json:"sources"`
	recorded
}

// during writes a recording, and Recording reads it.
func during(dataset string, r graph.Recording) recorded {
	return recorded{dataset, r.From.UTC(), r.To.UTC()}
}

func (r *recorded) recording() (graph.Recording, error) {
	if !r.To.IsZero() && !r.From.Before(r.To) {
		return graph.Recording{}, errors.New("it was withdrawn (recorded_to) before it was recorded (recorded_from)")
	}
	return graph.Recording{From: r.From.UTC().Truncate(time.Microsecond), To: r.To.UTC().Truncate(time.Microsecond)}, nil
}

func lineOfClaim(c *graph.Claim, r recorded) claimLine {
	l := claimLine{typed: typed{claimType}, ID: c.ID(), Subject: c.Subject, Predicate: c.Predicate, Object: c.Object, ValueType: c.Value.Type,
		Item: c.Item, Purpose: c.Purpose, Note: c.Note, ValidFrom: c.Valid.From.String(), ValidTo: c.Valid.To.String(), Confidence: c.Confidence,
		Sources: c.Sources, recorded: r}
	switch c.Value.Type {
	case "":
	case graph.NumberValue:
		l.Value, l.Unit = c.Value.Number, c.Value.Unit
	case graph.BoolValue:
		l.Value = c.Value.Bool
	default:
		l.Value = c.Value.String()
	}
	if shares := c.Shares(); shares.Known() {
		l.Share = jsontext.Value(shares.Least.String())
		if shares.Ranges() {
			l.ShareMost = jsontext.Value(shares.Most.String())
		}
	}
	if !c.Quantity.IsZero() {
		l.Quantity = &c.Quantity
	}
	return l
}

// claim is the claim that a line says.
func (l *claimLine) claim() (*graph.Claim, error) {
	c := &graph.Claim{Subject: l.Subject, Predicate: l.Predicate, Object: l.Object, Item: l.Item, Purpose: l.Purpose, Note: l.Note,
		Confidence: l.Confidence, Share: graph.NoShare, Valid: graph.Always, Sources: l.Sources}
	if l.Quantity != nil {
		c.Quantity = *l.Quantity
	}
	if c.Confidence == 0 {
		c.Confidence = graph.Reported // as of a claim in any file
	}
	for _, read := range []func(*graph.Claim) error{l.readEnds, l.readValue, l.readShares, l.readDates} {
		if err := read(c); err != nil {
			return nil, err
		}
	}
	if id := c.ID(); l.ID != uuid.Nil && l.ID != id {
		return nil, fmt.Errorf("its id is not that of what it says, %s: leave the id out if you have changed the claim", id)
	}
	return c, nil
}

func (l *claimLine) readEnds(*graph.Claim) error {
	switch {
	case l.Subject == "" || l.Predicate == "":
		return errors.New("a claim has a subject and a predicate")
	case (l.Object == "") == (l.ValueType == ""):
		return errors.New("a claim has either an object or a value with its value_type")
	case len(l.Sources) == 0:
		return errors.New("a claim cites at least one source")
	}
	return nil
}

func (l *claimLine) readValue(c *graph.Claim) error {
	c.Value = graph.Value{Type: l.ValueType}
	ok := true
	switch l.ValueType {
	case "":
		ok = l.Value == nil
	case graph.NumberValue:
		c.Value.Number, ok = l.Value.(float64)
		c.Value.Unit = l.Unit
	case graph.BoolValue:
		c.Value.Bool, ok = l.Value.(bool)
	default:
		var text string
		if text, ok = l.Value.(string); ok {
			var err error
			if c.Value, err = graph.ParseValue(l.ValueType, text); err != nil {
				return fmt.Errorf("value: %w", err)
			}
		}
	}
	if !ok {
		return fmt.Errorf("the value is no %s, as its value_type says", l.ValueType)
	}
	if l.Unit != "" && l.ValueType != graph.NumberValue {
		return errors.New("only a number has a unit")
	}
	return nil
}

func (l *claimLine) readShares(c *graph.Claim) (err error) {
	if len(l.Share) > 0 {
		if c.Share, err = graph.ParseShare(string(l.Share)); err != nil {
			return fmt.Errorf("share: %w", err)
		}
	}
	if len(l.ShareMost) == 0 {
		return nil
	}
	if c.ShareMost, err = graph.ParseShare(string(l.ShareMost)); err != nil {
		return fmt.Errorf("share_most: %w", err)
	}
	if !c.Share.Known() || c.ShareMost < c.Share {
		return fmt.Errorf("share_most: %w", graph.ErrShareRange)
	}
	return nil
}

func (l *claimLine) readDates(c *graph.Claim) (err error) {
	if l.ValidFrom != "" {
		if c.Valid.From, err = graph.ParseDate(l.ValidFrom); err != nil {
			return fmt.Errorf("valid_from: %w", err)
		}
	}
	if l.ValidTo != "" {
		if c.Valid.To, err = graph.ParseDate(l.ValidTo); err != nil {
			return fmt.Errorf("valid_to: %w", err)
		}
	}
	return nil
}
