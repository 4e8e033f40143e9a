package export

import (
	"bufio"
	"bytes"
	"cmp"
	stdjson "encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"chokepoint/graph"
)

// MaxLine bounds a line of JSONL, in bytes: the ontology of the built-in facts takes 45 kB.
const MaxLine = 1 << 20

// ErrLine marks a file that is not the JSONL that an export writes.
var ErrLine = errors.New("this is not the JSONL of an export")

// ReadLines reads lines of JSONL, of which empty ones are passed over. It ends with the first error, which names the line and, where
// the text itself is wrong, wraps ErrLine. Members that a line of its type does not have, members twice, broken UTF-8 and lines
// beyond MaxLine are errors. Memory is that of one line.
func ReadLines(r io.Reader) iter.Seq2[Line, error] {
	return func(yield func(Line, error) bool) {
		in := bufio.NewScanner(r)
		in.Buffer(make([]byte, 0, 64<<10), MaxLine)
		number := 0
		for in.Scan() {
			number++
			text := in.Bytes()
			if number == 1 {
				text = bytes.TrimPrefix(text, []byte("\ufeff"))
			}
			if len(bytes.TrimSpace(text)) == 0 {
				continue
			}
			line, err := readLine(text)
			line.Number = number
			if err != nil {
				yield(line, fmt.Errorf("line %d: %w: %w", number, ErrLine, err))
				return
			}
			if !yield(line, nil) {
				return
			}
		}
		switch err := in.Err(); {
		case errors.Is(err, bufio.ErrTooLong):
			yield(Line{Number: number + 1}, fmt.Errorf("line %d: %w: it is longer than %d bytes", number+1, ErrLine, MaxLine))
		case err != nil:
			yield(Line{Number: number + 1}, fmt.Errorf("reading line %d: %w", number+1, err))
		}
	}
}

// IsLine reports whether a text may be such a line, whatever is wrong with it.
func IsLine(text []byte) bool {
	var t typed
	if json.Unmarshal(text, &t) != nil {
		return false
	}
	return slices.Contains([]string{ontologyType, datasetType, entityType, sourceType, claimType, prunedType}, t.Type)
}

// readLine reads one line.
func readLine(text []byte) (line Line, err error) {
	var t typed
	if err := json.Unmarshal(text, &t); err != nil {
		return line, plainly(err)
	}
	switch t.Type {
	case ontologyType:
		line.Ontology, err = readOntology(text)
	case datasetType:
		line.Dataset, err = readDataset(text)
	case entityType:
		err = line.readEntity(text)
	case sourceType:
		err = line.readSource(text)
	case claimType:
		err = line.readClaim(text)
	case prunedType:
		var p prunedLine
		err = into(text, &p)
		line.Pruned = p.Before.UTC().Truncate(time.Microsecond)
	case "":
		err = errors.New("it has no type")
	default:
		err = fmt.Errorf("there is no type %q; there are %s", t.Type, strings.Join([]string{ontologyType, datasetType, entityType, sourceType, claimType, prunedType}, ", "))
	}
	return line, err
}

// into reads a line whose members are all known.
func into(text []byte, line any) error {
	return plainly(json.Unmarshal(text, line, json.RejectUnknownMembers(true)))
}

// plainly says what is wrong with JSON without the words of the library.
func plainly(err error) error {
	var syntactic *jsontext.SyntacticError
	var semantic *json.SemanticError
	switch {
	case errors.As(err, &syntactic):
		return fmt.Errorf("%s: %w, at byte %d", cmp.Or(string(syntactic.JSONPointer), "/"), syntactic.Err, syntactic.ByteOffset+1)
	case errors.As(err, &semantic) && semantic.Err != nil:
		return fmt.Errorf("%s: %w", semantic.JSONPointer, semantic.Err)
	case errors.As(err, &semantic):
		return fmt.Errorf("%s: a %s can't stand there", semantic.JSONPointer, semantic.JSONKind)
	}
	return err
}

func readOntology(text []byte) (*graph.Ontology, error) {
	var l ontologyLine
	if err := into(text, &l); err != nil {
		return nil, err
	}
	o := &graph.Ontology{}
	in := stdjson.NewDecoder(bytes.NewReader(l.Ontology))
	in.DisallowUnknownFields()
	if err := in.Decode(o); err != nil {
		return nil, plainly(err)
	}
	return o, o.Init()
}

func readDataset(text []byte) (*graph.DatasetState, error) {
	l := datasetLine{}
	if err := into(text, &l); err != nil {
		return nil, err
	}
	if l.Name == "" {
		return nil, errors.New("a dataset has a name")
	}
	d := &graph.DatasetState{Dataset: graph.Dataset{Name: l.Name, Title: l.Title, Licence: l.Licence, Origin: l.Origin},
		LoadedAt: l.LoadedAt.UTC().Truncate(time.Microsecond), Entities: uncounted, Claims: uncounted}
	if l.Entities != nil {
		d.Entities = *l.Entities
	}
	if l.Claims != nil {
		d.Claims = *l.Claims
	}
	return d, nil
}

// uncounted is the number of things that a line does not tell.
const uncounted = -1

func (l *Line) readEntity(text []byte) (err error) {
	var e entityLine
	if err := into(text, &e); err != nil {
		return err
	}
	if e.ID == "" || e.Kind == "" || e.Name == "" {
		return errors.New("an entity has an id, a kind and a name")
	}
	l.Entity, l.SaidBy = &graph.Entity{ID: e.ID, Kind: e.Kind, Name: e.Name, Aliases: e.Aliases, Identifiers: e.Identifiers}, e.Dataset
	l.Recorded, err = e.recording()
	return err
}

func (l *Line) readSource(text []byte) (err error) {
	var s sourceLine
	if err := into(text, &s); err != nil {
		return err
	}
	if s.ID == "" {
		return errors.New("a source has an id")
	}
	l.Source, l.SaidBy = &graph.Source{ID: s.ID, Title: s.Title, Publisher: s.Publisher, URL: s.URL, Published: graph.Beginning,
		Language: s.Language, Kind: s.Kind, CopyOf: s.CopyOf}, s.Dataset
	if s.Published != "" {
		if l.Source.Published, err = graph.ParseDate(s.Published); err != nil {
			return fmt.Errorf("published: %w", err)
		}
	}
	l.Recorded, err = s.recording()
	return err
}

func (l *Line) readClaim(text []byte) (err error) {
	var c claimLine
	if err := into(text, &c); err != nil {
		return err
	}
	if l.Claim, err = c.claim(); err != nil {
		return err
	}
	l.SaidBy = c.Dataset
	l.Recorded, err = c.recording()
	return err
}
