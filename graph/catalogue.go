package graph

import (
	"context"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"
)

// SourceView is a source as it is shown.
type SourceView struct {
	ID        string      `json:"id"`
	Title     string      `json:"title"`
	Publisher string      `json:"publisher"`
	URL       string      `json:"url"`
	Published string      `json:"published,omitempty"`
	Language  string      `json:"language,omitempty"`
	Kind      string      `json:"kind"`
	Datasets  []string    `json:"datasets"`
	Claims    []ClaimView `json:"claims,omitempty"` // that stand and cite it; only where one source is asked for
}

// Sources is a list of sources in order of id.
type Sources struct {
	Results []SourceView `json:"results"`
	Total   int          `json:"total"`
	Next    string       `json:"next,omitempty"`
}

// Sources lists all sources.
func (s *Snapshot) Sources(_ context.Context, p Page) (Sources, error) {
	ids := slices.Sorted(maps.Keys(s.sources))
	part, next, err := paginate(p, s.version, ids)
	answer := Sources{Results: make([]SourceView, len(part)), Total: len(ids), Next: next}
	for i, id := range part {
		answer.Results[i] = s.sourceView(id)
	}
	return answer, err
}

func (s *Snapshot) sourceView(id string) SourceView {
	src := s.sources[id]
	return SourceView{ID: src.ID, Title: src.Title, Publisher: src.Publisher, URL: src.URL, Published: src.Published.String(),
		Language: src.Language, Kind: src.Kind, Datasets: s.sourceIn[id]}
}

// Source returns a source with the claims that cite it, or a *NotFound.
func (s *Snapshot) Source(ctx context.Context, id, lang string) (SourceView, error) {
	if _, ok := s.sources[id]; !ok {
		return SourceView{}, &NotFound{What: "source", Ref: id}
	}
	v := s.sourceView(id)
	for ref := range s.allClaims {
		if k, _ := s.classOf(ref); k.derived || !s.recordedAt(ref, time.Time{}) {
			continue
		}
		if slices.ContainsFunc(s.claim(ref).Sources, func(c Citation) bool { return c.Source == id }) {
			v.Claims = append(v.Claims, s.view(ref, lang))
		}
	}
	return v, ctx.Err()
}

// Claim returns a claim by its id, withdrawn or not, or a *NotFound.
func (s *Snapshot) Claim(_ context.Context, id, lang string) (ClaimView, error) {
	parsed, err := uuid.Parse(id)
	if err != nil {
		return ClaimView{}, &NotFound{What: "claim", Ref: id}
	}
	ref, ok := s.byID()[parsed]
	if !ok {
		return ClaimView{}, &NotFound{What: "claim", Ref: id}
	}
	return s.view(ref, lang), nil
}

// DatasetView is a dataset as it is shown.
type DatasetView struct {
	Name     string    `json:"name"`
	Title    string    `json:"title,omitempty"`
	Licence  string    `json:"licence,omitempty"`
	Origin   string    `json:"origin,omitempty"`
	LoadedAt time.Time `json:"loaded_at"`
	Entities int       `json:"entities"`
	Claims   int       `json:"claims"`
}

// Datasets lists what is loaded, in order of name.
func (s *Snapshot) Datasets(context.Context) ([]DatasetView, error) {
	views := make([]DatasetView, len(s.datasets))
	for i, d := range s.datasets {
		views[i] = DatasetView{d.Name, d.Title, d.Licence, d.Origin, d.LoadedAt, d.Entities, d.Claims}
	}
	return views, nil
}

// Stats counts what a store holds, and says which questions are answered where.
type Stats struct {
	Version     string            `json:"version"`
	Entities    int               `json:"entities"`
	Claims      int               `json:"claims"` // that stand, derived ones not counted
	Derived     int               `json:"derived"`
	Withdrawn   int               `json:"withdrawn"`
	Sources     int               `json:"sources"`
	Datasets    int               `json:"datasets"`
	ByKind      map[string]int    `json:"entities_by_kind"`
	ByPredicate map[string]int    `json:"claims_by_predicate"`
	Store       string            `json:"store"`   // sqlite, neo4j
	Answers     map[string]string `json:"answers"` // by question: snapshot or cypher
}

// Stats counts.
func (s *Snapshot) Stats(context.Context) (Stats, error) {
	st := Stats{Version: s.version, Sources: len(s.sources), Datasets: len(s.datasets), ByKind: map[string]int{}, ByPredicate: map[string]int{}, Answers: map[string]string{}}
	for n := range s.ids {
		if s.present(Node(n), time.Time{}) {
			st.Entities++
			st.ByKind[s.entities[n].Kind]++
		}
	}
	for ref := range s.allClaims {
		switch k, _ := s.classOf(ref); {
		case !s.recordings[k.recording].Stands():
			if !k.derived {
				st.Withdrawn++
			}
		case k.derived:
			st.Derived++
		default:
			st.Claims++
			st.ByPredicate[s.predicates[k.predicate]]++
		}
	}
	return st, nil
}
